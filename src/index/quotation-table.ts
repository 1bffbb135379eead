// The quotations of the archive: who says what, in which article, and who is meant by each name.
import { integer, text, type SqlDatabase } from './database.ts';
import { FILTER, filterValues, sought } from './filter-sql.ts';
import { MAX_PREFIX } from './quotation-rows.ts';
import { limitsArticles } from '../question/filter.ts';
import { personOfEach, type NamedSpeaker } from '../speakers/persons.ts';
import { hasName, quotationsOf, speakerKey } from '../speakers/quotations.ts';
import { indexedWords, words as wordsOf } from '../text/words.ts';
import type { Article, Filter, QuotedSpeaker, Span } from '../types.ts';

/** Quotations that lie in a passage which holds all of the words, or has them in its title. */
const NEAR_WORDS = `AND EXISTS (
  SELECT 1 FROM passages p WHERE p.article = q.article AND p.start < q.end AND p.end > q.start
  AND p.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH :match)
)`;

/** Quotations of the articles that a filter lets through. */
const OF_FILTERED = `AND article IN (SELECT a.number FROM articles a WHERE ${FILTER})`;

/** What is said in an article by somebody with a name: nobody looks for the others. Call it in a transaction. */
export function putQuotations(
  db: SqlDatabase,
  number: number,
  { text: whole, unquotable }: Pick<Article, 'text' | 'unquotable'>,
): void {
  for (const { start, end, speaker } of quotationsOf(whole, unquotable)) {
    if (!hasName(speaker)) continue;
    const key = speakerKey(speaker);
    db.run('INSERT INTO quotations (article, start, end, speaker, key, person) VALUES (?, ?, ?, ?, ?, ?)', [
      ...[number, start, end],
      ...[speaker, key, key],
    ]);
  }
}

/** Notes whom each name means, by all that the archive quotes. Call it in a transaction. */
export function tellPersons(db: SqlDatabase): void {
  const speakers = db.rows<NamedSpeaker & { before: string; several: number }>(
    `SELECT ${text('key')}, ${text('speaker')}, count(*) AS quotations, ${text('min(person)', 'before')},
     min(person) <> max(person) AS several FROM quotations GROUP BY key, speaker`,
  );
  for (const { key, speaker, person, before, several } of personOfEach(speakers))
    if (person !== before || several)
      db.run('UPDATE quotations SET person = ? WHERE key = ? AND speaker = ?', [person, key, speaker]);
}

/** Where each quotation of an article begins and who says it, as they are stored, in order. */
export function storedQuotations(db: SqlDatabase, article: number): string[] {
  return db.column(
    `SELECT ${text("start || ' ' || speaker", 'said')} FROM quotations WHERE article = ? ORDER BY start`,
    [article],
  );
}

/** Those quoted in the articles of a filter, as they are most often named there, whose name has a word, or words in a row, that begin so; the most quoted `k` first. */
export function speakersCalled(db: SqlDatabase, prefix: string, filter: Filter, k: number): QuotedSpeaker[] {
  const beginning = wordsOf(prefix.slice(0, MAX_PREFIX).toLowerCase()).join(' ');
  const filtered = limitsArticles(filter);
  const limits = filtered ? { ...filterValues(filter) } : {};
  const persons = db.rows<{ key: string; quotations: number }>(
    `SELECT ${text('person', 'key')}, count(*) AS quotations FROM quotations
     WHERE (person LIKE :first OR person LIKE :later) ${filtered ? OF_FILTERED : ''}
     GROUP BY person ORDER BY quotations DESC, person LIMIT :k`,
    { first: `${beginning}%`, later: `% ${beginning}%`, k, ...limits },
  );
  return persons.map(({ key, quotations }) => {
    const [speaker] = db.column<string>(
      `SELECT ${text('speaker')} FROM quotations WHERE person = :key ${filtered ? OF_FILTERED : ''}
       GROUP BY speaker ORDER BY max(key = person) DESC, count(*) DESC, length(speaker) DESC, speaker LIMIT 1`,
      { key, ...limits },
    );
    return { key, speaker: speaker ?? key, quotations };
  });
}

/** Where somebody is quoted, within the articles of a filter. */
export interface QuotationQuery {
  /** The person's. */
  key: string;
  filter: Filter;
  /** All of which stand in the passage of the quotation, or in its title. */
  words: readonly string[];
  k: number;
  skip: number;
}

/** A quotation as it is stored, unverified; `id` is its article's. */
export type QuotationRow = Span & { id: string; speaker: string };

/** The newest first. */
export function quotationRows(db: SqlDatabase, query: QuotationQuery): QuotationRow[] {
  const { key, filter, words, k, skip } = query;
  const match = sought(words.map(indexedWords)).join(' ');
  return db.rows(
    `SELECT ${text('a.id', 'id')}, ${integer('q.start')}, ${integer('q.end')}, ${text('q.speaker')} FROM quotations q
     JOIN articles a ON a.number = q.article AND ${FILTER} WHERE q.person = :key ${match ? NEAR_WORDS : ''}
     ORDER BY a.published DESC, a.number DESC, q.start LIMIT :k OFFSET :skip`,
    { ...filterValues(filter), key, k, skip, ...(match && { match }) },
  );
}
