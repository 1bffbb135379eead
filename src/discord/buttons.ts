// What each button of an answer does. Whoever presses gets what it opens in private, so that nobody turns another's page.
import { MessageFlags, type ButtonInteraction } from 'discord.js';
import { UserError } from '../errors.ts';
import { archiveLine } from '../messages/index-wording.ts';
import type { Answered } from '../types.ts';
import type { Button } from './command.ts';
import type { Context } from './context.ts';
import { readCustomId, readQuotes, seenKey, textKey, type QuoteKey, type Scope } from './custom-ids.ts';
import { scopeOf } from './earlier.ts';
import { mustBePrivate } from './options.ts';
import { answerQuestion } from './questions.ts';
import type { Posting, Response } from './respond.ts';
import { renderAnswer, renderNearest, sharedContent } from './views/answer.ts';
import { contextButtons, VERBS } from './views/answer-buttons.ts';
import { renderOutlets, renderPage } from './views/answer-pages.ts';
import { payload, type ButtonRow, type Payload } from './views/payload.ts';
import { askedIn } from './views/question-line.ts';
import { renderContext } from './views/quote-context.ts';

/** Every button there is, by its verb. */
export const buttons: Readonly<Record<(typeof VERBS)[keyof typeof VERBS], Button>> = {
  [VERBS.more]: (...pressed) => ({ to: 'asker', work: () => page(...pressed) }),
  [VERBS.page]: (...pressed) => ({ to: 'message', work: () => page(...pressed) }),
  [VERBS.outlets]: (...pressed) => ({ to: 'asker', work: () => outlets(...pressed) }),
  [VERBS.context]: (...pressed) => ({ to: 'asker', work: () => quoteContext(...pressed) }),
  [VERBS.otherContext]: (...pressed) => ({ to: 'message', work: () => quoteContext(...pressed) }),
  [VERBS.nearest]: (...pressed) => ({ to: 'asker', work: () => nearest(...pressed) }),
  [VERBS.reading]: askReading,
  [VERBS.share]: share,
  [VERBS.vote]: vote,
};

/**
 * Does what a pressed button is for.
 * @throws UserError in the person's language when it is of another version
 */
export function answerButton(interaction: ButtonInteraction, context: Context): ReturnType<Button> {
  const { messages, log } = context;
  const { verb, fields } = readCustomId(interaction.customId) ?? { verb: '', fields: [] };
  if (!isVerb(verb)) throw new UserError(messages.oldButton, messages.askQuestionAgain);
  log.info({ button: verb }, 'pressed');
  return buttons[verb](interaction, fields, context);
}

const isVerb = (verb: string): verb is keyof typeof buttons => Object.hasOwn(buttons, verb);

async function page(
  interaction: ButtonInteraction,
  [number, field]: string[],
  context: Context,
): Promise<Payload> {
  const { messages } = context;
  const { answer, scope } = await askedAgain(interaction, field, context);
  const rendered = renderPage(answer, Number(number), scope, new Date(), messages);
  if (!rendered) throw new UserError(messages.noFurther, messages.askQuestionAgain);
  return rendered;
}

async function outlets(
  interaction: ButtonInteraction,
  [field]: string[],
  context: Context,
): Promise<Payload> {
  const { answer, scope } = await askedAgain(interaction, field, context);
  return renderOutlets(answer, scope, new Date(), context.messages);
}

/** The question on top of the message, and what it was limited to. */
async function askedBefore(
  { message }: ButtonInteraction,
  field: string | undefined,
  { archive, messages }: Context,
): Promise<{ question: string; scope: Scope }> {
  const question = askedIn(message.content);
  const scope = question === null ? null : await scopeOf(archive, field ?? '');
  if (!scope) throw new UserError(messages.buttonLost, messages.askQuestionAgain);
  return { question: question!, scope };
}

/** The answer to the question on top of the message, limited as it was, on the day of asking. */
async function askedAgain(
  interaction: ButtonInteraction,
  field: string | undefined,
  context: Context,
): Promise<{ answer: Answered; scope: Scope }> {
  const { question, scope } = await askedBefore(interaction, field, context);
  const answer = await context.archive.ask({ ...scope.filter, question, today: scope.today });
  if (answer.kind === 'answered') return { answer, scope };
  throw new UserError(context.messages.noAnswerNow, context.messages.askQuestionAgain);
}

/** What came nearest to a question without an answer, or the answer that there is by now. */
async function nearest(
  interaction: ButtonInteraction,
  [field]: string[],
  context: Context,
): Promise<Payload> {
  const { archive, messages, settings } = context;
  const { question, scope } = await askedBefore(interaction, field, context);
  const answer = await archive.ask({ ...scope.filter, question, today: scope.today });
  const filter = { ...scope.filter, ...(settings.outlets.length > 0 && { outlets: settings.outlets }) };
  const view = { now: new Date(), messages, filter };
  if (answer.kind === 'answered') return renderAnswer(answer, view);
  if (answer.nearest.length > 0) return renderNearest(answer, view);
  throw new UserError(messages.nothingNear, messages.askQuestionAgain);
}

/** Asks the question anew with a word in place of one that no article has: for all where whoever presses had asked for all. */
function askReading(
  interaction: ButtonInteraction,
  [field, start = '', length = '', word = '']: string[],
  context: Context,
): Response {
  const isForAll = isAsker(interaction) && !interaction.message.flags.has(MessageFlags.Ephemeral);
  return {
    to: isForAll ? 'all' : 'asker',
    isQueued: true,
    work: async ({ onWait }) => {
      const { question, scope } = await askedBefore(interaction, field, context);
      const [from, count] = [start, length].map((digits) => Number.parseInt(digits, 36)) as [number, number];
      const meant = question.slice(0, from) + word + question.slice(from + count);
      const query = { ...scope.filter, question: meant, today: scope.today, onWait };
      const shareable = !isForAll && interaction.inGuild() && !mustBePrivate(interaction);
      return answerQuestion('reading', query, null, context, { shareable });
    },
  };
}

/** Whether a message answers whoever presses a button on it. */
function isAsker({ message, user, channel }: ButtonInteraction): boolean {
  if (message.interactionMetadata) return message.interactionMetadata.user.id === user.id;
  const repliedTo = channel?.messages.cache.get(message.reference?.messageId ?? '');
  return repliedTo?.author.id === user.id;
}

async function quoteContext(
  _interaction: ButtonInteraction,
  [number, field]: string[],
  { archive, messages }: Context,
): Promise<Payload> {
  const keys = readQuotes(field ?? '');
  const at = Number(number);
  const key = keys[at];
  if (!key) throw new UserError(messages.oldButton, messages.askQuestionAgain);
  const article = await archive.article({ id: key.articleId });
  const components: ButtonRow[] = contextButtons(keys, at, messages);
  if (!article) return gone(messages.quotedGone, components);
  if (!isStill(article.text, key)) return gone(messages.quotedChanged, components);
  return { ...renderContext(article, key, at + 1, messages), components };
}

/** The contexts of the other quotes stay within reach. */
const gone = (sentence: string, components: ButtonRow[]): Payload => payload(sentence, components);

const isStill = (text: string, { start, end, textKey: key }: QuoteKey): boolean =>
  textKey(text.slice(start, end)) === key;

/** Private answers whose button is going: until it has gone, there may be a second press. */
const sharing = new Set<string>();
/** Presses that were under way when the button went have come by then. */
const SHARING_MS = 60_000;

/** Posts a private answer for all, once: its button goes with the first press, and comes back if the answer cannot be posted. */
async function share(
  { message, user }: ButtonInteraction,
  [seen]: string[],
  context: Context,
): Promise<Posting> {
  const { messages } = context;
  await refuseOutsideOf(context, seen, message.content);
  if (sharing.has(message.id)) throw new UserError(messages.sharedAlready, messages.lookInChannel);
  sharing.add(message.id);
  setTimeout(() => sharing.delete(message.id), SHARING_MS).unref();
  const before = message.components.map((row) => row.toJSON() as ButtonRow);
  const components = withoutShare(before);
  const post = payload(sharedContent(message.content, user.id, messages), components);
  return { components, post, before, onFailure: () => sharing.delete(message.id) };
}

/**
 * An answer of before the outlets here were limited may hold what may not be seen any more.
 * @param seen which outlets were seen; a button of before there was that stands below the archive that was
 * @throws UserError
 */
async function refuseOutsideOf(
  { archive, messages, settings: { outlets: allowed } }: Context,
  seen: string | undefined,
  content: string,
): Promise<void> {
  if (allowed.length === 0 || seen === seenKey(allowed)) return;
  if (seen === undefined && content.includes(archiveLine(await archive.coverage({}), messages))) return;
  throw new UserError(messages.buttonLost, messages.askQuestionAgain);
}

const withoutShare = (rows: ButtonRow[]): ButtonRow[] =>
  rows
    .map((row) => ({
      ...row,
      components: row.components.filter(({ custom_id: id }) => readCustomId(id)?.verb !== VERBS.share),
    }))
    .filter(({ components }) => components.length > 0);

/** A person's vote on the answer in a message; it takes the place of their earlier one. */
function vote(
  { message }: ButtonInteraction,
  [value]: string[],
  { userId, serverId, serverData, messages }: Context,
): Response {
  const isUp = value === '1';
  return {
    to: 'asker',
    work: async () => {
      await serverData.use((data) => data.vote(message.id, userId, isUp ? 1 : -1, serverId ?? ''));
      return payload(isUp ? messages.votedUp : messages.votedDown);
    },
  };
}
