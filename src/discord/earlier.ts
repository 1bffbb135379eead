// The question before, as the bot's own messages in Discord keep it.
import {
  ComponentType,
  MessageFlags,
  MessageType,
  type ChatInputCommandInteraction,
  type Message,
} from 'discord.js';
import type { PartOfArchive } from '../archive.ts';
import type { Earlier } from '../conversation.ts';
import { messageOf } from '../errors.ts';
import type { Context } from './context.ts';
import { outletKey, readCustomId, readScope, type Scope } from './custom-ids.ts';
import { VERBS } from './views/answer-buttons.ts';
import { askedIn } from './views/question-line.ts';

/**
 * The question that a message follows: of the bot's own message that it replies to, or else of the bot's last answer in a
 * thread that it opened or in private. Other people's messages are not looked at. Null: it follows none.
 */
export async function earlierQuestion(message: Message, context: Context): Promise<Earlier | null> {
  if (message.type !== MessageType.Reply) return lastQuestion(message, context);
  if (message.mentions.repliedUser?.id !== message.client.user.id) return null;
  const repliedTo = await message.fetchReference().catch((thrown: unknown) => {
    context.log.debug({ reason: messageOf(thrown) }, 'the message replied to is gone');
  });
  return repliedTo ? answeredBy(repliedTo, context) : null;
}

/** The question of the bot's last answer in a conversation of its own, as far as it has seen it since it started. */
export async function lastQuestion(
  { channel, client }: Pick<Message | ChatInputCommandInteraction, 'channel' | 'client'>,
  context: Context,
): Promise<Earlier | null> {
  const bot = client.user.id;
  if (!channel?.isTextBased()) return null;
  if (!channel.isDMBased() && !(channel.isThread() && channel.ownerId === bot)) return null;
  // What one person alone was answered is nobody else's to follow.
  const last = [...channel.messages.cache.values()].findLast(
    ({ author, flags, content }) =>
      author.id === bot && !flags.has(MessageFlags.Ephemeral) && askedIn(content) !== null,
  );
  return last ? answeredBy(last, context) : null;
}

/** The votes have its limits: they stand under every answer and every abstention, but those of before limits were kept. */
async function answeredBy({ content, components }: Message, { archive }: Context): Promise<Earlier | null> {
  const question = askedIn(content);
  if (question === null) return null;
  const buttons = components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  const read = buttons.map(({ customId }) => readCustomId(customId ?? ''));
  const found = (verb: string) => read.find((id) => id?.verb === verb);
  const field = found(VERBS.vote)?.fields[1] ?? '';
  const filter = field === '' ? {} : ((await scopeOf(archive, field))?.filter ?? null);
  return { question, filter, hasMore: found(VERBS.more) !== undefined };
}

/** What a button or an earlier answer is limited to; null when its outlet cannot be seen any more. */
export async function scopeOf(archive: PartOfArchive, field: string): Promise<Scope | null> {
  const { outlets } = await archive.coverage({});
  return readScope(field, (key) => outlets.find(({ outlet }) => outletKey(outlet) === key)?.outlet);
}
