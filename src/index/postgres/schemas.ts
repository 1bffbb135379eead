// Schemas that hold an index: made, measured, and taken away when another model or version has taken their place.
import { checkServer } from '../../postgres-check.ts';
import { identifier, openPostgres, type Postgres } from '../../postgres.ts';
import { openDatabase } from './open-database.ts';
import { INDEX_SCHEMAS, schemaSql, statementsOf } from './schema.ts';

/**
 * Makes the tables of an index where there are none.
 * @throws HostError where the database lacks what it takes, or does not allow it
 */
export async function createSchema(url: string, schema: string, dimension: number): Promise<void> {
  await withConnection(url, async (db) => {
    await checkServer(db);
    const there = await db.row('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    // One that was given to the role may be there though it may make none.
    if (!there) await db.change(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`);
  });
  const db = await openDatabase(url, schema);
  try {
    await db.transaction(async (sql) => {
      const there = await sql.row('SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
        schema,
        'state',
      ]);
      if (there) return;
      for (const statement of statementsOf(schemaSql(dimension))) await sql.change(statement);
    });
  } finally {
    await db.close();
  }
}

/** Deletes the indexes of other models and versions: derived data that nobody asks for any more. Those of other roles stay. */
export const dropOtherSchemas = (url: string, schema: string): Promise<void> =>
  withConnection(url, async (db) => {
    const others = await db.rows<{ nspname: string }>(
      `SELECT nspname FROM pg_namespace WHERE nspname ~ $1 AND nspname <> $2 AND pg_has_role(nspowner, 'USAGE')`,
      [INDEX_SCHEMAS, schema],
    );
    for (const { nspname } of others) await db.change(`DROP SCHEMA IF EXISTS ${identifier(nspname)} CASCADE`);
  });

/** Bytes of the tables of an index with all that is kept to search them; nothing where there is no index. */
export async function schemaSize(
  db: Pick<Postgres, 'name' | 'row'>,
  schema: string,
): Promise<Record<string, number>> {
  const size = await db.row<{ bytes: number | null }>(
    `SELECT sum(pg_total_relation_size(c.oid))::bigint AS bytes FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND relkind = 'r'`,
    [schema],
  );
  return size?.bytes ? { [`${db.name}, schema ${schema}`]: size.bytes } : {};
}

async function withConnection<T>(url: string, work: (db: Postgres) => Promise<T>): Promise<T> {
  const db = openPostgres(url, { connections: 1 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
