// How much work something is, counted and not timed: how often each block of the project's own code ran, as V8 counts it for
// test coverage. The same work has the same count, on any machine and however busy it is.
import { Session } from 'node:inspector/promises';

const SOURCES = /\/src\//;

let session: Session | undefined;

async function counting(): Promise<Session> {
  if (session) return session;
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return session;
}

/** How many blocks of code in `src/` ran for some work; what runs beside it is counted, too. */
export async function blocksRun(work: () => unknown): Promise<number> {
  const counts = await counting();
  await counts.post('Profiler.takePreciseCoverage');
  await work();
  const { result } = await counts.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => SOURCES.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
