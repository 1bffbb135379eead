// How many texts are claimed at once: as many as are embedded in a few seconds, be the model quick or slow. What is claimed is
// lost to a kill, and nobody else can have it meanwhile; each claim takes a transaction.

/** How long a claim is to take, in milliseconds. */
const AIM_MS = 2000;
const [FIRST, FEWEST, MOST] = [256, 16, 2048];
/** A claim is at most so many times the size of the one before it. */
const GROWTH = 2;

export class Claims {
  #size = FIRST;

  /**
   * Claims as many as is best by what was measured.
   * @param work claims at most so many and embeds them; says how many there were
   * @returns what it says
   */
  async next(work: (most: number) => Promise<number>): Promise<number> {
    const started = performance.now();
    const count = await work(this.#size);
    const ms = Math.max(1, performance.now() - started);
    if (count < this.#size) return count;
    const aimed = Math.min((count * AIM_MS) / ms, this.#size * GROWTH);
    this.#size = Math.round(Math.min(MOST, Math.max(FEWEST, aimed)));
    return count;
  }
}
