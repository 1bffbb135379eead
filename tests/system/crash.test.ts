// A build that dies, at any moment, costs nothing but time: what is in answers rightly, and the next build goes on.
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import type { Settings } from '../../src/config.ts';
import { openDatabase } from '../../src/index/database.ts';
import { indexFiles, loadVectors, type IndexFiles } from '../../src/index/index-files.ts';
import { openModel } from '../../src/model/models.ts';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import { openStore } from '../../src/index/store.ts';
import { startAttest } from '../support/command-line.ts';
import { inventedArticles, randomOf, writeCorpus } from '../support/invented-archive.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Kills while the process starts and reads the model, and from its first write on, where something can go wrong. */
const KILLS = { starting: 2, writing: 6 };
const SEED = 20240301;
/** Short ones, and so many that kills fall between the writes of two articles; fewer than are worth processes to embed them. */
const ARTICLES = inventedArticles(120, SEED, 1);
/** Articles asked for after each kill. */
const ASKED = ARTICLES.filter((_, i) => i % 20 === 0);
const CORPUS = temporaryFolder();

let files: (embeddingsDir: string) => IndexFiles;
/** An undisturbed build: milliseconds to its first write and from there to its end, and what is then in the index. */
let whole: { starting: number; writing: number; state: State };

const settingsFor = (embeddingsDir: string) =>
  settingsOf({ CORPUS_DIR: CORPUS, EMBEDDINGS_DIR: embeddingsDir });

const startBuild = (embeddingsDir: string) =>
  startAttest(['index', '--json'], { env: { CORPUS_DIR: CORPUS, EMBEDDINGS_DIR: embeddingsDir } });

interface State {
  articles: unknown[];
  passages: unknown[];
  words: unknown[];
  left: unknown[];
  /** Every passage is in the graph, or there is no library to make one. */
  linked: boolean;
}

/** All that an index holds but the numbers it gave, and the embeddings themselves, which depend a little on their batch. */
async function stateOf(embeddingsDir: string): Promise<State> {
  const paths = files(embeddingsDir);
  const db = openDatabase(paths.database, false);
  const state = {
    articles: db.rows(
      'SELECT id, file, size, mtime, hash, title, url, outlet, text FROM articles ORDER BY id',
    ),
    passages: db.rows(
      `SELECT a.id, p.start, p.end, hex(p.embedding) AS embedding, length(e.vector) AS bytes FROM passages p
       JOIN articles a ON a.number = p.article JOIN embeddings e ON e.hash = p.embedding ORDER BY a.id, p.start`,
    ),
    words: db.rows('SELECT term, doc, cnt FROM terms ORDER BY term'),
    left: db.rows(
      `SELECT (SELECT count(*) FROM removed_passages) AS removed, (SELECT count(*) FROM embeddings) AS embeddings,
       (SELECT count(*) FROM passage_words_docsize) AS texts, (SELECT count(*) FROM title_words_docsize) AS titles,
       (SELECT count(*) FROM meta WHERE key = 'building') AS building`,
    ),
  };
  const ids = db.column<number>('SELECT id FROM passages');
  db.close();
  const store = openStore(paths.database);
  const vectors = await loadVectors(store, paths);
  store.close();
  const linked = libraryTrouble !== null || (vectors !== null && ids.every((id) => vectors.has(id)));
  return { ...state, linked };
}

beforeAll(async () => {
  writeCorpus(CORPUS, ARTICLES);
  const model = await openModel(settingsFor(temporaryFolder()));
  files = (embeddingsDir) => indexFiles(embeddingsDir, model);
  const folder = temporaryFolder();
  const [started, build] = [performance.now(), startBuild(folder)];
  await firstWrite(build, folder);
  const written = performance.now();
  if (build.exitCode === null) await once(build, 'exit');
  const writing = performance.now() - written;
  whole = { starting: written - started, writing, state: await stateOf(folder) };
});

/** What an archive answers after a kill: each article wholly or not at all, and never anything else. */
async function answersRightly(settings: Settings, database: string): Promise<void> {
  const store = openStore(database);
  const present = new Set(store.knownFiles().map(({ file }) => file));
  store.close();
  const archive = await openArchive(settings);
  for (const { name, url, question, sentence } of ASKED) {
    const { quotes, nearest } = await archive.ask({ question: question, outlets: null });
    const right = quotes.some((quote) => quote.article.url === url && quote.text.includes(sentence));
    expect(right, `${name} is ${present.has(name) ? 'in' : 'out'}`).toBe(present.has(name));
    for (const quote of [...quotes, ...nearest])
      expect(ARTICLES.find((one) => one.url === quote.article.url)?.content).toContain(quote.text);
  }
  archive.close();
}

/** The folder that a build leaves when it is killed at a share of one phase of an undisturbed one. */
async function killed(phase: keyof typeof KILLS, share: number): Promise<string> {
  const embeddingsDir = temporaryFolder();
  const build = startBuild(embeddingsDir);
  if (phase === 'writing') await firstWrite(build, embeddingsDir);
  await setTimeout(share * whole[phase]);
  build.kill('SIGKILL');
  if (build.exitCode === null && build.signalCode === null) await once(build, 'exit');
  return embeddingsDir;
}

/** Asks what a killed build left, and resumes it; tells whether it had begun to write. */
async function resumes(embeddingsDir: string): Promise<boolean> {
  const settings = settingsFor(embeddingsDir);
  const { database } = files(embeddingsDir);
  const begun = existsSync(database) && hasBegun(database);
  if (begun) await answersRightly(settings, database);
  else await expect(openArchive(settings)).rejects.toThrow(/There is no index|is damaged/);
  const finished = begun && !isBuilding(database);
  const { resumed } = await buildIndex(settings);
  expect(resumed).toBe(begun && !finished);
  expect(await stateOf(embeddingsDir)).toEqual(whole.state);
  return resumed;
}

async function firstWrite(build: ChildProcess, embeddingsDir: string): Promise<void> {
  while (build.exitCode === null && !existsSync(files(embeddingsDir).database)) await setTimeout(2);
}

const column = (database: string, sql: string) => {
  const db = openDatabase(database, false);
  try {
    return db.column(sql);
  } finally {
    db.close();
  }
};
const hasBegun = (database: string) =>
  column(database, "SELECT name FROM sqlite_schema WHERE name = 'meta'").length > 0;
const isBuilding = (database: string) =>
  column(database, "SELECT key FROM meta WHERE key = 'building'").length > 0;

describe(`a build killed at ${KILLS.starting + KILLS.writing} moments`, () => {
  test('answers from what it has, is resumed, and ends as if nothing had happened', async () => {
    expect(whole.state.articles).toHaveLength(ARTICLES.length);
    expect(whole.state.linked).toBe(true);
    const random = randomOf(SEED);
    let writing = 0;
    for (const phase of ['starting', 'writing'] as const) {
      // Spread over the whole phase: one at some moment of each equal part of it.
      for (let part = 0; part < KILLS[phase]; part++) {
        const embeddingsDir = await killed(phase, (part + random()) / KILLS[phase]);
        writing += Number(await resumes(embeddingsDir));
      }
    }
    // How many depends on the machine; that none did would make this test a sham.
    expect(writing).toBeGreaterThan(0);
  });
});
