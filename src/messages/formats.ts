// Days, counts, numbers and lists as a locale writes them, by the runtime's own Intl. Pure.

/** The forms of a noun by the plural categories of its language (CLDR); those it lacks are its `other`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

type ListType = 'conjunction' | 'disjunction';

/** How one language writes values. */
export interface Formats {
  /** "31 July 2023" of `2023-07-31`; anything else as it is. */
  day(date: string): string;
  /** The name of a language, by its ISO 639-1 code. */
  languageName(code: string): string;
  /** "English, German and French" of codes, or with "or". */
  languageNames(codes: readonly string[], type?: ListType): string;
  /** "11 hectares, 8 hectares and 3 hectares", or with "or". */
  list(items: readonly string[], type?: ListType): string;
  /** "0.50", with so many digits after the point. */
  decimal(value: number, digits: number): string;
  /** "1,200 articles": a number with the form of the noun that it takes. */
  counted(n: number, noun: Forms): string;
}

/** @param locale as BCP 47 has it, such as `en-GB` */
export function formatsOf(locale: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const languageName = (code: string) => languages.of(code) ?? code;
  const list: Formats['list'] = (items, type = 'conjunction') =>
    new Intl.ListFormat(locale, { type }).format(items);
  return {
    day(date) {
      const time = Date.parse(`${date}T00:00:00Z`);
      return Number.isNaN(time) ? date : days.format(time);
    },
    languageName,
    languageNames: (codes, type) => list(codes.map(languageName), type),
    list,
    decimal: (value, digits) =>
      value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    counted: (n, noun) => `${numbers.format(n)} ${noun[plurals.select(n)] ?? noun.other}`,
  };
}
