// Whether a PostgreSQL server is one that Attest can use: its version, pgvector, encoding, and what the role may do.
import { HostError } from './errors.ts';
import { identifier, type Postgres } from './postgres.ts';

/** The first that is supported, as `server_version_num` has it. */
const OLDEST_SERVER = 150_000;
/** The first pgvector with iterative scans: without them a filter leaves too few of the nearest. */
const OLDEST_PGVECTOR = '0.8.0';

/** What a server says of itself, of the database and of the role. */
export interface ServerFacts {
  /** As `server_version_num` has it: 180004 is 18.4. */
  version: number;
  /** As people know it. */
  versionName: string;
  encoding: string;
  /** It follows another server, and takes no writes. */
  isReplica: boolean;
  /** It takes no writes: a replica, or the role or the database is set so. */
  isReadOnly: boolean;
  role: string;
  database: string;
  /** The role may make schemas in the database, or tables in one of those that hold an index. */
  mayCreate: boolean;
  /** The role may make temporary tables, which a build takes at its end. */
  mayMakeTemporary: boolean;
  /** Of the database, in bytes. */
  size: number;
  /** Version of pgvector in the database, and the schema to look for its types in; null where it is not there. */
  pgvector: string | null;
  pgvectorSchema: string | null;
  /** The role may make pgvector in the database where it is missing. */
  mayMakePgvector: boolean;
  /** Version of pgvector that the server has to offer; null where it is not installed. */
  offered: string | null;
}

/** What is wrong, by kind, with the values that its sentence has. */
export type ServerFault =
  | { kind: 'old server'; version: string }
  | { kind: 'encoding'; encoding: string }
  | { kind: 'no pgvector' }
  | { kind: 'pgvector missing'; role: string }
  | { kind: 'old pgvector'; version: string; offered: string | null }
  | { kind: 'read only'; isReplica: boolean }
  | { kind: 'no rights' | 'no temporary tables'; role: string; database: string };

const FACTS = `SELECT
  current_setting('server_version_num')::int AS "version",
  current_setting('server_version') AS "versionName",
  (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS "encoding",
  pg_is_in_recovery() AS "isReplica",
  current_setting('transaction_read_only') = 'on' AS "isReadOnly",
  current_user::text AS "role",
  current_database()::text AS "database",
  has_database_privilege(current_database(), 'CREATE') OR EXISTS (
    SELECT FROM pg_namespace WHERE nspname ~ '^attest_[0-9a-f]{12}$' AND has_schema_privilege(oid, 'CREATE')
  ) AS "mayCreate",
  has_database_privilege(current_database(), 'TEMPORARY') AS "mayMakeTemporary",
  pg_database_size(current_database()) AS "size",
  (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS "pgvector",
  (SELECT nspname::text FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector')
    AS "pgvectorSchema",
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR (
    has_database_privilege(current_database(), 'CREATE')
    AND COALESCE((SELECT bool_or(trusted) FROM pg_available_extension_versions WHERE name = 'vector'), false)
  ) AS "mayMakePgvector",
  (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS "offered"`;

/**
 * What the server says; changes nothing.
 * @throws HostError where it cannot be asked
 */
export const serverFacts = async (postgres: Pick<Postgres, 'row'>): Promise<ServerFacts> =>
  (await postgres.row<ServerFacts>(FACTS))!;

/** What is wrong with a server; `writes`: it shall be built in, too, not only read. */
export function faultsOf(facts: ServerFacts, { writes }: { writes: boolean }): ServerFault[] {
  const [role, database] = [sqlName(facts.role), sqlName(facts.database)];
  const mayWrite = writes && !facts.isReadOnly;
  const faults: (ServerFault | false)[] = [
    facts.version < OLDEST_SERVER && { kind: 'old server', version: facts.versionName },
    facts.encoding !== 'UTF8' && { kind: 'encoding', encoding: facts.encoding },
    pgvectorFault(facts),
    writes && facts.isReadOnly && { kind: 'read only', isReplica: facts.isReplica },
    mayWrite && !facts.mayCreate && { kind: 'no rights', role, database },
    mayWrite && !facts.mayMakeTemporary && { kind: 'no temporary tables', role, database },
  ];
  return faults.filter((fault) => fault !== false);
}

/** A name as a person types it to the server: in quotation marks where it needs them. */
const sqlName = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : identifier(name));

function pgvectorFault(facts: ServerFacts): ServerFault | false {
  const { pgvector, offered, role } = facts;
  if (pgvector !== null) {
    return isOlder(pgvector, OLDEST_PGVECTOR) && { kind: 'old pgvector', version: pgvector, offered };
  }
  if (offered === null) return { kind: 'no pgvector' };
  if (isOlder(offered, OLDEST_PGVECTOR)) return { kind: 'old pgvector', version: offered, offered };
  return { kind: 'pgvector missing', role };
}

/**
 * Refuses a server that Attest cannot use, with one sentence that names all that is wrong. pgvector is made in the
 * database where it is missing and the role may make it.
 * @param writes whether the server shall be built in, too, not only read
 * @throws HostError
 */
export async function checkServer(
  postgres: Pick<Postgres, 'row' | 'change' | 'name'>,
  { writes = true }: { writes?: boolean } = {},
): Promise<ServerFacts> {
  let facts = await serverFacts(postgres);
  if (facts.pgvector === null && facts.offered !== null && !facts.isReadOnly) {
    await makePgvector(postgres);
    facts = await serverFacts(postgres);
  }
  const faults = faultsOf(facts, { writes });
  if (faults.length === 0) return facts;
  const [says, remedies] = [0, 1].map((part) => faults.map((fault) => inEnglish(fault)[part]!));
  throw new HostError(
    `Attest cannot use PostgreSQL at ${postgres.name}: ${says!.join('; ')}.`,
    remedies!.join(' '),
  );
}

/** Whether it is there afterwards is asked again: another process may have made it meanwhile, or the role may not. */
async function makePgvector(postgres: Pick<Postgres, 'change'>): Promise<void> {
  try {
    // Not in the first schema of the search path, which may be one that a build drops.
    await postgres.change('CREATE EXTENSION IF NOT EXISTS vector SCHEMA public');
  } catch (thrown) {
    const code = (thrown instanceof HostError ? thrown.cause : thrown) as { code?: string };
    if (!CANNOT_MAKE.includes(code.code ?? '')) throw thrown;
  }
}

/** Made at the same moment by another (duplicate object, unique violation); no right to it; no schema `public`. */
const CANNOT_MAKE = ['42710', '23505', '42501', '3F000'];

/** True for a version before another one, each of numbers with dots. */
function isOlder(version: string, than: string): boolean {
  const [is, needed] = [version, than].map((text) => text.split('.').map(Number));
  const differs = needed!.findIndex((number, i) => (is![i] ?? 0) !== number);
  return differs >= 0 && (is![differs] ?? 0) < needed![differs]!;
}

function inEnglish(fault: ServerFault): readonly [says: string, remedy: string] {
  switch (fault.kind) {
    case 'old server':
      return [`its version ${fault.version} is too old`, 'Update it to PostgreSQL 15 or newer.'];
    case 'encoding':
      return [
        `the encoding of the database is ${fault.encoding}, not UTF8`,
        `Make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
      ];
    case 'no pgvector':
      return ['it does not have pgvector', 'Install pgvector 0.8 or newer on its machine.'];
    case 'pgvector missing':
      return [
        `pgvector is not in the database, and the role ${fault.role} may not make it`,
        'Let an administrator run there: CREATE EXTENSION vector',
      ];
    case 'old pgvector':
      return [`its pgvector ${fault.version} is too old`, updateOf(fault.offered)];
    case 'read only':
      return [
        fault.isReplica ? 'it is a replica, which takes no writes' : 'it is set to take no writes',
        'Connect to the primary server, or allow writing (default_transaction_read_only).',
      ];
    case 'no rights':
      return [
        `the role ${fault.role} may not make schemas`,
        `Let an administrator run: GRANT CREATE ON DATABASE ${fault.database} TO ${fault.role}`,
      ];
    case 'no temporary tables':
      return [
        `the role ${fault.role} may not make temporary tables`,
        `Let an administrator run: GRANT TEMPORARY ON DATABASE ${fault.database} TO ${fault.role}`,
      ];
  }
}

const updateOf = (offered: string | null): string =>
  offered !== null && !isOlder(offered, OLDEST_PGVECTOR)
    ? 'Let an administrator run in the database: ALTER EXTENSION vector UPDATE'
    : 'Install pgvector 0.8 or newer on its machine, then run in the database: ALTER EXTENSION vector UPDATE';
