// PostgreSQL for test files: a real server that all of a run share, databases in it, and a small one in this process.
import { mkdirSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, describe, inject } from 'vitest';
import { openPostgres } from '../../src/postgres.ts';
import {
  postgresPrograms,
  startPostgres as startServer,
  type PostgresServer,
  type PostgresServerOptions,
} from './postgres-process.ts';
import { SHARED_SERVER } from './shared-folder.ts';

export type { PostgresServer };

const found = postgresPrograms();
/** Why tests with a real server are skipped here; undefined where they are not. */
export const whyNoPostgres: string | undefined = 'reason' in found ? found.reason : undefined;

/** `describe` of what needs a real server: without one it is skipped, and its name says why. */
export const describeWithPostgres = (name: string, tests: () => void): void => {
  const suite = whyNoPostgres === undefined ? describe : describe.skip;
  suite(whyNoPostgres === undefined ? name : `${name} (skipped: ${whyNoPostgres})`, tests);
};

const started: { stop(): Promise<void> }[] = [];
const pglites: { stop(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await stopPglites();
});

/** Each takes as much memory as a small server: whoever needs a fresh one often stops those before. */
export async function stopPglites(): Promise<void> {
  await Promise.all(pglites.splice(0).map((lite) => lite.stop()));
}

/** A server of one's own, to stop and kill; stopped when the test file is done. */
export async function startPostgres(options?: PostgresServerOptions): Promise<PostgresServer> {
  const server = await startServer(options);
  started.push(server);
  return server;
}

type SharedServer = Pick<PostgresServer, 'url' | 'port' | 'password' | 'folder' | 'pid' | 'programs'>;

/** The server that all test files of this run share; whoever asks first starts it. Not to be stopped. */
export async function sharedPostgres(): Promise<SharedServer> {
  const file = await madeOnce(SHARED_SERVER, async () => {
    const { url, port, password, folder, pid, programs } = await startServer();
    return JSON.stringify({ url, port, password, folder, pid, programs });
  });
  return JSON.parse(readFileSync(file, 'utf8')) as SharedServer;
}

/** A file of the shared folder with what the first test file to ask has made; the others wait for it. */
async function madeOnce(name: string, make: () => Promise<string | Uint8Array>): Promise<string> {
  const file = join(inject('sharedFolder'), name);
  const failed = `${file}.failed`;
  if (isFirst(`${file}.claimed`)) {
    try {
      writeFileSync(`${file}.new`, await make());
      renameSync(`${file}.new`, file);
    } catch (thrown) {
      writeFileSync(failed, String(thrown));
    }
  }
  while (!existsSync(file)) {
    if (existsSync(failed)) throw new Error(`${name} was not made: ${readFileSync(failed, 'utf8')}`);
    await setTimeout(20);
  }
  return file;
}

/** Test files run in several processes: making a folder succeeds for one of them. */
function isFirst(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}

let databases = 0;

/** Connection string of a new, empty database in the shared server, or in `server`. `clause` goes with CREATE DATABASE. */
export async function freshDatabase(server?: Pick<PostgresServer, 'url'>, clause = ''): Promise<string> {
  const { url } = server ?? (await sharedPostgres());
  const name = `test_${process.pid}_${databases++}`;
  const postgres = openPostgres(url, { connections: 1 });
  try {
    await postgres.change(`CREATE DATABASE ${name} ${clause}`);
  } finally {
    await postgres.close();
  }
  return url.replace(/\/postgres(?=\?|$)/, `/${name}`);
}

/**
 * PGlite with pgvector behind a socket, in this process: for quick tests without a server. It has one session: a
 * transaction on one connection makes the others wait, and an advisory lock is given twice.
 */
export async function startPglite(): Promise<{ url: string; stop(): Promise<void> }> {
  // To make its data takes seconds, to load them half of one.
  const data = await madeOnce('pglite.tar', async () => {
    const first = await PGlite.create({ extensions: { vector } });
    const dump = await first.dumpDataDir('none');
    await first.close();
    return new Uint8Array(await dump.arrayBuffer());
  });
  const db = await PGlite.create({ extensions: { vector }, loadDataDir: new Blob([readFileSync(data)]) });
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 32 });
  const listening = new Promise<AddressInfo>((resolve) => {
    server.addEventListener('listening', (event) => resolve((event as CustomEvent<AddressInfo>).detail));
  });
  await server.start();
  const { port } = await listening;
  const lite = {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      if (db.closed) return;
      await server.stop();
      await db.close();
    },
  };
  pglites.push(lite);
  return lite;
}
