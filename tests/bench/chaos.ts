// `npm run load -- --chaos [--seed N]`: 500 questions within 20 s while all that can go wrong does: Discord's replies are dropped,
// delayed, doubled and torn, it is down for two seconds, its gateway is lost, articles come and go, the index is
// built anew and damaged, and the bot is killed and started again. Counted is what becomes of each question.
//
// Lost is a command that the bot has acknowledged, or a mention that reached a bot which lived on for a second, whose writer is
// told neither an answer nor a sentence in the end. What never reached the bot, because it was not connected or was killed in
// that moment, is told apart: Discord itself shows "did not respond". Answered twice is a question with two answers to it.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import { randomOf } from '../support/invented-archive.ts';
import { startDiscord, TOKEN, type Discord } from '../support/loopback/discord.ts';
import type { Disturbance } from '../support/loopback/http.ts';
import type { SentInteraction } from '../support/loopback/people.ts';
import { GENERAL_ID, type StoredMessage } from '../support/loopback/types.ts';
import { isAnswer, isTold, manyOf } from './load-questions.ts';
import { attest, percentile, residentMegabytes, scratchFolder } from './tools.ts';

const QUESTIONS = 500;
const WITHIN_MS = 20_000;
const PEOPLE = 60;
const EVERY_NTH_MENTIONS = 5;
/** After the last question, for what is tried again. */
const QUIET_MS = 45_000;
/** At the least, for mentions of which nobody can tell whether the bot has them. */
const QUIET_AT_LEAST_MS = 10_000;
const HEARTBEAT_MS = 2000;
/** How long the bot lives on for a mention to count as one that it has. */
const HAD_MS = 1000;
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

const say = (line: string) => void process.stdout.write(`${line}\n`);
const injected = new Map<string, number>();
const inject = (name: string) => injected.set(name, (injected.get(name) ?? 0) + 1);

interface Deaf {
  since: number;
  until: number;
}

interface Asked {
  question: string;
  at: number;
  /** For a command. */
  command?: SentInteraction;
  /** For a mention. */
  message?: string;
  /** Whether a bot was connected to hear it. */
  isSent: boolean;
}

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
    bot = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
      cwd: ROOT,
      env: { ...process.env, ...env, ...limits, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    bot.stderr!.on('data', (data: Buffer) => (logged += data.toString()));
  };
  process.once('exit', () => bot.kill('SIGKILL'));
  start();
  await discord.until('the commands', () => discord.commands[0]);
  await calm(discord, 1, 0);
  say(
    `Seed ${seed}: ${QUESTIONS} questions of ${PEOPLE} people within ${WITHIN_MS / 1000} s, every fifth a mention`,
  );

  const began = Date.now();
  /** When the bot ceased to hear, by a kill or a session that was forgotten, and when it heard again. */
  const deaf: Deaf[] = [];
  const deafen = () => {
    const [since, identified] = [Date.now(), discord.gateway.identified];
    const period: Deaf = { since, until: Infinity };
    deaf.push(period);
    void discord
      .until('the bot to log in anew', () => discord.gateway.identified > identified)
      .then(() => (period.until = Date.now()));
  };
  const script: [atMs: number, name: string, act: () => unknown][] = [
    [2000, 'gateway lost and resumed', () => discord.dropGateway({ code: 4000 })],
    [3000, 'article that came', () => write(corpus, 1)],
    [4000, 'gateway cut without a word and resumed', () => discord.dropGateway({ code: 1006 })],
    [5000, 'article that went', () => rmSync(articlesIn(corpus)[0]!)],
    [6000, 'rebuild that a manager asked for', () => reindex(discord)],
    [7000, 'session forgotten', () => (deafen(), discord.dropGateway({ resume: false }))],
    [OUTAGE_MS[0], 'two seconds in which Discord answered 503', () => undefined],
    [12_000, 'index damaged', () => damage(embeddings)],
    [14_000, 'kill and restart', () => (deafen(), bot.kill('SIGKILL'), start())],
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
    asked.push(ask(discord, question, n));
  }
  const memory = residentMegabytes(bot!.pid!);
  await pause(QUIET_AT_LEAST_MS);
  const quietUntil = Date.now() + QUIET_MS - QUIET_AT_LEAST_MS;
  while (Date.now() < quietUntil && asked.some((each) => isOpen(discord, each, deaf))) await pause(250);
  discord.disturb(null);
  const took = Date.now() - began;

  report(discord, asked, deaf);
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

function ask(discord: Discord, question: string, n: number): Asked {
  // Somebody who writes again and again is told once a minute that there is no room.
  const user = n % EVERY_NTH_MENTIONS === 0 ? `writer ${n}` : `person ${n % PEOPLE}`;
  const at = Date.now();
  const isSent = discord.gateway.live;
  if (n % EVERY_NTH_MENTIONS === 0)
    return { question, at, message: discord.mention(question, { user }), isSent };
  const command = discord.command('ask', { question }, { user });
  return { question, at, command, isSent };
}

/** All that the bot has said to one question. */
function saidTo(discord: Discord, { command, message }: Asked): StoredMessage[] {
  const said = command
    ? [...(command.sofar.original ? [command.sofar.original] : []), ...command.followups]
    : discord.messages(GENERAL_ID).filter((each) => each.message_reference?.message_id === message);
  return said.filter(({ deleted }) => !deleted);
}

const answersTo = (discord: Discord, asked: Asked) => saidTo(discord, asked).filter(isAnswer);
const isDone = (discord: Discord, asked: Asked): boolean =>
  answersTo(discord, asked).length > 0 || saidTo(discord, asked).some(isTold);
/** Whether a mention reached a bot that lived on. */
const isHad = ({ at, isSent }: Asked, deaf: readonly Deaf[]): boolean =>
  isSent && !deaf.some(({ since, until }) => at + HAD_MS > since && at < until);
/** Discord takes no acknowledgement that comes later, and shows that there was none. */
const DEADLINE_MS = 3000;
const isAcknowledged = ({ command }: Asked): boolean =>
  (command?.sofar.acknowledgement?.afterMs ?? Infinity) <= DEADLINE_MS;

/** Something is still to come of it. */
const isOpen = (discord: Discord, asked: Asked, deaf: readonly Deaf[]): boolean =>
  !isDone(discord, asked) && (asked.command ? isAcknowledged(asked) : isHad(asked, deaf));

function report(discord: Discord, asked: readonly Asked[], deaf: readonly Deaf[]): void {
  say('\nInjected:');
  for (const [name, times] of [...injected].sort()) say(`  ${String(times).padStart(5)}  ${name}`);
  const commands = asked.filter(({ command }) => command);
  const mentions = asked.filter(({ message }) => message);
  const acknowledged = commands.filter(isAcknowledged);
  const unheard = commands.filter((each) => !acknowledged.includes(each));
  const tried = unheard.filter(({ command }) =>
    discord.requests.some(({ path }) => path.startsWith(`/interactions/${command!.id}/`)),
  );
  const had = mentions.filter((each) => isHad(each, deaf));
  const line = (name: string, all: readonly Asked[]) => {
    const answered = all.filter((each) => answersTo(discord, each).length > 0);
    const told = all.filter((each) => !answered.includes(each) && isDone(discord, each));
    const lost = all.filter((each) => !isDone(discord, each));
    say(
      `${name}: ${all.length}; answered ${answered.length}, told a sentence ${told.length}, lost ${lost.length}`,
    );
    for (const each of lost) {
      const stands = saidTo(discord, each)
        .map(({ content }) => content || 'thinking…')
        .join(' | ');
      say(`  lost: ${each.question} (at ${each.at - asked[0]!.at} ms): ${stands || 'nothing'}`);
      const made = each.command
        ? discord.requests.filter(({ path }) => path.includes(each.command!.sofar.token))
        : [];
      for (const { method, path, status, at } of made)
        say(`    ${method} ${path.split('/').at(-1)} ${status} at ${at - asked[0]!.at} ms`);
    }
    return lost.length;
  };
  say('\nWhat became of them:');
  const lost = line('Commands acknowledged', acknowledged) + line('Mentions that the bot had', had);
  say(
    `Commands not acknowledged: ${unheard.length}; of ${tried.length} the acknowledgement came too late or not through, ${unheard.length - tried.length} never reached a bot`,
  );
  say(
    `Mentions that may never have reached a bot: ${mentions.length - had.length}; done with all the same ${mentions.filter((each) => !had.includes(each) && isDone(discord, each)).length}`,
  );
  const twice = asked.filter((each) => answersTo(discord, each).length > 1);
  say(`Answered twice: ${twice.length}`);
  for (const each of twice) say(`  twice: ${each.question}`);
  const acknowledgedMs = acknowledged.map(({ command }) => command!.sofar.acknowledgement!.afterMs);
  const answeredMs = asked.flatMap((each) =>
    answersTo(discord, each).map((answer) => answer.versions.at(-1)!.at - each.at),
  );
  const spread = (values: number[]) =>
    [0.5, 0.95, 1]
      .map(
        (share) => `${share === 1 ? 'max' : `p${100 * share}`} ${Math.round(percentile(values, share))} ms`,
      )
      .join(', ');
  say(`Acknowledged within ${spread(acknowledgedMs)}; answered within ${spread(answeredMs)}`);
  const sentences = new Map<string, number>();
  for (const each of asked)
    if (answersTo(discord, each).length === 0)
      for (const { content } of saidTo(discord, each).filter(isTold)) {
        const kind = content.replace(/\d+|\([0-9a-f]{8}\)/g, 'N');
        sentences.set(kind, (sentences.get(kind) ?? 0) + 1);
      }
  for (const [sentence, times] of sentences) say(`  ${String(times).padStart(5)}  “${sentence}”`);
  const broken = discord.violations.filter(
    (each) => !/not acknowledged within|acknowledged after/.test(each),
  );
  say(`Rules of Discord broken: ${broken.length}`);
  for (const each of new Set(broken)) say(`  ${each}`);
  if (lost > 0 || twice.length > 0) process.exitCode = 1;
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
