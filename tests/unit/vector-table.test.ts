// Comparing all vectors against sorting them all.
import { expect, test } from 'vitest';
import { VectorTable } from '../../src/index/vector-table.ts';
import { sortedNearest, vectorsOf } from '../support/unit-vectors.ts';

const DIMENSION = 30;
const vectors = new Map(vectorsOf(300, DIMENSION, 1).map((vector, i) => [i * 3 + 1, vector]));
const [query] = vectorsOf(1, DIMENSION, 2);

function tableOf(entries: Iterable<readonly [number, Float32Array]>): VectorTable {
  const table = new VectorTable(DIMENSION);
  for (const [id, vector] of entries) table.add(id, vector);
  return table;
}

/** The same ids in the same order, with the same cosines. */
function expectNearest(table: VectorTable, entries: Map<number, Float32Array>, k: number): void {
  const truth = sortedNearest(entries, query!, k);
  const found = table.nearest(query!, k);
  expect(found.map(({ id }) => id)).toEqual(truth.map(({ id }) => id));
  for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(truth[i]!.score, 5);
}

test.each([0, 1, 7, 300, 1000])('the %i nearest are those of a sort, the best first', (k) => {
  expectNearest(tableOf(vectors), vectors, k);
});

test('what is taken out is found no more, and everything else is', () => {
  const [table, left] = [tableOf(vectors), new Map(vectors)];
  for (const id of [1, 4, 898, 300, 4, 2]) {
    table.removeIf((each) => each === id);
    left.delete(id);
  }
  expect(table.size).toBe(left.size);
  expectNearest(table, left, 400);
  table.add(4, vectors.get(4)!);
  expectNearest(table, left.set(4, vectors.get(4)!), 400);
});

test('all but some can be taken out at once', () => {
  const table = tableOf(vectors);
  const kept = new Map([...vectors].filter(([id]) => id % 2 === 0));
  table.removeIf((id) => !kept.has(id));
  expect(table.size).toBe(kept.size);
  expectNearest(table, kept, 400);
});

test('only allowed ids are found where a filter is given', () => {
  const allowed = new Set([7, 10, 2]);
  const found = tableOf(vectors).nearest(query!, 10, allowed);
  expect(found.map(({ id }) => id).sort((a, b) => a - b)).toEqual([7, 10]);
});

test('a query of another length or of NaN finds nothing, and a vector of another length is refused', () => {
  const table = tableOf(vectors);
  expect(table.nearest(new Float32Array(DIMENSION + 1), 3)).toEqual([]);
  expect(table.nearest(new Float32Array(DIMENSION).fill(NaN), 3)).toEqual([]);
  expect(() => table.add(2, new Float32Array(DIMENSION + 1))).toThrow(/length 30, got 31/);
});
