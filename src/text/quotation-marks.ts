// The quotation marks of other languages and other typesetting as the curly ones of English, which alone the patterns for
// quotations look for. Each takes the place of the mark that it stands for, so that offsets stay. Pure.

import type { Span } from '../types.ts';

/** What may stand before a mark that opens. */
const BEFORE_OPENING = /[\s([—–/-]/;
/** What may stand behind a mark that closes. */
const BEHIND_CLOSING = /[\s,.;:!?)\]—–-]/;
/** What opens a word whose beginning is left out: ’tis, ’90s. */
const ELISION = /^(?:\d0s|em|tis|twas|til|cause|cos|n)(?![\p{L}\p{N}])/iu;

/** Where nothing of this stands, all quotations stand between “ and ” or straight marks: apostrophes part no text from another. */
const UNUSUAL = /[‘`«»‹›„「」『』]|''|(?:^|[\s([—–/-])['”](?=[^\s])/m;

/** Marks that only open, with those that close them. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“”'],
  ['「', '」'],
  ['『', '』'],
  ['‹', '›'],
]);

/** A span that begins or ends within a mark of two characters, with all of it: ``…''. */
export function withWholeMarks<S extends Span>(text: string, span: S): S {
  const { start, end } = span;
  const opensEarlier = text[start] === '`' && text[start - 1] === '`';
  const closesLater = text[end - 1] === "'" && text[end] === "'";
  return opensEarlier || closesLater
    ? { ...span, start: start - Number(opensEarlier), end: end + Number(closesLater) }
    : span;
}

/** The text with every quotation between “ and ”; quotations within quotations keep their marks. */
export function curly(text: string): string {
  return UNUSUAL.test(text) ? text.replace(/[^\n]+/g, curlyLine) : text;
}

function curlyLine(line: string): string {
  if (!UNUSUAL.test(line)) return line;
  const marks = line.replace(/``/g, ' “').replace(/(?<!['‘’])''(?!')/g, '” ');
  const made = [...splitUnits(marks)];
  const last = lastClosing(made);
  // The marks that close what is open, null where nothing is.
  let closing: string | null = null;
  for (let i = 0; i < made.length; i++) {
    const mark = made[i]!;
    if (closing !== null) {
      if (!closing.includes(mark)) continue;
      if (isSingle(mark) && !closesSingle(made, i)) continue;
      made[i] = '”';
      closing = null;
      continue;
    }
    const closes = closedBy(made, i, last);
    if (closes === null) continue;
    closing = closes;
    made[i] = '“';
  }
  return made.join('');
}

const splitUnits = (text: string): string[] => text.split('');

const isSingle = (mark: string): boolean => mark === '’' || mark === "'";

/** Where the last marks of a line stand that close a quotation; -1 where none does. Looked up once, and not for every mark that opens. */
interface LastClosing {
  single: number;
  guillemet: number;
}

const lastClosing = (units: readonly string[]): LastClosing => ({
  single: units.findLastIndex((mark, i) => i > 0 && isSingle(mark) && closesSingle(units, i)),
  guillemet: units.lastIndexOf('«'),
});

/** Which marks close a quotation that a mark opens; null where it opens none. */
function closedBy(units: readonly string[], at: number, last: LastClosing): string | null {
  const mark = units[at]!;
  const pair = PAIRS.get(mark);
  if (pair !== undefined) return pair;
  const [before, behind] = [units[at - 1], units[at + 1]];
  const isAtStart = before === undefined || BEFORE_OPENING.test(before);
  switch (mark) {
    case '«':
      return '»';
    case '»':
      return isAtStart && behind !== undefined && !/\s/.test(behind) && last.guillemet > at ? '«' : null;
    // As in Swedish and Finnish, where one mark does both.
    case '”':
      return isAtStart && behind !== undefined && /[\p{L}\p{N}]/u.test(behind) ? '”' : null;
    case '‘':
    case "'":
      return isAtStart && opensSingle(units, at, last.single) ? "’'" : null;
    default:
      return null;
  }
}

/** A single mark opens where it is no apostrophe and one that closes follows, or, at the start of a paragraph, where none does. */
function opensSingle(units: readonly string[], at: number, lastClosing: number): boolean {
  const behind = units[at + 1];
  if (behind === undefined || !/[\p{L}\p{N}“"…—-]/u.test(behind)) return false;
  if (ELISION.test(units.slice(at + 1, at + 8).join(''))) return false;
  return lastClosing >= at + 2 || (units[at] === '‘' && at === 0);
}

/** Behind a mark of punctuation, or a word that is no plural in the genitive: “the boats’ crews”. */
function closesSingle(units: readonly string[], at: number): boolean {
  const [before, behind] = [units[at - 1]!, units[at + 1]];
  if (behind !== undefined && !BEHIND_CLOSING.test(behind)) return false;
  if (/[.,!?…;:”"—]/.test(before)) return true;
  if (!/[\p{L}\p{N})]/u.test(before)) return false;
  return before !== 's' || behind === undefined || !/\s/.test(behind);
}
