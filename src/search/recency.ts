// What a publication day is worth: near the period that a question names, or newer than an equal. Pure.
import { addDays, daysBetween } from '../text/days.ts';
import type { Question } from '../question/question.ts';
import type { Period, Quote } from '../types.ts';

/** Articles go on about a story for as long again as it lasted, but at least for so many days. */
const MIN_STORY_DAYS = 7;

/** Days outside of the period after which nearness is halved, and halved again. */
const HALVED_DAYS = 7;

/** What was published so long before the newest counts as old as can be. */
const AGED_DAYS = 730;

/** News of the present is old after so many days. */
const OLD_DAYS = 30;

/** The last day on which articles are taken to be about what happened in a period. */
export function storyEnd({ from, to }: Period): string {
  const lasted = from === null ? 0 : daysBetween(from, to) + 1;
  return addDays(to, Math.max(MIN_STORY_DAYS, lasted));
}

/**
 * How near an article is to the days that a question prefers: 1 within them and up to `storyEnd`, ever less
 * outside of that; 0 when it prefers none. It is a bonus and no filter: other days may tell of that day as well.
 */
export function nearness(period: Period | null, published: string): number {
  if (period?.kind !== 'prefer') return 0;
  const early = period.from === null ? 0 : daysBetween(published, period.from);
  const late = daysBetween(storyEnd(period), published);
  return 0.5 ** (Math.max(0, early, late) / HALVED_DAYS);
}

/** The days that articles are judged by, `YYYY-MM-DD`. */
export interface Days {
  /** The day from which age is counted: of the newest article, or of asking if that is earlier. */
  newest: string;
  /** What the question says of days. */
  period: Period | null;
}

/**
 * How old an article is, from 0 for the newest to 1 for two years and more. A question that names days says itself
 * which are wanted: then nothing is old.
 */
export function ageShare({ newest, period }: Days, published: string): number {
  return period ? 0 : Math.min(1, Math.max(0, daysBetween(published, newest) / AGED_DAYS));
}

/** What is sorted by: a finite score, the share of the question covered, the day of publication. */
interface Sortable {
  score: number;
  covered: number;
  published: string;
}

/**
 * Best first, and among equally good ones the newest: those that cover as much of the question and whose scores fall into the
 * same step of the size `same` (steps, for an order must not depend on who is compared with whom).
 */
export function newerFirst<T>(found: readonly T[], keysOf: (each: T) => Sortable, same: number): T[] {
  const step = ({ score }: Sortable) => Math.round(score / same);
  return found.toSorted((one, other) => {
    const [a, b] = [keysOf(one), keysOf(other)];
    const better = step(b) - step(a) || b.covered - a.covered;
    return better || b.published.localeCompare(a.published) || b.score - a.score;
  });
}

/** The day of the newest quote, where the question asks about the present or the days just past and may expect a newer one. */
export function outdated({ current, period, asOf }: Question, quotes: readonly Quote[]): string | null {
  const [newest] = quotes
    .map(({ article }) => article.published)
    .toSorted()
    .reverse();
  if (!current || newest === undefined) return null;
  const expected = period?.from ?? addDays(asOf, -OLD_DAYS);
  return newest >= expected ? null : newest;
}
