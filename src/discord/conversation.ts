// A question in its conversation: what the bot was asked before, and the answer to the question that leans on it.
import { MessageType, type Channel, type Message, type TextBasedChannel } from 'discord.js';
import type { Archive } from '../ask.ts';
import { messageOf } from '../errors.ts';
import { followUp, type Reading } from '../follow-up.ts';
import { stemSet } from '../text.ts';
import type { Answer, Filter } from '../types.ts';
import { askedIn } from './asked.ts';
import type { Desk } from './desk.ts';

/** An answer, and how its question was read. */
export interface Understood {
  answer: Answer;
  reading: Reading;
}

/**
 * The question that a message follows: of the bot's own message that it replies to, or else of the bot's last answer in a
 * thread that it opened or in private. Other people's messages are not looked at. Empty: it follows none.
 */
export async function earlierQuestion(message: Message, botId: string, { log }: Desk): Promise<string> {
  if (message.type !== MessageType.Reply) return lastQuestion(message.channel, botId);
  if (message.mentions.repliedUser?.id !== botId) return '';
  const repliedTo = await message.fetchReference().catch((thrown: unknown) => {
    log.debug({ reason: messageOf(thrown) }, 'the message replied to is gone');
  });
  return repliedTo ? (askedIn(repliedTo.content) ?? '') : '';
}

/** The question of the bot's last answer in a conversation of its own, as far as it has seen it since it started. */
export function lastQuestion(channel: Channel | TextBasedChannel | null, botId: string): string {
  if (!channel?.isTextBased() || !isConversation(channel, botId)) return '';
  const own = [...channel.messages.cache.values()].filter(({ author }) => author.id === botId);
  const questions = own.map(({ content }) => askedIn(content)).filter((question) => question !== null);
  return questions.at(-1) ?? '';
}

const isConversation = (channel: Channel | TextBasedChannel, botId: string): boolean =>
  channel.isDMBased() || (channel.isThread() && channel.ownerId === botId);

/** Asks the readings of a question, the fullest first, until one is answered as it was meant. */
export async function understood(
  archive: Archive,
  { earlier, question, filter, today }: { earlier: string; question: string; filter: Filter; today: string },
): Promise<Understood> {
  const readings = followUp(earlier, question, filter.asOf ?? today);
  for (const reading of readings.slice(0, -1)) {
    const answer = await archive.ask(reading.question, filter, today);
    if (isMeant(answer, reading)) return { answer, reading };
  }
  const reading = readings.at(-1)!;
  return { answer: await archive.ask(reading.question, filter, today), reading };
}

/** The first quote or its title holds what the question added: it is not the earlier answer again. */
function isMeant(answer: Answer, { holding }: Reading): boolean {
  const [first] = answer.quotes;
  if (!first) return false;
  const held = stemSet(`${first.text} ${first.article.title}`);
  return holding.every((each) => held.has(each));
}
