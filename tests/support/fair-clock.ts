// A clock that stands still while this process waits for a processor that others hold: what takes a second by it takes
// a second on a quiet machine, however busy this one is. Sleeping and waiting for others count as they do by any clock.
import { readFileSync } from 'node:fs';

const NS_PER_MS = 1e6;

/** Milliseconds for which the main thread was ready to run and got no processor; only Linux tells, elsewhere 0. */
function waitedMs(): number {
  try {
    // Nanoseconds on a processor, nanoseconds waiting for one, number of turns.
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / NS_PER_MS;
  } catch {
    return 0;
  }
}

/** Milliseconds since some moment, without those that were spent waiting for a processor. */
export const fairNow = (): number => performance.now() - waitedMs();

/** How long some work takes, in milliseconds of a quiet machine. */
export function fairMs(work: () => unknown): number {
  const started = fairNow();
  work();
  return fairNow() - started;
}
