// Nearest passages of a whole index, through the graph or by comparison: the same questions, whatever finds them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { articleId } from '../../src/corpus/articles.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { createStore, indexFiles } from '../../src/index/index-files.ts';
import type { Index } from '../../src/index/index-interface.ts';
import type { Store } from '../../src/index/store.ts';
import { Linker } from '../../src/indexing/linker.ts';
import type { Model } from '../../src/model/models.ts';
import type { Filter } from '../../src/types.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { sortedNearest, vectorsOf } from '../support/unit-vectors.ts';
import { putVectors } from '../support/filled-store.ts';

const DIMENSION = 16;
const PER_ARTICLE = 3500;
const QUERIES = vectorsOf(40, DIMENSION, 2);
/** Nothing is embedded here. */
const model: Model = {
  name: 'none',
  fingerprint: 'none',
  dimension: DIMENSION,
  embed: async () => [],
};

let store: Store;
let index: Index;
beforeAll(async () => {
  const folder = temporaryFolder();
  const files = indexFiles(folder, model);
  store = createStore(files);
  const vectors = vectorsOf(4 * PER_ARTICLE, DIMENSION, 1);
  for (const [i, outlet] of ['Gazette', 'Herald', 'Gazette', 'Herald'].entries()) {
    const some = vectors.slice(i * PER_ARTICLE, (i + 1) * PER_ARTICLE);
    putVectors(store, `article-${i}`, some, { outlet, published: `2025-0${i + 1}-01` });
  }
  await new Linker(store, files).finish(() => {});
  index = await backendOf({ EMBEDDINGS_DIR: folder, ATTEST_INDEX: undefined }, model).open();
});
afterAll(() => {
  index.close();
  store.close();
});

/** Share of the 10 nearest that are found, over all queries. */
async function recall(filter: Filter): Promise<number> {
  const allowed = [...store.vectors(store.passageIds(filter))];
  let found = 0;
  for (const query of QUERIES) {
    const truth = new Set(sortedNearest(allowed, query, 10).map(({ id }) => id));
    const nearest = await index.nearest(query, filter, 10);
    expect(nearest.map(({ score }) => score)).toEqual(
      nearest.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    found += nearest.filter(({ id }) => truth.has(id)).length;
  }
  return found / (10 * QUERIES.length);
}

test.each<[string, Filter]>([
  ['without a filter', {}],
  ['of an outlet', { outlet: 'herald' }],
  ['of allowed outlets', { outlets: ['Gazette'] }],
  ['of some days', { from: '2025-01-15', to: '2025-03-15' }],
  ['of few passages', { from: '2025-04-01' }],
])('recall@10 is at least 0.99 of exact search %s', async (_, filter) => {
  expect(await recall(filter)).toBeGreaterThanOrEqual(0.99);
});

test('what came and went since the index was opened is known', async () => {
  putVectors(store, 'new', [QUERIES[0]!]);
  expect((await index.nearest(QUERIES[0]!, {}, 1))[0]!.score).toBeCloseTo(1, 5);
  store.transaction(() => store.removeArticle(articleId('https://gazette.example/new')));
  expect((await index.nearest(QUERIES[0]!, {}, 1))[0]!.score).toBeLessThan(0.99);
});

test('there is nothing for a build to link', () => expect(index.isLinked()).toBe(true));
