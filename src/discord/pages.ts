// What the buttons of an answer open: further quotes page by page, and the outlets side by side. Pure.
import type { Answered, Quote } from '../types.ts';
import { PAGE_SIZE, pageButtons } from './answer-buttons.ts';
import { questionLines } from './asked.ts';
import type { Scope } from './custom-ids.ts';
import { payload, type Payload } from './payload.ts';
import { coverageLine, fitted } from './render.ts';

/** Quotes side by side: more than these no phone shows at a glance. */
const MAX_BESIDE = 6;

/** A page of further quotes, counted from 0; null when there is no such page (any more). */
export function renderPage(answer: Answered, page: number, scope: Scope, now: Date): Payload | null {
  const first = page * PAGE_SIZE;
  const quotes = answer.further.slice(first, first + PAGE_SIZE);
  if (quotes.length === 0) return null;
  const { length } = answer.further;
  const which = `-# Further quotes, less close: ${first + 1} to ${first + quotes.length} of ${length}`;
  const content = fitted(quotes, {
    top: [...questionLines(answer.question, scope.filter), which],
    bottom: [`-# ${coverageLine(answer.coverage, now)}`],
    noun: 'quote',
  });
  return { ...payload(content), components: pageButtons(answer, page, scope) };
}

/** What the outlets have on a question: the newest outlet first, and of each the newest quote first. */
export function renderOutlets(
  { question, quotes, further, coverage }: Answered,
  scope: Scope,
  now: Date,
): Payload {
  const beside = sideBySide([...quotes, ...further]);
  const content = fitted(beside, {
    top: [...questionLines(question, scope.filter), '-# Outlets side by side, the newest first'],
    bottom: [`-# ${coverageLine(coverage, now)}`],
    noun: 'quote',
  });
  return { ...payload(content), components: [] };
}

/** The best quote of each outlet, then what else there is room for, grouped by outlet. */
export function sideBySide(quotes: readonly Quote[]): Quote[] {
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
