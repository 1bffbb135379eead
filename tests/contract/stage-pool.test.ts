// Articles written to PostgreSQL by several processes at once: the same as by one, whatever texts they share.
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/index/postgres/open-database.ts';
import { schemaOf } from '../../src/index/postgres/schema.ts';
import { createSchema } from '../../src/index/postgres/schemas.ts';
import { beginBuild } from '../../src/index/postgres/staging.ts';
import { corpusChanges, openCorpus } from '../../src/indexing/corpus-changes.ts';
import { StagePool } from '../../src/indexing/stage-pool.ts';
import { childrenRunning } from '../support/children.ts';
import { indexedCorpus } from '../support/index-kinds.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';

describeWithPostgres('several processes that write', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  const opened = async (options: { from: number; size: number }) => {
    const url = await freshDatabase();
    const corpus = await indexedCorpus(url);
    const files = Array.from({ length: 60 }, (_, i) => [
      `n${i}.md`,
      { title: 'Boats', text: `Boat ${i % 7} left. "We sail," said Ines Okafor of boat ${i % 5}.` },
    ]);
    corpus.write(Object.fromEntries(files));
    const { schema } = schemaOf(corpus.model);
    await createSchema(url, schema, corpus.model.dimension);
    const db = await openDatabase(url, schema);
    ends.push(() => db.close());
    const staging = { token: await beginBuild(db), schema, isAnew: false };
    const pool = new StagePool({ db, url, staging }, options);
    ends.push(() => pool.close());
    const put = async () => {
      const changes = [...corpusChanges(openCorpus(corpus.settings.CORPUS_DIR))].flatMap(
        ({ change }) => change ?? [],
      );
      for (let i = 0; i < changes.length; i += 6) await pool.stage(changes.slice(i, i + 6));
    };
    const written = async () => [
      await db.rows('SELECT id, hash, language, words::text FROM staged_articles ORDER BY id'),
      await db.rows(
        'SELECT article, "start", "end", embedding, words::text FROM staged_passages ORDER BY 1, 2',
      ),
      await db.rows('SELECT article, "start", speaker FROM staged_quotations ORDER BY 1, 2'),
      await db.rows('SELECT hash, text FROM embeddings ORDER BY hash'),
    ];
    return { pool, put, written };
  };

  test('write what one writes', async () => {
    const [several, one] = [await opened({ from: 0, size: 2 }), await opened({ from: 0, size: 1 })];
    for (const { put, pool } of [several, one]) {
      await put();
      await pool.finish();
    }
    const expected = await one.written();
    expect(expected.map(({ length }) => length)).toEqual([60, 60, 60, 35]);
    expect(await several.written()).toEqual(expected);
  });

  test('one that is killed is told, and nothing waits for it', async () => {
    const { put, pool } = await opened({ from: 0, size: 2 });
    await put();
    await pool.finish();
    for (const pid of childrenRunning('stage-child')) process.kill(pid, 'SIGKILL');
    await expect(put().then(() => pool.finish())).rejects.toThrow('Reading articles ended early');
  });
});
