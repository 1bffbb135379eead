// `npm run load [-- CORPUS_DIR EMBEDDINGS_DIR QUESTIONS.jsonl]`: many people ask the bot at once, then on and on. With `--chaos`
// (or that and `--bots`) or `--overload` it is the run of that name.
// The bot is the real one, started as by `npm start`, in a process of its own; this one is its Discord.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import { attest, percentile, residentMegabytes, scratchFolder } from './tools.ts';
import { askAll, manyOf, type Outcome } from './load-questions.ts';
import { type Discord, startDiscord, TOKEN } from '../support/loopback/discord.ts';

if (process.argv.includes('--bots')) {
  await (await import('./chaos-bots.ts')).chaosBots();
  process.exit();
}
if (process.argv.includes('--chaos')) {
  await (await import('./chaos.ts')).chaos();
  process.exit();
}
if (process.argv.includes('--overload')) {
  await (await import('./overload.ts')).overload();
  process.exit();
}

const QUESTIONS = 200;
const PEOPLE = 50;
const WITHIN_MS = 10_000;
const DEADLINE_MS = 3000;
const ON_AND_ON = 2000;
/** Before memory is looked at for the first time: V8 takes what it needs for work before it begins to tidy up. */
const WARM_UP = 1000;
/** In the second part so many are asked, then awaited. */
const BATCH = 50;
const HEARTBEAT_MS = 1000;

const scratch = scratchFolder();
const [corpus = EXAMPLE, embeddings = join(scratch, 'embeddings'), file = QUESTION_FILE] =
  process.argv.slice(2);
const missing = [corpus, file].find((path) => !existsSync(path));
if (missing)
  throw new Error(
    `There is no ${missing}. Usage: npm run load [-- CORPUS_DIR EMBEDDINGS_DIR QUESTIONS.jsonl]`,
  );
const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings, LOG_LEVEL: 'warn' };
const questions = questionsIn(file);
const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Running {
  discord: Discord;
  bot: ChildProcess;
}

async function started(limits: Record<string, string>): Promise<Running> {
  const discord = await startDiscord({ heartbeatMs: HEARTBEAT_MS });
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, ...env, ...limits, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Told to end, this process takes its bot along.
  process.once('exit', () => bot.kill());
  await discord.ready();
  await discord.until('the commands', () => discord.commands[0]);
  return { discord, bot };
}

async function stopped({ discord, bot }: Running): Promise<void> {
  const exited = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGTERM');
  await exited;
  for (const violation of new Set(discord.violations)) say(`Violation: ${violation}`);
  await discord.stop();
}

const spread = (values: number[]): string =>
  [0.5, 0.95, 0.99].map((share) => `p${100 * share} ${percentile(values, share)} ms`).join(', ');

function report(outcomes: Outcome[], discord: Discord): void {
  const commands = outcomes.filter(({ mention }) => !mention);
  const acknowledged = commands.flatMap(({ acknowledgedMs }) => acknowledgedMs ?? []);
  const answered = outcomes.flatMap(({ answeredMs }) => answeredMs ?? []);
  const late = acknowledged.filter((ms) => ms > DEADLINE_MS).length;
  say(`Acknowledged: ${acknowledged.length} of ${commands.length}, ${late} late; ${spread(acknowledged)}`);
  say(`Answered: ${answered.length} of ${outcomes.length}; ${spread(answered)}`);
  const told = outcomes.flatMap(({ toldMs }) => toldMs ?? []);
  if (told.length > 0) say(`Told that there is no room, or the like: ${told.length}; ${spread(told)}`);
  say(`Told their place: ${outcomes.filter(({ waited }) => waited).length}`);
  say(`Heartbeats: every ${HEARTBEAT_MS} ms asked, the longest gap ${discord.longestHeartbeatGap} ms`);
}

async function burst(): Promise<void> {
  const running = await started({});
  await askAll(running.discord, ['Is anything there?'], { people: 1, ms: 0 });
  say(`${QUESTIONS} questions of ${PEOPLE} people within ${WITHIN_MS / 1000} s`);
  const asked = manyOf(questions, QUESTIONS);
  report(await askAll(running.discord, asked, { people: PEOPLE, ms: WITHIN_MS }), running.discord);
  await stopped(running);
}

async function onAndOn(): Promise<void> {
  const running = await started({ USER_LIMIT: '0', SERVER_LIMIT: '0' });
  const megabytes = () => residentMegabytes(running.bot.pid!).toFixed(0);
  const asked = manyOf(questions, WARM_UP + ON_AND_ON);
  let [lost, before] = [0, ''];
  for (let at = 0; at < asked.length; at += BATCH) {
    if (at === WARM_UP) before = megabytes();
    const outcomes = await askAll(running.discord, asked.slice(at, at + BATCH), { people: PEOPLE, ms: 0 });
    lost += outcomes.filter(
      ({ answeredMs, toldMs }) => answeredMs === undefined && toldMs === undefined,
    ).length;
    if (at % 500 === 0) say(`… ${at + BATCH} asked, ${megabytes()} MB resident`);
  }
  say(`${ON_AND_ON} questions, ${lost} lost: ${before} MB resident before, ${megabytes()} MB after`);
  say(
    `Heartbeats: every ${HEARTBEAT_MS} ms asked, the longest gap ${running.discord.longestHeartbeatGap} ms`,
  );
  await stopped(running);
}

process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
try {
  if (process.argv[3] === undefined) await attest(['index'], env);
  await burst();
  await onAndOn();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
