// What makes a file on a disk one to rely on: its checksum, and that it is there for good.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode, HostError } from './errors.ts';

/** SHA-256 of a file as hexadecimal digits; read in pieces, so that the event loop goes on. */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/**
 * A larger file is no article: a dump to be split, or something else altogether. One of this size is longer than most books;
 * whichever format it has, reading it takes less than 2 s and 200 MB, and the first question that looks into it keeps the bot
 * busy for about a second.
 */
export const MAX_FILE_BYTES = 1_000_000;

/**
 * What a file holds. Unlike `readFileSync` it waits for nobody where a pipe or a device lies in its place, nor takes in what never ends.
 * @throws system errors, among them for what is no file or too large
 */
export function readWhole(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw refused(`${path} is no file`);
    if (stats.size > MAX_FILE_BYTES)
      throw refused(`${path} has ${stats.size} bytes, and ${MAX_FILE_BYTES} are read at most`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

const refused = (message: string): NodeJS.ErrnoException =>
  Object.assign(new Error(message), { code: 'EINVAL', syscall: 'read' });

/** Bytes of the files of a folder whose names match; 0 where there is no folder. */
export function bytesIn(folder: string, name: RegExp): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder).filter((file) => name.test(file));
  return files.reduce(
    (sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
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
