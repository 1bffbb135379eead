// One build at a time: a lock file that names the process which holds it, and when that process started.
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../disk.ts';
import { hasCode, HostError, UserError } from '../errors.ts';
import { isRunning, ownIdentity } from '../process-identity.ts';

/** Somebody else builds: what they make can be waited for. */
export class BuildRunningError extends UserError {}

const pathIn = (embeddingsDir: string): string => join(embeddingsDir, 'build.lock');

/**
 * Takes the lock of the folder of derived data and returns what gives it back.
 * A lock whose process is gone, as after a crash, is taken over.
 * @throws UserError while another build is running
 */
export function lockBuild(embeddingsDir: string): () => void {
  makeFolder(embeddingsDir);
  const path = pathIn(embeddingsDir);
  const { pid, started } = ownIdentity();
  const own = `${pid} ${started} ${randomUUID()}`;
  while (!write(path, own)) {
    const holder = runningBuild(embeddingsDir);
    if (holder !== null)
      throw new BuildRunningError(
        `Another build is running (process ${holder}).`,
        'Wait for it to end, then try again.',
      );
    takeAway(path, read(path));
  }
  return () => {
    if (read(path) === own) rmSync(path, { force: true });
  };
}

/** The process that builds in this folder, or null when none does. */
export function runningBuild(embeddingsDir: string): number | null {
  const [pid = '', started] = read(pathIn(embeddingsDir))?.split(' ') ?? [];
  return isRunning(Number(pid), started) ? Number(pid) : null;
}

/** The file appears whole, with its content; false when it is there already. */
function write(path: string, content: string): boolean {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content);
    linkSync(temporary, path);
    return true;
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false;
    // The folder is there, and takes no files: /proc is one.
    if (hasCode(thrown, 'ENOENT'))
      throw new HostError(`${path} cannot be written.`, 'Set EMBEDDINGS_DIR to a folder on a disk.');
    throw thrown;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Removes a lock that nobody holds, unless another build was faster and it is no longer the one that was read. */
function takeAway(path: string, stale: string | null): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return;
    throw thrown;
  }
  const taken = read(aside);
  if (taken !== null && taken !== stale) write(path, taken);
  rmSync(aside, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
