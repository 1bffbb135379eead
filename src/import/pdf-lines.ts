// The lines of a PDF, which knows where on a page its text stands and nothing else, as paragraphs. Pure.
import { hyphenRule } from '../corpus/hard-wraps.ts';
import { collapse } from '../text/words.ts';

/** A line of a page; lengths in points, `y` from the bottom of the page. */
export interface PdfLine {
  text: string;
  x: number;
  right: number;
  y: number;
  /** Height of its letters. */
  size: number;
  /** Number of its page, from 0. */
  page: number;
}

/** The size of a page, in points. */
export interface PdfPageSize {
  height: number;
}

/** A paragraph and the height of its letters. */
export interface PdfParagraph {
  text: string;
  size: number;
  page: number;
}

/** Heads, feet and numbers of pages stand so near the edge, as a share of the page's height. */
const MARGIN = 0.1;
/** A head or foot is on so many pages, as a share of them, and within so many points. */
const [RUNNING_SHARE, RUNNING_SHIFT] = [0.5, 4];
/** `12`, `Page 3 of 7`, `- 3 -`, `3/7`, with an address or a date before it as browsers print it. */
const MAX_PAGE_NUMBER = 500;
const PAGE_NUMBER =
  /^(?:[-–—\s]*(?:page|seite|p\.|s\.|стр\.?|страница)?\s*\d{1,4}\s*(?:(?:\/|of|von|из)\s*\d{1,4})?[-–—\s]*|https?:\/\/\S+(?:\s+\d+\s*\/\s*\d+)?)$/iu;
/** A gap between lines is one between paragraphs when it is so many times the usual one; letters of so different a height are another one. */
const [PARAGRAPH_GAP, OTHER_SIZE] = [1.35, 1.12];
/** An indent, and how much shorter the last line of a paragraph is, in heights of its letters. */
const [MIN_INDENT, MAX_INDENT, MIN_SHORTER] = [0.7, 4, 5];
const ENDS_SENTENCE = /[.!?…:]["”’»)\]]*$/u;

/** Lines without heads, feet and numbers of pages. */
export function withoutMargins(lines: readonly PdfLine[], pages: readonly PdfPageSize[]): PdfLine[] {
  const shape = ({ text }: PdfLine) => text.replace(/\d+/g, '#');
  const marginal = lines.filter((line) => {
    const { height } = pages[line.page]!;
    return line.y < MARGIN * height || line.y > (1 - MARGIN) * height;
  });
  const isRunning = (line: PdfLine) => {
    const alike = marginal.filter(
      (other) => shape(other) === shape(line) && Math.abs(other.y - line.y) <= RUNNING_SHIFT,
    );
    return new Set(alike.map(({ page }) => page)).size >= Math.max(2, RUNNING_SHARE * pages.length);
  };
  const dropped = new Set(
    marginal.filter((line) => PAGE_NUMBER.test(line.text.slice(0, MAX_PAGE_NUMBER)) || isRunning(line)),
  );
  return lines.filter((line) => !dropped.has(line));
}

/** Lines in the order of reading, joined into paragraphs; a hyphen at the end of one goes where the whole word is known. */
export function paragraphsOf(lines: readonly PdfLine[]): PdfParagraph[] {
  const hyphen = hyphenRule(lines.map(({ text }) => text).join('\n'));
  const leading = usualLeading(lines);
  const groups: PdfLine[][] = [];
  const onPages = new Map<number, PdfLine[]>();
  for (const line of lines) {
    const onPage = onPages.get(line.page);
    if (onPage) onPage.push(line);
    else onPages.set(line.page, [line]);
  }
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (before && isContinued(before, line, onPages.get(line.page)!, leading)) group!.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    text: collapse(group.map(({ text }) => text).reduce((whole, text) => joined(whole, text, hyphen))),
    size: group[0]!.size,
    page: group[0]!.page,
  }));
}

/** @param beside the lines of the page that both are on */
function isContinued(before: PdfLine, line: PdfLine, beside: readonly PdfLine[], leading: number): boolean {
  const [larger, smaller] = [Math.max(before.size, line.size), Math.min(before.size, line.size)];
  if (larger > OTHER_SIZE * smaller) return false;
  const ends = ENDS_SENTENCE.test(before.text);
  // In another column or on another page only what the sentence says tells.
  if (line.page !== before.page || line.y >= before.y) return !ends;
  if (before.y - line.y > PARAGRAPH_GAP * leading * line.size) return false;
  const inColumn = beside.filter(({ x, right }) => x < line.right && right > line.x);
  const [left, right] = [
    Math.min(...inColumn.map(({ x }) => x)),
    Math.max(...inColumn.map((each) => each.right)),
  ];
  const indentOf = ({ x }: PdfLine) => (x - left) / line.size;
  const isIndented = indentOf(line) > MIN_INDENT && indentOf(line) < MAX_INDENT;
  // What is all indented is a quotation or an address.
  if (isIndented && (ends || indentOf(before) < MIN_INDENT)) return false;
  return !(ends && right - before.right > MIN_SHORTER * line.size);
}

/** The most frequent distance between a line and the one below it, in heights of its letters. */
function usualLeading(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (!next || next.page !== line.page || next.y >= line.y) continue;
    const leading = Math.round(((line.y - next.y) / line.size) * 20) / 20;
    counts.set(leading, (counts.get(leading) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return most?.[0] ?? Infinity;
}

/** Letters before a hyphen that are looked at. */
const MAX_HYPHENATED = 40;

function joined(whole: string, text: string, hyphen: ReturnType<typeof hyphenRule>): string {
  const before = /(\p{L}+)[-\u00ad\u2010]$/u.exec(whole.slice(-MAX_HYPHENATED))?.[1];
  const after = /^\p{Ll}+/u.exec(text)?.[0];
  if (before === undefined || after === undefined) return `${whole} ${text}`;
  const rule = hyphen(before, after);
  if (rule === 'lost') return whole.slice(0, -1) + text;
  return rule === 'kept' ? whole + text : `${whole} ${text}`;
}
