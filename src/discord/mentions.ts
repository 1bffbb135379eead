// Questions in messages: whether a message is for the bot, what it asks, and the answer as a reply.
import { MessageType, type Message } from 'discord.js';
import { earlierQuestion, understood } from './conversation.ts';
import type { Desk } from './services.ts';
import { placeShown } from './queued-archive.ts';
import { payload } from './views/payload.ts';
import { localDay } from '../text/days.ts';
import { messageOf } from '../errors.ts';
import { refuseWhereMute } from './permissions.ts';
import { renderAnswer } from './views/answer.ts';
import { smallTalkOf } from '../question/small-talk.ts';
import { oneReply, reply } from './replies.ts';
import { learnThread, openThread } from './threads.ts';
import { allowed, settingsAt, messagesAt } from './place.ts';
import { recordAnswer } from './records.ts';

/** How long an answer that is ready waits for "is typing…" to be out, which would else come after it and stay. */
const TYPING_WAIT_MS = 500;

/**
 * True for a person's message that mentions the bot by name, replies to one of its messages, or is in
 * private. Not for @everyone, @here and role mentions; not for a reply with its mention switched off, whose text
 * Discord withholds unless the bot may read all: that one is not meant for the bot.
 */
export function isForBot(message: Message<boolean>, botId: string): boolean {
  const { author, webhookId, type, mentions } = message;
  if (author.bot || webhookId || (type !== MessageType.Default && type !== MessageType.Reply)) return false;
  return !message.inGuild() || mentions.users.has(botId);
}

/** The text without the mentions of the bot. */
export const questionOf = ({ content }: Message, botId: string): string =>
  content.replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ').trim();

/** Answers a message that is for the bot, as a reply to it or in a thread on it. */
export async function answerMessage(message: Message, botId: string, desk: Desk): Promise<void> {
  await learnThread(message);
  const messages = messagesAt(message, desk);
  refuseWhereMute(message, messages);
  const question = questionOf(message, botId);
  const talk = smallTalkOf(question);
  // Nobody waits for an answer to "thanks!".
  if (talk === 'reply') return;
  if (talk !== null) return void (await reply(message, payload(messages.howToAsk)));
  const here = allowed({}, settingsAt(message, desk), messages);
  const typing = showTyping(message, desk);
  const said = oneReply(message);
  const earlier = await earlierQuestion(message, botId, desk);
  const asked = { earlier, question, filter: here, today: localDay(message.createdAt), messages };
  const { answer, filter } = await desk.archive.use(
    (archive) => understood(archive, asked),
    placeShown(said.say, messages, desk.log),
  );
  await typing;
  const rendered = renderAnswer(answer, { now: new Date(), filter, messages });
  // Who was told their place has a reply already, which the answer fills.
  const thread = said.isUsed() ? null : await openThread(message, question, desk);
  const shown = await (thread ? thread.send(rendered) : said.say(rendered));
  recordAnswer(desk, message, answer, shown);
  desk.log.info({ command: 'mention', kind: answer.kind, ms: answer.ms }, 'answered');
}

/** Resolves when it is shown, has failed, or has taken too long: an answer is worth more. */
async function showTyping({ channel }: Message, { log }: Desk): Promise<void> {
  if (!channel.isSendable()) return;
  const shown = channel.sendTyping().catch((thrown: unknown) => {
    log.debug({ reason: messageOf(thrown) }, 'typing is not shown');
  });
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, TYPING_WAIT_MS).unref())]);
}
