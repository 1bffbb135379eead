// Which words English has, whether or not an archive does: what is one is no slip of the fingers. The only user of dictionary-en,
// whose file is read when a word is looked up first.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The words of English as its speakers write them: names have a capital. */
export type Dictionary = ReadonlySet<string>;

let loaded: Dictionary | undefined;

/** The dictionary, loaded once: some 50,000 words. */
export const englishWords = (): Dictionary => (loaded ??= load());

/** Read as a file, for the package's own module gives it only later, and an article is read in one go. */
function load(): Dictionary {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('dictionary-en'));
  const lines = readFileSync(join(folder, 'index.dic'), 'utf8').split('\n').slice(1);
  return new Set(lines.map((line) => line.split('/', 1)[0]!));
}

/** Endings that a word of the dictionary may have taken on, and what stood in their place. */
const ENDINGS: readonly [RegExp, readonly string[]][] = [
  [/ies$/, ['y']],
  [/ied$/, ['y']],
  [/iest?$|ier$/, ['y']],
  [/ily$/, ['y']],
  [/s$/, ['']],
  [/es$/, ['', 'e']],
  [/ed$/, ['', 'e']],
  [/ing$/, ['', 'e']],
  [/ings$/, ['', 'e']],
  [/ers?$/, ['', 'e']],
  [/est$/, ['', 'e']],
  [/ly$/, ['', 'le']],
  [/ness(?:es)?$/, ['']],
  [/ment(?:s)?$/, ['']],
  [/(.)\1(?:ed|ing|er|ers|est)$/, ['$1']],
];
const PREFIX = /^(?:un|re|non|over|under|anti|pre|mis|dis)(?=.{3})/;

/** Whether a lower-cased word is English, in any common form of it; names are not. */
export const isEnglishWord = (dictionary: Dictionary, word: string): boolean =>
  isWordForm(dictionary, word) || isWordForm(dictionary, word.replace(PREFIX, ''));

/** Whether a lower-cased word is one of the dictionary or a common form of one. */
export const isWordForm = (dictionary: Dictionary, word: string): boolean =>
  dictionary.has(word) ||
  ENDINGS.some(
    ([ending, before]) =>
      ending.test(word) && before.some((letters) => dictionary.has(word.replace(ending, letters))),
  );
