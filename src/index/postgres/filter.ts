// Which articles a filter lets through, as SQL.
import { likeSqlite } from './lexemes.ts';
import type { Filter } from '../../types.ts';

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** How many values a filter takes. */
const FILTER_VALUES = 4;
/** The number of the first value behind those of a filter, where a statement begins with them. */
export const FIRST = FILTER_VALUES + 1;

/**
 * Over the day and the outlet of `table`; every part of a filter that is not set lets everything through.
 * @param first the number of the filter's first value
 */
export const filterOn = (table: string, first = 1): string =>
  `${table}.published BETWEEN $${first} AND $${first + 1}
   AND ($${first + 2}::text IS NULL OR lower(${table}.outlet) = $${first + 2})
   AND ($${first + 3}::text[] IS NULL OR lower(${table}.outlet) = ANY ($${first + 3}))`;

/** The values that `filterOn` takes. Small letters are those of ASCII alone, as the collation "C" has it. */
export const filterValues = ({ from, to, outlet, outlets }: Filter): unknown[] => [
  from ?? FIRST_DAY,
  to ?? LAST_DAY,
  outlet === undefined ? null : likeSqlite(outlet),
  outlets ? outlets.map(likeSqlite) : null,
];
