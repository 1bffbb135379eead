// All that is said in an article, by whom: direct quotation and reported speech, as spans of whole sentences. Pure.
import { isLabel, speakerIn, speechOf } from './speech.ts';
import { nameAtEnd } from './speaker-names.ts';
import { ordinaryText } from '../text/ordinary.ts';
import { curly } from '../text/quotation-marks.ts';
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

/**
 * The quotations of an article, in order; none overlap. What one person says in neighbouring sentences is one
 * quotation as long as it can be one quote.
 * @param unquotable spans of the text that are none of its story
 */
export function quotationsOf(text: string, unquotable: readonly Span[] = []): Quotation[] {
  const { text: read, startOf, endOf } = ordinaryText(text);
  const inText = <S extends Span>(span: S): S => ({
    ...span,
    start: startOf(span.start),
    end: endOf(span.end),
  });
  return quotationsIn(curly(read), (span) => !touches(unquotable, inText(span))).map(inText);
}

function quotationsIn(text: string, isStory: (span: Span) => boolean): Quotation[] {
  const speech = speechOf(text, 0, text.length);
  const found: Quotation[] = [];
  let before: Quotation | undefined;
  for (const statement of statements(text)) {
    if (!isStory(statement)) {
      before = undefined;
      continue;
    }
    const { start, end, joint } = statement;
    const speaker = speakerIn(speech, statement);
    const direct = isDirect(text.slice(start, end));
    if (joint !== 'space') before = undefined;
    if (!before && isLabel(speech, statement)) continue;
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
