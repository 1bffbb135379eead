// What Discord refuses, in words: at log-in for the owner, later for the log. Tokens stand in neither.
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  HTTPError,
  RESTJSONErrorCodes as Code,
} from 'discord.js';
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';

/** What may happen to a sound bot: too late, deleted meanwhile, not allowed there. No bug, nobody to tell. */
const EXPECTED = new Set<number | string>([
  Code.UnknownChannel,
  Code.UnknownMessage,
  Code.UnknownWebhook,
  Code.UnknownInteraction,
  Code.InteractionHasAlreadyBeenAcknowledged,
  Code.InvalidWebhookToken,
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotSendMessagesToThisUser,
  Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  Code.CannotSendMessagesInNonTextChannel,
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.InvalidActionOnArchivedThread,
  Code.ThreadLocked,
]);
/** The closing codes of the gateway after which it takes no new attempt. */
const AUTHENTICATION_FAILED = 4004;
const INVALID_INTENTS = 4013;
const DISALLOWED_INTENTS = 4014;
const SHARDING_REQUIRED = 4011;

const UNKNOWN_PLACE = new Set([403, 404]);

/** Discord's refusal of one request, when it is one that can happen without a bug. */
export function expectedRefusal(thrown: unknown): DiscordAPIError | null {
  if (!(thrown instanceof DiscordAPIError)) return null;
  return EXPECTED.has(thrown.code) || repliesToDeleted(thrown) ? thrown : null;
}

/** A reply to a message that was deleted meanwhile is refused as an invalid form. */
const repliesToDeleted = ({ code, rawError }: DiscordAPIError) =>
  code === Code.InvalidFormBodyOrContentType &&
  /message_reference\b.*unknown message/i.test(JSON.stringify(rawError));

/** True when the thrown error is Discord's refusal of that code. */
export const isRefusal = (thrown: unknown, code: number): boolean =>
  thrown instanceof DiscordAPIError && thrown.code === code;

/** Something else than Discord has answered: a proxy, or a network that wants one to log in. */
export class NotDiscord extends Error {
  constructor() {
    super('What answered in the place of Discord is not Discord: it sent a page');
    this.name = 'NotDiscord';
  }
}

/** Discord does not let the bot have an intent that it asked for. */
export class IntentsRefused extends UserError {}

/** Why the gateway ended the connection for good, for the owner. */
export function gatewayRefusal(closeCode: number): UserError {
  if (closeCode === AUTHENTICATION_FAILED) return tokenRefused();
  if (closeCode === SHARDING_REQUIRED)
    return new UserError(
      'The bot is in more servers than one connection takes (4011).',
      'Set SHARDS=auto, or in every bot of several a range of more shards.',
    );
  if (closeCode === INVALID_INTENTS || closeCode === DISALLOWED_INTENTS) {
    return new IntentsRefused(
      `Discord refused the intents of the bot (${closeCode}).`,
      'Start again: the text of messages is not asked for where it is not granted. If it is refused again, the application is restricted.',
    );
  }
  return new UserError(
    `Discord closed the connection for good (${closeCode}).`,
    'Update Attest and try again.',
  );
}

/** Why logging in failed, for the owner; a bug stays what it is. */
export function loginRefusal(thrown: unknown, { DISCORD_API }: Settings): unknown {
  if (thrown instanceof DiscordjsError && thrown.code === DiscordjsErrorCodes.TokenInvalid)
    return tokenRefused();
  if (thrown instanceof DiscordAPIError || thrown instanceof HTTPError) {
    if (thrown.status === 401) return tokenRefused();
    const remedy = 'Try again later; discordstatus.com says whether Discord is in trouble.';
    return new UserError(`Discord answered ${thrown.status} at log-in.`, remedy);
  }
  // A token with a line break or the like makes no header.
  if (thrown instanceof Error && /invalid authorization header/i.test(thrown.message)) return tokenRefused();
  if (thrown instanceof Error && /^Not enough sessions remaining/.test(thrown.message)) {
    return new UserError(
      'Discord lets this bot log in no more for today.',
      'Find out what restarts it so often.',
    );
  }
  if (thrown instanceof NotDiscord)
    return new UserError(
      `What answers at ${DISCORD_API} is not Discord.`,
      'Check the network and DISCORD_API.',
    );
  const reason = networkReason(thrown);
  if (!reason) return thrown;
  return new UserError(
    `Discord at ${DISCORD_API} cannot be reached (${reason}).`,
    'Check the network and DISCORD_API.',
  );
}

/** Why the commands were not registered, for the owner; a bug stays what it is. */
export function registrationRefusal(thrown: unknown, settings: Settings): unknown {
  if (!(thrown instanceof DiscordAPIError) || !UNKNOWN_PLACE.has(thrown.status))
    return loginRefusal(thrown, settings);
  return new UserError(
    `Discord does not let the bot register its commands there (${thrown.message}).`,
    'Check DISCORD_GUILD_ID, and invite the bot with the scopes bot and applications.commands.',
  );
}

/** No connection came about: nothing of the request has reached anybody. */
const NO_CONNECTION = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const NETWORK = /^(?:E[A-Z_]+|UND_ERR_(?:CONNECT|SOCKET|HEADERS|BODY|RES_CONTENT)\w*|CERT_\w+|\w*_CERT\w*)$/;

/** Whether a request was lost on its way: it has not reached Discord. */
export const hasNotReached = (thrown: unknown): boolean => NO_CONNECTION.test(codeOf(thrown));

/** Whether a connection was cut, or took too long, or half an answer came: Discord may have done what it was asked. */
export const isCut = (thrown: unknown): boolean =>
  thrown instanceof SyntaxError || networkReason(thrown) !== null;

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error ? String((thrown as NodeJS.ErrnoException).code ?? '') : '';

function networkReason(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  if (thrown.name === 'AbortError') return 'no answer in time';
  return NETWORK.test(codeOf(thrown)) ? codeOf(thrown) : null;
}

/** Discord does not take the token. */
class TokenRefused extends UserError {}

export const isTokenRefused = (thrown: unknown): boolean => thrown instanceof TokenRefused;

/** The token is good for nothing any more, or never was. */
export function tokenRefused(): UserError {
  return new TokenRefused(
    'Discord refused the token.',
    'Make a new one at https://discord.com/developers/applications (your application, Bot, Reset Token) and set DISCORD_TOKEN in .env.',
  );
}
