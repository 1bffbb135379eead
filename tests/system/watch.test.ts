// `npm run index -- --watch` as a process: it takes what changes, once it is whole, and a burst as one build.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuildReport } from '../../src/types.ts';
import { ROOT } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

let corpus: string;
let watching: ChildProcess;
let reports: AsyncIterator<string>;
let lines: Interface;

const head = (name: string) => `date 2024-05-01 https://gazette.example/${name}\n\nTitle of ${name}\n\n`;
const write = (name: string, text: string) => writeFileSync(join(corpus, `${name}.txt`), head(name) + text);
const nextReport = async () => JSON.parse((await reports.next()).value as string) as BuildReport;

beforeEach(async () => {
  corpus = temporaryFolder();
  write('first', 'The lighthouse keeper painted the door green.');
  watching = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'index', '--watch', '--json'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  lines = createInterface({ input: watching.stdout! });
  reports = lines[Symbol.asyncIterator]();
  expect(await nextReport()).toMatchObject({ articles: 1 });
  await setTimeout(700);
});
afterEach(() => watching.kill('SIGKILL'));

test('articles that come, change and go are indexed, many at once in one build', async () => {
  for (let i = 0; i < 20; i++) write(`burst-${i}`, `Story number ${i} of the burst.`);
  expect(await nextReport()).toMatchObject({ articles: 21, embedded: 20 });
  write('first', 'The lighthouse keeper painted the door blue.');
  rmSync(join(corpus, 'burst-0.txt'));
  expect(await nextReport()).toMatchObject({ articles: 20, embedded: 1, removed: 1 });
});

test('a file that is being written is taken when it is whole', async () => {
  const path = join(corpus, 'slow.txt');
  writeFileSync(path, head('slow'));
  for (let i = 0; i < 6; i++) {
    await setTimeout(300);
    appendFileSync(path, `Sentence number ${i} of the slow story. `);
  }
  expect(await nextReport()).toMatchObject({ articles: 2, problems: [], embedded: 1 });
});

test('SIGINT ends it with code 0', async () => {
  watching.kill('SIGINT');
  expect((await once(watching, 'exit'))[0]).toBe(0);
});
