// What an earlier question is about: whose words it asks for, whom it names, its topic, and the same question of another. Pure.
import { askedSource, askedSpeaker, type AskedSpeaker } from '../asked-speaker.ts';
import { blank, readDates } from '../dates.ts';
import { MEN, WOMEN } from '../../speakers/first-names.ts';
import { countryOf, isPlace } from '../../speakers/places.ts';
import { readTopic } from '../question.ts';
import { isRole, nameAtEnd } from '../../speakers/speaker-names.ts';
import {
  ORGANISATION_NOUNS,
  ORGANISATION_WORDS,
  COMPANY_NOUNS,
  DATA_WORDS,
  ORGANISATION_KINDS,
  NOT_NAMES,
  OUTLET_NOUNS,
  PREPOSITIONS,
} from '../../speakers/speaker-words.ts';
import { literally, oneOfWords } from '../../text/patterns.ts';
import { capital, collapse, stem, stemSet, words } from '../../text/words.ts';
import { ENGLISH, type Phrases } from './phrases.ts';
import type { Span } from '../../types.ts';

export interface EarlierQuestion {
  /** As it was asked, without what ends it. */
  text: string;
  /** Whose words it asks for, as it is written there, or null. */
  speaker: string | null;
  /** Stems of the speaker and the verb: not what the question is about. */
  speakerStems: ReadonlySet<string>;
  phrases: Phrases;
  asOf: string;
}

const END = /[\s?!.…]+$/;
/** "… (on harbour bridge)": what was carried into it from before. */
const CARRIED = /\((?:on|zu|о) (?<topic>[^()]*)\)$/u;
/** One word with a capital behind an auxiliary or a preposition of persons. */
const BEFORE_LAST_NAME = oneOfWords(
  String.raw`did does is was has had will would can could should by with against about baby mr\.? mrs\.? ms\.? dr\.?`,
);
const LAST_NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${BEFORE_LAST_NAME} (?<name>\p{Lu}[\p{L}’-]+)(?! \p{Lu})`,
  'gu',
);
/** Two words and more with capitals. */
const FULL_NAME = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}’-]+)(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}’-]+)+/gu;
const AUXILIARY = /(?:did|does|do|will|would|can|could|should|has|have|had|may|might)\s*$/i;
/** Names that end so are names of places. */
const PLACES = new RegExp(
  String.raw`(?:^|\s)${oneOfWords(`street road lane row square park bridge island isle holm hill hall school station bay
    river lake city county valley st`)}$`,
  'i',
);

export const withoutEnd = (text: string): string => collapse(text.replace(END, ''));

export function readEarlier(typed: string, phrases: Phrases, asOf: string): EarlierQuestion {
  const text = withoutEnd(typed);
  const asked = phrases === ENGLISH ? askedSpeaker(typed) : null;
  const speaker = (asked && surfaceOf(asked, text)) ?? speakerIn(text, phrases);
  const speakerStems = new Set([...(asked?.stems ?? []), ...stemSet(speaker ?? '')]);
  return { text, speaker, speakerStems, phrases, asOf };
}

/** Of whatever kind it is: "the fishermen", who are no speaker of the archive's index. */
function speakerIn(text: string, { speech }: Phrases): string | null {
  for (const form of speech) {
    const who = form.exec(text)?.groups?.who;
    if (who) return who;
  }
  return null;
}

/** Whom "he", "she" or "they" may stand for, as it is written there: nobody when it may be one of two. */
export function personIn({ text, speaker, phrases }: EarlierQuestion): string | null {
  if (speaker) return speaker === phrases.others ? null : speaker;
  const source = phrases === ENGLISH ? askedSource(text) : null;
  if (source) return surfaceOf(source, text);
  const names = namesIn(text).filter(({ name, before }) => isNameOfPerson(name, before));
  if (names.length > 0) return names.length === 1 ? names[0]!.name : null;
  const last = [...text.matchAll(LAST_NAME)].map(({ groups }) => groups!.name!).filter(isLastName);
  return last.length === 1 ? last[0]! : null;
}

/** Whether a word is a last name ("Putin") and no country, organisation or day. */
const isLastName = (name: string): boolean =>
  !NOT_NAMES.has(name.toLowerCase()) &&
  !isPlace(name) &&
  !isOrganisationWord(name) &&
  !/^\p{Lu}+$/u.test(name);

/** Without the word that opens a question: "Did Lena Brandt" is Lena Brandt. */
function namesIn(text: string): { name: string; before: string }[] {
  return [...text.matchAll(FULL_NAME)].flatMap(({ 0: found, index }) => {
    const [first = '', ...rest] = found.split(' ');
    const isOpening = NOT_NAMES.has(first.toLowerCase());
    if (isOpening && rest.length < 2) return [];
    return [{ name: isOpening ? rest.join(' ') : found, before: text.slice(0, index) }];
  });
}

/** A first name that is known, or two capitals of which nothing says that they are a place or an organisation. */
function isNameOfPerson(name: string, before: string): boolean {
  if (isFirstName(name.split(' ')[0]!)) return true;
  const left = words(before).at(-1) ?? '';
  return !/^(?:the|in|at|on|near|under|of)$/.test(left) && isUnlistedName(name);
}

const isUnlistedName = (name: string): boolean =>
  name.search(FULL_NAME) >= 0 &&
  !isPlace(name) &&
  !PLACES.test(name) &&
  !name.split(' ').some(isOrganisationWord);

const isOrganisationWord = (word: string): boolean => ORGANISATION_WORDS.has(word.toLowerCase());

/** Whether somebody can be asked for their words: a person, a role, an organisation, many of a kind. */
export function isSomebody(subject: string, speaker: string): boolean {
  const all = subject.split(' ');
  const last = all.at(-1)!.toLowerCase();
  if (countryOf(subject)) return countryOf(speaker) !== undefined;
  if (isSpeakingNoun(last) && /^(?:the|der|die|das|\p{Lu})/u.test(subject)) return true;
  const found = nameAtEnd(all);
  if (found && found.name.includes(' ') && found.length === all.length)
    return !PLACES.test(subject) && !isPlace(subject);
  return isUnlistedName(subject) || isListedName(all);
}

/** Whether a text has a word that "he", "she" or "they" behind it may stand for. */
export function namesSomebody(text: string, { opening }: Phrases): boolean {
  const said = (text.match(/[\p{L}’'-]+/gu) ?? []).filter(
    (word) => !words(word).every((each) => opening.has(each)),
  );
  return said.some(
    (word, i) =>
      (/^\p{Lu}/u.test(word) && !(i === 0 && text.startsWith(word))) || isSpeakingNoun(word.toLowerCase()),
  );
}

/** "ines okafor": typed without capitals. */
const isListedName = (all: readonly string[]): boolean => all.length === 2 && isFirstName(capital(all[0]!));

const isFirstName = (name: string): boolean => MEN.has(name) || WOMEN.has(name);

const SPEAKING_NOUNS = [ORGANISATION_NOUNS, ORGANISATION_KINDS, COMPANY_NOUNS, OUTLET_NOUNS, DATA_WORDS];

const isSpeakingNoun = (noun: string): boolean =>
  [noun, noun.replace(/s$/, ''), noun.replace(/men$/, 'man')].some(
    (each) => isRole(each) || SPEAKING_NOUNS.some((nouns) => nouns.has(each)),
  ) || /(?:men|women|people)$/.test(noun);

/** The same question of somebody else; its topic is carried. */
export function askedOf(earlier: EarlierQuestion, somebody: string): { question: string; topic: string } {
  const { text, speaker } = earlier;
  const about = aboutIn(earlier);
  const topic = about ? text.slice(about.start, about.end) : topicWords(earlier, []).join(' ');
  return { question: `${text.replace(speaker!, () => somebody)}?`, topic: topic.replace(/[()]/g, '') };
}

/** The same speaker on something else. */
export function askedAbout(earlier: EarlierQuestion, phrase: string): string {
  const { text } = earlier;
  const about = aboutIn(earlier);
  if (!about) return `${text.replace(CARRIED, '').trim()} ${phrase}?`;
  const head = collapse(text.slice(0, about.start)).replace(/\($/, '').trim();
  return `${head} ${phrase}${text.slice(about.end).replace(/^\)/, '')}?`;
}

/** Where a question for somebody's words says on what: with its preposition, up to a verb behind it. */
function aboutIn({ text, speaker, phrases }: EarlierQuestion): Span | null {
  const from = text.indexOf(speaker!) + speaker!.length;
  const prepositions = phrases.about.source.replace(/^\^/, '(?<![\\p{L}\\p{N}])');
  const found = new RegExp(prepositions, 'iu').exec(text.slice(from));
  if (!found) return null;
  const start = from + found.index;
  const verb = phrases.closing?.exec(text.slice(start));
  return { start, end: verb ? start + verb.index : text.length };
}

/**
 * The one name, or the one "the …", of the earlier question with another in its place; null where it is not clear which.
 * @param isLast of several "the …" the last one gives way
 */
export function withOther({ text }: EarlierQuestion, subject: string, isLast: boolean): string | null {
  const bare = text.replace(CARRIED, '').trim();
  const names = namesIn(bare).filter(({ name }) => isUnlistedName(name));
  if (isUnlistedName(subject) && names.length === 1) return `${bare.replace(names[0]!.name, () => subject)}?`;
  const places = [...bare.matchAll(/(?<![\p{L}\p{N}])the (?=[\p{L}\p{N}])/giu)];
  const place = places.at(-1);
  if (!/^the /i.test(subject) || !place || (places.length > 1 && !isLast)) return null;
  const [before, rest] = [bare.slice(0, place.index), bare.slice(place.index + place[0].length)];
  const phrase = nounPhrase(rest, before);
  // Of people it is not asked what is asked of things: "How many came to the ship?", "And the traders?"
  if (!phrase || isSomebody(subject, '') !== isSomebody(`the ${phrase}`, '')) return null;
  return `${before}${subject}${rest.slice(phrase.length)}?`;
}

/** The words behind "the" that are its noun: up to a preposition, without the verb that an auxiliary before it announces. */
function nounPhrase(rest: string, before: string): string | null {
  const all = rest.trim().split(' ');
  const end = all.findIndex((word) => PREPOSITIONS.has(word.toLowerCase()));
  const phrase = end < 0 ? all : all.slice(0, end);
  if (AUXILIARY.test(before)) phrase.pop();
  else if (/(?:is|are|was|were)\s*$/i.test(before) && phrase.length > 1) return null;
  return phrase.length === 0 ? null : phrase.join(' ');
}

/**
 * What the earlier question is about, as it was written, for a name is known by its capital.
 * @param own words that the later question has itself; with any, what came from before the earlier question is enough
 */
export function topicWords(earlier: EarlierQuestion, own: readonly string[], withSpeaker = false): string[] {
  const { text, speakerStems, phrases, asOf } = earlier;
  const before = own.length > 0 ? CARRIED.exec(text)?.groups?.topic : undefined;
  const read = before ?? text;
  const dateless = phrases === ENGLISH && !withSpeaker ? readDates(read, asOf).reduce(blank, read) : read;
  const source = phrases === ENGLISH ? askedSource(text)?.stems : undefined;
  return contentIn(dateless, phrases)
    .filter((word) => withSpeaker || !(speakerStems.has(stem(word)) || source?.has(stem(word))))
    .filter((word) => !own.includes(word))
    .map((word) => wholeWord(text, literally(word)) ?? asWritten(text, word));
}

/** Words that carry meaning, in lower case without accents. */
export const contentIn = (text: string, { stop }: Phrases): string[] =>
  readTopic(text).words.filter((word) => !stop.has(word));

/** `words` are without accents: "brucke" is written "Brücke". */
const asWritten = (text: string, word: string): string =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).find((each) => words(each)[0] === word) ?? word;

/** The words of the question that name the speaker: "Lena Brandt", "the mayor of Pellowick". */
function surfaceOf({ names, role, country }: AskedSpeaker, question: string): string | null {
  const parts = names.length > 0 ? names : role;
  if (parts.length === 0) return country ? wholeWord(question, country.name) : null;
  const form = `${names.length > 0 ? '' : "(?:the\\s+)?(?:\\S+[’']s?\\s+)?"}${parts.map(literally).join("[\\s.’'-]+")}`;
  return wholeWord(question, form);
}

const wholeWord = (text: string, form: string): string | null =>
  new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? null;
