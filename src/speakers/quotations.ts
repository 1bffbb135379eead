// All that is said in an article, by whom: direct quotation and reported speech, as spans of whole sentences. Pure.
import { paragraphsAfter, paragraphsBefore } from './paragraphs.ts';
import { isLabel, speakerIn, speechOf } from './speech.ts';
import { nameAtEnd } from './speaker-names.ts';
import { searchable } from './searchable.ts';
import { withWholeMarks } from '../text/quotation-marks.ts';
import { statements } from '../text/sentences.ts';
import { countWords, MAX_QUOTE_WORDS, touches, words } from '../text/words.ts';
import type { Quotation, Span } from '../types.ts';

/** Fewer words between quotation marks are a name or a scare quote, not what somebody said. */
const MIN_QUOTED_WORDS = 4;

/** A speaker's name alone, in lower case and without role: what tells speakers apart. */
export function speakerKey(speaker: string): string {
  const name = speaker.split(', ')[0]!;
  return words((nameAtEnd(name.split(' '))?.name || name).toLowerCase()).join(' ');
}

/** Whether somebody can be looked up by name: "the fire department" of one town is not that of another. */
export const hasName = (speaker: string | null): speaker is string =>
  speaker !== null && /\p{Lu}/u.test(speaker);

/**
 * The quotations of an article, in order; none overlap. What one person says in neighbouring sentences is one
 * quotation as long as it can be one quote.
 * @param unquotable spans of the text that are none of its story
 */
export function quotationsOf(text: string, unquotable: readonly Span[] = []): Quotation[] {
  const { plain, inText, isStory } = readable(text, unquotable);
  return quotationsIn(plain, { start: 0, end: plain.length }, isStory).map(inText);
}

/** Paragraphs before a quotation that tell who says it: "he" may be named six sentences back. */
const PARAGRAPHS_BEFORE = 8;

/**
 * The quotation that begins and ends where a span does; undefined where none does, or where the paragraphs around it do not tell:
 * `quotationsOf` reads the whole article.
 */
export function quotationAt(
  text: string,
  span: Span,
  unquotable: readonly Span[] = [],
): Quotation | undefined {
  const { plain, placeOf, inText, isStory } = readable(text, unquotable);
  const [start, end] = [placeOf(span.start), placeOf(span.end)];
  const around = {
    start: paragraphsBefore(plain, start, PARAGRAPHS_BEFORE),
    end: paragraphsAfter(plain, end, 1),
  };
  const found = quotationsIn(plain, around, isStory).map(inText);
  return found.find((each) => each.start === span.start && each.end === span.end);
}

/** A text as it is searched, and what is found in it as spans of the text itself. */
function readable(text: string, unquotable: readonly Span[]) {
  const { plain, startOf, endOf, placeOf } = searchable(text);
  const inText = <S extends Span>(span: S): S =>
    withWholeMarks(text, { ...span, start: startOf(span.start), end: endOf(span.end) });
  const isStory = (span: Span) => !touches(unquotable, inText(span));
  return { plain, placeOf, inText, isStory };
}

/** @param part paragraphs of the text */
function quotationsIn(text: string, part: Span, isStory: (span: Span) => boolean): Quotation[] {
  const speech = speechOf(text, part.start, part.end);
  const found: Quotation[] = [];
  let before: Quotation | undefined;
  for (const { joint, ...within } of statements(text.slice(part.start, part.end))) {
    const [start, end] = [within.start + part.start, within.end + part.start];
    if (!isStory({ start, end })) {
      before = undefined;
      continue;
    }
    const speaker = speakerIn(speech, { start, end });
    const direct = isDirect(text.slice(start, end));
    if (joint !== 'space') before = undefined;
    if (!before && isLabel(speech, { start, end })) continue;
    if (!direct && speaker === null) before = undefined;
    else if (before && before.speaker === speaker && fits(text, before, end)) {
      before.end = end;
      if (direct) before.kind = 'direct';
    } else {
      before = { start, end, speaker, kind: direct ? 'direct' : 'reported' };
      found.push(before);
    }
  }
  return found;
}

const fits = (text: string, { start }: Quotation, end: number): boolean =>
  countWords(text.slice(start, end)) <= MAX_QUOTE_WORDS;

const isDirect = (text: string): boolean =>
  [...text.matchAll(/["“]([^"“”]*)/g)].some(([, said]) => countWords(said!) >= MIN_QUOTED_WORDS);
