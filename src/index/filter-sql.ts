// Which articles a filter lets through, and which words are sought, as SQL and its values.
import type { Filter } from '../types.ts';

/** Every part of a filter that is not set lets everything through. */
export const FILTER = `a.published BETWEEN :from AND :to AND (:outlet IS NULL OR a.outlet = :outlet COLLATE NOCASE)
  AND (:outlets IS NULL OR a.outlet COLLATE NOCASE IN (SELECT value FROM json_each(:outlets)))`;
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** The values that `FILTER` takes. */
export const filterValues = (filter: Filter) => ({
  from: filter.from ?? FIRST_DAY,
  to: filter.to ?? LAST_DAY,
  outlet: filter.outlet ?? null,
  outlets: filter.outlets ? JSON.stringify(filter.outlets) : null,
});

/** More words or phrases than this narrow nothing down. */
const MAX_SOUGHT = 64;

/**
 * Words, which are letters and digits only, as FTS5 takes them for nothing else. Each once, and so many at most: FTS5 takes
 * time with the square of those that are repeated.
 */
export const sought = (words: readonly string[]): string[] =>
  [...new Set(words)].slice(0, MAX_SOUGHT).map((word) => `"${word}"`);
