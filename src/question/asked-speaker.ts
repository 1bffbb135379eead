// Whose words a question asks for (a person, an organisation, a country by any of its names, a role), and whether a
// speaker is the one. Pure.
import { countryOf, countryOfWord, type Country } from '../speakers/places.ts';
import { shortRole } from '../speakers/role-holders.ts';
import { isRole, nameAtEnd } from '../speakers/speaker-names.ts';
import { DATA_WORDS, FUNCTION_WORDS, PREPOSITIONS } from '../speakers/speaker-words.ts';
import { oneOf, oneOfWords } from '../text/patterns.ts';
import { nameWords, stemSet, words, wordSet } from '../text/words.ts';

export interface AskedSpeaker {
  /** Last word of the name in lower case, or the noun of the role: what news calls somebody by. */
  name: string;
  /** All words of the name in lower case, without role: empty when only a role is asked for. */
  names: readonly string[];
  /** Words of the role in lower case that the speaker's must hold: "foreign minister"; empty when a name tells enough. */
  role: readonly string[];
  /** The country that is asked for, or whose minister or mayor it is. */
  country: Country | null;
  /** Stems of the whole phrase and of the verb: not what the question is about. */
  stems: ReadonlySet<string>;
}

const VERBS =
  oneOfWords(`say said tell told think call called claim claimed warn warned announce announced promise promised accuse
  ask argue argued deny denied comment respond responded react want suggest propose predict explain describe admit insist vow
  recommend believe estimate state declare`);
const WHO = `(?<who>(?:[\\p{L}\\p{N}.&’'-]+\\s+){0,8}?[\\p{L}\\p{N}.&’'-]+)`;
const VIEWS = oneOfWords(
  'views? positions? opinions? stance responses? reactions? comments? statements? remarks? take quotes? words claims?',
);

/** "What did X say …", "X’s view on …", "quotes from X about …": the words of X are asked for. */
const QUESTIONS = [
  new RegExp(
    `\\b(?:did|does|do|has|have|had)\\s+${WHO}\\s+(?:(?:ever|also|publicly|recently|have to)\\s+)?(?<verb>${VERBS})\\b`,
    'u',
  ),
  new RegExp(`(?:^|\\s)${WHO}[’']s?\\s+(?<verb>${VIEWS})\\s+(?:on|about|to|of|regarding|towards?)\\b`, 'u'),
  new RegExp(
    `\\b(?<verb>[Qq]uotes?|[Ss]tatements?|[Cc]omments?|[Ww]ords)\\s+(?:from|by|of)\\s+${WHO}(?=${oneOf(
      '\\s+(?:on|about|regarding|in|after|before)\\b',
      '\\s*[,?!.]',
      '\\s*$',
    )})`,
    'u',
  ),
];
/** "According to X, …": what X knows is asked for, in whatever words. */
const SOURCES = [new RegExp(`\\b[Aa]ccording to\\s+${WHO}(?=\\s*(?:[,?!:;]|$))`, 'u')];

/** Whose words a question asks for, or null. */
export const askedSpeaker = (question: string): AskedSpeaker | null => firstSpeaker(QUESTIONS, question);

/** By whose account a question asks for a fact, or null. */
export const askedSource = (question: string): AskedSpeaker | null => firstSpeaker(SOURCES, question);

function firstSpeaker(patterns: readonly RegExp[], question: string): AskedSpeaker | null {
  for (const pattern of patterns) {
    const { who, verb = '' } = pattern.exec(question)?.groups ?? {};
    const asked = who === undefined ? null : speakerOfPhrase(who, verb);
    if (asked) return asked;
  }
  return null;
}

function speakerOfPhrase(phrase: string, verb: string): AskedSpeaker | null {
  // "a report from Reuters" is not what Reuters said.
  if (words(phrase).some((word) => DATA_WORDS.has(word) || DATA_WORDS.has(word.replace(/s$/, ''))))
    return null;
  const all = lastPhrase(phrase.split(/\s+/));
  const whole = all.join(' ');
  const stems = stemSet(`${whole} ${verb}`);
  const exact = countryOf(withoutThe(whole));
  const asked = { name: nameWords(whole).at(-1) ?? '', names: [], role: [], country: null, stems };
  if (exact && !PEOPLE_BEAR_THEIR_NAME.has(exact.name)) return { ...asked, country: exact };
  const role = roleOfPhrase(all);
  if (role) return { ...asked, ...role };
  const names = nameWords(nameAtEnd(all)?.name ?? '');
  return names.length > 0 ? { ...asked, name: names.at(-1)!, names } : null;
}

const withoutThe = (phrase: string): string => phrase.replace(/^the\s+/i, '');

/** The words from the last that no name or role holds: of "it surprised the mayor" only "the mayor". */
function lastPhrase(all: readonly string[]): string[] {
  const from = all.findLastIndex(
    (word) => FUNCTION_WORDS.has(word) || (PREPOSITIONS.has(word) && word !== 'of' && word !== 'for'),
  );
  return all.slice(from + 1);
}

/** "the mayor", "Russia’s foreign minister", "the president of France", "the White House press secretary". */
function roleOfPhrase(all: readonly string[]): Pick<AskedSpeaker, 'name' | 'role' | 'country'> | null {
  const of = all.indexOf('of');
  const place = of < 0 ? undefined : countryOf(withoutThe(all.slice(of + 1).join(' ')));
  const phrase = place ? all.slice(0, of) : all;
  const noun = phrase.at(-1) ?? '';
  if (!/^\p{Ll}/u.test(noun) || !isRole(noun)) return null;
  const bare = phrase.map((word) => word.replace(/[’']s?$/, ''));
  const country = place ?? bare.map(countryOfWord).find(Boolean);
  if (!country && !/^the$/i.test(phrase[0]!) && !/^\p{Lu}/u.test(phrase[0]!)) return null;
  const told = bare.filter((word) => !/^the$/i.test(word) && !countryOfWord(word));
  return { name: noun, role: told.flatMap(words), country: country ?? null };
}

/**
 * Whether a speaker is the one asked for: by last name unless the first names differ, by role, or speaking for the country.
 * @param speaker as `speakerOf` gives it: "Kremlin spokesman Dmitry Peskov"
 */
export function isSpokenBy(asked: AskedSpeaker, speaker: string | null): boolean {
  if (speaker === null) return false;
  const said = nameWords(speaker);
  if (asked.names.length > 0) return bearsName(asked.names, speaker, said);
  if (asked.country && !speaksFor(asked.country, speaker, said, asked.role.length > 0)) return false;
  return asked.role.every((word) => said.includes(word) || said.includes(shortRole(word)));
}

/** "Peskov" and "Dmitry Peskov", not "Ivan Peskov"; "Ford" and "Ford CEO Jim Farley". */
function bearsName(names: readonly string[], speaker: string, said: readonly string[]): boolean {
  const at = said.lastIndexOf(names.at(-1)!);
  if (at < 0) return false;
  if (names.length === 1 || ` ${said.join(' ')} `.includes(` ${names.join(' ')} `)) return true;
  // Called by the last name alone, with nothing or only a title or a role before it.
  const before = speaker.split(/[\s,]+/)[at - 1];
  return before === undefined || isRole(before) || /\.$/.test(before) || before === before.toLowerCase();
}

/** Countries whose names people bear as well: as a whole phrase they are taken for a person. */
const PEOPLE_BEAR_THEIR_NAME = new Set(['Jordan', 'Georgia']);

const STATE = wordSet(
  `president minister ministry government spokesman spokeswoman spokesperson official officials ambassador envoy army military
    navy forces parliament chancellor premier king queen foreign defense defence state secretary embassy police regulator authorities
    administration court prosecutor commission council department intelligence media`,
);

/** The country itself, its seat of government, or somebody with an office of it. */
function speaksFor(country: Country, speaker: string, said: readonly string[], anyone: boolean): boolean {
  const holds = (name: string) => ` ${said.join(' ')} `.includes(` ${words(name).join(' ')} `);
  if (countryOf(withoutThe(speaker)) === country || country.seats.some(holds)) return true;
  return (
    [country.name, country.adjective, ...country.others].some(holds) &&
    (anyone || said.some((word) => STATE.has(word)))
  );
}
