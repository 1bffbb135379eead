// What the bot may and must be allowed to do: one list, of which the invitation and every complaint are made.
import {
  PermissionFlagsBits,
  RESTJSONErrorCodes as Code,
  type Channel,
  type Message,
  type PermissionsBitField,
} from 'discord.js';
import { UserError } from '../errors.ts';
import { MAX_NAME, shorten } from './views/markdown.ts';
import { isRefusal } from './refusals.ts';
import type { Messages } from '../messages/messages.ts';

/** As Discord's own settings call them in English; the tables of sentences have what they call them elsewhere. */
const PERMISSIONS = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

/** What it takes to write in a voice channel beside those. Everybody has it unless it is taken away: the invitation asks for none. */
const IN_VOICE = { Connect: PermissionFlagsBits.Connect } as const;
const NEEDED = { ...PERMISSIONS, ...IN_VOICE };

export type PermissionName = keyof typeof NEEDED;

/** The bot may not write where it was asked; told in private, once a minute at most. */
export class Muted extends UserError {}

/** Muted, as the channel lacks permissions. */
export class MissingPermission extends Muted {
  constructor(names: readonly PermissionName[], channel: string, messages: Messages) {
    super(messages.mayNotAnswer(short(channel), namesIn(names, messages)), messages.giveIt);
  }
}

const short = (channel: string) => shorten(channel, MAX_NAME);
const namesIn = (names: readonly PermissionName[], messages: Messages) => names.map((name) => messages[name]);

/** All of the list in one number. */
export const permissionBits = (): bigint => Object.values(PERMISSIONS).reduce((all, bit) => all | bit, 0n);

type Place = Pick<Channel, 'isThread' | 'isVoiceBased'>;

/** What is missing to write in such a channel and to reply there. */
export function missingAmong(has: Readonly<PermissionsBitField>, channel: Place | null): PermissionName[] {
  const other: PermissionName = channel?.isThread() ? 'Send Messages' : 'Send Messages in Threads';
  const names = Object.keys(channel?.isVoiceBased() ? NEEDED : PERMISSIONS) as PermissionName[];
  // Without threads of its own it replies.
  const needed = names.filter((name) => name !== other && name !== 'Create Public Threads');
  return needed.filter((name) => !has.has(NEEDED[name]));
}

type Where = Pick<Message<boolean>, 'channel' | 'client'>;

/** What the bot may do there; null in private, and in a server that is down, of whose roles nothing is known. */
export const permissionsIn = ({ channel, client }: Where): Readonly<PermissionsBitField> | null =>
  channel.isDMBased() || !channel.guild.available ? null : channel.permissionsFor(client.user);

/** What is missing to write there; without the history a message is sent in place of a reply. */
export function missingFor(where: Where): PermissionName[] {
  const has = permissionsIn(where);
  const missing = has ? missingAmong(has, where.channel) : [];
  return missing.filter((name) => name !== 'Read Message History');
}

/** @throws Muted in the given language when the bot is known not to be allowed to answer a message where it stands */
export function refuseWhereMute(message: Message, messages: Messages): void {
  const { channel } = message;
  if (channel.isDMBased()) return;
  const missing = missingFor(message);
  if (missing.length > 0) throw new MissingPermission(missing, channel.name, messages);
  const has = permissionsIn(message);
  if (message.guild?.members.me?.isCommunicationDisabled() && !has?.has(PermissionFlagsBits.Administrator))
    throw new Muted(messages.inTimeout(short(channel.name)), messages.endTimeout);
  if (channel.isThread() && channel.locked && !has?.has(PermissionFlagsBits.ManageThreads))
    throw locked(channel.name, messages);
}

const locked = (channel: string, messages: Messages) =>
  new Muted(messages.threadLocked(short(channel)), messages.unlockThread);

/**
 * What Discord means when it refuses what the bot wrote where nothing was known against it: something was taken away
 * just now, or is not told to bots. Null when it means nothing of the kind.
 */
export function mutedBy(thrown: unknown, { channel, client }: Where, messages: Messages): Muted | null {
  if (channel.isDMBased()) return null;
  if (isRefusal(thrown, Code.ThreadLocked)) return locked(channel.name, messages);
  const isUnseen = isRefusal(thrown, Code.MissingAccess);
  if (!isUnseen && !isRefusal(thrown, Code.MissingPermissions)) return null;
  const known = missingFor({ channel, client });
  const names = known.length > 0 ? known : [isUnseen ? accessTo(channel) : writingIn(channel)];
  return new Muted(messages.refusedAnswer(short(channel.name), namesIn(names, messages)), messages.giveIt);
}

const accessTo = (channel: Place): PermissionName => (channel.isVoiceBased() ? 'Connect' : 'View Channels');
const writingIn = (channel: Place): PermissionName =>
  channel.isThread() ? 'Send Messages in Threads' : 'Send Messages';
