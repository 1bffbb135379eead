// `npm run bench:sizes [-- 1000 10000 100000]`: memory, disk and times for archives of so many short articles.
// An article is ten sentences drawn from two real ones of the news sets, or where those are missing of the example
// corpus: every text is new, and its words are those of news. The same numbers give the same articles.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { isArticle, listCorpus, readArticle } from '../../src/corpus/articles.ts';
import { sentences } from '../../src/text/sentences.ts';
import { randomOf } from '../support/invented-archive.ts';
import { folderBytes } from './archive.ts';
import { EXAMPLE, QUESTION_FILE, questionsIn } from '../support/project.ts';
import { attest, median, NEWS, openTable, percentile, scratchFolder, unpack } from './tools.ts';

const SIZES = [1000, 10_000, 100_000];
const SENTENCES = 10;
const FOLDER_SIZE = 1000;
const FIRST_DAY = Date.UTC(2010, 0, 1);
const DAYS = 5000;
const DAY_MS = 86_400_000;
const SEED = 1;
const QUESTIONS = 200;
/** Asked before the first that is measured. */
const WARM_UP = 20;

interface Material {
  texts: { title: string; sentences: string[] }[];
  questions: string[];
}

/** Titles, sentences and questions: of the news sets where they are, else of the example corpus. */
function readMaterial(scratch: string): Material {
  const news = existsSync(NEWS);
  const folder = news ? join(scratch, 'news') : EXAMPLE;
  if (news) unpack('train', folder);
  const questionFile = news ? join(NEWS, 'train/questions.jsonl') : QUESTION_FILE;
  const texts = listCorpus(folder).files.flatMap((file) => {
    const article = readArticle(file, new Map());
    if (!isArticle(article)) return [];
    const spans = sentences(article.text);
    return [
      { title: article.title, sentences: spans.map(({ start, end }) => article.text.slice(start, end)) },
    ];
  });
  return { texts, questions: questionsIn(questionFile).slice(0, QUESTIONS) };
}

function writeShortArticles(folder: string, count: number, { texts }: Material): void {
  const random = randomOf(SEED);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  for (let n = 0; n < count; n++) {
    const place = join(folder, String(Math.floor(n / FOLDER_SIZE)).padStart(3, '0'));
    if (n % FOLDER_SIZE === 0) mkdirSync(place, { recursive: true });
    const [first, second] = [oneOf(texts), oneOf(texts)];
    const drawn = Array.from({ length: SENTENCES }, (_, i) =>
      oneOf((i % 2 === 0 ? first : second).sentences),
    );
    const day = new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY_MS).toISOString().slice(0, 10);
    writeFileSync(
      join(place, `${n}.txt`),
      `date ${day} https://outlet-${n % 20}.example/${n}\n\n${first.title}\n\n${drawn.join(' ')}\n`,
    );
  }
}

/** Each in a process of its own, whose memory is nobody else's. */
async function benchSize(folder: string, questions: readonly string[]): Promise<void> {
  const env = { CORPUS_DIR: join(folder, 'corpus'), EMBEDDINGS_DIR: join(folder, 'embeddings') };
  const built = await attest(['index', '--json'], env);
  const report = JSON.parse(built.stdout) as { articles: number; passages: number; seconds: number };
  const name = `${report.articles} articles, ${report.passages} passages`;
  row(`${name}: build`, `${report.seconds.toFixed(0)} s, peak ${built.peakMegabytes.toFixed(0)} MB`);
  row(`${name}: disk`, `${(folderBytes(env.EMBEDDINGS_DIR) / 1e6).toFixed(0)} MB`);
  const first = await attest(['ask', questions[0]!], env);
  row(`${name}: from start to the first answer`, `${first.seconds.toFixed(1)} s`);
  const asked = await attest(
    ['ask', '--json'],
    env,
    [...questions.slice(0, WARM_UP), ...questions].join('\n'),
  );
  const answers = asked.stdout.trim().split('\n').slice(WARM_UP);
  const times = answers.map((line) => (JSON.parse(line) as { ms: number }).ms);
  row(
    `${name}: ${times.length} questions`,
    `median ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms, peak ${asked.peakMegabytes.toFixed(0)} MB`,
  );
}

const asked = process.argv.slice(2).map(Number);
const { row, print } = openTable();
const load = () =>
  row(
    'Load of the machine',
    loadavg()
      .map((each) => each.toFixed(1))
      .join(', '),
  );

const scratch = scratchFolder();
try {
  const material = readMaterial(scratch);
  for (const size of asked.length > 0 ? asked : SIZES) {
    load();
    const folder = join(scratch, String(size));
    writeShortArticles(join(folder, 'corpus'), size, material);
    await benchSize(folder, material.questions);
    load();
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
print();
