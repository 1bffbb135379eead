// Reproducible unit vectors, and the exact search that others are measured against.

/** A vector for each id, by mulberry32 from the seed. */
export function vectorsOf(count: number, dimension: number, seed: number): Float32Array[] {
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  };
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
