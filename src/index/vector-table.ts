// Vectors in one contiguous array, compared one by one: exact, and for some thousands as fast as walking a graph. Pure.
import type { Scored } from './index-interface.ts';

const FIRST_ROWS = 64;
const GROWTH = 1.5;

export class VectorTable {
  readonly #dimension: number;
  #ids: Float64Array;
  /** A row of `dimension` numbers for each id, then room. */
  #rows: Float32Array;
  #size = 0;

  /** @param rows vectors to make room for at once */
  constructor(dimension: number, rows = FIRST_ROWS) {
    this.#dimension = dimension;
    this.#ids = new Float64Array(rows);
    this.#rows = new Float32Array(rows * dimension);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Adds a unit vector under a passage id that is not there yet.
   * @throws RangeError when it has another length than the table
   */
  add(id: number, vector: Float32Array): void {
    if (vector.length !== this.#dimension)
      throw new RangeError(`Expected a vector of length ${this.#dimension}, got ${vector.length}`);
    if (this.#size === this.#ids.length) this.#grow();
    this.#ids[this.#size] = id;
    this.#rows.set(vector, this.#size * this.#dimension);
    this.#size++;
  }

  #grow(): void {
    const rows = Math.ceil((this.#ids.length + 1) * GROWTH);
    const [ids, numbers] = [this.#ids, this.#rows];
    this.#ids = new Float64Array(rows);
    this.#ids.set(ids);
    this.#rows = new Float32Array(rows * this.#dimension);
    this.#rows.set(numbers);
  }

  /** Takes passages out. */
  removeIf(isGone: (id: number) => boolean): void {
    // Rows are in no order: the last takes the place. Backwards, as that one was looked at before.
    for (let row = this.#size - 1; row >= 0; row--) {
      if (!isGone(this.#ids[row]!)) continue;
      this.#size--;
      const [last, length] = [this.#size * this.#dimension, this.#dimension];
      this.#ids[row] = this.#ids[this.#size]!;
      this.#rows.copyWithin(row * length, last, last + length);
    }
  }

  /** The `k` nearest to a unit vector, by cosine, the best first; only allowed ids, where given. */
  nearest(query: Float32Array, k: number, allowed?: ReadonlySet<number>): Scored[] {
    if (k <= 0 || query.length !== this.#dimension || query.some(Number.isNaN)) return [];
    const best: Scored[] = [];
    for (let row = 0; row < this.#size; row++) {
      const id = this.#ids[row]!;
      if (allowed && !allowed.has(id)) continue;
      const score = dotAt(query, this.#rows, row * this.#dimension);
      if (best.length < k || score > best[k - 1]!.score) insert(best, { id, score }, k);
    }
    return best;
  }
}

/** Puts an entry where it belongs among the best `k`, which are few: most of a scan never gets here. */
function insert(best: Scored[], entry: Scored, k: number): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.score < entry.score) at--;
  best.splice(at, 0, entry);
  if (best.length > k) best.pop();
}

/** Dot product of a vector with the numbers that begin at `from`. Four sums at once are twice as fast as one. */
function dotAt(vector: Float32Array, numbers: Float32Array, from: number): number {
  const { length } = vector;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += vector[i]! * numbers[from + i]!;
    b += vector[i + 1]! * numbers[from + i + 1]!;
    c += vector[i + 2]! * numbers[from + i + 2]!;
    d += vector[i + 3]! * numbers[from + i + 3]!;
  }
  for (; i < length; i++) a += vector[i]! * numbers[from + i]!;
  return a + b + c + d;
}

/** Dot product: the cosine of unit vectors. */
export const dot = (a: Float32Array, b: Float32Array): number => dotAt(a, b, 0);
