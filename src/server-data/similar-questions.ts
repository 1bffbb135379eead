// Texts that are alike, put together by their embeddings, with pauses: the bot does this beside its answers.
// After Butina (1999), doi:10.1021/ci9803381: the one with most neighbours takes them as its group, then the next among the rest.
import { mapWithPauses, withPauses } from '../event-loop.ts';
import { dot } from '../index/vector-table.ts';

/** Cosine from which two questions are alike. With the bundled model unrelated ones have 0.3 in the median, rewordings 0.6 to 0.9. */
const ALIKE = 0.6;

/**
 * Groups of the embeddings' indices, the largest first; in each the one in the middle first, then the nearest to it.
 * @param embeddings of unit length and one dimension
 */
export async function groupsOf(embeddings: readonly Float32Array[], alike = ALIKE): Promise<number[][]> {
  const cosines = await mapWithPauses(embeddings, (one) => embeddings.map((other) => dot(one, other)));
  return withPauses(grouping(cosines, alike));
}

function* grouping(cosines: readonly number[][], alike: number): Generator<number[]> {
  const left = new Set(cosines.keys());
  const neighbours = (of: number) =>
    [...left].filter((other) => other === of || cosines[of]![other]! >= alike);
  while (left.size > 0) {
    const [middle, most] = largest([...left].map((of) => [of, neighbours(of)] as const));
    const near = most.filter((other) => other !== middle);
    near.sort((a, b) => cosines[middle]![b]! - cosines[middle]![a]!);
    for (const taken of most) left.delete(taken);
    yield [middle, ...near];
  }
}

function largest<T>(candidates: (readonly [T, number[]])[]): readonly [T, number[]] {
  return candidates.reduce((best, each) => (each[1].length > best[1].length ? each : best));
}
