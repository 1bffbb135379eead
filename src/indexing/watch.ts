// Follows the corpus folder and builds when it has settled; the only user of chokidar.
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
 * Calls `build` whenever something below the folder has changed and settled; never twice at once.
 * @param build must not reject: who follows has nobody to tell
 */
export async function followCorpus(corpusDir: string, build: () => Promise<void>): Promise<Following> {
  const watcher = watch(corpusDir, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: WHOLE_AFTER_MS, pollInterval: POLL_MS },
  });
  const burst = new Burst(build);
  await new Promise<void>((ready) => watcher.once('ready', ready));
  watcher.on('all', () => burst.changed());
  return {
    async stop() {
      await watcher.close();
      await burst.stop();
    },
  };
}

/** Many changes, one build after them; changes during a build make one more. */
class Burst {
  readonly #build: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #began = 0;
  #building: Promise<void> | undefined;

  constructor(build: () => Promise<void>) {
    this.#build = build;
  }

  changed(): void {
    if (!this.#timer) this.#began = Date.now();
    clearTimeout(this.#timer);
    const wait = Math.min(SETTLED_AFTER_MS, this.#began + LONGEST_BURST_MS - Date.now());
    this.#timer = setTimeout(() => void this.#settle(), Math.max(0, wait));
  }

  async #settle(): Promise<void> {
    await this.#building;
    this.#timer = undefined;
    this.#building = this.#build();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#building;
  }
}
