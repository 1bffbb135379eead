// PostgreSQL as the rest of Attest needs it; the only user of pg. What the server refuses becomes one sentence for the owner.
// Connections that are lost are made again at the next statement: whoever asks then is answered without a restart.
// Settings of a session, such as the search path, are used: between Attest and the server may be a pooler of sessions,
// such as PgBouncer with pool_mode = session, but none of transactions.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Pool, TypeOverrides, escapeIdentifier, types, type ClientConfig, type PoolClient } from 'pg';
import { readable } from './postgres-address.ts';
import {
  isAway,
  isConnectionLost,
  isPassing,
  isReadOnly,
  LATE,
  refusalOf,
  type Whereabouts,
} from './postgres-refusals.ts';

/** Connections of one process: a question takes one at a time, and few are answered at once. */
const MAX_CONNECTIONS = 4;
/** How long a connection may take to be made, or to come free. */
const CONNECT_MS = 5000;
/** How long a single statement that reads may take. */
const READ_MS = 60_000;
/** After how long a connection without traffic is tried: an end that is gone without a word is noticed soon after. */
const KEEP_ALIVE_MS = 10_000;
/** How long a listener that lost its connection waits before it asks for another: at first, and at most. */
const LISTEN_AGAIN_MS = { first: 1000, most: 30_000 };
/** How often a server that is away is tried while somebody waits for it. */
const TRY_AGAIN_MS = 100;
/** How long connections have to end by themselves before they are cut. */
const END_MS = 2000;

/** Values of a statement, by position. */
type Values = readonly unknown[];

/** What runs statements: the pool, or one transaction. */
export interface Sql {
  rows<T>(sql: string, values?: Values): Promise<T[]>;
  row<T>(sql: string, values?: Values): Promise<T | undefined>;
  /** How many rows a statement wrote or deleted. */
  change(sql: string, values?: Values): Promise<number>;
  /** Rows by a cursor, so many at once; within a transaction, in which other statements may run meanwhile. */
  batches<T>(sql: string, values: Values, size: number): AsyncGenerator<T[]>;
}

/** Locks that one session holds until they are given back, or its connection ends. */
interface SessionLock {
  /** Aborted when the connection is lost, and the lock with it. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Hears what other sessions tell. */
export interface Listener {
  /**
   * False while the connection is lost; where the server does not let anybody listen, as a replica; and behind a
   * pooler, which may hear in its place. Whoever has to know asks then.
   */
  readonly hears: boolean;
  close(): Promise<void>;
}

interface TransactionOptions {
  /** What it reads is of one moment, and it writes nothing. */
  isSnapshot?: boolean;
  /** No time limits for statements and transactions, neither `statementMs` nor those that the server sets: for what takes long, such as a build. */
  isUnbounded?: boolean;
  /**
   * Doing it twice is the same as doing it once: it is begun once more after a deadlock, a conflict, or a connection lost
   * in its middle, even in its last moment, when nobody knows whether it is done.
   */
  isIdempotent?: boolean;
}

/**
 * What a server refuses is thrown as a HostError; what is wrong with a statement, a bug, as pg throws it. A statement
 * outside a transaction that only reads is tried once more where its connection turns out lost.
 */
export interface Postgres extends Omit<Sql, 'batches'> {
  /** Host, port and database, without a password: for messages. */
  readonly name: string;
  /** All that `work` does, or nothing of it. */
  transaction<T>(work: (sql: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Takes locks of the database, all or none: null where another session holds one. */
  lock(...keys: number[]): Promise<SessionLock | null>;
  /** The process of the server that holds a lock, or null. */
  lockHolder(key: number): Promise<number | null>;
  /** Calls `hear` with each message on a channel; after a lost connection with an empty one, for some may be missed. */
  listen(channel: string, hear: (message: string) => void): Promise<Listener>;
  /** Ends all connections but those of locks that are held; within seconds, even if the server does not answer. */
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Where names of tables are looked up, first to last. */
  searchPath?: readonly string[];
  /** Statements that each connection begins with. */
  setUp?: readonly string[];
  connections?: number;
  /**
   * How long a statement may take, in milliseconds, be it that the server has gone without a word. Without it a statement
   * outside a transaction that only reads may take a minute, and any other as long as it takes.
   */
  statementMs?: number;
  /**
   * So long a statement that reads waits, in milliseconds, for a server that is being started again, or for another that
   * takes its place; without it, it is tried once more at once.
   */
  patienceMs?: number;
}

/** A name of something in the database, as SQL has it. */
export const identifier = escapeIdentifier;

/** Who holds a lock that is known by one number of 64 bits (pg_locks). */
const HOLDER = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND classid = ($1::bigint >> 32)::oid AND objid = ($1::bigint & 4294967295)::oid
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

// int8 as a number: no count and no id here comes near 2^53.
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

/**
 * Opens nothing yet: the first statement connects.
 * @param url as pg takes it, with settings of TLS and others in its query; what it leaves out are the PG* variables
 * @throws HostError where it cannot be read
 */
export function openPostgres(url: string, options: PostgresOptions = {}): Postgres {
  const { searchPath = [], setUp = [], connections = MAX_CONNECTIONS, statementMs, patienceMs = 0 } = options;
  const connection = {
    connectionString: readable(url),
    types: parsers,
    application_name: 'attest',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
  const where = whereabouts(connection, connections);
  const begin = [
    ...(searchPath.length > 0 ? [`SET search_path = ${searchPath.map(escapeIdentifier).join(', ')}`] : []),
    ...setUp,
  ];

  const sessions = new WeakMap<Client, Session>();
  const open = new Set<Client>();
  const listening = new Set<Listener>();
  const pool = new Pool({ ...connection, max: connections, allowExitOnIdle: true });
  // An idle connection that ends is no error: the next statement makes another.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    open.add(client);
    // Nor is one that ends in a transaction, between two statements: the next of them says so, and why.
    client.on('error', (thrown) => void (endings.has(client) || endings.set(client, thrown)));
  });
  pool.on('remove', (client) => open.delete(client));
  // A restart ends all connections of the pool, and not all at the same moment: none that is older is used again.
  let lostAt = -Infinity;

  const told = async <T>(work: () => Promise<T>, client?: Client): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw refusalOf(client ? endingOf(client, thrown) : thrown, where);
    }
  };
  const release = (client: PoolClient, thrown?: unknown) => {
    const isLost = isConnectionLost(thrown);
    if (isLost) lostAt = performance.now();
    client.release(isLost || isPassing(thrown));
  };
  const taken = async (): Promise<[PoolClient, Session]> => {
    for (;;) {
      const client = await pool.connect();
      try {
        const session = sessions.get(client) ?? (await begun(client, begin));
        sessions.set(client, session);
        if (session.begunAt >= lostAt) return [client, session];
        client.release(true);
      } catch (thrown) {
        client.release(true);
        throw thrown;
      }
    }
  };
  /** Runs `work` over a connection of the pool, and over another where `again` allows it: once more, or while there is patience. */
  const over = async <T>(
    work: (client: PoolClient, session: Session) => Promise<T>,
    again: (thrown: unknown) => boolean,
  ): Promise<T> => {
    const began = performance.now();
    for (let tries = 1; ; tries++) {
      let client: PoolClient | undefined;
      try {
        const [taking, session] = await told(taken);
        client = taking;
        const result = await work(client, session);
        client.release();
        return result;
      } catch (thrown) {
        if (client) release(client, thrown);
        const isPatient = performance.now() - began < patienceMs;
        if (!again(thrown) || (tries > 1 && !isPatient)) throw thrown;
        if (tries > 1) await delay(TRY_AGAIN_MS);
      }
    }
  };

  const single = <T>(sql: string, run: (sql: Sql) => Promise<T>): Promise<T> => {
    const isRead = onlyReads(sql);
    return over(
      (client, session) =>
        run(sqlOf(client, session, where, isRead ? (statementMs ?? READ_MS) : statementMs)),
      (thrown) =>
        isRead && (isConnectionLost(thrown) || isPassing(thrown) || (patienceMs > 0 && isAway(thrown))),
    );
  };

  const transaction: Postgres['transaction'] = async <T>(
    work: (sql: Sql) => Promise<T>,
    { isSnapshot = false, isUnbounded = false, isIdempotent = false }: TransactionOptions = {},
  ) => {
    let hasBegun = false;
    return over(
      async (client, session) => {
        const limit = isUnbounded ? undefined : statementMs;
        const say = (sql: string) => told(() => within(limit, client, () => client.query(sql)), client);
        await say(isSnapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
        hasBegun = true;
        try {
          if (isUnbounded) await say(UNBOUNDED);
          const result = await work(sqlOf(client, session, where, limit));
          const { command } = await say('COMMIT');
          // So says the server where a statement has failed and nobody minded.
          if (command === 'ROLLBACK') throw new Error(NOTHING_KEPT);
          return result;
        } catch (thrown) {
          // Where the connection is lost the server rolls back by itself: what matters is why.
          await say('ROLLBACK').catch(() => {});
          throw thrown;
        }
      },
      (thrown) => (!hasBegun || isIdempotent) && (isConnectionLost(thrown) || isPassing(thrown)),
    );
  };

  /** A connection of its own. */
  const alone = async (): Promise<[Client, Session]> => {
    const client = new Client(connection);
    client.on('error', () => {});
    try {
      await client.connect();
      return [client, await begun(client, [NEVER_IDLE])];
    } catch (thrown) {
      await ended(client);
      throw thrown;
    }
  };

  let closing: Promise<void> | undefined;
  const close = async () => {
    const all = [...listening].map((listener) => listener.close());
    const hasEnded = pool.end().then(() => true);
    if (!(await Promise.race([hasEnded, delay(END_MS, false, { ref: false })]))) {
      for (const client of open) connectionOf(client).stream.destroy();
    }
    await Promise.all(all);
  };

  return {
    name: where.name,
    rows: (sql, values) => single(sql, (over) => over.rows(sql, values)),
    row: (sql, values) => single(sql, (over) => over.row(sql, values)),
    change: (sql, values) => single(sql, (over) => over.change(sql, values)),
    transaction,
    lock: (...keys) => told(() => locked(alone, keys)),
    lockHolder: async (key) =>
      (await single(HOLDER, (over) => over.row<{ pid: number }>(HOLDER, [key])))?.pid ?? null,
    async listen(channel, hear) {
      const listener = await listenerOf(alone, channel, hear);
      if (closing) await listener.close();
      listening.add(listener);
      return listener;
    },
    close: () => (closing ??= close()),
  };
}

/** What is known of a connection. */
interface Session {
  /** No other connection has it. */
  id: string;
  /** When it was made, of `performance.now`. */
  begunAt: number;
  /** Nothing stands between it and the server: it has a session there of its own. */
  isDirect: boolean;
}

const NOTHING_KEPT = 'A statement of the transaction has failed: nothing of it is kept';

/** Lifts what limits the time of a transaction, by whatever names this version of the server has. */
const UNBOUNDED = `SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN
  ('statement_timeout', 'transaction_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;

/** What waits holds its connection, though nothing is said over it. */
const NEVER_IDLE = `SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'`;

/**
 * Who the session is. Who waits for a lock sees what was written meanwhile, whatever the database or the role has set. And a host that
 * is cut off without a word holds its locks for half a minute, not for the two hours that systems wait by themselves.
 */
const OF_SESSION = `SELECT pg_backend_pid() AS pid, set_config('default_transaction_isolation', 'read committed', false),
  set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '4', false), set_config('tcp_user_timeout', '30000', false)`;

/** Parts of a client of pg that its types leave out. */
interface Inner {
  processID: number | null;
  connection: { stream: { destroy(): void }; ref(): void; unref(): void };
}
const connectionOf = (client: Client) => (client as unknown as Inner).connection;

async function begun(client: Client, statements: readonly string[]): Promise<Session> {
  const begunAt = performance.now();
  const rows = await within(CONNECT_MS, client, async () => {
    for (const statement of statements) await client.query(statement);
    return (await client.query<{ pid: number }>(OF_SESSION)).rows;
  });
  // A pooler gives its clients numbers of its own.
  const isDirect = rows[0]!.pid === (client as unknown as Inner).processID;
  return { id: randomBytes(8).toString('hex'), begunAt, isDirect };
}

/** What the server has said when it ended a connection, with no statement under way. */
const endings = new WeakMap<Client, Error>();

/** What was thrown, or why the connection was gone already. */
const endingOf = (client: Client, thrown: unknown): unknown =>
  isConnectionLost(thrown) ? (endings.get(client) ?? thrown) : thrown;

/** Ends a connection, by force where the other side does not answer. */
async function ended(client: Client): Promise<void> {
  const cut = setTimeout(() => connectionOf(client).stream.destroy(), END_MS);
  connectionOf(client).ref();
  await client.end().catch(() => {});
  clearTimeout(cut);
}

/** Cuts a connection whose answer does not come in time. */
async function within<T>(ms: number | undefined, client: Client, work: () => Promise<T>): Promise<T> {
  if (ms === undefined) return work();
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    connectionOf(client).stream.destroy();
  }, ms);
  try {
    return await work();
  } catch (thrown) {
    throw isLate ? Object.assign(new Error('no answer in time'), { code: LATE }) : thrown;
  } finally {
    clearTimeout(late);
  }
}

const READS = /^\s*(?:SELECT|WITH|VALUES|TABLE|SHOW)\b/i;
const WRITES =
  /\b(?:INSERT|UPDATE|DELETE|MERGE|INTO|LOCK|nextval|setval|set_config|pg_notify|pg_(?:try_)?advisory\w*|pg_terminate\w*|pg_cancel\w*)\b/i;

/** True for a statement that may be sent twice: what it would do besides reading stands in it by name. */
const onlyReads = (sql: string): boolean => READS.test(sql) && !WRITES.test(sql);

/** So many statements are prepared on each connection: those of the code are fewer. */
const MOST_PREPARED = 500;
/** The statements that have been prepared, by their numbers. */
const prepared = new Map<string, number>();

/**
 * The name by which a connection prepares a statement once; undefined where there are too many. No two connections have
 * the same: PGlite has one session for all. Nothing is prepared behind a pooler: PgBouncer knows such names since 1.21,
 * where it is told to (max_prepared_statements).
 */
function nameOf(sql: string, { id }: Session): string | undefined {
  if (!prepared.has(sql) && prepared.size < MOST_PREPARED) prepared.set(sql, prepared.size);
  const number = prepared.get(sql);
  return number === undefined ? undefined : `attest_${id}_${number}`;
}

let cursors = 0;

function sqlOf(client: Client, session: Session, where: Whereabouts, limit: number | undefined): Sql {
  const run = async (
    text: string,
    values: Values = [],
    isPrepared = session.isDirect && values.length > 0,
  ) => {
    try {
      const name = isPrepared ? nameOf(text, session) : undefined;
      const query = { ...(name && { name }), text, values: [...values] };
      return await within(limit, client, () => client.query(query));
    } catch (thrown) {
      throw refusalOf(endingOf(client, thrown), where);
    }
  };
  const rows = async <T>(sql: string, values?: Values) => (await run(sql, values)).rows as T[];
  return {
    rows,
    row: async <T>(sql: string, values?: Values) => (await rows<T>(sql, values))[0],
    change: async (sql, values) => (await run(sql, values)).rowCount ?? 0,
    async *batches<T>(sql: string, values: Values, size: number) {
      const cursor = `attest_cursor_${cursors++}`;
      // All rows are read: the server shall not choose what gives the first ones soon.
      await run('SET LOCAL cursor_tuple_fraction = 1');
      await run(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values, false);
      for (;;) {
        const batch = await rows<T>(`FETCH ${size} FROM ${cursor}`);
        if (batch.length > 0) yield batch;
        if (batch.length < size) break;
      }
      await run(`CLOSE ${cursor}`);
    },
  };
}

const GIVE_BACK = 'SELECT pg_advisory_unlock(key) FROM unnest($1::bigint[]) AS keys (key)';

type Connect = () => Promise<[Client, Session]>;

async function locked(connect: Connect, keys: readonly number[]): Promise<SessionLock | null> {
  const [client, { isDirect }] = await connect();
  const lost = new AbortController();
  const abort = () => lost.abort();
  client.once('end', abort);
  try {
    // A pooler may give the session, and the lock with it, to others between two transactions: there one is kept open.
    if (!isDirect) for (const statement of ['BEGIN', UNBOUNDED]) await client.query(statement);
    const taking = isDirect ? 'pg_try_advisory_lock' : 'pg_try_advisory_xact_lock';
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT ${taking}(key) AS taken FROM unnest($1::bigint[]) AS keys (key)`,
      [keys],
    );
    if (rows.every(({ taken }) => taken)) {
      // What waits keeps no process alive.
      connectionOf(client).unref();
      return {
        lost: lost.signal,
        async release() {
          client.off('end', abort);
          connectionOf(client).ref();
          // Its end gives it back, too, but not before the server has noticed.
          if (isDirect) await within(END_MS, client, () => client.query(GIVE_BACK, [keys])).catch(() => {});
          await ended(client);
        },
      };
    }
  } catch (thrown) {
    await ended(client);
    throw thrown;
  }
  await ended(client);
  return null;
}

async function listenerOf(
  connect: Connect,
  channel: string,
  hear: (message: string) => void,
): Promise<Listener> {
  let [isClosed, hears]: [boolean, boolean] = [false, false];
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let wait = LISTEN_AGAIN_MS.first;
  const attach = async () => {
    const [connected, { isDirect }] = await connect();
    connected.on('notification', ({ payload = '' }) => hear(payload));
    try {
      await connected.query(`LISTEN ${escapeIdentifier(channel)}`);
    } catch (thrown) {
      await ended(connected);
      throw thrown;
    }
    if (isClosed) return ended(connected);
    connectionOf(connected).unref();
    client = connected;
    hears = isDirect;
    wait = LISTEN_AGAIN_MS.first;
    connected.once('end', () => {
      hears = false;
      later();
    });
  };
  const later = () => {
    if (isClosed) return;
    again = setTimeout(() => {
      attach().then(
        () => hear(''),
        (thrown: unknown) => {
          // A replica may become the primary server: it is asked again, seldom.
          wait = isReadOnly(thrown) ? LISTEN_AGAIN_MS.most : Math.min(2 * wait, LISTEN_AGAIN_MS.most);
          later();
        },
      );
    }, wait);
    again.unref();
  };
  // Whoever listens goes on without: `hears` tells.
  await attach().catch(later);
  return {
    get hears() {
      return hears;
    },
    async close() {
      isClosed = true;
      hears = false;
      clearTimeout(again);
      if (client) await ended(client);
    },
  };
}

/**
 * Host, port and database of a connection string, without its password: for messages.
 * @throws HostError where it cannot be read
 */
export const databaseName = (url: string): string =>
  whereabouts({ connectionString: readable(url) }, MAX_CONNECTIONS).name;

/** Host, port, database and role as pg reads them; never the password. */
function whereabouts(connection: ClientConfig, connections: number): Whereabouts {
  try {
    const { host, port, database, user } = new Client(connection);
    return { name: `${host}:${port}/${database}`, role: user ?? '', connections };
  } catch (thrown) {
    throw refusalOf(thrown, { name: 'the server', role: '', connections });
  }
}
