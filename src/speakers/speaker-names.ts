// Names in running text: where one ends or begins, what of it is role, and how the article gives it in full. Pure.
import { genderOf, isFirstName } from './first-names.ts';
import {
  CALLED_LIKE_WORDS,
  ORGANISATION_NOUNS,
  ORGANISATION_WORDS,
  DATA_WORDS,
  FUNCTION_WORDS,
  NOT_NAMES,
  PARTICLES,
  PREPOSITIONS,
  ROLE_PARTS,
  ROLES,
  TITLES,
} from './speaker-words.ts';
import { setOf } from '../text/patterns.ts';
import { withoutEnd } from '../text/ends.ts';

/** A name as one place of the article gives it. */
export interface Name {
  /** The name itself: "Dmitry Peskov", "White House". */
  name: string;
  /** What stands before it: "Kremlin spokesman", "Dr.", or nothing. */
  role: string;
  /** An organisation rather than a person, as far as its words tell. */
  organisation: boolean;
}

const MAX_NAME_WORDS = 8;
/** Small words that open a last name: "de Blasio", "von der Leyen". */
const NOBILIARY = setOf(
  'de do da dos das von van vom zu zum zur der den ter ten del della di du al el bin ibn ben bint ní ó mac la le af av',
);
const MAX_ROLE_WORDS = 9;

/** The words of a text as they are written, with their case and marks; white space parts them. */
export const writtenWords = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Characters before a name that may hold first name and role. */
export const CONTEXT = 120;

/** The words of a line from `CONTEXT` characters before a place on, up to `end`. */
export function wordsAround(text: string, at: number, end: number): string[] {
  const from = Math.max(0, at - CONTEXT);
  return writtenWords(text.slice(from + text.slice(from, at).lastIndexOf('\n') + 1, end));
}

const bare = (word: string): string => withoutEnd(word.replace(/^[“"‘(]+/, ''), /[,.;:!?)”"]/);
const lower = (word: string): string => bare(word).toLowerCase();
const isDomain = (word: string): boolean =>
  /^[\w-]+\.(?:com|org|net|gov|edu|info|news|io|tv|us|uk|co\.uk|ca|eu|de|fr|ru|au|ie)$/.test(bare(word));
/** "Russia’s", "voters’". */
export const isPossessive = (word: string): boolean => /[’']s$|s[’']$/.test(word);

/** A last name with a prefix in small letters: "al-Rashid", "d’Amato", "ad-Din". */
const PREFIXED =
  /^(?:(?:al|el|ad|ar|as|ash|at|an|az|ed|er|es|ul|ibn|bin|ben|abu)-|(?:d|l|dell|dall|nell|t)[’'])\p{Lu}[\p{L}\p{M}’'-]*$/u;

/** A word that a name may hold: capitalised, not masked, no day, month or opener of sentences. */
const isNameWord = (word: string): boolean =>
  isDomain(word) ||
  PREFIXED.test(bare(word)) ||
  word === '&' ||
  (!/^(?:OF|THE|AND|FOR|IN|[DRI]-\p{Lu}.*|(?:Then|Ex|Now|Co|Self|Non|Anti|Pro|Mid)-\p{Ll}.*)$/u.test(word) &&
    /^\p{Lu}[\p{L}\p{M}\p{N}’'&.-]*$/u.test(bare(word)) &&
    !isOpener(word));

/** The same among others: "Fred March" and "April Stone" are names, "in April" is none. */
const isNameAt = (words: readonly string[], at: number): boolean =>
  isNameWord(words[at]!) || isNamedLikeWord(words, at);

/** Whether a word that is a month, a day or the like is part of a name where it stands. */
function isNamedLikeWord(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (!/^\p{Lu}\p{Ll}+/u.test(bare(word)) || !CALLED_LIKE_WORDS.has(lower(word))) return false;
  const [before, behind] = [words[at - 1], words[at + 1]];
  const isLast = behind === undefined;
  if (before !== undefined && !endsPhrase(before)) {
    // "Jon August", "Minister May", "Mr. Love"
    if (isFirstName(bare(before)) || genderOf(bare(before)) !== null || isTitle(before)) return true;
    if (isRole(before) && (/^\p{Lu}/u.test(before) || !DAYS.has(lower(word)))) return true;
    // “…,” Mina So said
    return isLast && isNameWord(before) && !isRolePart(before) && (at === 1 || /[”"_]$/.test(words[at - 2]!));
  }
  // Who is meant by "March said" is told by the full name elsewhere.
  if (isLast) return MONTHS.has(lower(word)) || LAST_NAMES.has(lower(word));
  // "June Tolliver", but "In June Tolliver" has a word before it.
  return (
    behind !== undefined && FIRST_NAMES_LIKE_MONTHS.has(word) && isNameWord(behind) && !isRolePart(behind)
  );
}

/** A month, a day or the like, which alone is nobody's name. */
export const isCalledLikeWord = (name: string): boolean => CALLED_LIKE_WORDS.has(lower(name));

/** The same name as it stands within a sentence: "van der Hagen", "al-Rashid". */
export function withinSentence(name: string): string {
  const [first, ...rest] = name.split(' ');
  const small = first!.charAt(0).toLowerCase() + first!.slice(1);
  return (rest.length > 0 && NOBILIARY.has(small)) || PREFIXED.test(small)
    ? [small, ...rest].join(' ')
    : name;
}

const MONTHS = setOf('january february march april may june july august september october november december');
const LAST_NAMES = setOf('more will love');
const DAYS = setOf('monday tuesday wednesday thursday friday saturday sunday');
const FIRST_NAMES_LIKE_MONTHS = setOf('April May June August');

const isOpener = (word: string): boolean =>
  // "A." is an initial.
  !/^\p{Lu}\.$/u.test(word) &&
  (NOT_NAMES.has(word.toLowerCase()) ||
    NOT_NAMES.has(lower(word)) ||
    /^\p{Lu}[’'](?:m|ll|ve|re|d)$/u.test(word));

/** Endings of nouns of persons; some words that end so are none. */
const PERSON_ENDING = /(?:ist|ian|woman|person|keeper|maker|ologist|ographer|[^aeiou]er|eader|tor)$/;
const NO_PERSONS = setOf(
  `whenever wherever whoever after under over former number other another however whether rather together never ever summer winter
  water paper power order center factor sector member tractor monitor matter letter weather later earlier september october
  november december computer twitter newsletter quarter chapter river whatever list consist exist assist persian indian russian
  italian canadian australian asian civilian ukrainian iranian brazilian egyptian palestinian alter enter register offer discover
  consider remember deliver cover recover wonder prefer gather transfer suffer answer trigger either neither longer better corner
  border dinner supper shoulder folder ladder murder hammer butter silver copper timber thunder poster counter semester trimester
  shelter filter theater cancer disaster barrier carrier trailer boiler ledger margin cylinder gender tender slander hunger anger
  danger ginger finger charger printer scooter router container freezer blender server browser elevator escalator generator
  equator indicator radiator refrigerator ventilator vector doctorate predator alligator twist mist fist wrist checklist`,
);

/** A noun of what a person is. */
export const isRole = (word: string): boolean =>
  ROLES.has(lower(word)) ||
  (/^[a-z-]{5,}[^\w-]*$/.test(word) && PERSON_ENDING.test(lower(word)) && !NO_PERSONS.has(lower(word)));

const isRolePart = (word: string): boolean => isRole(word) || ROLE_PARTS.has(lower(word));
/** "Augustus “Gus” June" */
const NICKNAME = /^[“"‘(]\p{Lu}[\p{L}.’'-]*[”"’)]$/u;
const endsPhrase = (word: string): boolean => !NICKNAME.test(word) && endsWithMark(word);
const endsWithMark = (word: string): boolean =>
  /[,;:!?—–)”"]$/.test(word) ||
  (word.endsWith('.') &&
    !/^(?:\p{Lu}\.)+$|^(?:Jr|Sr|Inc|Co|Corp|Ltd|St|Ph\.D|M\.D)\.$/u.test(word) &&
    !isTitle(word));

/** A name with its role, and how many words both take up. */
type SizedName = Name & { length: number };

/**
 * The name at the end of a run of words; null when there is none.
 * "… that Kremlin spokesman Dmitry Peskov" ends in { role: "Kremlin spokesman", name: "Dmitry Peskov" }.
 */
export function nameAtEnd(words: readonly string[]): SizedName | null {
  const found = nameOrRoleAtEnd(words);
  return found?.name ? found : null;
}

/** The same, and a role with an empty name where a capitalised role stands alone: "the President". */
export function nameOrRoleAtEnd(words: readonly string[]): SizedName | null {
  let from = words.length;
  while (from > 0 && words.length - from < MAX_NAME_WORDS) {
    const word = words[from - 1]!;
    const isLast = from === words.length;
    if (!isLast && (endsPhrase(word) || (isPossessive(word) && !isOfOffice(words, from)))) break;
    if (!isNameAt(words, from - 1) && (isLast || !joins(words, from - 1))) break;
    from--;
  }
  const isName = (word: string, at: number) =>
    isNameAt(words, at) && !(word === 'Today' && at < words.length - 1);
  while (from < words.length && !isName(words[from]!, from)) from++;
  if (from === words.length) return null;
  while (from > 0 && NOBILIARY.has(words[from - 1]!)) from--;
  return withRole(words, from, words.length);
}

/** "the Sheriff’s Office": the word behind a possessive is the last one, and a noun of organisations. */
const isOfOffice = (words: readonly string[], at: number): boolean =>
  at === words.length - 1 &&
  /^\p{Lu}/u.test(words[at - 1]!) &&
  /^(?:Office|Department|Bureau|Court|Guild|Union|Association|Committee|Ministry|Almanac|Hospital|College|Alliance|Society|Club|Party|Journal)$/.test(
    bare(words[at]!),
  );

/**
 * A particle between capitalised words. "and", "of", "for" and "the" only join the names of organisations: else "and" joins
 * two speakers, and "of" leads to a place.
 */
function joins(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (!PARTICLES.has(word) || (word === 'an' && !/^(?:Mac|Nic|Mhic)$/.test(words[at - 1] ?? '')))
    return false;
  const left = words[at - 1] !== undefined && PARTICLES.has(words[at - 1]!) ? at - 2 : at - 1;
  if (left < 0 || !isNameWord(words[left]!) || endsPhrase(words[left]!)) return false;
  if (!/^(?:and|of|for|the)$/.test(word)) return true;
  if (word !== 'and') return organisationBeside(words, left, -1);
  // "Treasury Department and Border Agency" are two, "Customs and Border Agency" is one.
  return !WHOLE_ORGANISATION.has(words[left]!) && organisationBeside(words, at + 1, 1);
}

/** What ends the name of an organisation, rather than telling its field. */
const WHOLE_ORGANISATION = setOf(
  `Department Agency Ministry Administration Commission Committee Council Court Office Bureau Board Institute University
  Association Post Times News Journal Police Union Bank Company Society Foundation Service Services Fund Group`,
);

/** A word of organisations, or "Secretary", among the capitalised words that go on from a place in a direction. */
function organisationBeside(words: readonly string[], from: number, step: 1 | -1): boolean {
  for (let i = from; i >= 0 && i < words.length; i += step) {
    const word = words[i]!;
    if (ORGANISATION_WORDS.has(lower(word)) || lower(word) === 'secretary') return true;
    if (!isNameWord(word) && !PARTICLES.has(word)) return false;
    if (endsPhrase(word) && (step === 1 || i < from)) return false;
  }
  return false;
}

/** "Dr.", "Lieut.-Gen.", "Rear-Adm." */
const isTitle = (word: string): boolean =>
  TITLES.has(word.toLowerCase()) ||
  (word.includes('-') &&
    word.split('-').every((part) => TITLES.has(part.toLowerCase()) || /^(?:rear|vice)$/i.test(part)));

/** What of the capitalised words is role, and the words of the role before them. */
function withRole(words: readonly string[], from: number, to: number): SizedName {
  let first = from;
  for (let i = from; i < to; i++) if (isTitleOrRole(words, i, to)) first = i + 1;
  // "Judge said", "Ines Judge said": without "the" it is a last name like others.
  if (first === to && !/^the$/i.test(words[from - 1] ?? ''))
    first = to - from > 1 && !isRolePart(words[to - 2]!) ? from : to - 1;
  const name = words.slice(first, to);
  let start = first > from ? from : first;
  if (isPerson(name))
    while (start > 0 && first - start < MAX_ROLE_WORDS && belongsToRole(words, start - 1, first)) start--;
  const opensRole = (word: string) =>
    isNameWord(word) || isTitle(word) || isRole(word) || ROLE_PARTS.has(word);
  while (start < first && !opensRole(words[start]!)) start++;
  while (start < first && /^(?:and|of|co)$/.test(words[start]!)) start++;
  const role = words.slice(start, first).join(' ');
  const definite = /^the$/i.test(words[start - 1] ?? '');
  const said = clean(name.join(' '));
  return {
    name: said,
    role: withoutMarks(role),
    organisation: isOrganisation(said, definite && name.length > 0 && role === ''),
    length: to - start,
  };
}

const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?,?$/;

/** A word within a name that ends its role: "Attorney General | Kathy Jennings", but not "Justice Department". */
function isTitleOrRole(words: readonly string[], at: number, to: number): boolean {
  const word = words[at]!;
  // "Martin Luther King Jr."
  if (at < to - 1 && words.slice(at + 1, to).every((next) => SUFFIX.test(next))) return false;
  if (word.endsWith('.') && isTitle(word)) return true;
  if (!isTitle(lower(word)) && !ROLES.has(lower(word))) return false;
  return (
    !/^(?:for|of)$/.test(words[at + 1] ?? '') &&
    !words.slice(at + 1, to).some((next) => ORGANISATION_WORDS.has(lower(next)))
  );
}

const belongsToRole = (words: readonly string[], at: number, nameStart: number): boolean => {
  const word = words[at]!;
  if (endsPhrase(word)) return false;
  if (at === nameStart - 1) return isRole(word) || isTitle(word);
  if (/^(?:and|of)$/.test(word)) return isRole(words[at - 1] ?? '');
  return isRolePart(word) || isNameWord(word) || isKinOf(words, at);
};

/** "Dmitry Peskov", "von der Leyen": more than one word, none of them a word of organisations. */
const isPerson = (name: readonly string[]): boolean =>
  name.length > 0 && !name.some((word) => ORGANISATION_WORDS.has(lower(word)));

const withoutMarks = (text: string): string => withoutEnd(text.replace(/^[“"‘(]+/, ''), /[,;:!?)”"]/);

const clean = (text: string): string =>
  (isDomain(text) ? bare(text) : withoutMarks(text))
    .replace(/(?<=[\p{L}\p{N}]{3}\)?)\.$/u, '')
    .replace(/\)$/, '')
    .trim();

/** Whether a name is one of organisations: by its words, by its capitals, or by "the" before it. */
export const isOrganisation = (name: string, definite = false): boolean =>
  definite ||
  isDomain(name) ||
  name.includes('&') ||
  /^\p{Lu}{2,}$/u.test(name) ||
  name.split(' ').some((word) => ORGANISATION_WORDS.has(lower(word)) || ORGANISATION_NOUNS.has(word));

/**
 * The name or role at the start of a run of words, as `nameOrRoleAtEnd` gives it; null when there is none.
 * "Kremlin spokesman Dmitry Peskov on Monday" starts with Peskov.
 * `next` is the index of the first word behind it, `ends` whether a mark stands between.
 */
export function nameAtStart(words: readonly string[]): (Name & { next: number; ends: boolean }) | null {
  const end = phraseEnd(words);
  if (end === 0) return null;
  const last = words[end - 1]!;
  const found = nameOrRoleAtEnd([...words.slice(0, end - 1), clean(last)]);
  return found && !isPossessive(found.name) ? { ...found, next: end, ends: endsPhrase(last) } : null;
}

/** How many words the noun phrase at the start holds, up to its last capitalised word; 0 when it holds none. */
function phraseEnd(words: readonly string[]): number {
  let end = 0;
  for (let i = 0; i < Math.min(words.length, MAX_ROLE_WORDS + MAX_NAME_WORDS); i++) {
    const word = words[i]!;
    const joined = end > 0 && ((joins(words, i) && leadsToName(words, i + 1)) || joinsNext(words, i));
    if (isNameAt(words, i)) end = i + 1;
    else if (!joined) {
      if (end > 0 && !isRole(word) && !isPartOfRole(words, i) && !isKinOf(words, i)) break;
      if (FUNCTION_WORDS.has(word) || (PREPOSITIONS.has(word) && end === 0) || word.includes('_')) break;
    }
    if (endsPhrase(word)) break;
  }
  return end;
}

/** "Bank manager’s widow": whose they are, before what they are. */
const isKinOf = (words: readonly string[], at: number): boolean =>
  /^\p{Ll}.*[’']s$/u.test(words[at]!) &&
  isRole(words[at]!.slice(0, -2)) &&
  isRole(words[at + 1] ?? '') &&
  /^\p{Lu}/u.test(words[at + 2] ?? '');

/** "president and CEO": small words join roles, not names. */
const isPartOfRole = (words: readonly string[], at: number): boolean =>
  /^(?:and|of)$/.test(words[at]!) ? at > 0 && isRole(words[at - 1]!) : ROLE_PARTS.has(words[at]!);

/** "van der Zee": a name follows, or one more particle and a name. */
const leadsToName = (words: readonly string[], at: number): boolean =>
  isNameWord(words[at] ?? '') || (PARTICLES.has(words[at] ?? '') && isNameWord(words[at + 1] ?? ''));

/** "of the" between two capitalised words. */
const joinsNext = (words: readonly string[], at: number): boolean =>
  joins(words, at) && words[at + 1] === 'the' && isNameWord(words[at + 2] ?? '');

/** Whether a word behind a name leaves it who speaks: "Gallup data", not "Pentagon officials". */
export const leavesName = (word: string | undefined): boolean =>
  word === undefined ||
  !/^\p{Ll}/u.test(word) ||
  FUNCTION_WORDS.has(bare(word)) ||
  PREPOSITIONS.has(bare(word)) ||
  DATA_WORDS.has(bare(word)) ||
  word === 'and';
