// A cache of what is computed from texts: "More quotes", a follow-up and the next question on the same story read the
// same articles again.
import { LRUCache } from 'lru-cache';

/** Characters of the articles whose stems or statements are cached: some 500 of news, which with both take 35 MB. */
export const CACHED_ARTICLE_CHARACTERS = 5_000_000;

/**
 * The same function with a cache of its results by text; the texts that were asked for longest ago leave first.
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
  return (text) => {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const computed = compute(text);
    cache.set(text, computed);
    return computed;
  };
}
