// Which language a text is in, and whether a question is in one that the archive has not.
// The only user of eld, which is loaded when it is first needed: plain English questions never need it.
import { oneOfWords } from './patterns.ts';
import { stem, stemSet, words } from './words.ts';
import type { Coverage } from '../types.ts';

/** Characters of an article by which its language is detected. */
const SAMPLE_LENGTH = 2000;
/** From this share of words on that no article has, a question may be in another language. */
const MIN_UNKNOWN = 0.4;
/** How sure eld must be of a question, by how many of its words are no names; of an alphabet it is sure sooner. */
const MIN_SCORE = { alphabet: 0.5, manyWords: 0.7, fewWords: 0.72 };
const MANY_WORDS = 3;
const FEW_WORDS = 2;
/** By how much it must be surer of that language than of one that the archive has, where the archive knows the words. */
const MIN_MARGIN = 0.15;
/** So near to the best score a few words in Cyrillic letters are taken for Russian, which most who write them do. */
const CYRILLIC_MARGIN = 0.02;

/** Words that hardly an English question is without, and that other languages do not share. */
const ENGLISH = new RegExp(
  String.raw`\b${oneOfWords(`the of and is are were did does how what who when where why which with from about has have
    that this many much any should will can`)}\b`,
  'i',
);

/** The language of an article as ISO 639-1 has it ("en"), or null where it is not clear. */
export async function languageOf(text: string): Promise<string | null> {
  const found = (await detector()).detect(text.slice(0, SAMPLE_LENGTH).toWellFormed());
  return found.isReliable() && found.language !== '' ? found.language : null;
}

const detector = async () => (await import('eld/extrasmall')).eld;

/** Words that are no names: names are the same in many languages. In scripts without capitals all are taken. */
const plainWords = (question: string): string[] =>
  question.match(/(?<![\p{L}\p{M}\p{N}])[\p{Ll}\p{Lo}][\p{L}\p{M}]*/gu) ?? [];

const hasOtherAlphabet = (text: string): boolean => /(?!\p{Script=Latin})\p{L}/u.test(text);

/**
 * The language of a question when it is one that no article is in; else null. False alarms are worse than misses:
 * the archive must not know the question's words, or eld must be surer than it is of names and headlines.
 * @param frequenciesOf gives in how many passages each stem occurs
 */
export async function foreignLanguage(
  question: string,
  { languages: archive }: Coverage,
  frequenciesOf: (stems: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<string | null> {
  if (archive.length === 0) return null;
  const other = hasOtherAlphabet(question);
  const plain = other ? words(question) : plainWords(question);
  const frequencies = await frequenciesOf([...stemSet(plain.join(' '))]);
  const strange = unknownShare(plain, frequencies) >= MIN_UNKNOWN;
  const suspect = strange
    ? other || plain.length >= FEW_WORDS
    : plain.length >= MANY_WORDS && !ENGLISH.test(question);
  if (!suspect) return null;
  const found = (await detector()).detect(question.toWellFormed());
  const [scores, known] = [found.getScores(), archive.map(({ language }) => language)];
  const language = likeliest(found.language, scores);
  const score = scores[language] ?? 0;
  const least = plain.length >= MANY_WORDS ? MIN_SCORE.manyWords : MIN_SCORE.fewWords;
  if (score < (other ? MIN_SCORE.alphabet : least) || known.includes(language)) return null;
  // Neighbours such as Russian and Ukrainian are easily mixed up in a few words.
  if (other) return known.some((each) => scriptOf(each) === scriptOf(language)) ? null : language;
  const margin = score - Math.max(...known.map((each) => scores[each] ?? 0));
  return strange || margin >= MIN_MARGIN ? language : null;
}

/** Whether a text is English, as far as its small words tell, or the archive where it has none. */
export const seemsEnglish = (text: string, { languages }: Coverage): boolean =>
  !hasOtherAlphabet(text) && (ENGLISH.test(text) || languages.every(({ language }) => language === 'en'));

function likeliest(found: string, scores: Readonly<Record<string, number>>): string {
  // Empty: no language at all.
  if (found === '') return found;
  const isNear = (scores.ru ?? 0) >= (scores[found] ?? 0) - CYRILLIC_MARGIN;
  return isNear && scriptOf(found) === 'Cyrl' ? 'ru' : found;
}

/** Share of the words that no passage has. Letters beyond English's own are strange: the index takes "über" for "uber". */
function unknownShare(plain: readonly string[], frequencies: ReadonlyMap<string, number>): number {
  const isKnown = (word: string) => words(word).some((each) => frequencies.get(stem(each)));
  const isUnknown = (word: string) => (/[^a-z]/i.test(word) && !hasOtherAlphabet(word)) || !isKnown(word);
  return plain.length === 0 ? 0 : plain.filter(isUnknown).length / plain.length;
}

const scriptOf = (language: string): string | undefined => new Intl.Locale(language).maximize().script;
