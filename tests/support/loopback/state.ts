// What the parts of one loopback Discord share: its state, and the records they keep of commands and interactions.
import { type APIUser, type InteractionResponseType, type InteractionType, MessageFlags } from 'discord.js';
import type { Json } from '../discord-rules.ts';
import type { Changes } from './changes.ts';
import type { Gateway } from './gateway.ts';
import { GUILD_ID, type StoredMessage } from './types.ts';
import type { World } from './channels.ts';

/** What a command looks like once registered. */
export interface RegisteredCommand extends Json {
  id: string;
  name: string;
  type: number;
  guild_id?: string;
}

/** What the routes share. */
export interface Premises {
  world: World;
  gateway: Gateway;
  changes: Changes;
  /** Interactions by token. */
  open: Map<string, Interaction>;
  /** Registered commands by scope: a server's id, or `global`. */
  commands: Map<string, RegisteredCommand[]>;
  /** Messages the client posted to channels with its token, in order. */
  sent: StoredMessage[];
}

/** The first callback to an interaction. */
export interface Acknowledgement {
  type: InteractionResponseType;
  flags: number;
  /** When it arrived, in ms since the epoch, and how long after the interaction was sent. */
  at: number;
  afterMs: number;
}

/** An interaction and everything the client has answered to it. */
export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  /** How it is called in violations: `/ask`, `button next`. */
  label: string;
  channelId: string;
  user: APIUser;
  /** When it was sent, in ms since the epoch; 0 when there was nobody to send it to. */
  sentAt: number;
  /** The same by the fair clock, by which deadlines are counted. */
  fairSentAt: number;
  /** True: Discord gave up on it before the client could answer. */
  expired: boolean;
  /** Its token is older than 15 minutes: nothing more can be answered to it. */
  tokenExpired?: true;
  /** Discord lets nobody but the user see what is answered, whatever its flags say. */
  isAlone: boolean;
  /** By whose installation the bot is there. */
  owners: Json;
  /** The message whose component was used. */
  source?: StoredMessage | undefined;
  acknowledgement?: Acknowledgement;
  /** The response; while it is deferred, a message with the Loading flag. */
  original?: StoredMessage;
  followups: StoredMessage[];
  choices?: { name: string; value: string | number }[];
}

export interface Deadlines {
  /** The time for the first callback, in ms. Discord: 3,000. */
  lateAfter: number;
  /** Every callback is held up for so many ms, as on a slow network. */
  delay: number;
}

/** Every registered command, the server's own first. */
export function registered({ commands }: Premises): RegisteredCommand[] {
  return [...(commands.get(GUILD_ID) ?? []), ...(commands.get('global') ?? [])];
}

/** Whether the message is still the "thinking…" of a deferred response. */
export function isLoading({ flags = 0 }: { flags?: number }): boolean {
  return (flags & MessageFlags.Loading) !== 0;
}

/** Whether only the person who used the interaction sees the message. */
export function isPrivate({ flags = 0 }: { flags?: number }): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}
