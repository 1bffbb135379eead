// What the bot may and must be allowed to do: one list, of which the invitation and every complaint are made.
import { OAuth2Scopes, PermissionFlagsBits, type Message, type PermissionsBitField } from 'discord.js';
import { UserError } from '../errors.ts';
import { shorten } from './looks/markdown.ts';
import type { Words } from './words/words.ts';

/** As Discord's own settings call them in English; the tables of sentences have what they call them elsewhere. */
export const PERMISSIONS = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

export type PermissionName = keyof typeof PERMISSIONS;

/** Scopes for a server, where the bot is a member, and for a person, who takes the commands along. */
export const SCOPES = {
  server: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
  person: [OAuth2Scopes.ApplicationsCommands],
} as const;

const MAX_NAME = 80;

/** The bot may not write where it was asked; told in private, once a minute at most. */
export class MissingPermission extends UserError {
  constructor(names: readonly PermissionName[], channel: string, words: Words) {
    const where = shorten(channel, MAX_NAME);
    const lacking = names.map((name) => words[name]);
    super(words.mayNotAnswer(where, lacking), words.giveIt);
  }
}

/** All of the list in one number. */
export const permissionBits = (): bigint => Object.values(PERMISSIONS).reduce((all, bit) => all | bit, 0n);

/** What of the list is missing to write in a channel or a thread and to reply there. */
export function missingAmong(has: Readonly<PermissionsBitField>, inThread: boolean): PermissionName[] {
  const other: PermissionName = inThread ? 'Send Messages' : 'Send Messages in Threads';
  const names = Object.keys(PERMISSIONS) as PermissionName[];
  // Without threads of its own it replies.
  const needed = names.filter((name) => name !== other && name !== 'Create Public Threads');
  return needed.filter((name) => !has.has(PERMISSIONS[name]));
}

/** What is missing to write there; without the history a message is sent in place of a reply. */
export function missingFor({
  channel,
  client,
}: Pick<Message<boolean>, 'channel' | 'client'>): PermissionName[] {
  const has = channel.isDMBased() ? null : channel.permissionsFor(client.user);
  const missing = has ? missingAmong(has, channel.isThread()) : [];
  return missing.filter((name) => name !== 'Read Message History');
}

/** @throws MissingPermission in the given words when the bot may not answer a message where it stands */
export function refuseWhereMute(message: Message, words: Words): void {
  const missing = missingFor(message);
  if (missing.length > 0 && 'name' in message.channel)
    throw new MissingPermission(missing, message.channel.name ?? '', words);
}
