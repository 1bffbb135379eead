// What a server of PostgreSQL refuses, by its codes: a sentence with a remedy for what the owner can mend, and none for a bug.
import { describe, expect, test, vi } from 'vitest';
import { HostError } from '../../src/errors.ts';
import { databaseName, openPostgres } from '../../src/postgres.ts';
import { isConnectionLost, isPassing, refusalOf } from '../../src/postgres-refusals.ts';

const WHERE = { name: 'db.example:5432/archive', role: 'attest', connections: 4 };

const refused = (code: string, message = 'the server says why') =>
  refusalOf(Object.assign(new Error(message), { code }), WHERE);

const sentence = (code: string, message?: string) => (refused(code, message) as HostError).sentence;

test.each([
  ['53100', 'The disk of PostgreSQL at db.example:5432/archive is full. Make room there, then try again.'],
  [
    '53200',
    'PostgreSQL at db.example:5432/archive has no memory left (the server says why). Give its machine more,',
  ],
  ['53400', 'PostgreSQL at db.example:5432/archive is short of something (the server says why).'],
  [
    '57P03',
    'PostgreSQL at db.example:5432/archive takes no connections just now (the server says why). Wait until it has started, then try again.',
  ],
  ['57P01', 'PostgreSQL at db.example:5432/archive ended the connection (the server says why).'],
  ['25P03', 'Raise idle_in_transaction_session_timeout for the role attest.'],
  ['40001', 'undid what was under way'],
  ['08P01', 'such as PgBouncer'],
  ['26000', 'pool_mode = session'],
  ['42P01', 'does not have what Attest keeps there'],
  ['58030', 'The machine of PostgreSQL at db.example:5432/archive has trouble'],
  ['XX001', 'has an error of its own'],
])('%s is told to the owner', (code, says) => {
  expect(sentence(code)).toContain(says);
});

test('pgvector that is not installed is named', () => {
  expect(sentence('0A000', 'extension "vector" is not available')).toContain('Install pgvector 0.8 or newer');
  expect(sentence('42704', 'type "halfvec" does not exist')).toContain('CREATE EXTENSION vector');
});

test('a wrong statement, a wrong value and a broken rule of a table are bugs', () => {
  for (const code of ['42601', '42703', '22P02', '22021', '23505', '25001', '34000']) {
    expect(refused(code)).not.toBeInstanceOf(HostError);
  }
});

test('a lost connection is told from a refused one, and what passes from what stays', () => {
  const codes = [
    'ECONNRESET',
    'EPIPE',
    '57P01',
    '57P02',
    '08006',
    '25P03',
    'ECONNREFUSED',
    '57P03',
    '28P01',
    '42601',
  ];
  expect(codes.filter((code) => isConnectionLost(refused(code)))).toEqual(codes.slice(0, 6));
  expect(['40001', '40P01', '42P05', '53100'].filter((code) => isPassing(refused(code)))).toEqual([
    '40001',
    '40P01',
    '42P05',
  ]);
});

test('a database is named by its address, without role and password', () => {
  expect(databaseName('postgres://attest:S3cret@db.example:6432/archive?sslmode=require')).toBe(
    'db.example:6432/archive',
  );
  expect(databaseName('postgresql://attest:S3cret@db.example')).toBe('db.example:5432/attest');
});

test('the modes of TLS are as strict as verify-full, without a warning', () => {
  const warned = vi.spyOn(process, 'emitWarning');
  for (const mode of ['prefer', 'require', 'verify-ca'])
    openPostgres(`postgres://db.example/archive?sslmode=${mode}`);
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

describe('a mode of TLS that is mistyped is refused, instead of encrypting nothing', () => {
  test('in the connection string', () => {
    expect(() => openPostgres('postgres://db.example/archive?sslmode=requre')).toThrow(
      '“requre” is no mode of TLS that PostgreSQL has.',
    );
  });

  test('in the environment, where the connection string has none', () => {
    vi.stubEnv('PGSSLMODE', 'verify_full');
    expect(() => openPostgres('postgres://db.example/archive')).toThrow('“verify_full” is no mode of TLS');
    openPostgres('postgres://db.example/archive?sslmode=disable');
    vi.unstubAllEnvs();
  });
});
