// `npm start`: the bot, or without a token the chat; the index is built first where there is none.
import { openArchive, type Archive } from './archive.ts';
import { NoIndexError } from './index/index-files.ts';
import { buildInChild } from './indexing/build-process.ts';
import { corpusFolder } from './corpus/articles.ts';
import { chat } from './terminal/chat.ts';
import type { Settings } from './config.ts';
import type { Bot } from './discord/bot.ts';
import { messageOf, UserError } from './errors.ts';
import { openLog, type Log } from './log.ts';
import type { Messages } from './messages/messages.ts';
import { problemJson } from './terminal/answer-json.ts';
import { renderReport } from './terminal/build-report.ts';
import { buildShown, say } from './terminal/run-index.ts';
import { followCorpus } from './indexing/watch.ts';

/**
 * Runs until it is told to stop.
 * @param messages in the language of whoever runs it
 * @throws UserError when Discord refuses the token, or ends the connection for good
 */
export async function start(settings: Settings, messages: Messages): Promise<void> {
  // The chat has no log: what a person should know is said to them.
  const log = settings.DISCORD_TOKEN ? openLog(settings.LOG_LEVEL) : undefined;
  const archive = await openOrBuild(settings, messages, log);
  if (log) return startDiscord(settings, archive, log);
  const whole = await completed(archive, settings, messages);
  await chat(whole, messages);
  whole.close();
}

/** A first build that was ended early goes on before the chat, which would miss most of the corpus; the bot goes on beside its answers. */
async function completed(archive: Archive, settings: Settings, messages: Messages): Promise<Archive> {
  if ((await archive.coverage({ outlets: null })).indexedAt !== null) return archive;
  say(messages.goingOn);
  try {
    say(renderReport(await buildShown(settings, messages), messages));
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    // What is there answers, and says that it is not complete.
    say(thrown.sentence);
    return archive;
  }
  archive.close();
  return openArchive(settings);
}

async function openOrBuild(settings: Settings, messages: Messages, log?: Log): Promise<Archive> {
  try {
    return await openArchive(settings, log);
  } catch (thrown) {
    if (!(thrown instanceof NoIndexError)) throw thrown;
    say(`${thrown.message} ${messages.buildingIt}`);
    say(renderReport(await buildShown(settings, messages), messages));
    return openArchive(settings, log);
  }
}

async function startDiscord(settings: Settings, archive: Archive, log: Log): Promise<void> {
  const { startBot } = await import('./discord/bot.ts');
  const bot = await startBot({
    settings,
    log,
    archive,
    openArchive: () => openArchive(settings, log),
    build: (onProgress) => buildInChild(settings, onProgress),
  });
  // Meanwhile keywords find what the vectors cannot.
  if (!archive.isLinked()) void logBuild(settings, log);
  if (settings.WATCH) {
    const corpus = corpusFolder(settings.CORPUS_DIR);
    await followCorpus(corpus, () => logBuild(settings, log));
    log.info({ corpus }, 'following the corpus folder');
  }
  await untilStopped(bot, log);
}

/** A build whose outcome goes to the log; the bot sees by itself that there is a newer index. */
async function logBuild(settings: Settings, log: Log): Promise<void> {
  try {
    const { problems, skipped, ...counts } = await buildInChild(settings, () => {});
    log.info({ ...counts, problems: problems.length, skipped: skipped.length }, 'index is up to date');
    for (const problem of problems) log.warn(problemJson(problem), 'problem in the corpus');
  } catch (thrown) {
    const reason = thrown instanceof UserError ? thrown.sentence : messageOf(thrown);
    log.error({ reason }, 'index is not up to date');
  }
}

/**
 * Ends the process at a signal, the answers in hand given.
 * @throws UserError when Discord has ended the connection for good
 */
async function untilStopped(bot: Bot, log: Log): Promise<never> {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    bot.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error({ reason: messageOf(thrown) }, 'stopped badly');
        process.exit(1);
      },
    );
  };
  // Whatever an answer throws is caught where it is made: this is an event that discord.js cannot read.
  process.on('unhandledRejection', (thrown) => {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    log.error({ reason: messageOf(thrown), stack }, 'failed outside of any answer; the bot goes on');
  });
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const lost = await bot.lost;
  await bot.stop();
  throw lost;
}
