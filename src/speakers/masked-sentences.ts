// Sentences with what is quoted in them told apart from what the article itself says, and who is said to speak. Pure.
import { attributions } from './attribution.ts';
import type { Who } from './noun-phrases.ts';
import { sentences, type Sentence } from '../text/sentences.ts';

/** A sentence with what is said in it and by whom. */
export interface Heard extends Sentence {
  /** Its text with everything between quotation marks blotted out. */
  masked: string;
  /** It is nothing but quotation. */
  quoted: boolean;
  /** A quotation goes on at its end. */
  unfinished: boolean;
  /** No sentence, but a heading or a caption: what follows is about something else. */
  heading: boolean;
  /** Whoever it says is speaking, outside quotation marks. */
  who: Who[];
}

const BLOT = '_';
/** An opening mark, what is said, and the closing mark or the end of the paragraph. */
const QUOTATION = /(“|"(?=\S))([^”"\n]*?)(”|"|''|$)/gm;
const SENTENCE_END = /[.!?…:,_]["”’')\]]*$/;

/** The sentences from `start` to `end`, which are line ends of the text. */
export function hear(text: string, start: number, end: number): Heard[] {
  const part = text.slice(start, end);
  const blotted = maskQuotations(part);
  return sentences(part).map((sentence) => {
    const masked = blotted.slice(sentence.start, sentence.end);
    return {
      ...sentence,
      start: sentence.start + start,
      end: sentence.end + start,
      masked,
      quoted: masked.includes(BLOT) && !/[\p{L}\p{N}]/u.test(masked),
      unfinished: masked.endsWith(BLOT),
      heading: !SENTENCE_END.test(masked),
      who: attributions(masked),
    };
  });
}

/** The text with everything between quotation marks blotted out, but a comma before the closing mark. */
const maskQuotations = (text: string): string =>
  text.replace(QUOTATION, (_, opening: string, said: string, closing: string) => {
    const comma = closing !== '' && said.endsWith(',') ? ',' : '';
    return `${opening}${BLOT.repeat(said.length - comma.length)}${comma}${closing}`;
  });
