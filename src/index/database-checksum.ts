// The checksum beside a database while no build writes to it: with it one bit that changed is noticed before anything is
// answered. SQLite itself looks at the order of its pages, not at what stands on them.
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { checksumOf } from '../disk.ts';

/** 'missing': a build is writing, or was ended before it could write the checksum, or damage was found that the checksum is blind to. */
export type ChecksumState = 'sound' | 'broken' | 'missing';

interface Recorded {
  checksum: string;
  bytes: number;
  isDistrusted: boolean;
}

const DISTRUSTED = 'distrusted\n';
const checksumPath = (database: string): string => `${database}.sha256`;

/**
 * Whether a database is what the last build left. Reads all of it, in pieces.
 * @throws system errors when it cannot be read
 */
export async function checksumState(database: string): Promise<ChecksumState> {
  const recorded = readChecksum(database);
  // What stands in the log is not in the file yet.
  if (recorded === null || bytesOf(`${database}-wal`) > 0) return 'missing';
  const isSame = bytesOf(database) === recorded.bytes && (await checksumOf(database)) === recorded.checksum;
  if (isSame) return recorded.isDistrusted ? 'missing' : 'sound';
  // A build may have begun to write meanwhile: it takes the checksum away first.
  return readChecksum(database)?.checksum === recorded.checksum ? 'broken' : 'missing';
}

/** Vouches for a database that is closed and whole, unless a reader has kept the log from being folded into it. */
export async function writeChecksum(database: string): Promise<void> {
  if (bytesOf(`${database}-wal`) > 0) return;
  const content = `${await checksumOf(database)} ${bytesOf(database)}\n`;
  const temporary = `${checksumPath(database)}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, checksumPath(database));
}

/** From here on the database may change. */
export const removeChecksum = (database: string): void => rmSync(checksumPath(database), { force: true });

/** Whatever its checksum says: the next build looks at all of the database, and finds what was found here. Never throws. */
export function distrust(database: string): void {
  try {
    if (existsSync(checksumPath(database))) appendFileSync(checksumPath(database), DISTRUSTED);
  } catch {
    // Where nothing can be written nothing is built either.
  }
}

/** Whether there is a checksum to hold a database against; without one the next build looks at all of it. */
export function hasChecksum(database: string): boolean {
  const recorded = readChecksum(database);
  return recorded !== null && !recorded.isDistrusted;
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function readChecksum(database: string): Recorded | null {
  try {
    const [, checksum, bytes, marks] = CHECKSUM_FILE.exec(readFileSync(checksumPath(database), 'utf8'))!;
    return { checksum: checksum!, bytes: Number(bytes), isDistrusted: marks !== '' };
  } catch {
    return null;
  }
}

const CHECKSUM_FILE = /^([0-9a-f]{64}) (\d+)\n((?:distrusted\n)*)$/;
