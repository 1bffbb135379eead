// One build at a time, and no lock that outlives its process.
import { existsSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockBuild } from '../../src/indexing/build-lock.ts';
import { sentenceOf } from '../../src/errors.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('a lock is given back', () => {
  const folder = temporaryFolder();
  lockBuild(folder)();
  expect(existsSync(join(folder, 'build.lock'))).toBe(false);
  lockBuild(folder)();
});

test('a second build is refused while the first one lives, and taken over from one that died', async () => {
  const folder = temporaryFolder();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(join(folder, 'build.lock'), String(other.pid));
  expect(() => lockBuild(folder)).toThrow(`Another build is running (process ${other.pid}).`);
  other.kill();
  await once(other, 'exit');
  lockBuild(folder)();
});

test('a lock file that names nobody is taken over', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'build.lock'), '');
  lockBuild(folder)();
});

test('a file where the folder should be is told in a sentence', () => {
  const file = join(temporaryFolder(), 'embeddings');
  writeFileSync(file, '');
  const told = (folder: string) => {
    try {
      return lockBuild(folder);
    } catch (thrown) {
      return sentenceOf(thrown);
    }
  };
  for (const folder of [file, join(file, 'below')])
    expect(told(folder)).toMatch(/^A file stands where a folder is needed \(.*\)\. Set .* to a folder\.$/);
});
