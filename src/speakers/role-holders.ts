// Who holds a role in a text: "the governor" is whomever it calls a governor elsewhere. Pure.
import { CONTEXT, nameAtEnd, nameAtStart, wordsAround, writtenWords, type Name } from './speaker-names.ts';
import { literally } from '../text/patterns.ts';

/** How news shortens roles before a name. */
const SHORT_ROLES: ReadonlyMap<string, string> = new Map([
  ['governor', 'gov'],
  ['senator', 'sen'],
  ['representative', 'rep'],
  ['congressman', 'rep'],
  ['congresswoman', 'rep'],
  ['general', 'gen'],
  ['professor', 'prof'],
]);

/** A role, in lower case, as news shortens it before a name; the word itself where it does not. */
export const shortRole = (role: string): string => SHORT_ROLES.get(role) ?? role;

/** Somebody whom a text gives a role; `end` is where the text goes on behind its noun. */
export interface RoleHolder {
  person: Name;
  end: number;
}

/** Characters behind a noun of role that may hold the name. */
const REACH_BEHIND = 60;

/**
 * Everybody to whom a text gives a role with this noun, from `from` on, in order; repetitions in a row count once.
 * @param noun in lower case: "governor"
 */
export function roleHolders(text: string, noun: string, from = 0): RoleHolder[] {
  const forms = `(?:${literally(noun)}|${literally(shortRole(noun))})`;
  const nouns = new RegExp(`(?<![\\p{L}])${forms}\\.?(?![\\p{L}’'])`, 'giu');
  nouns.lastIndex = from;
  const holders = [...text.matchAll(nouns)].flatMap((match) => {
    const end = match.index + match[0].length;
    const person = behindRole(text, match.index, end) ?? beforeRole(text, match.index, end);
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
  const isKnown = ({ end }: RoleHolder) => end + REACH_BEHIND <= until;
  const persons = new Map<string, Name>();
  const take = ({ person }: RoleHolder) => {
    if (others.every((word) => person.role.includes(word)))
      persons.set(person.name.split(' ').at(-1)!, person);
  };
  for (const holder of holders) {
    if (!isKnown(holder) || persons.size > 1) break;
    take(holder);
  }
  // Of the last ones the name may be cut off.
  const near = roleHolders(text.slice(0, until), noun, Math.max(0, until - 2 * REACH_BEHIND));
  for (const holder of near) if (!isKnown(holder)) take(holder);
  return persons.size === 1 ? [...persons.values()][0]! : null;
}

/** "Town spokesman Amos Reed": whoever stands behind a noun of role. */
function behindRole(text: string, start: number, end: number): Name | null {
  const name = /^(?:,(?=[^,.;]*[,.;]))?\s(?:\p{Lu}[\p{L}.’'-]*,? ?){2,4}/u
    .exec(text.slice(end, end + REACH_BEHIND))?.[0]
    .replace(/^,/, '');
  const found = name && nameAtStart(writtenWords(name));
  if (!found || !found.name.includes(' ')) return null;
  return nameAtEnd([...wordsAround(text, start, end), ...writtenWords(name).slice(0, found.next)]);
}

const BEFORE_ROLE =
  /(?<name>(?:\p{Lu}[\p{L}.’'-]* ){0,4}\p{Lu}[\p{L}.’'-]*), (?:an?|the|its|his|her) (?<role>[^,.;“”"\n]{0,60})$/u;

/** "Amos Reed, the town’s spokesman": whoever stands before a noun of role. */
function beforeRole(text: string, start: number, end: number): Name | null {
  const found = BEFORE_ROLE.exec(text.slice(Math.max(0, start - CONTEXT), start))?.groups;
  const person = found && nameAtEnd(writtenWords(found.name!));
  return person ? { ...person, role: `${found.role}${text.slice(start, end)}` } : null;
}
