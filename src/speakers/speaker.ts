// Who said a quote. The analysis of an article serves the next quote of it as well.
import { paragraphsAfter, paragraphsBefore, partAround } from './paragraphs.ts';
import { searchable } from './searchable.ts';
import { deniedIn, speakerIn, speechOf, type Speech } from './speech.ts';
import { cachedByText } from '../text/text-cache.ts';
import { MAX_QUOTE_CHARACTERS } from '../text/words.ts';
import type { Span } from '../types.ts';

/** A longer text is analysed in blocks of so many characters, each with what stands beside it: */
const BLOCK_CHARACTERS = 20_000;
/** paragraphs before it, for whoever "he" and "the paper" stand for is named within them, */
const PARAGRAPHS_BEFORE = 4;
/** and paragraphs behind it, for a quotation may go on there. */
const PARAGRAPHS_AFTER = 3;

/** What was found out of the texts that were analysed last, by the block. */
const analysed = cachedByText(() => new Map<number, Speech>(), 500_000);

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
  const part = partAround(text, quote);
  const { plain, placeOf } = searchable(text.slice(part.start, part.end));
  const [start, end] = [placeOf(quote.start - part.start), placeOf(quote.end - part.start)];
  return foundAround(plain, { start, end }, find);
}

function foundAround(text: string, quote: Span, find: Found): string | null {
  const block = text.length <= 2 * BLOCK_CHARACTERS ? 0 : Math.floor(quote.start / BLOCK_CHARACTERS);
  const known = analysed(text);
  const speech = known.get(block) ?? speechOf(text, ...aroundBlock(text, block));
  known.set(block, speech);
  return find(speech, quote);
}

function aroundBlock(text: string, block: number): [start: number, end: number] {
  if (text.length <= 2 * BLOCK_CHARACTERS) return [0, text.length];
  const start = block * BLOCK_CHARACTERS;
  const end = start + BLOCK_CHARACTERS + MAX_QUOTE_CHARACTERS;
  return [
    paragraphsBefore(text, start, PARAGRAPHS_BEFORE),
    paragraphsAfter(text, Math.min(end, text.length), PARAGRAPHS_AFTER),
  ];
}
