// What a build has read and not switched over yet: articles as they will stand, and texts that are to be embedded. It is
// written in small transactions, so that a build which was killed goes on from there, and seen by nobody who asks.
import { randomBytes, randomUUID } from 'node:crypto';
import type { CorpusFile } from '../../corpus/articles.ts';
import { keyOf } from '../../corpus/addresses.ts';
import { embeddedText } from '../../corpus/passages.ts';
import { UserError } from '../../errors.ts';
import type { Postgres, Sql } from '../../postgres.ts';
import { hasName, quotationsOf, speakerKey } from '../../speakers/quotations.ts';
import { fold } from '../../text/fold.ts';
import type { NewPassage } from '../stored-archive.ts';
import type { Article } from '../../types.ts';
import { HASH_BYTES } from '../stored.ts';
import { WANTED_CHANNEL } from './schema.ts';
import { passageLexemes, vectorText, wordLexemes } from './lexemes.ts';

/** An article that is to be written, with all that is known of its file. */
export interface StagedArticle {
  article: Article;
  found: CorpusFile;
  hash: string;
  passages: readonly NewPassage[];
  language: string | null;
}

/** A build in hand. */
export interface Build {
  /** As `beginBuild` gave it. */
  token: string;
  /** Nothing of what is there stays, nor is used again. */
  isAnew: boolean;
}

/** A text that waits for its embedding. */
interface WantedEmbedding {
  hash: Buffer;
  text: string;
}

/** What tells whether an article is staged as it is in its file. */
export const stagedKey = (hash: string, { file, size, mtime, change }: Omit<CorpusFile, 'path'>): string =>
  [hash, size, mtime, change, file].join(' ');

/** The staged articles by id, each with its `stagedKey`: those of a build that was ended early. */
export async function stagedArticles(db: Postgres): Promise<Map<string, string>> {
  const rows = await db.rows<{ id: string; hash: string } & Omit<CorpusFile, 'path'>>(
    'SELECT id, hash, file, size, mtime, change FROM staged_articles',
  );
  return new Map(rows.map(({ id, hash, ...found }) => [id, stagedKey(hash, found)]));
}

/**
 * Begins a build, and makes whoever thinks that theirs goes on end it: one that has lost its lock writes nothing any more.
 * @returns the token that the build shows whenever it writes
 */
export async function beginBuild(db: Postgres): Promise<string> {
  const token = `${new Date().toISOString()} ${randomUUID()}`;
  await db.change(
    "INSERT INTO meta VALUES ('building', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [token],
  );
  return token;
}

/**
 * Within a transaction: nobody begins another build before it ends.
 * @throws UserError when another one has begun already
 */
export async function refuseOvertaken(sql: Pick<Sql, 'row'>, token: string): Promise<void> {
  const own = await sql.row("SELECT 1 FROM meta WHERE key = 'building' AND value = $1 FOR SHARE", [token]);
  if (own) return;
  throw new UserError(
    'Another build has begun meanwhile: this one had lost its connection to the database.',
    'Wait for the other to end, then try again.',
  );
}

/** Writes articles, and the texts of theirs that have no embedding yet, of which those who embed are told. */
export async function stage(
  db: Postgres,
  { schema, token, isAnew }: Build & { schema: string },
  articles: readonly StagedArticle[],
): Promise<void> {
  // Made before the transaction, which a server may end when nothing is said in it: a long article takes seconds.
  const rows = {
    articles: articleRows(articles),
    passages: passageRows(articles),
    quotations: quotationRows(articles),
  };
  await db.transaction(async (sql) => {
    await refuseOvertaken(sql, token);
    await unstage(
      sql,
      articles.map(({ article }) => article.id),
    );
    await insert(sql, 'staged_articles', ARTICLE_TYPES, rows.articles);
    await insert(sql, 'staged_passages', PASSAGE_TYPES, rows.passages);
    await want(sql, articles, isAnew);
    await insert(sql, 'staged_quotations', QUOTATION_TYPES, rows.quotations);
    await sql.rows('SELECT pg_notify($1, $2)', [WANTED_CHANNEL, schema]);
  });
}

/** Takes staged articles out. */
export async function unstage(sql: Pick<Sql, 'change'>, ids: readonly string[]): Promise<void> {
  for (const statement of [
    'DELETE FROM staged_passages WHERE article = ANY ($1)',
    'DELETE FROM staged_quotations WHERE article = ANY ($1)',
    'DELETE FROM staged_articles WHERE id = ANY ($1)',
  ])
    await sql.change(statement, [ids]);
}

const articleRows = (articles: readonly StagedArticle[]) =>
  articles.map(({ article, found, hash, language }) => ({
    id: article.id,
    file: article.file,
    size: found.size,
    mtime: found.mtime,
    change: found.change,
    hash,
    title: article.title,
    url: article.url,
    address: keyOf(article),
    outlet: article.outlet,
    byline: article.byline,
    published: article.published,
    language,
    length: article.text.length,
    text: article.text,
    unquotable: JSON.stringify(article.unquotable),
    title_words: titleLexemes(article),
    words: wordLexemes(`${article.title}\n${article.text}`),
  }));

/** Title and outlet, whose words are searched as they are typed. */
function titleLexemes({ title, outlet }: Article): string {
  const places = (fold(`${title} ${outlet}`).match(/[\p{L}\p{M}\p{N}\p{Co}]+/gu) ?? [])
    .map((word, i) => ({ word, place: i + 1 }))
    .filter(({ word }) => wordLexemes(word) !== '');
  return places.map(({ word, place }) => `'${word}':${place}`).join(' ');
}

const passageRows = (articles: readonly StagedArticle[]) =>
  articles.flatMap(({ article, passages }) =>
    passages.map(({ start, end, text, embedding }) => {
      const { tsvector, length } = passageLexemes(article.title, text);
      return { article: article.id, start, end, embedding, length, words: tsvector };
    }),
  );

/** The texts that have no embedding yet. */
async function want(sql: Sql, articles: readonly StagedArticle[], isAnew: boolean): Promise<void> {
  const texts = articles.flatMap(({ article, passages }) =>
    passages.map(({ embedding: hash, text }) => ({ hash, text: embeddedText(article.title, text) })),
  );
  // What stands in the archive already is not embedded again. In one order everywhere: of two who write the same texts, none
  // waits for one who waits for it.
  await sql.change(
    `INSERT INTO embeddings (hash, text, vector)
     SELECT DISTINCT ON (hash) hash, CASE WHEN p.vector IS NULL THEN wanted.text END, p.vector
     FROM unnest($1::bytea[], $2::text[]) AS wanted (hash, text)
     LEFT JOIN LATERAL (SELECT vector FROM passages WHERE embedding = hash AND NOT $3 LIMIT 1) p ON TRUE ORDER BY hash
     ON CONFLICT (hash) DO NOTHING`,
    [texts.map(({ hash }) => hash), texts.map(({ text }) => text), isAnew],
  );
}

/** Embeddings that need not be made. */
export async function putEmbeddings(
  db: Pick<Postgres, 'change'>,
  embeddings: readonly { hash: Buffer; vector: Float32Array }[],
): Promise<void> {
  const byHash = new Map(embeddings.map((each) => [each.hash.toString('hex'), each]));
  // In one order everywhere: nobody waits for one who waits for him.
  const ordered = [...byHash.keys()].sort().map((hash) => byHash.get(hash)!);
  await db.change(
    `INSERT INTO embeddings (hash, vector) SELECT * FROM unnest($1::bytea[], $2::halfvec[])
     ON CONFLICT (hash) DO UPDATE SET vector = excluded.vector, text = NULL WHERE embeddings.vector IS NULL`,
    [ordered.map(({ hash }) => hash), ordered.map(({ vector }) => vectorText(vector))],
  );
}

/** Takes out texts that wait for their embeddings, and that no staged article has: an earlier build has left them. */
export async function forgetUnneeded(db: Pick<Postgres, 'change'>): Promise<void> {
  await db.change(
    `DELETE FROM embeddings WHERE hash IN (
       SELECT hash FROM embeddings e WHERE vector IS NULL
       AND NOT EXISTS (SELECT 1 FROM staged_passages s WHERE s.embedding = e.hash) FOR UPDATE SKIP LOCKED)`,
  );
}

/** What is said by somebody with a name: nobody looks for the others. */
const quotationRows = (articles: readonly StagedArticle[]) =>
  articles.flatMap(({ article }) =>
    quotationsOf(article.text, article.unquotable).flatMap(({ start, end, speaker }) =>
      hasName(speaker) ? [{ article: article.id, start, end, speaker, key: speakerKey(speaker) }] : [],
    ),
  );

const ARTICLE_TYPES = {
  id: 'text',
  file: 'text',
  size: 'bigint',
  mtime: 'bigint',
  change: 'text',
  hash: 'text',
  title: 'text',
  url: 'text',
  address: 'text',
  outlet: 'text',
  byline: 'text',
  published: 'text',
  language: 'text',
  length: 'integer',
  text: 'text',
  unquotable: 'text',
  title_words: 'tsvector',
  words: 'tsvector',
} as const;
const PASSAGE_TYPES = {
  article: 'text',
  start: 'integer',
  end: 'integer',
  embedding: 'bytea',
  length: 'integer',
  words: 'tsvector',
} as const;
const QUOTATION_TYPES = {
  article: 'text',
  start: 'integer',
  end: 'integer',
  speaker: 'text',
  key: 'text',
} as const;

type Types = Record<string, string>;

/** Rows in one statement: an array for each column. */
async function insert<T extends Types>(
  sql: Pick<Sql, 'change'>,
  table: 'staged_articles' | 'staged_passages' | 'staged_quotations',
  types: T,
  rows: readonly Record<keyof T, unknown>[],
): Promise<void> {
  const names = Object.keys(types);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const arrays = Object.values(types).map((type, i) => `$${i + 1}::${type}[]`);
  await sql.change(
    `INSERT INTO ${table} (${columns}) SELECT * FROM unnest(${arrays.join(', ')})`,
    names.map((name) => rows.map((row) => row[name as keyof T])),
  );
}

/** How many texts wait for their embeddings, be it that somebody is embedding them. */
export async function countWanted(db: Pick<Postgres, 'row'>): Promise<number> {
  return (await db.row<{ wanted: number }>('SELECT count(*) AS wanted FROM embeddings WHERE vector IS NULL'))!
    .wanted;
}

/** A claim of somebody who embeds no more, and whose connection is still there, as on a host that was cut off. */
const CLAIM_ENDS_AFTER = '5min';

/**
 * Embeds some texts that nobody else has claimed. The claim is a lock on their rows: whoever dies gives it back. Each claims from
 * a place of its own on, and is not in the way of others: hashes lie evenly.
 * @returns how many there were
 */
export const embedWanted = (
  db: Postgres,
  embed: (texts: readonly string[]) => Promise<Float32Array[]>,
  most: number,
): Promise<number> =>
  db.transaction(async (sql) => {
    await sql.rows('SELECT set_config($1, $2, TRUE)', [
      'idle_in_transaction_session_timeout',
      CLAIM_ENDS_AFTER,
    ]);
    const from = randomBytes(HASH_BYTES);
    const wanted = await claim(sql, '>=', from, most);
    if (wanted.length < most) wanted.push(...(await claim(sql, '<', from, most - wanted.length)));
    if (wanted.length === 0) return 0;
    const vectors = await embed(wanted.map(({ text }) => text));
    await sql.change(
      `UPDATE embeddings SET vector = made.vector, text = NULL
       FROM unnest($1::bytea[], $2::halfvec[]) AS made (hash, vector) WHERE embeddings.hash = made.hash`,
      [wanted.map(({ hash }) => hash), vectors.map(vectorText)],
    );
    return wanted.length;
  });

const claim = (sql: Sql, side: '>=' | '<', from: Buffer, most: number): Promise<WantedEmbedding[]> =>
  sql.rows(
    `SELECT hash, text FROM embeddings WHERE vector IS NULL AND hash ${side} $1
     ORDER BY hash LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [from, most],
  );
