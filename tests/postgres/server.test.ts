// The servers that the tests use are real: each has pgvector, and is stopped, killed and started again.
import { expect, test } from 'vitest';
import { openPostgres } from '../../src/postgres.ts';
import {
  describeWithPostgres,
  freshDatabase,
  startPglite,
  startPostgres,
} from '../support/postgres-server.ts';

const distance = async (url: string) => {
  const postgres = openPostgres(url);
  try {
    await postgres.change('CREATE EXTENSION IF NOT EXISTS vector');
    return await postgres.row<{ d: number }>(`SELECT '[0,3]'::halfvec(2) <-> '[4,0]' AS d`);
  } finally {
    await postgres.close();
  }
};

test('PGlite has pgvector', async () => {
  const server = await startPglite();
  expect(await distance(server.url)).toEqual({ d: 5 });
  // Its one session is that of all connections: what each of them prepares has a name of its own.
  const postgres = openPostgres(server.url);
  const sums = [1, 2, 3].map((n) => postgres.row<{ sum: number }>('SELECT $1::int + 1 AS sum', [n]));
  expect(await Promise.all(sums)).toEqual([{ sum: 2 }, { sum: 3 }, { sum: 4 }]);
  await postgres.close();
});

describeWithPostgres('a real server', () => {
  test('has pgvector in each database', async () => {
    expect(await distance(await freshDatabase())).toEqual({ d: 5 });
  });

  test('keeps its data when it is killed', async () => {
    const server = await startPostgres();
    const postgres = openPostgres(server.url);
    await postgres.change('CREATE TABLE kept AS SELECT 1 AS n');
    await server.kill();
    await server.restart();
    expect(await postgres.row('SELECT n FROM kept')).toEqual({ n: 1 });
    await postgres.close();
  });
});
