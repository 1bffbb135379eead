// Follows the corpus folder and builds when it has settled; the only user of chokidar.
import { once } from 'node:events';
import { watch } from 'chokidar';

/** A file is taken when its size has not changed for so long: it may be half written. */
const WHOLE_AFTER_MS = 1000;
const POLL_MS = 200;
/** A burst of changes is over after so long without one, */
const SETTLED_AFTER_MS = 500;
/** but is not waited for longer than this. */
const LONGEST_BURST_MS = 10_000;

export interface Following {
  /** Stops following; waits for the build in hand. */
  stop(): Promise<void>;
}

/**
 * Calls `build` whenever something below the folder has changed and settled: once after many changes, never twice at
 * once, and once more after changes during a build.
 * @param build must not reject: who follows has nobody to tell
 */
export async function followCorpus(corpusDir: string, build: () => Promise<void>): Promise<Following> {
  const watcher = watch(corpusDir, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: WHOLE_AFTER_MS, pollInterval: POLL_MS },
  });
  let timer: NodeJS.Timeout | undefined;
  let began = 0;
  let building: Promise<void> | undefined;
  const settle = async () => {
    await building;
    timer = undefined;
    building = build();
  };
  await once(watcher, 'ready');
  watcher.on('all', () => {
    if (!timer) began = Date.now();
    clearTimeout(timer);
    const wait = Math.min(SETTLED_AFTER_MS, began + LONGEST_BURST_MS - Date.now());
    timer = setTimeout(() => void settle(), Math.max(0, wait));
  });
  return {
    async stop() {
      await watcher.close();
      clearTimeout(timer);
      await building;
    },
  };
}
