// What is worked out of a text, kept while it is asked for again: "More quotes", a follow-up and the next question on the
// same story read the same articles.
import { LRUCache } from 'lru-cache';

/** Characters of the articles whose stems or statements are kept: some 500 of news, which with both take 35 MB. */
export const ARTICLES_KEPT = 5_000_000;

/**
 * The same function, which works nothing out twice as long as the text is among the last that it was asked for.
 * @param most characters of all texts that are kept
 */
export function kept<Reading extends object | number>(
  read: (text: string) => Reading,
  most: number,
): (text: string) => Reading {
  const readings = new LRUCache<string, Reading>({
    maxSize: most,
    sizeCalculation: (_, text) => text.length + 1,
  });
  return (text) => {
    const known = readings.get(text);
    if (known !== undefined) return known;
    const made = read(text);
    readings.set(text, made);
    return made;
  };
}
