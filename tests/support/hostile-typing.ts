// What a person may type to hold Attest up: the same again and again, or what never ends, in any length.

const endless = (piece: string) => (size: number) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** Another word in each piece: "baaa", "baab". */
const endlessWords = (piece: (word: string) => string) => (size: number) => {
  let made = '';
  for (let i = 0; made.length < size; i++)
    made += piece(`b${i.toString(26).replace(/./g, (digit) => (10 + parseInt(digit, 26)).toString(36))}`);
  return made.slice(0, size);
};

/** Texts of so many characters, by what is in them. */
export const TYPED: Record<string, (size: number) => string> = {
  'one short word again and again': (size) => `zzq ${endless('a ')(size - 4)}`,
  'a word of the archive again and again': endless('ferry '),
  'other words all the time': endlessWords((word) => `${word}olter `),
  'names all the time': endlessWords((word) => `${word.toUpperCase()} Calder said `),
  'one word without an end': endless('a'),
  'marks on one letter': (size) => `a${endless('\u0301\u0323')(size - 1)}`,
  'quotation marks that open': endless('“'),
  'quotations in quotations': endless('"a “b „c «d \'e '),
  'quotations that close late': (size) => endless('“a ')(size / 2) + endless('” ')(size / 2),
  'space between two words': (size) => `when${' '.repeat(size - 9)}ferry`,
  'blank lines': (size) => `when${'\n'.repeat(size - 9)}ferry`,
  days: endless('2024-01-02 '),
  'months of months': endless('from march to june 2024 '),
  figures: endless('1,234.'),
  ellipses: endless('… a '),
  hyphens: endless('a-'),
  'questions about people': endless('who said what about the ferry and '),
  initials: endless('U.S. '),
  links: endless('[a]('),
};
