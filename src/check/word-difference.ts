// Two runs of words -> which words of one stand in the other, in order. The only user of diff (Myers' algorithm).
import { diffArrays } from 'diff';

/** Numbers of a word of the first run and of the same word in the second. */
export type Pair = readonly [number, number];

/** The longest common subsequence of two runs of words, as pairs, in order. */
export function commonWords(first: readonly string[], second: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const { added, removed, value } of diffArrays([...first], [...second])) {
    if (!added && !removed) pairs.push(...value.map((_, n): Pair => [i + n, j + n]));
    if (!added) i += value.length;
    if (!removed) j += value.length;
  }
  return pairs;
}
