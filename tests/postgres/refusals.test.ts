// What PostgreSQL refuses is told to the owner in one sentence, with host and database, never with the password.
import { inspect } from 'node:util';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HostError } from '../../src/errors.ts';
import { openPostgres, type Postgres, type PostgresOptions } from '../../src/postgres.ts';
import {
  describeWithPostgres,
  freshDatabase,
  sharedPostgres,
  startPostgres,
} from '../support/postgres-server.ts';
import { startTlsFront } from '../support/tls-front.ts';

/** Every password that the tests connect with has it, and no message may. */
const SECRET = 'Gr4nd/S3cret';
const ESCAPED = encodeURIComponent(SECRET);

const PATIENCE = { timeout: 60_000, interval: 50 };

const opened: Postgres[] = [];
afterAll(async () => {
  await Promise.all(opened.map((postgres) => postgres.close()));
});

function open(url: string, options?: PostgresOptions): Postgres {
  const postgres = openPostgres(url, options);
  opened.push(postgres);
  return postgres;
}

/** The sentence that is thrown, with what must not be in it looked for in all that it carries. */
async function refusal(work: () => unknown): Promise<string> {
  const thrown = await Promise.resolve()
    .then(work)
    .then(
      () => new Error('nothing was refused'),
      (error: unknown) => error,
    );
  expect(thrown).toBeInstanceOf(HostError);
  const error = thrown as HostError;
  const all = inspect(error, { depth: 4, showHidden: true });
  for (const secret of [SECRET, ESCAPED]) expect(all).not.toContain(secret);
  return error.sentence;
}

const connecting = (url: string) => refusal(() => open(url).row('SELECT 1'));

/** The connection string with other parts. */
const changed = (url: string, change: (url: URL) => void): string => {
  const parsed = new URL(url);
  change(parsed);
  return parsed.href;
};

test('nobody answers at the port', async () => {
  expect(await connecting(`postgres://attest:${ESCAPED}@127.0.0.1:1/archive`)).toBe(
    'No PostgreSQL answers at 127.0.0.1:1/archive: the connection is refused. Start the server, or correct host and port in the connection string.',
  );
  expect(await connecting(`postgres://attest:${ESCAPED}@localhost:1/archive`)).toContain(
    'No PostgreSQL answers at localhost:1/archive',
  );
  expect(await connecting(`postgres://attest:${ESCAPED}@/archive?host=/nowhere`)).toContain(
    'there is no such socket',
  );
});

test('the host is not known', async () => {
  expect(await connecting(`postgres://attest:${ESCAPED}@nowhere.invalid/archive`)).toMatch(
    /^The host of PostgreSQL at nowhere\.invalid:5432\/archive (?:is not known|could not be looked up)/,
  );
});

test.each([
  'no address',
  'mysql://attest:Gr4nd%2FS3cret@host/archive',
  'postgres://attest:Gr4nd/S3cret@host/archive',
  'postgres://attest:47/Gr4nd/S3cret@host/archive',
  'postgres://attest:47#Gr4nd/S3cret@host/archive',
  'postgres://attest:47?Gr4nd/S3cret@host/archive',
  'postgres://attest:Gr4nd@47/S3cret@host/archive',
  'postgres://attest:Gr4nd@47?S3cret@host/archive',
  'postgres://attest:47%ffS3cret@host/archive',
])('a connection string that cannot be read is not repeated: %s', async (url) => {
  const sentence = await refusal(() => openPostgres(url));
  expect(sentence).toMatch(/^The connection string of PostgreSQL cannot be read\. Write it as postgres:/);
  expect(sentence).not.toMatch(/47|S3cret/);
});

test('the file of an authority is not there', async () => {
  expect(
    await refusal(() => openPostgres(`postgres://attest:${ESCAPED}@host/archive?sslrootcert=/no/file`)),
  ).toBe(
    'The file /no/file that the connection string names cannot be read (ENOENT). Correct its path, or allow Attest to read it.',
  );
});

describeWithPostgres('a server that answers', () => {
  let url: string;
  let place: string;
  let admin: Postgres;
  beforeAll(async () => {
    url = await freshDatabase();
    place = new URL(url).host + new URL(url).pathname;
    admin = open(url);
    await admin.change(`CREATE ROLE reader LOGIN PASSWORD '${SECRET}' CONNECTION LIMIT 2`);
    await admin.change('CREATE TABLE articles AS SELECT 1 AS id, 2 AS words');
  });
  afterAll(async () => {
    // Roles are of the server, not of a database.
    await admin.change('DROP OWNED BY reader');
    await admin.change('DROP ROLE reader');
  });
  const asReader = (database = url) =>
    changed(database, (parsed) => {
      parsed.username = 'reader';
      parsed.password = ESCAPED;
    });

  test('refuses the password', async () => {
    const wrong = changed(url, (parsed) => {
      parsed.password = `${ESCAPED}x`;
    });
    expect(await connecting(wrong)).toBe(
      `PostgreSQL at ${place} refuses the password of the role postgres. Correct role and password in the connection string; what is no letter or digit in them is percent-encoded.`,
    );
  });

  test('asks for a password', async () => {
    const without = changed(url, (parsed) => {
      parsed.password = '';
    });
    expect(await connecting(without)).toContain('asks for the password of the role postgres');
  });

  test('does not have the database', async () => {
    const other = changed(url, (parsed) => {
      parsed.pathname = '/nowhere';
    });
    expect(await connecting(other)).toMatch(/nowhere has no such database\. Make it \(createdb\)/);
  });

  test('does not speak TLS', async () => {
    expect(await connecting(`${url}?sslmode=require`)).toContain('does not speak TLS');
  });

  test('has no connection left for the role', async () => {
    const [first, second] = [open(asReader()), open(asReader())];
    const held = Promise.all(
      [first, second].map((postgres) => postgres.transaction((sql) => sql.row('SELECT pg_sleep(1)'))),
    );
    await admin.row(`SELECT pg_sleep(0.2)`);
    expect(await connecting(asReader())).toContain('has no connection left (too many connections for role');
    await held;
    await Promise.all([first.close(), second.close()]);
  });

  test('gives no right to make a schema, or pgvector', async () => {
    const reader = open(asReader());
    expect(await refusal(() => reader.change('CREATE SCHEMA attest'))).toMatch(
      /^The role reader may not do that .* GRANT CREATE ON DATABASE … TO reader$/,
    );
    expect(await refusal(() => reader.change('CREATE EXTENSION vector'))).toContain(
      'may not make the extension pgvector',
    );
    expect(await refusal(() => reader.change('CREATE EXTENSION nothing'))).toContain('nothing');
  });

  test('takes no writes', async () => {
    const readOnly = open(`${url}?options=-c%20default_transaction_read_only%3Don`);
    expect(await refusal(() => readOnly.change('DELETE FROM articles'))).toBe(
      `PostgreSQL at ${place} is read-only: a replica, or set so. To write, connect to the primary server.`,
    );
  });

  test('breaks off a statement that takes too long, unless the transaction is without limits', async () => {
    const hasty = open(url, { setUp: ["SET statement_timeout = '50ms'"] });
    expect(await refusal(() => hasty.row('SELECT pg_sleep(5)'))).toMatch(
      /broke off a statement \(canceling statement due to statement timeout\)/,
    );
    const slow = (sql: Pick<Postgres, 'row'>) =>
      sql.row<{ done: number }>('SELECT 1 AS done FROM pg_sleep(0.2)');
    expect(await hasty.transaction(slow, { isUnbounded: true })).toEqual({ done: 1 });
    expect(await refusal(() => hasty.transaction(slow))).toContain('statement timeout');
  });

  test('does not wait for a lock for ever', async () => {
    const hasty = open(url, { setUp: ["SET lock_timeout = '50ms'"] });
    await admin.transaction(async (sql) => {
      await sql.change('LOCK TABLE articles');
      expect(await refusal(() => hasty.row('SELECT * FROM articles'))).toContain(
        'something else holds what is needed (canceling statement due to lock timeout)',
      );
    });
  });

  test('has all connections of the pool in use', async () => {
    const narrow = open(url, { connections: 1 });
    let isDone = () => {};
    const held = narrow.transaction(
      () =>
        new Promise<void>((resolve) => {
          isDone = resolve;
        }),
    );
    expect(await refusal(() => narrow.row('SELECT 1'))).toBe(
      `All 1 connections to PostgreSQL at ${place} are in use, and none came free in time. Try again; if it happens often, look after what takes long there.`,
    );
    isDone();
    await held;
    expect(await narrow.row('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('undoes one of two that wait for each other, and what may be repeated is repeated', async () => {
    await admin.change('CREATE TABLE counts AS SELECT id, 0 AS n FROM generate_series(1, 2) id');
    const both: Promise<unknown>[] = [];
    let attempts = 0;
    const crossing = async (sql: Pick<Postgres, 'change'>, first: number, second: number) => {
      attempts += 1;
      await sql.change('UPDATE counts SET n = n + 1 WHERE id = $1', [first]);
      // Both hold a row by now, or one has it behind it.
      await Promise.race([bothHold(), both[second - 1]]);
      await sql.change('UPDATE counts SET n = n + 1 WHERE id = $1', [second]);
    };
    let holding = 0;
    let allHold = () => {};
    const held = new Promise<void>((resolve) => {
      allHold = resolve;
    });
    const bothHold = () => {
      holding += 1;
      if (holding >= 2) allHold();
      return held;
    };
    const options = { isIdempotent: true };
    both.push(admin.transaction((sql) => crossing(sql, 1, 2), options));
    both.push(admin.transaction((sql) => crossing(sql, 2, 1), options));
    await Promise.all(both);
    expect(await admin.rows('SELECT n FROM counts')).toEqual([{ n: 2 }, { n: 2 }]);
    expect(attempts).toBe(3);
  });

  test('says of a transaction with a failed statement that nothing is kept', async () => {
    const careless = admin.transaction(async (sql) => {
      await sql.change('INSERT INTO articles VALUES (7, 7)');
      await sql.row('SELECT 1 / 0').catch(() => {});
    });
    await expect(careless).rejects.toThrow('nothing of it is kept');
    expect(await admin.row('SELECT * FROM articles WHERE id = 7')).toBeUndefined();
  });

  test('leaves a bug a bug, and what a transaction throws of its own as it is', async () => {
    await expect(admin.row('SELEC 1')).rejects.toThrow(/^syntax error/);
    await expect(admin.row('SELECT $1::int', ['word'])).rejects.not.toBeInstanceOf(HostError);
    const own = Object.assign(new Error('of the caller'), { code: 'ENOENT' });
    await expect(admin.transaction(() => Promise.reject(own))).rejects.toBe(own);
  });

  test('lets nobody in from this machine', async () => {
    const strict = await startPostgres();
    const inside = open(strict.url);
    await inside.row('SELECT 1');
    writeFileSync(join(strict.folder, 'data/pg_hba.conf'), 'local all all trust');
    await inside.row('SELECT pg_reload_conf()');
    await vi.waitFor(async () => {
      expect(await connecting(strict.url)).toMatch(/does not let the role postgres in .*pg_hba\.conf/);
    }, PATIENCE);
    await strict.stop();
  });

  test('is reached through TLS where its certificate is trusted', async () => {
    const server = await sharedPostgres();
    const front = await startTlsFront(server.port);
    const at = (port: number, query: string, host = 'localhost') =>
      changed(server.url, (parsed) => {
        parsed.host = `${host}:${port}`;
      }) + query;

    expect(await connecting(at(front.port, '?sslmode=require'))).toMatch(
      /^The certificate of PostgreSQL at localhost:\d+\/postgres is signed by nobody that is trusted here \(self-signed certificate\)\. Name the authority/,
    );
    const query = `?sslmode=require&sslrootcert=${front.certificate}`;
    expect(await open(at(front.port, query)).row('SELECT 1 AS one')).toEqual({ one: 1 });
    expect(await connecting(at(front.port, query, '127.0.0.1'))).toContain('is that of another host');
    expect(await open(at(front.port, '?sslmode=no-verify')).row('SELECT 1 AS one')).toEqual({ one: 1 });
    expect(await open(at(front.port, '?sslmode=require&uselibpqcompat=true')).row('SELECT 1 AS one')).toEqual(
      {
        one: 1,
      },
    );
    await front.close();
  });

  test('is named by its socket, too', async () => {
    const { folder, port, password } = await sharedPostgres();
    const bySocket = open(`postgres://postgres:${password}@/postgres?host=${folder}&port=${port}`);
    expect(await bySocket.row('SELECT 1 AS one')).toEqual({ one: 1 });
    expect(bySocket.name).toBe(`${folder}:${port}/postgres`);
  });
});
