// A row of the tables of sentences: one sentence in English, German and Russian, and counts as each language has them.
// A row without one of them does not compile.

type Row<T> = Record<'en' | 'de' | 'ru', T>;

/** A sentence that is always the same. */
export const row = (en: string, de: string, ru: string): Row<string> => ({ en, de, ru });
/** A sentence with values in it. */
export const phrase = <A extends unknown[]>(
  en: (...values: A) => string,
  de: (...values: A) => string,
  ru: (...values: A) => string,
): Row<(...values: A) => string> => ({ en, de, ru });

/** "1 article", "2 articles". */
export const english = (n: number, one: string, more: string) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`;
export const german = (n: number, one: string, more: string) =>
  `${n.toLocaleString('de')} ${n === 1 ? one : more}`;
const RUSSIAN = new Intl.PluralRules('ru');
export const russian = (n: number, one: string, few: string, many: string) =>
  `${n.toLocaleString('ru')} ${{ one, few }[RUSSIAN.select(n) as 'one' | 'few'] ?? many}`;
