// How a message reaches a person when the plain way is closed: private if possible, and not lost.
import {
  MessageFlags,
  RESTJSONErrorCodes as Code,
  type ChatInputCommandInteraction,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { escapeText, shorten } from './views/markdown.ts';
import { payload, type Payload } from './views/payload.ts';
import { missingFor } from './permissions.ts';
import { expectedRefusal, isRefusal } from './refusals.ts';
import type { Messages } from '../messages/messages.ts';

export const PRIVATE = MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds;
/** Escaping at most doubles it. */
const MAX_SENTENCE = 900;

/** What takes a private reply. */
type Used = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | MessageComponentInteraction;

/**
 * Tells a sentence that concerns only the asker: privately after a command, else as a reply.
 * @param isMuted the bot may not reply: the writer of a message is told in a direct one
 */
export async function tell(
  request: Message | Used,
  sentence: string,
  messages: Messages,
  isMuted = false,
): Promise<void> {
  const told = payload(escapeText(shorten(sentence, MAX_SENTENCE)));
  if ('author' in request) return tellWriter(request, told, isMuted);
  try {
    await tellPrivately(request, told, messages);
  } catch (thrown) {
    if (!isRefusal(thrown, Code.InvalidWebhookToken)) throw thrown;
    await post(request, told);
  }
}

/** As a reply, or where the bot may not write in a direct message: a reaction could not name the permission. */
async function tellWriter(message: Message, told: Payload, isMuted: boolean): Promise<void> {
  if (isMuted || missingFor(message).length > 0) await message.author.send(told);
  else await reply(message, told);
}

/**
 * After a public "thinking…" the first thing that comes fills it, for all to see, whatever its flags say. So it
 * is filled, the sentence follows in private, and what filled it is taken away.
 */
async function tellPrivately(interaction: Used, told: Payload, messages: Messages): Promise<void> {
  if (!interaction.deferred && !interaction.replied) await interaction.reply({ ...told, flags: PRIVATE });
  // What a button had deferred is the message it stands on, which stays as it is.
  else if (interaction.isMessageComponent() && !interaction.ephemeral)
    await interaction.followUp({ ...told, flags: PRIVATE });
  else if (interaction.ephemeral) await interaction.editReply(told);
  else {
    await interaction.editReply(payload(messages.toldInPrivate)).catch(unlessGone);
    await interaction.followUp({ ...told, flags: PRIVATE });
    await interaction.deleteReply().catch(unlessGone);
  }
}

function unlessGone(thrown: unknown): void {
  if (!isRefusal(thrown, Code.UnknownMessage)) throw thrown;
}

/** Replies to a message, and gives the reply; where the bot may not read the history, Discord takes no reply, but a message. */
export async function reply(message: Message, answer: Payload): Promise<Message> {
  try {
    return await message.reply(answer);
  } catch (thrown) {
    const noHistory = isRefusal(thrown, Code.CannotReplyWithoutPermissionToReadMessageHistory);
    if (!noHistory || !message.channel.isSendable()) throw thrown;
    return await message.channel.send(answer);
  }
}

/** A reply that is said once, and from then on edited: the word that somebody waits gives way to the answer. */
export function oneReply(message: Message) {
  let replied: Message | undefined;
  const say = async (answer: Payload): Promise<Message> =>
    (replied = await (replied ? replied.edit(answer) : reply(message, answer)));
  return { say, isUsed: () => replied !== undefined };
}

/** Fills the response of a command, or posts to its channel when 15 minutes have passed or it was deleted. */
export async function conclude(interaction: ChatInputCommandInteraction, closing: Payload): Promise<void> {
  try {
    await interaction.editReply(closing);
  } catch (thrown) {
    if (!expectedRefusal(thrown)) throw thrown;
    await post(interaction, closing);
  }
}

/** To the channel, or where the bot may not write there to whoever used the command. */
async function post(interaction: Used, message: Payload): Promise<void> {
  const { channel, client, user } = interaction;
  if (channel?.isSendable() && missingFor({ channel, client }).length === 0) await channel.send(message);
  else await user.send(message);
}
