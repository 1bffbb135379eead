// The languages of the interface: which one a person reads, and counts, days and names as that language has them. Pure.
// Quotes, titles and names of outlets are never translated.
import { ANSWER_SENTENCES } from './answer-sentences.ts';
import { ARCHIVE_SENTENCES } from './archive-sentences.ts';
import { ASKING_SENTENCES } from './asking-sentences.ts';
import { EVIDENCE_SENTENCES } from './evidence-sentences.ts';
import { EXPLAIN_SENTENCES } from './explain-sentences.ts';
import { SENTENCES as GENERAL } from './sentences.ts';
import { SETTINGS_SENTENCES } from './settings-sentences.ts';

/** English is what everybody gets who reads none of the others. */
export const LANGUAGES = ['en', 'de', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every sentence there is, by its name, in each language. */
export const SENTENCES = {
  ...GENERAL,
  ...ANSWER_SENTENCES,
  ...EVIDENCE_SENTENCES,
  ...EXPLAIN_SENTENCES,
  ...ASKING_SENTENCES,
  ...ARCHIVE_SENTENCES,
  ...SETTINGS_SENTENCES,
};
type Sentences = typeof SENTENCES;

/** The interface in one language. */
export type Words = { [Key in keyof Sentences]: Sentences[Key]['en'] } & {
  language: Language;
  /** "31 July 2023" of `2023-07-31`; anything else as it is. */
  day(date: string): string;
  /** "3 January 2023 to 30 June 2023", or the one day. */
  days(from: string, to: string): string;
  /** The name of a language, by its ISO 639-1 code. */
  languageName(code: string): string;
  /** "English, German and French" of codes, or with "or". */
  languageNames(codes: readonly string[], type?: 'conjunction' | 'disjunction'): string;
  /** "0.50", with so many digits after the point. */
  decimal(value: number, digits: number): string;
};

/** The language of a Discord locale, such as `de` or `en-US`. */
export const languageFor = (locale: string): Language =>
  LANGUAGES.find((language) => locale === language || locale.startsWith(`${language}-`)) ?? 'en';

/** The interface for a person whose Discord has this locale. */
export const wordsFor = (locale: string): Words => WORDS[languageFor(locale)];

const WORDS = Object.fromEntries(LANGUAGES.map((language) => [language, wordsIn(language)])) as Record<
  Language,
  Words
>;

function wordsIn(language: Language): Words {
  const sentences = Object.fromEntries(
    Object.entries(SENTENCES).map(([key, row]) => [key, row[language]]),
  ) as { [Key in keyof Sentences]: Sentences[Key]['en'] };
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const day = (date: string) => {
    const time = Date.parse(`${date}T00:00:00Z`);
    return Number.isNaN(time) ? date : format.format(time);
  };
  const languageName = (code: string) => names.of(code) ?? code;
  return {
    ...sentences,
    language,
    day,
    days: (from, to) => (from === to ? day(from) : sentences.period(day(from), day(to))),
    languageName,
    languageNames: (codes, type = 'conjunction') =>
      new Intl.ListFormat(locale, { type }).format(codes.map(languageName)),
    decimal: (value, digits) =>
      value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  };
}
