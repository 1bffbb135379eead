// Who speaks by the layout of a page: the name below a quotation, "And from NAME:" before one, the lines of a transcript. Pure.
import { personsIn, type SpeakerReference } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { personOfRole, roleHolders } from './role-holders.ts';
import { isRole, nameAtEnd, writtenWords, type Name } from './speaker-names.ts';
import { setOf } from '../text/patterns.ts';
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
  /^[ \t]*(?:(\p{Lu}[\p{L}\p{M}.’'-]*(?: \p{Lu}[\p{L}\p{M}.’'-]+){0,3})(?: \([^()\n]{2,40}\)|(?: [—–-]|,) [^:“”"\n]{2,50})?:|([QA])\.)[ \t]+(?=\S)/gmu;
/** Whoever has fewer lines is no speaker of a transcript: "Update: …", "Pellowick: …". */
const MIN_LINES = 2;

/** The lines between two places of a text that begin with the name of who speaks, where it has a transcript or an interview. */
export function labelledLines(text: string, start: number, end: number): LabelledLine[] {
  const labels = [...text.matchAll(LABEL)].map(({ 1: name, 2: letter, index }) => ({
    label: name ?? letter!,
    index,
  }));
  if (labels.length < MIN_LINES) return [];
  const speakers = speakersOf(text, labels);
  return labels.flatMap(({ label, index }) => {
    const name = index >= start && index < end ? speakers.get(label) : undefined;
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
}

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
  const isRepeated = named.some(([label]) => lines.get(label)! >= MIN_LINES);
  const inFull = isRepeated
    ? namedInFull(text, new Set(named.map(([, { name }]) => lastWord(name))))
    : new Set();
  const persons = named.filter(([, { name }]) => inFull.has(lastWord(name)));
  const isTranscript = persons.some(([label]) => lines.get(label)! >= MIN_LINES);
  const found = new Map<string, Name>(isTranscript ? persons : []);
  for (const [label, count] of lines) {
    if (count < MIN_LINES || found.has(label)) continue;
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
  if (questions.length < MIN_LINES) return null;
  const persons = new Map<string, Name>();
  for (const reference of personsIn(text.slice(0, questions[0]!.index).replace(/^By .*$/gm, '')))
    if (reference.kind === 'name' && reference.name.name.includes(' '))
      persons.set(reference.name.name, reference.name);
  return persons.size === 1 ? [...persons.values()][0]! : null;
}

const lastWord = (name: string): string => name.split(' ').at(-1)!;

/** Whoever is called by a longer word speaks in no transcript. */
const MAX_LAST_NAME = 40;
/** What may follow the first words of a longer name. */
const BEHIND_NAME = new RegExp(
  String.raw`(?<=\p{Lu}[\p{L}\p{M}.’'-]{1,29}) (?=(\S{1,${MAX_LAST_NAME}}))`,
  'gu',
);

/** Those of some last names that end a longer name in the text: a label alone is no name. */
function namedInFull(text: string, lastNames: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  if (lastNames.size === 0) return found;
  const lengths = [...new Set([...lastNames].map(({ length }) => length))];
  for (const { 1: word, index } of text.matchAll(BEHIND_NAME)) {
    for (const length of lengths) {
      const last = word!.slice(0, length);
      // A label is no such name itself.
      if (last.length === length && lastNames.has(last) && text[index + 1 + length] !== ':') found.add(last);
    }
  }
  return found;
}

/** "CALDER" as a name is written elsewhere: "Calder". */
const inSmallLetters = (label: string): string =>
  label.replace(/\p{Lu}{2,}/gu, (word) => word[0]! + word.slice(1).toLowerCase());
