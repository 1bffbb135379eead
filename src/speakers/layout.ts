// Who speaks by the layout of a page: the name below a quotation, "And from NAME:" before one, the lines of a transcript. Pure.
import type { SpeakerReference } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { nameAtEnd, writtenWords } from './speaker-names.ts';
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

const LABEL = /^[ \t]*(\p{Lu}[\p{L}\p{M}.’'-]+(?: \p{Lu}[\p{L}\p{M}.’'-]+){0,3}):[ \t]+(?=\S)/gmu;
/** Whoever has fewer lines is no speaker of a transcript: "Update: …", "Pellowick: …". */
const MIN_LINES = 2;

/** The lines between two places of a text that begin with the name of who speaks, where it has a transcript or an interview. */
export function labelledLines(text: string, start: number, end: number): LabelledLine[] {
  const labels = [...text.matchAll(LABEL)];
  const isRepeated = (label: string) => labels.filter(([, other]) => other === label).length >= MIN_LINES;
  return labels.flatMap(({ 1: label, index }) => {
    if (index < start || index >= end || !isRepeated(label!)) return [];
    const found = nameAtEnd(writtenWords(inSmallLetters(label!)));
    if (!found || found.organisation || isPlace(found.name) || !isNamedInFull(text, found.name)) return [];
    const lineEnd = text.indexOf('\n', index);
    return [
      {
        start: index,
        end: lineEnd < 0 ? text.length : lineEnd,
        reference: { kind: 'name' as const, name: found },
      },
    ];
  });
}

/** Whether the text has a longer name that ends with this one: a label alone is no name. */
function isNamedInFull(text: string, name: string): boolean {
  const last = name.split(' ').at(-1)!;
  for (let at = text.indexOf(` ${last}`); at >= 0; at = text.indexOf(` ${last}`, at + 1))
    // A label is no such name itself.
    if (
      text[at + last.length + 1] !== ':' &&
      /\p{Lu}[\p{L}\p{M}.’'-]+$/u.test(text.slice(Math.max(0, at - 30), at))
    )
      return true;
  return false;
}

/** "CALDER" as a name is written elsewhere: "Calder". */
const inSmallLetters = (label: string): string =>
  label.replace(/\p{Lu}{2,}/gu, (word) => word[0]! + word.slice(1).toLowerCase());
