// The bot: client, commands and archive put together, and taken apart again without losing an answer.
import { Events, type Client } from 'discord.js';
import type { Archive } from '../ask.ts';
import type { Settings } from '../config.ts';
import { messageOf, type UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { openPeople } from '../server-data/server-data.ts';
import { commands } from './commands.ts';
import { connected } from './connect.ts';
import { registerCommands } from './deploy.ts';
import { HeldArchive, type Build, type Desk } from './services.ts';
import { onInteraction, onMessage } from './dispatch.ts';
import { logTroubles, whenLost } from './gateway.ts';
import { PeopleAtHand } from './resilient-server-data.ts';
import { Limits } from './rate-limits.ts';
import { forgetChannel, forgetServer } from './records.ts';
import { dropStale, tellTwice } from './stale-commands.ts';
import { Turns } from './queue.ts';

/** How long `stop` waits for answers in hand. */
const STOP_MS = 5000;
/** How often it is looked whether a newer index is on disk. */
export const RENEW_MS = 2000;

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
  /** Resolves when Discord has closed the connection for good, as after a reset of the token. */
  lost: Promise<UserError>;
}

/**
 * Logs in, registers the commands, answers until stopped.
 * @throws UserError when Discord refuses the token or cannot be reached
 */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { settings, log, archive, openArchive, build } = parts;
  const stopping = new AbortController();
  const desk: Desk = {
    archive: new HeldArchive(archive, new Turns(settings.MAX_WAITING)),
    limits: new Limits(settings),
    people: new PeopleAtHand(() => openPeople(settings.EMBEDDINGS_DIR), log),
    openArchive,
    build,
    building: null,
    renewing: false,
    log,
    stopping: stopping.signal,
  };
  const inHand = new Set<Promise<void>>();
  const needsContent = desk.people.quietly((people) => people.answersEvery(), false);
  const client = await connected(settings, log, needsContent, (each) => {
    logTroubles(each, log);
    answerWith(each, desk, inHand);
    each.on(Events.InteractionCreate, (used) => follow(inHand, dropStale(used, settings, log)));
  });
  const lost = whenLost(client);
  log.info({ bot: client.user?.tag, id: client.user?.id }, 'logged in');
  await register(client as Client<true>, settings, log);
  const renewal = setInterval(() => follow(inHand, renew(desk)), RENEW_MS);
  const end = async () => {
    stopping.abort();
    clearInterval(renewal);
    await settled(inHand);
    // discord.js announces a reconnection even for the end that it was told to make.
    client.removeAllListeners(Events.ShardReconnecting);
    await client.destroy();
    desk.archive.close();
    desk.people.close();
  };
  let ended: Promise<void> | undefined;
  return { stop: () => (ended ??= end()), lost };
}

/** Answers every event. */
function answerWith(client: Client, desk: Desk, inHand: Set<Promise<void>>): void {
  client.on(Events.MessageCreate, (message) => follow(inHand, onMessage(message, desk)));
  client.on(Events.InteractionCreate, (interaction) => follow(inHand, onInteraction(interaction, desk)));
  // It comes for servers that are left or deleted; one that is only down has an event of its own.
  client.on(Events.GuildDelete, ({ id }) => forgetServer(desk, id));
  client.on(Events.ChannelDelete, (channel) => forgetChannel(desk, channel));
}

function follow(inHand: Set<Promise<void>>, work: Promise<void>): void {
  inHand.add(work);
  void work.finally(() => inHand.delete(work));
}

/** What is renewed, by whom. */
type Renewed = Pick<Desk, 'archive' | 'openArchive' | 'building' | 'renewing' | 'log'>;

/** Takes a newer index into use when there is one. Never rejects: the old one answers on. */
export async function renew(desk: Renewed): Promise<void> {
  if (desk.building || desk.renewing || desk.archive.isCurrent()) return;
  desk.renewing = true;
  try {
    desk.archive.swap(await desk.openArchive());
    desk.log.info('a newer index is in use');
  } catch (thrown) {
    desk.log.warn({ reason: messageOf(thrown) }, 'a newer index cannot be opened; the old one answers on');
  } finally {
    desk.renewing = false;
  }
}

/** Without its commands the bot still answers mentions, so a failure is no end. */
async function register(client: Client<true>, settings: Settings, log: Log): Promise<void> {
  // One of several shards registers them for all.
  if (client.shard && !client.shard.ids.includes(0)) return;
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
