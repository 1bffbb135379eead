// The sentences around a part of an article. Pure.
import type { Span } from '../types.ts';
import { sentences } from './sentences.ts';

/** The part with whole sentences before and after it in turn, up to `most` characters; the part alone where it is longer. */
export function withSurroundings(text: string, part: Span, most: number): Span {
  const all = sentences(text);
  const before = all.filter(({ end }) => end <= part.start).map(({ start }) => start);
  const after = all.filter(({ start }) => start >= part.end).map(({ end }) => end);
  const span = { ...part };
  for (let grown = true; grown;) {
    const start = before.pop() ?? span.start;
    grown = start < span.start && span.end - start <= most;
    if (grown) span.start = start;
    const end = after.shift() ?? span.end;
    if (end === span.end || end - span.start > most) continue;
    [span.end, grown] = [end, true];
  }
  return span;
}
