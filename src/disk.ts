// What makes a file on a disk one to rely on: its checksum, and that it is there for good.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode, HostError } from './errors.ts';

/** SHA-256 of a file as hexadecimal digits; read in pieces, so that the event loop goes on. */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Brings what was written to a file to the disk, so that it outlives a loss of power. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Makes a folder with those that it lies in, where they are missing.
 * @throws HostError where there can be none; system errors for what is refused
 */
export function makeFolder(path: string): void {
  // One by one: `recursive` of Node 20 never returns where a folder is there that takes none, as in /proc.
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (thrown) {
    // Another process may have made it.
    if (hasCode(thrown, 'EEXIST') && statSync(path).isDirectory()) return;
    if (!hasCode(thrown, 'ENOENT')) throw thrown;
    throw new HostError(`No folder can be made at ${path}.`, 'Set EMBEDDINGS_DIR to a folder on a disk.', {
      cause: thrown,
    });
  }
}
