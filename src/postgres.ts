// PostgreSQL as the rest of Attest needs it; the only user of pg. What the server refuses becomes one sentence for the owner.
// Connections that are lost are made again at the next statement: whoever asks then is answered without a restart.
import pg from 'pg';
import Cursor from 'pg-cursor';
import { HostError, messageOf } from './errors.ts';

/** Connections of one process: a question takes one at a time, and few are answered at once. */
const MAX_CONNECTIONS = 4;
const CONNECT_MS = 5000;
/** How long a listener that lost its connection waits before it asks for another. */
const LISTEN_AGAIN_MS = 1000;

/** Values of a statement, by position. */
export type Values = readonly unknown[];

/** What runs statements: the pool, or one transaction. */
export interface Sql {
  rows<T>(sql: string, values?: Values): Promise<T[]>;
  row<T>(sql: string, values?: Values): Promise<T | undefined>;
  /** How many rows a statement wrote or deleted. */
  change(sql: string, values?: Values): Promise<number>;
  /** Rows by a cursor, so many at once; within a transaction. */
  batches<T>(sql: string, values: Values, size: number): AsyncGenerator<T[]>;
}

/** A lock that one session holds until it is given back, or its connection ends. */
export interface SessionLock {
  /** Aborted when the connection is lost, and the lock with it. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Hears what other sessions tell. */
export interface Listener {
  /** False while the connection is lost, or where the server does not let anybody listen, as a replica. */
  readonly hears: boolean;
  close(): Promise<void>;
}

export interface Postgres extends Omit<Sql, 'batches'> {
  /** Host and database, without a password: for messages. */
  readonly name: string;
  /** All that `work` does, or nothing of it; what it reads is of one moment with `isSnapshot`. */
  transaction<T>(work: (sql: Sql) => Promise<T>, options?: { isSnapshot?: boolean }): Promise<T>;
  /** Takes a lock of the database, or null where another session holds it. */
  lock(key: number): Promise<SessionLock | null>;
  /** The process of the server that holds a lock, or null. */
  lockHolder(key: number): Promise<number | null>;
  /** Calls `hear` with each message on a channel; after a lost connection with an empty one, for some may be missed. */
  listen(channel: string, hear: (message: string) => void): Promise<Listener>;
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Where names of tables are looked up, first to last. */
  searchPath?: readonly string[];
  /** Statements that each connection begins with. */
  setUp?: readonly string[];
  connections?: number;
  /** How long a statement may take, be it that the server has gone without a word; without it: as long as it takes. */
  statementMs?: number;
}

/** A name of something in the database, as SQL has it. */
export const identifier = pg.escapeIdentifier;

/** Who holds a lock that is known by one number of 64 bits (pg_locks). */
const HOLDER = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND classid = ($1::bigint >> 32)::oid AND objid = ($1::bigint & 4294967295)::oid
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

// int8 as a number: no count and no id here comes near 2^53.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens nothing yet: the first statement connects. */
export function openPostgres(url: string, options: PostgresOptions = {}): Postgres {
  const { searchPath = [], setUp = [], connections = MAX_CONNECTIONS, statementMs } = options;
  const name = nameOf(url);
  const begin = [
    ...(searchPath.length > 0 ? [`SET search_path = ${searchPath.map(pg.escapeIdentifier).join(', ')}`] : []),
    ...setUp,
  ].join('; ');
  const connection = {
    connectionString: url,
    types,
    application_name: 'attest',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    ...(statementMs !== undefined && { query_timeout: statementMs }),
  };
  const pool = new pg.Pool({ ...connection, max: connections });
  // An idle connection that ends is no error: the next statement makes another.
  pool.on('error', () => {});
  const fresh = new WeakSet<pg.PoolClient>();
  pool.on('connect', (client) => {
    fresh.add(client);
    // Nor is one that ends while it is used: the statement says so.
    client.on('error', () => {});
  });

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw sentenceFor(name, thrown);
    }
  };
  const connected = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    if (!fresh.has(client) || begin === '') return client;
    try {
      await client.query(begin);
      fresh.delete(client);
      return client;
    } catch (thrown) {
      client.release(true);
      throw thrown;
    }
  };
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await connected();
    let broken: unknown;
    try {
      return await work(client);
    } catch (thrown) {
      broken = isConnectionLost(thrown) ? thrown : undefined;
      throw thrown;
    } finally {
      client.release(broken !== undefined);
    }
  };
  const alone = async (): Promise<pg.Client> => {
    const client = new pg.Client(connection);
    client.on('error', () => {});
    await client.connect();
    return client;
  };

  return {
    name,
    rows: (sql, values) => guarded(() => withClient((client) => sqlOf(client).rows(sql, values))),
    row: (sql, values) => guarded(() => withClient((client) => sqlOf(client).row(sql, values))),
    change: (sql, values) => guarded(() => withClient((client) => sqlOf(client).change(sql, values))),
    transaction: (work, { isSnapshot = false } = {}) =>
      guarded(() =>
        withClient(async (client) => {
          await client.query(isSnapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
          try {
            const result = await work(sqlOf(client));
            await client.query('COMMIT');
            return result;
          } catch (thrown) {
            // Where the connection is lost the server rolls back by itself, and would not answer.
            if (!isConnectionLost(thrown)) await client.query('ROLLBACK').catch(() => {});
            throw thrown;
          }
        }),
      ),
    lock: (key) => guarded(() => locked(alone, key)),
    lockHolder: async (key) =>
      (await guarded(() => withClient((client) => sqlOf(client).row<{ pid: number }>(HOLDER, [key]))))?.pid ??
      null,
    listen: (channel, hear) => guarded(() => listening(alone, channel, hear)),
    close: () => pool.end(),
  };
}

function sqlOf(client: pg.ClientBase): Sql {
  const rows = async <T>(sql: string, values: Values = []) =>
    (await client.query(sql, [...values])).rows as T[];
  return {
    rows,
    row: async <T>(sql: string, values: Values = []) => (await rows<T>(sql, values))[0],
    change: async (sql, values = []) => (await client.query(sql, [...values])).rowCount ?? 0,
    async *batches<T>(sql: string, values: Values, size: number) {
      const cursor = client.query(new Cursor<T>(sql, [...values]));
      try {
        for (let rows = await cursor.read(size); rows.length > 0; rows = await cursor.read(size)) yield rows;
      } finally {
        await cursor.close();
      }
    },
  };
}

async function locked(connect: () => Promise<pg.Client>, key: number): Promise<SessionLock | null> {
  const client = await connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [key]);
  if (!rows[0]!.taken) {
    await client.end();
    return null;
  }
  const lost = new AbortController();
  client.once('end', () => lost.abort());
  return {
    lost: lost.signal,
    release: () => client.end(),
  };
}

async function listening(
  connect: () => Promise<pg.Client>,
  channel: string,
  hear: (message: string) => void,
): Promise<Listener> {
  let [isClosed, hears]: [boolean, boolean] = [false, false];
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  const attach = async () => {
    client = await connect();
    client.on('notification', ({ payload = '' }) => hear(payload));
    client.once('end', () => {
      hears = false;
      if (!isClosed) later();
    });
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    hears = true;
  };
  const later = () => {
    again = setTimeout(() => {
      attach().then(
        () => hear(''),
        () => void client?.end().catch(() => {}),
      );
    }, LISTEN_AGAIN_MS);
    again.unref();
  };
  await attach();
  return {
    get hears() {
      return hears;
    },
    async close() {
      isClosed = true;
      clearTimeout(again);
      await client?.end();
    },
  };
}

/** Host, port and database of a connection string; never its password. */
function nameOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = hostname || (searchParams.get('host') ?? 'localhost');
    return `${host}${port && `:${port}`}${pathname}`;
  } catch {
    return 'the server';
  }
}

const isConnectionLost = (thrown: unknown): boolean => {
  if (!(thrown instanceof pg.DatabaseError)) return true;
  const { code = '' } = thrown;
  return code.startsWith('08') || code.startsWith('57P');
};

/** What the server or the way to it refused, as a sentence for the owner; anything else as it is. */
function sentenceFor(name: string, thrown: unknown): unknown {
  if (thrown instanceof HostError || !(thrown instanceof Error)) return thrown;
  return new HostError(
    `PostgreSQL at ${name} does not do what it is asked (${messageOf(thrown)}).`,
    'Look after the server, then try again.',
    { cause: thrown },
  );
}
