// The words of the archive as they are written, unstemmed, and which of them are spelled or sound like another.
// FTS5 counts the words; their keys are added when a build ends, for words that are new. Words that are gone stay there
// as keys: whatever is found by one is looked up among the articles before it is told.
import { integer, text, type SqlDatabase } from './database.ts';
import type { Spelling } from './index-interface.ts';
import {
  alike,
  COMPARED,
  likest,
  LOOKED_INTO,
  MANY_ARTICLES,
  mostlyWritten,
  SAMPLED,
} from './likely-spellings.ts';
import { isSpellable, keysNear, spellingKeys } from '../text/likeness.ts';

/** Keys written at once. */
const BATCH = 20_000;

/** Words as `words` makes them of what it has folded: letters and digits with their marks. */
export const TOKENS = `unicode61 remove_diacritics 0 categories 'L* M* N* Co'`;

export const VOCABULARY_SCHEMA = `
CREATE VIRTUAL TABLE article_words USING fts5 (
  text, content='', contentless_delete=1, detail=none, tokenize="${TOKENS}"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (article_words, 'row');
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE spellings (key INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (key, word)) WITHOUT ROWID;
`;

/** Gives the words that came since the last time their keys. Call it in a transaction. */
export function addSpellings(db: SqlDatabase): void {
  const fresh = db.column<string>(
    `SELECT ${text('term')} FROM vocabulary WHERE NOT EXISTS (SELECT 1 FROM words WHERE word = term)`,
  );
  const rows: [key: number, word: number][] = [];
  for (const word of fresh) {
    const id = db.run('INSERT INTO words (word) VALUES (?)', [word]);
    if (isSpellable(word)) for (const key of spellingKeys(word)) rows.push([key, id]);
  }
  // In the order of the table they are written some times faster.
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (let from = 0; from < rows.length; from += BATCH)
    db.run(`INSERT OR IGNORE INTO spellings SELECT value ->> 0, value ->> 1 FROM json_each(?)`, [
      JSON.stringify(rows.slice(from, from + BATCH)),
    ]);
}

/** Which articles count, as SQL over `articles a` with its values. */
interface Limits {
  /** Null: all do. */
  sql: string | null;
  values: Record<string, string | number | null>;
}

/** The words most like one that was typed, of the articles within the limits; the likest `k` first. */
export function spellingsNear(db: SqlDatabase, typed: string, limits: Limits, k: number): Spelling[] {
  if (!isSpellable(typed)) return [];
  const sharing = db.column<string>(
    `SELECT DISTINCT ${text('w.word')} FROM json_each(?) CROSS JOIN spellings s ON s.key = value
     JOIN words w ON w.id = s.word LIMIT ${COMPARED}`,
    [JSON.stringify(keysNear(typed))],
  );
  const counted = alike(typed, sharing).map((likely) => ({
    ...likely,
    articles: articlesWith(db, likely.word, limits),
  }));
  return likest(counted, k).map(({ word, articles }) => ({
    word,
    articles,
    written: mostlyWritten(textsWith(db, word, limits), word),
  }));
}

/** Articles with a word, as SQL; where all count, none of their rows is looked at. */
const withWord = ({ sql }: Limits): string =>
  `FROM article_words ${sql === null ? '' : 'JOIN articles a ON a.number = article_words.rowid'}
   WHERE article_words MATCH :match ${sql === null ? '' : `AND ${sql}`}`;

const matching = (word: string, { values }: Limits) => ({ match: `"${word}"`, ...values });

const articlesWith = (db: SqlDatabase, word: string, limits: Limits): number =>
  db.column<number>(
    `SELECT ${integer('count(*)', 'articles')} FROM (SELECT 1 ${withWord(limits)} LIMIT ${MANY_ARTICLES})`,
    matching(word, limits),
  )[0]!;

/** The beginnings of some articles that have a word. */
const textsWith = (db: SqlDatabase, word: string, limits: Limits): string[] =>
  db.column<string>(
    `SELECT ${text(`substr(text, 1, ${LOOKED_INTO})`, 'text')} FROM articles
     WHERE number IN (SELECT article_words.rowid ${withWord(limits)} LIMIT ${SAMPLED})`,
    matching(word, limits),
  );
