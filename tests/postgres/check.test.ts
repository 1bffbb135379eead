// A server that Attest cannot use is refused with one sentence that names all that is wrong.
import { afterAll, expect, test } from 'vitest';
import { HostError } from '../../src/errors.ts';
import { openPostgres, type Postgres } from '../../src/postgres.ts';
import { checkServer, faultsOf, serverFacts, type ServerFacts } from '../../src/postgres-check.ts';
import { describeWithPostgres, freshDatabase, sharedPostgres } from '../support/postgres-server.ts';

const opened: Postgres[] = [];
afterAll(async () => {
  await Promise.all(opened.map((postgres) => postgres.close()));
});

function open(url: string): Postgres {
  const postgres = openPostgres(url);
  opened.push(postgres);
  return postgres;
}

const checked = async (postgres: Postgres, options?: { writes: boolean }): Promise<string> => {
  const thrown = await checkServer(postgres, options).then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(HostError);
  return (thrown as HostError).sentence.replace(/at \S+(?=:)/, 'at …');
};

const usable: ServerFacts = {
  version: 150_000,
  versionName: '15.0',
  encoding: 'UTF8',
  isReplica: false,
  isReadOnly: false,
  role: 'attest',
  database: 'archive',
  mayCreate: true,
  mayMakeTemporary: true,
  size: 8_000_000,
  pgvector: '0.8.0',
  pgvectorSchema: 'public',
  mayMakePgvector: false,
  offered: '0.8.5',
};

test('PostgreSQL 15 with pgvector 0.8 is enough, and what is older is not', () => {
  const faults = (facts: Partial<ServerFacts>) => faultsOf({ ...usable, ...facts }, { writes: true });
  expect(faults({})).toEqual([]);
  expect(faults({ pgvector: '0.10.1' })).toEqual([]);
  expect(faults({ pgvector: '1.0' })).toEqual([]);
  expect(faults({ version: 140_019, versionName: '14.19', pgvector: '0.7.4', offered: '0.7.4' })).toEqual([
    { kind: 'old server', version: '14.19' },
    { kind: 'old pgvector', version: '0.7.4', offered: '0.7.4' },
  ]);
  expect(faults({ pgvector: null, offered: '0.7.4' })).toEqual([
    { kind: 'old pgvector', version: '0.7.4', offered: '0.7.4' },
  ]);
});

test('to read takes no right to write', () => {
  const replica = {
    ...usable,
    isReplica: true,
    isReadOnly: true,
    mayCreate: false,
    mayMakeTemporary: false,
  };
  expect(faultsOf(replica, { writes: false })).toEqual([]);
  expect(faultsOf(replica, { writes: true })).toEqual([{ kind: 'read only', isReplica: true }]);
});

test('what an administrator shall run names things as the server takes them', () => {
  const facts = { ...usable, mayCreate: false, role: 'bot-1', database: 'Archive "A"' };
  expect(faultsOf(facts, { writes: true })).toEqual([
    { kind: 'no rights', role: '"bot-1"', database: '"Archive ""A"""' },
  ]);
});

describeWithPostgres('a real server', () => {
  test('is given pgvector, once, however many ask', async () => {
    const url = await freshDatabase();
    const all = await Promise.all(Array.from({ length: 4 }, () => checkServer(open(url))));
    expect(all.map(({ pgvector, pgvectorSchema }) => `${pgvector} ${pgvectorSchema}`)).toEqual(
      Array.from({ length: 4 }, () => `${all[0]!.offered} public`),
    );
    expect(all[0]).toMatchObject({ encoding: 'UTF8', isReplica: false, mayCreate: true, role: 'postgres' });
    expect(all[0]!.size).toBeGreaterThan(1_000_000);
  });

  test('has a pgvector that is too old, and is not changed', async () => {
    const postgres = open(await freshDatabase());
    // The scripts of older versions do not come along: its catalogue is made to say so.
    await postgres.change('CREATE EXTENSION vector');
    await postgres.change("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'");
    expect(await checked(postgres)).toBe(
      'Attest cannot use PostgreSQL at …: its pgvector 0.7.4 is too old. Let an administrator run in the database: ALTER EXTENSION vector UPDATE',
    );
    expect(await serverFacts(postgres)).toMatchObject({ pgvector: '0.7.4' });
  });

  test('has another encoding, no pgvector, and a role without rights', async () => {
    const server = await sharedPostgres();
    const url = await freshDatabase(
      server,
      "ENCODING SQL_ASCII LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0",
    );
    const admin = open(url);
    await admin.change("CREATE ROLE guest LOGIN PASSWORD 'guest'");
    const guest = open(url.replace(/\/\/[^@]+@/, '//guest:guest@'));
    expect(await checked(guest)).toBe(
      [
        'Attest cannot use PostgreSQL at …: the encoding of the database is SQL_ASCII, not UTF8;',
        'pgvector is not in the database, and the role guest may not make it;',
        'the role guest may not make schemas.',
        "Make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        'Let an administrator run there: CREATE EXTENSION vector',
        `Let an administrator run: GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO guest`,
      ].join(' '),
    );
    await admin.change('DROP ROLE guest');
  });

  test('has a role that may make no temporary tables, or nothing but what is in a schema of an index', async () => {
    const url = await freshDatabase();
    const admin = open(url);
    const database = new URL(url).pathname.slice(1);
    await admin.change('CREATE EXTENSION vector');
    await admin.change("CREATE ROLE lodger LOGIN PASSWORD 'lodger'");
    await admin.change(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
    const lodger = open(url.replace(/\/\/[^@]+@/, '//lodger:lodger@'));
    expect(await checked(lodger)).toBe(
      [
        'Attest cannot use PostgreSQL at …: the role lodger may not make schemas;',
        'the role lodger may not make temporary tables.',
        `Let an administrator run: GRANT CREATE ON DATABASE ${database} TO lodger`,
        `Let an administrator run: GRANT TEMPORARY ON DATABASE ${database} TO lodger`,
      ].join(' '),
    );
    await admin.change(`GRANT TEMPORARY ON DATABASE ${database} TO lodger`);
    await admin.change('CREATE SCHEMA attest_0123456789ab AUTHORIZATION lodger');
    expect(await checkServer(lodger)).toMatchObject({ mayCreate: true });
    await admin.change('DROP SCHEMA attest_0123456789ab');
    await admin.change(`REVOKE TEMPORARY ON DATABASE ${database} FROM lodger`);
    await admin.change('DROP ROLE lodger');
  });

  test('is read without a right to write', async () => {
    const url = await freshDatabase();
    await checkServer(open(url));
    const readOnly = open(`${url}?options=-c%20default_transaction_read_only%3Don`);
    expect(await checkServer(readOnly, { writes: false })).toMatchObject({ isReadOnly: true });
    expect(await checked(readOnly, { writes: true })).toContain('it is set to take no writes');
  });
});
