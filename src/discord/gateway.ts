// The client: what it asks of Discord, in how many shards, how it logs in, and one line in the log for each of the
// gateway's troubles.
import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  REST,
  RESTEvents,
  Routes,
  type APIApplication,
  type APIRequest,
  type ClientOptions,
  type ResponseLike,
} from 'discord.js';
import type { Settings } from '../config.ts';
import { messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { NO_MENTIONS } from './views/payload.ts';
import { gatewayRefusal, IntentsRefused, loginRefusal, tokenRefused } from './refusals.ts';
import { SteadyRest } from './steady-rest.ts';

/** No message-content intent: Discord gives the text of mentions, replies and direct messages without it. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
/** A server that is down would hold up every event by 15 s at the start: longer than an interaction lives. */
const GUILD_WAIT_MS = 1500;
/** Enough to know a message that comes twice; other people's messages are not kept for long. */
const MESSAGES_KEPT = 25;
const USERS_KEPT = 500;
/** A thread that nobody writes in for so long is no conversation any more. */
const MESSAGE_LIFETIME_S = 86_400;
const SWEEP_S = 3600;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

const SWITCH_ON =
  'switch on Message Content Intent at https://discord.com/developers/applications (your application, Bot), then start again';

type ClientShards = Pick<ClientOptions, 'shards' | 'shardCount'>;

/** A client that is logged in. */
export interface Connected {
  client: Client<true>;
  /** Resolves when Discord has closed the connection or refused the token for good. */
  lost: Promise<UserError>;
}

/**
 * A client that is logged in, with the text of all messages where a channel needs it, and without where Discord refuses.
 * @param needsContent a channel wants every question answered
 * @param prepare sets a client up before it logs in; a second one where Discord refuses the first one's intents
 * @param ended aborted once nothing is to be asked of Discord any more
 * @throws UserError when Discord refuses or cannot be reached
 */
export async function connected(
  settings: Settings,
  log: Log,
  needsContent: boolean,
  prepare: (client: Client) => void,
  ended: AbortSignal,
): Promise<Connected> {
  const attempt = (more: GatewayIntentBits[]) => {
    const rest = new SteadyRest(apiOf(settings), log, ended);
    return loggedIn(settings, openClient(settings, rest, more), rest, prepare);
  };
  if (!needsContent) return attempt([]);
  try {
    const connected = await attempt([GatewayIntentBits.MessageContent]);
    log.info('asked Discord for the text of all messages, as settings have channels for every question');
    return connected;
  } catch (thrown) {
    if (!(thrown instanceof IntentsRefused)) throw thrown;
    log.error(
      { remedy: SWITCH_ON },
      'Discord refuses the text of messages; mentions and commands only are answered',
    );
    return attempt([]);
  }
}

async function loggedIn(
  settings: Settings,
  client: Client,
  rest: SteadyRest,
  prepare: (client: Client) => void,
): Promise<Connected> {
  const token = tokenOf(settings);
  prepare(client);
  let closeCode: number | undefined;
  client.once(Events.ShardDisconnect, ({ code }) => (closeCode = code));
  try {
    await client.login(token);
    rest.loggedIn();
    return { client: client as Client<true>, lost: whenLost(client, rest) };
  } catch (thrown) {
    client.removeAllListeners();
    await client.destroy();
    throw closeCode === undefined ? loginRefusal(thrown, settings) : gatewayRefusal(closeCode);
  }
}

/** Whether the bot was given the text of messages that are not addressed to it. */
export const readsAll = (client: Client): boolean =>
  client.options.intents.has(GatewayIntentBits.MessageContent);

function shardsOf({ SHARDS }: Settings): ClientShards {
  if (SHARDS === 'auto') return { shards: 'auto' };
  if (typeof SHARDS === 'number') return { shardCount: SHARDS };
  const { first, last, of } = SHARDS;
  return { shards: Array.from({ length: last - first + 1 }, (_, i) => first + i), shardCount: of };
}

/** @param more intents beside the usual ones */
function openClient(settings: Settings, rest: SteadyRest, more: GatewayIntentBits[]): Client {
  const client = new Client({
    ...shardsOf(settings),
    intents: [...INTENTS, ...more],
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    waitGuildTimeout: GUILD_WAIT_MS,
    sweepers: {
      ...Options.DefaultSweeperSettings,
      messages: { interval: SWEEP_S, lifetime: MESSAGE_LIFETIME_S },
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES_KEPT,
      UserManager: { maxSize: USERS_KEPT, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: {
        maxSize: USERS_KEPT,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
    }),
  });
  client.rest.clearHashSweeper();
  client.rest.clearHandlerSweeper();
  client.rest = rest;
  return client;
}

/** The base URL as discord.js wants it; it adds the version itself. */
export const apiOf = ({ DISCORD_API }: Settings): string => DISCORD_API.replace(/(?:\/v\d+)?\/*$/, '');

/**
 * The bot's token, without the "Bot " that some guides put before it.
 * @throws UserError when there is none
 */
export function tokenOf({ DISCORD_TOKEN }: Settings): string {
  const token = DISCORD_TOKEN?.replace(/^Bot\s+/i, '');
  if (!token) throw new UserError('There is no DISCORD_TOKEN.', 'Set it in .env.');
  return token;
}

/** Asks Discord, as the bot and without a connection of its own, for the id of the application, and more of it. */
export async function withRest<T>(
  settings: Settings,
  work: (rest: REST, applicationId: string) => T | Promise<T>,
): Promise<T> {
  const rest = new REST({ api: apiOf(settings) }).setToken(tokenOf(settings));
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
    return await work(rest, id);
  } finally {
    // They would hold the process up.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

/** Resolves when Discord closes the connection for good or refuses the token, as it does when that is reset. */
function whenLost(client: Client, rest: SteadyRest): Promise<UserError> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(gatewayRefusal(code)));
    rest.refused.addEventListener('abort', () => resolve(tokenRefused()));
  });
}

/** One line for each trouble, and one for its end; reconnecting itself is discord.js' business. */
export function logTroubles(client: Client, log: Log): void {
  const away = new Set<number>();
  const back = (shard: number) => away.delete(shard) && log.info({ shard }, 'gateway is back');
  client.on(Events.ShardReconnecting, (shard) => {
    // It comes with every attempt, twice a second while the network is down.
    if (!away.has(shard)) log.warn({ shard }, 'gateway is lost, reconnecting');
    away.add(shard);
  });
  client.on(Events.ShardResume, (shard) => back(shard));
  client.on(Events.ShardReady, (shard) => back(shard));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error({ shard, code }, 'gateway is closed'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, reason: error.message }, 'gateway error'));
  client.on(Events.Error, (error) =>
    log.error({ reason: messageOf(error), stack: error.stack }, 'client error'),
  );
  client.on(Events.Warn, (reason) => log.warn({ reason }, 'client warning'));
  client.rest.on(RESTEvents.Response, (request, response) => logRetry(request, response, log));
}

/** These are tried again. The route, unlike the path, holds no token. */
function logRetry({ method, route }: APIRequest, { status, headers }: ResponseLike, log: Log): void {
  if (status !== TOO_MANY_REQUESTS && status < SERVER_ERROR) return;
  const seconds = headers.get('retry-after');
  log.warn({ method, route, status, ...(seconds && { seconds }) }, 'Discord answered with an error');
}
