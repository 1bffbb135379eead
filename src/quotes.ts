// Rankeds -> quotes: the best that do not repeat each other, cut from their articles, verified, attributed, linked.
// Nothing here writes text; every quote is a slice of an article.
import type { Ranked } from './ranking.ts';
import { quoteLink } from './text-fragment.ts';
import { speakerOf } from './speaker.ts';
import { words } from './text.ts';
import type { Article, Quote, Source, Span } from './types.ts';

/** Quotes in one answer. */
const MAX_QUOTES = 3;
/** Two quotes that share more of their words than this say the same. */
const SAME_SHARE = 0.7;

/** The best candidates that do not repeat each other, as verified quotes with citation numbers. */
export function pickQuotes(ordered: readonly Ranked[]): Quote[] {
  const picked: Ranked[] = [];
  for (const candidate of ordered) {
    if (picked.length === MAX_QUOTES) break;
    if (!picked.some((other) => saysTheSame(other, candidate))) picked.push(candidate);
  }
  const numbers = new Map<string, number>();
  return picked.map((candidate) => {
    const { id } = candidate.read.article;
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return cite(candidate, numbers.get(id)!);
  });
}

function cite(candidate: Ranked, citation: number): Quote {
  const { text, start, end, core, read } = candidate;
  const { article } = read;
  return verified(article, {
    citation,
    text,
    start,
    end,
    // Whoever says the sentence it was built around, if nobody else speaks in it.
    speaker: speakerOf(article.text, core) && speakerOf(article.text, { start, end }),
    link: quoteLink(article.url, article.text, { start, end }),
    article: sourceOf(article),
    why: explain(candidate),
  });
}

/**
 * The promise: what is quoted stands in the article.
 * @throws Error when it does not, which is a bug: such a quote is never shown
 */
export function verified(article: Article, quote: Quote): Quote {
  if (article.text.slice(quote.start, quote.end) === quote.text) return quote;
  throw new Error(`The quote at ${quote.start}-${quote.end} does not stand in ${article.file}`);
}

/** Whole sentences of an article as a verified quote. */
export function quoteOf(article: Article, { start, end }: Span, citation: number, why: string): Quote {
  return verified(article, {
    citation,
    text: article.text.slice(start, end),
    start,
    end,
    speaker: speakerOf(article.text, { start, end }),
    link: quoteLink(article.url, article.text, { start, end }),
    article: sourceOf(article),
    why,
  });
}

function explain({ score, features, read }: Ranked): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return `score ${score.toFixed(1)}: with title and neighbours it holds ${percent(features.context)} of the question's weight, its article ${percent(read.features.article)}`;
}

function saysTheSame(a: Ranked, b: Ranked): boolean {
  if (a.read.article.id === b.read.article.id && a.start < b.end && b.start < a.end) return true;
  const [first, second] = [new Set(words(a.text)), new Set(words(b.text))];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.min(first.size, second.size) > SAME_SHARE;
}

const sourceOf = ({ id, file, title, url, outlet, byline, published }: Article): Source => ({
  id,
  file,
  title,
  url,
  outlet,
  byline,
  published,
});
