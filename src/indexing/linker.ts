// Linking beside embedding: a child process for many passages, none for a few.
import { existsSync } from 'node:fs';
import { startChild, type Child } from '../child-process.ts';
import type { IndexFiles } from '../index/embedded-index.ts';
import type { LinkApi, LinkParentApi } from './link-child.ts';
import { Linking, needsLinking } from '../index/link-vectors.ts';
import type { Store } from '../index/store.ts';
import { libraryTrouble } from '../index/vector-index.ts';

const CHILD = new URL('./link-child.ts', import.meta.url);
const ABOUT = { work: 'Linking passages', remedy: 'Run again: npm run index' };
/** So many passages written make a second process worth its start. */
const CHILD_FROM = 4000;
const REPORT_MILLISECONDS = 250;

export class Linker {
  readonly #store: Store;
  readonly #paths: IndexFiles;
  readonly #dimension: number;
  #child: Child<LinkApi> | undefined;
  #outcome: Promise<void> | undefined;
  #written = 0;
  #linked = 0;

  constructor(store: Store, paths: IndexFiles, dimension: number) {
    [this.#store, this.#paths, this.#dimension] = [store, paths, dimension];
  }

  /** Passages have been written. */
  advance(count: number): void {
    this.#written += count;
    if (libraryTrouble !== null || this.#child || this.#written < CHILD_FROM) return;
    const linked = (more: number) => void (this.#linked += more);
    this.#child = startChild<LinkApi, LinkParentApi>(CHILD, ABOUT, { linked });
    this.#outcome = this.#child.call.link(this.#paths, this.#dimension);
    // Reported when the build asks for the outcome.
    this.#outcome.catch(() => {});
  }

  /**
   * All passages are written: waits until the graph has them.
   * @throws UserError when it cannot be written
   */
  async finish(report: (done: number, total: number) => void): Promise<void> {
    if (libraryTrouble !== null) this.#forgetRemoved();
    else if (this.#child) {
      const timer = setInterval(() => report(this.#linked, this.#written), REPORT_MILLISECONDS);
      const written = this.#child.call.allWritten();
      await Promise.all([written, this.#outcome]).finally(() => clearInterval(timer));
    } else if (await needsLinking(this.#store, this.#paths, this.#dimension)) {
      const linking = await Linking.open(this.#store, this.#paths, this.#dimension);
      await linking.finish((linked) => report(linked, Math.max(linked, this.#written)));
    }
  }

  /** Without the library nobody needs what was taken out, but for a graph that was made while it was there. */
  #forgetRemoved(): void {
    if (!existsSync(this.#paths.vectors)) this.#store.forgetRemoved(this.#store.removedIds());
  }

  /** Ends the child, if there is one. */
  async stop(): Promise<void> {
    await this.#child?.close();
  }
}
