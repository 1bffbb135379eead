// Paragraphs of a text around a place. Pure.
import type { Span } from '../types.ts';

/** Where so many paragraphs before a place begin, with that of the place itself. */
export function paragraphsBefore(text: string, from: number, count: number): number {
  let at = text.lastIndexOf('\n', from - 1) + 1;
  for (let left = count; left > 0 && at > 0;) {
    const before = at < 2 ? 0 : text.lastIndexOf('\n', at - 2) + 1;
    if (text.slice(before, at).trim() !== '') left--;
    at = before;
  }
  return at;
}

/** Where so many paragraphs behind a place end. */
export function paragraphsAfter(text: string, from: number, count: number): number {
  let at = lineEnd(text, from);
  for (let left = count; left > 0 && at < text.length;) {
    const after = lineEnd(text, at + 1);
    if (text.slice(at, after).trim() !== '') left--;
    at = after;
  }
  return at;
}

/** Of a longer text than two such parts only the part of a place and those beside it are read: to read a book takes a second. */
const PART_CHARACTERS = 100_000;

/** From where to where a text is read for what stands at a span of it. */
export function partAround(text: string, { start, end }: Span): Span {
  if (text.length <= 2 * PART_CHARACTERS) return { start: 0, end: text.length };
  const part = PART_CHARACTERS * Math.floor(start / PART_CHARACTERS);
  const from = part - PART_CHARACTERS;
  return {
    // No name is cut in two.
    start: from <= 0 ? 0 : Math.min(part, lineEnd(text, from), sentenceEnd(text, from)),
    end: lineEnd(text, Math.max(part + 2 * PART_CHARACTERS, end + PART_CHARACTERS)),
  };
}

function sentenceEnd(text: string, from: number): number {
  const end = text.indexOf('. ', from);
  return end < 0 ? text.length : end + 1;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
