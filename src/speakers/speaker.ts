// Who said a quote. Only the paragraphs around it are analysed, and the latest analysis serves the next quote as well.
import { paragraphsAfter, paragraphsBefore } from './paragraphs.ts';
import { deniedIn, speakerIn, speechOf, type Speech } from './speech.ts';
import { ordinaryText, type OrdinaryText } from '../text/ordinary.ts';
import { curly } from '../text/quotation-marks.ts';
import type { Span } from '../types.ts';

/** Paragraphs analysed before a quote: whoever "he" and "the paper" stand for is named within them. */
const PARAGRAPHS_BEFORE = 4;
/** Paragraphs analysed behind a quote: the next quote is often there. */
const PARAGRAPHS_AFTER = 3;
/** The analysis of the latest part of a text: the candidates of a question come from few passages. */
let latest: (Speech & Span) | undefined;
/** The latest text in ordinary characters: names and verbs are found in it. */
let read: { of: string; as: OrdinaryText } | undefined;

/**
 * The speaker of a quote, with full name and role where the article gives them, or null: also when its sentences are
 * said by different people.
 * @param text the article's text
 * @param quote whole sentences of it
 */
export const speakerOf = (text: string, quote: Span): string | null => inOrdinary(text, quote, speakerIn);

/**
 * Of whom a quote says that they did not say what it holds, or only might have, or in a forgery; null where it says so of nobody.
 * @param quote whole sentences of the article's text
 */
export const deniedSpeakerOf = (text: string, quote: Span): string | null =>
  inOrdinary(text, quote, deniedIn);

type Found = (speech: Speech, span: Span) => string | null;

function inOrdinary(text: string, quote: Span, find: Found): string | null {
  if (read?.of !== text) read = { of: text, as: withCurlyMarks(ordinaryText(text)) };
  const { text: plain, placeOf } = read.as;
  return foundAround(plain, { start: placeOf(quote.start), end: placeOf(quote.end) }, find);
}

const withCurlyMarks = (read: OrdinaryText): OrdinaryText => ({ ...read, text: curly(read.text) });

function foundAround(text: string, quote: Span, find: Found): string | null {
  const start = paragraphsBefore(text, quote.start, PARAGRAPHS_BEFORE);
  const end = paragraphsAfter(text, quote.end, 0);
  if (latest?.text !== text || latest.start > start || latest.end < end) {
    const further = paragraphsAfter(text, quote.end, PARAGRAPHS_AFTER);
    latest = { ...speechOf(text, start, further), start, end: further };
  }
  return find(latest, quote);
}
