// An earlier question and a short one that leans on it -> the questions to ask, with what was carried over. Pure.
// Wrong carrying is worse than none: a question that can stand alone is never changed.
import {
  contentIn,
  namesSomebody,
  personIn,
  readEarlier,
  topicWords,
  withoutEnd,
  type EarlierQuestion,
} from './earlier-question.ts';
import { elliptic } from './ellipsis.ts';
import { mayBe } from '../../speakers/introduction.ts';
import {
  capital,
  isClipped,
  isFragment,
  readLater,
  withCarried,
  type Later,
  type Reading,
} from './later-question.ts';
import { stem, words } from '../../text/words.ts';
import type { Tongue } from './phrase-patterns.ts';
import { ENGLISH, tongueOf } from './phrases.ts';

/** What opens a phrase before the clause itself. */
const LEADING =
  /^(?:after|although|as|at|because|before|despite|during|following|for|from|in|on|since|though|under|while|with|without)\b/i;
/** A later question with more content words than this says itself what it is about. */
const FEW_WORDS = 1;
/**
 * The ways to read a question that follows another, the fullest first; the last one is always worth asking.
 * @param earlier the question that was answered before, as it was asked
 * @param asOf the day that "last week" is counted from, `YYYY-MM-DD`
 */
export function followUp(earlier: string, later: string, asOf: string): Reading[] {
  const alone: Reading = { question: later, carried: [], holding: [] };
  if (earlier.trim() === '') return [alone];
  const tongue = sharedTongue(earlier, later);
  if (!tongue) return [alone];
  const before = readEarlier(earlier, tongue, asOf);
  const after = readLater(later, tongue, asOf);
  const whole = elliptic(before, after);
  return whole ? [whole] : leaning(before, after, alone);
}

/** The language of both; null when they are of two. What has no word of any language is of the other's. */
function sharedTongue(earlier: string, later: string): Tongue | null {
  const [first, second] = [tongueOf(earlier), tongueOf(later)];
  if (first === second) return first;
  return second === ENGLISH && !ENGLISH.known.test(later) ? first : null;
}

/** A clause of its own, in which something stands for what only the earlier question tells. */
function leaning(before: EarlierQuestion, later: Later, alone: Reading): Reading[] {
  const { typed, text, tongue } = later;
  const person = withPerson(before, later);
  const isNobody = !person && isOfNobody(before, text, tongue);
  const topic = tongue.whoIs.test(typed) || isNobody ? null : withTopic(before, person ?? alone, later);
  // "Why did he say that?", "When did they start?", "Who won?": without the earlier topic anything would answer it.
  const isLost = !person && (isOpenEnded(text, tongue) || isClipped(later));
  if (topic && (topic.holding.length === 0 || isLost)) return [topic];
  return [...(topic ? [topic] : []), person ?? alone];
}

/** "He" and "she" where the earlier question has nobody whom they may stand for, and asks for nobody either. */
const isOfNobody = ({ text }: EarlierQuestion, later: string, tongue: Tongue): boolean =>
  tongue === ENGLISH && /\b(?:he|she|him|her|his|hers)\b/i.test(later) && !/^who\b/i.test(text);

/** A word stands in it for what only the earlier question tells. */
function isOpenEnded(text: string, tongue: Tongue): boolean {
  const found = tongue.pronoun.exec(text);
  const isPlural = found && tongue === ENGLISH && /^the/i.test(found[1]!);
  return (
    tongue.thing.test(text) || (isPlural === true && !namesSomebody(text.slice(0, found!.index), tongue))
  );
}

/** "And what did he say about Niger?": the person of the earlier question in place of the pronoun. */
function withPerson(before: EarlierQuestion, { text, tongue }: Later): Reading | null {
  const found = tongue.pronoun.exec(text);
  // What stands before the pronoun may be what it stands for.
  if (!found || namesSomebody(text.slice(0, found.index), tongue)) return null;
  const pronoun = found[1]!;
  const who = personIn(before);
  if (!who || !agrees(pronoun, who, tongue)) return null;
  const after = text.slice(found.index + found[0].length);
  // "In her new book, Ines Okafor said what?": it stands for who comes later.
  if (LEADING.test(text) && after.includes(',')) return null;
  const isPossessive =
    tongue.possessive.test(pronoun) || (/^her$/i.test(pronoun) && /^\s+\p{L}/u.test(after));
  if (!isPossessive && !tongue.plain.test(pronoun)) return null;
  const name = isPossessive ? `${who}${tongue.genitive}` : who;
  const question = `${capital(text.slice(0, found.index) + name + after)}?`;
  return { question, carried: [{ what: 'person', text: who }], holding: [] };
}

function agrees(pronoun: string, who: string, { female, male }: Tongue): boolean {
  if (female.test(pronoun)) return mayBe(who, true);
  return male.test(pronoun) ? mayBe(who, false) : true;
}

/** "And when did it open?": what the earlier question was about, beside what the new one adds. */
function withTopic(before: EarlierQuestion, reading: Reading, later: Later): Reading | null {
  const { typed, tongue } = later;
  const { speakerStems } = readEarlier(typed, tongue, later.asOf);
  const own = contentIn(later.text, tongue).filter((word) => !speakerStems.has(stem(word)));
  if ((own.length > FEW_WORDS && !isFragment(later)) || !leans(reading, later, own)) return null;
  const taken = new Set(reading.carried.flatMap(({ text }) => words(text)));
  const topic = topicWords(before, own)
    .filter((word) => !words(word).every((each) => taken.has(each)))
    .join(' ');
  if (topic === '') return null;
  const question = reading.carried.length > 0 ? withoutEnd(reading.question) : capital(later.text);
  const holding = own.map((word) => (tongue === ENGLISH ? stem(word) : `${word}*`));
  return {
    question: withCarried(question, topic, tongue),
    carried: [...reading.carried, { what: 'topic', text: topic }],
    holding,
  };
}

/** Whether it says too little by itself. */
function leans({ carried }: Reading, later: Later, own: readonly string[]): boolean {
  const { text, tongue } = later;
  if (carried.length > 0 || isOpenEnded(text, tongue) || isClipped(later)) return true;
  return own.length === 0 && tongue.speech.some((form) => form.test(text));
}
