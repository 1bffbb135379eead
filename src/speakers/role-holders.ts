// Who holds a role in a text: "the governor" is whomever it calls a governor elsewhere. Pure.
import { CONTEXT, nameAtEnd, nameAtStart, wordsAround, writtenWords, type Name } from './speaker-names.ts';
import { isPlace } from './places.ts';
import { ROLE_PARTS, VERBS } from './speaker-words.ts';
import { oneOf, setOf } from '../text/patterns.ts';
import { placesInAnyCase } from '../text/word-places.ts';
import type { Span } from '../types.ts';

/** How news shortens roles before a name. */
const SHORT_ROLES: ReadonlyMap<string, string> = new Map([
  ['governor', 'gov'],
  ['senator', 'sen'],
  ['representative', 'rep'],
  ['congressman', 'rep'],
  ['congresswoman', 'rep'],
  ['general', 'gen'],
  ['professor', 'prof'],
  ['admiral', 'adm'],
  ['colonel', 'col'],
  ['captain', 'capt'],
  ['sergeant', 'sgt'],
  ['lieutenant', 'lt'],
  ['major', 'maj'],
  ['commander', 'cmdr'],
  ['reverend', 'rev'],
  ['superintendent', 'supt'],
  ['inspector', 'insp'],
  ['doctor', 'dr'],
]);

/** A role, in lower case, as news shortens it before a name; the word itself where it does not. */
export const shortRole = (role: string): string => SHORT_ROLES.get(role) ?? role;

/** Somebody whom a text gives a role; `end` is where the text goes on behind its noun. */
export interface RoleHolder {
  person: Name;
  end: number;
}

/** Where a role is told more often, in turns with others, nobody is known by it. */
const MAX_HOLDERS = 1000;
/** Characters behind a noun of role that may hold the name. */
const REACH_BEHIND = 60;

/**
 * Everybody to whom a text gives a role with this noun, in order; repetitions in a row count once.
 * @param noun in lower case: "governor"
 */
export function roleHolders(text: string, noun: string): RoleHolder[] {
  return holdersAt(text, noun, (form) => placesInAnyCase(text, form));
}

const isLetter = (mark: string | undefined): boolean => mark !== undefined && /\p{L}/u.test(mark);
const goesOn = (mark: string | undefined): boolean => mark !== undefined && /[\p{L}’']/u.test(mark);

/** A noun of role with its full stop; none where the word goes on. */
function nounAt(text: string, start: number, end: number): Span[] {
  if (text[end] === '.' && !goesOn(text[end + 1])) return [{ start, end: end + 1 }];
  return goesOn(text[end]) ? [] : [{ start, end }];
}

/** The same for the end of a text, from a place on: the table of words is one of whole texts. */
const lastHolders = (text: string, noun: string, from: number): RoleHolder[] =>
  holdersAt(text, noun, (form) => {
    const end = text.slice(from).toLowerCase();
    const places: number[] = [];
    for (let at = end.indexOf(form); at >= 0; at = end.indexOf(form, at + 1)) places.push(from + at);
    return places;
  });

function holdersAt(text: string, noun: string, placesOf: (form: string) => number[]): RoleHolder[] {
  const forms = [...new Set([noun, shortRole(noun)])];
  const nouns = forms.flatMap((form) =>
    placesOf(form).flatMap((at) => (isLetter(text[at - 1]) ? [] : nounAt(text, at, at + form.length))),
  );
  const inOrder = forms.length > 1 ? nouns.sort((a, b) => a.start - b.start) : nouns;
  const holders = inOrder.flatMap(({ start, end }) => {
    const person = behindRole(text, start, end) ?? beforeRole(text, start, end);
    return person && !person.organisation ? [{ person, end }] : [];
  });
  return holders.filter(({ person }, i) => !isSame(person, holders[i - 1]?.person));
}

const isSame = (one: Name, other: Name | undefined): boolean =>
  one.name === other?.name && one.role === other.role;

/**
 * The one person whom a text gives a role in these words ("former Arkansas governor"); null where none or several have it.
 * @param until what stands from there on is not read
 * @param holders what `roleHolders` gives of the whole text: it is asked again and again, and read once
 */
export function personOfRole(
  text: string,
  until: number,
  role: readonly string[],
  holders: readonly RoleHolder[],
): Name | null {
  const noun = role.at(-1)!.toLowerCase();
  const others = role.slice(0, -1).filter((word) => /^\p{Lu}/u.test(word));
  const isNew = role.some((word) => /^(?:new|next|incoming)$/i.test(word));
  const isKnown = ({ end }: RoleHolder) => end + REACH_BEHIND <= until;
  const persons = new Map<string, Name>();
  const asked = fieldOf(role);
  const take = ({ person }: RoleHolder) => {
    const held = fieldOf(writtenWords(person.role));
    if (asked.length > 0 && held.length > 0 && !asked.some((word) => held.includes(word))) return;
    // The new mayor is not the one who was mayor before.
    if (isNew && !/(?<!\p{L})(?:new|next|incoming)(?!\p{L})/iu.test(person.role)) return;
    if (others.every((word) => person.role.includes(word)) && sameOffice(role.join(' '), person.role))
      persons.set(person.name.split(' ').at(-1)!, person);
  };
  for (const [i, holder] of holders.entries()) {
    if (!isKnown(holder) || persons.size > 1) break;
    if (i === MAX_HOLDERS) return null;
    take(holder);
  }
  // Of the last ones the name may be cut off.
  const near = lastHolders(text.slice(0, until), noun, Math.max(0, until - 2 * REACH_BEHIND));
  for (const holder of near) if (!isKnown(holder)) take(holder);
  return persons.size === 1 ? [...persons.values()][0]! : null;
}

const NO_FIELD = setOf('the a an of and new old own former local then current outgoing');
/** What tells which office it is of those with its noun: "opposition" of "opposition leader", which is no council leader. */
const fieldOf = (role: readonly string[]): string[] =>
  role.slice(0, -1).flatMap((word) => {
    // "the ship’s captain" is not the team’s.
    const small = word.toLowerCase().replace(/[’']s$/, '');
    // A capital may be that of the sentence.
    return (/^\p{Ll}/u.test(word) || ROLE_PARTS.has(small)) &&
      /^\p{Ll}+$/u.test(small) &&
      !NO_FIELD.has(small)
      ? [small]
      : [];
  });

/** Words that make another office of one. */
const OTHER_OFFICE =
  /(?<![\p{L}-])(?:vice|deputy|former|ex|shadow|assistant|associate|under|late|co|prime|attorney|press|company|club|student|(?:lieutenant|lt)\.?(?= gov))(?![\p{L}])|-(?:elect|designate)/giu;

/** A former mayor is not the mayor, nor is a vice president the president. */
export const sameOffice = (one: string, other: string): boolean => officesIn(one) === officesIn(other);
const officesIn = (role: string): string =>
  [...role.toLowerCase().matchAll(OTHER_OFFICE)]
    .map(([word]) => word)
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ');

/** "Town spokesman Amos Reed": whoever stands behind a noun of role. */
function behindRole(text: string, start: number, end: number): Name | null {
  const name = /^(?:,(?=[^,.;]*[,.;]))?\s(?:\p{Lu}[\p{L}.’'-]*,? ?){2,4}/u
    .exec(text.slice(end, end + REACH_BEHIND))?.[0]
    .replace(/^,/, '');
  const found = name && nameAtStart(writtenWords(name));
  if (!found || !found.name.includes(' ')) return null;
  return nameAtEnd([...wordsAround(text, start, end), ...writtenWords(name).slice(0, found.next)]);
}

const ANY_NAME = String.raw`(?<name>(?:\p{Lu}[\p{L}.’'-]* ){0,4}\p{Lu}[\p{L}.’'-]*)`;
/** "Amos Reed, the town’s", "Amos Reed, town", "Amos Reed (town": what stands between name and noun. */
const BEFORE_ROLE = new RegExp(
  oneOf(
    String.raw`${ANY_NAME}, (?:an?|the|its|his|her) (?<role>[^,.;“”"\n]{0,60})$`,
    String.raw`(?:^|[^,] )${ANY_NAME.replace('name', 'bearer')}(?:, | \((?:the )?)(?<bare>(?:(?!(?:the|an?|said|says|told|and|but|as|when|who|or)\s)\p{Ll}[\p{Ll}’'-]*\s){0,3})$`,
  ),
  'u',
);

/** A verb of saying behind a role, whose subject the role is. */
const SPEAKS = new RegExp(String.raw`^(?:[’']s)?(?: [\p{L}-]+){0,2}? (?:${VERBS})(?![\p{L}’'-])`, 'u');

/** "Amos Reed, the town’s spokesman": whoever stands before a noun of role. */
function beforeRole(text: string, start: number, end: number): Name | null {
  const found = BEFORE_ROLE.exec(text.slice(Math.max(0, start - CONTEXT), start))?.groups;
  const person = found && nameAtEnd(writtenWords(found.name ?? found.bearer!));
  const role = found && `${found.role ?? found.bare!}${text.slice(start, end)}`;
  // "…, master of none" is told with a mark or the end of the sentence behind it; "They arrested Reed, the mayor said" tells
  // nothing of Reed.
  const behind = text.slice(end, end + 40);
  if (found?.bearer && !/^(?:[,.;:)\n]| (?:of|for|at|in|to) |$)/.test(behind)) return null;
  if (found?.name && SPEAKS.test(behind)) return null;
  return person && role && !isPlace(person.name) ? { ...person, role } : null;
}
