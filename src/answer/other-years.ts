// A question that takes something to have happened in a year of which nothing that is quoted tells. Pure.
// It is decided by what is certain: the day of an article, and every way in which it may name that year.
import { askedYears } from '../question/asked-years.ts';
import { daysBetween } from '../text/days.ts';
import type { Article, OtherYears, Quote } from '../types.ts';

/**
 * The years that a question names when the quoted articles are all of other years and none of them mentions one of those;
 * null when it names none, or one fits.
 * @param articles those that are quoted, with their text
 */
export function otherYears(
  question: string,
  quotes: readonly Quote[],
  articles: readonly Article[],
): OtherYears | null {
  const years = askedYears(question);
  if (years.length === 0 || quotes.length === 0) return null;
  const told = years.some((year) => articles.some((article) => tellsOf(year, article)));
  return told ? null : { years, nearest: nearestTo(years[0]!, quotes) };
}

/** Whether an article is of a year, or may name it: in digits, as one end of a season, or as counted from its own. */
function tellsOf(year: number, { published, title, text }: Article): boolean {
  const own = Number(published.slice(0, 4));
  const short = String(year % 100).padStart(2, '0');
  const named = new RegExp(
    String.raw`(?<!\d)(?:${year}|['’‘]${short}|(?:19|20)?\d\d\s?[-–/]\s?${short})(?!\d)`,
  );
  return (
    own === year || named.test(`${title}\n${text}`) || (own - year > 0 && isCountedBack(own - year, text))
  );
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Whether a text speaks of so many years before: "last year", "two years ago", "a decade earlier". */
function isCountedBack(years: number, text: string): boolean {
  if (
    years === 1 &&
    /\b(?:last|previous|past|the year before)\b|\bmonths? (?:ago|earlier|before)\b/i.test(text)
  )
    return true;
  if (years >= 9 && /\bdecades?\b/i.test(text)) return true;
  // A year more or less, for "two years ago" is said in January of what happened three calendar years before.
  const counts = [years - 1, years, years + 1].filter((count) => count > 0);
  const said = counts.flatMap((count) => [String(count), ...(NUMBERS[count] ? [NUMBERS[count]] : [])]);
  const one = counts.includes(1) ? '|an?|last' : '';
  return new RegExp(String.raw`\b(?:${said.join('|')}${one})[ -]years?\b`, 'i').test(text);
}

/** The day of the quoted article that is nearest to the middle of a year. */
function nearestTo(year: number, quotes: readonly Quote[]): string {
  const away = (day: string) => Math.abs(daysBetween(`${year}-07-01`, day));
  return quotes.map(({ article }) => article.published).toSorted((a, b) => away(a) - away(b))[0]!;
}
