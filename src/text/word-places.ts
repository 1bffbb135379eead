// Where words stand in a text: looked up in a table, for to search a long text once for each of its names takes time with the
// square of its length. Pure.
import { cachedByText } from './text-cache.ts';

const WORD = /[\p{L}\p{N}]+/gu;
/** Characters of the texts whose tables are kept: some 50 articles of news. */
const CACHED_CHARACTERS = 500_000;

/** The places of each word of a text, by the word in lower case. */
const placesByWord = cachedByText((text) => {
  const places = new Map<string, number[]>();
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const key = word.toLowerCase();
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  }
  return places;
}, CACHED_CHARACTERS);

/** Where the rarest word of a phrase stands in a text, as the places where the phrase would begin. */
function likelyPlaces(text: string, phrase: string): number[] {
  const byWord = placesByWord(text);
  let rarest: { places: readonly number[]; offset: number } | undefined;
  for (const { 0: word, index: offset } of phrase.matchAll(WORD)) {
    const places = byWord.get(word.toLowerCase()) ?? [];
    if (!rarest || places.length < rarest.places.length) rarest = { places, offset };
  }
  if (!rarest) return [];
  const { places, offset } = rarest;
  return places.map((place) => place - offset);
}

/** Where a phrase stands in a text, in order; its words are whole ones there. A phrase without letters and figures stands nowhere. */
export const placesOf = (text: string, phrase: string): number[] =>
  likelyPlaces(text, phrase).filter((at) => at >= 0 && text.startsWith(phrase, at));

/** The same, however it is spelled in capitals; the phrase is in lower case. */
export const placesInAnyCase = (text: string, phrase: string): number[] =>
  likelyPlaces(text, phrase).filter(
    (at) => at >= 0 && text.slice(at, at + phrase.length).toLowerCase() === phrase,
  );

/** The same function with its results for the names of a text, which is asked for them again and again. */
export function rememberedByName<Result>(
  compute: (text: string, name: string) => Result,
): (text: string, name: string) => Result {
  const byName = cachedByText(() => new Map<string, Result>(), CACHED_CHARACTERS);
  return (text, name) => {
    const known = byName(text);
    if (!known.has(name)) known.set(name, compute(text, name));
    return known.get(name)!;
  };
}
