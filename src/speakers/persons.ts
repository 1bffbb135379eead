// One key for one person in the whole archive: "Trump" is the Donald Trump of other articles where none else who is quoted is called
// so, or none else holds the office before the last name, or hardly anybody else is quoted. Pure.
import { genderOf, isFirstName } from './first-names.ts';
import { matchesPronoun } from './introduction.ts';
import { isPlace } from './places.ts';
import { sameOffice } from './role-holders.ts';
import { isOrganisation, nameAtEnd, writtenWords } from './speaker-names.ts';

/** Somebody as articles name them. */
export interface NamedSpeaker {
  /** The name alone, in lower case. */
  key: string;
  /** With the role: "President Trump". */
  speaker: string;
  /** How often. */
  quotations: number;
}

/** Somebody who is quoted less often is not meant by a last name alone: "Drake" is no John Drake, and "Disney" no Walt. */
const MIN_QUOTATIONS = 20;
/** So many times as often as all others of the last name somebody is quoted who is meant by it. */
const MAIN_SHARE = 20;

/** All that names one key in full. */
interface Person {
  key: string;
  forms: string[];
  quotations: number;
}

/**
 * The key of the person whom each form means: its own, but where the archive tells more. Two persons never share one.
 * @param speakers every form once
 */
export function personOfEach<Form extends NamedSpeaker>(
  speakers: readonly Form[],
): (Form & { person: string })[] {
  const persons = personsInFull(speakers);
  const byLastName = grouped(persons, ({ key }) => lastWord(key));
  const byPlainName = grouped(persons, ({ key }) => plainOf(key));
  const withInitials = (key: string) => withoutInitial(key, byPlainName.get(plainOf(key)) ?? []);
  const byFirstName = grouped(persons, ({ key }) => key.slice(0, key.indexOf(' ')));
  const keys = new Set(speakers.map(({ key }) => key));
  return speakers.map((form) => {
    const { key, speaker } = form;
    const office = key.replace(OF_THE_STATE, '');
    const isOne = STATES.filter((state) => keys.has(`${state} ${office}`)).length === 1;
    if (office !== key && isOne && keys.has(office)) return { ...form, person: office };
    const namesakes = byLastName.get(lastWord(key)) ?? [];
    if (key.includes(' ')) return { ...form, person: withInitials(key) };
    if (KNIGHT.test(speaker)) {
      const [knight, ...others] = byFirstName.get(key) ?? [];
      const isKnown = knight && (knight.quotations >= MIN_QUOTATIONS || knight.forms.some(isKnight));
      return { ...form, person: others.length === 0 && isKnown ? knight.key : key };
    }
    const isPersonal = !isPlace(speaker) && !isOrganisation(speaker);
    return { ...form, person: (isPersonal && meant(speaker, namesakes, withInitials)) || key };
  });
}

const STATES = ['us', 'uk', 'u s', 'u k'];
/** "US Centers for Disease Control": of a long name there is but one, unless two states have it. */
const OF_THE_STATE = /^(?:us|uk|u s|u k)(?= (?:\S+ ){3})\s/;

/** "Sir Keir" goes by the first name. */
const KNIGHT = /(?:^| )(?:Sir|Dame) \S+$/;
const isKnight = (form: string): boolean => /(?:^| )(?:Sir|Dame) /.test(form);

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

const lastWord = (key: string): string => key.slice(key.lastIndexOf(' ') + 1);

/** Persons by their full name, those with an initial together with those without. */
function personsInFull(speakers: readonly NamedSpeaker[]): Person[] {
  const persons = new Map<string, Person>();
  for (const { key, speaker, quotations } of speakers) {
    if (!isPersonInFull(speaker)) continue;
    const person = persons.get(key) ?? { key, forms: [], quotations: 0 };
    persons.set(key, person);
    person.forms.push(speaker);
    person.quotations += quotations;
  }
  return [...persons.values()];
}

function isPersonInFull(speaker: string): boolean {
  const name = nameAtEnd(writtenWords(speaker.split(', ')[0]!));
  const [first, ...rest] = name?.name.split(' ') ?? [];
  return (
    first !== undefined &&
    rest.length > 0 &&
    !name!.organisation &&
    (isFirstName(first) || genderOf(first) !== null)
  );
}

/** "donald trump" of "donald j trump", unless there is a Donald R. Trump as well. */
function withoutInitial(key: string, variants: readonly Person[]): string {
  const plain = plainOf(key);
  if (plain === key || variants.length !== 2) return key;
  const [longer, shorter] = [
    variants.find((each) => each.key === key),
    variants.find((each) => each.key === plain),
  ];
  return longer && shorter && mayBeOne(longer, shorter) ? plain : key;
}

/** "Michael B. Jordan, actor" is not "Michael Jordan, basketball player", nor John Kennedy John F. Kennedy. */
function mayBeOne(one: Person, other: Person): boolean {
  const [offices, others] = [one, other].map(({ forms }) => forms.flatMap((form) => wordsOf(officeOf(form))));
  return offices!.length === 0 || others!.length === 0 || offices!.some((word) => others!.includes(word));
}

const wordsOf = (office: string): string[] => office.split(/[\s.,]+/).filter((word) => word.length > 2);

/** "kevin o connor" has no initial. */
const plainOf = (key: string): string => key.replace(/(?<=\S) (?![odl] )\p{L}(?= )/gu, '');

/** The key of the one namesake who is meant by a last name with what stands before it; null where it may be any of several. */
function meant(
  speaker: string,
  namesakes: readonly Person[],
  withInitials: (key: string) => string,
): string | null {
  const office = officeOf(speaker);
  const title = /^M(?:r|rs|s|iss)\b/.exec(speaker)?.[0];
  const fitting = namesakes.filter(
    (each) =>
      (office === '' || holds(each, office)) &&
      (title === undefined || each.forms.every((form) => matchesPronoun(form, title !== 'Mr'))),
  );
  const counted = [...grouped(fitting, ({ key }) => withInitials(key))].map(([key, persons]) => ({
    key,
    quotations: persons.reduce((sum, { quotations }) => sum + quotations, 0),
  }));
  const [most, ...others] = counted.sort((a, b) => b.quotations - a.quotations);
  if (!most) return null;
  if (others.length === 0 && (office !== '' || title !== undefined)) return most.key;
  const rest = others.reduce((sum, { quotations }) => sum + quotations, 0);
  return most.quotations >= Math.max(MIN_QUOTATIONS, MAIN_SHARE * rest) ? most.key : null;
}

const holds = ({ forms }: Person, office: string): boolean =>
  forms.map(officeOf).some((held) => ` ${held} `.includes(` ${office} `) && sameOffice(held, office));

/** "president" of "President Trump" and of "Donald Trump, president"; nothing of "Mr. Trump". */
function officeOf(speaker: string): string {
  const [named, ...behind] = speaker.split(', ');
  const role = nameAtEnd(writtenWords(named!))?.role ?? '';
  return (/^(?:Mr|Mrs|Ms|Miss|Dr|Sir)?\.?$/.test(role) ? behind.join(', ') : role).toLowerCase();
}
