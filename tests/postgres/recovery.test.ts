// Servers that are restarted, killed or silent: whoever asks afterwards is answered, nothing hangs, and nothing is done twice.
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HostError } from '../../src/errors.ts';
import { openPostgres, type Postgres, type PostgresOptions } from '../../src/postgres.ts';
import { startPoolerFront } from '../support/pooler-front.ts';
import { ROOT } from '../support/project.ts';
import {
  describeWithPostgres,
  freshDatabase,
  startPostgres,
  type PostgresServer,
} from '../support/postgres-server.ts';

const PATIENCE = { timeout: 120_000, interval: 20 };

const opened: Postgres[] = [];
afterAll(async () => {
  await Promise.all(opened.map((postgres) => postgres.close()));
});

function open(url: string, options?: PostgresOptions): Postgres {
  const postgres = openPostgres(url, options);
  opened.push(postgres);
  return postgres;
}

const one = (sql: Pick<Postgres, 'row'>) => sql.row<{ one: number }>('SELECT 1 AS one');

const refused = async (work: Promise<unknown>): Promise<string> => {
  const thrown = await work.then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(HostError);
  return (thrown as HostError).sentence;
};

/** Ends the connections that run something like `sql`, once there is one. */
async function endWhatRuns(admin: Postgres, sql: string): Promise<void> {
  await vi.waitFor(async () => {
    const ended = await admin.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1 AND state <> 'idle'`,
      [`${sql}%`],
    );
    expect(ended).not.toEqual([]);
  }, PATIENCE);
}

describeWithPostgres('a server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });

  test('is restarted: the next question is answered, by new connections', async () => {
    const postgres = open(server.url);
    // All connections of the pool are made, and idle.
    await Promise.all(Array.from({ length: 4 }, () => postgres.row('SELECT pg_sleep(0.05)')));
    await server.restart();
    expect(await Promise.all(Array.from({ length: 4 }, () => one(postgres)))).toEqual(
      Array.from({ length: 4 }, () => ({ one: 1 })),
    );
    await server.restart();
    expect(await postgres.transaction(one)).toEqual({ one: 1 });
  });

  test('is away for a moment: whoever has patience waits for it, and is told in the end if it stays away', async () => {
    const parameters = new URLSearchParams({ host: server.folder, port: String(server.port) });
    const bySocket = `postgres://postgres:${server.password}@/postgres?${parameters.toString()}`;
    const patient = [server.url, bySocket].map((url) => open(url, { patienceMs: 60_000 }));
    await Promise.all(patient.map(one));
    await server.halt();
    const asked = Promise.all(patient.map(one));
    await refused(one(open(server.url)));
    await server.restart();
    expect(await asked).toEqual([{ one: 1 }, { one: 1 }]);
    await server.halt();
    expect(await refused(one(open(server.url, { patienceMs: 300 })))).toContain('refused');
    await server.restart();
  });

  test('is killed and comes back: what failed meanwhile said so', async () => {
    const postgres = open(server.url);
    await one(postgres);
    await server.kill();
    expect(await refused(one(postgres))).toMatch(/^No PostgreSQL answers at/);
    await server.restart();
    expect(await one(postgres)).toEqual({ one: 1 });
  });

  test('is killed: a lock is lost, and free for others', async () => {
    const postgres = open(server.url);
    const lock = (await postgres.lock(7))!;
    expect(await postgres.lock(7)).toBeNull();
    const lost = vi.fn<() => void>();
    lock.lost.addEventListener('abort', lost);
    await server.kill();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce(), PATIENCE);
    await server.restart();
    const again = (await postgres.lock(7))!;
    expect(again.lost.aborted).toBe(false);
    await again.release();
    await again.release();
    expect(again.lost.aborted).toBe(false);
    const last = await postgres.lock(7);
    expect(last).not.toBeNull();
    await last!.release();
  });

  test('tries a connection that is silent, so that a host which is cut off holds no lock for hours', async () => {
    const postgres = open(server.url);
    const settings = `SELECT current_setting('tcp_keepalives_idle')::int + current_setting('tcp_keepalives_interval')::int
      * current_setting('tcp_keepalives_count')::int AS seconds`;
    expect((await postgres.row<{ seconds: number }>(settings))!.seconds).toBeLessThanOrEqual(30);
  });

  test('is restarted: a listener hears again, and is told that it may have missed something', async () => {
    const [postgres, other] = [open(server.url), open(server.url)];
    const heard: string[] = [];
    const listener = await postgres.listen('attest_build', (message) => heard.push(message));
    expect(listener.hears).toBe(true);
    await other.row("SELECT pg_notify('attest_build', $1)", ['1']);
    await vi.waitFor(() => expect(heard).toEqual(['1']), PATIENCE);
    await server.halt();
    await vi.waitFor(() => expect(listener.hears).toBe(false), PATIENCE);
    await server.restart();
    await vi.waitFor(() => expect(listener.hears).toBe(true), PATIENCE);
    await other.row("SELECT pg_notify('attest_build', $1)", ['2']);
    await vi.waitFor(() => expect(heard).toEqual(['1', '', '2']), PATIENCE);
    await listener.close();
    expect(listener.hears).toBe(false);
    await other.row("SELECT pg_notify('attest_build', '3')");
    expect(heard).toEqual(['1', '', '2']);
  });

  test('is silent: a read ends in time, and closing does not hang', async () => {
    const hasty = open(server.url, { statementMs: 300, connections: 2 });
    await Promise.all([1, 2].map(() => hasty.row('SELECT pg_sleep(0.05)')));
    const listener = await hasty.listen('attest_build', () => {});
    const lock = await hasty.lock(8);
    let processes: number[] = [];
    const held = refused(
      hasty.transaction(async (sql) => {
        await one(sql);
        processes = [server.pid, ...childrenOf(server.pid)];
        for (const pid of processes) process.kill(pid, 'SIGSTOP');
        await one(sql);
      }),
    );
    await vi.waitFor(() => expect(processes).not.toEqual([]), PATIENCE);
    try {
      expect(await refused(one(hasty))).toContain('does not answer in time');
      const closed = hasty.close();
      expect(await held).toContain('does not answer in time');
      await closed;
      await lock!.release();
      expect(listener.hears).toBe(false);
    } finally {
      for (const pid of processes) process.kill(pid, 'SIGCONT');
    }
    expect(await one(open(server.url))).toEqual({ one: 1 });
  });

  test('has a replica: it is read, refuses writes, and lets nobody listen', async () => {
    const primary = open(server.url);
    await primary.change('CREATE TABLE archive AS SELECT 3 AS articles');
    execFileSync(
      join(server.programs, 'bin/pg_basebackup'),
      ['-D', join(server.folder, 'copy'), '-d', server.url, '-R', '-c', 'fast', '-X', 'stream', '--no-sync'],
      { env: { ...process.env, PGPASSWORD: server.password } },
    );
    const follower = await startPostgres({ data: join(server.folder, 'copy'), programs: server.programs });
    // Its roles and passwords are those of the primary server.
    const replica = open(follower.urlOf({ password: server.password }));
    expect(await replica.row('SELECT articles FROM archive')).toEqual({ articles: 3 });
    expect(
      await replica.transaction((sql) => sql.row('SELECT articles FROM archive'), { isSnapshot: true }),
    ).toEqual({ articles: 3 });
    expect(await refused(replica.change('DELETE FROM archive'))).toContain(
      'is read-only: a replica, or set so',
    );
    const listener = await replica.listen('attest_build', () => {});
    expect(listener.hears).toBe(false);
    await listener.close();
    const lock = await replica.lock(9);
    expect(lock).not.toBeNull();
    await lock!.release();
  });
});

describeWithPostgres('a connection that is ended in the middle', () => {
  let [admin, postgres]: Postgres[] = [];
  beforeAll(async () => {
    const url = await freshDatabase();
    [admin, postgres] = [open(url), open(url)];
    await admin.change('CREATE TABLE tries (n int)');
    await admin.change('CREATE SEQUENCE calls');
  });

  test('is made anew for a statement that reads', async () => {
    const asked = postgres!.row<{ done: number }>('SELECT 1 AS done FROM pg_sleep(0.5)');
    await endWhatRuns(admin!, 'SELECT 1 AS done');
    expect(await asked).toEqual({ done: 1 });
  });

  test('is told where the statement writes, and nothing is done twice', async () => {
    const wrote = postgres!.change('INSERT INTO tries SELECT 1 FROM pg_sleep(30)');
    const told = refused(wrote);
    await endWhatRuns(admin!, 'INSERT INTO tries');
    expect(await told).toContain(
      'ended the connection (terminating connection due to administrator command)',
    );
    const called = refused(postgres!.row("SELECT nextval('calls') FROM pg_sleep(30)"));
    await endWhatRuns(admin!, 'SELECT nextval');
    expect(await called).toContain('ended the connection');
    expect(await postgres!.row('SELECT count(*) AS n FROM tries')).toEqual({ n: 0 });
  });

  test('undoes a transaction, which is begun again only where that does no harm', async () => {
    let begun = 0;
    const twice = async (sql: Pick<Postgres, 'row' | 'change'>) => {
      begun += 1;
      await sql.change('INSERT INTO tries VALUES ($1)', [begun]);
      if (begun === 1) await sql.row('SELECT 2 AS slow FROM pg_sleep(30)');
      return begun;
    };
    const once = refused(postgres!.transaction(twice));
    await endWhatRuns(admin!, 'SELECT 2 AS slow');
    expect(await once).toContain('ended the connection');
    expect(begun).toBe(1);
    begun = 0;
    const repeated = postgres!.transaction(twice, { isIdempotent: true });
    await endWhatRuns(admin!, 'SELECT 2 AS slow');
    expect(await repeated).toBe(2);
    expect(await postgres!.rows('SELECT n FROM tries')).toEqual([{ n: 2 }]);
  });

  test('is told with its reason where nothing was under way', async () => {
    const idle = postgres!.transaction(async (sql) => {
      await sql.change("SET LOCAL idle_in_transaction_session_timeout = '50ms'");
      await setTimeout(300);
      await sql.row('SELECT 1');
    });
    expect(await refused(idle)).toMatch(
      /ended the connection \(terminating connection due to idle-in-transaction timeout\)\. Raise idle_in_transaction_session_timeout/,
    );
  });

  test('ends what reads by a cursor', async () => {
    const read = postgres!.transaction(async (sql) => {
      let rows = 0;
      for await (const batch of sql.batches<{ n: number }>(
        'SELECT 3 AS n FROM generate_series(1, $1)',
        [100],
        10,
      )) {
        rows += batch.length;
        // The connection is free for other statements meanwhile.
        await sql.row('SELECT 4 AS between');
        if (rows === 50) await sql.row('SELECT 5 AS slow FROM pg_sleep(30)');
      }
    });
    const told = refused(read);
    await endWhatRuns(admin!, 'SELECT 5 AS slow');
    expect(await told).toContain('ended the connection');
    expect(await one(postgres!)).toEqual({ one: 1 });
  });
});

describeWithPostgres('a cursor', () => {
  test('gives all rows in batches, and may be left before its end', async () => {
    const postgres = open(await freshDatabase());
    const sizes = async (rows: number, most = Infinity) =>
      postgres.transaction(async (sql) => {
        const seen: number[] = [];
        const batches = sql.batches<{ n: number }>('SELECT n FROM generate_series(1, $1::int) n', [rows], 10);
        for await (const batch of batches) {
          seen.push(batch.length);
          if (seen.length === most) break;
        }
        await one(sql);
        return seen;
      });
    expect(await sizes(25)).toEqual([10, 10, 5]);
    expect(await sizes(20)).toEqual([10, 10]);
    expect(await sizes(0)).toEqual([]);
    expect(await sizes(100, 2)).toEqual([10, 10]);
  });
});

describeWithPostgres('a prepared statement', () => {
  test('goes on when the tables that it reads are made anew', async () => {
    const postgres = open(await freshDatabase(), { connections: 1 });
    const build = (type: string) =>
      postgres.transaction(async (sql) => {
        await sql.change('DROP TABLE IF EXISTS builds');
        await sql.change(`CREATE TABLE builds AS SELECT 1::${type} AS n`);
      });
    const read = () => postgres.row('SELECT n FROM builds WHERE n = $1', [1]);
    await build('int');
    expect(await read()).toEqual({ n: 1 });
    await build('smallint');
    expect(await read()).toEqual({ n: 1 });
    expect(await postgres.rows('SELECT name FROM pg_prepared_statements')).toHaveLength(1);
  });
});

describeWithPostgres('behind a pooler', () => {
  test('nothing is prepared, a listener does not rely on what it hears, and a lock is held all the same', async () => {
    const url = new URL(await freshDatabase());
    const front = await startPoolerFront(Number(url.port));
    url.port = String(front.port);
    const postgres = open(url.href, { connections: 1 });
    expect(await postgres.row('SELECT $1::int AS n', [4])).toEqual({ n: 4 });
    expect(await postgres.rows('SELECT name FROM pg_prepared_statements')).toEqual([]);
    const listener = await postgres.listen('attest_build', () => {});
    expect(listener.hears).toBe(false);
    const lock = (await postgres.lock(5))!;
    expect(await postgres.lock(5)).toBeNull();
    expect(await postgres.lockHolder(5)).toBeGreaterThan(0);
    await lock.release();
    await vi.waitFor(async () => expect(await postgres.lockHolder(5)).toBeNull(), PATIENCE);
    await Promise.all([listener.close(), postgres.close()]);
    await front.close();
  });
});

describeWithPostgres('a process', () => {
  test('ends though nobody has closed its pool, listener and lock, and not before they have answered', async () => {
    const work = `
      import { openPostgres } from './src/postgres.ts';
      const postgres = openPostgres(process.argv[1]);
      await Promise.all([1, 2, 3].map((n) => postgres.row('SELECT $1::int', [n])));
      const listener = await postgres.listen('attest_build', () => {});
      console.log(listener.hears, (await postgres.lock(6)) !== null);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', work, await freshDatabase()];
    expect(await promisify(execFile)(process.execPath, args, { cwd: ROOT })).toEqual({
      stdout: 'true true\n',
      stderr: '',
    });
  });
});

/** The processes of a server that answer connections. */
function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child!);
}
