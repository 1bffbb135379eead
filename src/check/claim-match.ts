// A claim beside an article: where its words stand one by one, or nearly so, and what differs. Pure. The only user of diff.
import { diffArrays } from 'diff';
import { ELLIPSIS, wordsOf, type Claim, type Word } from './claim.ts';
import { statements } from '../text/sentences.ts';
import { firstAfter } from '../text/words.ts';
import type { Piece } from './check-types.ts';
import type { Article, Span } from '../types.ts';

/** Words that an ellipsis may leave out, at most. */
const MAX_LEFT_OUT = 120;
/** Characters that an ellipsis takes with the marks and spaces behind it. */
const MAX_ELLIPSIS = 200;
const ELLIPSIS_BEHIND = new RegExp(`^\\s*(?:${ELLIPSIS.source})`, 'u');
const ELLIPSIS_BEFORE = new RegExp(`(?:${ELLIPSIS.source})["“‘'\\s]*$`, 'u');

/** Numbers of a word of an article and of the same word in the claim. */
type Pair = readonly [number, number];

/** Whole sentences of an article as they are compared. */
export interface Comparable {
  article: Article;
  words: Word[];
  statements: Span[];
}

/** Where the words of a claim stand in an article. */
export interface Match {
  read: Comparable;
  /** In order. */
  pairs: Pair[];
  /** Whole sentences. */
  quote: Span;
  difference: Piece[];
  /** 0..1: twice the common words to the words of both, as Dice has it; what an ellipsis leaves out does not count. */
  similarity: number;
}

/** @param span whole sentences */
export function comparable(
  article: Article,
  span: Span = { start: 0, end: article.text.length },
): Comparable {
  const inside = statements(article.text.slice(span.start, span.end));
  const held = inside.map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
  return { article, words: wordsOf(article.text, span), statements: held };
}

/** Where all words of the claim stand in their order, with nothing between them but where the claim has an ellipsis. */
export function literalMatches(claim: Claim, read: Comparable): Match[] {
  const found: Match[] = [];
  for (let at = 0; at < read.words.length; at++) {
    const pairs = literalFrom(claim, read.words, at);
    if (!pairs) continue;
    found.push(matchOf(claim, read, pairs));
    at = pairs.at(-1)![0];
  }
  return found;
}

function literalFrom(claim: Claim, held: readonly Word[], at: number): Pair[] | null {
  const pairs: Pair[] = [];
  let next = at;
  for (const [i, word] of claim.words.entries()) {
    const reach = i > 0 && claim.ellipses.has(i) ? MAX_LEFT_OUT : 0;
    const last = Math.min(next + reach, held.length - 1);
    while (next < last && !partStands(claim, i, held, next)) next++;
    if (held[next]?.folded !== word.folded) return null;
    pairs.push([next, i]);
    next++;
  }
  return pairs;
}

/** Whether the claim's words from one to its next ellipsis stand here. */
function partStands(claim: Claim, from: number, held: readonly Word[], at: number): boolean {
  for (let i = from; i < claim.words.length && (i === from || !claim.ellipses.has(i)); i++)
    if (held[at + i - from]?.folded !== claim.words[i]!.folded) return false;
  return true;
}

/** The best alignment of a claim with some whole sentences of an article, or null when they share nothing. */
export function closestMatch(claim: Claim, read: Comparable, window: Span): Match | null {
  const first = firstAfter(read.words, window.start);
  const last = firstAfter(read.words, window.end) - 1;
  const found = common(claim, read, first, last);
  if (found.length === 0) return null;
  if (found.length === claim.words.length) return matchOf(claim, read, compacted(read, found));
  // Whatever matched a stray word outside may match its like inside.
  const inside = regionOf(claim, read, tightest(claim, found));
  return matchOf(claim, read, tightest(claim, common(claim, read, inside.first, inside.last)));
}

/** The same words of the claim, each matched as near to the next as it can be. */
function compacted({ words }: Comparable, pairs: readonly Pair[]): Pair[] {
  const moved = [...pairs];
  for (let n = moved.length - 2; n >= 0; n--) {
    const [i, j] = moved[n]!;
    let to = moved[n + 1]![0] - 1;
    while (words[to]!.folded !== words[i]!.folded) to--;
    moved[n] = [to, j];
  }
  return moved;
}

/** The longest run of words that the claim has in common with those of the article from one to another (Myers' algorithm). */
function common(claim: Claim, { words }: Comparable, first: number, last: number): Pair[] {
  const folded = (word: Word) => word.folded;
  const pairs: Pair[] = [];
  let [i, j] = [first, 0];
  for (const part of diffArrays(words.slice(first, last + 1).map(folded), claim.words.map(folded))) {
    const { added, removed, value } = part;
    if (!added && !removed) pairs.push(...value.map((_, n): Pair => [i + n, j + n]));
    if (!added) i += value.length;
    if (!removed) j += value.length;
  }
  return pairs;
}

/** Pairs without those at either end that stand apart from the rest: a stray "the" is no likeness. */
function tightest(claim: Claim, pairs: readonly Pair[]): Pair[] {
  let best = [...pairs];
  for (let from = 1; from < pairs.length; from++) {
    const shorter = pairs.slice(from);
    if (dice(claim, shorter) > dice(claim, best)) best = shorter;
  }
  const all = best;
  for (let to = all.length - 1; to > 0; to--) {
    const shorter = all.slice(0, to);
    if (dice(claim, shorter) > dice(claim, best)) best = shorter;
  }
  return best;
}

/**
 * As `Match.similarity`.
 * @param edges words of the article that stand against what the claim has before and after its common words: as many, at most
 */
function dice(claim: Claim, pairs: readonly Pair[], edges = unmatchedEnds(claim, pairs)): number {
  const span = pairs.at(-1)![0] - pairs[0]![0] + 1 - leftOut(claim, pairs);
  return (2 * pairs.length) / (claim.words.length + span + edges);
}

const unmatchedEnds = (claim: Claim, pairs: readonly Pair[]): number =>
  pairs[0]![1] + claim.words.length - 1 - pairs.at(-1)![1];

/** Words of the article that stand where the claim has an ellipsis. */
function leftOut({ ellipses }: Claim, pairs: readonly Pair[]): number {
  let words = 0;
  for (const [n, [i, j]] of pairs.entries()) {
    const [before, previous] = pairs[n - 1] ?? [i - 1, j - 1];
    if (ellipses.has(j) && previous === j - 1) words += i - before - 1;
  }
  return words;
}

function matchOf(claim: Claim, read: Comparable, pairs: Pair[]): Match {
  const region = regionOf(claim, read, pairs);
  const difference = piecesOf(claim, read, pairs, region);
  return { read, pairs, quote: region.quote, difference, similarity: dice(claim, pairs, region.edges) };
}

/** The sentences that hold the words from one to another. */
function wholeSentences({ statements: all, words }: Comparable, first: number, last: number): Span {
  const holding = (at: number) => all[firstAfter(all, at + 1) - 1]!;
  return { start: holding(words[first]!.start).start, end: holding(words[last]!.start).end };
}

/**
 * The article's words that the claim stands against. Words that the claim has before its first common word, or after
 * its last, stand against as many words of the article, within the sentence: "11 hectares" against "3 hectares".
 * An ellipsis at either end stands for the rest of the sentence, or for one that the article has there.
 */
function regionOf(claim: Claim, read: Comparable, pairs: readonly Pair[]) {
  const [head, tail] = [pairs[0]!, pairs.at(-1)!];
  const quote = wholeSentences(read, head[0], tail[0]);
  const room = {
    before: head[0] - firstAfter(read.words, quote.start),
    after: firstAfter(read.words, quote.end) - 1 - tail[0],
  };
  const unmatched = { before: head[1], after: claim.words.length - 1 - tail[1] };
  const against = {
    before: Math.min(room.before, unmatched.before),
    after: Math.min(room.after, unmatched.after),
  };
  const opens = claim.ellipses.has(0) && !endsIn(ELLIPSIS_BEFORE, read, head[0] - 1);
  const closes = claim.ellipses.has(claim.words.length) && !endsIn(ELLIPSIS_BEHIND, read, tail[0]);
  const first = head[0] - (opens ? room.before : against.before);
  const last = tail[0] + (closes ? room.after : against.after);
  return { quote, first, last, edges: against.before + against.after };
}

/** The quote in pieces, which together are the whole of it, with the claim's other words where they would stand. */
function piecesOf(
  claim: Claim,
  { article, words }: Comparable,
  pairs: readonly Pair[],
  { quote, first, last }: ReturnType<typeof regionOf>,
): Piece[] {
  const pieces: Piece[] = [];
  const opens = firstAfter(words, quote.start);
  const closes = firstAfter(words, quote.end) - 1;
  const held = (kind: Piece['kind'], from: number, to: number) => {
    const start = from === opens ? quote.start : words[from]?.start;
    const end = to > closes ? quote.end : words[to]!.start;
    if (from < to) pieces.push({ kind, text: article.text.slice(start, end).trim() });
  };
  const typed = (from: number, to: number) => {
    const text = claim.text.slice(claim.words[from]?.start, claim.words[to - 1]?.end);
    if (from < to) pieces.push({ kind: 'added', text });
  };
  held('around', opens, first);
  let [i, j] = [first, 0];
  for (const run of runsOf(claim, words, pairs)) {
    held('missing', i, run.i);
    typed(j, run.j);
    held('same', run.i, run.i + run.length);
    [i, j] = [run.i + run.length, run.j + run.length];
  }
  held('missing', i, last + 1);
  typed(j, claim.words.length);
  held('around', last + 1, closes + 1);
  return pieces;
}

/** Runs of words that are the same to the letter. */
function runsOf(claim: Claim, words: readonly Word[], pairs: readonly Pair[]) {
  const runs: { i: number; j: number; length: number }[] = [];
  for (const [i, j] of pairs) {
    if (!isSame(words[i]!, claim.words[j]!, j === 0)) continue;
    const run = runs.at(-1);
    if (run && run.i + run.length === i && run.j + run.length === j) run.length++;
    else runs.push({ i, j, length: 1 });
  }
  return runs;
}

/** A quotation that begins within a sentence may begin with a capital, or the other way round. */
const isSame = (held: Word, typed: Word, opens: boolean): boolean =>
  held.key === typed.key ||
  (opens && held.folded === typed.folded && held.key.slice(1) === typed.key.slice(1));

/** Whether the claim's words stand in the article to the letter, with nothing left out. */
export function isExact(claim: Claim, { difference, read, pairs }: Match): boolean {
  if (difference.some(({ kind }) => kind === 'missing' || kind === 'added')) return false;
  return [...claim.ellipses].every((j) => {
    const [before, after] = [pairs[j - 1]?.[0], pairs[j]?.[0]];
    if (before === undefined) return endsIn(ELLIPSIS_BEFORE, read, after! - 1);
    if (after === undefined) return endsIn(ELLIPSIS_BEHIND, read, before);
    return ELLIPSIS.test(read.article.text.slice(read.words[before]!.end, read.words[after]!.start));
  });
}

/** Whether an ellipsis of the article itself stands between a word and the next. */
const endsIn = (ellipsis: RegExp, { article, words }: Comparable, at: number): boolean => {
  const between = article.text.slice(words[at]?.end ?? 0, words[at + 1]?.start);
  return ellipsis.test(ellipsis === ELLIPSIS_BEFORE ? between.slice(-MAX_ELLIPSIS) : between);
};
