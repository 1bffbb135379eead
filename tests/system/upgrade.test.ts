// An owner's disk as 0.1.0 left it: settings, votes, questions, the index and .env are taken on as they are.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { readSettings } from '../../src/config.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { questionsSince } from '../../src/server-data/server-data.ts';
import { attest } from '../support/command-line.ts';
import { ROOT } from '../support/project.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SERVER = '900000000000000002';
const OTHER_SERVER = '900000000000000077';
const [EVERY_CHANNEL, RUSSIAN_CHANNEL] = ['900000000000000003', '900000000000000004'];
const [ANNA, BORIS] = ['812345678901234567', '823456789012345678'];

let env: { CORPUS_DIR: string; EMBEDDINGS_DIR: string };
beforeEach(() => {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'tests/fixtures/0.1.0'), folder, { recursive: true });
  env = { CORPUS_DIR: join(folder, 'corpus'), EMBEDDINGS_DIR: join(folder, 'embeddings') };
});

describe('people.db', () => {
  test('keeps every setting of server and channel', async () => {
    const people = openServerDataFile(env.EMBEDDINGS_DIR);
    const server = {
      private: true,
      outlets: ['The Lantern', 'gazette.example'],
      language: 'de',
      texts: true,
    };
    expect(await people.settingsIn(SERVER, '1')).toEqual({
      ...server,
      every: false,
      answers: 'reply',
      roles: [],
      blocked: [],
    });
    const channel = { every: true, answers: 'thread', private: false };
    expect(await people.settingsIn(SERVER, EVERY_CHANNEL)).toMatchObject({ ...server, ...channel });
    expect(await people.settingsIn(SERVER, RUSSIAN_CHANNEL)).toMatchObject({
      outlets: ['The Lantern'],
      language: 'ru',
      private: true,
    });
    expect(await people.settingsIn(OTHER_SERVER, '1')).toMatchObject({ answers: 'thread', outlets: [] });
    expect(await people.answersEvery()).toBe(true);
    await people.close();
  });

  test('keeps every question and vote', async () => {
    const people = openServerDataFile(env.EMBEDDINGS_DIR);
    const kept = (await questionsSince(people, 0, null)).map(
      ({ server, kind, permille, ms, text, up, down }) => [server, kind, permille, ms, text, up, down],
    );
    expect(kept).toEqual([
      ['', 'answered', 830, 14, null, 0, 0],
      [OTHER_SERVER, 'answered', 830, 13, null, 0, 1],
      [SERVER, 'abstained', 210, 12, 'Who owns the lighthouse?', 0, 0],
      [SERVER, 'answered', 830, 11, 'When did the bakery close?', 1, 1],
    ]);
    await people.close();
  });

  test('knows people again: a vote takes the place of an earlier one, and /forget-me finds all', async () => {
    const people = openServerDataFile(env.EMBEDDINGS_DIR);
    expect(await people.vote('1', BORIS, 1, SERVER)).toEqual({ up: 2, down: 0 });
    expect(await people.forget(ANNA)).toEqual({ questions: 3, votes: 2 });
    await people.close();
  });
});

test('its index answers at once, or is made anew without a word from the owner', async () => {
  const input = 'When did the bakery in Quorbeck close?\n';
  const { stdout, stderr, code } = await attest(['start'], { input, env });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('closed on Friday after forty years');
  expect(existsSync(join(env.EMBEDDINGS_DIR, 'people.db'))).toBe(true);
});

test('a build over its index loses nothing', async () => {
  const report = await buildIndex(settingsOf(env));
  expect(report).toMatchObject({ articles: 2, problems: [], removed: 0 });
  expect((await attest(['verify'], { env })).stdout).toMatch(/2 articles, .* no damage, 0 behind the corpus/);
  expect(existsSync(join(env.EMBEDDINGS_DIR, 'people.db'))).toBe(true);
});

test('every setting that its .env could have is understood', () => {
  const settings = {
    DISCORD_TOKEN: 'x',
    DISCORD_API: 'https://proxy.example/api',
    DISCORD_GUILD_ID: SERVER,
    CORPUS_DIR: 'corpus',
    EMBEDDINGS_DIR: 'embeddings',
    EMBEDDING_MODEL: 'bundled',
    WATCH: '1',
    SHARDS: '2',
    USER_LIMIT: '0',
    SERVER_LIMIT: '0',
    MAX_WAITING: '5',
    LOG_LEVEL: 'warn',
  };
  expect(readSettings(settings)).toMatchObject({ SHARDS: 2, WATCH: true, MAX_WAITING: 5 });
});
