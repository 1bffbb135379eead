// Texts that are alike, put together by their embeddings. Pure.
// After Butina (1999), doi:10.1021/ci9803381: whoever has most neighbours takes them, then the next among the rest.

/** Cosine from which two questions are alike. With the bundled model unrelated ones have 0.3 in the median, rewordings 0.6 to 0.9. */
const ALIKE = 0.6;

/**
 * Groups of the embeddings' indices, the largest first; in each the one in the middle first, then the nearest to it.
 * @param embeddings of unit length and one dimension
 */
export function groupsOf(embeddings: readonly Float32Array[], alike = ALIKE): number[][] {
  const cosines = embeddings.map((one) => embeddings.map((other) => cosine(one, other)));
  const left = new Set(embeddings.keys());
  const groups: number[][] = [];
  const neighbours = (of: number) => [...left].filter((each) => each === of || cosines[of]![each]! >= alike);
  while (left.size > 0) {
    const [middle, most] = largest([...left].map((each) => [each, neighbours(each)] as const));
    const near = most.filter((each) => each !== middle);
    near.sort((a, b) => cosines[middle]![b]! - cosines[middle]![a]!);
    groups.push([middle, ...near]);
    for (const each of most) left.delete(each);
  }
  return groups;
}

function largest<T>(candidates: (readonly [T, number[]])[]): readonly [T, number[]] {
  return candidates.reduce((best, each) => (each[1].length > best[1].length ? each : best));
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
