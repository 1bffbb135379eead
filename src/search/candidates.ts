// Reranked hits -> candidates: every whole sentence that may be quoted, widened by its neighbours until it stands alone.
import type { RerankedHit } from './rerank.ts';
import { CACHED_ARTICLE_CHARACTERS, cachedByText } from '../text/text-cache.ts';
import {
  datelineLength,
  isBoilerplate,
  isDependent,
  isHeading,
  leansOnOneBefore,
  opensLink,
} from '../corpus/story.ts';
import { statements, type Sentence } from '../text/sentences.ts';
import { countWords, MAX_QUOTE_CHARACTERS, MAX_QUOTE_WORDS, stemSet } from '../text/words.ts';
import type { Span } from '../types.ts';

/** A shorter sentence is a fragment: a heading, an interjection, a name. */
const MIN_WORDS = 4;
/** A neighbour is quoted with a sentence up to here: so much is read at a glance. */
const GLANCE_WORDS = 45;
/** Neighbours are looked at up to here for what they have of the question. */
const CONTEXT_WORDS = 56;

/** A span of sentences that may become a quote. */
export interface Candidate extends Span {
  /** The hit whose article it stands in. */
  foundIn: RerankedHit;
  text: string;
  /** The statement it was built around: who says it is who the quote is attributed to. */
  core: Statement;
  /** Stems of the core, its title and the statements beside it; and of the core with the statements around it. */
  context: readonly ReadonlySet<string>[];
  stems: ReadonlySet<string>;
  /** It opens with "He" or "The company", and no sentence that says who fits in. */
  dependent: boolean;
}

/** A statement of an article. */
export interface Statement extends Sentence {
  text: string;
  /** A whole sentence, neither a fragment nor too long. */
  quotable: boolean;
  /** Quotable, and no caption, byline or what else is no part of the story. */
  story: boolean;
}

/** The candidates of a hit, in their order; a statement belongs to one passage, so that no two hits share any. */
export function candidatesIn(foundIn: RerankedHit): Candidate[] {
  const { start, end } = foundIn.hit.passage;
  const parts = statementsOf(foundIn.article.text);
  return parts.flatMap((core, at) =>
    core.quotable && core.start >= start && core.start < end ? [candidate(foundIn, parts, at)] : [],
  );
}

const statementsOf = cachedByText((text: string): Statement[] => {
  const parts = statements(text).map((part) => ({ ...part, text: text.slice(part.start, part.end) }));
  let inLink = false;
  return parts.map((part, i) => {
    const quotable = isQuotable(part.text);
    const next = parts[i + 1];
    const opens = part.joint === 'paragraph';
    if (opens) inLink = opensLink(part.text);
    const heading = opens && (next?.joint ?? 'paragraph') === 'paragraph' && isHeading(part.text);
    const story = quotable && !inLink && !heading && !isBoilerplate(part.text, next?.text);
    return { ...part, quotable, story };
  });
}, CACHED_ARTICLE_CHARACTERS);

/** A whole sentence: it ends like one, and is neither a fragment nor too long. */
function isQuotable(text: string): boolean {
  if (text.length > MAX_QUOTE_CHARACTERS) return false;
  const count = countWords(text);
  return count >= MIN_WORDS && count <= MAX_QUOTE_WORDS && /[.!?…]["”’')\]]*$/.test(text);
}

function candidate(foundIn: RerankedHit, parts: readonly Statement[], at: number): Candidate {
  const whole = foundIn.article.text;
  const [first, last] = withNeighbour(whole, parts, [firstNeeded(whole, parts, at), at]);
  const start = startOf(parts[first]!);
  const { end } = parts[last]!;
  const text = whole.slice(start, end);
  const [from, to] = around(whole, parts, at);
  const beside = [at - 1, at, at + 1].filter(
    (i) => i === at || joins(parts, Math.min(i, at), Math.max(i, at)),
  );
  return {
    start,
    end,
    foundIn,
    text,
    core: parts[at]!,
    context: [foundIn.title, ...beside.map((i) => stemSet(parts[i]!.text))],
    stems: stemSet(whole.slice(parts[from]!.start, parts[to]!.end)),
    dependent: isDependent(parts[first]!.text),
  };
}

/** Where a statement begins when it is quoted: after the dateline of its paragraph. */
export const startOf = ({ start, text, joint }: Statement): number =>
  joint === 'paragraph' ? start + datelineLength(text) : start;

/** Whether the statements from one to another stand beside each other, and not across a glued joint. */
const joins = (parts: readonly Statement[], from: number, to: number): boolean =>
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

/**
 * First and last statement around one, whose words speak for it: from the nearest that stands alone, with as many of those
 * that follow as fit, and then of those before.
 */
function around(text: string, parts: readonly Statement[], at: number): [first: number, last: number] {
  if (!parts[at]!.story) return [at, at];
  const fits = (from: number, to: number) => fitWithin(text, parts, from, to, CONTEXT_WORDS);
  const standsAlone = (from: number, to: number) =>
    nearestBefore(
      from,
      (i) => fits(i, to),
      (i) => !isDependent(parts[i]!.text),
    );
  const alone = standsAlone(at, at);
  let [first, last] = [alone >= 0 ? alone : at, at];
  for (let grown = true; grown;) {
    grown = fits(first, last + 1);
    if (grown) last++;
    const before = standsAlone(first - 1, last);
    if (before >= 0) [first, grown] = [before, true];
  }
  return [first, last];
}
