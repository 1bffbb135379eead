// Reranked hits -> candidates: every whole sentence that may be quoted, widened by its neighbours until it stands alone.
import type { RerankedHit } from './rerank.ts';
import { CACHED_ARTICLE_CHARACTERS, cachedByText } from '../text/text-cache.ts';
import { datelineLength, isBoilerplate, isDependent, isHeading, opensLink } from '../corpus/story.ts';
import { statements, type Sentence } from '../text/sentences.ts';
import { countWords, MAX_QUOTE_CHARACTERS, MAX_QUOTE_WORDS, stemSet } from '../text/words.ts';
import type { Span } from '../types.ts';

/** A shorter sentence is a fragment: a heading, an interjection, a name. */
const MIN_WORDS = 4;
/** Neighbours are taken in up to here: enough to stand alone, short enough to be read at a glance. */
const WIDENED_WORDS = 56;

/** A span of sentences that may become a quote. */
export interface Candidate extends Span {
  /** The hit whose article it stands in. */
  foundIn: RerankedHit;
  text: string;
  /** The statement it was built around: who says it is who the quote is attributed to. */
  core: Statement;
  /** Stems of the core, its title and the statements beside it; and of the whole span. */
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
  const [first, last] = widen(foundIn.article.text, parts, at);
  const start = startOf(parts[first]!);
  const { end } = parts[last]!;
  const text = foundIn.article.text.slice(start, end);
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
    stems: stemSet(text),
    dependent: isDependent(parts[first]!.text),
  };
}

/** Where a statement begins when it is quoted: after the dateline of its paragraph. */
export const startOf = ({ start, text, joint }: Statement): number =>
  joint === 'paragraph' ? start + datelineLength(text) : start;

/** Whether the statements from one to another stand beside each other, and not across a glued joint. */
const joins = (parts: readonly Statement[], from: number, to: number): boolean =>
  from >= 0 && to < parts.length && parts.slice(from + 1, to + 1).every(({ joint }) => joint !== 'glued');

/**
 * First and last statement of the span around one: from the nearest that stands alone, with as many of those that
 * follow as fit, and then of those before. Never across a glued joint, a heading or a caption.
 */
function widen(text: string, parts: readonly Statement[], at: number): [first: number, last: number] {
  if (!parts[at]!.story) return [at, at];
  const fits = (from: number, to: number) =>
    joins(parts, from, to) &&
    parts.slice(from, to + 1).every(({ story }) => story) &&
    countWords(text.slice(parts[from]!.start, parts[to]!.end)) <= WIDENED_WORDS;
  const standsAlone = (from: number, to: number): number => {
    for (let i = from; i >= 0 && fits(i, to); i--) if (!isDependent(parts[i]!.text)) return i;
    return -1;
  };
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
