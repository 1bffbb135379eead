// An install without a C++ compiler has no vector library: everything is answered as with it, and it may come and go.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import {
  ALL_RIGHT,
  ARTICLES,
  ask,
  attestProcess,
  copyOfSound,
  expectWhole,
  filesIn,
} from '../support/damaged-index.ts';
import { writeCorpus } from '../support/invented-archive.ts';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const env = { NODE_OPTIONS: `--require ${join(ROOT, 'tests/support/without-vector-library.cjs')}` };
const withLibrary = test.runIf(libraryTrouble === null).concurrent;

/** Status says so in one line, and that all is well. */
async function expectComparing(folder: string, corpus?: string): Promise<void> {
  const { code, stdout } = await attestProcess(folder, ['status'], { corpus, env });
  expect(stdout.match(/hnswlib-node.*/g)).toEqual([
    expect.stringMatching(/^hnswlib-node is not installed: .* compiler and Python, then run: npm ci$/),
  ]);
  expect(stdout).not.toMatch(/not linked/);
  expect(code).toBe(0);
}

test.concurrent('an index is built, asked, reported and verified without it', async () => {
  const folder = temporaryFolder();
  const built = await attestProcess(folder, ['index'], { env });
  expect({ code: built.code, stderr: built.stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/12 articles, .* 0 problems/),
  });
  expect(existsSync(filesIn(folder).vectors)).toBe(false);
  expect(await ask(folder, { env }, attestProcess)).toEqual(ALL_RIGHT);
  await expectComparing(folder);
  const verified = await attestProcess(folder, ['verify'], { env });
  expect(verified.stdout).toMatch(/no damage, 0 behind the corpus/);
  expect(verified.code).toBe(0);
});

withLibrary('status says nothing of the library where it is there', async () => {
  expect((await attestProcess(copyOfSound(), ['status'])).stdout).not.toMatch(/hnswlib-node/);
});

withLibrary('once it is installed, an index that was built without it is linked', async () => {
  const folder = temporaryFolder();
  await attestProcess(folder, ['index'], { env });
  expect((await attestProcess(folder, ['status'])).stdout).toMatch(
    /The vector index .* is missing; .*npm run index/,
  );
  expect((await attestProcess(folder, ['index'])).code).toBe(0);
  expect((await attestProcess(folder, ['verify'])).code).toBe(0);
  await expectWhole(folder);
});

withLibrary('what changes while it is missing is in the graph once it is back', async () => {
  const [folder, corpus] = [copyOfSound(), temporaryFolder()];
  writeCorpus(corpus, ARTICLES);
  await attestProcess(folder, ['index'], { corpus });
  // The first to come back have other ids then; the last stay away.
  for (const { name } of [ARTICLES[0]!, ...ARTICLES.slice(10)]) rmSync(join(corpus, name));
  expect((await attestProcess(folder, ['index'], { corpus, env })).code).toBe(0);
  writeCorpus(corpus, ARTICLES.slice(0, 11));
  expect((await attestProcess(folder, ['index'], { corpus, env })).code).toBe(0);
  expect(await ask(folder, { corpus, env }, attestProcess)).toEqual(ALL_RIGHT);
  await expectComparing(folder, corpus);
  expect((await attestProcess(folder, ['index'], { corpus })).code).toBe(0);
  const verified = await attestProcess(folder, ['verify'], { corpus });
  expect(verified.stdout).toMatch(/^11 articles, .* no damage, 0 behind the corpus/m);
  expect(await ask(folder, { corpus }, attestProcess)).toEqual(ALL_RIGHT);
});
