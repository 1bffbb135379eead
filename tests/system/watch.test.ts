// `npm run index -- --watch` as a process: it takes what changes, once it is whole, and a burst as one build.
import { once } from 'node:events';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuildReport } from '../../src/types.ts';
import { startAttest } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

let corpus: string;
let watching: ReturnType<typeof startAttest>;
let reports: AsyncIterator<string>;

const head = (name: string) => `date 2024-05-01 https://gazette.example/${name}\n\nTitle of ${name}\n\n`;
const write = (name: string, text: string) => writeFileSync(join(corpus, `${name}.txt`), head(name) + text);
const nextReport = async () => JSON.parse((await reports.next()).value as string) as BuildReport;

beforeEach(startWatching);
afterEach(() => watching.kill('SIGKILL'));

async function startWatching(): Promise<void> {
  corpus = temporaryFolder();
  write('first', 'The lighthouse keeper painted the door green.');
  const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
  watching = startAttest(['index', '--watch', '--json'], { env });
  reports = createInterface({ input: watching.stdout })[Symbol.asyncIterator]();
  const following = new Promise<void>((resolve) => {
    watching.stderr.on('data', (data: Buffer) => data.includes('Following ') && resolve());
  });
  expect(await nextReport()).toMatchObject({ articles: 1 });
  await following;
}

test('articles that come, change and go are indexed, many at once in one build', async () => {
  for (let i = 0; i < 20; i++) write(`burst-${i}`, `Story number ${i} of the burst.`);
  expect(await nextReport()).toMatchObject({ articles: 21, embedded: 20 });
  write('first', 'The lighthouse keeper painted the door blue.');
  rmSync(join(corpus, 'burst-0.txt'));
  expect(await nextReport()).toMatchObject({ articles: 20, embedded: 1, removed: 1 });
});

/** Less than the second without growth after which a file counts as whole. */
const SHORT_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 700;

/** Writes an article piece by piece for longer than it takes to count as whole; false when a pause was too long for that. */
async function writtenSlowly(name: string): Promise<boolean> {
  const path = join(corpus, `${name}.txt`);
  writeFileSync(path, head(name));
  let isSteady = true;
  for (let i = 0; i < 6; i++) {
    const before = performance.now();
    await setTimeout(SHORT_PAUSE_MS);
    appendFileSync(path, `Sentence number ${i} of the story ${name}. `);
    isSteady &&= performance.now() - before < LONGEST_PAUSE_MS;
  }
  return isSteady;
}

test('a file that is being written is taken when it is whole', async () => {
  // Where this process itself was held up between two pieces, the file may have counted as whole: that tells nothing.
  while (!(await writtenSlowly('slow'))) {
    watching.kill('SIGKILL');
    await startWatching();
  }
  expect(await nextReport()).toMatchObject({ articles: 2, problems: [], embedded: 1 });
});

test('SIGINT ends it with code 0', async () => {
  watching.kill('SIGINT');
  expect((await once(watching, 'exit'))[0]).toBe(0);
});
