// The sentences of a text with their quotations masked, so that only the article's own words are searched for attributions. Pure.
import { attributions } from './attribution.ts';
import { introduction, labelledLines, signature, signatureBelow } from './layout.ts';
import type { SpeakerReference } from './noun-phrases.ts';
import { parenthesisIn } from './other-languages.ts';
import { sentences, type Sentence } from '../text/sentences.ts';
import { firstAfter } from '../text/words.ts';

/** A sentence, with its quotations masked and its attributions. */
export interface MaskedSentence extends Sentence {
  /** Its text with every character between quotation marks replaced by `_`, so that offsets stay. */
  masked: string;
  /** It is nothing but quotation. */
  quoted: boolean;
  /** A quotation is still open at its end. */
  unfinished: boolean;
  /** It is nothing but the name before or below a quotation: "— Ines Calder, harbour chair". */
  isLabel: boolean;
  /** A heading or a caption rather than a sentence: what follows is about something else. */
  heading: boolean;
  /** Those to whom it attributes speech; read when they are asked for, which most are not. */
  readonly references: readonly SpeakerReference[];
}

const MASK = '_';
/** An opening mark, what is said, and the closing mark or the end of the paragraph. */
const QUOTATION = /(“|"(?=\S))([^”"\n]*?)(”|"|''|$)/gm;
const SENTENCE_END = /[.!?…:,_]["”’')\]]*$/;

/** The sentences from `start` to `end`, which are line ends of the text. */
export function maskedSentences(text: string, start: number, end: number): MaskedSentence[] {
  const part = text.slice(start, end);
  const maskedText = maskQuotations(part);
  const labelled = labelledLines(text, start, end);
  let before: MaskedSentence | undefined;
  return sentences(part).map((sentence) => {
    const masked = maskedText.slice(sentence.start, sentence.end);
    const inText = { start: sentence.start + start, end: sentence.end + start };
    const line = labelled[firstAfter(labelled, inText.start + 1) - 1];
    const label = line && inText.end <= line.end ? line : undefined;
    const below = before?.quoted && !before.unfinished && sentence.joint === 'paragraph';
    const byLayout = signature(masked) ?? introduction(masked) ?? (below ? signatureBelow(masked) : null);
    const given = label?.reference ?? byLayout;
    let references: readonly SpeakerReference[] | undefined;
    before = {
      ...sentence,
      ...inText,
      masked,
      quoted: masked.includes(MASK) && !/[\p{L}\p{N}]/u.test(masked),
      unfinished: masked.endsWith(MASK),
      isLabel: byLayout !== null,
      heading: !SENTENCE_END.test(masked) && !byLayout,
      get references() {
        return (references ??= given ? [given] : attributions(masked));
      },
    };
    return before;
  });
}

/** The text with everything between quotation marks masked, but a comma before the closing mark. */
const maskQuotations = (text: string): string =>
  text.replace(QUOTATION, (whole: string, opening: string, quoted: string, closing: string, at: number) => {
    if (isNickname(text, at, quoted, at + whole.length)) return whole;
    const said = parenthesisIn(quoted);
    if (said) {
      // «…, — сказал NAME. — …»: the marks close before it and open behind it.
      const rest = quoted.length - said.end;
      return `${opening}${MASK.repeat(said.start)}”${quoted.slice(said.start + 1, said.end - 1)}“${MASK.repeat(rest)}${closing}`;
    }
    const comma = closing !== '' && quoted.endsWith(',') ? ',' : '';
    return `${opening}${MASK.repeat(quoted.length - comma.length)}${comma}${closing}`;
  });

/** "Augustus “Gus” June": a word of the name, and nothing that is said. */
const isNickname = (text: string, start: number, quoted: string, end: number): boolean =>
  /^\p{Lu}[\p{L}.’'-]{1,20}$/u.test(quoted) &&
  /\p{Lu}[\p{L}.’'-]* $/u.test(text.slice(Math.max(0, start - 30), start)) &&
  /^ \p{Lu}/u.test(text.slice(end, end + 2));
