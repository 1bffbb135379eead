// What the loopback Discord lets the bot do in a channel, with the codes that the real one refuses with.
// https://discord.com/developers/docs/topics/permissions and /topics/threads
import { ChannelType, PermissionFlagsBits as May } from 'discord.js';
import { Refusal } from './messages.ts';
import { BOT_ROLE_ID, type Channel, MEMBER_PERMISSIONS } from './types.ts';
import type { World } from './channels.ts';

const THREADS = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];
const VOICES = [ChannelType.GuildVoice, ChannelType.GuildStageVoice];
const WITH_THREADS = [ChannelType.GuildText, ChannelType.GuildAnnouncement];
/** What is left to who is in a timeout. */
const IN_TIMEOUT = May.ViewChannel | May.ReadMessageHistory;

const isThread = ({ type }: Channel): boolean => THREADS.includes(type);

/** What the bot may do in a channel; a thread has the permissions of the channel it is in. */
function botPermissions(world: World, channel: Channel): bigint {
  const place = isThread(channel) ? (world.channels.get(String(channel.parent_id)) ?? channel) : channel;
  const denied = place.permission_overwrites?.find(({ id }) => id === BOT_ROLE_ID)?.deny ?? '0';
  const has = MEMBER_PERMISSIONS & ~BigInt(denied);
  return world.botTimeout > Date.now() ? has & IN_TIMEOUT : has;
}

/** @throws Refusal 50001 where the bot does not see the channel, in private where it has no part in it */
function refuseUnseen(world: World, channel: Channel): void {
  if (channel.type === ChannelType.DM) return;
  const needed = VOICES.includes(channel.type) ? May.ViewChannel | May.Connect : May.ViewChannel;
  if ((botPermissions(world, channel) & needed) !== needed) throw new Refusal(403, 50001, 'Missing Access');
}

/** @throws Refusal 50001, 50013 or 160005 where the bot may not write */
export function refuseMute(world: World, channel: Channel): void {
  refuseUnseen(world, channel);
  if (channel.type === ChannelType.DM) return;
  const needed = isThread(channel) ? May.SendMessagesInThreads : May.SendMessages;
  if (!(botPermissions(world, channel) & needed)) throw new Refusal(403, 50013, 'Missing Permissions');
  if (channel.thread_metadata?.locked) throw new Refusal(400, 160005, 'Thread is locked');
}

/** @throws Refusal 50001 or 50013 where the bot may not read what was written */
export function refuseHidden(world: World, channel: Channel): void {
  refuseUnseen(world, channel);
  if (channel.type === ChannelType.DM || botPermissions(world, channel) & May.ReadMessageHistory) return;
  throw new Refusal(403, 50013, 'Missing Permissions');
}

/** @throws Refusal 160002 where the bot may not read what it would reply to */
export function refuseReply(world: World, channel: Channel): void {
  if (channel.type === ChannelType.DM || botPermissions(world, channel) & May.ReadMessageHistory) return;
  throw new Refusal(400, 160002, 'Cannot reply without permission to read message history');
}

/** @throws Refusal 50024, 50013 or 160004 where no thread can be opened on a message */
export function refuseThread(world: World, channel: Channel, messageId: string): void {
  refuseUnseen(world, channel);
  if (!WITH_THREADS.includes(channel.type))
    throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  if (!(botPermissions(world, channel) & May.CreatePublicThreads))
    throw new Refusal(403, 50013, 'Missing Permissions');
  if (world.channels.has(messageId))
    throw new Refusal(400, 160004, 'A thread has already been created for this message');
}
