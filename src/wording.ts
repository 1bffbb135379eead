// What Attest says in English: counts, days, ages, and why there is no answer. Pure.
// Discord has its own tables of sentences, for three languages.
import type { AbstentionCause, Coverage } from './types.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('en-GB');

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

/** The time from one day to a later one: 45 days, 14 months, 3 years. */
export function lapse(from: string, to: string): Lapse {
  const [since, until] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  const begun =
    12 * (until.getUTCFullYear() - since.getUTCFullYear()) + until.getUTCMonth() - since.getUTCMonth();
  const months = begun - Number(until.getUTCDate() < since.getUTCDate());
  if (months >= 12 * IN_YEARS) return { n: Math.floor(months / 12), unit: 'year' };
  if (months >= IN_MONTHS) return { n: months, unit: 'month' };
  return { n: Math.round((until.getTime() - since.getTime()) / 86_400_000), unit: 'day' };
}

/** "The newest of these is 45 days old (3 June 2025)." */
export function ageNote(newest: string, asOf: string, quotes: number): string {
  const { n, unit } = lapse(newest, asOf);
  return `${quotes === 1 ? 'This' : 'The newest of these'} is ${count(n, unit)} old (${day(newest)}).`;
}

/** How long ago an index was built; null for less than a minute. */
export function indexAge(indexedAt: string, now: Date): Lapse | null {
  const seconds = Math.max(0, (now.getTime() - Date.parse(indexedAt)) / 1000);
  const found = UNITS.find(([, size]) => seconds >= size);
  return found ? { n: Math.floor(seconds / found[1]), unit: found[0] } : null;
}

/**
 * "index 2 hours old". In words and not as Discord's live `<t:…:R>`: the message is a record of how old
 * the index was when it answered, and it must read the same where it is copied to.
 */
export function age(indexedAt: string | null, now: Date): string {
  if (indexedAt === null) return 'index not complete';
  const passed = indexAge(indexedAt, now);
  return passed ? `index ${count(passed.n, passed.unit)} old` : 'index just built';
}

/** The figures of one quoted article. */
export interface FiguresOf {
  citation: number;
  figures: string[];
  outlet: string;
  published: string;
}

/** Figures that differ, by the article that gives them. */
export function byArticle(
  differing: readonly { citation: number; text: string }[],
  quotes: readonly { citation: number; article: { outlet: string; published: string } }[],
): FiguresOf[] {
  const citations = [...new Set(differing.map(({ citation }) => citation))];
  return citations.map((citation) => {
    const { outlet, published } = quotes.find((quote) => quote.citation === citation)!.article;
    const figures = differing.filter((each) => each.citation === citation).map(({ text }) => text);
    return { citation, figures, outlet, published };
  });
}

/**
 * "The articles give different figures: 11 hectares [1] (The Gazette, 3 June 2025), 8 hectares [2] (…)", or null where they
 * do not. Attest does not say which is right.
 */
export function differingLine(...differing: Parameters<typeof byArticle>): string | null {
  const given = byArticle(...differing).map(
    ({ citation, figures, outlet, published }) =>
      `${figures.join(' and ')} [${citation}] (${outlet}, ${day(published)})`,
  );
  return given.length === 0 ? null : `The articles give different figures: ${given.join(', ')}.`;
}

const REASONS = {
  'no question': 'There is no question.',
  'no words': 'The question holds no word to look for.',
  'no subject': 'The question names a period, but no subject.',
  'no match': 'Nothing in the archive matches the question.',
  'no more': 'The archive has no further quotes on this.',
  unclear: 'The archive holds no clear answer to this question.',
  'empty archive': 'The archive is empty.',
  'no days': 'The period of the question lies outside the days that it is limited to.',
} as const;

/** Outlets named when a question asks for one that there is not. */
export const LISTED_OUTLETS = 10;

/** Why there is no answer, as a sentence. */
export function reasonFor(cause: AbstentionCause, coverage: Coverage): string {
  if (cause.kind === 'language') return foreignReason(cause.language, coverage.languages);
  if (cause.kind === 'unknown names')
    return `No article names ${cause.names.map((name) => `“${name}”`).join(' or ')}.`;
  if (cause.kind === 'unknown words')
    return `The archive holds no clear answer: no article has the word ${cause.words.map((word) => `“${word}”`).join(' or ')}.`;
  if (cause.kind === 'days without articles')
    return `The archive has no article of that period: it covers ${period(coverage.from!, coverage.to!)}.`;
  if (cause.kind !== 'no outlet') return REASONS[cause.kind];
  const outlets = coverage.outlets.slice(0, LISTED_OUTLETS).map(({ outlet }) => outlet);
  return `The archive has no outlet "${cause.outlet}". It has: ${outlets.join(', ')}.`;
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language' });
const languageName = (code: string) => LANGUAGE_NAMES.of(code) ?? code;

const languageList = (archive: Coverage['languages'], type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat('en', { type }).format(archive.map(({ language }) => languageName(language)));

/** What a person is told whose text is in a language that no article is in. */
export function foreignText(language: string, archive: Coverage['languages'], noun = 'text'): string {
  const held = languageList(archive, 'conjunction');
  return `This archive is in ${held}; the ${noun} seems to be in ${languageName(language)}.`;
}

/** The same of a question, with what to do. */
const foreignReason = (language: string, archive: Coverage['languages']): string =>
  `${foreignText(language, archive, 'question')} Ask in ${languageList(archive, 'disjunction')}.`;
