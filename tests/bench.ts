// `npm run bench`: every figure of the README, measured in one run and printed as one table.
// Parts that need a larger archive are left out, and said to be, where it is not at hand.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../src/ask.ts';
import { readSettings } from '../src/config.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const NEWS = join(ROOT, '../shared/news');
const SEEDS = join(ROOT, '../shared/seeds');
const QUESTIONS = join(ROOT, 'tests/fixtures/corpus-questions.jsonl');
/** Rounds over the questions of the shipped corpus. */
const ROUNDS = 5;

const scratch = mkdtempSync(join(tmpdir(), 'attest-bench-'));
const rows: [string, string][] = [];
const row = (name: string, value: string) => {
  rows.push([name, value]);
  process.stderr.write(`${name}: ${value}\n`);
};

function attest(args: string[], env: Record<string, string>, input = ''): string {
  const options = {
    cwd: ROOT,
    env: { ...process.env, DISCORD_TOKEN: '', ...env },
    encoding: 'utf8',
    input,
  } as const;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', ...args],
    options,
  );
  if (status !== 0) throw new Error(`attest ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

const seconds = (work: () => void): number => {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
const percentile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;

/** The shipped corpus: first start, next start, warm answers. */
async function benchShipped(): Promise<void> {
  const env = { EMBEDDINGS_DIR: join(scratch, 'shipped'), CORPUS_DIR: join(ROOT, 'corpus') };
  const ask = () => attest(['start'], env, 'How many homes were flooded on Lower Staithe?\n');
  row('First start to first answer, index built', `${seconds(ask).toFixed(1)} s`);
  row(
    'Next start to first answer (median of 5)',
    `${median(Array.from({ length: 5 }, () => seconds(ask))).toFixed(2)} s`,
  );
  const archive = await openArchive(readSettings({ ...env, LOG_LEVEL: 'silent' }));
  const questions = readFileSync(QUESTIONS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { question: string }).question);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const question of questions) times.push((await archive.ask(question)).ms);
  archive.close();
  const warm = times.slice(questions.length);
  row(
    'Warm answer, shipped corpus',
    `median ${median(warm).toFixed(0)} ms, p95 ${percentile(warm, 0.95).toFixed(0)} ms`,
  );
}

/** Scores over a corpus and its questions. */
function benchScores(name: string, corpus: string, questions: string): void {
  const env = { EMBEDDINGS_DIR: join(scratch, name), CORPUS_DIR: corpus };
  const report = JSON.parse(attest(['index', '--json'], env)) as { passages: number; seconds: number };
  row(`Index of ${name}`, `${report.passages} passages in ${report.seconds.toFixed(0)} s`);
  const scores = JSON.parse(attest(['evaluate', questions, '--json'], env)) as Record<string, number | null>;
  for (const [score, value] of Object.entries(scores)) {
    if (value !== null) row(`${name}: ${score}`, Number.isInteger(value) ? String(value) : value.toFixed(3));
  }
}

row('Machine', `${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`);
try {
  await benchShipped();
  benchScores('shipped', join(ROOT, 'corpus'), QUESTIONS);
  if (existsSync(SEEDS)) benchScores('seeds', SEEDS, join(SEEDS, 'questions.jsonl'));
  if (existsSync(NEWS)) {
    const dev = join(scratch, 'dev-articles');
    execFileSync(process.execPath, [join(NEWS, 'unpack.mjs'), 'dev', dev]);
    benchScores('dev', dev, join(NEWS, 'dev/questions.jsonl'));
  } else row('News sets', 'left out: not at hand');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(
  `| Figure | Measured |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}\n`,
);
