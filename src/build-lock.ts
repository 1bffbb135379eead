// One build at a time: a lock file that names the process which holds it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, UserError } from './errors.ts';

/**
 * Takes the lock of the folder of derived data and returns what gives it back.
 * A lock whose process is gone, as after a crash, is taken over.
 * @throws UserError while another build is running
 */
export function lockBuild(embeddingsDir: string): () => void {
  mkdirSync(embeddingsDir, { recursive: true });
  const path = join(embeddingsDir, 'build.lock');
  const holder = write(path) ? null : liveHolder(path);
  if (holder !== null) {
    throw new UserError(
      `Another build is running (process ${holder}).`,
      'Wait for it to end, then try again.',
    );
  }
  if (ownerOf(path) !== process.pid) {
    rmSync(path, { force: true });
    if (!write(path))
      throw new UserError('Another build has just started.', 'Wait for it to end, then try again.');
  }
  return () => rmSync(path, { force: true });
}

/** False when the lock is there already. */
function write(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}

function ownerOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return NaN;
  }
}

function liveHolder(path: string): number | null {
  const owner = ownerOf(path);
  if (!Number.isInteger(owner) || owner <= 0) return null;
  try {
    process.kill(owner, 0);
    return owner;
  } catch (thrown) {
    return hasCode(thrown, 'EPERM') ? owner : null;
  }
}
