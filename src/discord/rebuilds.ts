// Builds of the index that are asked for in Discord: one at a time, elsewhere than in this process' event loop.
import type { BuildReport, Progress } from '../types.ts';
import { messageOf, sentenceOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CurrentArchive } from './current-archive.ts';

/** Builds the index elsewhere than in this process' event loop. */
export type Build = (onProgress: (progress: Progress) => void) => Promise<BuildReport>;

/** How long after a build that was to heal the index another one may be tried. */
const HEAL_AGAIN_MS = 60_000;

export class Rebuilds {
  readonly #build: Build;
  readonly #archive: CurrentArchive;
  #progress: Progress | null = null;
  #healedAt = -Infinity;

  constructor(build: Build, archive: CurrentArchive) {
    [this.#build, this.#archive] = [build, archive];
  }

  /** How far the build in hand is; null when none runs. */
  get progress(): Progress | null {
    return this.#progress;
  }

  /** Makes a damaged index anew, beside whatever is told meanwhile. Never rejects. */
  async heal(log: Log): Promise<void> {
    if (this.#progress || performance.now() - this.#healedAt < HEAL_AGAIN_MS) return;
    this.#healedAt = performance.now();
    try {
      const { articles, passages, seconds } = await this.run(() => {}, new Promise(() => {}));
      log.info({ articles, passages, seconds }, 'the damaged index is made anew');
    } catch (thrown) {
      log.error(
        { reason: sentenceOf(thrown) ?? messageOf(thrown) },
        'the damaged index could not be made anew',
      );
    }
  }

  /**
   * Builds the index and takes it into use.
   * @param stopped rejects when the build is not to be waited for any longer
   * @throws UserError when it cannot be built
   */
  async run(onProgress: (progress: Progress) => void, stopped: Promise<never>): Promise<BuildReport> {
    this.#progress = { stage: 'reading', done: 0, total: 0 };
    const told = (progress: Progress) => {
      this.#progress = progress;
      onProgress(progress);
    };
    try {
      const report = await Promise.race([this.#build(told), stopped]);
      await this.#archive.reopen();
      return report;
    } finally {
      this.#progress = null;
    }
  }
}
