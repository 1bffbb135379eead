// SQLite with what its driver needs to be trusted; the only user of libsql. Whatever SQLite refuses becomes one sentence.
// libsql aborts the process on a lone Buffer, a lone null, a boolean, and on text read that is not UTF-8: values come as
// one array or object, and every column of a table is read through `text`, `integer` or `bytes`, for a damaged row may hold anything.
import Database from 'libsql';
import { HostError, messageOf } from '../errors.ts';
import { distrust } from './database-checksum.ts';

/** Values of a statement: by position as an array, or by name as an object. */
export type Values =
  readonly (string | number | bigint | Buffer | null)[] | Record<string, string | number | null>;

/** Ends the names of columns that come as bytes and are to become text. */
const TEXT = ':text';

const nameOf = (column: string): string => column.replace(/^.*\./, '');

/** SQL for a column of text. */
export const text = (column: string, name = nameOf(column)): string =>
  `CAST(${column} AS BLOB) AS "${name}${TEXT}"`;
/** SQL for a column of whole numbers. */
export const integer = (column: string, name = nameOf(column)): string =>
  `CAST(${column} AS INTEGER) AS "${name}"`;
/** SQL for a column of bytes, which come as an ArrayBuffer. */
export const bytes = (column: string, name = nameOf(column)): string =>
  `CAST(${column} AS BLOB) AS "${name}"`;

export interface SqlDatabase {
  readonly path: string;
  rows<T>(sql: string, values?: Values): T[];
  row<T>(sql: string, values?: Values): T | undefined;
  /** The first column of every row. */
  column<T>(sql: string, values?: Values): T[];
  /** Runs one statement and returns the row id of the last insert. */
  run(sql: string, values?: Values): number;
  /** Runs several statements without values. */
  script(sql: string): void;
  /** All that `write` does, or nothing of it. */
  transaction<T>(write: () => T): T;
  /** All that `read` sees is of one moment. */
  snapshot<T>(read: () => T): T;
  /** What to throw when it holds what Attest did not write. */
  damaged(why: string): HostError;
  close(): void;
}

/** What a file is called in what goes wrong with it, and what a person does about that. */
export interface FileKind {
  /** "The index". */
  noun: string;
  ifDamaged: string;
  /** What to do once the obstacle is out of the way: ends a sentence. */
  afterwards: string;
  /** It is made from the articles, and a build makes it anew. */
  isDerived: boolean;
  /** How long a statement waits for another process to let go. */
  busyMs: number;
}

const INDEX: FileKind = {
  noun: 'The index',
  ifDamaged: 'Run: npm run index',
  isDerived: true,
  afterwards: 'run: npm run index',
  busyMs: 5000,
};

/**
 * Opens a database file, in write-ahead mode so that readers and one writer do not wait for each other.
 * @throws HostError here and in every call when SQLite cannot do what it is asked: the file is damaged, locked, the disk full
 */
export function openDatabase(path: string, create: boolean, kind = INDEX): SqlDatabase {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      throw sentenceFor(path, thrown, kind);
    }
  };
  const db = guarded(() => connect(path, create, kind));
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const rows = <T>(sql: string, values: Values = []) =>
    guarded(() => decoded(sql, prepare(sql).all(values) as Record<string, unknown>[])) as T[];
  const script = (sql: string) => guarded(() => void db.exec(sql));
  const within = <T>(begin: string, work: () => T): T => {
    script(begin);
    try {
      const result = work();
      script('COMMIT');
      return result;
    } catch (thrown) {
      // On a full disk SQLite has rolled back by itself: what matters is why.
      if (db.inTransaction) script('ROLLBACK');
      throw thrown;
    }
  };
  return {
    path,
    rows,
    row: <T>(sql: string, values: Values = []) => rows<T>(sql, values)[0],
    column: <T>(sql: string, values: Values = []) =>
      rows<Record<string, T>>(sql, values).map((row) => Object.values(row)[0]!),
    run: (sql, values = []) => guarded(() => Number(prepare(sql).run(values).lastInsertRowid)),
    script,
    transaction: (write) => within('BEGIN IMMEDIATE', write),
    snapshot: (read) => within('BEGIN', read),
    damaged: (why) => damaged(path, why, kind),
    close: () => {
      // libsql lets go of the file when the last statement is collected, not before.
      statements.clear();
      guarded(() => void db.close());
    },
  };
}

function connect(path: string, create: boolean, { busyMs }: FileKind): Database.Database {
  const db = new Database(path);
  try {
    db.pragma(`busy_timeout = ${busyMs}`);
    if (create) db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function decoded(sql: string, rows: Record<string, unknown>[]): unknown[] {
  if (!sql.includes(TEXT)) return rows;
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) =>
        name.endsWith(TEXT)
          ? [name.slice(0, -TEXT.length), value && Buffer.from(value as ArrayBuffer).toString()]
          : [name, value],
      ),
    ),
  );
}

function damaged(path: string, why: string, kind: FileKind, cause?: unknown): HostError {
  const { noun, ifDamaged, isDerived } = kind;
  if (isDerived) distrust(path);
  const message = `${noun} ${path} is damaged (${why}).`;
  return new HostError(message, ifDamaged, { cause, isDamage: isDerived });
}

/** An index that is not what was written. */
export const damagedIndex = (path: string, why: string): HostError => damaged(path, why, INDEX);

/** SQLite's result codes (https://sqlite.org/rescode.html) that are not damage, as message and remedy. */
const refusals = ({ afterwards }: FileKind): Record<number, readonly [string, string]> => ({
  5: ['is held by another process', 'Wait for it to end, or end it, then try again.'],
  6: ['is held by another process', 'Wait for it to end, or end it, then try again.'],
  8: ['cannot be written: it is read-only', `Allow writing to it and its folder, then ${afterwards}`],
  10: ['cannot be read or written', 'Look after the disk, then run: npm run attest -- verify'],
  13: ['cannot be written: the disk is full', `Make room, then ${afterwards}`],
  14: ['cannot be opened', `Allow reading and writing of it and its folder, then ${afterwards}`],
});

/** What SQLite refused as a sentence for the person; anything else as it is. */
function sentenceFor(path: string, thrown: unknown, kind: FileKind): unknown {
  const code = resultCode(thrown);
  if (code === undefined) return thrown;
  const refusal = refusals(kind)[code];
  // Statements are fixed and tested: where one fails in any other way, the tables are not what they were.
  if (!refusal) return damaged(path, messageOf(thrown), kind, thrown);
  return new HostError(`${kind.noun} ${path} ${refusal[0]} (${messageOf(thrown)}).`, refusal[1], {
    cause: thrown,
  });
}

/** SQLite's primary result code. Opening states it in the message alone, and everything else as `rawCode`. */
function resultCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const raw =
    (thrown as { rawCode?: unknown }).rawCode ??
    /^ConnectionFailed\(".*: (\d+)"\)$/s.exec(thrown.message)?.[1];
  return raw === undefined ? undefined : Number(raw) & 0xff;
}
