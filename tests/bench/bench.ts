// `npm run bench`: the figures of docs/measured.md, measured in one run and printed as one table (about half an hour).
// `npm run bench -- shipped scores speakers reader embedding archive` runs the parts named. What is not at hand is said to be left out.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/archive.ts';
import { readSettings } from '../../src/config.ts';
import { benchEmbedding, benchIncrements, benchParts, benchSize, type Growth } from './archive.ts';
import { plotGrowth } from './plot.ts';
import { readPassages, readSpeakerLabels, readTexts, scoreSpeakers } from '../quality/speaker-scores.ts';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import { attest, median, NEWS, openTable, percentile, scratchFolder, SEEDS, unpack } from './tools.ts';

const PLOT = join(ROOT, 'docs/growth.svg');
/** Rounds over the questions of the shipped corpus. */
const ROUNDS = 5;
const SIZES = [1000, 3000, 'all'] as const;

const scratch = scratchFolder();
const { row, print } = openTable();

/** The shipped corpus: first start, next start, warm answers. */
async function benchShipped(): Promise<void> {
  const env = { EMBEDDINGS_DIR: join(scratch, 'shipped'), CORPUS_DIR: EXAMPLE };
  const ask = async () =>
    (await attest(['start'], env, 'How many homes were flooded on Lower Staithe?\n')).seconds;
  row('First start to first answer, index built', `${(await ask()).toFixed(1)} s`);
  const next = [];
  for (let i = 0; i < 5; i++) next.push(await ask());
  row('Next start to first answer (median of 5)', `${median(next).toFixed(2)} s`);
  const archive = await openArchive(readSettings({ ...env, LOG_LEVEL: 'silent' }));
  const questions = questionsIn(QUESTION_FILE);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const question of questions) times.push((await archive.ask({ question, outlets: null })).ms);
  archive.close();
  const warm = times.slice(questions.length);
  row(
    'Warm answer, shipped corpus',
    `median ${median(warm).toFixed(0)} ms, p95 ${percentile(warm, 0.95).toFixed(0)} ms`,
  );
}

/** Scores over a corpus and its questions. */
async function benchScores(name: string, corpus: string, questions: string): Promise<void> {
  const env = { EMBEDDINGS_DIR: join(scratch, name), CORPUS_DIR: corpus };
  await attest(['index'], env);
  const { stdout } = await attest(['evaluate', questions, '--json'], env);
  for (const [score, value] of Object.entries(JSON.parse(stdout) as Record<string, number | null>)) {
    if (value !== null) row(`${name}: ${score}`, Number.isInteger(value) ? String(value) : value.toFixed(3));
  }
}

/**
 * How long the reader takes for a question over the news archive, and the answer with it. `FLOAT_READER` names a folder with the same
 * reader in float, as training leaves it, to compare with.
 */
async function benchReader(): Promise<void> {
  if (!existsSync(NEWS)) return row('Reader', 'left out: the news sets are not at hand');
  const env = { EMBEDDINGS_DIR: join(scratch, 'reader'), CORPUS_DIR: join(scratch, 'reader-articles') };
  unpack('dev', env.CORPUS_DIR);
  await attest(['index'], env);
  const float = process.env.FLOAT_READER;
  for (const [name, reader] of [
    ['int8', 'bundled'],
    ['float', float],
    ['off', 'off'],
  ] as const) {
    if (reader === undefined) continue;
    const archive = await openArchive(readSettings({ ...env, READER: reader, LOG_LEVEL: 'silent' }));
    const questions = questionsIn(join(NEWS, 'dev/questions.jsonl'));
    const answers = [];
    for (const question of questions) answers.push(await archive.ask({ question, outlets: null }));
    archive.close();
    const told = (times: number[]) =>
      `median ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
    row(`Warm answer, reader ${name}`, told(answers.map(({ ms }) => ms)));
    if (reader !== 'off') row(`Reading for it, ${name}`, told(answers.map(({ read }) => read.ms)));
  }
}

async function benchAllScores(): Promise<void> {
  await benchScores('shipped', EXAMPLE, QUESTION_FILE);
  if (existsSync(SEEDS)) await benchScores('seeds', SEEDS, join(SEEDS, 'questions.jsonl'));
  if (!existsSync(NEWS)) return row('News sets', 'left out: not at hand');
  unpack('dev', join(scratch, 'dev-articles'));
  await benchScores('dev', join(scratch, 'dev-articles'), join(NEWS, 'dev/questions.jsonl'));
}

/** A thousand articles to all of them; the largest is also changed and taken apart. */
async function benchArchive(): Promise<void> {
  if (!existsSync(NEWS)) return row('Archive', 'left out: the news sets are not at hand');
  const growth: Growth[] = [];
  for (const size of SIZES) growth.push(await benchSize(join(scratch, String(size)), size, row));
  await benchIncrements(join(scratch, 'all'), row);
  await benchParts(join(scratch, 'all'), row);
  writeFileSync(PLOT, plotGrowth(growth));
}

async function benchAlone(): Promise<void> {
  if (!existsSync(NEWS)) return row('Embedding', 'left out: the news sets are not at hand');
  await benchEmbedding(join(scratch, 'embedding'), row);
}

/** Whether the right speaker is named, on labelled quotations. */
function benchSpeakers(): void {
  for (const which of ['open', 'sealed'] as const) {
    const { labels, texts } = readPassages(which);
    for (const kind of [...new Set(labels.map((label) => label.kind)), undefined]) {
      const { precision, recall } = scoreSpeakers(
        labels.filter((label) => kind === undefined || label.kind === kind),
        texts,
      );
      row(
        `speakers of invented passages, ${which}, ${kind ?? 'all'}: precision, recall`,
        `${precision.toFixed(3)}, ${recall.toFixed(3)}`,
      );
    }
  }
  if (!existsSync(NEWS)) return row('Speakers', 'left out: the news sets are not at hand');
  const folder = join(scratch, 'speakers');
  unpack('dev', folder);
  const texts = readTexts(folder);
  for (const which of ['watched', 'unseen'] as const) {
    const { precision, recall, roles, given, right, labels } = scoreSpeakers(readSpeakerLabels(which), texts);
    row(`speakers ${which}: labels, names given, right`, `${labels}, ${given}, ${right}`);
    row(`speakers ${which}: precision, recall`, `${precision.toFixed(3)}, ${recall.toFixed(3)}`);
    row(`speakers ${which}: role given`, roles.toFixed(3));
  }
}

const parts: Record<string, () => Promise<void> | void> = {
  shipped: benchShipped,
  scores: benchAllScores,
  speakers: benchSpeakers,
  reader: benchReader,
  embedding: benchAlone,
  archive: benchArchive,
};
const asked = process.argv.slice(2);
try {
  for (const [name, part] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) await part();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
print();
