// Answers of two indexes side by side: `npm run same-answers -- QUESTIONS.jsonl [--first N]`, of the embedded index in
// EMBEDDINGS_DIR and of the one in ATTEST_INDEX, both built from CORPUS_DIR. QUESTIONS.jsonl has a `question` a line, and an
// `asOf` if wished. What differs in right@1, right@3 or abstention cannot be more than the share of questions whose first
// quote, first three quotes, or kind of answer differ.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openArchive, type Archive } from '../../src/archive.ts';
import { readSettings } from '../../src/config.ts';
import type { Answer } from '../../src/types.ts';

const { values, positionals } = parseArgs({
  options: { first: { type: 'string' } },
  allowPositionals: true,
});
const [file] = positionals;
const settings = readSettings();
if (!file || settings.ATTEST_INDEX === undefined)
  throw new Error('Set ATTEST_INDEX, and name a file: npm run same-answers -- QUESTIONS.jsonl');
const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(0, Number(values.first ?? Infinity));
const questions = lines.map((line) => JSON.parse(line) as { question: string; asOf?: string });
const embedded = await openArchive({ ...settings, ATTEST_INDEX: undefined });
const other = await openArchive(settings);

const sameKind: boolean[] = [];
const sameFirst: boolean[] = [];
const sameThree: boolean[] = [];
const milliseconds: [number[], number[]] = [[], []];
let furthest = 0;

const texts = ({ quotes }: Answer, count: number): string =>
  JSON.stringify(quotes.slice(0, count).map(({ text }) => text));

async function timed(
  archive: Archive,
  times: number[],
  { question, asOf }: { question: string; asOf?: string },
) {
  const started = performance.now();
  const answer = await archive.ask({ question, outlets: null, ...(asOf && { asOf }) });
  times.push(performance.now() - started);
  return answer;
}

for (const each of questions) {
  const one = await timed(embedded, milliseconds[0], each);
  const two = await timed(other, milliseconds[1], each);
  sameKind.push(one.kind === two.kind);
  sameFirst.push(texts(one, 1) === texts(two, 1));
  sameThree.push(texts(one, 3) === texts(two, 3));
  furthest = Math.max(furthest, Math.abs(one.confidence - two.confidence));
  if (!sameThree.at(-1)) process.stdout.write(`differs: ${each.question}\n`);
}
embedded.close();
other.close();

const median = (times: number[]): string =>
  `${times.sort((a, b) => a - b)[times.length >> 1]!.toFixed(0)} ms`;

/** Of a share of `n` that was seen `hits` times, the upper end of Wilson's interval at 95 %. */
function upperEnd(hits: number, n: number): number {
  const z = 1.96;
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return (middle + half) / (1 + (z * z) / n);
}

const row = (name: string, same: readonly boolean[]): void => {
  const differing = same.filter((isSame) => !isSame).length;
  const most = upperEnd(differing, same.length).toFixed(3);
  process.stdout.write(
    `${name}: the same for ${same.length - differing} of ${same.length}; at most ${most} differ (95 %)\n`,
  );
};
row('answered or not', sameKind);
row('first quote', sameFirst);
row('quotes', sameThree);
process.stdout.write(`confidence differs by ${furthest.toFixed(5)} at most\n`);
process.stdout.write(`median: embedded ${median(milliseconds[0])}, PostgreSQL ${median(milliseconds[1])}\n`);
