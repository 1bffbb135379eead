// `npm run bench:sizes [-- 1000 10000 100000] [--sentences 10] [--postgres 1000]… [--questions 200] [--means]`: memory, disk and
// times for archives of so many articles, of the embedded index and of a PostgreSQL server of its own.
// An article is so many sentences drawn from two real ones of the news sets, or where those are missing of the example
// corpus: every text is new, and its words are those of news. The same numbers give the same articles.
// With `--means` the embedding of a passage is the mean of the model's embeddings of its sentences, each of which is embedded
// once: so an archive of a million passages takes no hours of a processor, and what it is told of the build is without the model.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '../../src/config.ts';
import { isArticle, listCorpus, readArticle } from '../../src/corpus/articles.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { embeddedText } from '../../src/corpus/passages.ts';
import { openDatabase } from '../../src/index/postgres/open-database.ts';
import { vectorText } from '../../src/index/postgres/lexemes.ts';
import { dot } from '../../src/index/vector-table.ts';
import { schemaOf } from '../../src/index/postgres/schema.ts';
import { corpusChanges, openCorpus, outletsHash } from '../../src/indexing/corpus-changes.ts';
import { EmbedPool } from '../../src/indexing/embed-pool.ts';
import { openModel, type Embedder, type Model } from '../../src/model/models.ts';
import { openPostgres } from '../../src/postgres.ts';
import { readTopic } from '../../src/question/question.ts';
import { sentences } from '../../src/text/sentences.ts';
import { randomOf } from '../support/invented-archive.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-process.ts';
import { EXAMPLE, QUESTION_FILE, questionsIn } from '../support/project.ts';
import { attest, median, NEWS, openTable, percentile, scratchFolder, toldByKernel, unpack } from './tools.ts';

const SIZES = [1000, 10_000, 100_000];
const SENTENCES = 10;
/** A text with fewer that stand alone is left out. */
const FEWEST_SENTENCES = 5;
/** As an owner would set a server that has 8 GB for it. */
const SERVER_SETTINGS = {
  shared_buffers: '4GB',
  maintenance_work_mem: '4GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
};
/** How often it is looked what the server holds. */
const WATCHED_MS = 2000;
/** Passages looked for in the searches that are timed alone. */
const NEAREST = 10;
const CANDIDATES = 1000;
/** Questions whose nearest passages are also found by comparing all. */
const COMPARED = 30;
/** Texts of the material that articles are made of with `--means`: their sentences are embedded in some minutes. */
const TEXTS_OF_MEANS = 2000;
/** Passages of which the mean is compared with what the model says of them. */
const SAMPLED = 300;
const SENTENCES_OF_SAMPLE = 4;
const FOLDER_SIZE = 1000;
const FIRST_DAY = Date.UTC(2010, 0, 1);
const DAYS = 5000;
const DAY_MS = 86_400_000;
const SEED = 1;
const QUESTIONS = 200;
/** Asked before the first that is measured. */
const WARM_UP = 20;

interface Text {
  title: string;
  sentences: string[];
}

interface Material {
  texts: Text[];
  questions: string[];
}

/** Whether a sentence stays one whatever comes after it: headings and captions do not, nor what ends within a quotation. */
const standsAlone = (sentence: string): boolean =>
  /^["“]?\p{Lu}[^\n]{30,}[.!?]["”]?$/u.test(sentence) &&
  count(sentence, '"') % 2 === 0 &&
  count(sentence, '“') === count(sentence, '”');

const count = (text: string, part: string): number => text.split(part).length - 1;

/** Titles, sentences and questions: of the news sets where they are, else of the example corpus. */
function readMaterial(scratch: string, questions: number): Material {
  const news = existsSync(NEWS);
  const folder = news ? join(scratch, 'news') : EXAMPLE;
  if (news) unpack('train', folder);
  const questionFile = news ? join(NEWS, 'train/questions.jsonl') : QUESTION_FILE;
  const texts = listCorpus(folder).files.flatMap((file) => {
    const article = readArticle(file, new Map());
    if (!isArticle(article)) return [];
    const spans = sentences(article.text);
    const whole = spans.map(({ start, end }) => article.text.slice(start, end)).filter(standsAlone);
    return whole.length < FEWEST_SENTENCES ? [] : [{ title: article.title, sentences: whole }];
  });
  return { texts, questions: questionsIn(questionFile).slice(0, questions) };
}

/** The title of one text, and sentences of it and of another one by turns. */
function drawnText(random: () => number, count: number, texts: readonly Text[]): Text {
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const [first, second] = [oneOf(texts), oneOf(texts)];
  const drawn = Array.from({ length: count }, (_, i) => oneOf((i % 2 === 0 ? first : second).sentences));
  return { title: first.title, sentences: drawn };
}

function writeArticles(folder: string, count: number, sentencesEach: number, { texts }: Material): void {
  const random = randomOf(SEED);
  for (let n = 0; n < count; n++) {
    const place = join(folder, String(Math.floor(n / FOLDER_SIZE)).padStart(3, '0'));
    if (n % FOLDER_SIZE === 0) mkdirSync(place, { recursive: true });
    const { title, sentences: drawn } = drawnText(random, sentencesEach, texts);
    const day = new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY_MS).toISOString().slice(0, 10);
    writeFileSync(
      join(place, `${n}.txt`),
      `date ${day} https://outlet-${n % 20}.example/${n}\n\n${title}\n\n${drawn.join(' ')}\n`,
    );
  }
}

/** Embeds a text as the mean of its sentences, weighted by length, each of which is embedded once. */
class MeanOfSentences implements Embedder {
  readonly #embedder: Embedder;
  readonly #known = new Map<string, Float32Array>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const parts = texts.map((text) => sentences(text).map(({ start, end }) => text.slice(start, end)));
    const missing = [...new Set(parts.flat())].filter((part) => !this.#known.has(part));
    (await this.#embedder.embed(missing)).forEach((vector, i) => this.#known.set(missing[i]!, vector));
    return parts.map((some) => unitSum(some.map((part) => [this.#known.get(part)!, part.length])));
  }
}

function unitSum(weighted: readonly (readonly [vector: Float32Array, weight: number])[]): Float32Array {
  const sum = new Float32Array(weighted[0]![0].length);
  for (const [vector, weight] of weighted) vector.forEach((value, i) => (sum[i]! += value * weight));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

interface Means {
  model: Model;
  embedder: Embedder;
  close(): void;
}

/** Embeds the sentences of the material, and tells how like the model's own embeddings the means are. */
async function openMeans(folder: string, { texts }: Material): Promise<Means> {
  const settings = readSettings({ EMBEDDINGS_DIR: folder, LOG_LEVEL: 'silent' });
  const model = await openModel(settings);
  const pool = new EmbedPool(model, settings);
  const embedder = new MeanOfSentences(pool);
  await embedder.embed(texts.map((text) => embeddedText(text.title, text.sentences.join(' '))));
  const random = randomOf(SEED);
  const sample = Array.from({ length: SAMPLED }, () => {
    const { title, sentences: drawn } = drawnText(random, SENTENCES_OF_SAMPLE, texts);
    return embeddedText(title, drawn.join(' '));
  });
  const started = performance.now();
  const own = await pool.embed(sample);
  const rate = (1000 * SAMPLED) / (performance.now() - started);
  const likeness = (await embedder.embed(sample)).map((mean, i) => dot(mean, own[i]!));
  row('Embedding by the model', `${rate.toFixed(0)} passages a second`);
  row(
    'Cosine of the mean of sentences to it',
    `median ${median(likeness).toFixed(3)}, p05 ${percentile(likeness, 0.05).toFixed(3)}`,
  );
  return { model, embedder, close: () => pool.close() };
}

/** As `npm run index` builds where nothing is yet, but for what embeds. @returns seconds */
async function buildWith({ embedder, model }: Means, settings: Settings): Promise<number> {
  const started = performance.now();
  const backend = backendOf(settings, model);
  const corpus = openCorpus(settings.CORPUS_DIR);
  const build = await backend.build(embedder, true, () => {});
  try {
    let put = 0;
    for (const { change } of corpusChanges(corpus)) {
      if (change) await build.put(change);
      if (++put % FOLDER_SIZE === 0) process.stderr.write(`${new Date().toISOString()} ${put} articles\n`);
    }
    const meta = { outlets: outletsHash(corpus), corpus: corpus.folder, indexedAt: new Date().toISOString() };
    await build.finish({ isChanged: true, changedShare: 1, meta }, () => {});
  } finally {
    await build.close();
  }
  await backend.seal();
  return (performance.now() - started) / 1000;
}

/** A database of a server. */
interface Postgres {
  server: PostgresServer;
  url: string;
}

async function madeDatabase(server: PostgresServer, database: string): Promise<string> {
  const db = openPostgres(server.url);
  await db.change(`CREATE DATABASE ${database}`);
  await db.close();
  return server.urlOf({ database });
}

/** Each in a process of its own, whose memory is nobody else's. */
async function benchSize(
  folder: string,
  questions: readonly string[],
  postgres: Postgres | null,
  means: Means | null,
): Promise<void> {
  const env: Record<string, string> = {
    CORPUS_DIR: join(folder, 'corpus'),
    EMBEDDINGS_DIR: join(folder, 'embeddings'),
    ...(postgres && { ATTEST_INDEX: postgres.url }),
  };
  const secondsOfMeans = means && (await buildWith(means, readSettings({ ...env, LOG_LEVEL: 'silent' })));
  const built = await attest(['index', '--json'], env);
  const report = JSON.parse(built.stdout) as { articles: number; passages: number; seconds: number };
  const kind = postgres ? 'PostgreSQL' : 'files';
  const name = `${kind}, ${report.articles} articles, ${report.passages} passages`;
  if (secondsOfMeans === null)
    row(`${name}: build`, `${report.seconds.toFixed(0)} s, peak ${built.peakMegabytes.toFixed(0)} MB`);
  else row(`${name}: build without the model`, `${secondsOfMeans.toFixed(0)} s`);
  const unchanged = await attest(['index', '--json'], env);
  row(`${name}: build without changes`, `${unchanged.seconds.toFixed(1)} s`);
  const settings = readSettings({ ...env, LOG_LEVEL: 'silent' });
  const sizes = await backendOf(settings, await openModel(settings)).sizes();
  const bytes = Object.values(sizes).reduce((sum, each) => sum + each, 0);
  row(`${name}: disk`, `${(bytes / 1e6).toFixed(0)} MB`);
  const first = await attest(['ask', questions[0]!], env);
  row(`${name}: from start to the first answer`, `${first.seconds.toFixed(1)} s`);
  await benchAnswers(`${name}: answers`, env, questions, postgres);
  await benchAnswers(`${name}: answers without the reader`, { ...env, READER: 'off' }, questions, postgres);
  await benchSearches(name, settings, questions);
}

async function benchAnswers(
  name: string,
  env: Record<string, string>,
  questions: readonly string[],
  postgres: Postgres | null,
): Promise<void> {
  const input = [...questions.slice(0, WARM_UP), ...questions].join('\n');
  let serverPeak = 0;
  const watch = () => (serverPeak = Math.max(serverPeak, serverMegabytes(postgres!.server)));
  const timer = postgres ? setInterval(watch, WATCHED_MS) : undefined;
  const asked = await attest(['ask', '--json'], env, input).finally(() => clearInterval(timer));
  const answers = asked.stdout.trim().split('\n').slice(WARM_UP);
  const times = answers.map((line) => (JSON.parse(line) as { ms: number }).ms);
  const memory = postgres ? `, the server ${serverPeak.toFixed(0)} MB` : '';
  row(name, `${timesOf(times)}, peak ${asked.peakMegabytes.toFixed(0)} MB${memory}`);
}

const timesOf = (times: readonly number[]): string =>
  `median ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`;

/** Keyword and vector search alone, and in PostgreSQL how many of the nearest the graph finds. */
async function benchSearches(name: string, settings: Settings, questions: readonly string[]): Promise<void> {
  const model = await openModel(settings);
  const index = await backendOf(settings, model).open();
  const embeddings = await model.embed(questions);
  const timed = async (search: (i: number) => Promise<unknown>): Promise<number[]> => {
    const times: number[] = [];
    for (const i of questions.keys()) {
      const started = performance.now();
      await search(i);
      times.push(performance.now() - started);
    }
    return times;
  };
  const asked = questions.map((question) => readTopic(question).words);
  row(`${name}: keyword search`, timesOf(await timed((i) => index.keyword(asked[i]!, {}, CANDIDATES))));
  row(`${name}: vector search`, timesOf(await timed((i) => index.nearest(embeddings[i]!, {}, NEAREST))));
  if (settings.ATTEST_INDEX !== undefined) {
    const db = await openDatabase(settings.ATTEST_INDEX, schemaOf(model).schema);
    let found = 0;
    for (const embedding of embeddings.slice(0, COMPARED)) {
      const exact = await db.rows<{ id: number }>(
        `SELECT id FROM passages ORDER BY (vector <#> $1) + 0 LIMIT ${NEAREST}`,
        [vectorText(embedding)],
      );
      const near = new Set((await index.nearest(embedding, {}, NEAREST)).map(({ id }) => id));
      found += exact.filter(({ id }) => near.has(id)).length;
    }
    const recall = found / (NEAREST * Math.min(COMPARED, embeddings.length));
    row(`${name}: recall@${NEAREST} against exact search`, recall.toFixed(3));
    await db.close();
  }
  index.close();
}

/** What the processes of a server hold, shared pages in equal parts. */
function serverMegabytes({ pid }: PostgresServer): number {
  const children = toldByKernel(`/proc/${pid}/task/${pid}/children`).trim().split(' ');
  const kilobytes = [String(pid), ...children].map((each) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(toldByKernel(`/proc/${each}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

const { values, positionals } = parseArgs({
  options: {
    sentences: { type: 'string' },
    questions: { type: 'string' },
    postgres: { type: 'string', multiple: true, default: [] },
    means: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const { row, print } = openTable();
const load = () =>
  row(
    'Load of the machine',
    loadavg()
      .map((each) => each.toFixed(1))
      .join(', '),
  );

const scratch = scratchFolder();
const server = values.postgres.length > 0 ? await startPostgres({ settings: SERVER_SETTINGS }) : null;
let means: Means | null = null;
try {
  const material = readMaterial(scratch, Number(values.questions ?? QUESTIONS));
  if (values.means) {
    material.texts = material.texts.slice(0, TEXTS_OF_MEANS);
    means = await openMeans(scratch, material);
  }
  const isNone = positionals.length + values.postgres.length === 0;
  const measured = [
    ...values.postgres.map((size) => ({ size: Number(size), server })),
    ...(isNone ? SIZES : positionals.map(Number)).map((size) => ({ size, server: null })),
  ];
  for (const { size, server } of measured) {
    load();
    const folder = join(scratch, String(size));
    writeArticles(join(folder, 'corpus'), size, Number(values.sentences ?? SENTENCES), material);
    const index = server && { server, url: await madeDatabase(server, `articles_${size}`) };
    await benchSize(folder, material.questions, index, means);
    load();
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  means?.close();
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
print();
