// `npm run load -- --chaos [--seed N]`: 500 questions within 20 s while all that can go wrong does: Discord's replies are dropped,
// delayed, doubled and torn, it is down for two seconds, its gateway is lost, articles come and go, the index is
// built anew and damaged, and the bot is killed and started again. Counted is what becomes of each question.
//
// Lost is a command that the bot has acknowledged, or a mention that reached a bot which lived on for a second, whose writer is
// told neither an answer nor a sentence in the end. What never reached the bot, because it was not connected or was killed in
// that moment, is told apart: Discord itself shows "did not respond". Answered twice is a question with two answers to it.
import type { ChildProcess } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLE, QUESTION_FILE, questionsIn } from '../support/project.ts';
import { randomOf } from '../support/invented-archive.ts';
import { startDiscord, type Discord } from '../support/loopback/discord.ts';
import type { Disturbance } from '../support/loopback/http.ts';
import {
  ask,
  type Asked,
  deafen,
  firstPlace,
  inject,
  isOpen,
  report,
  say,
  startBot,
} from './chaos-questions.ts';
import { isAnswer, isTold, manyOf } from './load-questions.ts';
import { attest, residentMegabytes, scratchFolder } from './tools.ts';

const QUESTIONS = 500;
const WITHIN_MS = 20_000;
const PEOPLE = 60;
/** After the last question, for what is tried again. */
const QUIET_MS = 45_000;
/** At the least, for mentions of which nobody can tell whether the bot has them. */
const QUIET_AT_LEAST_MS = 10_000;
const HEARTBEAT_MS = 2000;
const CALM_ROUNDS = 8;
const CALM_QUESTIONS = 60;

/** Shares of requests, and what becomes of them. */
const DISTURBANCES: [share: number, name: string, disturbance: (random: () => number) => Disturbance][] = [
  [0.02, 'dropped before Discord heard', () => ({ fault: { status: 'cut' } })],
  [0.02, 'done, and the reply dropped', () => ({ fault: { status: 'cut after' } })],
  [0.015, 'done, and the reply torn', () => ({ fault: { status: 'torn' } })],
  [0.01, 'arrived twice', () => ({ isDoubled: true })],
  [0.06, 'delayed, and so reordered', (random) => ({ delayMs: 50 + 1200 * random() })],
  [0.02, 'answered 502', () => ({ fault: { status: 502 } })],
  [0.005, 'answered 429', () => ({ fault: { status: 429 } })],
  [0.005, 'answered 401', () => ({ fault: { status: 401 } })],
  [0.003, 'answered by a page of somebody else', () => ({ fault: { status: 'page' } })],
];
/** Discord is down. */
const OUTAGE_MS = [8000, 10_000] as const;

/** Runs it all; the exit code is 1 where anything was lost or answered twice. */
export async function chaos(): Promise<void> {
  const seed = Number(process.argv[process.argv.indexOf('--seed') + 1]) || 1;
  const random = randomOf(seed);
  const scratch = scratchFolder();
  const [corpus, embeddings] = [join(scratch, 'corpus'), join(scratch, 'embeddings')];
  cpSync(EXAMPLE, corpus, { recursive: true });
  const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings, LOG_LEVEL: 'info', WATCH: '1' };
  await attest(['index'], env);
  const discord = await startDiscord({ heartbeatMs: HEARTBEAT_MS });
  const limits = { USER_LIMIT: '0', SERVER_LIMIT: '0' };
  let bot: ChildProcess;
  let logged = '';
  const start = () => {
    bot = startBot(discord, { ...env, ...limits }, (data) => (logged += data));
  };
  process.once('exit', () => bot.kill('SIGKILL'));
  start();
  await discord.until('the commands', () => discord.commands[0]);
  await calm(discord, 1, 0);
  say(
    `Seed ${seed}: ${QUESTIONS} questions of ${PEOPLE} people within ${WITHIN_MS / 1000} s, every fifth a mention`,
  );

  const began = Date.now();
  const place = firstPlace();
  const deafened = () => deafen(discord, place, () => discord.gateway.identified);
  const script: [atMs: number, name: string, act: () => unknown][] = [
    [2000, 'gateway lost and resumed', () => discord.dropGateway({ code: 4000 })],
    [3000, 'article that came', () => write(corpus, 1)],
    [4000, 'gateway cut without a word and resumed', () => discord.dropGateway({ code: 1006 })],
    [5000, 'article that went', () => rmSync(articlesIn(corpus)[0]!)],
    [6000, 'rebuild that a manager asked for', () => reindex(discord)],
    [7000, 'session forgotten', () => (deafened(), discord.dropGateway({ resume: false }))],
    [OUTAGE_MS[0], 'two seconds in which Discord answered 503', () => undefined],
    [12_000, 'index damaged', () => damage(embeddings)],
    [14_000, 'kill and restart', () => (deafened(), bot.kill('SIGKILL'), start())],
    [16_000, 'article that came', () => write(corpus, 2)],
    [18_000, 'gateway lost and resumed', () => discord.dropGateway({ code: 4000 })],
  ];
  for (const [atMs, name, act] of script)
    setTimeout(() => {
      try {
        act();
        inject(name);
      } catch (thrown) {
        say(`(${name} could not be: ${String(thrown)})`);
      }
    }, atMs);
  discord.disturb(({ path }) => {
    const now = Date.now() - began;
    if (now >= OUTAGE_MS[0] && now < OUTAGE_MS[1]) {
      inject('request in the outage');
      return { fault: { status: 503 } };
    }
    // Whether the bot comes up at all is not what is tried.
    if (path.startsWith('/gateway')) return undefined;
    let at = random();
    for (const [share, name, disturbance] of DISTURBANCES) {
      if (at < share) {
        inject(`request ${name}`);
        return disturbance(random);
      }
      at -= share;
    }
    return undefined;
  });

  const questions = manyOf(questionsIn(QUESTION_FILE), QUESTIONS);
  const asked: Asked[] = [];
  for (const [n, question] of questions.entries()) {
    const due = began + (n * WITHIN_MS) / QUESTIONS;
    if (due > Date.now()) await pause(due - Date.now());
    asked.push(ask(discord, question, n, place));
  }
  const memory = residentMegabytes(bot!.pid!);
  await pause(QUIET_AT_LEAST_MS);
  const quietUntil = Date.now() + QUIET_MS - QUIET_AT_LEAST_MS;
  while (Date.now() < quietUntil && asked.some((each) => isOpen(discord, each))) await pause(250);
  discord.disturb(null);
  const took = Date.now() - began;

  report(discord, asked);
  say(`It took ${(took / 1000).toFixed(0)} s.`);
  const sizes: number[] = [];
  for (let round = 0; round < CALM_ROUNDS; round++) {
    await calm(discord, CALM_QUESTIONS, QUESTIONS + round * CALM_QUESTIONS);
    sizes.push(residentMegabytes(bot!.pid!));
  }
  say(
    `Memory of the bot with its children: ${memory.toFixed(0)} MB at the last question, then after each of ${CALM_ROUNDS} times ${CALM_QUESTIONS} calm questions ${sizes.map((size) => size.toFixed(0)).join(', ')} MB`,
  );
  const failures = logged.split('\n').filter((line) => /"msg":"(?:failed|client error)/.test(line));
  say(`Failures in the log: ${failures.length}`);
  for (const line of new Set(
    failures.map((each) => String((JSON.parse(each) as { reason?: string }).reason)),
  ))
    say(`  ${line}`);
  if (process.env.CHAOS_LOG) writeFileSync(process.env.CHAOS_LOG, logged);
  const exited = new Promise((resolve) => bot.once('exit', resolve));
  bot!.kill('SIGTERM');
  await exited;
  await discord.stop();
  rmSync(scratch, { recursive: true, force: true });
}

/** Questions that nobody disturbs, each asked when the one before it is answered. */
async function calm(discord: Discord, count: number, from: number): Promise<void> {
  const questions = manyOf(questionsIn(QUESTION_FILE), from + count).slice(from);
  for (const [n, question] of questions.entries())
    await discord
      .command('ask', { question }, { user: `person ${n % PEOPLE}` })
      .response((message) => isAnswer(message) || isTold(message));
}

function reindex(discord: Discord): void {
  discord.command('reindex', {}, { user: 'manager', permissions: 1n << 5n });
}

const articlesIn = (corpus: string): string[] =>
  readdirSync(corpus)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(corpus, name));

function write(corpus: string, n: number): void {
  const story = `The windmill number ${n} of Fenwick was sold for ${n} crowns on Monday, its owner said. `;
  writeFileSync(
    join(corpus, `extra-${n}.txt`),
    `date 2025-10-20 https://x.example/${n}\n\nWindmill ${n} Sold\n\n${story.repeat(5)}\n`,
  );
}

/** Flips a bit in the text of an article, wherever the database has it. */
function damage(embeddings: string): void {
  const database = join(
    embeddings,
    readdirSync(embeddings).find((name) => /^index-.*\.db$/.test(name))!,
  );
  const bytes = readFileSync(database);
  const at = bytes.indexOf('The dredging of Pellowick harbour');
  if (at < 0) throw new Error('the text is not there');
  bytes[at + 3]! ^= 1;
  writeFileSync(database, bytes);
}
