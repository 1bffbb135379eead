// What the buttons of an answer open: further quotes page by page, and the outlets side by side. Pure.
import type { Answered, Quote } from '../../types.ts';
import { PAGE_SIZE, pageButtons } from './answer-buttons.ts';
import { MAX_WHOLE, questionLines } from './question-line.ts';
import type { Scope } from '../custom-ids.ts';
import { fitting, lastGivesWay, type Forms } from './layout.ts';
import { blockQuote, MAX_NAME, shortLine } from './markdown.ts';
import { payload, type Payload } from './payload.ts';
import { datedLine } from './quote-block.ts';
import { coverageLine, quoteLayouts, quotesWithin, type Frame } from './answer.ts';
import type { Messages } from '../../messages/messages.ts';
import { answerIn } from '../../text/emphasis.ts';

/** Quotes side by side: more than these no phone shows at a glance. */
const MAX_BESIDE = 6;

/** A page of further quotes, counted from 0; null when there is no such page (any more). */
export function renderPage(
  answer: Answered,
  page: number,
  scope: Scope,
  now: Date,
  messages: Messages,
): Payload | null {
  const first = page * PAGE_SIZE;
  const quotes = answer.further.slice(first, first + PAGE_SIZE);
  if (quotes.length === 0) return null;
  const { length } = answer.further;
  const which = `-# ${messages.further(first + 1, first + quotes.length, length)}`;
  // Whole, for the next page is asked for with it.
  const content = quotesWithin(quotes, frameOf(answer, scope, which, now, messages, MAX_WHOLE));
  return payload(content, pageButtons(answer, page, scope, messages));
}

/**
 * What the outlets have on a question: the outlet with the newest quote first, and of each the newest quote first. What does
 * not fit is counted, the last first.
 */
export function renderOutlets(answer: Answered, scope: Scope, now: Date, messages: Messages): Payload {
  const beside = numbered(sideBySide([...answer.quotes, ...answer.further]));
  const frame = frameOf(answer, scope, `-# ${messages.newestFirst}`, now, messages);
  return payload(fitting(besideLayouts(beside, frame)), []);
}

/** Under the names of their outlets; as in an answer where not even the first fits so. */
function* besideLayouts(quotes: readonly Quote[], frame: Frame): Generator<string> {
  const { top, bottom, messages } = frame;
  const leftOut = (kept: number) => [`-# ${messages.quotesLeftOut(quotes.length - kept, true, '')}`];
  yield* lastGivesWay({ top, blocks: grouped(quotes, messages), bottom, fewest: 1, leftOut });
  yield* quoteLayouts(quotes, frame);
}

/** The question and which page it is, and what the archive covers. */
const frameOf = (
  answer: Answered,
  { filter }: Scope,
  which: string,
  now: Date,
  messages: Messages,
  longest?: number,
): Frame => ({
  top: [...questionLines(answer.question, messages, filter, longest), which],
  // Apart from the last origin, which is as small.
  bottom: ['', `-# ${coverageLine(answer.coverage, now, messages)}`],
  leftOut: messages.quotesLeftOut,
  isNumbered: true,
  messages,
});

/** A block a quote, the first of each outlet under its name. */
const grouped = (quotes: readonly Quote[], messages: Messages): Forms[] =>
  quotes.map((quote, i) => {
    const { outlet } = quote.article;
    const heading = outlet === quotes[i - 1]?.article.outlet ? [] : [`**${shortLine(outlet, MAX_NAME)}**`];
    const origin = datedLine(quote, 'sentence', messages, quote.citation);
    return [[...heading, blockQuote(quote.text, answerIn(quote)), origin].join('\n')];
  });

/** Numbered anew in the order they are shown in: one number an article. */
function numbered(quotes: readonly Quote[]): Quote[] {
  const ids = [...new Set(quotes.map(({ article }) => article.id))];
  return quotes.map((quote) => ({ ...quote, citation: 1 + ids.indexOf(quote.article.id) }));
}

/** The best quote of each outlet, then what else there is room for, grouped by outlet. */
function sideBySide(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>();
  const isFirst = ({ article: { outlet } }: Quote) => !seen.has(outlet) && Boolean(seen.add(outlet));
  const firsts = quotes.filter(isFirst);
  const kept = [...firsts, ...quotes.filter((quote) => !firsts.includes(quote))].slice(0, MAX_BESIDE);
  const newest = new Map<string, string>();
  for (const { article } of kept)
    if (article.published > (newest.get(article.outlet) ?? '')) newest.set(article.outlet, article.published);
  const rank = ({ article }: Quote) => newest.get(article.outlet)!;
  return kept.sort(
    (a, b) =>
      rank(b).localeCompare(rank(a)) ||
      a.article.outlet.localeCompare(b.article.outlet) ||
      b.article.published.localeCompare(a.article.published),
  );
}
