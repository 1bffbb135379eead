// What PostgreSQL or the way to it refuses, as sentences for the owner: host and database are in them, a password never is.
// A statement that is wrong is a bug, and no sentence is made of it.
import { HostError, messageOf } from './errors.ts';

/** Whom a sentence is about. */
export interface Whereabouts {
  /** Host, port and database. */
  name: string;
  /** The role that connects. */
  role: string;
  /** How many connections there may be at most. */
  connections: number;
}

/** The code of an error made here: the answer to a statement took too long. */
export const LATE = 'ATTEST_LATE';

type Told = readonly [fact: string, remedy: string];
type Sentence = (of: Whereabouts, says: string) => Told;

const SEE_SERVER = 'Look after the server (its log says why), then try again.';
const CORRECT_HOST = 'Correct host and port in the connection string, or start the server.';
const CERTIFICATE_REMEDY =
  'Name the authority that signs it with sslrootcert=FILE in the connection string; with sslmode=no-verify anybody may pose as the server.';

/** Codes of the operating system, of TLS and of the name service. */
const CONNECTION_REFUSALS: Record<string, Sentence> = {
  ECONNREFUSED: ({ name }) => [
    `No PostgreSQL answers at ${name}: the connection is refused.`,
    `Start the server, or correct host and port in the connection string.`,
  ],
  ENOTFOUND: ({ name }) => [`The host of PostgreSQL at ${name} is not known.`, CORRECT_HOST],
  EAI_AGAIN: ({ name }) => [
    `The host of PostgreSQL at ${name} could not be looked up: no name server answers.`,
    'Look after the network, then try again.',
  ],
  EHOSTUNREACH: ({ name }) => [`There is no way to PostgreSQL at ${name}.`, CORRECT_HOST],
  ENETUNREACH: ({ name }) => [`There is no way to PostgreSQL at ${name}.`, CORRECT_HOST],
  ETIMEDOUT: ({ name }) => [`PostgreSQL at ${name} does not answer.`, CORRECT_HOST],
  [LATE]: ({ name }) => [
    `PostgreSQL at ${name} does not answer in time.`,
    'Look after the server: it may be busy, or gone without a word.',
  ],
  ENOENT: ({ name }) => [`No PostgreSQL answers at ${name}: there is no such socket.`, CORRECT_HOST],
  EACCES: ({ name }) => [
    `The socket of PostgreSQL at ${name} is closed to the user that runs Attest.`,
    'Open it to that user, or connect by host and port.',
  ],
  ERR_INVALID_URL: () => [
    'The connection string of PostgreSQL cannot be read.',
    'Write it as postgres://role:password@host:5432/database, with %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for % in role and password.',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ({ name }) => [
    `The certificate of PostgreSQL at ${name} is that of another host.`,
    'Connect by the name that the certificate has, or give the server one of its name.',
  ],
  CERT_HAS_EXPIRED: ({ name }) => [
    `The certificate of PostgreSQL at ${name} has expired.`,
    'Give the server a new one.',
  ],
  CERT_NOT_YET_VALID: ({ name }) => [
    `The certificate of PostgreSQL at ${name} is not valid yet.`,
    'Look after the clocks of both machines.',
  ],
};

const CERTIFICATE = /^(?:DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|CRL_|INVALID_CA|PATH_LENGTH|HOSTNAME_)/;
const TLS = /^(?:EPROTO|ERR_SSL|ERR_TLS|ERR_OSSL)/;

/** Codes of the server, the longest that fits first: five letters, or the two of a class. Appendix A of its manual. */
const SERVER_REFUSALS: Record<string, Sentence> = {
  '0A': ({ name }, says) =>
    says.includes('extension')
      ? [
          `PostgreSQL at ${name} does not have the extension pgvector (${says}).`,
          'Install pgvector 0.8 or newer on its machine, then run in the database: CREATE EXTENSION vector',
        ]
      : [`PostgreSQL at ${name} cannot do what it is asked (${says}).`, SEE_SERVER],
  '08': ({ name }, says) => [
    `The connection to PostgreSQL at ${name} does not hold (${says}).`,
    'Look after the server and what lies between, such as PgBouncer, then try again.',
  ],
  '25006': ({ name }) => [
    `PostgreSQL at ${name} is read-only: a replica, or set so.`,
    'To write, connect to the primary server.',
  ],
  '25P03': ({ name, role }, says) => [
    `PostgreSQL at ${name} ended the connection (${says}).`,
    `Raise idle_in_transaction_session_timeout for the role ${role}.`,
  ],
  '25P04': ({ name, role }, says) => [
    `PostgreSQL at ${name} ended the connection (${says}).`,
    `Raise transaction_timeout for the role ${role}.`,
  ],
  '26000': ({ name }) => POOLER(name),
  '42P05': ({ name }) => POOLER(name),
  '28P01': ({ name, role }) => [
    `PostgreSQL at ${name} refuses the password of the role ${role}.`,
    'Correct role and password in the connection string; what is no letter or digit in them is percent-encoded.',
  ],
  '28': ({ name, role }, says) =>
    says.includes('no encryption')
      ? [
          `PostgreSQL at ${name} does not let the role ${role} in without TLS from this machine.`,
          'Add sslmode=verify-full to the connection string, or allow it in pg_hba.conf on the server.',
        ]
      : [
          `PostgreSQL at ${name} does not let the role ${role} in (${says}).`,
          'Correct the role in the connection string, or allow it in pg_hba.conf on the server.',
        ],
  '3D': ({ name }) => [
    `PostgreSQL at ${name} has no such database.`,
    'Make it (createdb), or correct its name in the connection string.',
  ],
  '3F': ({ name }, says) => CHANGED(name, says),
  '42P01': ({ name }, says) => CHANGED(name, says),
  '40': ({ name }, says) => [
    `PostgreSQL at ${name} undid what was under way, for it was in the way of something else (${says}).`,
    'Try again.',
  ],
  '42501': ({ name, role }, says) =>
    says.includes('extension')
      ? [
          `The role ${role} may not make the extension pgvector in PostgreSQL at ${name}.`,
          'Let an administrator run in the database: CREATE EXTENSION vector',
        ]
      : [
          `The role ${role} may not do that in PostgreSQL at ${name} (${says}).`,
          `Let an administrator give it the right, such as: GRANT CREATE ON DATABASE … TO ${role}`,
        ],
  '42704': ({ name, role }, says) => [
    `PostgreSQL at ${name} lacks what Attest needs (${says}).`,
    `If it is vector or halfvec, let an administrator run in the database: CREATE EXTENSION vector, or where that is there, with the schema that it is in: GRANT USAGE ON SCHEMA … TO ${role}`,
  ],
  '53100': ({ name }) => [`The disk of PostgreSQL at ${name} is full.`, 'Make room there, then try again.'],
  '53200': ({ name }, says) => [
    `PostgreSQL at ${name} has no memory left (${says}).`,
    'Give its machine more, or set less for it (work_mem, maintenance_work_mem, shared_buffers), then try again.',
  ],
  '53300': ({ name }, says) => [
    `PostgreSQL at ${name} has no connection left (${says}).`,
    'Raise max_connections there, or the limit of the role or the database, or end what holds them.',
  ],
  '53': ({ name }, says) => [`PostgreSQL at ${name} is short of something (${says}).`, SEE_SERVER],
  '54': ({ name }, says) => [`PostgreSQL at ${name} has reached a limit (${says}).`, SEE_SERVER],
  '55P03': ({ name }, says) => [
    `In PostgreSQL at ${name} something else holds what is needed (${says}).`,
    'Try again when it is done.',
  ],
  '55': ({ name }, says) => [`PostgreSQL at ${name} is in no state for that (${says}).`, SEE_SERVER],
  '57014': ({ name, role }, says) => [
    `PostgreSQL at ${name} broke off a statement (${says}).`,
    `Try again; if its statement_timeout is short, raise it for the role ${role}.`,
  ],
  '57P03': ({ name }, says) => [
    `PostgreSQL at ${name} takes no connections just now (${says}).`,
    'Wait until it has started, then try again.',
  ],
  '57': ({ name }, says) => [
    `PostgreSQL at ${name} ended the connection (${says}).`,
    'Look after the server; the next try connects again.',
  ],
  '58': ({ name }, says) => [`The machine of PostgreSQL at ${name} has trouble (${says}).`, SEE_SERVER],
  F0: ({ name }, says) => [`PostgreSQL at ${name} is set up wrongly (${says}).`, SEE_SERVER],
  XX: ({ name }, says) => [`PostgreSQL at ${name} has an error of its own (${says}).`, SEE_SERVER],
};

const CHANGED = (name: string, says: string): Told => [
  `PostgreSQL at ${name} does not have what Attest keeps there (${says}).`,
  'Look whether something else has removed it, then run: npm run attest -- doctor',
];

const POOLER = (name: string): Told => [
  `What lies between Attest and PostgreSQL at ${name} gives each statement another session.`,
  'Set it to sessions (PgBouncer: pool_mode = session), or connect to the server itself.',
];

/** What pg says in a message alone, without a code. */
const MESSAGES: readonly (readonly [RegExp, Sentence])[] = [
  [
    /^timeout exceeded when trying to connect/,
    ({ name, connections }) => [
      `All ${connections} connections to PostgreSQL at ${name} are in use, and none came free in time.`,
      'Try again; if it happens often, look after what takes long there.',
    ],
  ],
  [
    /^timeout expired|due to connection timeout/,
    ({ name }) => [`PostgreSQL at ${name} does not answer.`, CORRECT_HOST],
  ],
  [
    /does not support SSL/,
    ({ name }) => [
      `PostgreSQL at ${name} does not speak TLS, which the connection string asks for.`,
      'Switch it on there (ssl = on); within one machine or a closed network sslmode=disable will do.',
    ],
  ],
  [
    /establishing an SSL connection/,
    ({ name }) => [`What answers at ${name} is no PostgreSQL, or refuses TLS.`, CORRECT_HOST],
  ],
  [
    /client password must be/,
    ({ name, role }) => [
      `PostgreSQL at ${name} asks for the password of the role ${role}, and the connection string has none.`,
      'Add it: postgres://role:password@host/database',
    ],
  ],
  // A percent sign that begins no letter of UTF-8.
  [/^URI malformed/, (of, says) => CONNECTION_REFUSALS.ERR_INVALID_URL!(of, says)],
  [
    /after calling end on the pool/,
    ({ name }) => [`The connections to PostgreSQL at ${name} are closed.`, 'Start Attest again.'],
  ],
];

/** Errors of the server carry its code, a class of two and three more; those of the system and of Node.js carry words. */
const isServerCode = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);

const codeOf = (thrown: unknown): string => {
  const { code } = (thrown ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** The error of pg in what was thrown: of a sentence made here its cause. */
const originalOf = (thrown: unknown): unknown => (thrown instanceof HostError ? thrown.cause : thrown);

/** Lost in the middle, or before a statement was sent: whoever may repeat it does so over another connection. */
export function isConnectionLost(thrown: unknown): boolean {
  const original = originalOf(thrown);
  if (!(original instanceof Error)) return false;
  const code = codeOf(original);
  return isServerCode(code)
    ? /^(?:08|57P0[1245]|25P0[34])/.test(code)
    : /^(?:ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code) ||
        /^Connection terminated(?: unexpectedly)?$|is not queryable$/.test(original.message);
}

/** Nobody answers there, or not yet: a server that is being started again. While it is away its socket is gone. */
export function isAway(thrown: unknown): boolean {
  const original = originalOf(thrown);
  const code = codeOf(original);
  const isSocketGone = code === 'ENOENT' && (original as NodeJS.ErrnoException).syscall === 'connect';
  return isSocketGone || /^(?:ECONNREFUSED|57P03)$/.test(code);
}

/** Undone by the server for reasons that pass: deadlock, serialization, a plan or a prepared statement that no longer fits. */
export function isPassing(thrown: unknown): boolean {
  const original = originalOf(thrown);
  return (
    /^(?:40001|40P01|26000|42P05)$/.test(codeOf(original)) ||
    /cached plan must not change/.test(messageOf(original))
  );
}

/** True where the server takes no writes: a replica, or set so. */
export const isReadOnly = (thrown: unknown): boolean => codeOf(originalOf(thrown)) === '25006';

/** What pg threw as a sentence for the owner; what is a bug as it is. */
export function refusalOf(thrown: unknown, of: Whereabouts): unknown {
  if (thrown instanceof HostError || !(thrown instanceof Error)) return thrown;
  const told = toldOf(thrown, of);
  return told ? new HostError(told[0], told[1], { cause: thrown }) : thrown;
}

function toldOf(thrown: Error, of: Whereabouts): Told | undefined {
  const code = codeOf(thrown);
  const says = messageOf(thrown);
  if (isServerCode(code)) {
    return (SERVER_REFUSALS[code] ?? SERVER_REFUSALS[code.slice(0, 2)])?.(of, says);
  }
  const { path, syscall } = thrown as NodeJS.ErrnoException;
  if (syscall === 'open') {
    return [
      `The file ${path} that the connection string names cannot be read (${code}).`,
      'Correct its path, or allow Attest to read it.',
    ];
  }
  const sentence = CONNECTION_REFUSALS[code] ?? MESSAGES.find(([message]) => message.test(says))?.[1];
  if (sentence) return sentence(of, says);
  if (CERTIFICATE.test(code)) {
    return [
      `The certificate of PostgreSQL at ${of.name} is signed by nobody that is trusted here (${says}).`,
      CERTIFICATE_REMEDY,
    ];
  }
  if (TLS.test(code)) {
    return [
      `TLS with PostgreSQL at ${of.name} fails (${code}).`,
      'Look after the TLS settings of both sides.',
    ];
  }
  if (isConnectionLost(thrown)) {
    return [
      `The connection to PostgreSQL at ${of.name} was lost.`,
      'Look after the server; the next try connects again.',
    ];
  }
  return undefined;
}
