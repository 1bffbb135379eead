// Answer -> message payload within Discord's limits. Pure: the clock is an argument.
// A quote is shown whole or left out and said to be; links give way first (see `quoteLayouts`). Where there is no answer, what
// came near it stands behind a button.
import type { Abstained, Answer, Answered, Coverage, Filter, Quote } from '../../types.ts';
import { answerButtons, nearestButtons } from './answer-buttons.ts';
import { askedIn, MAX_WHOLE, questionLines } from './question-line.ts';
import { escapeLine, shortLine } from './markdown.ts';
import { understoodLine } from './understood-line.ts';
import { holds } from './greeting.ts';
import { fitting, lastGivesWay, type Forms } from './layout.ts';
import { MESSAGE_LIMIT, payload, type Payload } from './payload.ts';
import { placeLink, quoteBlock, REACHES, type Reach } from './quote-block.ts';
import { abstentionReason, differingFigures, timeNotes } from '../../messages/answer-wording.ts';
import { archiveText, indexAge } from '../../messages/index-wording.ts';
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

/** What surrounds the quotes of a message. */
export interface Frame {
  top: string[];
  bottom: string[];
  /** How those are told that are left out. */
  leftOut: Messages['quotesLeftOut'];
  messages: Messages;
  /** Each quote has its number before its origin. */
  isNumbered: boolean;
  /** Characters that stay free. */
  room?: number;
}

/** The message that shows an answer, with the question on top, which the buttons and follow-ups read back from it. */
export function renderAnswer(answer: Answer, view: View): Payload {
  const { filter = {}, shareable = false, messages } = view;
  const content = contentOf(answer, view);
  const isWhole = askedIn(content) === answer.question;
  const components = answerButtons(answer, { today: answer.asOf, filter }, isWhole, shareable, messages);
  return payload(content, components);
}

/** With a long question whole on top where nothing of the answer gives way for it, else with its beginning. */
function contentOf(answer: Answer, view: View): string {
  const asked = (longest?: number) => questionLines(answer.question, view.messages, view.filter, longest);
  const [cut, whole] = [asked(), asked(MAX_WHOLE)];
  const content = contentUnder(cut, answer, view);
  if (cut[0] === whole[0] || askedIn(whole[0]!) !== answer.question) return content;
  const longer = contentUnder(whole, answer, view);
  const isAsMuch = longer.slice(whole.join('\n').length) === content.slice(cut.join('\n').length);
  return isAsMuch && longer.length <= MESSAGE_LIMIT - SHARED_ROOM ? longer : content;
}

/** The same answer for all, as somebody shared it. */
export const sharedContent = (content: string, userId: string, messages: Messages): string =>
  `${content}\n-# ${messages.sharedBy(`<@${userId}>`)}`;

function contentUnder(question: string[], answer: Answer, view: View): string {
  const { messages } = view;
  const room = view.shareable ? SHARED_ROOM : 0;
  if (answer.kind === 'abstained') return fitting(abstentionLayouts(question, answer, view), room);
  return quotesWithin(answer.quotes, {
    top: [...question, ...understoodLine(answer, messages)],
    bottom: notesOn(answer, messages),
    leftOut: messages.quotesLeftOut,
    isNumbered: answer.quotes.length > 1 || answer.differing.length > 0,
    messages,
    room,
  });
}

/** Why there is no answer; how words were read gives way for it, where they are long. */
function abstentionLayouts(question: string[], answer: Abstained, view: View): string[] {
  const { messages } = view;
  const { readAs, didYouMean } = answer;
  const told = [`**${messages.noAnswer}** ${reasonOf(answer, view)}`, ...held(answer, messages)];
  const read = understoodLine({ readAs, didYouMean: [] }, messages);
  // Above the buttons that ask so.
  const meant = understoodLine({ readAs: [], didYouMean }, messages);
  return [
    [...question, ...read, ...told, ...meant],
    [...question, ...told, ...meant],
    [...question, ...told],
  ].map((lines) => lines.join('\n'));
}

/** What the archive has; where it is empty, that is the reason already. */
const held = ({ cause, coverage }: Abstained, messages: Messages): string[] =>
  cause.kind === 'empty archive' ? [] : [holds(coverage, messages)];

/** The passages that came nearest to a question without an answer, as what they are. */
export function renderNearest(answer: Abstained, view: View): Payload {
  const { now, messages, filter } = view;
  const content = quotesWithin(answer.nearest, {
    top: [...questionLines(answer.question, messages, filter), `**${messages.nearestPassages}**`],
    bottom: ['', `-# ${coverageLine(answer.coverage, now, messages)}`],
    leftOut: messages.passagesLeftOut,
    isNumbered: true,
    messages,
  });
  return payload(content, nearestButtons(answer.nearest, messages));
}

function notesOn(answer: Answered, messages: Messages): string[] {
  // Their numbers stand a few lines above.
  const figures = differingFigures(answer, messages, true);
  const times = timeNotes(answer, messages).map((note) => `-# ${note}`);
  const notes = [...(figures === null ? [] : [escapeLine(figures)]), ...times];
  return notes.length > 0 ? ['', ...notes] : [];
}

function reasonOf({ cause, coverage }: Abstained, { filter, messages }: View): string {
  const reason = abstentionReason(cause, coverage, messages);
  const only = filter?.outlets ?? [];
  return shortLine(only.length > 0 ? `${reason} ${messages.onlyHere(only.join(', '))}` : reason, MAX_REASON);
}

/** "Archive: 24 articles, 9 February 2025 to 6 October 2025 · index 2 hours old" */
export const coverageLine = (coverage: Coverage, now: Date, messages: Messages): string =>
  `${archiveText(coverage, messages)} · ${indexAge(coverage.indexedAt, now, messages)}`;

/** Quotes in their frame, within Discord's limit. */
export const quotesWithin = (quotes: readonly Quote[], frame: Frame): string =>
  fitting(quoteLayouts(quotes, frame), frame.room);

/**
 * The ways to show quotes, best first. A quote weighs more than where its link leads: links fall back
 * from the sentence to the article, the last quote's first; then whole quotes are left out, the last first.
 */
export function* quoteLayouts(quotes: readonly Quote[], frame: Frame): Generator<string> {
  const { top, bottom, messages } = frame;
  const { isNumbered } = frame;
  const block = (quote: Quote, reach: Reach) => quoteBlock(quote, reach, isNumbered, messages);
  const blocks = quotes.map((quote) =>
    (['sentence', 'article'] as const).map((reach) => block(quote, reach)),
  );
  const leftOut = (kept: number) => leftOutForms(quotes.slice(kept), kept > 0, frame);
  yield* lastGivesWay({ top, blocks, bottom, fewest: 1, leftOut });
  const [first] = quotes;
  if (first) yield [...top, block(first, 'nowhere'), ...leftOut(1).slice(-1), ...bottom].join('\n');
  for (const note of leftOut(0)) yield [...top, note, ...bottom].join('\n');
}

/**
 * That quotes are left out, with links to them as long as there is room.
 * @param more beside others that are shown
 */
function leftOutForms(quotes: readonly Quote[], more: boolean, { leftOut, messages }: Frame): Forms {
  if (quotes.length === 0) return [];
  return REACHES.map((reach) => {
    const places = quotes.map((quote) => placeLink(quote, reach, messages));
    return `-# ${leftOut(quotes.length, more, places.join(' · '))}`;
  });
}
