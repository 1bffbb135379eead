// SQLite with what its driver needs to be trusted; the only user of libsql.
// libsql aborts the process on a lone Buffer, a lone null or a boolean: values always come as one array or object.
import Database from 'libsql';

/** Values of a statement: by position as an array, or by name as an object. */
export type Values =
  readonly (string | number | bigint | Buffer | null)[] | Record<string, string | number | null>;

const BUSY_MILLISECONDS = 5000;

export interface SqlDatabase {
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
  close(): void;
}

/**
 * Opens a database file, in write-ahead mode so that readers and one writer do not wait for each other.
 * @throws Error of SQLite when the file is missing and not to be made, or is no database
 */
export function openDatabase(path: string, create: boolean): SqlDatabase {
  const db = new Database(path, create ? {} : { fileMustExist: true });
  db.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
  if (create) db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    rows: <T>(sql: string, values: Values = []) => prepare(sql).all(values) as T[],
    row: <T>(sql: string, values: Values = []) => prepare(sql).get(values) as T | undefined,
    column: <T>(sql: string, values: Values = []) =>
      prepare(sql)
        .raw()
        .all(values)
        .map((row) => (row as T[])[0]!),
    run: (sql, values = []) => Number(prepare(sql).run(values).lastInsertRowid),
    script: (sql) => void db.exec(sql),
    transaction: (write) => db.transaction(write).immediate(),
    snapshot: (read) => db.transaction(read).deferred(),
    close: () => void db.close(),
  };
}
