// Answer -> message payload within Discord's limits. Pure: the clock is an argument.
// A quote is shown whole or left out and said to be; links give way first (see `quoteLayouts`).
import type { Abstained, Answer, Answered, Coverage, Filter, Quote } from '../../types.ts';
import { answerButtons } from './answer-buttons.ts';
import { askedIn, MAX_WHOLE, questionLines } from './question-line.ts';
import { escapeLine, shortLine } from './markdown.ts';
import { fitting, lastGivesWay, type Forms } from './layout.ts';
import { payload, type Payload } from './payload.ts';
import { placeLink, quoteBlock, REACHES } from './quote-block.ts';
import { abstentionReason, ageNote, differingFigures } from '../../messages/answer-wording.ts';
import { indexAge } from '../../messages/index-wording.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_REASON = 300;

export interface View {
  now: Date;
  messages: Messages;
  filter?: Filter;
  /** Only the asker sees it, and may share it: room is left for who did. */
  shareable?: boolean;
}

/** Characters that a shared answer needs for who shared it. */
const SHARED_ROOM = 60;

/** What surrounds the quotes of a message, and what they are when some are left out. */
export interface Frame {
  top: string[];
  bottom: string[];
  noun: 'quote' | 'passage';
  messages: Messages;
  /** Characters that stay free. */
  room?: number;
}

/** The message that shows an answer, with the question on top, which the buttons and follow-ups read back from it. */
export function renderAnswer(answer: Answer, view: View): Payload {
  const { filter = {}, shareable = false, messages } = view;
  const content = contentOf(answer, filter, view);
  const isWhole = askedIn(content) === answer.question;
  const components = answerButtons(answer, { today: answer.asOf, filter }, isWhole, shareable, messages);
  return { ...payload(content), components };
}

/** With a long question whole on top where nothing of the answer gives way for it, else with its beginning. */
function contentOf(answer: Answer, filter: Filter, view: View): string {
  const under = (asked: string[]) =>
    answer.kind === 'answered' ? answered(answer, asked, view) : abstained(answer, asked, view);
  const [cut, whole] = [
    questionLines(answer.question, view.messages, filter),
    questionLines(answer.question, view.messages, filter, MAX_WHOLE),
  ];
  const content = under(cut);
  if (cut[0] === whole[0] || askedIn(whole[0]!) !== answer.question) return content;
  const longer = under(whole);
  return longer.slice(whole.join('\n').length) === content.slice(cut.join('\n').length) ? longer : content;
}

/** The same answer for all, as somebody shared it. */
export const sharedContent = (content: string, userId: string, messages: Messages): string =>
  `${content}\n-# ${messages.sharedBy(`<@${userId}>`)}`;

function answered(answer: Answered, asked: string[], { now, shareable, messages }: View): string {
  const [figures, age] = [differingFigures(answer, messages), ageNote(answer, messages)];
  const bottom = [
    ...(figures === null ? [] : ['', escapeLine(figures)]),
    ...(age === null ? [] : [`-# ${age}`]),
    `-# ${coverageLine(answer.coverage, now, messages)}`,
  ];
  return quotesWithin(answer.quotes, {
    top: asked,
    bottom,
    noun: 'quote',
    messages,
    room: roomFor(shareable),
  });
}

function abstained(answer: Abstained, asked: string[], { now, filter, shareable, messages }: View): string {
  const only = filter?.outlets ?? [];
  const reasons = [
    abstentionReason(answer.cause, answer.coverage, messages),
    ...(only.length > 0 ? [messages.onlyHere(only.join(', '))] : []),
  ];
  const reason = shortLine(reasons.join(' '), MAX_REASON);
  const top = [...asked, `**${messages.noAnswer}** ${reason}`];
  const bottom = [`-# ${coverageLine(answer.coverage, now, messages)}`];
  if (answer.nearest.length === 0) return [...top, ...bottom].join('\n');
  return quotesWithin(answer.nearest, {
    top: [...top, '', `**${messages.nearestPassages}**`],
    bottom,
    noun: 'passage',
    messages,
    room: roomFor(shareable),
  });
}

const roomFor = (shareable = false): number => (shareable ? SHARED_ROOM : 0);

/** "Archive: 24 articles, 9 February 2025 to 6 October 2025 · index 2 hours old" */
export function coverageLine(
  { articles, from, to, indexedAt }: Coverage,
  now: Date,
  messages: Messages,
): string {
  const days = from && to ? messages.days(from, to) : '';
  return `${messages.archive(articles, days)} · ${indexAge(indexedAt, now, messages)}`;
}

/** Quotes in their frame, within Discord's limit. */
export const quotesWithin = (quotes: readonly Quote[], frame: Frame): string =>
  fitting(quoteLayouts(quotes, frame), frame.room);

/**
 * The ways to show quotes, best first. A quote weighs more than where its link leads: links fall back
 * from the sentence to the article, the last quote's first; then whole quotes are left out, the last first.
 */
export function* quoteLayouts(quotes: readonly Quote[], frame: Frame): Generator<string> {
  const { top, bottom, messages } = frame;
  const blocks = quotes.map((quote) =>
    (['sentence', 'article'] as const).map((reach) => quoteBlock(quote, reach, messages)),
  );
  const leftOut = (kept: number) => leftOutForms(quotes.slice(kept), kept > 0, frame);
  yield* lastGivesWay({ top, blocks, bottom, fewest: 1, leftOut });
  const [first] = quotes;
  if (first)
    yield [...top, quoteBlock(first, 'nowhere', messages), ...leftOut(1).slice(-1), ...bottom].join('\n');
  for (const note of leftOut(0)) yield [...top, note, ...bottom].join('\n');
}

/**
 * That quotes are left out, with links to them as long as there is room.
 * @param more beside others that are shown
 */
function leftOutForms(quotes: readonly Quote[], more: boolean, { noun, messages }: Frame): Forms {
  if (quotes.length === 0) return [];
  const told = noun === 'quote' ? messages.quotesLeftOut : messages.passagesLeftOut;
  return REACHES.map((reach) => {
    const places = quotes.map((quote) => placeLink(quote, reach, messages));
    return `-# ${told(quotes.length, more, places.join(' · '))}`;
  });
}
