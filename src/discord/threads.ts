// Where an answer goes: into a thread of its own on the question, where the channel has it so, else as a reply.
import {
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
  type AnyThreadChannel,
  type Message,
} from 'discord.js';
import type { Context } from './context.ts';
import { permissionsIn } from './permissions.ts';
import { shorten } from './views/markdown.ts';

/** Discord's limit for the name of a thread. */
const MAX_NAME = 100;
const NEEDED = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];

/**
 * Asks Discord for the thread of a message if it has told nothing else of it: what is set for its channel holds in it.
 * @returns whether there was something to learn
 */
export async function learnThread({ channel }: Message): Promise<boolean> {
  if (!channel.isThread() || channel.parentId !== null) return false;
  await channel.fetch();
  return true;
}

/** A new thread on the message, or null where there can be none; the log says why if Discord or somebody is in the way. */
export async function openThread(
  message: Message,
  question: string,
  { log }: Context,
): Promise<AnyThreadChannel | null> {
  if (!message.inGuild() || !canHoldThreads(message)) return null;
  const refused = (reason: string) => {
    log.warn({ channel: message.channelId, reason }, 'no thread can be opened, so the answer is a reply');
    return null;
  };
  if (message.hasThread) return refused('There is a thread on the question already');
  const allowed = permissionsIn(message);
  if (!allowed?.has(NEEDED)) return refused('Create Public Threads or Send Messages in Threads is missing');
  try {
    return await message.startThread({
      name: shorten(question, MAX_NAME),
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
  } catch (thrown) {
    // Also when somebody opens one in this moment, or the question makes no name: the answer is worth more than its place.
    if (thrown instanceof DiscordAPIError) return refused(thrown.message);
    throw thrown;
  }
}

/** Neither a thread nor the chat of a voice channel holds threads. */
const canHoldThreads = ({ channel }: Message): boolean =>
  channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement;
