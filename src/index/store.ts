// SQLite is the truth: articles, passages, keyword index (FTS5) and embeddings in one file.
// One article is written per transaction, so that a reader sees it wholly or not at all.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { damaged, integer, openDatabase, text, type SqlDatabase } from './database.ts';
import { SCHEMA, STORE_VERSION } from './schema.ts';
import type { CorpusFile } from '../corpus/articles.ts';
import { quotationsOf, speakerKey } from '../speakers/quotations.ts';
import { QuotationReader } from './quotation-reader.ts';
import type { Article, Span } from '../types.ts';

/** A passage to be written; `embedding` is the hash of its embedded text. */
export type NewPassage = Span & { embedding: Buffer; text: string };

/** What the store knows of a corpus file, to tell whether it changed. */
export type KnownFile = Pick<CorpusFile, 'file' | 'size' | 'mtime'> &
  Pick<Article, 'id' | 'url'> & { hash: string };

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
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

export class Store extends QuotationReader {
  constructor(db: SqlDatabase, create: boolean) {
    super(db);
    if (create && !db.row("SELECT name FROM sqlite_schema WHERE name = 'meta'")) this.#create();
    if (this.meta('version') !== String(STORE_VERSION))
      throw damaged(db.path, 'its tables are not those of this version of Attest');
  }

  #create(): void {
    this.transaction(() => {
      this.db.script(SCHEMA);
      this.setMeta('version', String(STORE_VERSION));
      this.setMeta('identity', randomUUID());
    });
  }

  transaction<T>(write: () => T): T {
    return this.db.transaction(write);
  }

  setMeta(key: string, value: string): void {
    this.db.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', [key, value]);
  }

  deleteMeta(key: string): void {
    this.db.run('DELETE FROM meta WHERE key = ?', [key]);
  }

  knownFiles(): KnownFile[] {
    return this.db.rows(
      `SELECT ${text('file')}, ${integer('size')}, ${integer('mtime')}, ${text('id')}, ${text('url')}, ${text('hash')}
       FROM articles`,
    );
  }

  /**
   * Same content under another name or time stamp. False when the article is not there: another one has taken
   * its file's name, and its place with it. Call it in a transaction.
   */
  updateFile(id: string, { file, size, mtime }: CorpusFile): boolean {
    // Names may have been swapped: whoever has this one gets its own in its turn, or is taken out at the end.
    this.db.run("UPDATE articles SET file = '?' || id, size = -1 WHERE file = ? AND id <> ?", [file, id]);
    this.db.run('UPDATE articles SET file = ?, size = ?, mtime = ? WHERE id = ?', [file, size, mtime, id]);
    return this.db.row('SELECT 1 FROM articles WHERE id = ?', [id]) !== undefined;
  }

  /** Puts an article in the place of any earlier one with its id or file. Call it in a transaction. */
  putArticle(
    article: Article,
    found: CorpusFile,
    hash: string,
    passages: readonly NewPassage[],
    language: string | null,
  ): void {
    const { id, file, title, url, outlet, byline, published, text } = article;
    const earlier = this.db.column<number>('SELECT number FROM articles WHERE id = ? OR file = ?', [
      id,
      file,
    ]);
    for (const old of earlier) this.#remove(old);
    const number = this.db.run(
      `INSERT INTO articles (id, file, size, mtime, hash, title, url, outlet, byline, published, language, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, file, found.size, found.mtime, hash, title, url, outlet, byline, published, language, text],
    );
    this.db.run('INSERT INTO title_words (rowid, title, outlet) VALUES (?, ?, ?)', [number, title, outlet]);
    for (const passage of passages) this.#putPassage(number, title, passage);
    this.#putQuotations(number, text);
  }

  /** Only what is said by somebody: nobody looks for the others. */
  #putQuotations(article: number, text: string): void {
    for (const { start, end, speaker } of quotationsOf(text)) {
      if (speaker === null) continue;
      this.db.run('INSERT INTO quotations (article, start, end, speaker, key) VALUES (?, ?, ?, ?, ?)', [
        article,
        start,
        end,
        speaker,
        speakerKey(speaker),
      ]);
    }
  }

  #putPassage(article: number, title: string, { start, end, embedding, text }: NewPassage): void {
    const id = this.db.run('INSERT INTO passages (article, start, end, embedding) VALUES (?, ?, ?, ?)', [
      article,
      start,
      end,
      embedding,
    ]);
    this.db.run('INSERT INTO passage_words (rowid, title, text) VALUES (?, ?, ?)', [id, title, text]);
  }

  /** Takes an article and its passages out. Call it in a transaction. */
  removeArticle(id: string): void {
    for (const number of this.db.column<number>('SELECT number FROM articles WHERE id = ?', [id]))
      this.#remove(number);
  }

  #remove(number: number): void {
    for (const sql of [
      'DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passages WHERE article = ?)',
      'INSERT INTO removed_passages SELECT id, embedding FROM passages WHERE article = ?',
      'DELETE FROM title_words WHERE rowid = ?',
      'DELETE FROM quotations WHERE article = ?',
      'DELETE FROM passages WHERE article = ?',
      'DELETE FROM articles WHERE number = ?',
    ])
      this.db.run(sql, [number]);
  }

  /** Forgets that these passages were taken out: the vector index has them no more. */
  forgetRemoved(ids: readonly number[]): void {
    this.db.run('DELETE FROM removed_passages WHERE id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(ids),
    ]);
  }

  countPassagesAfter(id: number): number {
    return this.db.column<number>('SELECT count(*) FROM passages WHERE id > ?', [id])[0]!;
  }

  articleNumbers(): number[] {
    return this.db.column('SELECT number FROM articles ORDER BY number');
  }

  hasEmbedding(hash: Buffer): boolean {
    return this.db.row('SELECT 1 FROM embeddings WHERE hash = ?', [hash]) !== undefined;
  }

  putEmbedding(hash: Buffer, vector: Float32Array): void {
    const blob = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
    this.db.run('INSERT OR REPLACE INTO embeddings VALUES (?, ?)', [hash, blob]);
  }

  /**
   * Deletes the embeddings that left with their passages, folds the write-ahead log into the file.
   * @param merge merges the keyword index into one piece too
   */
  settle(merge: boolean): void {
    this.db.run(
      `DELETE FROM embeddings WHERE hash IN (SELECT embedding FROM removed_passages)
       AND NOT EXISTS (SELECT 1 FROM passages WHERE embedding = hash)`,
    );
    if (merge) this.db.script("INSERT INTO passage_words (passage_words) VALUES ('optimize')");
    this.db.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
