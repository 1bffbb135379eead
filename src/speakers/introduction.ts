// The full name and the role that an article gives somebody whom it elsewhere calls by the last name only. Pure.
import { setOf } from '../text/patterns.ts';
import { placesOf, rememberedByName } from '../text/word-places.ts';
import { genderOf, isFirstName, MEN, WOMEN } from './first-names.ts';
import { isPlace } from './places.ts';
import { SAYING } from './speaker-words.ts';
import { shortRole } from './role-holders.ts';
import {
  CONTEXT,
  isCalledLikeWord,
  isRole,
  nameAtEnd,
  nameAtStart,
  withinSentence,
  wordsAround,
  writtenWords,
  type Name,
} from './speaker-names.ts';

const MAX_APPOSITION = 100;
/** Words of an apposition among which the noun of a role is looked for. */
const MAX_ROLE_WORDS = 7;

const isLetter = (mark: string | undefined): boolean => mark !== undefined && /[\p{L}\p{N}-]/u.test(mark);

/** A name where the text has it; `end` is where the text goes on behind it. */
type Mention = Name & { end: number };

/**
 * A name in full with its role: "Kremlin spokesman Dmitry Peskov", "Ines Calder, harbour master". Null where several share
 * it and none is known by it. Null for a mere first name, and for a word that only opens a sentence.
 */
export function fullName(text: string, said: Name): string | null {
  const alone = said.role ? `${said.role} ${said.name}` : said.name;
  if (said.organisation) return isKnownName(text, said) ? alone : null;
  // "Sir Keir" goes by the first name.
  const first = /(?:^| )(?:Sir|Dame)$/.test(said.role) && !said.name.includes(' ');
  const knight = first ? onlyName(longerNames(text, said.name)) : null;
  if (knight !== null) return fullName(text, { ...said, name: knight, role: '' });
  const told = toldBy[genderOfTitle(said.role)](text, said.name);
  if (told === 'nothing') return isKnownName(text, said) ? alone : null;
  if (told === 'unclear') return null;
  if (told === 'shared') return said.role === '' || CIVIL.test(said.role) ? null : alone;
  // "Inspector Jones" is no Megan Jones of whom the text says that she owns a cafe.
  return isOther(said.role, told.roles) ? alone : withRole(told, said.role);
}

/** What a text tells of whoever it calls by a name. */
interface Told {
  name: string;
  /** With what stands before it, where that says what somebody is. */
  whole: string | null;
  /** What else stands before it: "Dr.", or nothing. */
  title: string;
  /** What stands behind it: "harbour master". */
  behind: string | null;
  /** All that stands before and behind it, in any place. */
  roles: string[];
}

/** Whether a title or an office is not that of the person whom the text names in full. */
function isOther(title: string, roles: readonly string[]): boolean {
  if (title === '' || CIVIL.test(title)) return false;
  const words = (role: string) =>
    role
      .toLowerCase()
      .split(/[\s.,]+/)
      .filter(Boolean)
      .map(shortRole);
  const asked = words(title);
  const isDoctor = asked.every((word) => /^(?:dr|prof)$/.test(word));
  const known = roles.flatMap(words);
  return (isDoctor || known.length > 0) && !asked.some((word) => known.includes(word));
}

type Gender = 'female' | 'male' | 'either';

/** Whom "Mrs Reed" can be, and "Mr Reed". */
const genderOfTitle = (title: string): Gender =>
  /^(?:Mrs|Ms|Miss|Dame|Lady)\.?$/.test(title)
    ? 'female'
    : /^(?:Mr|Sir|Lord)\.?$/.test(title)
      ? 'male'
      : 'either';

/** The mentions of those who may be of a gender; where it is sure of some of them, theirs. */
function ofGender(mentions: readonly Mention[], gender: Gender): readonly Mention[] {
  if (gender === 'either') return mentions;
  const female = gender === 'female';
  const namesOf = (others: boolean) =>
    new Set(
      mentions
        .filter(({ name, role }) => !matchesPronoun(`${role} ${name}`.trim(), others ? !female : female))
        .map(({ name }) => name),
    );
  const [not, surely] = [namesOf(false), namesOf(true)];
  const fitting = mentions.filter(({ name }) => !not.has(name));
  const sure = fitting.filter(({ name }) => surely.has(name));
  return sure.length > 0 ? sure : fitting;
}

/** "nothing" where no name in full is given, "unclear" where those of several are, or a street's; "shared" where an
 * office tells another of the name. */
const toldOf = (text: string, said: string, gender: Gender): Told | 'nothing' | 'unclear' | 'shared' => {
  const mentions = ofGender(mentionsOf(text, said), gender);
  // "De Haan" is no full name.
  const least = withinSentence(said) === said ? 0 : said.length;
  const longer = mentions.filter(
    ({ name, organisation }) => name.includes(' ') && name.length > least && !organisation,
  );
  const full = longer.length > 0 ? longer : familyNameFirst(text, said);
  if (full.length === 0) return 'nothing';
  const person = onlyPerson(full);
  if (!person || isStreet(person[0]!.name)) return 'unclear';
  const telling = person.find(({ role }) => isTelling(role));
  const hasRole = ({ role }: Name) => role !== '';
  const behind = firstApposition(text, person);
  const isDescribed = person.some(({ end }) => /^, (?:who|aged|\d)/.test(text.slice(end, end + 8)));
  const roles = [...person.map(({ role }) => role), behind ?? '', isDescribed ? 'described' : ''].filter(
    (role) => role !== '',
  );
  // Somebody of the name has an office that is not this person's.
  const office = mentions.find(({ name, role }) => name === said && isTelling(role))?.role;
  if (office !== undefined && isOther(office, roles)) return 'shared';
  return {
    name: person[0]!.name,
    whole: telling ? `${telling.role} ${telling.name}` : null,
    title: person.find(hasRole)?.role ?? '',
    behind: telling ? null : behind,
    roles,
  };
};

/** Where a text names somebody in full by a last name: the ends, in order. */
export const namesInFull = rememberedByName((text, last): Mention[] =>
  mentionsOf(text, last)
    .filter(({ name, organisation }) => name.includes(' ') && name.length > last.length && !organisation)
    .sort((a, b) => a.end - b.end),
);

const toldBy = {
  female: rememberedByName((text, said) => toldOf(text, said, 'female')),
  male: rememberedByName((text, said) => toldOf(text, said, 'male')),
  either: rememberedByName((text, said) => toldOf(text, said, 'either')),
};

function firstApposition(text: string, person: readonly Mention[]): string | null {
  for (const { end } of person) {
    const role = apposition(text, end);
    if (role !== null) return role;
  }
  return null;
}

/** Titles of anybody, which a name in full does without. */
const CIVIL = /^(?:Mr|Mrs|Ms|Miss)\.?$/;

function withRole({ name, whole, title: told, behind }: Told, role: string): string {
  if (whole !== null) return whole;
  const title = [told, role].find((each) => each !== '' && !CIVIL.test(each)) ?? '';
  const titled = title && (!behind || !isTelling(title)) ? `${title} ${name}` : name;
  return behind ? `${titled}, ${behind}` : titled;
}

/** Whether a role says what somebody is: "harbour master" does, "Dr." does not. */
const isTelling = (role: string): boolean => role !== '' && !/^(?:Dr|Mr|Mrs|Ms|Prof|Sir)\.?$/.test(role);

/** Whose they are, not what: of two of one name neither is known by it. */
const KIN =
  /(?<!\p{L})(?:brother|sister|wife|husband|son|daughter|mother|father|widow|widower|cousin|uncle|aunt|nephew|niece|twin|partner|first lady|first gentleman)(?!\p{L})/u;

/** So many times as often as all others of the last name an article must name somebody who is meant by it. */
const MAIN_SHARE = 3;

/** The mentions of one person: where several share the last name, of the one whose role is told ("President Joe Biden"), or whom it is about. */
function onlyPerson(mentions: readonly Mention[]): readonly Mention[] | null {
  const byPerson = new Map<string, Mention[]>();
  const names = new Set(mentions.map(({ name }) => name));
  for (const mention of mentions) {
    // "Ad Feedback Bob Iger" is Bob Iger.
    const words = mention.name.split(' ');
    const from = words.findLastIndex((_, i) => names.has(words.slice(i).join(' ')));
    const person = words.slice(from).join(' ');
    const known = byPerson.get(person);
    if (known) known.push(mention);
    else byPerson.set(person, [mention]);
  }
  const persons = [...byPerson.values()].sort((a, b) => b.length - a.length);
  if (persons.length === 1) return mentions;
  const told = persons.filter((each) => each.some(({ role }) => isTelling(role) && !KIN.test(role)));
  if (told.length === 1) return told[0]!;
  const [most, ...others] = persons;
  const rest = others.reduce((sum, { length }) => sum + length, 0);
  return most!.length >= MAIN_SHARE * rest ? most! : null;
}

const onlyName = (mentions: readonly Mention[]): string | null =>
  mentions.length > 0 && mentions.every(({ name }) => name === mentions[0]!.name) ? mentions[0]!.name : null;

/** Names of two words of which the first is given. */
function longerNames(text: string, name: string): Mention[] {
  const found: Mention[] = [];
  for (const at of placesOf(text, name)) {
    if (isLetter(text[at - 1]) || text[at + name.length] !== ' ') continue;
    const whole = nameAtStart(writtenWords(text.slice(at, at + CONTEXT).split('\n')[0]!));
    if (!whole || whole.organisation || whole.role !== '' || whole.name.split(' ').length !== 2) continue;
    const end = at + whole.name.length;
    const mention = nameAtEnd(wordsAround(text, at, end));
    if (mention?.name === whole.name) found.push({ ...mention, end });
  }
  return found;
}

/** "President Lin Zhaohua", where the article goes on with "Lin": longer names behind a role that begin so. */
function familyNameFirst(text: string, name: string): Mention[] {
  if (name.includes(' ')) return [];
  const found = longerNames(text, name);
  if (found.every(({ name }) => name === found[0]!.name)) return found.filter(({ role }) => role !== '');
  // Of two of one family the office does not tell who is meant.
  return found.some(({ role }) => role !== '') ? found.map((mention) => ({ ...mention, role: '' })) : [];
}

/** All places that name somebody by this name or a longer one that ends so. */
const mentionsOf = rememberedByName((text, said): Mention[] => {
  const small = withinSentence(said);
  const found = mentionsBy(text, said);
  return small === said ? found : [...found, ...mentionsBy(text, small)];
});

function mentionsBy(text: string, name: string): Mention[] {
  const found: Mention[] = [];
  for (const at of placesOf(text, name)) {
    const end = at + name.length;
    if (isLetter(text[at - 1]) || isLetter(text[end])) continue;
    const mention = nameAtEnd(wordsAround(text, at, end));
    if (!mention || !` ${mention.name}`.endsWith(` ${name}`)) continue;
    found.push({ ...mention, end });
    const before = text.slice(Math.max(0, at - CONTEXT), at);
    const spouse = before.includes(' and ') ? JOINED_FIRST_NAME.exec(before)?.groups : undefined;
    if (spouse?.one && isFirstName(spouse.one) && isFirstName(spouse.other ?? ''))
      found.push({ name: `${spouse.one} ${name}`, role: '', organisation: false, end });
  }
  return found;
}

/** "Martin and Anna Reed": two of one last name. */
const JOINED_FIRST_NAME =
  /(?<!\p{Lu}[\p{L}.’'-]{0,30} )(?<one>\p{Lu}\p{L}{1,20}) and (?<other>\p{Lu}\p{L}+) $/u;

const APPOSITION =
  /^, (?:(?:an?|the) )?(?<role>(?:[^,.;:()“”"\n–—]|(?<=\b(?:\p{Lu}|Gov|Sen|Rep|Dr|St|U\.S))\.){3,90})(?=[,.;:()–—])/u;
/** What opens a clause or an adverbial, and no role. */
const NO_ROLE =
  /^(?:who|which|whose|and|but|where|when|as|in|at|on|for|with|was|is|were|are|had|has|have|will|would|could|did|does|not|said|says|told)\b/;

/** "ushered in the era", "this guitarist has sent two albums": clauses, and no roles. */
const CLAUSE =
  /^\p{Ll}+ed (?:in|on|at|to|by|for|from|with|into|out|up|off|over|about)\b|^(?:(?!\bwho\b|\bwhich\b|\bthat\b).)*\b(?:has|have|had|is|was|were|are|will|would)\b/u;

/** "They arrested Reed, the mayor said.": it is the mayor who speaks, and Reed is none. */
const SAID_BY_ROLE = new RegExp(String.raw`(?<![\p{L}’'-])(?:${SAYING.join('|')})(?![\p{L}’'-])`, 'u');

/** "…, the harbour master, …": the role behind a name. */
function apposition(text: string, at: number): string | null {
  const role = APPOSITION.exec(text.slice(at, at + MAX_APPOSITION))?.groups?.role;
  if (!role || NO_ROLE.test(role) || CLAUSE.test(role) || SAID_BY_ROLE.test(role)) return null;
  return writtenWords(role).slice(0, MAX_ROLE_WORDS).some(isRole) ? role.trim() : null;
}

/** Whether a name that the article never gives in full is one: no first name, and no word that merely opens a sentence. */
function isKnownName(text: string, { name, role, organisation }: Name): boolean {
  if (isStreet(name) || isRole(name) || isFamily(text, name) || isCalledLikeWord(name)) return false;
  if (name.includes(' ') || role !== '' || /^\p{Lu}{2,}$/u.test(name)) return true;
  if (!organisation && isFirstName(name)) return false;
  return placesOf(text, ` ${name}`).some(
    (at) => /[\p{Ll}\p{N},’'”"]/u.test(text[at - 1] ?? '') && !isLetter(text[at + 1 + name.length]),
  );
}

const STREETS = setOf(
  'Lane Street Road Row Avenue Close Terrace Square Gardens Crescent Quay Alley Boulevard',
);

/** "St Clement Lane", "Dock Street": but "Diane Lane" is somebody. */
function isStreet(name: string): boolean {
  const [first, ...rest] = name.split(' ');
  return STREETS.has(rest.at(-1) ?? '') && !isFirstName(first!);
}

/** Whether a name is the plural of a family name: "the Calders", where the text has "Ines Calder". */
const isFamily = rememberedByName((text, name): boolean => {
  if (!name.endsWith('s')) return false;
  const last = ` ${name.slice(0, -1)}`;
  return placesOf(text, last).some(
    (at) =>
      /\p{Lu}[\p{L}.’'-]*$/u.test(text.slice(Math.max(0, at - CONTEXT), at)) &&
      !/^[\p{L}-]/u.test(text.slice(at + last.length, at + last.length + 2)),
  );
});

/**
 * Whether "he" or "she" may stand for somebody.
 * @param full the person as `fullName` gives it
 */
export function matchesPronoun(full: string, female: boolean): boolean {
  if (isPlace(full)) return false;
  const words = full.split(', ')[0]!.split(' ');
  const [first, ...rest] = nameAtEnd(words)?.name.split(' ') ?? [];
  const known =
    words.find((word) => MEN.has(word) || WOMEN.has(word)) ?? (rest.length > 0 ? first : undefined);
  const gender = known === undefined ? null : genderOf(known);
  if (gender !== null && gender !== (female ? 'female' : 'male')) return false;
  return !(
    female
      ? /man\b|\bMr\b|\b(?:king|prince|father|actor|brother|son|husband|uncle|nephew|widower)\b/i
      : /woman\b|\bMr?s\b|\bMiss\b|\b(?:queen|princess|mother|actress|sister|daughter|wife|aunt|niece|widow)\b/i
  ).test(female ? full.replace(/woman\b/gi, '') : full);
}
