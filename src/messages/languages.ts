// Which language somebody reads, and the messages in it.
import { de } from './de.ts';
import { en } from './en.ts';
import { LANGUAGES, type Language, type Messages } from './messages.ts';
import { ru } from './ru.ts';

const MESSAGES: Record<Language, Messages> = { en, de, ru };

/** The language of a locale, such as `de` or `en-US`. */
export const languageFor = (locale: string): Language =>
  LANGUAGES.find((language) => locale === language || locale.startsWith(`${language}-`)) ?? 'en';

/** The messages for a person of this locale. */
export const messagesFor = (locale: string): Messages => MESSAGES[languageFor(locale)];
