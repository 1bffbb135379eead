// Follows the corpus folder and builds when it has settled; the only user of chokidar.
// Whatever becomes of the folder, or of the system's word on it, following goes on.
import { statSync } from 'node:fs';
import { watch, type FSWatcher } from 'chokidar';
import { messageOf } from '../errors.ts';

/** A file is taken when its size has not changed for so long: it may be half written. */
const WHOLE_AFTER_MS = 1000;
const POLL_MS = 200;
/** A burst of changes is over after so long without one, */
const SETTLED_AFTER_MS = 500;
/** but is not waited for longer than this. */
const LONGEST_BURST_MS = 10_000;

/** How often the folder is looked at where the system does not tell what changes. */
const LOOK_MS = 3000;
/** How often it is looked whether the folder is still the one that is followed. */
const FOLDER_MS = 2000;

export interface Following {
  /** Stops following; waits for the build in hand. */
  stop(): Promise<void>;
}

/** What became of following. */
export type FollowEvent =
  /** The system does not tell what changes any more, and why: the folder is looked at instead. */
  { kind: 'polling'; reason: string } | { kind: 'folder gone' | 'folder back'; folder: string };

/**
 * Calls `build` whenever something below the folder has changed and settled: once after many changes, never twice at
 * once, and once more after changes during a build.
 * @param build must not reject: who follows has nobody to tell
 * @param tell is told each kind of event when it begins
 */
export async function followCorpus(
  corpusDir: string,
  build: () => Promise<void>,
  tell: (event: FollowEvent) => void,
): Promise<Following> {
  const settled = afterBursts(async () => {
    // A folder that is gone is told of, and no reason to build.
    if (inodeOf(corpusDir) !== null) await build();
  });
  let usePolling = false;
  let followed: number | null;
  let watcher: FSWatcher;

  const open = async () => {
    followed = inodeOf(corpusDir);
    const opened = watch(corpusDir, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: WHOLE_AFTER_MS, pollInterval: POLL_MS },
      usePolling,
      interval: LOOK_MS,
      binaryInterval: LOOK_MS,
    });
    watcher = opened;
    opened.on('all', (event, path) => {
      // Another folder of its name may have its inode.
      if (event === 'unlinkDir' && path === corpusDir) followed = null;
      settled.changed();
    });
    await new Promise<void>((resolve) => {
      opened.once('ready', resolve);
      opened.on('error', (thrown) => {
        resolve();
        if (opened === watcher) fallBack(thrown);
      });
    });
  };
  let opening = Promise.resolve();
  const openAfter = async (before: Promise<void>) => {
    await before;
    await watcher.close();
    await open();
    // Whatever changed meanwhile, nobody has told.
    settled.changed();
  };
  const openAnew = () => (opening = openAfter(opening));
  const fallBack = (thrown: unknown) => {
    // What cannot be looked into either is reported by the build.
    if (usePolling) return;
    usePolling = true;
    tell({ kind: 'polling', reason: messageOf(thrown) });
    void openAnew();
  };
  let isGone = false;
  const lookAtFolder = () => {
    const there = inodeOf(corpusDir);
    if (there === null) {
      if (!isGone) tell({ kind: 'folder gone', folder: corpusDir });
      isGone = true;
      return;
    }
    if (there === followed && !isGone) return;
    isGone = false;
    tell({ kind: 'folder back', folder: corpusDir });
    void openAnew();
  };

  await open();
  const looking = setInterval(lookAtFolder, FOLDER_MS);
  return {
    async stop() {
      clearInterval(looking);
      await opening;
      await watcher.close();
      await settled.stop();
    },
  };
}

/** Null where it is gone, or cannot be looked at, as when the disk that it lies on is. */
function inodeOf(folder: string): number | null {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.ino ?? null;
  } catch {
    return null;
  }
}

/** Calls `act` once after each burst of changes, never twice at once. */
function afterBursts(act: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined;
  let began = 0;
  let acting: Promise<void> | undefined;
  const settle = async () => {
    await acting;
    timer = undefined;
    acting = act();
  };
  return {
    changed() {
      if (!timer) began = performance.now();
      clearTimeout(timer);
      const wait = Math.min(SETTLED_AFTER_MS, began + LONGEST_BURST_MS - performance.now());
      timer = setTimeout(() => void settle(), Math.max(0, wait));
    },
    async stop() {
      clearTimeout(timer);
      await acting;
    },
  };
}
