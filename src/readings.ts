// What is worked out of a text, kept while it is asked for again: "More quotes", a follow-up and the next question on the
// same story read the same articles. Pure but for what it keeps.
import { LRUCache } from 'lru-cache';

/** Articles whose stems or statements are kept: some 35 MB of news for both. */
export const ARTICLES_KEPT = 500;

/** The same function, which works nothing out twice as long as the text is among the last `most` that it was asked for. */
export function kept<Reading extends object | number>(
  read: (text: string) => Reading,
  most: number,
): (text: string) => Reading {
  const readings = new LRUCache<string, Reading>({ max: most });
  return (text) => {
    const known = readings.get(text);
    if (known !== undefined) return known;
    const made = read(text);
    readings.set(text, made);
    return made;
  };
}
