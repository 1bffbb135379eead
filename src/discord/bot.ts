// The bot: client, commands and archive put together, and taken apart again without losing an answer.
import { statSync } from 'node:fs';
import { Events, type Channel, type Client } from 'discord.js';
import type { Archive } from '../archive.ts';
import { botStateFile } from '../bot-state.ts';
import type { Settings } from '../config.ts';
import { makeFolder } from '../disk.ts';
import { messageOf, type UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { openServerDataFile, serverDataFile, settingsBeside } from '../server-data/server-data-file.ts';
import { openServerDataPostgres } from '../server-data/server-data-postgres.ts';
import { settingsCopyFile, settingsWithout } from '../server-data/settings-copy.ts';
import { Telemetry } from '../telemetry.ts';
import { Admission } from './admission.ts';
import type { BotServerData } from './bot-server-data.ts';
import { leaveOthers } from './allowed-servers.ts';
import { commands } from './commands.ts';
import { connectionOf, keepState, type Connection } from './condition.ts';
import type { Services } from './context.ts';
import { CurrentArchive } from './current-archive.ts';
import { dropStale, registerCommands, tellTwice } from './deploy.ts';
import { onInteraction, onMessage } from './dispatch.ts';
import { connected, logTroubles } from './gateway.ts';
import { greet } from './greeting.ts';
import { Guide } from './guide.ts';
import { Queue } from './queue.ts';
import { RateLimits, type Count } from './rate-limits.ts';
import { Rebuilds, type Build } from './rebuilds.ts';
import { RemoteServerData } from './remote-server-data.ts';
import { takeShards, type ShardLocks } from './shard-locks.ts';
import { ResilientServerData, type ServerDataFiles } from './resilient-server-data.ts';
import { tellLeft, Unfinished, unfinishedFile } from './unfinished.ts';

/** How long `stop` waits for answers in hand. */
const STOP_MS = 5000;
/** How often it is looked whether a newer index is on disk. */
const RENEW_MS = 2000;

export interface BotParts {
  settings: Settings;
  log: Log;
  /** The bot closes it, or the one that has taken its place. */
  archive: Archive;
  /** Opens the archive anew after a build. */
  openArchive: () => Promise<Archive>;
  build: Build;
}

export interface Bot {
  /** Finishes the answers in hand, at most 5 s, then leaves Discord and closes the archive. */
  stop(): Promise<void>;
  /** Resolves when Discord has closed the connection for good, as after a reset of the token, or another bot has taken its shards. */
  lost: Promise<UserError>;
  /** For whoever watches over it. */
  services: Services;
  connection(): Connection;
}

/**
 * Logs in, registers the commands, answers until stopped.
 * @throws UserError when Discord refuses the token or cannot be reached
 */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { settings, log } = parts;
  const shards =
    settings.ATTEST_INDEX === undefined ? null : await takeShards(settings.ATTEST_INDEX, settings, log);
  try {
    return await started(parts, shards);
  } catch (thrown) {
    await shards?.release();
    throw thrown;
  }
}

async function started(parts: BotParts, shards: ShardLocks | null): Promise<Bot> {
  const { settings, log } = parts;
  const [stopping, leaving] = [new AbortController(), new AbortController()];
  const services = servicesOf(parts, stopping.signal);
  const { archive, serverData } = services;
  const inHand = new Set<Promise<void>>();
  const left = services.unfinished.left();
  const needsContent = await serverData.answersEvery();
  const prepare = (each: Client) => {
    logTroubles(each, log);
    answerWith(each, services, inHand);
    const { admission } = services;
    leaveOthers(
      each,
      (server) => admission.isAllowed(server),
      typeof settings.SHARDS === 'object',
      log,
      (work) => follow(inHand, work),
    );
    each.on(Events.InteractionCreate, (used) => follow(inHand, dropStale(used, settings, log)));
  };
  const { client, lost: refused } = await connected(settings, log, needsContent, prepare, leaving.signal);
  log.info({ bot: client.user.tag, id: client.user.id, shards: client.ws.shards.size }, 'logged in');
  follow(inHand, tellLeft(left, client, log));
  await register(client, settings, log);
  const renewal = setInterval(() => follow(inHand, renew(services)), RENEW_MS);
  const forgetState = keepState(client, services, botStateFile(settings));
  const end = async () => {
    stopping.abort();
    clearInterval(renewal);
    await settled(inHand);
    leaving.abort();
    // discord.js announces a reconnection even for the end that it was told to make.
    client.removeAllListeners(Events.ShardReconnecting);
    await client.destroy();
    archive.close();
    await serverData.close();
    await shards?.release();
    forgetState();
  };
  let ended: Promise<void> | undefined;
  const lost = shards ? Promise.race([refused, shards.lost]) : refused;
  return { stop: () => (ended ??= end()), lost, services, connection: () => connectionOf(client) };
}

function servicesOf({ settings, log, build, ...parts }: BotParts, stopping: AbortSignal): Services {
  const telemetry = new Telemetry();
  const queue = new Queue(settings.MAX_WAITING, (ms) => telemetry.emit('waited', ms));
  const archive = new CurrentArchive(parts.archive, parts.openArchive, queue, settings.READER_MS);
  const { serverData, count } = serverDataOf(settings, log);
  return {
    archive,
    rateLimits: new RateLimits(settings, count),
    admission: new Admission(settings, serverData, log),
    serverData,
    rebuilds: new Rebuilds(build, archive),
    guide: new Guide(archive, stopping, log),
    unfinished: new Unfinished(unfinishedFile(settings), log),
    log,
    telemetry,
    stopping,
  };
}

/** A statement that takes longer is given up, for a server that went without a word never answers: the next one connects anew. */
const STATEMENT_MS = 5000;

/** In the database of the index, where there is one, or else beside the index; and what counts over all bots of a database. */
function serverDataOf(
  { EMBEDDINGS_DIR, ATTEST_INDEX }: Settings,
  log: Log,
): { serverData: BotServerData; count?: Count } {
  if (ATTEST_INDEX === undefined)
    return { serverData: new ResilientServerData(serverDataFiles(EMBEDDINGS_DIR), log) };
  // How the bot is and what it has not finished lie there all the same.
  makeFolder(EMBEDDINGS_DIR);
  const how = { settingsBefore: () => settingsBeside(EMBEDDINGS_DIR), statementMs: STATEMENT_MS };
  const serverData = new RemoteServerData(() => openServerDataPostgres(ATTEST_INDEX, how), log);
  return { serverData, count: serverData.count };
}

function serverDataFiles(folder: string): ServerDataFiles {
  const files = [serverDataFile(folder), settingsCopyFile(folder)];
  const stateOf = (path: string) => {
    const { ino, size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
    return [ino, size, mtimeMs].join();
  };
  return {
    open: () => openServerDataFile(folder),
    copy: () => settingsWithout(folder, serverDataFile(folder)),
    state: () => files.map(stateOf).join(' '),
  };
}

/** A server that the bot was brought to longer ago is not greeted any more. */
const LATELY_MS = 86_400_000;

function answerWith(client: Client, services: Services, inHand: Set<Promise<void>>): void {
  client.on(Events.MessageCreate, (message) => follow(inHand, onMessage(message, services)));
  client.on(Events.InteractionCreate, (used) => follow(inHand, onInteraction(used, services)));
  // These two come for servers that the bot is brought to, and that are left or deleted; one that is only down has an event of its own.
  client.on(Events.GuildCreate, (guild) => follow(inHand, greet(guild, services)));
  // It was brought there while it was not running, as the first server as a rule is.
  client.on(Events.GuildAvailable, (guild) => {
    if (Date.now() - guild.joinedTimestamp < LATELY_MS) follow(inHand, greet(guild, services));
  });
  client.on(Events.GuildDelete, ({ id }) => follow(inHand, forgetServer(id, services)));
  client.on(Events.ChannelDelete, (channel) => follow(inHand, forgetChannel(channel, services)));
}

function follow(inHand: Set<Promise<void>>, work: Promise<void>): void {
  inHand.add(work);
  void work.finally(() => inHand.delete(work));
}

/** Deletes what is kept of a server that has removed the bot, or is no more. Never rejects. */
async function forgetServer(server: string, { serverData, log }: Services): Promise<void> {
  const gone = await serverData.tryUse((data) => data.forgetServer(server), null);
  if (gone) log.info({ server, ...gone }, 'the server is left, and what was kept of it is deleted');
  else log.error({ server }, 'the server is left, but what was kept of it cannot be deleted');
}

/** Deletes what was set for a channel that is no more. Never rejects. */
async function forgetChannel(channel: Channel, { serverData }: Services): Promise<void> {
  if (channel.isDMBased()) return;
  await serverData.tryUse((data) => data.reset(channel.guildId, channel.id), undefined);
}

/** Takes a newer index into use when there is one. Never rejects: the old one answers on. */
async function renew({ archive, rebuilds, log }: Services): Promise<void> {
  if (rebuilds.progress) return;
  try {
    if (await archive.renew()) log.info('a newer index is in use');
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'a newer index cannot be opened; the old one answers on');
  }
}

/** Without its commands the bot still answers mentions, so a failure is no end. */
async function register(client: Client<true>, settings: Settings, log: Log): Promise<void> {
  try {
    await registerCommands(client.rest, client.application.id, settings.DISCORD_GUILD_ID);
    log.info({ commands: commands.length, guild: settings.DISCORD_GUILD_ID ?? 'all' }, 'commands registered');
    if (settings.DISCORD_GUILD_ID) await tellTwice(client, log);
  } catch (thrown) {
    log.error({ reason: messageOf(thrown) }, 'commands are not registered; mentions are answered');
  }
}

async function settled(inHand: Set<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)));
  await Promise.race([Promise.allSettled(inHand), timeout]);
  clearTimeout(timer);
}
