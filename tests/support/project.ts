// Where the project lies, and what of it tests and benchmarks read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** The example corpus: what else lies in `corpus` is no matter of the tests. */
export const EXAMPLE = join(ROOT, 'corpus/example');

/** Questions about the example corpus, one a line. */
export const QUESTION_FILE = join(ROOT, 'tests/fixtures/corpus-questions.jsonl');

/** A file of one JSON value a line. */
export const readJsonLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** The questions of a file that has one a line, without what is known of their answers. */
export const questionsIn = (path: string): string[] =>
  readJsonLines<{ question: string }>(path).map(({ question }) => question);
