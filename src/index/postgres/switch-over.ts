// The end of a build: everything that is staged takes its place in one transaction, with all that is counted over the archive,
// so that whoever asks sees the earlier archive or the new one. Then those who listen are told.
import type { CorpusFile } from '../../corpus/articles.ts';
import { HostError } from '../../errors.ts';
import type { Postgres, Sql } from '../../postgres.ts';
import { personOfEach, type NamedSpeaker } from '../../speakers/persons.ts';
import { isSpellable, spellingKeys } from '../../text/likeness.ts';
import type { Duplicate, MetaKey } from '../stored-archive.ts';
import { refuseOvertaken, type Build } from './staging.ts';
import { BUILD_CHANNEL, SEARCH_INDEXES, statementsOf } from './schema.ts';

/** Words whose keys are written at once. */
const WORDS_AT_ONCE = 2000;

/** What a build changes beside the articles that it has staged. */
export interface Switch extends Build {
  /** How many articles are staged. */
  articles: number;
  /** Articles whose files have another name or time stamp, by id. */
  moved: ReadonlyMap<string, CorpusFile>;
  duplicates: readonly Duplicate[];
  /** Files that are no duplicates any more. */
  notDuplicates: readonly string[];
  /** Ids of articles that are gone. */
  removed: readonly string[];
  meta: Readonly<Partial<Record<MetaKey, string>>>;
}

/** Words that came with staged articles get the keys under which words like them are found. */
async function addSpellings(sql: Sql): Promise<void> {
  await sql.change(
    `DECLARE fresh NO SCROLL CURSOR FOR SELECT DISTINCT lexeme AS word FROM staged_articles, unnest(words)
     WHERE NOT EXISTS (SELECT 1 FROM words w WHERE w.word = lexeme)`,
  );
  for (;;) {
    const rows = await sql.rows<{ word: string }>(`FETCH ${WORDS_AT_ONCE} FROM fresh`);
    if (rows.length === 0) break;
    await putWords(
      sql,
      rows.map(({ word }) => word),
    );
  }
  await sql.change('CLOSE fresh');
}

async function putWords(sql: Sql, words: readonly string[]): Promise<void> {
  const spelled = words
    .filter(isSpellable)
    .flatMap((word) => spellingKeys(word).map((key) => ({ word, key })));
  await sql.change('INSERT INTO words (word) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [words]);
  await sql.change(
    `INSERT INTO spellings SELECT key, w.id FROM unnest($1::integer[], $2::text[]) AS fresh (key, word)
     JOIN words w ON w.word = fresh.word ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    [spelled.map(({ key }) => key), spelled.map(({ word }) => word)],
  );
}

/**
 * Switches the archive over to what is staged.
 * @param schema whose listeners are told
 */
export const switchOver = (db: Postgres, schema: string, changes: Switch): Promise<void> =>
  db.transaction(
    async (sql) => {
      await refuseOvertaken(sql, changes.token);
      // Whoever else may write waits here.
      await sql.rows('SELECT build FROM state FOR UPDATE');
      await refuseLoss(sql, changes.articles);
      if (changes.isAnew) await forgetCounts(sql);
      await addSpellings(sql);
      const { passages } = (await sql.row<{ passages: number }>('SELECT passages FROM state'))!;
      await moveFiles(sql, changes.moved);
      await leaveDuplicates(sql, changes.moved);
      await goneArticles(sql, changes);
      await takeOut(sql);
      await putStaged(sql);
      await putDuplicates(sql, changes);
      await countTerms(sql, passages === 0);
      await tellPersons(sql);
      for (const [key, value] of Object.entries(changes.meta))
        await sql.change('INSERT INTO meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2', [
          key,
          value,
        ]);
      await sql.change("DELETE FROM meta WHERE key IN ('building', 'distrusted')");
      await sql.change(
        `UPDATE state SET build = build + 1, passages = passages + s.count, words = words + s.sum
       FROM (SELECT count(*), coalesce(sum(length), 0) AS sum FROM staged_passages) s`,
      );
      await sql.change(EMPTY);
      for (const statement of statementsOf(SEARCH_INDEXES)) await sql.change(statement);
      if (passages === 0) await sql.change(ANALYSE);
      await sql.rows('SELECT pg_notify($1, $2)', [BUILD_CHANNEL, schema]);
    },
    { isUnbounded: true },
  );

/** Until a server knows its rows it compares all vectors with a question's; it looks at them by itself a minute later, or never. */
const ANALYSE = 'ANALYZE articles, duplicates, passages, quotations, terms, words, spellings';

const EMPTY = 'TRUNCATE staged_articles, staged_passages, staged_quotations, embeddings';

/** Whatever is counted over the archive is counted anew: it may be wrong, too. */
async function forgetCounts(sql: Sql): Promise<void> {
  for (const statement of [
    'UPDATE state SET passages = 0, words = 0',
    'DELETE FROM terms',
    'DELETE FROM spellings',
    'DELETE FROM words',
    'DELETE FROM quotations',
    'DELETE FROM passages',
    'DELETE FROM duplicates',
    'DELETE FROM articles',
  ])
    await sql.change(statement);
}

async function moveFiles(sql: Sql, moved: ReadonlyMap<string, CorpusFile>): Promise<void> {
  const files = [...moved.values()];
  await sql.change(
    `UPDATE articles a SET file = m.file, size = m.size, mtime = m.mtime, change = m.change
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) AS m (id, file, size, mtime, change)
     WHERE a.id = m.id`,
    [
      [...moved.keys()],
      files.map(({ file }) => file),
      files.map(({ size }) => size),
      files.map(({ mtime }) => mtime),
      files.map(({ change }) => change),
    ],
  );
  await sql.change('DELETE FROM duplicates WHERE file = ANY ($1)', [files.map(({ file }) => file)]);
}

/** An article whose place one of another address takes is its duplicate from now on, unless another was moved to its file. */
async function leaveDuplicates(sql: Sql, moved: ReadonlyMap<string, CorpusFile>): Promise<void> {
  const columns = 'file, id, url, address, size, mtime, change, published, length';
  const old = columns.replaceAll(/\w+/g, 'a.$&');
  await sql.change(
    `INSERT INTO duplicates (${columns}) SELECT ${old} FROM articles a
     JOIN staged_articles s ON s.address = a.address AND s.id <> a.id AND s.file <> a.file WHERE a.url IS NOT NULL
     AND (a.id = ANY ($1) OR NOT EXISTS (SELECT 1 FROM articles o WHERE o.file = a.file AND o.id <> a.id))
     ON CONFLICT (file) DO UPDATE SET (${columns}) = (${columns.replaceAll(/\w+/g, 'excluded.$&')})`,
    [[...moved.keys()]],
  );
  await sql.change('DELETE FROM duplicates d USING staged_articles s WHERE d.file = s.file');
}

/** Notes the articles that leave: those that are gone, and those whose place one that is staged takes. */
async function goneArticles(sql: Sql, { removed }: Switch): Promise<void> {
  await sql.change('CREATE TEMPORARY TABLE removed (number integer PRIMARY KEY) ON COMMIT DROP');
  for (const column of ['id', 'file', 'address'])
    await sql.change(
      `INSERT INTO removed SELECT a.number FROM articles a JOIN staged_articles s ON s.${column} = a.${column}
       ON CONFLICT DO NOTHING`,
    );
  await sql.change(
    'INSERT INTO removed SELECT number FROM articles WHERE id = ANY ($1) ON CONFLICT DO NOTHING',
    [removed],
  );
}

async function takeOut(sql: Sql): Promise<void> {
  await sql.change(
    `CREATE TEMPORARY TABLE term_changes ON COMMIT DROP AS SELECT lexeme AS term, -count(*) AS change
     FROM passages p JOIN removed r ON r.number = p.article, unnest(p.words) GROUP BY lexeme`,
  );
  await sql.change(
    `UPDATE state SET passages = passages - o.count, words = words - o.sum
     FROM (SELECT count(*), coalesce(sum(p.length), 0) AS sum FROM passages p JOIN removed r ON r.number = p.article) o`,
  );
  for (const table of ['passages', 'quotations'])
    await sql.change(`DELETE FROM ${table} t USING removed r WHERE t.article = r.number`);
  await sql.change('DELETE FROM articles a USING removed r WHERE a.number = r.number');
}

/** What is staged is lost when the server crashes: that makes it quick. */
async function refuseLoss(sql: Sql, articles: number): Promise<void> {
  const staged = (await sql.row<{ articles: number; passages: number; embedded: number }>(
    `SELECT (SELECT count(*) FROM staged_articles) AS articles, count(*) AS passages, count(e.vector) AS embedded
     FROM staged_passages s LEFT JOIN embeddings e ON e.hash = s.embedding`,
  ))!;
  if (staged.articles === articles && staged.embedded === staged.passages) return;
  throw new HostError(
    `The database has lost a part of what the build had written: ${staged.articles} of ${articles} articles are left, with ${staged.embedded} of ${staged.passages} passages.`,
    'The archive is as it was. Run again: npm run index',
  );
}

async function putStaged(sql: Sql): Promise<void> {
  const columns = `id, file, size, mtime, change, hash, title, url, address, outlet, byline, published, language, length,
    text, unquotable, title_words, words`;
  await sql.change(`INSERT INTO articles (${columns}) SELECT ${columns} FROM staged_articles ORDER BY place`);
  await sql.change(
    `INSERT INTO passages (article, published, outlet, "start", "end", embedding, length, words, vector)
     SELECT a.number, a.published, a.outlet, s."start", s."end", s.embedding, s.length, s.words, e.vector
     FROM staged_passages s JOIN articles a ON a.id = s.article JOIN embeddings e ON e.hash = s.embedding
     ORDER BY a.number, s."start"`,
  );
  await sql.change(
    `INSERT INTO quotations (article, "start", "end", speaker, key, person)
     SELECT a.number, s."start", s."end", s.speaker, s.key, s.key
     FROM staged_quotations s JOIN articles a ON a.id = s.article`,
  );
}

async function putDuplicates(sql: Sql, { duplicates, notDuplicates }: Switch): Promise<void> {
  await sql.change(
    `INSERT INTO duplicates (file, id, url, address, size, mtime, change, published, length) SELECT * FROM unnest(
       $1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::integer[])
     ON CONFLICT (file) DO UPDATE SET id = excluded.id, url = excluded.url, address = excluded.address,
       size = excluded.size, mtime = excluded.mtime, change = excluded.change, published = excluded.published,
       length = excluded.length`,
    (['file', 'id', 'url', 'address', 'size', 'mtime', 'change', 'published', 'length'] as const).map(
      (column) => duplicates.map((duplicate) => duplicate[column]),
    ),
  );
  await sql.change('DELETE FROM duplicates WHERE file = ANY ($1)', [notDuplicates]);
  // Another article may have been moved to the file of one that has become a duplicate, elsewhere.
  await sql.change('DELETE FROM duplicates d USING articles a WHERE d.file = a.file');
}

/** In how many passages each stem stands, which PostgreSQL's own ranking does not know. */
async function countTerms(sql: Sql, isFirst: boolean): Promise<void> {
  const added = isFirst
    ? 'SELECT lexeme, count(*) FROM passages, unnest(words) GROUP BY lexeme'
    : `SELECT lexeme, count(*) FROM staged_articles s JOIN articles a ON a.id = s.id
       JOIN passages p ON p.article = a.number, unnest(p.words) GROUP BY lexeme`;
  await sql.change(`INSERT INTO term_changes ${added}`);
  await sql.change(
    `INSERT INTO terms SELECT term, sum(change) FROM term_changes GROUP BY term
     ON CONFLICT (term) DO UPDATE SET passages = terms.passages + excluded.passages`,
  );
  await sql.change('DELETE FROM terms WHERE passages <= 0');
}

/** Notes whom each name means, by all that the archive quotes. */
async function tellPersons(sql: Sql): Promise<void> {
  const speakers = await sql.rows<NamedSpeaker & { before: string; several: boolean }>(
    `SELECT key, speaker, count(*) AS quotations, min(person) AS before, min(person) <> max(person) AS several
     FROM quotations GROUP BY key, speaker`,
  );
  const changed = [...personOfEach(speakers)].filter(
    ({ person, before, several }) => person !== before || several,
  );
  await sql.change(
    `UPDATE quotations q SET person = c.person FROM unnest($1::text[], $2::text[], $3::text[]) AS c (key, speaker, person)
     WHERE q.key = c.key AND q.speaker = c.speaker`,
    [
      changed.map(({ key }) => key),
      changed.map(({ speaker }) => speaker),
      changed.map(({ person }) => person),
    ],
  );
}
