// The questions one can put to the store: keyword search, passages, vectors, sources, coverage. Reads only.
import { bytes, damaged, integer, text, type SqlDatabase } from './database.ts';
import { limitsArticles } from '../question/filter.ts';
import { isPassageOf, isWhole, unitVector, type StoredArticle, type StoredPassage } from './stored.ts';
import type { ReadPassages, Scored } from './index-interface.ts';
import type { Article, Coverage, Filter, Passage, Source } from '../types.ts';

/** How much a title's words count against a passage's own in BM25. */
const TITLE_WEIGHT = 0.6;

const SOURCE_COLUMNS = ['a.id', 'a.file', 'a.title', 'a.url', 'a.outlet', 'a.byline', 'a.published']
  .map((column) => text(column))
  .join(', ');
const ARTICLE_COLUMNS = `${SOURCE_COLUMNS}, ${text('a.text')}, ${text('a.hash')}`;
/** Every part of a filter that is not set lets everything through. */
export const FILTER = `a.published BETWEEN :from AND :to AND (:outlet IS NULL OR a.outlet = :outlet COLLATE NOCASE)
  AND (:outlets IS NULL OR a.outlet COLLATE NOCASE IN (SELECT value FROM json_each(:outlets)))`;
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** The values that `FILTER` takes. */
export const filterValues = (filter: Filter) => ({
  from: filter.from ?? FIRST_DAY,
  to: filter.to ?? LAST_DAY,
  outlet: filter.outlet ?? null,
  outlets: filter.outlets ? JSON.stringify(filter.outlets) : null,
});

export class StoreReader {
  protected readonly db: SqlDatabase;

  constructor(db: SqlDatabase) {
    this.db = db;
  }

  meta(key: string): string | undefined {
    return this.db.row<{ value: string }>(`SELECT ${text('value')} FROM meta WHERE key = ?`, [key])?.value;
  }

  /** BM25 of the passages that hold any of the words, the best `k` first. */
  keyword(words: readonly string[], filter: Filter, k: number): Scored[] {
    if (words.length === 0) return [];
    const filtered = limitsArticles(filter);
    const limited = `JOIN passages p ON p.id = passage_words.rowid JOIN articles a ON a.number = p.article AND ${FILTER}`;
    return this.db.rows(
      `SELECT passage_words.rowid AS id, -bm25(passage_words, ${TITLE_WEIGHT}, 1.0) AS score FROM passage_words
       ${filtered ? limited : ''} WHERE passage_words MATCH :match ORDER BY score DESC LIMIT :k`,
      { match: anyOf(words), k, ...(filtered ? filterValues(filter) : {}) },
    );
  }

  /** In how many passages a stem occurs. */
  frequency(stem: string): number {
    return this.db.row<{ doc: number }>('SELECT doc FROM terms WHERE term = ?', [stem])?.doc ?? 0;
  }

  /** Ids of the passages that a filter lets through. */
  passageIds(filter: Filter): number[] {
    return this.db.column(
      `SELECT p.id FROM articles a CROSS JOIN passages p ON p.article = a.number WHERE ${FILTER}`,
      filterValues(filter),
    );
  }

  /**
   * The passages that are still there, with their articles by id, all of one moment.
   * @throws UserError when an article or a span is not what was written
   */
  read(ids: readonly number[]): ReadPassages {
    return this.db.snapshot(() => {
      const rows = this.db.rows<Passage & { number: number; embedding: ArrayBuffer }>(
        `SELECT p.id, ${integer('p.article', 'number')}, ${text('a.id', 'articleId')}, ${integer('p.start')},
         ${integer('p.end')}, ${bytes('p.embedding')} FROM passages p JOIN articles a ON a.number = p.article WHERE p.id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(ids)],
      );
      const stored = this.db.rows<StoredArticle>(
        `SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.number IN (SELECT value FROM json_each(?))`,
        [JSON.stringify([...new Set(rows.map(({ number }) => number))])],
      );
      const articles = new Map(stored.map((row) => [row.id, this.#verified(row)]));
      const passages = rows.map(({ id, articleId, start, end, embedding }) => {
        if (!isPassageOf(articles.get(articleId)!, { start, end }, embedding))
          throw damaged(this.db.path, `passage ${id} is not what was written`);
        return { id, articleId, start, end };
      });
      return { passages, articles };
    });
  }

  /** Changes whenever another connection has written. */
  dataVersion(): number {
    return this.db.column<number>('PRAGMA data_version')[0]!;
  }

  /** The highest id that a passage ever had here. */
  lastPassageId(): number {
    return (
      this.db.column<number>(`SELECT ${integer('seq')} FROM sqlite_sequence WHERE name = 'passages'`)[0] ?? 0
    );
  }

  /** Ids of passages added after the given one, ascending, at most `limit`. */
  passageIdsAfter(id: number, limit: number): number[] {
    return this.db.column('SELECT id FROM passages WHERE id > ? ORDER BY id LIMIT ?', [id, limit]);
  }

  /** Ids of passages that were taken out and that the vector index may still hold. */
  removedIds(): number[] {
    return this.db.column('SELECT id FROM removed_passages');
  }

  /**
   * Embeddings of the passages that are still there, by passage id.
   * @throws UserError when one is not of unit length
   */
  vectors(ids: readonly number[]): Map<number, Float32Array> {
    const rows = this.db.rows<{ id: number; vector: ArrayBuffer }>(
      `SELECT p.id, ${bytes('e.vector')} FROM passages p JOIN embeddings e ON e.hash = p.embedding
       WHERE p.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    );
    return new Map(
      rows.map(({ id, vector }) => {
        const embedding = unitVector(vector);
        if (!embedding) throw damaged(this.db.path, `the embedding of passage ${id} is not of unit length`);
        return [id, embedding];
      }),
    );
  }

  /** @throws UserError when the article is not what was written */
  article(id: string): Article | undefined {
    const row = this.db.row<StoredArticle>(`SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.id = ?`, [id]);
    return row && this.#verified(row);
  }

  /** The promise reaches down to the disk: what a damaged file altered is never quoted. */
  #verified({ hash, ...article }: StoredArticle): Article {
    if (isWhole({ hash, ...article })) return article;
    throw damaged(this.db.path, `the article ${article.file} is not what was written`);
  }

  /** Sources whose title or outlet has all the words, the last as a beginning; the best first. */
  sourcesByTitle(words: readonly string[], filter: Filter, limit: number): Source[] {
    if (words.length === 0) return this.#newest(filter, limit);
    const match = words.map((word) => `"${word}"`).join(' ') + '*';
    return this.db.rows(
      `SELECT ${SOURCE_COLUMNS} FROM title_words t JOIN articles a ON a.number = t.rowid
       WHERE title_words MATCH :match AND ${FILTER} ORDER BY bm25(title_words), a.published DESC LIMIT :limit`,
      { match, limit, ...filterValues(filter) },
    );
  }

  /** Sources of the passages that match the words best. */
  sourcesByText(words: readonly string[], filter: Filter, limit: number): Source[] {
    const ids = this.keyword(words, filter, limit * 4).map((scored) => scored.id);
    const articles = this.#articlesOf(ids);
    const ordered = [...new Set(ids.flatMap((id) => articles.get(id) ?? []))].slice(0, limit);
    return ordered.flatMap(
      (id) => this.db.row<Source>(`SELECT ${SOURCE_COLUMNS} FROM articles a WHERE a.id = ?`, [id]) ?? [],
    );
  }

  /** Ids of the articles that passages stand in, by passage id; without their texts, as it is asked with every letter typed. */
  #articlesOf(ids: readonly number[]): Map<number, string> {
    const rows = this.db.rows<{ id: number; article: string }>(
      `SELECT p.id, ${text('a.id', 'article')} FROM passages p JOIN articles a ON a.number = p.article
       WHERE p.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    );
    return new Map(rows.map(({ id, article }) => [id, article]));
  }

  #newest(filter: Filter, limit: number): Source[] {
    return this.db.rows(
      `SELECT ${SOURCE_COLUMNS} FROM articles a WHERE ${FILTER} ORDER BY published DESC LIMIT :limit`,
      { limit, ...filterValues(filter) },
    );
  }

  /** What there is of the articles that a filter lets through; without one, of all. */
  coverage(filter: Filter = {}): Omit<Coverage, 'model'> {
    const filtered = limitsArticles(filter);
    const [values, only] = filtered ? [filterValues(filter), FILTER] : [{}, 'TRUE'];
    const outlets = this.db.rows<Coverage['outlets'][number]>(
      `SELECT ${text('outlet')}, count(*) AS articles FROM articles a WHERE ${only}
       GROUP BY outlet ORDER BY articles DESC, outlet`,
      values,
    );
    const languages = this.db.rows<Coverage['languages'][number]>(
      `SELECT ${text('language')}, count(*) AS articles FROM articles a WHERE language IS NOT NULL AND ${only}
       GROUP BY language ORDER BY articles DESC, language`,
      values,
    );
    // Each by itself is found at one end of an index.
    const end = (which: string) => `(SELECT ${which}(published) FROM articles a WHERE ${only})`;
    const days = this.db.row<{ from: string | null; to: string | null }>(
      `SELECT ${text(end('min'), 'from')}, ${text(end('max'), 'to')}`,
      values,
    )!;
    const [passages] = this.db.column<number>(
      filtered
        ? `SELECT count(*) FROM articles a CROSS JOIN passages p ON p.article = a.number WHERE ${FILTER}`
        : 'SELECT count(*) AS passages FROM passages',
      values,
    );
    return {
      articles: outlets.reduce((sum, { articles }) => sum + articles, 0),
      passages: passages!,
      outlets: outlets.map(({ outlet, articles }) => ({ outlet, articles })),
      languages: languages.map(({ language, articles }) => ({ language, articles })),
      from: days.from,
      to: days.to,
      indexedAt: this.meta('indexedAt') ?? null,
    };
  }

  /** What SQLite finds wrong with its file, and words that are missing from the keyword index. */
  complaints(): string[] {
    const found = this.db.column<string>(
      `SELECT ${text('integrity_check')} FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
    );
    const [missing] = this.db.column<number>(
      `SELECT (SELECT count(*) FROM passages WHERE id NOT IN (SELECT id FROM passage_words_docsize))
       + (SELECT count(*) FROM articles WHERE number NOT IN (SELECT id FROM title_words_docsize))`,
    );
    return missing ? [...found, `the keyword index lacks ${missing} passages or titles`] : found;
  }

  /** An article as it is stored, unverified. */
  storedArticle(number: number): StoredArticle | undefined {
    return this.db.row(`SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.number = ?`, [number]);
  }

  /** The passages of an article as they are stored, unverified, in order. */
  storedPassages(article: number): StoredPassage[] {
    return this.db.rows(
      `SELECT p.id, ${integer('p.start')}, ${integer('p.end')}, ${bytes('p.embedding')}, ${bytes('e.vector')}
       FROM passages p LEFT JOIN embeddings e ON e.hash = p.embedding WHERE p.article = ? ORDER BY p.start`,
      [article],
    );
  }

  close(): void {
    this.db.close();
  }
}

/** An FTS5 query for passages that hold any of the words; words are letters and digits only. */
const anyOf = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' OR ');
