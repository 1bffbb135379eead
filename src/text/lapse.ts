// The time between two days or moments.
import { daysBetween } from './days.ts';

/** A time that has passed, in whole units. */
export interface Lapse {
  n: number;
  unit: 'minute' | 'hour' | 'day' | 'month' | 'year';
}

/** Units of the age of an index, largest first, in seconds. */
const UNITS: readonly [Lapse['unit'], number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
/** Months and years after which an age is told in them. */
const IN_MONTHS = 2;
const IN_YEARS = 2;

/** The time from one day to a later one: 45 days, 14 months, 3 years. */
export function lapse(from: string, to: string): Lapse {
  const [since, until] = [new Date(from), new Date(to)];
  const begun =
    12 * (until.getUTCFullYear() - since.getUTCFullYear()) + until.getUTCMonth() - since.getUTCMonth();
  const months = begun - Number(until.getUTCDate() < since.getUTCDate());
  if (months >= 12 * IN_YEARS) return { n: Math.floor(months / 12), unit: 'year' };
  if (months >= IN_MONTHS) return { n: months, unit: 'month' };
  return { n: daysBetween(from, to), unit: 'day' };
}

/** The time from a moment in ISO format to a later one; null for less than a minute. */
export function lapseSince(moment: string, now: Date): Lapse | null {
  const seconds = Math.max(0, (now.getTime() - Date.parse(moment)) / 1000);
  const found = UNITS.find(([, size]) => seconds >= size);
  return found ? { n: Math.floor(seconds / found[1]), unit: found[0] } : null;
}

/** Milliseconds since a moment of `performance.now()`, to a tenth. */
export const millisecondsSince = (started: number): number =>
  Math.round((performance.now() - started) * 10) / 10;
