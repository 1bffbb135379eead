// Who speaks by the layout of a page: the name below a quotation, "And from NAME:" before one, the lines of a transcript. Pure.
import { genderOf } from './first-names.ts';
import { personsIn, type SpeakerReference } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { personOfRole, roleHolders } from './role-holders.ts';
import { isRole, nameAtEnd, writtenWords, type Name } from './speaker-names.ts';
import { setOf } from '../text/patterns.ts';
import { cachedByText } from '../text/text-cache.ts';
import { placesOf } from '../text/word-places.ts';
import type { Span } from '../types.ts';

const MAX_SIGNATURE_WORDS = 14;

/** "— Ines Calder, harbour chair", below or behind what she says; null where a sentence is none. */
export function signature(masked: string): SpeakerReference | null {
  const signed = /^[–—―-]{1,2}\s*(\p{Lu}[^_“”":;]*?)\.?$/u.exec(masked)?.[1];
  if (!signed || writtenWords(signed).length > MAX_SIGNATURE_WORDS) return null;
  const words = writtenWords(signed.split(',')[0]!);
  const found = nameAtEnd(words);
  if (!found || found.length !== words.length || (!found.name.includes(' ') && found.role === ''))
    return null;
  return { kind: 'name', name: found };
}

const NO_SIGNATURE = setOf('reporter correspondent editor photographer journalist writer columnist');

/** "Ines Calder, harbour chair" in a paragraph of its own below one that is nothing but quotation; null where a sentence is none. */
export function signatureBelow(masked: string): SpeakerReference | null {
  const [name, role, ...more] = masked.replace(/\.$/, '').split(', ');
  const words = writtenWords(role ?? '');
  // "Vivienne Sarkander, the plant manager, saw it otherwise." is a sentence; "Edda Quill, lock keeper, Marlow" is none.
  if (!more.every((part) => /^\p{Lu}[^.]*$/u.test(part)) || /^(?:the|who|whose|a|an) /.test(role ?? ''))
    return null;
  if (more.length > 1 || words.length === 0 || words.length > MAX_SIGNATURE_WORDS / 2 || !words.some(isRole))
    return null;
  if (words.some((word) => NO_SIGNATURE.has(word.toLowerCase()))) return null;
  const alone = writtenWords(name!);
  const found = nameAtEnd(alone);
  return found?.length === alone.length && found.name.includes(' ') ? { kind: 'name', name: found } : null;
}

/** "And from harbour chair Ines Calder:", "Ines Calder, harbour chair:" before what she says; null where a sentence is none. */
export function introduction(masked: string): SpeakerReference | null {
  if (!masked.endsWith(':')) return null;
  const before = /^(?:(?:And|This|Then|Next),? )?(?:(?:this )?from )?(.+):$/iu.exec(masked)?.[1];
  if (!before || writtenWords(before).length > MAX_SIGNATURE_WORDS) return null;
  const words = writtenWords(before.split(',')[0]!);
  const found = nameAtEnd(words);
  return found && found.length === words.length && (found.name.includes(' ') || found.role !== '')
    ? { kind: 'name', name: found }
    : null;
}

/** A line of a transcript, and who speaks in it. */
type LabelledLine = Span & { reference: SpeakerReference };

const LABEL =
  /^[ \t]*(?:(?:[QA] [—–-] )?(\p{Lu}[\p{L}\p{M}.’'-]*(?: \p{Lu}[\p{L}\p{M}.’'-]+){0,3})(?: \([^()\n]{2,40}\)|(?: [—–-]|,) [^:“”"\n]{2,50})?:|([QA])\.)[ \t]+(?=\S)/gmu;
/** Whoever has fewer lines is no speaker of a transcript: "Update: …", "Pellowick: …". */
const MIN_LINES = 2;

/** The lines between two places of a text that begin with the name of who speaks, where it has a transcript or an interview. */
export const labelledLines = (text: string, start: number, end: number): LabelledLine[] =>
  allLabelledLines(text).filter((line) => line.start >= start && line.start < end);

/** Characters of the texts whose lines are kept: of the article that is being read, and some before it. */
const CACHED_CHARACTERS = 2_000_000;

const allLabelledLines = cachedByText((text): LabelledLine[] => {
  const labels = [...text.matchAll(LABEL)].map(({ 1: name, 2: letter, index }) => ({
    label: name ?? letter!,
    index,
  }));
  if (labels.length < MIN_LINES) return [];
  const speakers = speakersOf(text, labels);
  return labels.flatMap(({ label, index }) => {
    const name = speakers.get(label);
    if (!name) return [];
    const lineEnd = text.indexOf('\n', index);
    return [
      {
        start: index,
        end: lineEnd < 0 ? text.length : lineEnd,
        reference: { kind: 'name' as const, name },
      },
    ];
  });
}, CACHED_CHARACTERS);

interface Label {
  label: string;
  index: number;
}

/**
 * The person whom each label names, where some stand before several lines; none for what is no name and no role, or nowhere given in
 * full.
 */
function speakersOf(text: string, labels: readonly Label[]): Map<string, Name> {
  const lines = new Map<string, number>();
  for (const { label } of labels) lines.set(label, (lines.get(label) ?? 0) + 1);
  const named = [...lines.keys()].flatMap((label) => {
    const name = nameAtEnd(writtenWords(inSmallLetters(label)));
    return name && !name.organisation && !isPlace(name.name) ? [[label, name] as const] : [];
  });
  const persons = named.filter(([, { name }]) => isFullName(name) || isNamedInFull(text, lastWord(name)));
  const isTranscript = persons.some(([label]) => lines.get(label)! >= MIN_LINES);
  const found = new Map<string, Name>(isTranscript ? persons : []);
  for (const [label, count] of lines) {
    if ((count < MIN_LINES && label !== 'A') || found.has(label)) continue;
    const person = label === 'A' ? answering(text, labels) : holderOf(text, label);
    if (person) found.set(label, person);
  }
  return found;
}

/** "CHAIR", "The Clerk": the one person to whom the text gives the role. */
function holderOf(text: string, label: string): Name | null {
  const words = label.replace(/^the /i, '').toLowerCase().split(' ');
  const noun = words.at(-1)!;
  return isRole(noun) ? personOfRole(text, text.length, words, roleHolders(text, noun)) : null;
}

/** Whoever answers in an interview of questions and answers: the one person who is named before it. */
function answering(text: string, labels: readonly Label[]): Name | null {
  const questions = labels.filter(({ label }) => label === 'Q');
  if (questions.length === 0) return null;
  const persons = new Map<string, Name>();
  for (const reference of personsIn(text.slice(0, questions[0]!.index).replace(/^By .*$/gm, '')))
    if (reference.kind === 'name' && reference.name.name.includes(' '))
      persons.set(reference.name.name, reference.name);
  return persons.size === 1 ? [...persons.values()][0]! : null;
}

/** "HUGO MARSH": a first name with a last name; "EAST QUAY" is none. */
const isFullName = (name: string): boolean =>
  name.includes(' ') && genderOf(name.split(' ')[0]!) !== null && !isRole(lastWord(name));

const lastWord = (name: string): string => name.split(' ').at(-1)!;

/** What stands before the last word of a longer name. */
const FIRST_NAME = /\p{Lu}[\p{L}\p{M}.’'-]{1,29} $/u;
const REACH_BEFORE = 31;

/** Whether a last name ends a longer name in the text: a label alone is no name, and a label is no such name itself. */
const isNamedInFull = (text: string, lastName: string): boolean =>
  placesOf(text, lastName).some(
    (at) =>
      text[at + lastName.length] !== ':' && FIRST_NAME.test(text.slice(Math.max(0, at - REACH_BEFORE), at)),
  );

/** "CALDER" as a name is written elsewhere: "Calder". */
const inSmallLetters = (label: string): string =>
  label.replace(/\p{Lu}{2,}/gu, (word) => word[0]! + word.slice(1).toLowerCase());
