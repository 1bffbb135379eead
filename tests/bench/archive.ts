// A whole archive, from a thousand articles to ten thousand: build, increments, questions, memory, disk, recall.
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArticle, listCorpus, readArticle } from '../../src/corpus/articles.ts';
import { openArchive } from '../../src/archive.ts';
import { readSettings } from '../../src/config.ts';
import { openDatabase } from '../../src/index/database.ts';
import { indexFiles, loadVectors } from '../../src/index/index-files.ts';
import { dot } from '../../src/index/vector-table.ts';
import { questionsIn } from '../support/project.ts';
import { attest, median, NEWS, percentile, residentMegabytes, unpack } from './tools.ts';
import { EmbedPool } from '../../src/indexing/embed-pool.ts';
import { openModel } from '../../src/model/models.ts';
import { chunk, embeddedText } from '../../src/corpus/passages.ts';
import { openStore } from '../../src/index/store.ts';

/** Questions asked to measure a warm answer, after some that warm it up. */
const QUESTIONS = 200;
const WARM_UP = 20;
const RECALL_QUESTIONS = 100;
const EMBEDDED_ARTICLES = 300;

export type Row = (name: string, value: string) => void;

/** One size of an archive. */
export interface Growth {
  articles: number;
  passages: number;
  buildSeconds: number;
  p95: number;
  answeringMegabytes: number;
  diskMegabytes: number;
}

/** Builds an archive of so many articles of the news sets and asks it; leaves corpus and index in `folder`. */
export async function benchSize(folder: string, articles: number | 'all', row: Row): Promise<Growth> {
  const env = { CORPUS_DIR: join(folder, 'corpus'), EMBEDDINGS_DIR: join(folder, 'embeddings') };
  if (articles === 'all') unpack('dev', env.CORPUS_DIR);
  unpack('train', env.CORPUS_DIR, articles === 'all' ? undefined : articles);
  const built = await attest(['index', '--json'], env);
  const report = JSON.parse(built.stdout) as { articles: number; passages: number; seconds: number };
  const name = `${report.articles} articles`;
  const rate = Math.round(report.passages / report.seconds);
  row(
    `${name}: build`,
    `${report.passages} passages in ${report.seconds.toFixed(0)} s (${rate} a second), peak ${built.peakMegabytes.toFixed(0)} MB`,
  );
  const asked = await benchQuestions(env);
  row(`${name}: cold start to ready`, `${asked.openSeconds.toFixed(1)} s`);
  row(
    `${name}: warm question`,
    `median ${median(asked.times).toFixed(0)} ms, p95 ${percentile(asked.times, 0.95).toFixed(0)} ms, ${asked.megabytes.toFixed(0)} MB resident`,
  );
  const diskMegabytes = folderBytes(env.EMBEDDINGS_DIR) / 1e6;
  row(`${name}: disk`, `${diskMegabytes.toFixed(0)} MB`);
  return {
    articles: report.articles,
    passages: report.passages,
    buildSeconds: report.seconds,
    p95: percentile(asked.times, 0.95),
    answeringMegabytes: asked.megabytes,
    diskMegabytes,
  };
}

async function benchQuestions(env: Record<string, string>) {
  const started = performance.now();
  const archive = await openArchive(readSettings({ ...env, LOG_LEVEL: 'silent' }));
  const questions = readQuestions(QUESTIONS);
  await archive.ask({ question: questions[0]!, outlets: null });
  const openSeconds = (performance.now() - started) / 1000;
  for (const question of questions.slice(0, WARM_UP))
    await archive.ask({ question: question, outlets: null });
  const times: number[] = [];
  for (const question of questions) times.push((await archive.ask({ question: question, outlets: null })).ms);
  const megabytes = residentMegabytes(process.pid);
  archive.close();
  return { openSeconds, times, megabytes };
}

const readQuestions = (count: number): string[] =>
  questionsIn(join(NEWS, 'train/questions.jsonl')).slice(0, count);

/** Runs with nothing, one article added, changed, deleted, on an archive that `benchSize` left. */
export async function benchIncrements(folder: string, row: Row): Promise<void> {
  const env = { CORPUS_DIR: join(folder, 'corpus'), EMBEDDINGS_DIR: join(folder, 'embeddings') };
  const path = join(env.CORPUS_DIR, 'zz-new.txt');
  const write = (colour: string) =>
    writeFileSync(
      path,
      `date 2025-01-01 https://x.example/n\n\nLighthouse Repainted\n\nThe Quorbeck lighthouse was repainted in ${colour} on Friday.\n`,
    );
  const run = async (name: string, change: () => void) => {
    change();
    row(`${name}: npm run index`, `${(await attest(['index'], env)).seconds.toFixed(2)} s`);
  };
  await run('Nothing changed', () => {});
  await run('One article added', () => write('violet'));
  await run('One article changed', () => write('orange'));
  const { stdout } = await attest(['ask', 'Which colour was the Quorbeck lighthouse repainted in?'], env);
  if (!stdout.includes('orange')) throw new Error('The changed article was not found');
  await run('One article deleted', () => rmSync(path));
}

/** Recall@10 of the vector index against exact search on the real embeddings, and what parts cost. */
export async function benchParts(folder: string, row: Row): Promise<void> {
  const embeddings = join(folder, 'embeddings');
  const model = await openModel({ EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR: embeddings });
  const files = indexFiles(embeddings, model);
  const store = openStore(files.database);
  const graph = (await loadVectors(store, files))!;
  const queries = await model.embed(readQuestions(RECALL_QUESTIONS));
  const best = queries.map(() => [] as { id: number; score: number }[]);
  for (
    let after = 0, ids = store.passageIdsAfter(0, 5000);
    ids.length > 0;
    ids = store.passageIdsAfter(after, 5000)
  ) {
    for (const [id, vector] of store.vectors(ids))
      best.forEach((list, i) => list.push({ id, score: dot(queries[i]!, vector) }));
    best.forEach((list) => list.sort((a, b) => b.score - a.score).splice(10));
    after = ids.at(-1)!;
  }
  const times: number[] = [];
  let found = 0;
  queries.forEach((query, i) => {
    const started = performance.now();
    const hits = new Set(graph.nearest(query, 10).map(({ id }) => id));
    times.push(performance.now() - started);
    found += best[i]!.filter(({ id }) => hits.has(id)).length;
  });
  row(
    'Vector index: recall@10 against exact search',
    `${(found / (10 * queries.length)).toFixed(3)} at ${median(times).toFixed(1)} ms a query`,
  );
  store.close();
  benchCosts(files.database, files.vectors, row);
}

/** Embedding alone on passages of an archive: the pool, and the pool against one process. */
export async function benchEmbedding(folder: string, row: Row): Promise<void> {
  const settings = { EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR: join(folder, 'embeddings') };
  const corpus = join(folder, 'corpus');
  unpack('dev', corpus, EMBEDDED_ARTICLES);
  const texts = listCorpus(corpus).files.flatMap((file) => {
    const article = readArticle(file, new Map());
    if (!isArticle(article)) return [];
    return chunk(article).map(({ start, end }) =>
      embeddedText(article.title, article.text.slice(start, end)),
    );
  });
  const model = await openModel(settings);
  const pool = new EmbedPool(model, settings);
  const rate = async (embed: (texts: string[]) => Promise<unknown>) => {
    const started = performance.now();
    await embed(texts);
    return (1000 * texts.length) / (performance.now() - started);
  };
  await pool.embed(texts.slice(0, 500));
  const [alone, pooled] = [await rate((some) => model.embed(some)), await rate((some) => pool.embed(some))];
  pool.close();
  row(
    'Embedding alone',
    `${pooled.toFixed(0)} passages a second in a process a core, ${alone.toFixed(0)} in one`,
  );
}

/** Bytes of each part per thousand passages, and what 100,000 articles of this kind would need. */
function benchCosts(database: string, vectors: string, row: Row): void {
  const db = openDatabase(database, false);
  const one = (sql: string) => db.column<number>(sql)[0]!;
  const passages = one('SELECT count(*) FROM passages');
  const articles = one('SELECT count(*) FROM articles');
  const parts: [string, number][] = [
    ['text', one('SELECT sum(length(CAST(text AS BLOB))) FROM articles')],
    ['keyword index', one('SELECT sum(length(block)) FROM passage_words_data')],
    ['embeddings', one('SELECT sum(length(vector)) FROM embeddings')],
    ['vector index', statSync(vectors).size],
  ];
  db.close();
  for (const [name, bytes] of parts) {
    const hundredThousand = ((bytes / articles) * 100_000) / 1e9;
    row(
      `Cost of ${name}`,
      `${(((bytes / passages) * 1000) / 1e6).toFixed(2)} MB per 1,000 passages; 100,000 articles: ${hundredThousand.toFixed(1)} GB`,
    );
  }
}

/** Bytes of the files of an index. */
export const folderBytes = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name.startsWith('index-'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
