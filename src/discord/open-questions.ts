// Channels in which every question is answered without a mention: which messages count as one.
import { GatewayIntentBits, MessageType, type Client, type Message } from 'discord.js';
import type { Desk } from './services.ts';
import { settingsAt } from './place.ts';

/** A sentence that ends as a question does, in any of the world's scripts, whatever smiles after it. */
const QUESTION_END = /[?？؟;;]["”’')\]*_~|\s\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]*$/u;
const TWO_WORDS =
  /[\p{L}\p{N}]\S*\s+\S*[\p{L}\p{N}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;

/**
 * True for a person's message that reads as a question to whoever is there, in a channel where each of them is
 * answered. Not for what is said to somebody: a mention of people or roles, or a reply to somebody else.
 */
export function isOpenQuestion(message: Message<boolean>, botId: string, desk: Desk): boolean {
  const { author, webhookId, content } = message;
  if (author.bot || webhookId || !message.inGuild() || !isToAll(message, botId)) return false;
  if (!QUESTION_END.test(content) || !TWO_WORDS.test(content)) return false;
  return settingsAt(message, desk).every;
}

function isToAll({ type, mentions }: Message, botId: string): boolean {
  if (mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0) return false;
  return type === MessageType.Default || (type === MessageType.Reply && mentions.repliedUser?.id === botId);
}

/** Whether the bot was given the text of messages that are not addressed to it. */
export const readsAll = (client: Client): boolean =>
  client.options.intents.has(GatewayIntentBits.MessageContent);
