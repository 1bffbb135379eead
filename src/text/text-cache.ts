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
export const cachedByText = <Result extends object | number>(
  compute: (text: string) => Result,
  maxCharacters: number,
): ((text: string) => Result) =>
  cachedInSteps(function* (text): Generator<undefined, Result> {
    yield;
    return compute(text);
  }, maxCharacters);

/** A cache of what may take long for a long text. */
export interface CachedInSteps<Result> {
  (text: string): Result;
  /** The same in steps, so that other work can be done between them. */
  inSteps(text: string): Generator<undefined, Result>;
}

/** The same for what is computed in steps, each of which takes no longer for a longer text. */
export function cachedInSteps<Result extends object | number>(
  compute: (text: string) => Generator<undefined, Result>,
  maxCharacters: number,
): CachedInSteps<Result> {
  const cache = new LRUCache<string, Result>({
    maxSize: maxCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });
  let last: { text: string; result: Result } | undefined;
  function* inSteps(text: string): Generator<undefined, Result> {
    // The same string is known at once; to find an equal one takes time with its length.
    if (last?.text === text) return last.result;
    let result = cache.get(text);
    if (result === undefined) {
      result = yield* compute(text);
      cache.set(text, result);
    }
    last = { text, result };
    return result;
  }
  const atOnce = (text: string): Result => {
    if (last?.text === text) {
      // An equal string is known at once, too, from now on.
      last.text = text;
      return last.result;
    }
    const steps = inSteps(text);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  return Object.assign(atOnce, { inSteps });
}
