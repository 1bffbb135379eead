// A statement -> the span that is quoted for it: with the neighbour it needs to stand alone, and never with a heading.
import { openingLength, isDependent, leansOnOneBefore } from '../corpus/story.ts';
import type { Statement } from './statements.ts';
import { countWords, MAX_QUOTE_WORDS } from '../text/words.ts';
import type { Span } from '../types.ts';

/** A neighbour is quoted with a sentence up to here: so much is read at a glance. */
const GLANCE_WORDS = 50;

/** A span with what a quote of it needs to know. */
export interface QuoteSpan extends Span {
  text: string;
  /** It opens with "He" or "The company", and no sentence that says who fits in. */
  dependent: boolean;
}

/**
 * The span to quote for one of an article's statements.
 * @param whole the article's text
 */
export function quoteSpan(whole: string, parts: readonly Statement[], at: number): QuoteSpan {
  const [first, last] = withNeighbour(whole, parts, [firstNeeded(whole, parts, at), at]);
  const start = startOf(parts[first]!);
  const { end } = parts[last]!;
  return { start, end, text: whole.slice(start, end), dependent: isDependent(parts[first]!.text) };
}

/** Where a statement begins when it is quoted: after the bullet and the dateline of its paragraph. */
export const startOf = ({ start, text, joint }: Statement): number =>
  joint === 'paragraph' ? start + openingLength(text) : start;

/** Whether the statements from one to another stand beside each other, and not across a glued joint. */
export const joins = (parts: readonly Statement[], from: number, to: number): boolean =>
  from >= 0 && to < parts.length && parts.slice(from + 1, to + 1).every(({ joint }) => joint !== 'glued');

/** Whether the statements from one to another, all of the story, make one span of so many words at most. */
const fitWithin = (
  text: string,
  parts: readonly Statement[],
  from: number,
  to: number,
  most: number,
): boolean =>
  joins(parts, from, to) &&
  parts.slice(from, to + 1).every(({ story }) => story) &&
  countWords(text.slice(parts[from]!.start, parts[to]!.end)) <= most;

/** The nearest statement before `to`, or at `from`, that `isAlone`, as long as the span from it fits; -1 where none does. */
function nearestBefore(
  from: number,
  fits: (first: number) => boolean,
  isAlone: (index: number) => boolean,
): number {
  for (let i = from; i >= 0 && fits(i); i--) if (isAlone(i)) return i;
  return -1;
}

/**
 * The first statement of the quote around one: itself where it stands alone; where it says "he", the nearest before it that says
 * who, if there is room. Never across a glued joint, a heading or a caption.
 */
function firstNeeded(text: string, parts: readonly Statement[], at: number): number {
  const core = parts[at]!;
  if (!core.story) return at;
  const fits = (from: number) => fitWithin(text, parts, from, at, MAX_QUOTE_WORDS);
  if (!leansOnOneBefore(core.text)) return at;
  const isAlone = (i: number) => !leansOnOneBefore(parts[i]!.text);
  const first = nearestBefore(at - 1, fits, isAlone);
  if (first >= 0) return first;
  // Who opens it is worth more than who speaks it.
  const opened = nearestBefore(at, fits, (i) => !isDependent(parts[i]!.text));
  return opened >= 0 ? opened : at;
}

/**
 * The span of a quote with one more statement of its story, where both are short enough to be read at a glance: the one
 * before it in its paragraph, or else the one after it, or the one before.
 */
function withNeighbour(
  text: string,
  parts: readonly Statement[],
  [first, last]: readonly [first: number, last: number],
): readonly [first: number, last: number] {
  const fits = (from: number, to: number) => fitWithin(text, parts, from, to, GLANCE_WORDS);
  const before = fits(first - 1, last) && !leansOnOneBefore(parts[first - 1]!.text);
  if (before && parts[first]!.joint === 'space') return [first - 1, last];
  if (fits(first, last + 1)) return [first, last + 1];
  return before ? [first - 1, last] : [first, last];
}
