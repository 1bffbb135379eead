// The names in a question, and who may be meant by them: a person, or somebody else who can be asked for their words. Pure.
import { MEN, WOMEN } from '../../speakers/first-names.ts';
import { countryOf, isPlace } from '../../speakers/places.ts';
import { isRole, nameAtEnd } from '../../speakers/speaker-names.ts';
import { NOT_NAMES, ORGANISATION_WORDS, SPEAKING_NOUNS } from '../../speakers/speaker-words.ts';
import { oneOfWords } from '../../text/patterns.ts';
import { capital, words } from '../../text/words.ts';
import type { Phrases } from './phrases.ts';

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
/** Names that end so are names of places. */
const PLACES = new RegExp(
  String.raw`(?:^|\s)${oneOfWords(`street road lane row square park bridge island isle holm hill hall school station bay
    river lake city county valley st`)}$`,
  'i',
);

/** The one person whom a text names, as it is written there; null where it names none, or several. */
export function personNamed(text: string): string | null {
  const names = namesIn(text).filter(({ name, before }) => isNameOfPerson(name, before));
  if (names.length > 0) return names.length === 1 ? names[0]!.name : null;
  const last = [...text.matchAll(LAST_NAME)].map(({ groups }) => groups!.name!).filter(isLastName);
  return last.length === 1 ? last[0]! : null;
}

/** The names in a text that may be anybody's or anything's. */
export const unlistedNamesIn = (text: string): string[] =>
  namesIn(text).flatMap(({ name }) => (isUnlistedName(name) ? [name] : []));

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

/** Capitalised words that are not known for a place or an organisation. */
export const isUnlistedName = (name: string): boolean =>
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

const isSpeakingNoun = (noun: string): boolean =>
  [noun, noun.replace(/s$/, ''), noun.replace(/men$/, 'man')].some(
    (each) => isRole(each) || SPEAKING_NOUNS.has(each),
  ) || /(?:men|women|people)$/.test(noun);
