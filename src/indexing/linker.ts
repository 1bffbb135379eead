// Linking beside embedding: a child process for many passages, none for a few.
import { existsSync } from 'node:fs';
import { startChild, type Child } from '../child-process.ts';
import type { IndexFiles } from '../index/index-files.ts';
import type { LinkApi, LinkParentApi } from './link-child.ts';
import { linkVectors, needsLinking } from '../index/link-vectors.ts';
import type { Store } from '../index/store.ts';
import { libraryTrouble } from '../index/vector-index.ts';

const CHILD = new URL('./link-child.ts', import.meta.url);
const ABOUT = { work: 'Linking passages', remedy: 'Run again: npm run index' };
/** So many passages written make a second process worth its start. */
const CHILD_FROM = 4000;

type Report = (done: number, total: number) => void;

export class Linker {
  readonly #store: Store;
  readonly #files: IndexFiles;
  #child: Child<LinkApi> | undefined;
  #outcome: Promise<void> | undefined;
  #written = 0;
  #linked = 0;
  /** Set once nothing but linking is left to report. */
  #report: Report | undefined;

  constructor(store: Store, files: IndexFiles) {
    [this.#store, this.#files] = [store, files];
  }

  /** Passages have been written. */
  advance(count: number): void {
    this.#written += count;
    if (libraryTrouble !== null || this.#child || this.#written < CHILD_FROM) return;
    this.#child = startChild<LinkApi, LinkParentApi>(CHILD, ABOUT, { linked: this.#advanced });
    this.#outcome = this.#child.call.link(this.#files);
    // Reported when the build asks for the outcome.
    this.#outcome.catch(() => {});
  }

  #advanced = (more: number): void => {
    this.#linked += more;
    this.#report?.(this.#linked, Math.max(this.#linked, this.#written));
  };

  /**
   * All passages are written: waits until the graph has them.
   * @throws UserError when it cannot be written
   */
  async finish(report: Report): Promise<void> {
    this.#report = report;
    if (libraryTrouble !== null) this.#forgetRemoved();
    else if (this.#child) await Promise.all([this.#child.call.allWritten(), this.#outcome]);
    else if (await needsLinking(this.#store, this.#files))
      await linkVectors(this.#store, this.#files, this.#advanced);
  }

  /** Without the library nobody needs what was taken out, but for a graph that was made while it was there. */
  #forgetRemoved(): void {
    if (!existsSync(this.#files.vectors)) this.#store.forgetRemoved(this.#store.removedIds());
  }

  /** Ends the child, if there is one. */
  async stop(): Promise<void> {
    await this.#child?.close();
  }
}
