// Hits -> quotes: which whole sentences answer the question best, cut from the article and verified.
// Nothing here writes text; every quote is a slice of an article.
import { quoteLink } from './link.ts';
import type { Question } from './question.ts';
import { speakerOf } from './speaker.ts';
import { countWords, MAX_QUOTE_WORDS, statements, stem, words, type Sentence } from './text.ts';
import type { Article, Hit, Quote, Source, Span } from './types.ts';

/** Quotes in one answer. */
const MAX_QUOTES = 3;
/** A best sentence is widened by its neighbours up to so many words. */
const WIDEN_TO_WORDS = 60;
/** Two quotes that share more of their words than this say the same. */
const SAME_SHARE = 0.7;
/** A shorter sentence is a fragment: a caption, a heading, an interjection. */
const MIN_WORDS = 4;

/** What each piece of evidence is worth when quotes are ordered. */
const WEIGHTS = { coverage: 1, context: 0.5, passage: 0.8, answerType: 0.15, length: 0.1 };

/** A span of sentences that may become a quote, with what speaks for it. */
export interface Candidate extends Span {
  article: Article;
  hit: Hit;
  /** Share of the question's weight that its own words cover, 0..1. */
  coverage: number;
  /** The same with its title and the sentence before it. */
  context: number;
  score: number;
  text: string;
}

/** How much each stem of the question tells: rare words more (inverse document frequency). */
export type Weights = ReadonlyMap<string, number>;

/**
 * All quotable spans of the hits' passages, the best first.
 * @param articles the hits' articles by id
 */
export function candidates(
  question: Question,
  weights: Weights,
  hits: readonly Hit[],
  articles: ReadonlyMap<string, Article>,
): Candidate[] {
  const found = hits.flatMap((hit) => {
    const article = articles.get(hit.passage.articleId);
    return article ? ofPassage(question, weights, hit, article) : [];
  });
  return found.sort((a, b) => b.score - a.score);
}

function ofPassage(question: Question, weights: Weights, hit: Hit, article: Article): Candidate[] {
  const { start, end } = hit.passage;
  const slice = article.text.slice(start, end);
  const parts = statements(slice).map((part) => ({
    ...part,
    start: part.start + start,
    end: part.end + start,
  }));
  const title = stemsOf(article.title);
  const asked = answerPattern(question.text);
  return parts.flatMap((part, i) => {
    const own = article.text.slice(part.start, part.end);
    if (!isQuotable(own)) return [];
    const stems = stemsOf(own);
    const before = i > 0 ? stemsOf(article.text.slice(parts[i - 1]!.start, parts[i - 1]!.end)) : [];
    const coverage = covered(weights, new Set(stems));
    const context = covered(weights, new Set([...stems, ...title, ...before]));
    const score =
      WEIGHTS.coverage * coverage +
      WEIGHTS.context * context +
      WEIGHTS.passage * hit.score +
      WEIGHTS.answerType * (asked.test(own) ? 1 : 0) +
      WEIGHTS.length * Math.min(1, stems.length / 30);
    const span = widen(article.text, parts, i);
    return [
      { ...span, text: article.text.slice(span.start, span.end), article, hit, coverage, context, score },
    ];
  });
}

const stemsOf = (text: string): string[] => words(text).map(stem);

/** Share of the question's weight that the stems hold. */
export function covered(weights: Weights, stems: ReadonlySet<string>): number {
  let [held, all] = [0, 0];
  for (const [wanted, weight] of weights) {
    all += weight;
    if (stems.has(wanted)) held += weight;
  }
  return all === 0 ? 0 : held / all;
}

/** A whole sentence: it ends like one, and is neither a fragment nor too long. */
function isQuotable(text: string): boolean {
  const count = countWords(text);
  return count >= MIN_WORDS && count <= MAX_QUOTE_WORDS && /[.!?…]["”’')\]]*$/.test(text);
}

const NUMBER =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|million|billion|half|twice|third)\b/i;
const NAME = /[\p{Ll},] (?:\p{Lu}\p{Ll}+)|^\p{Lu}\p{Ll}+ \p{Lu}/u;
const TIME =
  /\b(?:\d{4}|\d{1,2}(?::\d\d)? ?[ap]\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept?|oct|nov|dec|today|tomorrow|yesterday|week|month|year)\b/i;
const REASON =
  /\b(?:because|due to|after|since|so that|in order to|owing to|as a result|over|caused|blamed?)\b/i;
const ANYTHING = /(?:)/;

/** What the kind of answer that a question asks for looks like in a sentence. */
function answerPattern(question: string): RegExp {
  if (
    /\bhow (?:many|much|long|old|far|big|large|often)\b|\bwhat (?:percentage|share|number|amount)\b/i.test(
      question,
    )
  )
    return NUMBER;
  if (/\bwhen\b|\bwhat (?:day|date|year|time|month)\b/i.test(question)) return TIME;
  if (/\bwhy\b/i.test(question)) return REASON;
  if (
    /\b(?:who|whom|whose|where)\b|\b(?:which|what) (?:country|city|state|company|person|team|town|actor|singer)\b/i.test(
      question,
    )
  )
    return NAME;
  return ANYTHING;
}

/** The span of a sentence with as many neighbours as fit, never across a glued joint or a heading. */
function widen(text: string, parts: readonly Sentence[], at: number): Span {
  let [first, last] = [at, at];
  const fits = (from: number, to: number) =>
    countWords(text.slice(parts[from]!.start, parts[to]!.end)) <= WIDEN_TO_WORDS;
  const joins = (i: number) =>
    parts[i] !== undefined &&
    parts[i].joint !== 'glued' &&
    isQuotable(text.slice(parts[i].start, parts[i].end));
  for (;;) {
    const next = joins(last + 1) && fits(first, last + 1);
    if (next) last++;
    const before =
      first > 0 && parts[first]!.joint !== 'glued' && joins2(text, parts, first - 1) && fits(first - 1, last);
    if (before) first--;
    if (!next && !before) return { start: parts[first]!.start, end: parts[last]!.end };
  }
}

const joins2 = (text: string, parts: readonly Sentence[], i: number): boolean =>
  isQuotable(text.slice(parts[i]!.start, parts[i]!.end));

/** The best candidates that do not repeat each other, as verified quotes with citation numbers. */
export function pickQuotes(ordered: readonly Candidate[]): Quote[] {
  const picked: Candidate[] = [];
  for (const candidate of ordered) {
    if (picked.length === MAX_QUOTES) break;
    if (!picked.some((other) => saysTheSame(other, candidate))) picked.push(candidate);
  }
  return cite(picked);
}

/** Quotes of the candidates, numbered by article in their order. */
function cite(picked: readonly Candidate[]): Quote[] {
  const numbers = new Map<string, number>();
  return picked.map((candidate) => {
    const { article, start, end } = candidate;
    const citation = numbers.get(article.id) ?? numbers.size + 1;
    numbers.set(article.id, citation);
    return verified(article, {
      citation,
      text: candidate.text,
      start,
      end,
      speaker: speakerOf(article.text, { start, end }),
      link: quoteLink(article.url, article.text, { start, end }),
      article: sourceOf(article),
      why: explain(candidate),
    });
  });
}

/** The promise: what is quoted stands in the article. A quote that does not is a bug, and is never shown. */
export function verified(article: Article, quote: Quote): Quote {
  if (article.text.slice(quote.start, quote.end) === quote.text) return quote;
  throw new Error(`The quote at ${quote.start}-${quote.end} does not stand in ${article.file}`);
}

function explain({ coverage, context, hit }: Candidate): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return `holds ${percent(coverage)} of the question's weight, ${percent(context)} with title and context; passage score ${hit.score.toFixed(2)}`;
}

function saysTheSame(a: Candidate, b: Candidate): boolean {
  if (a.article.id === b.article.id && a.start < b.end && b.start < a.end) return true;
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
