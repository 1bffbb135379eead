// A database that holds an index: how it is opened, and what is said where it holds none.
import { HostError } from '../../errors.ts';
import type { Model } from '../../model/models.ts';
import { identifier, openPostgres, type Postgres } from '../../postgres.ts';
import { NoIndexError } from '../no-index-error.ts';
import { INDEX_SCHEMAS, schemaOf } from './schema.ts';

const REMEDY = 'Run: npm run index';
/** Entries of the graph looked at for the nearest passages: recall@10 is 1.00 from 64 on, see docs/measured.md. */
const EF_SEARCH = 200;
/** Entries walked at most while a filter leaves most of them out. */
const MAX_SCANNED = 100_000;

/** How long a question waits for a server that is started again: so long as nobody thinks it lost. */
const PATIENCE_MS = 4000;

/** Statements of each connection. A plan for any values would be one for none: those of a filter decide. */
const SET_UP = [
  'SET hnsw.iterative_scan = strict_order',
  `SET hnsw.ef_search = ${EF_SEARCH}`,
  `SET hnsw.max_scan_tuples = ${MAX_SCANNED}`,
  'SET plan_cache_mode = force_custom_plan',
  'SET jit = off',
];

/** What an index in PostgreSQL is known by. */
export type IndexModel = Pick<Model, 'name' | 'fingerprint' | 'dimension'>;

/**
 * Opens the database with the schema of an index first, whether that is there or not.
 * @throws HostError when it cannot be reached
 */
export async function openDatabase(url: string, schema: string): Promise<Postgres> {
  const probe = openPostgres(url, { connections: 1 });
  try {
    const extension = await probe.row<{ nspname: string }>(
      "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'",
    );
    return openPostgres(url, {
      searchPath: [schema, extension?.nspname ?? 'public'],
      setUp: SET_UP,
      patienceMs: PATIENCE_MS,
    });
  } finally {
    await probe.close();
  }
}

/** Whether a build of this schema has begun. */
export async function hasTables(db: Pick<Postgres, 'row'>, schema: string): Promise<boolean> {
  const there = await db.row("SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'state'", [
    schema,
  ]);
  return there !== undefined;
}

/** Whether a build of this schema has come to its end. */
export async function isBuilt(db: Postgres, schema: string): Promise<boolean> {
  if (!(await hasTables(db, schema))) return false;
  const state = await db.row<{ build: number }>('SELECT build FROM state');
  return (state?.build ?? 0) > 0;
}

/** Why there is nothing to ask: no index, or one of another model or version. */
export async function noIndex(url: string, db: Postgres, model: IndexModel): Promise<NoIndexError> {
  const other = (await indexSchemas(db)).find((schema) => schema !== schemaOf(model).schema);
  if (!other) return new NoIndexError(`There is no index in the database ${db.name} yet.`, REMEDY);
  const maker = await makerOf(url, other);
  if (maker === undefined)
    return new NoIndexError(`The index in ${db.name} was made by another version of Attest.`, REMEDY, {
      hasOther: true,
    });
  const made = maker === model.name ? 'another version of it' : `"${maker}"`;
  return new NoIndexError(`The index was made by ${made}, but the model is "${model.name}".`, REMEDY, {
    hasOther: true,
  });
}

/** Whether a build of another model or version has begun, and has not come to its end. */
export async function isOtherBegun(db: Pick<Postgres, 'rows' | 'row'>, own: string): Promise<boolean> {
  for (const schema of await indexSchemas(db))
    if (
      schema !== own &&
      (await db.row(`SELECT 1 FROM ${identifier(schema)}.meta WHERE key = 'building'`)) !== undefined
    )
      return true;
  return false;
}

/** Every schema of the database that holds an index. */
async function indexSchemas(db: Pick<Postgres, 'rows'>): Promise<string[]> {
  const rows = await db.rows<{ nspname: string }>('SELECT nspname FROM pg_namespace WHERE nspname ~ $1', [
    INDEX_SCHEMAS,
  ]);
  return rows.map(({ nspname }) => nspname);
}

/** The model of another schema; undefined when it cannot be read, and need not be. */
async function makerOf(url: string, schema: string): Promise<string | undefined> {
  const db = openPostgres(url, { searchPath: [schema], connections: 1 });
  try {
    return (await db.row<{ value: string }>("SELECT value FROM meta WHERE key = 'model'"))?.value;
  } catch (thrown) {
    if (thrown instanceof HostError) return undefined;
    throw thrown;
  } finally {
    await db.close();
  }
}

/** An index that is not what was written; the next build looks at all of it. */
export function damagedIndex(db: Postgres, why: string): HostError {
  // Where nothing can be written nothing is built either.
  db.change("INSERT INTO meta VALUES ('distrusted', '1') ON CONFLICT DO NOTHING").catch(() => {});
  return new HostError(`The index in the database ${db.name} is damaged (${why}).`, REMEDY, {
    isDamage: true,
  });
}
