// Text as lines for a terminal: wrapped to its width, and unable to steer it. Pure.
import type { Span } from '../types.ts';

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

/** Lines are neither cut to pieces nor too long to read. */
export const lineWidth = (columns: number): number => Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH);

/** Words on lines of at most `width` characters; a longer word gets a line of its own. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((each) => indent + each).join('\n');
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
    line.length <= columns ? line : wrap(line, lineWidth(columns), /^ */.exec(line)![0]);
  return text.split('\n').map(fit).join('\n');
}

/** Without control and direction characters: no article can move the cursor or colour the screen. */
export const printable = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
