// Text as lines for a terminal: wrapped to its width, and unable to steer it. Pure. The only user of string-width.
import stringWidth from 'string-width';
import type { Span } from '../types.ts';

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

/** Lines are neither cut to pieces nor too long to read. */
export const lineWidth = (columns: number): number => Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH);

/** Characters as a reader sees them: none is torn. */
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Scripts that are written without spaces between words: their lines end anywhere. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Stays on the line of what is before it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\u30fc]/u;

/**
 * Words on lines of at most `width` columns; a longer word gets a line of its own, or several where its script writes
 * words without spaces.
 */
export function wrap(text: string, width: number, indent = ''): string {
  const room = width - stringWidth(indent);
  const lines: string[] = [];
  let [line, columns] = ['', 0];
  const add = (part: string, space: string) => {
    const wide = stringWidth(part);
    if (line && columns + space.length + wide > room) {
      lines.push(line);
      [line, columns] = [part, wide];
    } else [line, columns] = line ? [line + space + part, columns + space.length + wide] : [part, wide];
  };
  for (const word of text.split(/\s+/).filter(Boolean))
    pieces(word).forEach((piece, i) => add(piece, i === 0 ? ' ' : ''));
  return [...lines, line].map((each) => indent + each).join('\n');
}

/** The parts of a word between which a line may end. */
function pieces(word: string): string[] {
  if (!WITHOUT_SPACES.test(word)) return [word];
  const parts: string[] = [];
  for (const { segment } of CHARACTERS.segment(word)) {
    const before = parts.at(-1);
    const isJoined =
      before !== undefined &&
      (CLOSING.test(segment) || !(WITHOUT_SPACES.test(segment) || WITHOUT_SPACES.test(before)));
    if (isJoined) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts;
}

/**
 * Wrapped text with a part of it in a style, line by line, so that wrapping is the same with and without it.
 * @param wrapped what `wrap` made of `text` with `indent`
 */
export function styled(
  { text, wrapped, indent }: { text: string; wrapped: string; indent: string },
  { start, end }: Span,
  style: (words: string) => string,
): string {
  // White space is what wrapping changes: every other character keeps its number.
  const numberAt = (at: number) => text.slice(0, at).replace(/\s+/g, '').length;
  const [from, to] = [numberAt(start), numberAt(end)];
  let number = 0;
  return wrapped
    .split('\n')
    .map((line) => {
      const inside: number[] = [];
      for (let at = indent.length; at < line.length; at++) {
        if (/\s/.test(line[at]!)) continue;
        if (number >= from && number < to) inside.push(at);
        number++;
      }
      const [first, last] = [inside[0], inside.at(-1)];
      if (first === undefined || last === undefined) return line;
      return line.slice(0, first) + style(line.slice(first, last + 1)) + line.slice(last + 1);
    })
    .join('\n');
}

/** Each line wrapped where it is longer than a terminal of so many columns; as it is where there is no terminal. */
export function fitted(text: string, columns: number | undefined): string {
  if (!columns) return text;
  const fit = (line: string) =>
    stringWidth(line) <= columns ? line : wrap(line, lineWidth(columns), /^ */.exec(line)![0]);
  return text.split('\n').map(fit).join('\n');
}

/** Names in one column, what they mean in the next, wrapped to `width`; `style` is laid on the names. */
export function inColumns(
  rows: readonly (readonly [name: string, meaning: string])[],
  width: number,
  style: (words: string) => string,
): string {
  const left = Math.max(...rows.map(([name]) => stringWidth(name))) + 2;
  return rows
    .map(([name, meaning]) => {
      const lines = wrap(meaning, width, ' '.repeat(left));
      return style(name) + lines.slice(stringWidth(name));
    })
    .join('\n');
}

/** Without control and direction characters: no article can move the cursor or colour the screen. */
export const printable = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
