// The day that a written date names, on the calendar of where it was written: of ISO and mail dates, of numbers, and of
// months by name. Pure.
import { isDay, isoDay } from '../text/days.ts';

/** The months in the languages of Attest; three letters tell them apart, but for those that are spelled out. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'jän', 'янв'],
  ['feb', 'fév', 'fev', 'фев'],
  ['mar', 'mär', 'maer', 'мар'],
  ['apr', 'avr', 'апр'],
  ['may', 'mai', 'май', 'мая'],
  ['jun', 'juin', 'июн'],
  ['jul', 'juil', 'июл'],
  ['aug', 'aoû', 'aou', 'авг'],
  ['sep', 'сен'],
  ['oct', 'okt', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'dez', 'déc', 'дек'],
];
/** A date is no longer, with whatever stands around it. */
const MAX_LENGTH = 200;
/** Seconds until 2001 have ten digits at most, milliseconds more. */
const LAST_SECOND = 99_999_999_999;

/**
 * The day that a date is, `YYYY-MM-DD`; null where it is not certain. The zone that is written is the one that the day is
 * of: 23:30 at -05:00 is that evening and not the next morning.
 */
export function writtenDay(written: string): string | null {
  const text = written.trim().slice(0, MAX_LENGTH);
  const day = ofIso(text) ?? ofEpoch(text) ?? ofNamedMonth(text) ?? ofNumbers(text);
  return day !== null && isDay(day) ? day : null;
}

/** `2024-03-04`, `2024-03-04T07:15:22+01:00`, `2024/03/04`, `20240304` and what follows of a time. */
function ofIso(text: string): string | null {
  const parts = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text);
  if (parts) return dayFrom(parts[1]!, parts[3]!, parts[4]!);
  const digits = /^(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$/.exec(text);
  return digits && dayFrom(digits[1]!, digits[2]!, digits[3]!);
}

/** Seconds or milliseconds since 1970. */
function ofEpoch(text: string): string | null {
  if (!/^\d{9,13}(?:\.\d+)?$/.test(text)) return null;
  const number = Number(text);
  return isoDay(number > LAST_SECOND ? number : number * 1000);
}

/** `Mon, 04 Mar 2024 07:15:00 GMT`, `March 4th, 2024`, `4. März 2024`, `10:20, 3 сентября 2021`. */
function ofNamedMonth(text: string): string | null {
  const dayFirst =
    /(?<![\p{L}\d:])(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?(\p{L}{3,12})\.?,?[\s-]+(\d{4})(?!\d)/u.exec(
      text,
    );
  if (dayFirst) return dayFrom(dayFirst[3]!, monthOf(dayFirst[2]!), dayFirst[1]!);
  const monthFirst =
    /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d{1,2}:\d\d(?::\d\d)?\s+\S{0,5}\s*)?(\d{4})(?!\d)/u.exec(
      text,
    );
  return monthFirst && dayFrom(monthFirst[3]!, monthOf(monthFirst[1]!), monthFirst[2]!);
}

/** `10.02.2023`, which is read one way everywhere, and `25/12/2023`, where one number can only be the day. */
function ofNumbers(text: string): string | null {
  const dotted = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text);
  if (dotted) return dayFrom(dotted[3]!, dotted[2]!, dotted[1]!);
  const [, one, other, year] = /(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/.exec(text) ?? [];
  if (!one || !other || !year) return null;
  if (Number(one) > 12 || one === other) return dayFrom(year, other, one);
  return Number(other) > 12 ? dayFrom(year, one, other) : null;
}

function monthOf(name: string): string {
  const lower = name.toLowerCase().normalize('NFC');
  return String(MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1);
}

const dayFrom = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
