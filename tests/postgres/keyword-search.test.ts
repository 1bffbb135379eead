// Keyword search where words are common: only so many passages are ranked.
import { expect, test } from 'vitest';
import { keywordSearch } from '../../src/index/postgres/keyword-search.ts';
import { soughtStems } from '../../src/index/postgres/lexemes.ts';
import { openDatabase } from '../../src/index/postgres/open-database.ts';
import { SEARCH_INDEXES, statementsOf } from '../../src/index/postgres/schema.ts';
import { createSchema } from '../../src/index/postgres/schemas.ts';
import type { Postgres } from '../../src/postgres.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';

const SCHEMA = 'attest_0123456789ab';
const TOTALS = { passages: 40_000, words: 400_000 };

/**
 * Passages by number: all hold "ferry", two of five "market", each thirtieth has "ferry" in its title, and five hold "lantern".
 */
async function manyPassages(): Promise<Postgres> {
  const url = await freshDatabase();
  await createSchema(url, SCHEMA, 3);
  const db = await openDatabase(url, SCHEMA);
  await db.change(
    `INSERT INTO passages (article, published, outlet, "start", "end", embedding, length, words, vector)
     SELECT n, '2025-01-01', 'gazette', 0, 1, '', 10, concat_ws(' ', '''ferri'':5' || CASE WHEN n % 30 = 0 THEN ',1A' ELSE '' END,
       CASE WHEN n % 5 < 2 THEN '''market'':6' END, CASE WHEN n % 8000 = 1 THEN '''lantern'':7' END)::tsvector, '[1,0,0]'
     FROM generate_series(1, ${TOTALS.passages}) n`,
  );
  await db.change(
    `INSERT INTO terms SELECT lexeme, count(*) FROM passages, unnest(passages.words) GROUP BY lexeme`,
  );
  for (const statement of statementsOf(SEARCH_INDEXES)) await db.change(statement);
  return db;
}

const numbered = (numbers: readonly number[], of: (n: number) => boolean) => numbers.filter(of).length;

describeWithPostgres('keyword search in a large archive', () => {
  test('finds what holds the rare words first, and of common words what holds two, or has the one in its title', async () => {
    const db = await manyPassages();
    const found = async (words: string[], k: number) =>
      (await keywordSearch(db, soughtStems(words), {}, k, TOTALS)).map(({ id }) => id);
    try {
      expect(await found(['ferry', 'lantern'], 5)).toEqual([1, 8001, 16_001, 24_001, 32_001]);
      expect(numbered(await found(['ferry'], 1000), (n) => n % 30 === 0)).toBe(1000);
      const both = await found(['ferry', 'market'], 2000);
      expect(numbered(both, (n) => n % 5 < 2)).toBe(2000);
      expect(numbered(both.slice(0, 1000), (n) => n % 30 === 0)).toBe(1000);
    } finally {
      await db.close();
    }
  });

  test('leaves nothing out of which as much is asked for', async () => {
    const db = await manyPassages();
    try {
      const found = await keywordSearch(db, soughtStems(['ferry', 'lantern']), {}, 20_000, TOTALS);
      expect(found).toHaveLength(20_000);
      expect(await keywordSearch(db, soughtStems(['ferry']), {}, 20_000, TOTALS)).toHaveLength(20_000);
      expect(await keywordSearch(db, soughtStems(['market', 'ferry']), {}, 30_000, TOTALS)).toHaveLength(
        30_000,
      );
    } finally {
      await db.close();
    }
  });
});
