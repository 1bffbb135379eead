// Counts, days and ages in words, the same in every message. Pure.

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('en-GB');

/** Units of age, largest first, in seconds. */
const UNITS: readonly [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "1 article", "1,200 articles". */
export const count = (number: number, noun: string): string =>
  `${NUMBER.format(number)} ${noun}${number === 1 ? '' : 's'}`;

/** "31 July 2023" of `2023-07-31`; anything else as it is. */
export function day(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : DAY.format(time);
}

/** "3 January 2023 to 30 June 2023", or the one day. */
export const period = (from: string, to: string): string =>
  from === to ? day(from) : `${day(from)} to ${day(to)}`;

/** Months and years after which an age is told in them. */
const IN_MONTHS = 2;
const IN_YEARS = 2;

/** The time from one day to a later one: "45 days", "14 months", "3 years"; whole ones only. */
export function lapse(from: string, to: string): string {
  const [since, until] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  const begun =
    12 * (until.getUTCFullYear() - since.getUTCFullYear()) + until.getUTCMonth() - since.getUTCMonth();
  const months = begun - Number(until.getUTCDate() < since.getUTCDate());
  if (months >= 12 * IN_YEARS) return count(Math.floor(months / 12), 'year');
  if (months >= IN_MONTHS) return count(months, 'month');
  return count(Math.round((until.getTime() - since.getTime()) / 86_400_000), 'day');
}

/**
 * "index 2 hours old". In words and not as Discord's live `<t:…:R>`: the message is a record of how old
 * the index was when it answered, and it must read the same where it is copied to.
 */
export function age(indexedAt: string | null, now: Date): string {
  if (indexedAt === null) return 'index not complete';
  const seconds = Math.max(0, (now.getTime() - Date.parse(indexedAt)) / 1000);
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit ? `index ${count(Math.floor(seconds / unit[1]), unit[0])} old` : 'index just built';
}

/**
 * "The articles give different figures: 11 hectares [1] (The Gazette, 3 June 2025), 8 hectares [2] (…)", or null where they
 * do not. Attest does not say which is right.
 */
export function differingLine(
  differing: readonly { citation: number; text: string }[],
  quotes: readonly { citation: number; article: { outlet: string; published: string } }[],
): string | null {
  if (differing.length === 0) return null;
  const citations = [...new Set(differing.map(({ citation }) => citation))];
  const given = citations.map((citation) => {
    const { outlet, published } = quotes.find((quote) => quote.citation === citation)!.article;
    const figures = differing.filter((each) => each.citation === citation).map(({ text }) => text);
    return `${figures.join(' and ')} [${citation}] (${outlet}, ${day(published)})`;
  });
  return `The articles give different figures: ${given.join(', ')}.`;
}
