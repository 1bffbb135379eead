// Settings and votes as one file, for a backup: what cannot be made anew, as text that says of itself whether it is whole.
// What was asked is not taken along: texts that a server takes back are to be off every disk.
import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { hasCode } from '../errors.ts';
import { rowSchema, serverSettings, type SettingRow } from './place-settings.ts';

const FORMAT = 'attest backup';
const VERSION = 1;
const OWNER_ONLY = 0o600;
/** A million votes have 150 MB. */
const MAX_BYTES = 500e6;

/** A person's vote as it is stored. */
export interface VoteRow {
  answer: string;
  /** A salted hash. */
  person: string;
  vote: number;
  server: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Settings and votes of one moment, with the salt that people are hashed with. */
export interface ServerDataCopy {
  salt: string;
  settings: SettingRow[];
  votes: VoteRow[];
}

export interface Backup extends ServerDataCopy {
  /** ISO time. */
  madeAt: string;
}

/** Why a file is no backup that can be put back, or none can be written there. */
export type BackupFault =
  | { kind: 'there already'; path: string }
  | { kind: 'no folder'; path: string }
  | { kind: 'a folder'; path: string }
  /** No name of a file, or that of a device and the like. */
  | { kind: 'no place'; path: string }
  | { kind: 'not allowed'; path: string }
  | { kind: 'no file'; path: string }
  | { kind: 'no backup'; path: string }
  | { kind: 'damaged backup'; path: string }
  | { kind: 'newer backup'; path: string };

export class BackupRefused extends Error {
  readonly fault: BackupFault;

  constructor(fault: BackupFault) {
    super(`${fault.kind}: ${fault.path}`);
    this.fault = fault;
  }
}

const copySchema = z.object({
  madeAt: z.iso.datetime(),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  settings: z.array(rowSchema),
  votes: z.array(
    z.strictObject({
      answer: z.string(),
      person: z.string().regex(/^[0-9a-f]{32}$/),
      vote: z.union([z.literal(1), z.literal(-1)]),
      server: z.string(),
      at: z.number().int(),
    }),
  ),
});

/** Hangs on what is said, not on the order in which the fields of a row come. */
const checksumOf = ({ madeAt, salt, settings, votes }: Backup): string => {
  const rows = [
    settings.map(({ server, channel, name, value }) => [server, channel, name, value]),
    votes.map(({ answer, person, vote, server, at }) => [answer, person, vote, server, at]),
  ];
  return hash('sha256', JSON.stringify([madeAt, salt, ...rows]));
};

/**
 * Writes a backup: all of it, or none.
 * @param replace writes over what lies there
 * @throws BackupRefused where something lies there, or no file can; system errors where it cannot be written
 */
export function writeBackup(path: string, backup: Backup, replace: boolean): void {
  if (/^-?$/.test(path.trim())) throw new BackupRefused({ kind: 'no place', path });
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new BackupRefused({ kind: 'a folder', path });
  // Devices and pipes are left alone, and so are links to nothing.
  if (there ? !there.isFile() : lstatSync(path, { throwIfNoEntry: false }))
    throw new BackupRefused({ kind: 'no place', path });
  if (!replace && there) throw new BackupRefused({ kind: 'there already', path });
  if (!existsSync(dirname(resolve(path))))
    throw new BackupRefused({ kind: 'no folder', path: dirname(path) });
  // A link goes on leading to the file.
  const target = there ? realpathSync(path) : path;
  const { madeAt, salt, settings, votes } = backup;
  const about = { format: FORMAT, version: VERSION, sha256: checksumOf(backup) };
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w', OWNER_ONLY);
    try {
      writeFileSync(file, `${JSON.stringify({ ...about, madeAt, salt, settings, votes }, null, 1)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw whyNot(thrown, path);
  }
}

const NOT_ALLOWED = ['EACCES', 'EPERM', 'EROFS'];

/** A file that may not be there, or not be read, as such. */
function whyNot(thrown: unknown, path: string): unknown {
  if (NOT_ALLOWED.some((code) => hasCode(thrown, code)))
    return new BackupRefused({ kind: 'not allowed', path });
  return hasCode(thrown, 'ENOENT') ? new BackupRefused({ kind: 'no place', path }) : thrown;
}

/** @throws BackupRefused for what is none, or not what was written; system errors where it cannot be read */
export function readBackup(path: string): Backup {
  const refused = (kind: BackupFault['kind']) => new BackupRefused({ kind, path });
  const text = textOf(path);
  if (text === null) throw refused('no file');
  const written = parsed(text);
  const { format, version, sha256 } = headSchema.safeParse(written).data ?? {};
  if (format !== FORMAT || version === undefined) throw refused('no backup');
  if (version > VERSION) throw refused('newer backup');
  const { data: backup } = copySchema.safeParse(written);
  const isWhole = backup && checksumOf(backup) === sha256 && areSettings(backup.settings);
  if (!isWhole) throw refused('damaged backup');
  return backup;
}

const headSchema = z.object({ format: z.string(), version: z.number(), sha256: z.string() });

/** Null for what is no file, or none that a backup can be. */
function textOf(path: string): string | null {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MAX_BYTES ? readFileSync(path, 'utf8') : null;
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'ENOTDIR')) return null;
    throw whyNot(thrown, path);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const areSettings = (rows: readonly SettingRow[]): boolean =>
  [...new Set(rows.map(({ server }) => server))].every(
    (server) => typeof serverSettings(rows.filter((row) => row.server === server)) !== 'string',
  );
