// Ranked candidates -> quotes: the best that do not repeat each other, cut from their articles, verified, attributed, linked.
// Nothing here writes text; every quote is a slice of an article.
import type { Ranked } from '../search/ranking.ts';
import { cachedByText } from '../text/text-cache.ts';
import { quoteLink } from '../text/text-fragment.ts';
import { speakerOf } from '../speakers/speaker.ts';
import { answersWith } from './confidence.ts';
import { isFigure } from './differing-figures.ts';
import { setOf } from '../text/patterns.ts';
import { wordSet } from '../text/words.ts';
import type { Article, ChosenFor, Quote, SameElsewhere, Source, Span } from '../types.ts';

/** Quotes in one answer. */
export const MAX_QUOTES = 3;
/** Quotes that are offered beyond those. */
const MAX_FURTHER = 6;
/** A further quote whose score, a logit, is lower than the best by more than this is no answer any more. */
const FURTHER_WITHIN = 2;
/** Two quotes that share more of their words than this say the same. */
const SAME_SHARE = 0.7;
/** So few words between two texts, one of them a negation, and the one denies what the other says. */
const FEW_WORDS = 6;
const NEGATIONS = setOf(
  `not no never nor none nobody nothing neither without isn aren wasn weren doesn don didn won
  wouldn couldn cannot hasn haven hadn denied denies`,
);
/** Other outlets that are cited with a quote. */
const MAX_ALSO = 3;
/** Of texts whose words are cached: of some 1000. */
const CACHED_QUOTE_CHARACTERS = 300_000;
/** From this probability on a quote is taken to answer. */
const ANSWERS = 0.13;
/** From this certainty on the words that answer are shown. */
const SURE_OF_WORDS = 0.3;
/** How much worse, in logits, the quote of another outlet may be. */
const NEARLY = 0.7;

/** A candidate that is picked, and those of other articles that say the same. */
interface Picked {
  candidate: Ranked;
  same: Ranked[];
}

/**
 * The best candidates that do not repeat each other, as verified quotes with citation numbers: up to `MAX_QUOTES`, and
 * then those that are still near the best. What other articles say in the same words is cited with them. After the
 * first, another outlet comes before one that is quoted already, if it is nearly as good.
 * @param chosen come first, as they are, where it is settled which are to be shown
 */
export function pickQuotes(ordered: readonly Ranked[], chosen: readonly Ranked[] = []): Quote[] {
  const picked: Picked[] = chosen.map((candidate) => ({
    candidate,
    same: ordered.filter((other) => !chosen.includes(other) && saysTheSame(candidate, other)),
  }));
  const shown = chosen.length || MAX_QUOTES;
  const taken = new Set(picked.flatMap(({ candidate, same }) => [candidate, ...same]));
  const near = (ordered[0]?.score ?? 0) - FURTHER_WITHIN;
  for (let rest = ordered.filter((each) => !taken.has(each)); rest.length > 0;) {
    if (picked.length >= shown + MAX_FURTHER || (picked.length >= shown && rest[0]!.score < near)) break;
    const candidate = picked.length < shown ? next(rest, picked) : rest[0]!;
    const same = rest.filter((other) => other !== candidate && saysTheSame(candidate, other));
    picked.push({ candidate, same });
    rest = rest.filter((other) => other !== candidate && !same.includes(other));
  }
  const numbers = new Map<string, number>();
  return picked.map((each) => {
    const { id } = each.candidate.foundIn.article;
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return cite(each, numbers.get(id)!);
  });
}

/** The best of an outlet that is not quoted yet, if it is nearly as good as the best. */
function next([best, ...others]: readonly Ranked[], picked: readonly Picked[]): Ranked {
  const quoted = picked.map(({ candidate }) => candidate.foundIn.article.outlet);
  const isNew = ({ foundIn }: Ranked) => !quoted.includes(foundIn.article.outlet);
  if (picked.length === 0 || isNew(best!)) return best!;
  return others.find((other) => best!.score - other.score < NEARLY && isNew(other)) ?? best!;
}

function cite({ candidate, same }: Picked, citation: number): Quote {
  const { text, core, score, features, foundIn } = candidate;
  const { article } = foundIn;
  const shares = { context: features.context, article: foundIn.features.article };
  const answers = answersWith(candidate);
  const quote = quoteOf(article, candidate, citation, { kind: 'question', score, ...shares, answers });
  // Whoever says the sentence it was built around, if nobody else speaks in it.
  const speaker = speakerOf(article.text, core) && quote.speaker;
  return verified(article, {
    ...quote,
    text,
    answer: answerIn(candidate),
    speaker,
    also: elsewhere(candidate, same),
  });
}

/** The words that answer, where the reader is sure of them; they stand in the sentence that the quote was built around. */
function answerIn(candidate: Ranked): Span | null {
  const { core, reading, start, end } = candidate;
  const words = reading?.answer;
  if (!words || words.certainty < SURE_OF_WORDS || (answersWith(candidate) ?? 0) < ANSWERS) return null;
  const span = { start: core.start + words.start, end: core.start + words.end };
  // A dateline is no part of the quote.
  return span.start >= start && span.end <= end ? span : null;
}

/** Other outlets that hold the statement, each once: one that says it again bears out nothing. */
function elsewhere(candidate: Ranked, same: readonly Ranked[]): SameElsewhere[] {
  const seen = new Set([candidate.foundIn.article.outlet]);
  const told = same.filter((other) => isTold(candidate, other));
  return told.flatMap(({ foundIn: { article }, start, end }) => {
    if (seen.has(article.outlet) || seen.size > MAX_ALSO) return [];
    seen.add(article.outlet);
    return [{ article: sourceOf(article), link: quoteLink(article.url, article.text, { start, end }) }];
  });
}

/**
 * The promise: what is quoted stands in the article, and the words that answer in the quote.
 * @throws Error when they do not, which is a bug: such a quote is never shown
 */
export function verified(article: Article, quote: Quote): Quote {
  const { start, end, text, answer } = quote;
  if (article.text.slice(start, end) !== text)
    throw new Error(`The quote at ${start}-${end} does not stand in ${article.file}`);
  if (answer && !(start <= answer.start && answer.start < answer.end && answer.end <= end))
    throw new Error(
      `The answer at ${answer.start}-${answer.end} does not stand in the quote at ${start}-${end} of ${article.file}`,
    );
  return quote;
}

/** Whole sentences of an article as a quote. */
export function quoteOf(article: Article, { start, end }: Span, citation: number, chosen?: ChosenFor): Quote {
  return {
    citation,
    text: article.text.slice(start, end),
    start,
    end,
    answer: null,
    speaker: speakerOf(article.text, { start, end }),
    link: quoteLink(article.url, article.text, { start, end }),
    article: sourceOf(article),
    also: [],
    ...(chosen && { chosenFor: chosen }),
  };
}

/** Whether one need not be quoted beside the other: they overlap, or one holds most of the other's words. */
export function saysTheSame(a: Ranked, b: Ranked): boolean {
  if (a.foundIn.article.id === b.foundIn.article.id && a.start < b.end && b.start < a.end) return true;
  return areAlike(wordsOf(a.text), wordsOf(b.text), Math.min);
}

/** Whether the statement that one was built around stands in both, so that both may be cited for it. */
const isTold = (a: Ranked, b: Ranked): boolean =>
  areAlike(wordsOf(a.core.text), wordsOf(b.core.text), Math.max);

/** Whether they share most words of the shorter (`Math.min`) or of the longer (`Math.max`), and do not contradict each other. */
function areAlike(first: Words, second: Words, sizeOf: typeof Math.min): boolean {
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / sizeOf(first.size, second.size) > SAME_SHARE && !contradict(first, second);
}

/** The same sentence with another figure, or with a "not": that is a difference to be seen, not one story told twice. */
function contradict(first: Words, second: Words): boolean {
  const [own, others] = [without(first, second), without(second, first)];
  if (own.some(isFigure) && others.some(isFigure)) return true;
  return own.length + others.length <= FEW_WORDS && [...own, ...others].some((word) => NEGATIONS.has(word));
}

const without = (set: Words, other: Words): string[] => [...set].filter((word) => !other.has(word));

type Words = ReadonlySet<string>;

/** Each text is compared with many: its words are read once. */
const wordsOf = cachedByText((text): Words => wordSet(text), CACHED_QUOTE_CHARACTERS);

/** What tells an article without its text. */
export const sourceOf = ({ text: _, ...source }: Article): Source => source;
