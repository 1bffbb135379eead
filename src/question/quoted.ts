// What a person put in quotation marks: it is taken as it stands, and nothing is read into it. Pure.
import type { Span } from '../types.ts';

const QUOTED = /"[^"]+"|“[^”]+”|„[^“”]+[“”]|«[^»]+»/g;

/** Where a question has something in quotation marks, with the marks, in order. */
export const quotedSpans = (text: string): Span[] =>
  [...text.matchAll(QUOTED)].map(({ 0: held, index }) => ({ start: index, end: index + held.length }));

/** The text with every match of a pattern replaced that does not lie within quotation marks. */
export function replaceUnquoted(
  text: string,
  pattern: RegExp,
  replace: (found: string, at: number) => string,
): string {
  const spans = quotedSpans(text);
  return text.replace(pattern, (...args: unknown[]) => {
    const [found, at] = [args[0] as string, args.find((arg) => typeof arg === 'number')!];
    return spans.some(({ start, end }) => at >= start && at < end) ? found : replace(found, at);
  });
}
