// An earlier question and a short one that depends on it -> the questions to ask, with what was carried over. Pure.
// Wrong carrying is worse than none: a question that can stand alone is never changed.
import {
  contentIn,
  personIn,
  readEarlier,
  topicWords,
  withoutQuestionMark,
  type EarlierQuestion,
} from './earlier-question.ts';
import { spelledOut } from '../chat-words.ts';
import { namesSomebody } from './persons.ts';
import { elliptic } from './ellipsis.ts';
import { matchesPronoun } from '../../speakers/introduction.ts';
import {
  isClipped,
  isFragment,
  readLater,
  rewritten,
  withCarried,
  type LaterQuestion,
  type Rewrite,
} from './later-question.ts';
import { capital, stem, words } from '../../text/words.ts';
import { ENGLISH, phrasesOf, type Phrases } from './phrases.ts';

/** What opens a phrase before the clause itself. */
const LEADING =
  /^(?:after|although|as|at|because|before|despite|during|following|for|from|in|on|since|though|under|while|with|without)\b/i;
/** A later question with more content words than this says itself what it is about. */
const FEW_WORDS = 1;

/**
 * The rewrites of a question that follows another, the fullest first; the last one is always worth asking.
 * @param earlier the question that was answered before, as it was asked
 * @param asOf the day that "last week" is counted from, `YYYY-MM-DD`
 */
export function followUp(earlier: string, later: string, asOf: string): Rewrite[] {
  const alone = rewritten(later);
  if (earlier.trim() === '') return [alone];
  return afterSpelledOut(spelledOut(earlier), spelledOut(later), asOf, alone);
}

/** @param alone the later question as it was typed: it stays so where it needs nothing of the earlier one */
function afterSpelledOut(earlier: string, later: string, asOf: string, alone: Rewrite): Rewrite[] {
  const phrases = sharedPhrases(earlier, later);
  if (!phrases) return [alone];
  const before = readEarlier(earlier, phrases, asOf);
  const after = readLater(later, phrases, asOf);
  const whole = elliptic(before, after);
  return whole ? [whole] : leaning(before, after, alone);
}

/** The language of both; null when they are of two. What has no word of any language is of the other's. */
function sharedPhrases(earlier: string, later: string): Phrases | null {
  const [first, second] = [phrasesOf(earlier), phrasesOf(later)];
  if (first === second) return first;
  return second === ENGLISH && !ENGLISH.known.test(later) ? first : null;
}

/** A clause of its own, in which something stands for what only the earlier question tells. */
function leaning(before: EarlierQuestion, later: LaterQuestion, alone: Rewrite): Rewrite[] {
  const { typed, text, phrases } = later;
  const person = withPerson(before, later);
  const isNobody = !person && isOfNobody(before, text, phrases);
  const topic = phrases.whoIs.test(typed) || isNobody ? null : withTopic(before, person ?? alone, later);
  // "Why did he say that?", "When did they start?", "Who won?": without the earlier topic anything would answer it.
  const isLost = !person && (isOpenEnded(text, phrases) || isClipped(later));
  if (topic && (topic.requiredStems.length === 0 || isLost)) return [topic];
  return [...(topic ? [topic] : []), person ?? alone];
}

/** "He" and "she" where the earlier question has nobody whom they may stand for, and asks for nobody either. */
const isOfNobody = ({ text }: EarlierQuestion, later: string, phrases: Phrases): boolean =>
  phrases === ENGLISH && /\b(?:he|she|him|her|his|hers)\b/i.test(later) && !/^who\b/i.test(text);

/** A word stands in it for what only the earlier question tells. */
function isOpenEnded(text: string, phrases: Phrases): boolean {
  const found = phrases.pronoun.exec(text);
  const isPlural = found && phrases === ENGLISH && /^the/i.test(found[1]!);
  return (
    phrases.thing.test(text) || (isPlural === true && !namesSomebody(text.slice(0, found.index), phrases))
  );
}

/** "And what did he say about Niger?": the person of the earlier question in place of the pronoun. */
function withPerson(before: EarlierQuestion, { text, phrases }: LaterQuestion): Rewrite | null {
  const found = phrases.pronoun.exec(text);
  // What stands before the pronoun may be what it stands for.
  if (!found || namesSomebody(text.slice(0, found.index), phrases)) return null;
  const pronoun = found[1]!;
  const who = personIn(before);
  if (!who || !agrees(pronoun, who, phrases)) return null;
  const after = text.slice(found.index + found[0].length);
  // "In her new book, Ines Okafor said what?": it stands for who comes later.
  if (LEADING.test(text) && after.includes(',')) return null;
  const isPossessive =
    phrases.possessive.test(pronoun) || (/^her$/i.test(pronoun) && /^\s+\p{L}/u.test(after));
  if (!isPossessive && !phrases.plain.test(pronoun)) return null;
  const name = isPossessive ? `${who}${phrases.genitive}` : who;
  const question = capital(text.slice(0, found.index) + name + after);
  return rewritten(`${question}?`, { what: 'person', text: who });
}

function agrees(pronoun: string, who: string, { female, male }: Phrases): boolean {
  if (female.test(pronoun)) return matchesPronoun(who, true);
  return male.test(pronoun) ? matchesPronoun(who, false) : true;
}

/** "And when did it open?": what the earlier question was about, beside what the new one adds. */
function withTopic(before: EarlierQuestion, rewrite: Rewrite, later: LaterQuestion): Rewrite | null {
  const { typed, phrases } = later;
  const { speakerStems } = readEarlier(typed, phrases, later.asOf);
  const own = contentIn(later.text, phrases).filter((word) => !speakerStems.has(stem(word)));
  if ((own.length > FEW_WORDS && !isFragment(later)) || !leans(rewrite, later, own)) return null;
  const taken = new Set(rewrite.carried.flatMap(({ text }) => words(text)));
  const topic = topicWords(before, own)
    .filter((word) => !words(word).every((each) => taken.has(each)))
    .join(' ');
  if (topic === '') return null;
  const question = rewrite.carried.length > 0 ? withoutQuestionMark(rewrite.question) : capital(later.text);
  const requiredStems = own.map((word) => (phrases === ENGLISH ? stem(word) : `${word}*`));
  return {
    question: withCarried(question, topic, phrases),
    carried: [...rewrite.carried, { what: 'topic', text: topic }],
    requiredStems,
  };
}

/** Whether it says too little by itself. */
function leans({ carried }: Rewrite, later: LaterQuestion, own: readonly string[]): boolean {
  const { text, phrases } = later;
  if (carried.length > 0 || isOpenEnded(text, phrases) || isClipped(later)) return true;
  return own.length === 0 && phrases.speech.some((form) => form.test(text));
}
