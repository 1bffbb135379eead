// `attest doctor`: what it says of a machine, an archive and a Discord on which things are wrong, and on which none is.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgeDisk, judgeMemory, judgeNode, lookAtPackages } from '../../src/doctor/machine.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { attest, attestProcess } from '../support/command-line.ts';
import { startDiscord, TOKEN, type Discord, type DiscordOptions } from '../support/loopback/discord.ts';
import { GENERAL_ID, GUILD_ID, LOCKED_ID, THREADLESS_ID } from '../support/loopback/types.ts';
import { EXAMPLE } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const HOUR_MS = 3_600_000;

let discord: Discord;
let stop: () => Promise<void>;

const open = async (options: DiscordOptions = {}) => {
  discord = await startDiscord(options);
  stop = () => discord.stop();
};

beforeEach(() => {
  stop = async () => {};
});
afterEach(async () => {
  await stop();
});

const doctor = (env: Record<string, string>, ...args: string[]) =>
  attest(['doctor', ...args], { env: { LANG: 'en_GB.UTF-8', ...env } });

/** The checks of a state in what `--json` prints. */
const checksIn = (stdout: string, state: string) =>
  (JSON.parse(stdout) as { checks: { check: string; state: string }[] }).checks
    .filter((each) => each.state === state)
    .map(({ check }) => check);

test('where all is well every line says so, and the exit code is 0', async () => {
  await open({ privileged: true });
  const { EMBEDDINGS_DIR } = await shippedIndex();
  const env = { DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api, EMBEDDINGS_DIR, CORPUS_DIR: EXAMPLE };
  const { code, stdout, stderr } = await doctor(env);
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/WRONG|not checked/);
  expect(stdout).toContain('the bot is “attest”');
  expect(stdout).toContain('in “Reading room” the bot sees 3 channels, and may not answer in #locked');
  expect(stdout).toContain('Nothing is wrong.');
  expect(code).toBe(0);
  expect(stdout).not.toContain(TOKEN);
  expect(discord.violations).toEqual([]);
});

describe('on a machine with more than five things wrong', () => {
  let env: Record<string, string>;

  beforeEach(async () => {
    await open();
    discord.setClock(-2 * HOUR_MS);
    discord.takeFromBotEverywhere(PermissionFlagsBits.ReadMessageHistory);
    const [EMBEDDINGS_DIR, CORPUS_DIR] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(
      join(CORPUS_DIR, 'broken.md'),
      '---\ntitle: The ferry\ndate: 2099-01-01\nurl: https://gazette.example/ferry\n---\nIt sails.\n',
    );
    const data = openServerDataFile(EMBEDDINGS_DIR);
    await data.set(GUILD_ID, GENERAL_ID, { every: true });
    await data.close();
    env = { DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api, EMBEDDINGS_DIR, CORPUS_DIR };
  });

  test('it names all with what to do, and ends with exit code 1', async () => {
    const { code, stdout } = await doctor(env);
    expect(stdout).toMatch(/WRONG +Corpus: .* has no article\.\n +→ Put \.txt or \.md files there/);
    expect(stdout).toMatch(/WRONG +Corpus: .*broken\.md:/);
    expect(stdout).toMatch(/WRONG +Index: There is no index in .* yet\. Run: npm run index/);
    expect(stdout).toMatch(
      /WRONG +Intents: a channel wants every question[^]*→ Switch on Message Content Intent/,
    );
    expect(stdout).toMatch(/WRONG +Permissions: in “Reading room” the bot lacks “Read Message History”/);
    expect(stdout).toMatch(/WRONG +Clock: 720\d s ahead of that of Discord/);
    expect(stdout).toContain('6 things are wrong. Mend, then run again: npm run attest -- doctor');
    expect(code).toBe(1);
    expect(discord.violations).toEqual([]);
  });

  test('it says so to programs, too', async () => {
    const { code, stdout } = await doctor(env, '--json');
    expect(new Set(checksIn(stdout, 'wrong'))).toEqual(
      new Set(['corpus', 'index', 'intents', 'permissions', 'clock']),
    );
    expect(code).toBe(1);
  });

  test.each([
    ['de', 'FALSCH', '„Nachrichtenverlauf anzeigen“'],
    ['ru', 'ОШИБКА', '«Читать историю сообщений»'],
  ])('it says so in %s', async (language, wrong, permission) => {
    const { stdout } = await doctor(env, '--language', language);
    expect(stdout.split(`${wrong} `).length).toBe(7);
    expect(stdout).toContain(permission);
  });
});

test('settings that are no settings are named all at once, and the rest is looked at all the same', async () => {
  await open();
  const { stdout, code } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: discord.api,
    SHARDS: 'many',
    LOG_LEVEL: 'loud',
    ATTEST_HTTP: '0.0.0.0:9464',
    CORPUS_DIR: '/nowhere/at/all',
    EMBEDDINGS_DIR: temporaryFolder(),
  });
  expect(stdout).toMatch(/WRONG +Settings: SHARDS: expected a number/);
  expect(stdout).toMatch(/WRONG +Settings: LOG_LEVEL:/);
  expect(stdout).toMatch(/WRONG +Settings: ATTEST_HTTP=0\.0\.0\.0:9464 can be reached from other machines/);
  expect(stdout).toMatch(/WRONG +Corpus: There is no corpus folder at \/nowhere\/at\/all\./);
  expect(stdout).toMatch(/ok +Token:/);
  expect(code).toBe(1);
});

test('a refused token is named and never shown, and what it keeps from being looked at is said', async () => {
  await open({ token: 'another' });
  const { stdout, stderr } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: discord.api,
    EMBEDDINGS_DIR: temporaryFolder(),
  });
  expect(stdout).toMatch(/WRONG +Token: Discord refuses it\.\n +→ Make a new one/);
  expect(stdout).toMatch(/not checked +Intents: [^]*not checked +Permissions:/);
  // Discord tells the time even to whom it refuses.
  expect(stdout).toMatch(/ok +Clock:/);
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('a token goes to no other address than the one that was meant', async () => {
  await open();
  const { stdout } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: 'not an address',
    EMBEDDINGS_DIR: temporaryFolder(),
  });
  expect(stdout).toMatch(/not checked +Token:/);
  expect(discord.requests).toEqual([]);
});

test('without a token it says what was not looked at', async () => {
  const { EMBEDDINGS_DIR } = await shippedIndex();
  const { stdout, code } = await doctor({ EMBEDDINGS_DIR, CORPUS_DIR: EXAMPLE });
  expect(stdout).toMatch(/not checked +Token: there is none, so Discord was not asked\./);
  expect(stdout).toContain('4 things were not checked. Nothing is wrong.');
  expect(code).toBe(0);
});

test('a Discord that is away is told from a token that it refuses', async () => {
  await open();
  const { api } = discord;
  await discord.stop();
  stop = async () => {};
  const { stdout } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: api,
    EMBEDDINGS_DIR: temporaryFolder(),
  });
  expect(stdout).toMatch(/WRONG +Token: Discord at http:\S+ cannot be reached \(ECONNREFUSED\)/);
});

test.each([
  [
    'another page',
    { status: 'page' as const },
    /What answers at http:\S+ is not Discord\. Check the network/,
  ],
  ['trouble', { status: 503, times: 9 }, /Discord answered 503 at log-in\./],
  ['nothing in the end', { status: 'torn' as const, times: 9 }, /Token: /],
])('%s in the place of an answer of Discord is told as such', async (_, fault, says) => {
  await open();
  discord.failNext('GET', '/users/@me', fault);
  const { stdout, stderr } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: discord.api,
    EMBEDDINGS_DIR: temporaryFolder(),
  });
  expect(stdout).toMatch(says);
  expect(stdout).toMatch(/WRONG +Token:/);
  expect(stdout + stderr).not.toMatch(/undefined|\[object/);
});

test('folders that are files are named', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const { stdout } = await doctor({ EMBEDDINGS_DIR: file, CORPUS_DIR: file });
  expect(stdout).toMatch(/WRONG +Disk: /);
  expect(stdout).toMatch(/WRONG +Corpus: /);
  expect(stdout).toMatch(/WRONG +Index: /);
});

test('a bot that may write in no channel of a server is told so', async () => {
  await open();
  for (const id of [GENERAL_ID, LOCKED_ID, THREADLESS_ID])
    discord.takeFromBot(id, PermissionFlagsBits.SendMessages);
  const { stdout } = await doctor({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: discord.api,
    EMBEDDINGS_DIR: temporaryFolder(),
    DISCORD_GUILD_ID: '912345678901234567',
  });
  expect(stdout).toMatch(/WRONG +Permissions: in “Reading room” the bot may write in no channel/);
  expect(stdout).toMatch(/WRONG +Permissions: DISCORD_GUILD_ID names 912345678901234567/);
});

test('as a process of its own it ends by itself, the reader with it', async () => {
  const { EMBEDDINGS_DIR } = await shippedIndex();
  const env = { LANG: 'en_GB.UTF-8', EMBEDDINGS_DIR, CORPUS_DIR: EXAMPLE, READER: 'bundled' };
  const { code, stdout, stderr } = await attestProcess(['doctor'], { env });
  expect(stdout).toMatch(/ok +Reader: “bundled” can be used\./);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('models that cannot be had are named', async () => {
  const { stdout } = await doctor({
    EMBEDDINGS_DIR: temporaryFolder(),
    EMBEDDING_MODEL: '/nowhere/encoder',
    READER: '/nowhere/reader',
  });
  expect(stdout).toMatch(/WRONG +Index: .*\/nowhere\/encoder/);
  expect(stdout).toMatch(/WRONG +Reader: .*\/nowhere\/reader/);
});

test('a damaged file of settings and votes is named', async () => {
  const EMBEDDINGS_DIR = temporaryFolder();
  mkdirSync(EMBEDDINGS_DIR, { recursive: true });
  writeFileSync(
    join(EMBEDDINGS_DIR, 'people.db'),
    'no database, and long enough to be read as one'.repeat(100),
  );
  const { stdout } = await doctor({ EMBEDDINGS_DIR });
  expect(stdout).toMatch(
    /WRONG +Settings of servers: The file of settings and votes .*people\.db is damaged/,
  );
  rmSync(EMBEDDINGS_DIR, { recursive: true });
});

describe('of the machine', () => {
  test.each([
    ['18.20.4', 'wrong'],
    ['20.18.9', 'wrong'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
    ['26.0.0', 'ok'],
  ])('Node.js %s is %s', (version, state) => {
    expect(judgeNode(version).state).toBe(state);
  });

  test('a package that cannot be loaded is wrong, but for the one that is not needed', () => {
    const load = (name: string) => {
      if (name === 'onnxruntime-node') return {};
      throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:`), {
        code: 'MODULE_NOT_FOUND',
      });
    };
    expect(lookAtPackages(load).map(({ state, cause }) => [state, cause])).toEqual([
      ['ok', { kind: 'packages', names: ['onnxruntime-node'] }],
      ['wrong', { kind: 'no package', name: 'libsql', reason: "Cannot find module 'libsql'" }],
      ['note', { kind: 'no vector library', reason: null }],
    ]);
  });

  test('too little room for a build is wrong', () => {
    expect(judgeDisk('/data', 1e9, 3e8).state).toBe('ok');
    expect(judgeDisk('/data', 1e8, 3e8).state).toBe('wrong');
  });

  test('memory is judged by what answering and building take', () => {
    expect([512e6, 1e9, 4e9].map((bytes) => judgeMemory(bytes, 2).state)).toEqual(['wrong', 'note', 'ok']);
    expect(judgeMemory(512e6, 0).state).toBe('note');
  });
});
