// Nearest passages by comparing all of them, in a process that lives as long as the index is open.
import { startChild, type Child } from '../child-process.ts';
import type { Filter } from '../types.ts';
import type { ExactApi, StoredVectors } from './exact-child.ts';
import type { Scored } from './index-interface.ts';

const CHILD = new URL('./exact-child.ts', import.meta.url);
const ABOUT = { work: 'Comparing passages', remedy: 'Ask again.' };

export class ExactSearch {
  readonly #where: StoredVectors;
  #child: Child<ExactApi> | undefined;
  #open = 0;

  constructor({ database, dimension }: StoredVectors) {
    this.#where = { database, dimension };
  }

  /** The id of the process that compares, once a question was asked. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Cosine of the passages nearest to a unit vector that a filter lets through, the best `k` first.
   * @throws UserError when the store cannot be read, or the process ended; the next question starts another
   */
  async nearest(query: Float32Array, filter: Filter, k: number): Promise<Scored[]> {
    if (!this.#child || this.#child.ended) this.#child = startChild<ExactApi>(CHILD, ABOUT);
    const child = this.#child;
    // This process waits for the other only while that owes an answer.
    if (++this.#open === 1) child.hold(true);
    try {
      return await child.call.nearest(this.#where, query, filter, k);
    } finally {
      if (--this.#open === 0) child.hold(false);
    }
  }

  /** Starts the process and has it read all vectors, so that no question waits for that. What fails is told to the first question. */
  warmUp(): void {
    this.nearest(new Float32Array(this.#where.dimension), {}, 0).catch(() => {});
  }

  /** Ends the process, if there is one. Questions that are still being compared are rejected. */
  async close(): Promise<void> {
    await this.#child?.close();
  }
}
