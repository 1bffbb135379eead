// A cache of what is computed from texts: "More quotes", a follow-up and the next question on the same story read the
// same articles again.
import { LRUCache } from 'lru-cache';

/** Characters of the articles whose stems or statements are cached: some 500 of news, which with both take 35 MB. */
export const CACHED_ARTICLE_CHARACTERS = 5_000_000;

/**
 * The same function with a cache of its results by text; the texts that were asked for longest ago leave first. The result for
 * the last text stays, however long that is, for it is often asked for once a sentence.
 * @param maxCharacters of all texts in the cache
 */
export function cachedByText<Result extends object | number>(
  compute: (text: string) => Result,
  maxCharacters: number,
): (text: string) => Result {
  const cache = new LRUCache<string, Result>({
    maxSize: maxCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });
  let last: { text: string; result: Result } | undefined;
  return (text) => {
    // The same string is known at once; to find an equal one takes time with its length.
    if (last?.text === text) return last.result;
    let result = cache.get(text);
    if (result === undefined) {
      result = compute(text);
      cache.set(text, result);
    }
    last = { text, result };
    return result;
  };
}
