// Vectors that the vector index does not have yet, compared one by one: exact, and for some thousands as fast.
// So an article is found the moment it is written, without writing the whole graph again. Pure.
import type { Scored } from './index-interface.ts';

export class FreshVectors {
  readonly #vectors = new Map<number, Float32Array>();

  get size(): number {
    return this.#vectors.size;
  }

  add(id: number, vector: Float32Array): void {
    this.#vectors.set(id, vector);
  }

  remove(id: number): void {
    this.#vectors.delete(id);
  }

  /** The `k` nearest to a unit vector, by cosine, the best first; only allowed ids, where given. */
  nearest(query: Float32Array, k: number, allowed?: ReadonlySet<number>): Scored[] {
    const scored: Scored[] = [];
    for (const [id, vector] of this.#vectors) {
      if (!allowed || allowed.has(id)) scored.push({ id, score: dot(query, vector) });
    }
    return scored.sort((a, b) => b.score - a.score).slice(0, k);
  }
}

/** Dot product: the cosine of unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
