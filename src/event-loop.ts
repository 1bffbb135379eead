// Long computations with pauses in them, so that timers and sockets, such as Discord's, are served meanwhile.
import { setImmediate } from 'node:timers/promises';

/** The longest time, but for one step, that other work has to wait. */
const MAX_BUSY_MS = 10;

/** The result of a computation in steps; whenever steps have taken 10 ms, other work goes first. */
export async function resultWithPauses<T>(steps: Iterator<unknown, T>): Promise<T> {
  await setImmediate();
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < MAX_BUSY_MS) continue;
    await setImmediate();
    since = performance.now();
  }
}

/** The results of all steps, with pauses likewise. */
export const withPauses = <T>(steps: Iterable<T>): Promise<T[]> => resultWithPauses(collected(steps));

function* collected<T>(steps: Iterable<T>): Generator<undefined, T[]> {
  const results: T[] = [];
  for (const step of steps) {
    results.push(step);
    yield;
  }
  return results;
}

/** `items.map(work)`, with a pause for other work whenever that has taken 10 ms. */
export const mapWithPauses = <T, U>(items: Iterable<T>, work: (item: T) => U): Promise<U[]> =>
  withPauses(lazily(items, work));

/** Does the work on an item only when its result is asked for. */
function* lazily<T, U>(items: Iterable<T>, work: (item: T) => U): Generator<U> {
  for (const item of items) yield work(item);
}
