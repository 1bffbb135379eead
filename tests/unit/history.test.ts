// What was typed in earlier runs of the chat: for its owner alone, bounded, and no reason to fail.
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, stateFolder } from '../../src/config.ts';
import { openHistory } from '../../src/terminal/history.ts';
import { temporaryFolder } from '../support/temporary.ts';

const fileIn = (folder: string) => join(folder, 'attest', 'history');
const opened = (file: string) => {
  const troubles: string[] = [];
  return { history: openHistory(file, (reason) => troubles.push(reason)), troubles };
};
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('Lines come back in the next run, the newest first and none twice', () => {
  const file = fileIn(temporaryFolder());
  const { history } = opened(file);
  expect(history.lines).toEqual([]);
  for (const line of ['first', 'second', ' ', 'first', 'третий']) history.add(line);
  expect(opened(file).history.lines).toEqual(['третий', 'first', 'second']);
});

test('Only the owner may read the file and its folder, also after a copy left it open', () => {
  const file = fileIn(temporaryFolder());
  opened(file).history.add('who is the mayor');
  expect([modeOf(file), modeOf(join(file, '..'))]).toEqual(['600', '700']);
  chmodSync(file, 0o644);
  opened(file);
  expect(modeOf(file)).toBe('600');
});

test('Two chats at a time lose nothing of each other', () => {
  const file = fileIn(temporaryFolder());
  const [one, other] = [opened(file).history, opened(file).history];
  one.add('a');
  other.add('b');
  one.add('c');
  expect(opened(file).history.lines).toEqual(['c', 'b', 'a']);
});

test('The file does not grow without end', () => {
  const file = fileIn(temporaryFolder());
  mkdirSync(join(file, '..'));
  writeFileSync(file, Array.from({ length: 3000 }, (_, i) => `line ${i}\n`).join(''));
  const { history } = opened(file);
  expect(history.lines).toHaveLength(500);
  expect(history.lines[0]).toBe('line 2999');
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(501);
  history.add('x'.repeat(10_000));
  expect(readFileSync(file, 'utf8')).not.toContain('xxx');
});

test('What steers a terminal does not come back', () => {
  const file = fileIn(temporaryFolder());
  mkdirSync(join(file, '..'));
  writeFileSync(file, 'a\u001b[2Jb\n\u0000\n');
  expect(opened(file).history.lines).toEqual(['a [2Jb']);
});

test('Where nothing can be kept it says so, once, and the chat goes on', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'attest'), 'a file in the place of the folder');
  const { history, troubles } = opened(fileIn(folder));
  history.add('one');
  history.add('two');
  expect(troubles).toEqual([expect.stringMatching(/EEXIST|ENOTDIR/)]);
});

test('It lies where the XDG specification has state, and HISTORY=off keeps none', () => {
  expect(stateFolder({ XDG_STATE_HOME: '/var/state' })).toBe('/var/state/attest');
  expect(stateFolder({})).toMatch(/^\/.*\/\.local\/state\/attest$/);
  expect(stateFolder({ XDG_STATE_HOME: 'relative' })).toBe(stateFolder({}));
  expect(readSettings({}).HISTORY).toBe(true);
  expect(readSettings({ HISTORY: 'off' }).HISTORY).toBe(false);
});
