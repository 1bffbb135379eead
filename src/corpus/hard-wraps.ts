// Text whose lines were broken at a width, as mail and Project Gutenberg have it: which line breaks are none of the text's own. Pure.
import { englishWords, isWordForm } from '../text/dictionary.ts';
import type { HyphenRule } from './shown-text.ts';

/** Widths, in characters, at which text is wrapped; verse and lists are narrower, and a longer line was not wrapped. */
const [MIN_WIDTH, MAX_WIDTH] = [50, 100];
/** The share of the broken lines that the width holds: what is longer is an address, or a word of its own. */
const WITHIN_WIDTH = 0.95;
/** A wrapped line ends where the next word would not fit; programs that even lines out leave so many characters more. */
const SLACK = 8;
/** So large a share of the broken lines of wrapped text is full, */
const MIN_FULL = 0.75;
/** and at most so many end a sentence or are followed by a capital: verse and lists are, line by line. */
const MAX_ENDED = 0.5;
const MAX_CAPITALS = 0.6;
/** From so few broken lines on these shares tell; fewer must break a sentence. */
const MIN_LINES = 4;

/** What begins a line of its own: an entry of a list, a quoted line of mail, a row of a table. */
const OWN_LINE = /^\s*(?:[-*+•►▪●◦■–—>|#]|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)/u;
const ENDS_SENTENCE = /[.!?…:;]["”’»)\]]*$/u;

/** Two words with "and" between have a hyphen for what they share: "two- and three-year terms". */
const SUSPENDING = new Set('and or to nor but und oder bis y o et ou och og en of и или'.split(' '));

/** A line of a text: offsets of its first and its last character but white space. */
interface Line {
  start: number;
  end: number;
}

/**
 * The offsets of the line breaks that only the width made; empty where the text is not hard-wrapped.
 * @param text line ends as `\n`
 */
export function hardWraps(text: string): Set<number> {
  const broken = brokenLines(text);
  const lengths = broken.map(([{ start, end }]) => end - start).sort((a, b) => a - b);
  const width = lengths[Math.floor(WITHIN_WIDTH * (lengths.length - 1))] ?? 0;
  if (width < MIN_WIDTH || width > MAX_WIDTH) return new Set();
  const joins = broken.filter(
    ([line, next]) => isFull(text, line, next, width) && !isOwnLine(text, line, next),
  );
  return isWrapped(text, broken, joins)
    ? new Set(joins.map(([line]) => text.indexOf('\n', line.end)))
    : new Set();
}

/** Each line that another follows in its paragraph, with that other. */
function brokenLines(text: string): [Line, Line][] {
  const pairs: [Line, Line][] = [];
  let before: Line | null = null;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const [lead, content] = [line.length - line.trimStart().length, line.trim()];
    if (content === '') {
      before = null;
      continue;
    }
    const held: Line = { start: index + lead, end: index + lead + content.length };
    if (before && text.indexOf('\n', before.end) === index - 1) pairs.push([before, held]);
    before = held;
  }
  return pairs;
}

function isFull(text: string, { start, end }: Line, next: Line, width: number): boolean {
  const word = /^\S*/.exec(text.slice(next.start, Math.min(next.end, next.start + MAX_WIDTH)))![0];
  return end - start + 1 + word.length > width - SLACK;
}

const indentOf = (text: string, { start }: Line): number => start - text.lastIndexOf('\n', start - 1) - 1;

/** A line that is indented further than the one before it begins a paragraph. */
const isOwnLine = (text: string, line: Line, next: Line): boolean =>
  OWN_LINE.test(text.slice(next.start, next.start + 8)) ||
  (indentOf(text, next) > indentOf(text, line) && !OWN_LINE.test(text.slice(line.start, line.start + 8)));

function isWrapped(text: string, broken: readonly [Line, Line][], joins: readonly [Line, Line][]): boolean {
  if (joins.length === 0 || joins.length < MIN_FULL * broken.length) return false;
  const ended = joins.filter(([{ start, end }]) =>
    ENDS_SENTENCE.test(text.slice(Math.max(start, end - 8), end)),
  );
  const capitals = joins.filter(([, { start }]) => /^["“‘«(]?\p{Lu}/u.test(text.slice(start, start + 3)));
  if (broken.length >= MIN_LINES)
    return ended.length <= MAX_ENDED * joins.length && capitals.length <= MAX_CAPITALS * joins.length;
  return joins.some((pair) => !ended.includes(pair) && /^\p{Ll}/u.test(text.slice(pair[1].start)));
}

/**
 * The rule for hyphens at the ends of lines: one is left out only where the joined word is known, to the text itself
 * or to a dictionary; what is not known may be "well-known".
 */
export function hyphenRule(text: string): HyphenRule {
  let own: ReadonlySet<string> | undefined;
  return (before, after) => {
    if (SUSPENDING.has(after)) return 'spaced';
    if (!/^\p{Ll}/u.test(after)) return 'kept';
    own ??= new Set(text.toLowerCase().match(/\p{L}+/gu));
    const word = (before + after).toLowerCase();
    return own.has(word) || isWordForm(englishWords(), word) ? 'lost' : 'kept';
  };
}
