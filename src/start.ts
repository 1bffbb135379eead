// `npm start`: the bot, or without a token the chat; an index that is not of these articles is built first.
import { openArchive, type Archive } from './archive.ts';
import { setTimeout } from 'node:timers/promises';
import { NoIndexError } from './index/no-index-error.ts';
import { backendOf } from './indexing/backend.ts';
import { BuildRunningError } from './indexing/build-lock.ts';
import { buildInChild } from './indexing/build-process.ts';
import { corpusFolder } from './corpus/articles.ts';
import { chat } from './terminal/chat.ts';
import type { Settings } from './config.ts';
import type { Bot } from './discord/bot.ts';
import { HostError, isDamage, messageOf, sentenceOf, UserError } from './errors.ts';
import { openLog, type Log } from './log.ts';
import type { Messages } from './messages/messages.ts';
import { UPDATE } from './messages/told.ts';
import { openModel, type Model } from './model/models.ts';
import { isAway } from './postgres-refusals.ts';
import { standingOf } from './indexing/standing.ts';
import { listenAddress } from './owner/guard.ts';
import type { OwnerServer } from './owner/server.ts';
import { problemJson } from './terminal/answer-json.ts';
import { renderReport } from './terminal/build-report.ts';
import { buildShown, say } from './terminal/run-index.ts';
import { followCorpus, type FollowEvent } from './indexing/watch.ts';

/** How often it is looked whether a build elsewhere has ended, or a database is there. */
const LOOK_AGAIN_MS = 1000;

export interface StartOptions {
  /** False: no index is built before it is answered from, be it that nothing is answered then. */
  build?: boolean;
}

/** There is no index of this corpus folder, but of another one. */
class OtherCorpusError extends NoIndexError {}

/** An open archive, whether a build would add to it, and whether none has come to its end yet. */
interface Opened {
  archive: Archive;
  isBehind: boolean;
  isUnfinished: boolean;
}

/**
 * Runs until it is told to stop.
 * @param messages in the language of whoever runs it
 * @throws UserError when there is no index to answer from and none may be built, or when Discord refuses the token or ends
 * the connection for good
 */
export async function start(
  settings: Settings,
  messages: Messages,
  options: StartOptions = {},
): Promise<void> {
  // The chat has no log: what a person should know is said to them.
  const log = settings.DISCORD_TOKEN ? openLog(settings.LOG_LEVEL) : undefined;
  // Whatever takes minutes comes after what is refused at once.
  if (log && settings.ATTEST_HTTP !== undefined)
    listenAddress(settings.ATTEST_HTTP, settings.ATTEST_HTTP_TOKEN);
  const mayBuild = options.build ?? true;
  const model = await openModel(settings);
  const open = () => openOrBuild(settings, messages, model, mayBuild, log);
  const opened = log && settings.ATTEST_INDEX !== undefined ? await onceThere(log, open) : await open();
  const toBuild = { ...opened, isBehind: opened.isBehind && mayBuild };
  if (log) return startDiscord(settings, toBuild, log);
  const whole = toBuild.isBehind ? await caughtUp(opened, settings, messages) : opened.archive;
  await chat(whole, messages, settings);
  whole.close();
}

/**
 * The outcome of what needs the database. While that is away, as on a machine that comes up, or where it is started again
 * at that very time, it is waited for, and the work begins anew.
 * @throws HostError where the database is there and refuses
 */
async function onceThere<T>(log: Log, work: () => Promise<T>): Promise<T> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (thrown) {
      if (!isAway(thrown)) throw thrown;
      if (!isTold) log.warn({ reason: sentenceOf(thrown) }, 'waiting for the database');
      await setTimeout(LOOK_AGAIN_MS);
    }
  }
}

/** The chat is asked when all is in; the bot answers from what there is, while a build goes on beside it. */
async function caughtUp(
  { archive, isUnfinished }: Opened,
  settings: Settings,
  messages: Messages,
): Promise<Archive> {
  if (isUnfinished) say(messages.goingOn);
  try {
    say(renderReport(await buildShown(settings, messages), messages));
  } catch (thrown) {
    const sentence = sentenceOf(thrown);
    if (sentence === undefined) throw thrown;
    // What is there answers, and says that it is not complete.
    say(sentence);
    return archive;
  }
  archive.close();
  return openArchive(settings);
}

/** The archive, after a build where there is no index, a damaged one, or one of another corpus folder. */
async function openOrBuild(
  settings: Settings,
  messages: Messages,
  model: Model,
  mayBuild: boolean,
  log?: Log,
): Promise<Opened> {
  const opened = await openAsItIs(settings, messages, model, log).catch((thrown: unknown) => {
    const isMissing = thrown instanceof NoIndexError;
    const isOthers = readsOnly(settings) && !(isMissing && !thrown.hasOther);
    if (!mayBuild || isOthers || !(isMissing || isDamage(thrown))) throw thrown;
    return thrown;
  });
  if (!(opened instanceof HostError)) return opened;
  // What is damaged is said by the build that finds it.
  const doing = opened instanceof OtherCorpusError ? messages.broughtUpToDate : messages.buildingIt;
  if (!opened.isDamage) say(`${opened.message} ${doing}`);
  log?.warn({ reason: opened.message }, 'the index is built before anything is answered');
  try {
    say(renderReport(await buildShown(settings, messages, { model }), messages));
  } catch (thrown) {
    if (!(thrown instanceof BuildRunningError)) throw thrown;
    say(`${thrown.message} ${messages.waitingForBuild}`);
    log?.warn({ reason: thrown.message }, 'waiting for the index that somebody else builds');
    await untilNobodyBuilds(settings, model);
    return openOrBuild(settings, messages, model, mayBuild, log);
  }
  return { archive: await openArchive(settings, log, model), isBehind: false, isUnfinished: false };
}

/** Whether the archive is one that others share, and is not to be made anew from whatever articles lie here: that is for whoever follows a folder. */
const readsOnly = ({ ATTEST_INDEX, WATCH }: Settings): boolean => ATTEST_INDEX !== undefined && !WATCH;

/** What a bot answers that is to build an archive which it only reads. */
const NOT_HERE = new UserError(
  'This bot only reads its archive, which is in a database.',
  'Build it where its articles are: npm run index',
);

/** Waits for a build elsewhere, whatever comes of it. */
async function untilNobodyBuilds(settings: Settings, model: Model): Promise<void> {
  const backend = backendOf(settings, model);
  do await setTimeout(LOOK_AGAIN_MS);
  while ((await backend.builder()) !== null);
}

/** @throws NoIndexError when there is no index of the model and the corpus folder; HostError when it is damaged, among others */
async function openAsItIs(settings: Settings, messages: Messages, model: Model, log?: Log): Promise<Opened> {
  if (readsOnly(settings))
    return { archive: await openArchive(settings, log, model), isBehind: false, isUnfinished: false };
  const standing = await standingOf(settings, model);
  if (standing.kind === 'other corpus')
    throw new OtherCorpusError(messages.otherCorpus(standing.made, standing.named), messages.run(UPDATE));
  if (standing.kind === 'alone') {
    say(`${standing.says} ${messages.answersOn}`);
    log?.warn({ reason: standing.says }, 'the corpus folder cannot be followed; the index answers on');
  }
  // What nothing vouches for is looked at by a build.
  const isSealed = await backendOf(settings, model).isSealed();
  const archive = await openArchive(settings, log, model);
  const isBehind = standing.kind === 'behind' || !archive.isLinked() || !isSealed;
  return { archive, isBehind, isUnfinished: standing.kind === 'behind' && standing.isUnfinished };
}

/** What becomes of following, in the log. */
const FOLLOWED: Record<FollowEvent['kind'], string> = {
  polling: 'the system cannot tell what changes in the corpus: it is looked at every few seconds',
  'folder gone': 'the corpus folder is gone; the index answers on',
  'folder back': 'the corpus folder is back, and is followed again',
};

async function startDiscord(settings: Settings, { archive, isBehind }: Opened, log: Log): Promise<void> {
  const { startBot } = await import('./discord/bot.ts');
  // Whatever an answer throws is caught where it is made: this is an event that discord.js cannot read, from the first on.
  process.on('unhandledRejection', (thrown) => {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    log.error({ reason: messageOf(thrown), stack }, 'failed outside of any answer; the bot goes on');
  });
  const bot = await startBot({
    settings,
    log,
    archive,
    openArchive: () => openArchive(settings, log),
    build: (onProgress) =>
      readsOnly(settings) ? Promise.reject(NOT_HERE) : buildInChild(settings, onProgress),
  });
  const owner = await servedTo(bot, settings, log);
  const stopped = untilStopped(bot, log, owner);
  // It is waited for below, once the corpus is followed.
  stopped.catch(() => {});
  let building = Promise.resolve();
  const build = () => (building = building.then(() => logBuild(settings, log)));
  // Meanwhile the index answers from what it has.
  if (isBehind) void build();
  if (settings.WATCH) {
    const corpus = corpusFolder(settings.CORPUS_DIR);
    await followCorpus(corpus, build, ({ kind, ...about }) => log.warn(about, FOLLOWED[kind]));
    log.info({ corpus }, 'following the corpus folder');
  }
  await stopped;
}

/** The page for the owner, where it is wished. Where it cannot be served nothing is: whoever wants it is to know. */
async function servedTo(bot: Bot, settings: Settings, log: Log): Promise<OwnerServer | null> {
  const { ATTEST_HTTP } = settings;
  if (ATTEST_HTTP === undefined) return null;
  try {
    const { serveOwner } = await import('./owner/server.ts');
    return await serveOwner(bot, { ...settings, ATTEST_HTTP }, log);
  } catch (thrown) {
    await bot.stop();
    throw thrown;
  }
}

/** A build whose outcome goes to the log; the bot sees by itself that there is a newer index. */
async function logBuild(settings: Settings, log: Log): Promise<void> {
  try {
    const { problems, skipped, damages, ...counts } = await buildInChild(settings, () => {});
    for (const damage of damages) log.warn({ damage }, 'what was damaged is made anew');
    log.info({ ...counts, problems: problems.length, skipped: skipped.length }, 'index is up to date');
    for (const problem of problems) log.warn(problemJson(problem), 'problem in the corpus');
  } catch (thrown) {
    log.error({ reason: sentenceOf(thrown) ?? messageOf(thrown) }, 'index is not up to date');
  }
}

/**
 * Ends the process at a signal, the answers in hand given.
 * @throws UserError when Discord has ended the connection for good
 */
async function untilStopped(bot: Bot, log: Log, owner: OwnerServer | null): Promise<never> {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    void owner?.close();
    bot.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error({ reason: messageOf(thrown) }, 'stopped badly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const lost = await bot.lost;
  void owner?.close();
  await bot.stop();
  throw lost;
}
