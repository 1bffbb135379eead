// Long work on the processor with pauses in it, so that timers and sockets, as those of Discord, wait for none.
import { setImmediate as otherWork } from 'node:timers/promises';

/** What waits meanwhile waits no longer than this and one step. */
const BREATH_MS = 10;

/** Lets other work go first. */
export const pause = (): Promise<void> => otherWork();

/** All that the steps give, with a pause for other work whenever they have taken 10 ms. */
export async function breathing<T>(steps: Iterable<T>): Promise<T[]> {
  const given: T[] = [];
  await otherWork();
  let since = performance.now();
  for (const step of steps) {
    given.push(step);
    if (performance.now() - since < BREATH_MS) continue;
    await otherWork();
    since = performance.now();
  }
  return given;
}

/** The work on each of the items as steps, each done when it is asked for. */
export function* each<T, U>(items: Iterable<T>, work: (item: T) => U): Generator<U> {
  for (const item of items) yield work(item);
}
