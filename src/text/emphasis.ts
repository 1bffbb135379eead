// Which part of a text can be laid in bold so that nothing else of it changes. Pure.
import type { Quote, Span } from '../types.ts';

/** Line ends of every kind: bold does not run over them. */
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Characters as a reader sees them: none is torn. */
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The words of a quote that answer, as offsets into its own text; null where there are none that can be shown in bold. */
export function answerIn({ answer, start, text }: Pick<Quote, 'answer' | 'start' | 'text'>): Span | null {
  return answer && emphasised(text, { start: answer.start - start, end: answer.end - start });
}

/**
 * A part of a text without the white space at its ends; null when nothing is left, when it runs over a line end or
 * tears a character.
 */
export function emphasised(text: string, { start, end }: Span): Span | null {
  const part = text.slice(start, end);
  const trimmed = {
    start: start + part.length - part.trimStart().length,
    end: start + part.trimEnd().length,
  };
  if (trimmed.start >= trimmed.end || LINE_END.test(text.slice(trimmed.start, trimmed.end))) return null;
  const characters = CHARACTERS.segment(text);
  const isWhole = (at: number) => at === text.length || characters.containing(at)?.index === at;
  return isWhole(trimmed.start) && isWhole(trimmed.end) ? trimmed : null;
}
