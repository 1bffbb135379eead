// A sound index of a few invented articles, to damage copies of it, and the command line to see what comes of it.
// Whatever is damaged, a command ends with a number, without a stack trace, and quotes nothing that is not in an article.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { HostError } from '../../src/errors.ts';
import { openDatabase } from '../../src/index/database.ts';
import { indexFiles, type IndexFiles } from '../../src/index/index-files.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import { openModel } from '../../src/model/models.ts';
import {
  attest as runHere,
  attestProcess as runProcess,
  type Circumstances,
  type ProcessCircumstances,
} from './command-line.ts';
import { inventedArticles, writeCorpus } from './invented-archive.ts';
import { settingsOf } from './shipped.ts';
import { temporaryFolder } from './temporary.ts';

export const ARTICLES = inventedArticles(12, 7, 25);
export const QUESTIONS = ARTICLES.slice(0, 4);
export const SENTENCE = QUESTIONS[0]!.sentence;
const CORPUS = temporaryFolder();
export const REMEDY = /is damaged \(.+\)\. Run: npm run index$/m;
/** A page of SQLite. */
export const PAGE = 4096;

/** The folder of a sound index, and the names of its files. */
let sound: string;
export let filesIn: (embeddingsDir: string) => IndexFiles;
export let dimension: number;

beforeAll(async () => {
  writeCorpus(CORPUS, ARTICLES);
  sound = temporaryFolder();
  // In a process of its own: at its end nothing is left in the write-ahead log, and the file is all there is to damage.
  await attestProcess(sound, ['index']);
  const settings = settingsOf({ CORPUS_DIR: CORPUS, EMBEDDINGS_DIR: sound });
  const model = await openModel(settings);
  dimension = model.dimension;
  filesIn = (embeddingsDir) => indexFiles(embeddingsDir, model);
});

/** A sound index of one's own, to be damaged. */
export function copyOfSound(folder = join(temporaryFolder(), 'embeddings')): string {
  cpSync(sound, folder, { recursive: true });
  return folder;
}

/** The sound index is that of the corpus that is taken unless another is named. */
type About<C> = C & { corpus?: string | undefined };

const over = <C extends Circumstances>(
  embeddingsDir: string,
  { corpus = CORPUS, env, ...more }: About<C>,
) => ({
  ...more,
  env: { CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddingsDir, ...env },
});

/** Runs a command over an index, within this process. */
export const attest = (embeddingsDir: string, args: string[], about: About<Circumstances> = {}) =>
  runHere(args, over(embeddingsDir, about));

/** Runs a command over an index as a process of its own. */
export const attestProcess = (
  embeddingsDir: string,
  args: string[],
  about: About<ProcessCircumstances> = {},
) => runProcess(args, over(embeddingsDir, about));

/** What comes back for the questions: the right sentence, or an error in one sentence, never anything else. */
export async function ask(embeddingsDir: string, about: About<Circumstances> = {}, run = attest) {
  const input = QUESTIONS.map(({ question }) => question).join('\n');
  const { code, lines, stderr } = await run(embeddingsDir, ['ask', '--json'], { ...about, input });
  const answers = lines.map((line) => JSON.parse(line));
  for (const { quotes, nearest } of answers) {
    for (const { text, article } of [...quotes, ...nearest])
      expect(ARTICLES.find(({ url }) => url === article.url)?.content).toContain(text);
  }
  const right = answers.filter((answer, i) => answer.quotes[0]?.text.includes(QUESTIONS[i]!.sentence)).length;
  return { code, right, stderr };
}

/** The same by the functions that the command calls: how many answers were right, or the sentence by which all were refused. */
export async function askHere(embeddingsDir: string): Promise<{ right: number } | { refused: string }> {
  try {
    const archive = await openArchive(settingsOf({ CORPUS_DIR: CORPUS, EMBEDDINGS_DIR: embeddingsDir }));
    try {
      let right = 0;
      for (const { question, sentence } of QUESTIONS)
        right += Number((await archive.ask({ question, outlets: null })).quotes[0]?.text.includes(sentence));
      return { right };
    } finally {
      archive.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof HostError)) throw thrown;
    return { refused: thrown.sentence };
  }
}

export const ALL_RIGHT = { code: 0, right: QUESTIONS.length, stderr: '' };

/** After the repair everything is as it was. */
export async function expectWhole(embeddingsDir: string, corpus = CORPUS): Promise<void> {
  const settings = settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddingsDir });
  expect((await verifyIndex(settings, () => {})).findings).toEqual([]);
  const archive = await openArchive(settings);
  expect(archive.isLinked()).toBe(true);
  for (const { question, sentence } of QUESTIONS)
    expect((await archive.ask({ question, outlets: null })).quotes[0]?.text).toContain(sentence);
  archive.close();
}

export const garbage = Buffer.alloc(PAGE, 0xd7);

/** The first page of a table, as SQLite itself says. */
export function pageOf(database: string, table: string): number {
  const db = openDatabase(database, false);
  const [root] = db.column<number>('SELECT rootpage FROM sqlite_schema WHERE name = ?', [table]);
  db.close();
  return (root! - 1) * PAGE;
}
