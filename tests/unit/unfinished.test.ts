// What is being answered, on disk, for the next process to tell whoever waits.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Message } from 'discord.js';
import { Unfinished } from '../../src/discord/unfinished.ts';
import { openLog } from '../../src/log.ts';
import { ENGLISH } from '../support/english.ts';
import { temporaryFolder } from '../support/temporary.ts';

let path: string;
const opened = () => new Unfinished(path, openLog('silent'));
const asked = (id: number) => ({ id: String(id), channelId: '1' }) as Message;
beforeEach(() => (path = join(temporaryFolder(), 'unfinished.jsonl')));

test('an answer that has begun and not ended is known to the next process, and told once', () => {
  const unfinished = opened();
  unfinished.begin(asked(1), ENGLISH);
  unfinished.begin(asked(2), ENGLISH)();
  expect(
    opened()
      .left()
      .map(({ id }) => id),
  ).toEqual(['1']);
  expect(opened().left()).toEqual([]);
});

test('with nothing open nothing is kept', () => {
  const unfinished = opened();
  const ends = [1, 2].map((id) => unfinished.begin(asked(id), ENGLISH));
  ends.forEach((end) => end());
  expect(existsSync(path)).toBe(false);
});

test('the file stays small while something is always open, and forgets nothing that is', () => {
  const unfinished = opened();
  unfinished.begin(asked(0), ENGLISH);
  let longest = 0;
  for (let id = 1; id <= 5000; id++) {
    unfinished.begin(asked(id), ENGLISH)();
    if (id % 500 === 0) longest = Math.max(longest, readFileSync(path, 'utf8').split('\n').length);
  }
  expect(longest).toBeLessThan(2100);
  expect(
    opened()
      .left()
      .map(({ id }) => id),
  ).toEqual(['0']);
});
