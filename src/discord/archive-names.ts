// The people and places that the archive is about lately: who is quoted most, and the names in the newest articles. Looked up
// once for each index and for what may be seen of it, beside whatever else goes on.
import { setImmediate as otherWork } from 'node:timers/promises';
import type { PartOfArchive } from '../archive.ts';
import { NOT_NAMES } from '../speakers/speaker-words.ts';
import { withoutEnd } from '../text/ends.ts';
import { fold } from '../text/fold.ts';
import type { QuotedSpeaker } from '../types.ts';

/** Somebody or something that has a name. */
export interface ArchiveName {
  name: string;
  /** The name as what is typed is compared with it. */
  folded: string;
  /** Quotations of a person, or articles that have a name. */
  count: number;
}

const MAX_SPEAKERS = 100;
const MAX_NAMES = 400;
const NEWEST_ARTICLES = 300;
/** So much of an article is looked through: further on it hardly names anything new. */
const MAX_TEXT = 10_000;
/** Read between two turns of the event loop: some milliseconds. */
const AT_ONCE = 3;
/** A name that one article alone has may be a slip. */
const MIN_ARTICLES = 2;
const MIN_LETTERS = 3;
/** Of so many letters are "Sept." and "Capt." before a full stop. */
const MAX_SHORTENED = 4;

/** Capitalised words amid a sentence: at its start every word has a capital. "of" and the like join two of them. */
const NAMES =
  /(?<=(?<![\p{L}\p{M}’'-])\p{Ll}{1,20} ["“„«]?|[\p{Ll}\p{N}][,;)] ["“„«]?|\d )\p{Lu}[\p{L}\p{M}’'-]*\p{Ll}[\p{L}\p{M}’'-]*(?: (?:(?:of|the|de|la|von|van|der) ){0,2}\p{Lu}[\p{L}\p{M}’'-]*\p{Ll}[\p{L}\p{M}’'-]*){0,3}/gu;

/** What the archive is about, the most frequent first. */
export async function namesIn(archive: PartOfArchive, stopping: AbortSignal): Promise<ArchiveName[]> {
  const speakers = await archive.speakers({ name: '', limit: MAX_SPEAKERS });
  const people = speakers.map((speaker) => ({ name: nameOf(speaker), count: speaker.quotations }));
  const counts = new Map<string, number>();
  const newest = await archive.find({ text: '', limit: NEWEST_ARTICLES });
  for (const [i, { id }] of newest.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await otherWork();
    if (stopping.aborted) return [];
    const article = await archive.article({ id });
    for (const name of new Set(namesOf(article?.text.slice(0, MAX_TEXT) ?? '')))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const others = [...counts]
    .filter(([name, count]) => count >= MIN_ARTICLES && !people.some((person) => isSame(person.name, name)))
    .map(([name, count]) => ({ name, count }));
  const all = new Map<string, ArchiveName>();
  for (const { name, count } of [...people, ...others].sort((a, b) => b.count - a.count)) {
    const folded = fold(name);
    if (!all.has(folded)) all.set(folded, { name, folded, count });
  }
  return [...all.values()].slice(0, MAX_NAMES);
}

/** "Peskov" and "President Joe Biden" beside "Dmitry Peskov" and "Joe Biden". */
const isSame = (person: string, name: string): boolean =>
  ` ${person}`.endsWith(` ${name}`) || ` ${name}`.endsWith(` ${person}`);

/** "Dmitry Peskov" of "Kremlin spokesman Dmitry Peskov": the last words that are the key. */
export function nameOf({ key, speaker }: Pick<QuotedSpeaker, 'key' | 'speaker'>): string {
  const all = [...speaker.matchAll(WORD)];
  const wanted = key.split(' ');
  for (let at = all.length - wanted.length; at >= 0; at--) {
    const some = all.slice(at, at + wanted.length);
    if (!some.every(([word], i) => fold(word) === wanted[i])) continue;
    const last = some.at(-1)!;
    return speaker.slice(some[0]!.index, last.index + last[0].length);
  }
  return speaker.split(',')[0]!;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The names in a text, each as often as it stands there. */
function namesOf(text: string): string[] {
  return [...text.matchAll(NAMES)]
    .filter(({ 0: name, index }) => name.length > MAX_SHORTENED || text[index + name.length] !== '.')
    .map(([name]) => withoutEnd(name.replace(/[’']s$/, ''), /[’'-]/))
    .filter((name) => name.length >= MIN_LETTERS && !isTimeOrGrammar(name.toLowerCase()));
}

/** "Thursdays" as well as "Thursday"; and May, which somebody may be called, but seldom alone. */
const isTimeOrGrammar = (word: string): boolean =>
  word === 'may' || NOT_NAMES.has(word) || NOT_NAMES.has(word.replace(/s$/, ''));

/** Words that a person is still typing end in one of so many. */
const MAX_WORDS = 3;
const MIN_TYPED = 2;

/** What was typed with its last words completed to a name, the most frequent name first. */
export function completions(typed: string, names: readonly ArchiveName[]): string[] {
  const starts = [...typed.matchAll(/\S+/g)].map(({ index }) => index).slice(-MAX_WORDS);
  const left = new Set(names);
  return starts.flatMap((start) => {
    const tail = fold(typed.slice(start).replace(/\s+/g, ' '));
    if (tail.trim().length < MIN_TYPED || NOT_NAMES.has(tail.trim())) return [];
    const fitting = [...left].filter(({ folded }) => ` ${folded}`.includes(` ${tail.trimEnd()}`));
    // Of a name that more of the words begin nothing is typed twice.
    for (const each of fitting) left.delete(each);
    return fitting
      .filter(({ folded }) => folded !== tail.trim() && ` ${folded} `.includes(` ${tail}`))
      .map(({ name }) => typed.slice(0, start) + name);
  });
}
