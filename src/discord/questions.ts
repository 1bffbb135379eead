// Questions to the archive: in messages, of which not all are for the bot, and in /ask; and what is shown of the answer.
import { MessageType, type Message } from 'discord.js';
import type { AskQuery } from '../archive.ts';
import { askAfter, type Earlier } from '../conversation.ts';
import { smallTalkOf } from '../question/small-talk.ts';
import type { AnsweredQuestion } from '../telemetry.ts';
import type { Answer } from '../types.ts';
import { placeOf, setWhere, type Context, type Services } from './context.ts';
import { earlierQuestion } from './earlier.ts';
import { refuseWhereMute } from './permissions.ts';
import type { MessageResponse, Shown } from './respond.ts';
import { renderAnswer } from './views/answer.ts';
import { renderExplained } from './views/explanation.ts';
import { payload } from './views/payload.ts';

/** A sentence that ends as a question does, in any of the world's scripts, whatever smiles after it. */
const QUESTION_END = /[?？؟;;]["”’')\]*_~|\s\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]*$/u;
/** Where words are written without spaces between them, so many letters are some. */
const WORDS_WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;

/**
 * True for a person's message that mentions the bot by name, replies to one of its messages, or is in
 * private. Not for @everyone, @here and role mentions; not for a reply with its mention switched off, whose text
 * Discord withholds unless the bot may read all: that one is not meant for the bot.
 */
export function isForBot(message: Message<boolean>): boolean {
  const { author, webhookId, type, mentions, client } = message;
  if (author.bot || webhookId || (type !== MessageType.Default && type !== MessageType.Reply)) return false;
  return !message.inGuild() || mentions.users.has(client.user.id);
}

/**
 * True for a person's message that reads as a question to whoever is there, in a channel where each of them is
 * answered. Not for what is said to somebody: a mention of people or roles, or a reply to somebody else.
 */
export async function isOpenQuestion(message: Message<boolean>, services: Services): Promise<boolean> {
  const { author, webhookId, content } = message;
  if (author.bot || webhookId || !message.inGuild() || !isToAll(message)) return false;
  if (!QUESTION_END.test(content) || !hasTwoWords(content)) return false;
  return placeOf(message, await setWhere(message, services)).settings.every;
}

/** Two words beside each other, or what stands for them. */
function hasTwoWords(content: string): boolean {
  const areWords = content.split(/\s+/).map((part) => /[\p{L}\p{N}]/u.test(part));
  return WORDS_WITHOUT_SPACES.test(content) || areWords.some((isWord, i) => isWord && areWords[i + 1]);
}

function isToAll({ type, mentions, client }: Message): boolean {
  if (mentions.everyone || mentions.users.size > 0 || mentions.roles.size > 0) return false;
  const { Default, Reply } = MessageType;
  return type === Default || (type === Reply && mentions.repliedUser?.id === client.user.id);
}

/**
 * The answer to a message that is for the bot; null when it wants none.
 * @throws UserError when the bot may not answer there
 */
export function answerMessage(message: Message, context: Context): MessageResponse | null {
  const { messages } = context;
  refuseWhereMute(message, messages);
  const question = message.content.replaceAll(new RegExp(`<@!?${message.client.user.id}>`, 'g'), ' ').trim();
  const talk = smallTalkOf(question);
  // Nobody waits for an answer to "thanks!".
  if (talk === 'reply') return null;
  if (talk !== null) return { isInstant: true, work: async () => payload(messages.howToAsk) };
  return {
    ...(context.settings.answers === 'thread' && { thread: question }),
    work: async ({ onWait }) => {
      const earlier = await earlierQuestion(message, context);
      return answerQuestion('mention', { question, onWait }, earlier, context);
    },
  };
}

interface Wishes {
  /** Only the asker sees the answer, and may share it. */
  shareable?: boolean;
  /** Tell the asker alone how the answer came about. */
  explain?: boolean;
}

/**
 * Answers a question as it is meant after the earlier one. It is recorded, and logged by the name of the event.
 * @throws EarlierOutletGone
 */
export async function answerQuestion(
  event: string,
  query: Omit<AskQuery, 'outlets'>,
  earlier: Earlier | null,
  context: Context,
  { shareable = false, explain = false }: Wishes = {},
): Promise<Shown> {
  const { archive, messages, settings, today, log, telemetry } = context;
  const { answer, reading, filter, kept } = await askAfter(archive, earlier, { today, ...query });
  const answeredAt = performance.now();
  const shownFilter = { ...filter, ...(settings.outlets.length > 0 && { outlets: settings.outlets }) };
  return {
    message: renderAnswer(answer, { now: new Date(), messages, filter: shownFilter, shareable }),
    onShown: async (messageId) => {
      log.info({ command: event, kind: answer.kind, ms: answer.ms }, 'answered');
      telemetry.emit('answered', answeredQuestion(event, answer, performance.now() - answeredAt));
      await record(answer, messageId, context);
    },
    ...(explain && { aside: renderExplained(answer, reading, messages, kept) }),
  };
}

/** @param showMs from the answer to where it is shown */
export const answeredQuestion = (asked: string, answer: Answer, showMs: number): AnsweredQuestion => ({
  asked,
  kind: answer.kind,
  cause: answer.kind === 'abstained' ? answer.cause.kind : null,
  searchMs: Math.max(0, answer.ms - answer.read.ms),
  readMs: answer.read.ms,
  showMs,
});

/** Keeps a question that was answered or abstained from; votes go by the message that holds the answer. Never rejects. */
async function record(
  { question: text, kind, confidence, ms }: Answer,
  messageId: string,
  { userId, serverId, serverData }: Context,
): Promise<void> {
  const kept = { answer: messageId, userId, server: serverId ?? '', text, kind, confidence, ms };
  await serverData.tryUse((data) => data.record(kept), undefined);
}
