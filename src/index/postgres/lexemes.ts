// Texts as PostgreSQL's text search takes them: the lexemes are made here, as the embedded index makes them, so that both find
// the same. Pure.
import { fold } from '../../text/fold.ts';
import { stem, words } from '../../text/words.ts';

/** PostgreSQL refuses longer lexemes (MAXSTRLEN), */
const MAX_LEXEME_BYTES = 2046;
/** and texts of more; a text of so many different words is a list, not an article. */
const MAX_LEXEMES_BYTES = 1_000_000;
/** Positions beyond this are all the same one. */
const MAX_POSITION = 16_383;
/** What keeps a phrase from beginning in the title and ending in the text. */
const GAP = 2;
/** More words or phrases than this narrow nothing down. */
const MAX_SOUGHT = 64;

/** `A` marks words of a title; the others are of the text. */
type Weight = 'A' | '';

/** A text as `tsvector` reads it, and how many words it has. */
export interface Lexemes {
  tsvector: string;
  length: number;
}

/** The stems of a passage with their places, behind those of its title. */
export function passageLexemes(title: string, text: string): Lexemes {
  const [inTitle, inText] = [words(title).map(stem), words(text).map(stem)];
  const places = new Map<string, string[]>();
  const put = (stems: readonly string[], from: number, weight: Weight) => {
    for (const [i, lexeme] of stems.entries()) {
      const place = `${Math.min(from + i, MAX_POSITION)}${weight}`;
      const known = places.get(lexeme);
      if (known) known.push(place);
      else places.set(lexeme, [place]);
    }
  };
  put(inTitle, 1, 'A');
  put(inText, inTitle.length + GAP, '');
  const lexemes = [...places].filter(([lexeme]) => isLexeme(lexeme));
  const tsvector = lexemes.map(([lexeme, at]) => `'${lexeme}':${at.join(',')}`).join(' ');
  return { tsvector, length: inTitle.length + inText.length };
}

/** The folded words of a text without their places, unstemmed. */
export function wordLexemes(text: string): string {
  const found = new Set(fold(text).match(WORD) ?? []);
  const kept: string[] = [];
  let bytes = 0;
  for (const word of found) {
    if (!isLexeme(word)) continue;
    bytes += Buffer.byteLength(word);
    if (bytes > MAX_LEXEMES_BYTES) break;
    kept.push(`'${word}'`);
  }
  return kept.join(' ');
}

const WORD = /[\p{L}\p{M}\p{N}\p{Co}]+/gu;

const isLexeme = (word: string): boolean => Buffer.byteLength(word) <= MAX_LEXEME_BYTES;

/** Words and phrases, each once, as `tsquery` reads them: "a b" is a phrase. */
export const soughtStems = (sought: readonly string[]): string[] =>
  queries(sought.map((each) => words(each).map(stem)));

/** Folded words, each once, as `tsquery` reads them; unstemmed. */
export const soughtWords = (sought: readonly string[]): string[] =>
  queries(sought.map((each) => fold(each).match(WORD) ?? []));

const queries = (phrases: readonly (readonly string[])[]): string[] => {
  const made = phrases
    .filter((phrase) => phrase.length > 0 && phrase.every(isLexeme))
    .map((phrase) => phrase.map((word) => `'${word}'`).join(' <-> '));
  return [...new Set(made)].slice(0, MAX_SOUGHT);
};

/** Small letters of ASCII alone, as SQLite compares without regard to case, and PostgreSQL's lower() in the collation "C". */
export const likeSqlite = (text: string): string =>
  withoutNul(text).replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** An embedding as pgvector reads it. */
export const vectorText = (vector: Float32Array): string => `[${vector.join(',')}]`;

/** What pgvector writes, as an embedding. */
export const vectorOf = (text: string): Float32Array => new Float32Array(JSON.parse(text) as number[]);

/** PostgreSQL takes no text with NUL; whoever types it finds what the rest of it says. */
export const withoutNul = (typed: string): string => typed.replaceAll('\0', '');
