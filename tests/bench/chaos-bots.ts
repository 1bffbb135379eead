// `npm run load -- --chaos --bots 3 [--minutes 5] [--seed N]`: several bots with a shard each over one PostgreSQL, and one indexer
// that brings a corpus in which articles come, go and change into it, again and again. Bots and indexer are killed,
// connections are ended, the database is restarted and killed. Counted is what becomes of each question, as `--chaos` does,
// and whether anything was read of a build that was not whole.
//
// A server of its own is started (ATTEST_TEST_POSTGRES, see postgres-process.ts); READER is taken from the environment.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgres } from '../../src/postgres.ts';
import { inventedArticles, randomOf } from '../support/invented-archive.ts';
import { startDiscord, type Discord } from '../support/loopback/discord.ts';
import { GUILD_ID } from '../support/loopback/types.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-process.ts';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import {
  ask,
  type Asked,
  deafen,
  firstPlace,
  inject,
  isOpen,
  type Place,
  report,
  say,
  spread,
  startBot,
} from './chaos-questions.ts';
import {
  halfBuilt,
  heardAfter,
  roundQuestion,
  staleFor,
  watchRounds,
  writeRound,
  type Watch,
} from './chaos-rounds.ts';
import { isAnswer, manyOf } from './load-questions.ts';
import { residentMegabytes, scratchFolder } from './tools.ts';

const ASK_EVERY_MS = 400;
/** So many questions are about the rounds; the others about what is always there. */
const EVERY_NTH_ROUND = 2;
const HEARTBEAT_MS = 2000;
/** Articles that come and go. */
const INVENTED = 240;
const CHANGES_A_ROUND = 12;
const REBUILDS = 0.2;
/** Between two builds, at most. */
const BUILD_PAUSE_MS = 2500;
/** After the first articles are written. */
const SOON_MS = 300;
/** Between two things that go wrong. */
const EVENT_PAUSE_MS = { least: 800, most: 5000 };
/** After it has ended by itself a bot is started again, as a supervisor does. */
const START_AGAIN_MS = 1000;
/** After the last question, for what is tried again: at least for mentions of which nobody can tell whether the bot has them. */
const QUIET_MS = { least: 10_000, most: 45_000 };

const option = (name: string, otherwise: number): number =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;

/** Runs it all; the exit code is 1 where anything was lost, answered twice, or half-built. */
export async function chaosBots(): Promise<void> {
  const [bots, minutes, seed] = [option('--bots', 3), option('--minutes', 5), option('--seed', 1)];
  const random = randomOf(seed);
  const scratch = scratchFolder();
  const corpus = new Corpus(join(scratch, 'corpus'), seed, random);
  const server = await startPostgres();
  const discord = await startDiscord({ heartbeatMs: HEARTBEAT_MS, shards: bots });
  const env = { CORPUS_DIR: corpus.folder, ATTEST_INDEX: server.url, LOG_LEVEL: 'info' };
  const indexer = new Indexer({ ...env, EMBEDDINGS_DIR: join(scratch, 'indexer') }, corpus, random);
  const all = placesOf(discord, bots).map(
    (place, shard) => new Bot(discord, place, shard, bots, scratch, env),
  );
  process.once('exit', () => {
    for (const { child } of [...all, indexer]) child?.kill('SIGKILL');
    endAtOnce(server.pid);
  });
  process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));

  await indexer.build();
  for (const bot of all) bot.start();
  await discord.ready();
  await discord.until('the commands', () => discord.commands[0]);
  const asked: Asked[] = [];
  let n = 0;
  const put = (question: string, { place }: Bot) => asked.push(ask(discord, question, n++, place));
  const watch = await watchRounds(server.url, () => {
    for (const bot of all) put(roundQuestion(n), bot);
  });
  for (const { place } of all)
    await discord
      .command('ask', { question: roundQuestion(0) }, { channel: place.channel })
      .response(isAnswer);

  say(
    `Seed ${seed}: ${bots} bots (READER=${process.env.READER ?? 'bundled'}), ${minutes} minutes, a question every ${ASK_EVERY_MS} ms, every fifth a mention`,
  );
  const heldUp = monitorEventLoopDelay();
  heldUp.enable();
  const began = Date.now();
  let isOver = false;
  const building = indexer.buildUntil(() => isOver);
  const breaking = breakThings({ all, indexer, server, watch, random }, () => isOver);
  const questions = manyOf(questionsIn(QUESTION_FILE), (minutes * 60_000) / ASK_EVERY_MS);
  for (const [i, question] of questions.entries()) {
    const due = began + i * ASK_EVERY_MS;
    if (due > Date.now()) await pause(due - Date.now());
    put(i % EVERY_NTH_ROUND === 0 ? roundQuestion(n) : question, all[i % all.length]!);
  }
  isOver = true;
  await breaking;
  await building;
  // What is left undisturbed comes to its end, and is answered from by all.
  const last = await indexer.build();
  await watch.until(last);
  await discord.ready();
  await pause(START_AGAIN_MS);
  for (const bot of all) put(roundQuestion(0), bot);
  await pause(QUIET_MS.least);
  const quietUntil = Date.now() + QUIET_MS.most - QUIET_MS.least;
  while (Date.now() < quietUntil && asked.some((each) => isOpen(discord, each))) await pause(250);
  await watch.stop();

  report(discord, asked);
  indexer.report();
  const { answers, severalQuotes, faults } = halfBuilt(discord, asked, watch);
  say(
    `Rounds built to their end: ${watch.whole.size}. Answers about them: ${answers}, ${severalQuotes} with several quotes. Half-built: ${faults.length}`,
  );
  for (const fault of faults) say(`  half-built: ${fault}`);
  const heard = all.map(({ place }) =>
    heardAfter(
      discord,
      asked.filter((each) => each.place === place),
      watch,
      place,
    ),
  );
  say(
    `A build was answered from, by bots that were up, ${heard.flat().length} times; after its end within ${spread(heard.flat())}`,
  );
  const stale = staleFor(discord, asked, watch);
  say(`Asked after a build's end, and answered from the one before it: ${stale.length}; by ${spread(stale)}`);
  say(`The loopback Discord, in this process, was held up for ${Math.round(heldUp.max / 1e6)} ms at most`);
  say(
    `Memory of each bot with its children: ${all.map(({ child }) => residentMegabytes(child!.pid!).toFixed(0)).join(', ')} MB`,
  );
  const logged = all.map((bot) => bot.logged).join('');
  const failures = logged.split('\n').filter((line) => /"msg":"(?:failed|client error)/.test(line));
  say(`Failures in the log: ${failures.length}`);
  for (const reason of new Set(
    failures.map((each) => String((JSON.parse(each) as { reason?: string }).reason)),
  ))
    say(`  ${reason}`);
  if (logged.includes(server.password)) faults.push('the password stands in the log');
  if (process.env.CHAOS_LOG) writeFileSync(process.env.CHAOS_LOG, logged);
  say(`It took ${((Date.now() - began) / 1000).toFixed(0)} s.`);
  if (faults.length > 0) process.exitCode = 1;
  await Promise.all(all.map((bot) => bot.stop()));
  await discord.stop();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}

/** Where nothing can be waited for any more: the other processes of a PostgreSQL end with the first. */
function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** A server in each shard; the first is there already. */
function placesOf(discord: Discord, shards: number): Place[] {
  const places: Place[] = [];
  for (let n = 0; places.filter(Boolean).length < shards; n++) {
    const server = String(BigInt(GUILD_ID) + (BigInt(n) << 22n));
    const shard = Number((BigInt(server) >> 22n) % BigInt(shards));
    if (places[shard]) continue;
    const channel = String(BigInt(GUILD_ID) + 1000n + BigInt(n));
    places[shard] = n === 0 ? firstPlace() : { server, channel, deaf: [] };
    if (n > 0) discord.inviteBot(0n, { server, lobby: channel, locale: 'en-US' });
  }
  return places;
}

/** The process of one bot, which is started again whenever it has ended. */
class Bot {
  readonly place: Place;
  readonly #discord: Discord;
  readonly #shard: number;
  readonly #env: Record<string, string>;
  child?: ChildProcess;
  logged = '';
  #isStopped = false;

  constructor(
    discord: Discord,
    place: Place,
    shard: number,
    shards: number,
    scratch: string,
    env: Record<string, string>,
  ) {
    [this.#discord, this.place, this.#shard] = [discord, place, shard];
    this.#env = {
      ...env,
      EMBEDDINGS_DIR: join(scratch, `bot-${shard}`),
      SHARDS: `${shard}-${shard}/${shards}`,
      // High, so that what is asked is counted and nobody told to wait.
      USER_LIMIT: '10000',
      SERVER_LIMIT: '100000',
    };
  }

  start(): void {
    const child = startBot(this.#discord, this.#env, (data) => (this.logged += data));
    this.child = child;
    child.once('exit', (code) => {
      if (this.#isStopped || this.child !== child) return;
      inject(`bot ended by itself, with ${code}`);
      process.stdout.write(`A bot ended by itself: ${this.logged.trimEnd().split('\n').at(-1)}\n`);
      this.#deafen();
      setTimeout(() => this.start(), START_AGAIN_MS);
    });
  }

  /** Kills it, and starts it again. */
  kill(): void {
    this.#deafen();
    const child = this.child!;
    // One that has ended by itself is being started again.
    if (child.exitCode !== null) return;
    delete this.child;
    child.kill('SIGKILL');
    this.start();
  }

  #deafen(): void {
    const identified = () =>
      this.#discord.gateway.shardsIdentified.filter(([id]) => id === this.#shard).length;
    deafen(this.#discord, this.place, identified);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const exited = new Promise((resolve) => this.child!.once('exit', resolve));
    this.child!.kill('SIGTERM');
    await exited;
  }
}

/** Articles that are always there, those of the rounds, and some that come, go and change. */
class Corpus {
  readonly folder: string;
  readonly #random: () => number;
  readonly #invented: ReturnType<typeof inventedArticles>;
  #round = 0;

  constructor(folder: string, seed: number, random: () => number) {
    [this.folder, this.#random] = [folder, random];
    this.#invented = inventedArticles(INVENTED, seed);
    cpSync(EXAMPLE, folder, { recursive: true });
    for (const { name, content } of this.#invented.slice(0, INVENTED / 2))
      writeFileSync(join(folder, name), content);
  }

  /** The round that the articles name. */
  get round(): number {
    return this.#round;
  }

  /** Begins the next round. */
  change(): void {
    writeRound(this.folder, ++this.#round);
    for (let i = 0; i < CHANGES_A_ROUND; i++) {
      const { name, content } = this.#invented[Math.floor(this.#random() * INVENTED)]!;
      const file = join(this.folder, name);
      const isThere = existsSync(file);
      if (isThere && this.#random() < 0.5) rmSync(file);
      else
        writeFileSync(
          file,
          isThere ? `${content} Nobody had expected that of number ${this.#round}.\n` : content,
        );
    }
  }
}

/** One build after another, each in a process of its own. */
class Indexer {
  readonly #env: Record<string, string>;
  readonly #corpus: Corpus;
  readonly #random: () => number;
  readonly #outcomes = new Map<string, number>();
  child?: ChildProcess;
  /** How long the last build that was no rebuild took, in ms. */
  #took = 0;

  constructor(env: Record<string, string>, corpus: Corpus, random: () => number) {
    [this.#env, this.#corpus, this.#random] = [env, corpus, random];
  }

  /** Builds the next round, again until it is whole; gives its number. */
  async build(): Promise<number> {
    this.#corpus.change();
    while (!(await this.#run([]))) await pause(START_AGAIN_MS);
    return this.#corpus.round;
  }

  async buildUntil(isOver: () => boolean): Promise<void> {
    let isWhole = true;
    while (!isOver()) {
      // What was ended early is gone on with, or is overtaken by what has changed meanwhile.
      if (isWhole || this.#random() < 0.5) this.#corpus.change();
      const isRebuild = this.#random() < REBUILDS;
      if (isRebuild) inject('rebuild');
      isWhole = await this.#run(isRebuild ? ['--rebuild'] : []);
      await pause(this.#random() * BUILD_PAUSE_MS);
    }
  }

  async #run(args: readonly string[]): Promise<boolean> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'index', ...args], {
      cwd: ROOT,
      env: { ...process.env, ...this.#env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const began = Date.now();
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    delete this.child;
    const outcome = code === 0 ? 'whole' : code === null ? 'killed' : sentenceIn(said);
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    if (code === 0 && args.length === 0) this.#took = Date.now() - began;
    return code === 0;
  }

  /**
   * Kills it in the midst of a build: at any moment of it, or every second time soon after it has begun to write.
   * @returns false when the build has ended before
   */
  async kill({ staged }: Watch): Promise<boolean> {
    for (const began = Date.now(); !this.child; await pause(20))
      if (Date.now() - began > 2 * BUILD_PAUSE_MS) return false;
    const child = this.child;
    const isRunning = () => child.exitCode === null && child.signalCode === null;
    if (this.#random() < 0.5) await pause(this.#random() * this.#took);
    else {
      while (isRunning() && !(await staged())) await pause(10);
      await pause(this.#random() * SOON_MS);
    }
    return isRunning() && child.kill('SIGKILL');
  }

  report(): void {
    say('\nBuilds:');
    for (const [outcome, times] of [...this.#outcomes].sort())
      say(`  ${String(times).padStart(5)}  ${outcome}`);
  }
}

/** What a failed build says, without what is different each time. */
const sentenceIn = (said: string): string =>
  (said.trim().split('\n').at(-1) ?? '').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').slice(0, 200);

interface Parts {
  all: readonly Bot[];
  indexer: Indexer;
  server: PostgresServer;
  watch: Watch;
  random: () => number;
}

/** One thing after another goes wrong, in an order that the seed says: each as often as it stands here, then all of them again. */
async function breakThings(
  { all, indexer, server, watch, random }: Parts,
  isOver: () => boolean,
): Promise<void> {
  const admin = openPostgres(server.url, { connections: 1 });
  const oneOf = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const terminate = (some: string) =>
    admin.rows(
      `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE application_name = 'attest'
       AND pid <> pg_backend_pid() ORDER BY random() ${some}) AS chosen`,
    );
  const killBot = async () => {
    oneOf(all).kill();
    return 'bot killed and started again';
  };
  const killIndexer = async () => {
    if (!(await indexer.kill(watch))) return 'indexer killed too late: it had ended';
    const staged = await watch.staged();
    return `indexer killed, ${staged ? 'some of its build written' : 'nothing of its build written'}`;
  };
  const endOne = async () => {
    await terminate('LIMIT 1');
    return 'one connection to the database ended';
  };
  const endAll = async () => {
    await terminate('');
    return 'all connections to the database ended';
  };
  const restart = async () => {
    await server.restart();
    return 'database restarted';
  };
  const crash = async () => {
    await server.kill();
    await pause(random() * 2000);
    await server.restart();
    return 'database killed and started again';
  };
  const deck = [killBot, killBot, killBot, killIndexer, killIndexer, killIndexer];
  deck.push(endOne, endOne, endAll, endAll, restart, crash);
  let left: typeof deck = [];
  while (!isOver()) {
    await pause(EVENT_PAUSE_MS.least + random() * (EVENT_PAUSE_MS.most - EVENT_PAUSE_MS.least));
    if (left.length === 0) left = [...deck];
    const [act] = left.splice(Math.floor(random() * left.length), 1);
    inject(await act!().catch((thrown: unknown) => `not done: ${String(thrown)}`));
  }
  await admin.close();
}
