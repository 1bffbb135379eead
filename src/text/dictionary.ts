// Which words English has, whether or not an archive does: what is one is no slip of the fingers. The only user of dictionary-en,
// which is loaded when a question has a word that the archive does not know.

/** The words of English as its speakers write them: names have a capital. */
export type Dictionary = ReadonlySet<string>;

let loaded: Promise<Dictionary> | undefined;

/** The dictionary, loaded once. */
export const englishDictionary = (): Promise<Dictionary> => (loaded ??= load());

async function load(): Promise<Dictionary> {
  const { default: files } = await import('dictionary-en');
  const lines = new TextDecoder().decode(files.dic).split('\n').slice(1);
  return new Set(lines.map((line) => line.replace(/\/.*$/, '')));
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
  isForm(dictionary, word) || isForm(dictionary, word.replace(PREFIX, ''));

const isForm = (dictionary: Dictionary, word: string): boolean =>
  dictionary.has(word) ||
  ENDINGS.some(
    ([ending, before]) =>
      ending.test(word) && before.some((letters) => dictionary.has(word.replace(ending, letters))),
  );
