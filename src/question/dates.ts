// Text -> the days that it names; the only user of chrono-node. That library also takes "sun", "9/11", "march on" and
// "for a second" for dates: only the forms listed here count, and only the past, for an archive holds nothing else.
import { casual } from 'chrono-node/en';
import { addDays, isDay, isoDay } from '../text/days.ts';
import { listOf, oneOf, setOf } from '../text/patterns.ts';
import type { Span } from '../types.ts';
import { withoutEnd } from '../text/ends.ts';

type ParsedResult = ReturnType<typeof casual.parse>[number];
type ParsedComponents = ParsedResult['start'];

/** Days that a text names, inclusive `YYYY-MM-DD`, and where it does. */
export interface Dated extends Span {
  from: string;
  to: string;
  /** Counted from today, as "last week" is. */
  relative: boolean;
}

/** The months in full, as alternatives of a pattern. */
export const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December';
const SHORT = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const ANY_MONTH = `(?:${MONTH}|(?:${SHORT})\\b\\.?)`;
const NUMBER =
  '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|a few|several)';

/** Counted from today without a number, and how; longer forms first. */
const CALENDAR: readonly [RegExp, (today: string) => [from: string, to: string]][] = [
  [/\b(?:today|this (?:morning|afternoon|evening))\b/gi, (today) => [today, today]],
  [/\bthe day before yesterday\b/gi, (today) => [addDays(today, -2), addDays(today, -2)]],
  [/(?<!day before )\b(?:yesterday|last night)\b/gi, (today) => [addDays(today, -1), addDays(today, -1)]],
  [/\bthis week(?!end)\b/gi, (today) => [monday(today), today]],
  [/\blast week(?!end)\b/gi, (today) => [addDays(monday(today), -7), addDays(monday(today), -1)]],
  [/\b(?:last|this past) weekend\b/gi, (today) => [addDays(monday(today), -2), addDays(monday(today), -1)]],
  [/\bthe week before last\b/gi, (today) => [addDays(monday(today), -14), addDays(monday(today), -8)]],
  [/\bthe month before last\b/gi, (today) => monthBefore(today, 2)],
  [/\bthe year before last\b/gi, (today) => year(Number(today.slice(0, 4)) - 2)],
  [/\bthis month\b/gi, (today) => [`${today.slice(0, 7)}-01`, today]],
  [/\blast month\b/gi, (today) => month(addDays(`${today.slice(0, 7)}-01`, -1))],
  [/\bthis year\b/gi, (today) => [`${today.slice(0, 4)}-01-01`, today]],
  [/\blast year\b/gi, (today) => year(Number(today.slice(0, 4)) - 1)],
];

/** What chrono-node may have read, in the words it stood in, and what it reads as a part of it. */
const LEAD = /^(?:(?:on|in|from|between)\s+)?(?:(?:last|this past) (?=\w+day))?/i;
const SPAN = new RegExp(`^(?:last|past) (?:${NUMBER} )?(?:day|week|month|year)s?$`, 'i');
const AGO = new RegExp(`^${NUMBER} (?:day|week|month|year)s? ago$`, 'i');
const ISO = /\b\d{4}[-/]\d\d[-/]\d\d\b/;
/** 3/6/2025 is a day in June here and in March there: it counts only where both read the same. */
const NUMERIC = /\b(\d{1,2})[/.](\d{1,2})[/.]\d{4}\b/;
const DAY_OF_MONTH = new RegExp(`\\b${ANY_MONTH}(?=[\\s,\\d]|$)`);
const MONTH_OF_YEAR = new RegExp(`^(?:${ANY_MONTH}|.*[\\s–-]${ANY_MONTH}),? \\d{4}$`);
const ALONE = new RegExp(`^(?:${MONTH})(?:\\s*(?:to|through|until|-|–)\\s*(?:${MONTH}))?$`);
const DAY_NAME = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const WEEKDAY = new RegExp(`^${DAY_NAME}(?:\\s*(?:to|through|until|-|–)\\s*${DAY_NAME})?$`);
/** Before a month without a year, so that neither Theresa May nor a march on a capital is one. */
const BEFORE_MONTH = new RegExp(
  String.raw`\b${oneOf(
    'in|during|since|until|till|before|after|by|last|articles from|news from|stories from|reports? from|coverage from|articles of|news of',
    '(?:week|end|start|beginning|middle|half) of',
  )}\s+(?:early[\s-]|mid[\s-]|late[\s-])?$|\b(?:early[\s-]|mid[\s-]|late[\s-])$`,
  'i',
);
/** Before a weekday, so that no Black Friday is one. */
const BEFORE_WEEKDAY = /\b(?:on|last|this past|since|during)\s+$/i;
/** The year that something is said to be in: not that of an election, a budget or a model. */
const YEAR =
  /(?<=\b(?:in|during|since|before|after|until|till) (?:early |late |mid-)?)(?:19|20)\d\d(?=\s*[,.?!)]|\s*$)/gi;

const SEASONS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  spring: ['03-01', '05-31'],
  summer: ['06-01', '08-31'],
  autumn: ['09-01', '11-30'],
  fall: ['09-01', '11-30'],
  winter: ['12-01', '02-28'],
};
const SEASON =
  /\b(last|this past|this) (spring|summer|autumn|fall|winter)\b|\b(?:in |during )?(?:the )?(spring|summer|autumn|fall|winter) (?:of )?((?:19|20)\d\d)(?:([/–-])(?:(?:19|20)?\d\d))?\b/gi;
const QUARTER =
  /\b(?:the )?(first|second|third|fourth) quarter (?:of )?((?:19|20)\d\d|(?:last|this) year)\b|(?<=\b(?:in|during|since|for|of|by|before|after|until|till|last) )Q([1-4])\b(?! (?:of )?(?:19|20)\d\d)|\bQ([1-4]) (?:of )?((?:19|20)\d\d)\b/gi;
const QUARTERS = ['first', 'second', 'third', 'fourth'];
const DECADE =
  /(?<=\b(?:in|during|since|before|after|until|till) )the (?:early |late |mid-)?((?:19|20)\d)0s\b/gi;
const LAST_QUARTER = /\b(?:the )?(?:last|previous) quarter\b(?! of)/gi;
const HALF =
  /\b(?:the )?(first|second) half of ((?:19|20)\d\d|(?:last|this) year)\b|\b(H[12]) (?:of )?((?:19|20)\d\d)\b/gi;
const PART_OF_YEAR = /\b(?:the )?(beginning|start|middle|end) of ((?:19|20)\d\d)\b/gi;
const PARTS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  first: ['01-01', '06-30'],
  second: ['07-01', '12-31'],
  h1: ['01-01', '06-30'],
  h2: ['07-01', '12-31'],
  beginning: ['01-01', '03-31'],
  start: ['01-01', '03-31'],
  middle: ['05-01', '08-31'],
  end: ['10-01', '12-31'],
};
/** "in 2022 and 2023", "from 2022 to 2024" */
const YEARS =
  /(?<=\b(?:in|during|from|between) )((?:19|20)\d\d) ?(?:and|to|until|till|-|–) ?((?:19|20)\d\d)\b/gi;
/** "March last year" */
const MONTH_LAST_YEAR = new RegExp(`\\b(${MONTH}) (?:of )?(last|this) year\\b`, 'g');
/** "Monday last week", "Tuesday of this week" */
const DAY_OF_WEEK = new RegExp(`\\b(${DAY_NAME}) (?:of )?(last|this) week\\b`, 'g');
const DAYS_OF_WEEK = listOf('Mon Tue Wed Thu Fri Sat Sun');
/** "Monday the 2nd of June": the day of the month tells. */
const DAY_BEFORE_DATE = new RegExp(
  `\\b${DAY_NAME},? the (?=\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTH}))`,
  'g',
);
/** chrono-node takes a lone "May" for the verb, and the end of a month for its last day. */
const MAY = /\bMay\b(?!,? \d|\s*(?:to|through|until|-|–)\s*\p{Lu})/gu;
const END_OF_MONTH = new RegExp(`\\bend of (${MONTH})(?: ((?:19|20)\\d\\d))?\\b`, 'g');

/** Seasons, quarters, decades, and what chrono-node reads otherwise than it is meant. */
function ownDates(text: string, today: string, newest: string): Dated[] {
  const found: Dated[] = [];
  const add = (match: RegExpExecArray, from: string, to: string) => {
    if (from <= today)
      found.push(dated({ start: match.index, end: match.index + match[0].length }, from, to));
  };
  const lastYearOf = (monthDay: string, day = newest) => {
    const years = Number(day.slice(0, 4));
    return `${years}-${monthDay}` < day ? years : years - 1;
  };
  const yearOf = (words: string | undefined) =>
    words?.replace(/^(last|this) year$/i, (_, which: string) =>
      String(Number(today.slice(0, 4)) - Number(/last/i.test(which))),
    );
  for (const match of text.matchAll(SEASON)) {
    const [first, last] = SEASONS[(match[2] ?? match[3])!.toLowerCase()]!;
    // "last summer" is over; a winter ends in the next year, and "winter 2024" may be either.
    const isWinter = first > last;
    const years = match[4]
      ? Number(match[4])
      : /^last/i.test(match[1]!)
        ? lastYearOf(last, today) - Number(isWinter)
        : lastYearOf(first);
    // "winter 2024/25" is not.
    const opens = match[4] && isWinter && !match[5] ? years - 1 : years;
    const to = `${years + Number(isWinter)}-${last}`;
    add(match, `${opens}-${first}`, isWinter ? month(to)[1] : to);
  }
  for (const match of text.matchAll(QUARTER)) {
    const numbered = match[3] ?? match[4];
    const quarter = numbered ? Number(numbered) - 1 : QUARTERS.indexOf(match[1]!.toLowerCase());
    const years =
      match[5] ?? yearOf(match[2]) ?? lastYearOf(`${String(3 * quarter + 1).padStart(2, '0')}-01`);
    const [first] = month(`${years}-${String(3 * quarter + 1).padStart(2, '0')}-01`);
    const [, last] = month(`${years}-${String(3 * quarter + 3).padStart(2, '0')}-01`);
    add(match, first, last);
  }
  for (const match of text.matchAll(LAST_QUARTER)) {
    const first = `${today.slice(0, 4)}-${String(3 * Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1).padStart(2, '0')}-01`;
    const [, to] = month(addDays(first, -1));
    add(match, month(addDays(month(addDays(month(to)[0], -1))[0], -1))[0], to);
  }
  for (const match of [...text.matchAll(HALF), ...text.matchAll(PART_OF_YEAR)]) {
    const [first, last] = PARTS[(match[1] ?? match[3])!.toLowerCase()]!;
    const years = yearOf(match[2]) ?? match[4]!;
    add(match, `${years}-${first}`, `${years}-${last}`);
  }
  for (const match of text.matchAll(DAY_OF_WEEK)) {
    const day = addDays(
      monday(today),
      DAYS_OF_WEEK.indexOf(match[1]!.slice(0, 3)) - (match[2] === 'last' ? 7 : 0),
    );
    add(match, day, day);
  }
  for (const match of text.matchAll(YEARS)) add(match, `${match[1]}-01-01`, `${match[2]}-12-31`);
  for (const match of text.matchAll(MONTH_LAST_YEAR)) {
    const number = String(MONTH.split('|').indexOf(match[1]!) + 1).padStart(2, '0');
    add(match, ...month(`${Number(today.slice(0, 4)) - Number(match[2] === 'last')}-${number}-01`));
  }
  for (const match of text.matchAll(DECADE)) add(match, `${match[1]}0-01-01`, `${match[1]}9-12-31`);
  for (const match of text.matchAll(END_OF_MONTH)) {
    const number = String(MONTH.split('|').indexOf(match[1]!) + 1).padStart(2, '0');
    const years = match[2] ?? lastYearOf(`${number}-21`);
    add(match, `${years}-${number}-21`, month(`${years}-${number}-01`)[1]);
  }
  for (const match of text.matchAll(MAY)) {
    if (!BEFORE_MONTH.test(text.slice(0, match.index))) continue;
    const years = lastYearOf('05-01');
    add(match, `${years}-05-01`, `${years}-05-31`);
  }
  return found;
}

const LOWER_MONTH = new RegExp(
  String.raw`(?<![\p{L}’'-])(?:${MONTH}|${DAY_NAME}|(?:${SHORT})(?=\.? \d))(?![\p{L}’'-])`,
  'giu',
);
/** Before "march" and "may", which are mostly no months in small letters. */
const BEFORE_AMBIGUOUS =
  /(?:\b(?:in|during|since|until|till|by|before|after|last|early|mid|late|of|between|from)[ -]|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?)$/i;
const BEHIND_AMBIGUOUS = /^,? (?:\d{1,2}(?:st|nd|rd|th)?\b|(?:19|20)\d\d\b)/;
const SECOND_OF_TWO = new RegExp(`\\b(?:${MONTH}) (?:and|or|to) $`, 'i');

/** Months and days with a capital, as nobody types them in a chat; offsets stay. */
export const withCapitals = (text: string): string =>
  text.replace(LOWER_MONTH, (word, at: number) => {
    const isAmbiguous = /^(?:march|may)$/i.test(word) && !/^\p{Lu}\p{Ll}/u.test(word);
    const before = text.slice(0, at);
    const counts =
      !isAmbiguous ||
      BEFORE_AMBIGUOUS.test(before) ||
      SECOND_OF_TWO.test(before) ||
      BEHIND_AMBIGUOUS.test(text.slice(at + word.length));
    return counts ? word.charAt(0).toUpperCase() + word.slice(1).toLowerCase() : word;
  });

const OF_TIME = setOf(
  `early mid late end beginning start middle first second third fourth half quarter day days week weeks weekend month months year years
  winter spring summer autumn fall monday tuesday wednesday thursday friday saturday sunday last past ago since until`,
);

/** Whether a word, in lower case, only helps to name days where days are named: no article need have it. */
export const isOfTime = (word: string): boolean => OF_TIME.has(word);

/**
 * All that a text names of days up to `today`, in no order.
 * @param newest the last day of which there is anything: "in July" is the last July up to then
 */
export function readDates(text: string, today: string, newest = today): Dated[] {
  const calendar = CALENDAR.flatMap(([form, days]) =>
    matches(text, form).map((place) => dated(place, ...days(today), true)),
  );
  // chrono-node joins what stands side by side ("Covid-19 this week"): it sees only what is left.
  const own = ownDates(text, today, newest);
  const left = [...calendar, ...own]
    .reduce(blank, text)
    .replace(DAY_BEFORE_DATE, (words) => ' '.repeat(words.length));
  const parsed = casual.parse(left, { instant: new Date(`${today}T12:00:00Z`), timezone: 0 });
  const read = parsed.flatMap((result) => readResult(result, text, today, newest) ?? []);
  const years = matches(left, YEAR)
    .filter(({ start }) => !read.some((other) => other.start <= start && start < other.end))
    .map((place) => dated(place, ...year(Number(text.slice(place.start, place.end)))));
  const counted = calendar.filter(({ start, end }) => isCounted(text, start, end));
  // Of the years before our era, and of 29 February in others, nothing can be said.
  return [...counted, ...own, ...read, ...years].filter(
    ({ from, to }) => isDay(from) && isDay(to) && from <= today,
  );
}

/** "USA TODAY" is a newspaper, and "last week of June" another week. */
const isCounted = (text: string, start: number, end: number): boolean =>
  !/^[A-Z]+$/.test(text.slice(start, end)) && !/^ of\b/.test(text.slice(end));

function readResult(result: ParsedResult, text: string, today: string, newest: string): Dated | null {
  const lead = LEAD.exec(result.text)![0].length;
  const words = withoutEnd(result.text.slice(lead), /[\s,]/);
  const start = result.index + lead;
  const place = { start, end: start + words.length };
  const before = text.slice(0, start);
  if (SPAN.test(words)) return dated(place, dayOf(result.start), today, true);
  const months = monthsAgo(words);
  // chrono-node counts from 31 October to 31 September, which is 1 October.
  if (months !== null) return dated(place, ...monthBefore(today, months), true);
  if (AGO.test(words)) return dated(place, ...extent(result.start, true), true);
  if (result.start.isCertain('day')) return isWrittenDay(words) ? past(place, result, newest) : null;
  if (MONTH_OF_YEAR.test(words) || (ALONE.test(words) && BEFORE_MONTH.test(before)))
    return past(place, result, newest);
  if (!WEEKDAY.test(words) || !BEFORE_WEEKDAY.test(before)) return null;
  const latest = (day: string) => (day > today ? addDays(day, -7) : day);
  const to = latest(dayOf(result.end ?? result.start));
  const from = latest(dayOf(result.start));
  return dated(place, from > to ? addDays(from, -7) : from, to);
}

const COUNTED = listOf('zero one two three four five six seven eight nine ten eleven twelve');

/** How many months "three months ago" is; null for other words, and for "a few". */
function monthsAgo(words: string): number | null {
  const many = /^(\w+) months? ago$/i.exec(words)?.[1]?.toLowerCase();
  if (many === undefined) return null;
  const number = /^an?$/.test(many) ? 1 : /^\d+$/.test(many) ? Number(many) : COUNTED.indexOf(many);
  return number > 0 ? number : null;
}

/** The month so many before that of a day. */
function monthBefore(day: string, count: number): [string, string] {
  const [years, months] = day.split('-').map(Number) as [number, number];
  return month(isoDay(Date.UTC(years, months - 1 - count, 1)));
}

/** A day of a month by name, or as numbers that cannot be read in two ways. */
function isWrittenDay(words: string): boolean {
  if (ISO.test(words) || DAY_OF_MONTH.test(words)) return true;
  const [, first, second] = NUMERIC.exec(words) ?? [];
  return first !== undefined && (first === second || Number(first) > 12 || Number(second) > 12);
}

/** Without a year, the last such time that is not after a day. */
function past(place: Span, { start, end }: ParsedResult, newest: string): Dated {
  let [from, to] = [extent(start)[0], extent(end ?? start)[1]];
  const written = start.isCertain('year') || (end?.isCertain('year') ?? false);
  if (!written) while (from > newest) [from, to] = [earlier(from), earlier(to)];
  if (from > to) from = earlier(from);
  return dated(place, from, to);
}

/** First and last day of what is certain: a day, the week around it when it was counted ("two weeks ago"), a month, a year. */
function extent(components: ParsedComponents, counted = false): [string, string] {
  const day = dayOf(components);
  if (components.isCertain('weekday') || (components.isCertain('day') && !counted)) return [day, day];
  if (components.isCertain('day')) return [addDays(day, -3), addDays(day, 3)];
  return components.isCertain('month') ? month(day) : year(Number(day.slice(0, 4)));
}

const dated = ({ start, end }: Span, from: string, to: string, relative = false): Dated => ({
  from,
  to,
  start,
  end,
  relative,
});

const matches = (text: string, form: RegExp): Span[] =>
  [...text.matchAll(form)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** The text with a span taken out, and every other offset as it was. */
export const blank = (text: string, { start, end }: Span): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

const dayOf = (components: ParsedComponents): string =>
  isoDay(Date.UTC(components.get('year')!, components.get('month')! - 1, components.get('day')!));

/** Monday of a day's week. */
const monday = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7));

function month(day: string): [string, string] {
  const [years, months] = day.split('-').map(Number) as [number, number];
  return [`${day.slice(0, 7)}-01`, isoDay(Date.UTC(years, months, 0))];
}

const year = (years: number): [string, string] => [`${years}-01-01`, `${years}-12-31`];

const earlier = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
