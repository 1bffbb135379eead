// A question that may lean on an earlier one: what joins it, corrects it or cuts it short, and what a reading of it is. Pure.
import { withoutEnd } from './earlier-question.ts';
import type { Tongue } from './phrase-patterns.ts';

/** What was taken over from the earlier question, in words for the person. */
export interface Carried {
  what: 'person' | 'topic' | 'question';
  text: string;
}

/** One way to read the later question. */
export interface Reading {
  question: string;
  carried: Carried[];
  /**
   * Stems that the answer has to hold, or the reading is not what was meant; a `*` ends those of languages whose words
   * have other endings. Empty when every answer will do.
   */
  holding: string[];
  /** It asks for what the answer to the same question held back. */
  more?: true;
}

/** A question as it follows another. */
export interface Later {
  typed: string;
  /** Without what joins it to the earlier one, and what ends it. */
  text: string;
  /** It was joined by "and". */
  joined: boolean;
  /** "What about …?", "Any reaction from …?" */
  asks: boolean;
  /** It corrects the earlier one: "no, I meant …" */
  corrects: boolean;
  tongue: Tongue;
  asOf: string;
}

export function readLater(typed: string, tongue: Tongue, asOf: string): Later {
  const text = withoutEnd(typed);
  const unjoined = text.replace(tongue.joining, '');
  const uncorrected = unjoined.replace(tongue.correcting, '');
  const [joined, corrects] = [unjoined !== text, uncorrected !== unjoined];
  const rest = uncorrected === '' ? text : uncorrected;
  return { typed, text: rest, joined, corrects, asks: tongue.asking.test(rest), tongue, asOf };
}

/** "And the police?", "What about Gull Holm?": no clause, but the name of something that the earlier one is asked of. */
export const isFragment = ({ text, joined, corrects, asks, tongue }: Later): boolean =>
  asks || ((joined || corrects) && !tongue.clause.test(text));

/** "Who won?", too: no more than a question word and a verb. */
export const isClipped = (later: Later): boolean =>
  later.tongue.clipped.test(later.text) || isFragment(later);

export const withCarried = (question: string, topic: string, { on }: Tongue): string =>
  topic ? `${question} (${on} ${topic})?` : `${question}?`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
