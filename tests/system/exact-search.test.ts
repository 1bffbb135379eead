// Comparing with all passages in a process of its own: what the graph does, without the graph.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { articleId } from '../../src/corpus/articles.ts';
import { ExactSearch } from '../../src/index/exact-search.ts';
import { openStore, type Store } from '../../src/index/store.ts';
import type { Filter } from '../../src/types.ts';
import { outcomeOf, startScript } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { sortedNearest, vectorsOf } from '../support/unit-vectors.ts';
import { putVectors } from '../support/filled-store.ts';

const DIMENSION = 16;
const PER_ARTICLE = 1500;
const vectors = vectorsOf(3 * PER_ARTICLE, DIMENSION, 1);
const [query] = vectorsOf(1, DIMENSION, 2);

let database: string;
let store: Store;
let exact: ExactSearch;
beforeAll(() => {
  database = join(temporaryFolder(), 'index.db');
  store = openStore(database, true);
  const outlets = ['Gazette', 'Herald', 'Gazette'];
  for (const [i, outlet] of outlets.entries()) {
    const some = vectors.slice(i * PER_ARTICLE, (i + 1) * PER_ARTICLE);
    putVectors(store, `article-${i}`, some, { outlet, published: `2025-0${i + 1}-01` });
  }
  exact = new ExactSearch({ database, dimension: DIMENSION });
});
afterAll(async () => {
  await exact.close();
  store.close();
});

/** The nearest are those of a sort over the passages that the filter lets through. */
async function expectNearest(filter: Filter, k = 20): Promise<void> {
  const truth = sortedNearest(store.vectors(store.passageIds(filter)), query!, k);
  const found = await exact.nearest(query!, filter, k);
  expect(found.map(({ id }) => id)).toEqual(truth.map(({ id }) => id));
  for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(truth[i]!.score, 5);
}

test('the nearest are found, with every filter', async () => {
  await expectNearest({});
  await expectNearest({ outlet: 'herald' });
  await expectNearest({ outlets: ['Gazette'], from: '2025-02-15' });
  await expectNearest({ from: '2025-01-15', to: '2025-02-15' });
  await expectNearest({ outlets: [] });
  expect(await exact.nearest(query!, { outlets: [] }, 5)).toEqual([]);
});

test('the process that ends fails its questions with a sentence, and the next question starts another', async () => {
  await expectNearest({});
  const first = exact.pid!;
  process.kill(first, 'SIGSTOP');
  const asked = exact.nearest(query!, {}, 5);
  process.kill(first, 'SIGKILL');
  await expect(asked).rejects.toThrow(/^Comparing passages ended early \(SIGKILL\)\./);
  await expectNearest({});
  expect(exact.pid).not.toBe(first);
});

test('many questions at once each have their own answer', async () => {
  const queries = vectorsOf(20, DIMENSION, 3);
  const all = store.vectors(store.passageIds({}));
  const found = await Promise.all(queries.map((one) => exact.nearest(one, {}, 3)));
  expect(found.map((some) => some.map(({ id }) => id))).toEqual(
    queries.map((one) => sortedNearest(all, one, 3).map(({ id }) => id)),
  );
});

test('whoever asks ends by itself, without closing, and leaves no process behind', async () => {
  const script = `
    const { ExactSearch } = await import('./src/index/exact-search.ts');
    const exact = new ExactSearch({ database: process.argv[1], dimension: ${DIMENSION} });
    const found = await exact.nearest(new Float32Array(${DIMENSION}).fill(${1 / Math.sqrt(DIMENSION)}), {}, 3);
    console.log(found.length, exact.pid);`;
  const { code, stdout } = await outcomeOf(startScript(script, database));
  const [found, pid] = stdout.split(' ').map(Number);
  expect([found, code]).toEqual([3, 0]);
  await vi.waitFor(() => expect(() => process.kill(pid!, 0)).toThrow('ESRCH'), { timeout: 200_000 });
});

test('what is written and taken out meanwhile is known to the next question, in the same process', async () => {
  await expectNearest({});
  const { pid } = exact;
  putVectors(store, 'new', [query!]);
  expect((await exact.nearest(query!, {}, 1))[0]!.score).toBeCloseTo(1, 5);
  store.transaction(() => store.removeArticle(articleId('https://gazette.example/new')));
  store.transaction(() => store.removeArticle(articleId('https://gazette.example/article-1')));
  await expectNearest({});
  await expectNearest({ outlet: 'Herald' });
  expect(exact.pid).toBe(pid);
});
