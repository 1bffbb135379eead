// Reproducible unit vectors, and the exact search that others are measured against.
import { randomOf } from './invented-archive.ts';

/** A vector for each id, the same for the same seed. */
export function vectorsOf(count: number, dimension: number, seed: number): Float32Array[] {
  const share = randomOf(seed);
  const random = () => share() - 0.5;
  return Array.from({ length: count }, () => {
    const raw = Float32Array.from({ length: dimension }, random);
    const length = Math.hypot(...raw);
    return raw.map((value) => value / length);
  });
}

/** The `k` nearest of all vectors, by sorting them all. */
export const sortedNearest = (
  vectors: Iterable<readonly [id: number, vector: Float32Array]>,
  query: Float32Array,
  k: number,
) =>
  [...vectors]
    .map(([id, vector]) => ({ id, score: vector.reduce((sum, value, i) => sum + value * query[i]!, 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, k);
