// All that an index in PostgreSQL holds, as a verification and a build see it.
import type { Postgres } from '../../postgres.ts';
import { storedArticle, type ArticleRow, type StoredArticle, type StoredPassage } from '../stored.ts';
import type { KnownFile, MetaKey, StoredArchive } from '../stored-archive.ts';
import type { Coverage, Filter } from '../../types.ts';
import { filterOn, filterValues } from './filter.ts';
import { vectorOf } from './lexemes.ts';
import { damagedIndex, isBuilt, noIndex, openDatabase, type IndexModel } from './open-database.ts';
import { schemaOf } from './schema.ts';

const SOURCE = ['id', 'file', 'title', 'url', 'outlet', 'byline', 'published'];

/** Columns of a source, of a table or its alias. */
export const sourceColumns = (table: string): string =>
  SOURCE.map((column) => `${table}.${column}`).join(', ');

export const articleColumns = (table: string): string =>
  `${sourceColumns(table)}, ${table}.text, ${table}.unquotable, ${table}.hash`;

/** Opens what is stored; @throws NoIndexError when there is no index of the model */
export async function openPostgresArchive(url: string, model: IndexModel): Promise<PostgresArchive> {
  const { schema } = schemaOf(model);
  const db = await openDatabase(url, schema);
  if (await isBuilt(db, schema)) return new PostgresArchive(db);
  const none = await noIndex(url, db, model);
  await db.close();
  throw none;
}

export class PostgresArchive implements StoredArchive {
  readonly #db: Postgres;

  constructor(db: Postgres) {
    this.#db = db;
  }

  async meta(key: MetaKey): Promise<string | undefined> {
    return (await this.#db.row<{ value: string }>('SELECT value FROM meta WHERE key = $1', [key]))?.value;
  }

  /** Whether something that is not what was written was found since the last build. */
  async isDistrusted(): Promise<boolean> {
    return (await this.#db.row("SELECT 1 FROM meta WHERE key = 'distrusted'")) !== undefined;
  }

  async distrust(): Promise<void> {
    await this.#db.change("INSERT INTO meta VALUES ('distrusted', '1') ON CONFLICT DO NOTHING");
  }

  async knownFiles(): Promise<KnownFile[]> {
    const columns = 'file, size, mtime, change, id, url, address, published, length';
    const rows = await this.#db.rows<Omit<KnownFile, 'isStored'>>(
      `SELECT ${columns}, hash FROM articles UNION ALL SELECT ${columns}, '' AS hash FROM duplicates`,
    );
    return rows.map((row) => ({ ...row, isStored: row.hash !== '' }));
  }

  coverage(filter: Filter = {}): Promise<Omit<Coverage, 'model'>> {
    return coverageOf(this.#db, filter);
  }

  /** What is missing of the tables that are searched. A server looks after its pages itself. */
  async complaints(): Promise<string[]> {
    const [counts] = await this.#db.rows<Record<string, number>>(
      `SELECT (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE c.relname IN ('passages_by_word', 'passages_by_vector') AND i.indisvalid
         AND c.relnamespace = current_schema()::regnamespace) AS indexes,
       (SELECT passages FROM state) AS noted, (SELECT count(*) FROM passages) AS passages,
       (SELECT count(*) FROM passages p WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.number = p.article)) AS orphans`,
    );
    const { indexes, noted, passages, orphans } = counts!;
    return [
      ...(indexes === 2 ? [] : ['an index of the passages is missing or not valid']),
      ...(noted === passages ? [] : [`${passages} passages are there, and ${noted} were written`]),
      ...(orphans === 0 ? [] : [`${orphans} passages are of no article`]),
    ];
  }

  async articleNumbers(): Promise<number[]> {
    const rows = await this.#db.rows<{ number: number }>('SELECT number FROM articles ORDER BY number');
    return rows.map(({ number }) => number);
  }

  async storedArticle(number: number): Promise<StoredArticle | undefined> {
    const row = await this.#db.row<ArticleRow>(
      `SELECT ${articleColumns('a')} FROM articles a WHERE a.number = $1`,
      [number],
    );
    return row && storedArticle(row);
  }

  async storedPassages(article: number): Promise<StoredPassage[]> {
    const rows = await this.#db.rows<Omit<StoredPassage, 'vector'> & { vector: string }>(
      'SELECT id, "start", "end", embedding, vector::text AS vector FROM passages WHERE article = $1 ORDER BY "start"',
      [article],
    );
    return rows.map(({ vector, ...row }) => ({ ...row, vector: bufferOf(vectorOf(vector)) }));
  }

  async storedQuotations(article: number): Promise<string[]> {
    const rows = await this.#db.rows<{ said: string }>(
      `SELECT "start" || ' ' || speaker AS said FROM quotations WHERE article = $1 ORDER BY "start"`,
      [article],
    );
    return rows.map(({ said }) => said);
  }

  damaged(why: string) {
    return damagedIndex(this.#db, why);
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}

const bufferOf = (vector: Float32Array): ArrayBuffer => vector.buffer as ArrayBuffer;

/** What there is of the articles that a filter lets through. */
export async function coverageOf(
  db: Pick<Postgres, 'rows'>,
  filter: Filter,
): Promise<Omit<Coverage, 'model'>> {
  const values = filterValues(filter);
  const articlesBy = <Row>(column: 'outlet' | 'language') =>
    db.rows<Row>(
      `SELECT ${column}, count(*) AS articles FROM articles a WHERE ${column} IS NOT NULL AND ${filterOn('a')}
       GROUP BY ${column} ORDER BY articles DESC, ${column}`,
      values,
    );
  const outlets = await articlesBy<Coverage['outlets'][number]>('outlet');
  const languages = await articlesBy<Coverage['languages'][number]>('language');
  const [rest] = await db.rows<Pick<Coverage, 'passages' | 'from' | 'to' | 'indexedAt'>>(
    `SELECT (SELECT count(*) FROM passages p WHERE ${filterOn('p')}) AS passages,
     (SELECT min(published) FROM articles a WHERE ${filterOn('a')}) AS "from",
     (SELECT max(published) FROM articles a WHERE ${filterOn('a')}) AS "to",
     (SELECT value FROM meta WHERE key = 'indexedAt') AS "indexedAt"`,
    values,
  );
  return {
    articles: outlets.reduce((sum, { articles }) => sum + articles, 0),
    ...rest!,
    outlets,
    languages,
  };
}
