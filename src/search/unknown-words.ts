// Names and words of a question that the archive does not have in any form. Pure.
import type { Question } from '../question/question.ts';
import { stem, words } from '../text/words.ts';
import { namesTyped } from './names.ts';

/** The names in a question that no article has, as they are typed. */
export const unknownNamesIn = ({ text }: Question, frequencies: ReadonlyMap<string, number>): string[] =>
  namesTyped(text).filter((name) => words(name).every((word) => (frequencies.get(stem(word)) ?? 1) === 0));

/** The words of a question that no passage has in any form: they explain why there is no answer. */
export const unknownWordsIn = (
  { words: content }: Question,
  frequencies: ReadonlyMap<string, number>,
): string[] => content.filter((word) => /\p{L}{3}/u.test(word) && frequencies.get(stem(word)) === 0);
