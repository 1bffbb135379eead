// A question that may depend on an earlier one: what joins it, corrects it or cuts it short, and what a rewrite of it is. Pure.
import { withoutQuestionMark } from './earlier-question.ts';
import type { Phrases } from './phrases.ts';

/** What was taken over from the earlier question, in words for the person. */
export interface Carried {
  what: 'person' | 'topic' | 'question';
  text: string;
}

/** The later question rewritten so that it can stand alone. */
export interface Rewrite {
  question: string;
  carried: Carried[];
  /**
   * Stems without which an answer shows that the rewrite is not what was meant; a trailing `*` stands for any ending, in
   * languages that the stemmer does not know. Empty when every answer will do.
   */
  requiredStems: string[];
  /** It asks for what the answer to the same question held back. */
  more?: true;
}

/** A rewrite for which every answer will do. */
export const rewritten = (question: string, ...carried: Carried[]): Rewrite => ({
  question,
  carried,
  requiredStems: [],
});

/** A question as it follows another. */
export interface LaterQuestion {
  typed: string;
  /** Without what joins it to the earlier one, and what ends it. */
  text: string;
  /** It was joined by "and". */
  joined: boolean;
  /** "What about …?", "Any reaction from …?" */
  asks: boolean;
  /** It corrects the earlier one: "no, I meant …" */
  corrects: boolean;
  phrases: Phrases;
  asOf: string;
}

export function readLater(typed: string, phrases: Phrases, asOf: string): LaterQuestion {
  const text = withoutQuestionMark(typed);
  const unjoined = text.replace(phrases.joining, '');
  const uncorrected = unjoined.replace(phrases.correcting, '');
  const [joined, corrects] = [unjoined !== text, uncorrected !== unjoined];
  const rest = uncorrected === '' ? text : uncorrected;
  return { typed, text: rest, joined, corrects, asks: phrases.asking.test(rest), phrases, asOf };
}

/** "And the police?", "What about Gull Holm?": no clause, but the name of something that the earlier one is asked of. */
export const isFragment = ({ text, joined, corrects, asks, phrases }: LaterQuestion): boolean =>
  asks || ((joined || corrects) && !phrases.clause.test(text));

/** "Who won?", too: no more than a question word and a verb. */
export const isClipped = (later: LaterQuestion): boolean =>
  later.phrases.clipped.test(later.text) || isFragment(later);

export const withCarried = (question: string, topic: string, { on }: Phrases): string =>
  topic ? `${question} (${on} ${topic})?` : `${question}?`;
