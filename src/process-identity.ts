// Which process wrote something, and whether it still runs: a number alone is given to others after a restart.
import { readFileSync } from 'node:fs';
import { hasCode } from './errors.ts';

/** A process by its number and when it started, in ticks since the machine did; '?' where the system does not tell (Linux does). */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

/** This process. */
export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, started: startOf(process.pid) });

/** @param started missing where whoever wrote it did not say */
export function isRunning(pid: number, started: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  // After a restart of the machine or the container another process may have the number.
  return started === undefined || started === startOf(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return hasCode(thrown, 'EPERM');
  }
}

function startOf(pid: number): string {
  try {
    // The name of the program, in parentheses, may hold anything: fields are counted after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').split(' ')[20] ?? '?';
  } catch {
    return '?';
  }
}
