// SQLite is the truth: articles, passages, keyword index (FTS5), embeddings and quotations in one file.
// One article is written per transaction, so that a reader sees it wholly or not at all.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { bytes, integer, openDatabase, text, type SqlDatabase } from './database.ts';
import { SCHEMA, STORE_VERSION } from './schema.ts';
import { removeChecksum } from './database-checksum.ts';
import { FILTER, filterValues, sought } from './filter-sql.ts';
import {
  putQuotations,
  quotationRows,
  speakersCalled,
  storedQuotations,
  tellPersons,
} from './quotation-table.ts';
import { quotationIn } from './quotation-rows.ts';
import { distinctSources } from './distinct-sources.ts';
import { addSpellings, spellingsNear } from './vocabulary.ts';
import {
  isPassageOf,
  isWhole,
  storedArticle,
  unitVector,
  type ArticleRow,
  type StoredArticle,
  type StoredPassage,
} from './stored.ts';
import type { Duplicate, KnownFile, NewPassage, StoredArchive } from './stored-archive.ts';
import type { ReadPassages, Scored, Spelling } from './index-interface.ts';
import { keyOf } from '../corpus/addresses.ts';
import type { CorpusFile } from '../corpus/articles.ts';
import type { HostError } from '../errors.ts';
import { limitsArticles } from '../question/filter.ts';
import { fold } from '../text/fold.ts';
import { indexedWords } from '../text/words.ts';
import type {
  Article,
  Coverage,
  Filter,
  FoundQuotation,
  MonthCount,
  Passage,
  QuotedSpeaker,
  Source,
} from '../types.ts';

/** How much a title's words count against a passage's own in BM25. */
const TITLE_WEIGHT = 0.6;

const SOURCE_COLUMNS = ['a.id', 'a.file', 'a.title', 'a.url', 'a.outlet', 'a.byline', 'a.published']
  .map((column) => text(column))
  .join(', ');
const ARTICLE_COLUMNS = `${SOURCE_COLUMNS}, ${text('a.text')}, ${text('a.unquotable')},
  ${text('a.hash')}`;
/**
 * Opens the database file; creates it and its tables when `create` is set.
 * @throws UserError when the file is no database of this schema, or damaged, or locked
 */
export function openStore(path: string, create = false): Store {
  const db = openDatabase(path, create);
  try {
    return new Store(db, create);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function deleteStore(path: string): void {
  removeChecksum(path);
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

export class Store implements StoredArchive {
  readonly #db: SqlDatabase;

  constructor(db: SqlDatabase, create: boolean) {
    this.#db = db;
    if (create && !db.row("SELECT name FROM sqlite_schema WHERE name = 'meta'")) this.#create();
    if (this.meta('version') !== String(STORE_VERSION))
      throw db.damaged('its tables are not those of this version of Attest');
  }

  #create(): void {
    this.transaction(() => {
      this.#db.script(SCHEMA);
      this.setMeta('version', String(STORE_VERSION));
      this.setMeta('identity', randomUUID());
    });
  }

  transaction<T>(write: () => T): T {
    return this.#db.transaction(write);
  }

  meta(key: string): string | undefined {
    return this.#db.row<{ value: string }>(`SELECT ${text('value')} FROM meta WHERE key = ?`, [key])?.value;
  }

  setMeta(key: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', [key, value]);
  }

  deleteMeta(key: string): void {
    this.#db.run('DELETE FROM meta WHERE key = ?', [key]);
  }

  // What can be asked of it. What the interface of an index asks for is described there.

  keyword(words: readonly string[], filter: Filter, k: number): Scored[] {
    if (words.length === 0) return [];
    const filtered = limitsArticles(filter);
    const limited = `JOIN passages p ON p.id = passage_words.rowid JOIN articles a ON a.number = p.article AND ${FILTER}`;
    return this.#db.rows(
      `SELECT passage_words.rowid AS id, -bm25(passage_words, ${TITLE_WEIGHT}, 1.0) AS score FROM passage_words
       ${filtered ? limited : ''} WHERE passage_words MATCH :match ORDER BY score DESC LIMIT :k`,
      { match: sought(words.map(indexedWords)).join(' OR '), k, ...(filtered ? filterValues(filter) : {}) },
    );
  }

  /** In how many passages a stem occurs. */
  frequency(stem: string): number {
    return this.#db.row<{ doc: number }>('SELECT doc FROM terms WHERE term = ?', [stem])?.doc ?? 0;
  }

  spellings(word: string, filter: Filter, k: number): Spelling[] {
    const limits = limitsArticles(filter)
      ? { sql: FILTER, values: filterValues(filter) }
      : { sql: null, values: {} };
    return spellingsNear(this.#db, word, limits, k);
  }

  /** Ids of the passages that a filter lets through. */
  passageIds(filter: Filter): number[] {
    return this.#db.column(
      `SELECT p.id FROM articles a CROSS JOIN passages p ON p.article = a.number WHERE ${FILTER}`,
      filterValues(filter),
    );
  }

  /** @throws UserError when an article or a span is not what was written */
  read(ids: readonly number[]): ReadPassages {
    return this.#db.snapshot(() => {
      const rows = this.#db.rows<Passage & { number: number; embedding: ArrayBuffer }>(
        `SELECT p.id, ${integer('p.article', 'number')}, ${text('a.id', 'articleId')}, ${integer('p.start')},
         ${integer('p.end')}, ${bytes('p.embedding')} FROM passages p JOIN articles a ON a.number = p.article WHERE p.id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(ids)],
      );
      const stored = this.#db.rows<ArticleRow>(
        `SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.number IN (SELECT value FROM json_each(?))`,
        [JSON.stringify([...new Set(rows.map(({ number }) => number))])],
      );
      const articles = new Map(stored.map((row) => [row.id, this.#verified(row)]));
      const passages = rows.map(({ id, articleId, start, end, embedding }) => {
        if (!isPassageOf(articles.get(articleId)!, { start, end }, embedding))
          throw this.#db.damaged(`passage ${id} is not what was written`);
        return { id, articleId, start, end };
      });
      return { passages, articles };
    });
  }

  /** Changes whenever another connection has written. */
  dataVersion(): number {
    return this.#db.column<number>('PRAGMA data_version')[0]!;
  }

  /** The highest id that a passage ever had here. */
  lastPassageId(): number {
    return (
      this.#db.column<number>(`SELECT ${integer('seq')} FROM sqlite_sequence WHERE name = 'passages'`)[0] ?? 0
    );
  }

  /** Ids of passages added after the given one, ascending, at most `limit`. */
  passageIdsAfter(id: number, limit: number): number[] {
    return this.#db.column('SELECT id FROM passages WHERE id > ? ORDER BY id LIMIT ?', [id, limit]);
  }

  /** Ids of passages that were taken out and that the vector index may still hold. */
  removedIds(): number[] {
    return this.#db.column('SELECT id FROM removed_passages');
  }

  /**
   * Embeddings of the passages that are still there, by passage id.
   * @throws UserError when one is not of unit length
   */
  vectors(ids: readonly number[]): Map<number, Float32Array> {
    const rows = this.#db.rows<{ id: number; vector: ArrayBuffer }>(
      `SELECT p.id, ${bytes('e.vector')} FROM passages p JOIN embeddings e ON e.hash = p.embedding
       WHERE p.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    );
    return new Map(
      rows.map(({ id, vector }) => {
        const embedding = unitVector(vector);
        if (!embedding) throw this.#db.damaged(`the embedding of passage ${id} is not of unit length`);
        return [id, embedding];
      }),
    );
  }

  /** @throws UserError when the article is not what was written */
  article(id: string): Article | undefined {
    const row =
      this.#db.row<ArticleRow>(`SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.id = ?`, [id]) ??
      this.#db.row<ArticleRow>(
        `SELECT ${ARTICLE_COLUMNS} FROM duplicates duplicate JOIN articles a ON a.address = duplicate.address WHERE duplicate.id = ?`,
        [id],
      );
    return row && this.#verified(row);
  }

  sourceAt(address: string, filter: Filter): Source | undefined {
    return this.#db.row(`SELECT ${SOURCE_COLUMNS} FROM articles a WHERE a.address = :address AND ${FILTER}`, {
      address,
      ...filterValues(filter),
    });
  }

  /** The promise reaches down to the disk: what a damaged file altered is never quoted. */
  #verified(row: ArticleRow): Article {
    const { hash, ...article } = storedArticle(row);
    if (isWhole({ hash, ...article })) return article;
    throw this.#db.damaged(`the article ${article.file} is not what was written`);
  }

  /** Sources whose title or outlet has all the words, the last as a beginning; the best first. No words give the newest. */
  sourcesByTitle(words: readonly string[], filter: Filter, limit: number): Source[] {
    const values = { limit, ...filterValues(filter) };
    if (words.length === 0)
      return this.#db.rows(
        `SELECT ${SOURCE_COLUMNS} FROM articles a WHERE ${FILTER} ORDER BY published DESC LIMIT :limit`,
        values,
      );
    const last = words.at(-1)!;
    const match = [...sought(words.slice(0, -1)), `"${last}"*`].join(' ');
    return this.#db.rows(
      `SELECT ${SOURCE_COLUMNS} FROM title_words t JOIN articles a ON a.number = t.rowid
       WHERE title_words MATCH :match AND ${FILTER} ORDER BY bm25(title_words), a.published DESC LIMIT :limit`,
      { match, ...values },
    );
  }

  /** Sources of the passages that match the words best; without their texts, as it is asked with every letter typed. */
  sourcesByText(words: readonly string[], filter: Filter, limit: number): Source[] {
    const ids = this.keyword(words, filter, limit * 4).map((scored) => scored.id);
    const rows = this.#db.rows<Source & { passage: number }>(
      `SELECT p.id AS passage, ${SOURCE_COLUMNS} FROM passages p JOIN articles a ON a.number = p.article
       WHERE p.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    );
    const sources = new Map(rows.map(({ passage, ...source }) => [passage, source]));
    return distinctSources(
      ids.flatMap((id) => sources.get(id) ?? []),
      limit,
    );
  }

  coverage(filter: Filter = {}): Omit<Coverage, 'model'> {
    const filtered = limitsArticles(filter);
    const [values, only] = filtered ? [filterValues(filter), FILTER] : [{}, 'TRUE'];
    const articlesBy = <Row>(column: string) =>
      this.#db.rows<Row>(
        `SELECT ${text(column)}, count(*) AS articles FROM articles a WHERE ${column} IS NOT NULL AND ${only}
         GROUP BY ${column} ORDER BY articles DESC, ${column}`,
        values,
      );
    const outlets = articlesBy<Coverage['outlets'][number]>('outlet');
    const languages = articlesBy<Coverage['languages'][number]>('language');
    // Each by itself is found at one end of an index.
    const end = (which: string) => `(SELECT ${which}(published) FROM articles a WHERE ${only})`;
    const days = this.#db.row<{ from: string | null; to: string | null }>(
      `SELECT ${text(end('min'), 'from')}, ${text(end('max'), 'to')}`,
      values,
    )!;
    const [passages] = this.#db.column<number>(
      filtered
        ? `SELECT count(*) FROM articles a CROSS JOIN passages p ON p.article = a.number WHERE ${FILTER}`
        : 'SELECT count(*) AS passages FROM passages',
      values,
    );
    return {
      articles: outlets.reduce((sum, { articles }) => sum + articles, 0),
      passages: passages!,
      outlets,
      languages,
      ...days,
      indexedAt: this.meta('indexedAt') ?? null,
    };
  }

  /** Articles by month and outlet, in the order of time; along an index that has both. */
  articlesByMonth(filter: Filter = {}): MonthCount[] {
    const [values, only] = limitsArticles(filter) ? [filterValues(filter), FILTER] : [{}, 'TRUE'];
    const month = 'substr(published, 1, 7)';
    return this.#db.rows<MonthCount>(
      `SELECT ${text(month, 'month')}, ${text('outlet')}, count(*) AS articles FROM articles a WHERE ${only}
       GROUP BY ${month}, outlet ORDER BY ${month}, outlet`,
      values,
    );
  }

  /** What SQLite finds wrong with its file, and words that are missing from the keyword index. */
  complaints(): string[] {
    const found = this.#db.column<string>(
      `SELECT ${text('integrity_check')} FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
    );
    const [missing] = this.#db.column<number>(
      `SELECT (SELECT count(*) FROM passages WHERE id NOT IN (SELECT id FROM passage_words_docsize))
       + (SELECT count(*) FROM articles WHERE number NOT IN (SELECT id FROM title_words_docsize))
       + (SELECT count(*) FROM articles WHERE number NOT IN (SELECT id FROM article_words_docsize))`,
    );
    return missing ? [...found, `the keyword index lacks ${missing} passages or titles`] : found;
  }

  /** An article as it is stored, unverified. */
  storedArticle(number: number): StoredArticle | undefined {
    const sql = `SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.number = ?`;
    const row = this.#db.row<ArticleRow>(sql, [number]);
    return row && storedArticle(row);
  }

  /** The passages of an article as they are stored, unverified, in order. */
  storedPassages(article: number): StoredPassage[] {
    return this.#db.rows(
      `SELECT p.id, ${integer('p.start')}, ${integer('p.end')}, ${bytes('p.embedding')}, ${bytes('e.vector')}
       FROM passages p LEFT JOIN embeddings e ON e.hash = p.embedding WHERE p.article = ? ORDER BY p.start`,
      [article],
    );
  }

  /** Where each quotation of an article begins and who says it, as they are stored, in order. */
  storedQuotations(article: number): string[] {
    return storedQuotations(this.#db, article);
  }

  speakers(prefix: string, filter: Filter, k: number): QuotedSpeaker[] {
    return speakersCalled(this.#db, prefix, filter, k);
  }

  /** @throws UserError when an article or a quotation is not what was written */
  quotationsBy(key: string, filter: Filter, words: readonly string[], k: number, skip = 0): FoundQuotation[] {
    const rows = quotationRows(this.#db, { key, filter, words, k, skip });
    // Many quotations may be of one article: it is read once.
    const articles = new Map([...new Set(rows.map(({ id }) => id))].map((id) => [id, this.article(id)]));
    return rows.flatMap((row) => {
      const article = articles.get(row.id);
      // The article has left meanwhile.
      if (!article) return [];
      const found = quotationIn(article, row);
      if (!found) throw this.#db.damaged(`a quotation of ${article.file} is not what was written`);
      return [{ ...found, article }];
    });
  }

  // What can be written to it; the caller opens the transaction.

  knownFiles(): KnownFile[] {
    const columns = `${text('file')}, ${integer('size')}, ${integer('mtime')}, ${text('change')}, ${text('id')}, ${text('url')}, ${text('address')}, ${text('published')}, ${integer('length')}`;
    const rows = this.#db.rows<Omit<KnownFile, 'isStored'>>(
      `SELECT ${columns}, ${text('hash')} FROM articles UNION ALL SELECT ${columns}, ${text("''", 'hash')} FROM duplicates`,
    );
    return rows.map((row) => ({ ...row, isStored: row.hash !== '' }));
  }

  /**
   * Same content under another name or time stamp. False when the article is not there: another one has taken
   * its file's name, and its place with it. Call it in a transaction.
   */
  updateFile(id: string, { file, size, mtime, change }: CorpusFile): boolean {
    // Files may have swapped their names: the article that has this one gets its new name in its turn, or is removed at the end.
    this.#db.run("UPDATE articles SET file = '?' || id, size = -1 WHERE file = ? AND id <> ?", [file, id]);
    const row = [file, size, mtime, change, id];
    this.#db.run('UPDATE articles SET file = ?, size = ?, mtime = ?, change = ? WHERE id = ?', row);
    this.removeDuplicate(file);
    return this.#db.row('SELECT 1 FROM articles WHERE id = ?', [id]) !== undefined;
  }

  /** Remembers a file whose article another one stands for. Call it in a transaction. */
  putDuplicate({ file, id, url, address, size, mtime, change, published, length }: Duplicate): void {
    const row = [file, id, url, address, size, mtime, change, published, length];
    this.#db.run('INSERT OR REPLACE INTO duplicates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', row);
  }

  removeDuplicate(file: string): void {
    this.#db.run('DELETE FROM duplicates WHERE file = ?', [file]);
  }

  /**
   * Puts an article in the place of any earlier one with its id, its file or its address; one of another address is its
   * duplicate from now on, unless it has lost its file. Call it in a transaction.
   */
  putArticle(
    article: Article,
    found: CorpusFile,
    hash: string,
    passages: readonly NewPassage[],
    language: string | null,
  ): void {
    const { id, file, title, url, outlet, byline, published, text, unquotable } = article;
    const address = keyOf(article);
    this.#db.run(
      `INSERT OR REPLACE INTO duplicates SELECT file, id, url, address, size, mtime, change, published, length FROM articles
       WHERE address = ? AND id <> ? AND file <> ? AND file <> '?' || id`,
      [address, id, file],
    );
    this.removeDuplicate(file);
    const earlier = 'SELECT number FROM articles WHERE id = ? OR file = ? OR address = ?';
    for (const old of this.#db.column<number>(earlier, [id, file, address])) this.#remove(old);
    const number = this.#db.run(
      `INSERT INTO articles (id, file, size, mtime, change, hash, title, url, address, outlet, byline, published, language, length, text,
       unquotable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, file, found.size, found.mtime, found.change, hash, title, url, address],
        ...[outlet, byline, published, language, text.length, text, JSON.stringify(unquotable)],
      ],
    );
    this.#db.run('INSERT INTO title_words (rowid, title, outlet) VALUES (?, ?, ?)', [
      number,
      fold(title),
      fold(outlet),
    ]);
    this.#db.run('INSERT INTO article_words (rowid, text) VALUES (?, ?)', [
      number,
      fold(`${title}\n${text}`),
    ]);
    const titleWords = indexedWords(title);
    for (const passage of passages) {
      const row = [number, passage.start, passage.end, passage.embedding];
      const rowid = this.#db.run(
        'INSERT INTO passages (article, start, end, embedding) VALUES (?, ?, ?, ?)',
        row,
      );
      const words = [rowid, titleWords, indexedWords(passage.text)];
      this.#db.run('INSERT INTO passage_words (rowid, title, text) VALUES (?, ?, ?)', words);
    }
    putQuotations(this.#db, number, article);
  }

  /** Takes an article and its passages out; false when another has taken its place already. Call it in a transaction. */
  removeArticle(id: string): boolean {
    const numbers = this.#db.column<number>('SELECT number FROM articles WHERE id = ?', [id]);
    for (const number of numbers) this.#remove(number);
    return numbers.length > 0;
  }

  #remove(number: number): void {
    for (const sql of [
      'DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passages WHERE article = ?)',
      'INSERT INTO removed_passages SELECT id, embedding FROM passages WHERE article = ?',
      'DELETE FROM title_words WHERE rowid = ?',
      'DELETE FROM article_words WHERE rowid = ?',
      'DELETE FROM quotations WHERE article = ?',
      'DELETE FROM passages WHERE article = ?',
      'DELETE FROM articles WHERE number = ?',
    ])
      this.#db.run(sql, [number]);
  }

  /** Forgets that these passages were taken out: the vector index has them no more. */
  forgetRemoved(ids: readonly number[]): void {
    this.#db.run('DELETE FROM removed_passages WHERE id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(ids),
    ]);
  }

  countPassagesAfter(id: number): number {
    return this.#db.column<number>('SELECT count(*) FROM passages WHERE id > ?', [id])[0]!;
  }

  articleNumbers(): number[] {
    return this.#db.column('SELECT number FROM articles ORDER BY number');
  }

  hasEmbedding(hash: Buffer): boolean {
    return this.#db.row('SELECT 1 FROM embeddings WHERE hash = ?', [hash]) !== undefined;
  }

  putEmbedding(hash: Buffer, vector: Float32Array): void {
    const blob = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
    this.#db.run('INSERT OR REPLACE INTO embeddings VALUES (?, ?)', [hash, blob]);
  }

  /**
   * Deletes the embeddings that left with their passages, and completes the vocabulary.
   * @param merge merges the keyword index into one piece too
   */
  settle(merge: boolean): void {
    this.#db.run(
      `DELETE FROM embeddings WHERE hash IN (SELECT embedding FROM removed_passages)
       AND NOT EXISTS (SELECT 1 FROM passages WHERE embedding = hash)`,
    );
    if (merge)
      for (const table of ['passage_words', 'article_words'])
        this.#db.script(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    this.transaction(() => addSpellings(this.#db));
    this.transaction(() => tellPersons(this.#db));
  }

  /** Folds the write-ahead log into the file, as far as no reader needs it. */
  foldLog(): void {
    this.#db.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** What to throw when it holds what was not written to it. */
  damaged(why: string): HostError {
    return this.#db.damaged(why);
  }

  close(): void {
    this.#db.close();
  }
}
