// HNSW against exact search, and every way in which its file can be bad.
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test as anyTest } from 'vitest';
import { isComplete } from '../../src/index/graph-file.ts';
import { libraryTrouble, VectorIndex } from '../../src/index/vector-index.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { sortedNearest, vectorsOf } from '../support/unit-vectors.ts';

/** Without the library there is no graph, nor a file that may be bad. */
const test = anyTest.skipIf(libraryTrouble !== null);

const DIMENSION = 32;
const COUNT = 2000;
const FINGERPRINT = 'f';

const vectors = vectorsOf(COUNT, DIMENSION, 1);
const exact = (query: Float32Array, k: number) => sortedNearest(vectors.entries(), query, k);

let path: string;
beforeAll(async () => {
  path = join(temporaryFolder(), 'vectors.hnsw');
  const index = VectorIndex.create(DIMENSION, 10);
  vectors.forEach((vector, id) => index.add(id, vector));
  await index.save(path, FINGERPRINT);
});

const OWNER = { fingerprint: FINGERPRINT, dimension: DIMENSION, lastPassageId: () => COUNT };
const load = (file = path, owner = {}) => VectorIndex.load(file, { ...OWNER, ...owner });

test('recall@10 after loading is at least 0.99 of exact search', async () => {
  const index = (await load())!;
  const queries = vectorsOf(100, DIMENSION, 2);
  const found = queries.map((query) => {
    const truth = new Set(exact(query, 10).map(({ id }) => id));
    return index.nearest(query, 10).filter(({ id }) => truth.has(id)).length;
  });
  expect(found.reduce((sum, n) => sum + n, 0) / 1000).toBeGreaterThanOrEqual(0.99);
});

test('scores are cosines, the best first', async () => {
  const [best, second] = (await load())!.nearest(vectors[7]!, 2);
  expect(best).toEqual({ id: 7, score: expect.closeTo(1, 5) });
  expect(second!.score).toBeLessThan(best!.score);
});

test('only allowed ids are found where a filter is given', async () => {
  const found = (await load())!.nearest(vectors[3]!, 10, new Set([3, 5, 1999]));
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set([3, 5, 1999]));
});

test('a query of another length or of NaN finds nothing', async () => {
  const index = (await load())!;
  expect(index.nearest(new Float32Array(DIMENSION + 1), 3)).toEqual([]);
  expect(index.nearest(new Float32Array(DIMENSION).fill(NaN), 3)).toEqual([]);
});

test('what is removed is found no more, also after saving and loading, and others are', async () => {
  const file = join(temporaryFolder(), 'vectors.hnsw');
  const index = (await load())!;
  for (const id of [7, 8, 7, COUNT + 5]) index.remove(id);
  index.add(COUNT, vectors[7]!);
  await index.save(file, FINGERPRINT);
  const again = (await load(file))!;
  again.remove(8);
  const ids = again.nearest(vectors[7]!, COUNT).map(({ id }) => id);
  expect(ids[0]).toBe(COUNT);
  expect(ids).not.toContain(7);
  expect(ids).not.toContain(8);
  expect(again.lastId).toBe(COUNT);
  expect(again.deadShare).toBeCloseTo(2 / (COUNT + 1));
});

test('a file that is cut off anywhere is known not to be whole', () => {
  const bytes = readFileSync(path);
  const file = join(temporaryFolder(), 'cut.hnsw');
  copyFileSync(path, file);
  expect(isComplete(file, COUNT)).toBe(true);
  for (const length of [0, 50, 96, 5000, bytes.length - 100, bytes.length - 1]) {
    writeFileSync(file, bytes.subarray(0, length));
    expect(isComplete(file, COUNT)).toBe(false);
  }
});

test('recall@10 stays at 0.99 of exact search when a fifth is removed and as much added', async () => {
  const index = (await load())!;
  const added = vectorsOf(COUNT / 5, DIMENSION, 3);
  const live = new Map(vectors.map((vector, id) => [id, vector]));
  for (let id = 0; id < COUNT / 5; id++) {
    index.remove(id);
    live.delete(id);
    index.add(COUNT + id, added[id]!);
    live.set(COUNT + id, added[id]!);
  }
  let found = 0;
  for (const query of vectorsOf(50, DIMENSION, 4)) {
    const truth = new Set(sortedNearest(live, query, 10).map(({ id }) => id));
    found += index.nearest(query, 10).filter(({ id }) => truth.has(id)).length;
  }
  expect(found / 500).toBeGreaterThanOrEqual(0.99);
});

describe('a file that is not vouched for is not loaded:', () => {
  const spoiled = (spoil: (file: string) => void) => {
    const file = join(temporaryFolder(), 'vectors.hnsw');
    copyFileSync(path, file);
    copyFileSync(`${path}.json`, `${file}.json`);
    spoil(file);
    return load(file);
  };
  const flip = (file: string) => {
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
  };
  test.each<[string, (file: string) => void]>([
    ['missing', (file) => rmSync(file)],
    ['empty', (file) => truncateSync(file, 0)],
    ['truncated', (file) => truncateSync(file, 1000)],
    ['with one bit flipped', flip],
    ['without a manifest', (file) => rmSync(`${file}.json`)],
    ['with a manifest that is no JSON', (file) => writeFileSync(`${file}.json`, '{')],
  ])('%s', async (_, spoil) => expect(await spoiled(spoil)).toBeNull());
  test('sound, but of another dimension or fingerprint', async () => {
    expect(await load(path, { dimension: DIMENSION + 1 })).toBeNull();
    expect(await load(path, { fingerprint: 'other' })).toBeNull();
  });
  test('while an untouched copy is', async () => expect(await spoiled(() => {})).not.toBeNull());
});
