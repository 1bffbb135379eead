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

/** 'open': a build is writing, or was ended before it could close the seal, or damage was found that the checksum is blind to. */
export type SealState = 'sound' | 'broken' | 'open';

interface Seal {
  checksum: string;
  bytes: number;
  isDistrusted: boolean;
}

const DISTRUSTED = 'distrusted\n';
const sealPath = (database: string): string => `${database}.sha256`;

/**
 * Whether a database is what the last build left. Reads all of it, in pieces.
 * @throws system errors when it cannot be read
 */
export async function sealState(database: string): Promise<SealState> {
  const seal = readSeal(database);
  // What stands in the log is not in the file yet.
  if (seal === null || bytesOf(`${database}-wal`) > 0) return 'open';
  const isSame = bytesOf(database) === seal.bytes && (await checksumOf(database)) === seal.checksum;
  if (isSame) return seal.isDistrusted ? 'open' : 'sound';
  // A build may have begun to write meanwhile: it takes the seal away first.
  return readSeal(database)?.checksum === seal.checksum ? 'broken' : 'open';
}

/** Vouches for a database that is closed and whole, unless a reader has kept the log from being folded into it. */
export async function closeSeal(database: string): Promise<void> {
  if (bytesOf(`${database}-wal`) > 0) return;
  const content = `${await checksumOf(database)} ${bytesOf(database)}\n`;
  const temporary = `${sealPath(database)}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, sealPath(database));
}

/** From here on the database may change. */
export const openSeal = (database: string): void => rmSync(sealPath(database), { force: true });

/** Whatever its checksum says: the next build looks at all of the database, and finds what was found here. Never throws. */
export function distrust(database: string): void {
  try {
    if (existsSync(sealPath(database))) appendFileSync(sealPath(database), DISTRUSTED);
  } catch {
    // Where nothing can be written nothing is built either.
  }
}

/** Whether there is a checksum to hold a database against; without one the next build looks at all of it. */
export function hasSeal(database: string): boolean {
  const seal = readSeal(database);
  return seal !== null && !seal.isDistrusted;
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function readSeal(database: string): Seal | null {
  try {
    const [, checksum, bytes, marks] = SEAL_SHAPE.exec(readFileSync(sealPath(database), 'utf8'))!;
    return { checksum: checksum!, bytes: Number(bytes), isDistrusted: marks !== '' };
  } catch {
    return null;
  }
}

const SEAL_SHAPE = /^([0-9a-f]{64}) (\d+)\n((?:distrusted\n)*)$/;
