// Answer -> message payload within Discord's limits. Pure: the clock is an argument.
// A quote is shown whole or left out and said to be; links give way first (see `layouts`).
import type { Abstained, Answer, Answered, Coverage, Filter, Quote } from '../../types.ts';
import { answerButtons } from './answer-buttons.ts';
import { askedIn, MAX_WHOLE, questionLines } from './question-line.ts';
import { blockQuote, escapeLine, link, linkTarget, shorten } from './markdown.ts';
import { MESSAGE_LIMIT, payload, type Payload } from './payload.ts';
import { abstentionReason, ageNote, differingFigures } from '../../messages/answer-wording.ts';
import { indexAge } from '../../messages/index-wording.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_REASON = 300;
const MAX_TITLE = 150;
const MAX_NAME = 80;

export interface View {
  now: Date;
  messages: Messages;
  filter?: Filter;
  /** Only the asker sees it, and may share it: room is left for who did. */
  shareable?: boolean;
}

/** Characters that a shared answer needs for who shared it. */
const SHARED_ROOM = 60;

/** Where the link under a quote leads: to its sentence, to its article, or nowhere. */
type Reach = 'sentence' | 'article' | 'nowhere';

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
  return fitted(answer.quotes, { top: asked, bottom, noun: 'quote', messages, room: roomFor(shareable) });
}

function abstained(answer: Abstained, asked: string[], { now, filter, shareable, messages }: View): string {
  const only = filter?.outlets ?? [];
  const reasons = [
    abstentionReason(answer.cause, answer.coverage, messages),
    ...(only.length > 0 ? [messages.onlyHere(only.join(', '))] : []),
  ];
  const reason = escapeLine(shorten(reasons.join(' '), MAX_REASON));
  const top = [...asked, `**${messages.noAnswer}** ${reason}`];
  const bottom = [`-# ${coverageLine(answer.coverage, now, messages)}`];
  if (answer.nearest.length === 0) return [...top, ...bottom].join('\n');
  return fitted(answer.nearest, {
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
export function fitted(quotes: Quote[], frame: Frame): string {
  const limit = MESSAGE_LIMIT - (frame.room ?? 0);
  let content = '';
  for (content of layouts(quotes, frame)) if (content.length <= limit) break;
  return content;
}

/**
 * The ways to show quotes, best first. A quote weighs more than where its link leads: links fall back
 * from the sentence to the article, the last quote's first; then whole quotes are left out, the last first.
 */
function* layouts(quotes: Quote[], frame: Frame): Generator<string> {
  for (let kept = quotes.length; kept > 0; kept--) {
    const shown = quotes.slice(0, kept);
    const rest = quotes.slice(kept);
    for (const reach of rest.length ? REACHES : (['sentence'] as const)) {
      const note = leftOut(rest, reach, frame, true);
      for (let short = 0; short <= kept; short++)
        yield assemble(blocks(shown, short, frame.messages), note, frame);
    }
  }
  const [first, ...others] = quotes;
  if (first)
    yield assemble(
      [quoteBlock(first, 'nowhere', frame.messages)],
      leftOut(others, 'nowhere', frame, true),
      frame,
    );
  for (const reach of REACHES) yield assemble([], leftOut(quotes, reach, frame, false), frame);
}

const REACHES: readonly Reach[] = ['sentence', 'article', 'nowhere'];

function assemble(shown: string[], note: string[], { top, bottom }: Frame): string {
  const quoted = shown.length ? [shown.join('\n\n')] : [];
  return [...top, ...quoted, ...note, ...bottom].join('\n');
}

/** The quotes as blocks, the last `short` of them with links to the article only. */
const blocks = (quotes: Quote[], short: number, messages: Messages) =>
  quotes.map((quote, i) => quoteBlock(quote, i < quotes.length - short ? 'sentence' : 'article', messages));

function quoteBlock(quote: Quote, reach: Reach, messages: Messages): string {
  return `${blockQuote(quote.text)}\n${attribution(quote, reach, messages)}`;
}

function attribution(quote: Quote, reach: Reach, messages: Messages): string {
  const { citation, speaker, article } = quote;
  const who = speaker ? `**${name(speaker)}** · ` : '';
  const title = link(shorten(article.title, MAX_TITLE), urlOf(quote, reach));
  const place = `[${citation}] ${who}${name(article.outlet)}, ${messages.day(article.published)} · ${title}`;
  return [place, ...alsoLine(quote, reach, messages)].join('\n');
}

/** Other articles that say the same. */
function alsoLine({ also }: Quote, reach: Reach, messages: Messages): string[] {
  if (also.length === 0) return [];
  const places = also.map(({ article, link: target }) =>
    link(
      `${shorten(article.outlet, MAX_NAME)}, ${messages.day(article.published)}`,
      reach === 'nowhere' ? null : reach === 'sentence' && linkTarget(target) ? target : article.url,
    ),
  );
  return [`-# ${messages.sameIn(places.join(' · '))}`];
}

/** @param more beside others that are shown */
function leftOut(quotes: Quote[], reach: Reach, { noun, messages }: Frame, more: boolean): string[] {
  if (quotes.length === 0) return [];
  const places = quotes.map((quote) => {
    const { outlet, published } = quote.article;
    return link(`${shorten(outlet, MAX_NAME)}, ${messages.day(published)}`, urlOf(quote, reach));
  });
  const told = noun === 'quote' ? messages.quotesLeftOut : messages.passagesLeftOut;
  return [`-# ${told(quotes.length, more, places.join(' · '))}`];
}

function urlOf(quote: Quote, reach: Reach): string | null {
  if (reach === 'nowhere') return null;
  return reach === 'sentence' && linkTarget(quote.link) ? quote.link : quote.article.url;
}

const name = (text: string) => escapeLine(shorten(text, MAX_NAME));
