// Many passages are linked in a process beside the one that writes them, and its end is told, never waited for.
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it as anyTest } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openDatabase } from '../../src/index/database.ts';
import { indexFiles, loadVectors, type IndexFiles } from '../../src/index/index-files.ts';
import { openStore, type Store } from '../../src/index/store.ts';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import { Linker } from '../../src/indexing/linker.ts';
import { childrenRunning } from '../support/children.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { putVectors } from '../support/filled-store.ts';

/** Without the vector library nothing is linked. */
const it = anyTest.skipIf(libraryTrouble !== null);

/** More than are linked in place. */
const MANY = 5000;

let store: Store;
let paths: IndexFiles;
let linker: Linker;

beforeEach(() => {
  paths = indexFiles(temporaryFolder(), { name: 'none', fingerprint: 'none', dimension: 2 });
  store = openStore(paths.database, true);
  linker = new Linker(store, paths);
});

afterEach(async () => {
  await linker.stop();
  store.close();
});

/** An article with so many passages, each with an embedding of its own. */
function write(passages: number): void {
  const angles = Array.from({ length: passages }, (_, n) => n);
  putVectors(
    store,
    'numbers',
    angles.map((n) => Float32Array.of(Math.cos(n), Math.sin(n))),
  );
  linker.advance(passages);
}

const linkers = () => childrenRunning('link-child');

async function allLinked(): Promise<boolean> {
  const vectors = await loadVectors(store, paths);
  const ids = store.passageIdsAfter(0, MANY);
  return ids.length > 0 && ids.every((id) => vectors!.has(id));
}

it('few passages are linked in place', async () => {
  write(100);
  expect(linkers()).toEqual([]);
  await linker.finish(() => {});
  expect(await allLinked()).toBe(true);
});

it('passages whose embedding is lost hold up nothing', async () => {
  write(100);
  const db = openDatabase(paths.database, false);
  db.run('DELETE FROM embeddings WHERE hash IN (SELECT embedding FROM passages WHERE id > ?)', [90]);
  db.close();
  await linker.finish(() => {});
  const vectors = await loadVectors(store, paths);
  expect([90, 91].map((id) => vectors!.has(id))).toEqual([true, false]);
});

it('many are linked by a process of their own', async () => {
  write(MANY);
  expect(linkers()).toHaveLength(1);
  await linker.finish(() => {});
  expect(await allLinked()).toBe(true);
});

it('the death of that process is told, with a remedy', async () => {
  write(MANY);
  process.kill(linkers()[0]!, 'SIGKILL');
  const refusal = await linker.finish(() => {}).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UserError);
  expect((refusal as UserError).sentence).toBe(
    'Linking passages ended early (SIGKILL). Run again: npm run index',
  );
});

anyTest.runIf(libraryTrouble !== null)(
  'without the vector library a build links nothing, and is done',
  async () => {
    write(MANY);
    expect(linkers()).toEqual([]);
    await linker.finish(() => {});
  },
);

it('a build that failed leaves no such process behind', async () => {
  write(MANY);
  await linker.stop();
  while (linkers().length > 0) await setTimeout(20);
});
