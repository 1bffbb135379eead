// `attest backup` and `attest restore`: what is kept of settings and votes, and what is refused.
import { createHmac } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsCopyFile } from '../../src/server-data/settings-copy.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { questionsSince, type ServerData } from '../../src/server-data/server-data.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { runBackup, runRestore } from '../../src/terminal/run-backup.ts';
import { UserError } from '../../src/errors.ts';
import { attest } from '../support/command-line.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SERVER = '900000000000000002';
const ANNA = '812345678901234567';
const BORIS = '823456789012345678';
const ENGLISH = messagesFor('en');

/** A folder of server data with a setting, a vote of each of two people, and a question with its text. */
async function filled(): Promise<string> {
  const folder = temporaryFolder();
  await use(folder, fill);
  return folder;
}

async function fill(data: ServerData): Promise<void> {
  await data.set(SERVER, null, { outlets: ['The Gazette'], texts: true });
  await data.set(SERVER, '7', { every: true });
  await data.vote('1', ANNA, 1, SERVER);
  await data.vote('1', BORIS, -1, SERVER);
  await ask(data, 'Who owns the lighthouse?');
}

const ask = (data: ServerData, text: string) =>
  data.record({ answer: '1', userId: ANNA, server: SERVER, text, kind: 'abstained', confidence: 0.2, ms: 9 });

async function use<T>(folder: string, work: (data: ServerData) => Promise<T>): Promise<T> {
  const data = openServerDataFile(folder);
  try {
    return await work(data);
  } finally {
    await data.close();
  }
}

const backup = (folder: string, file: string, options = {}) =>
  runBackup(settingsOf({ EMBEDDINGS_DIR: folder }), file, options, ENGLISH);
const restore = (folder: string, file: string, options = {}) =>
  runRestore(settingsOf({ EMBEDDINGS_DIR: folder }), file, options, ENGLISH);

const refusal = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.sentence;
    throw thrown;
  }
  return 'done';
};

test('what is set and voted comes back on another machine, and people can still delete what is theirs', async () => {
  const file = join(temporaryFolder(), 'attest.json');
  const made = await attest(['backup', file], { env: { EMBEDDINGS_DIR: await filled() } });
  expect(made.stdout).toBe(`3 settings and 2 votes are in ${file}.\n`);
  expect(statSync(file).mode & 0o077).toBe(0);
  const other = temporaryFolder();
  const done = await attest(['restore', file], { env: { EMBEDDINGS_DIR: other } });
  expect(done.stdout).toContain('3 settings and 2 votes of');
  expect(done.stdout).toContain('/forget-me');
  await use(other, async (data) => {
    expect(await data.settingsIn(SERVER, '7')).toMatchObject({ outlets: ['The Gazette'], every: true });
    expect(await data.tally('1')).toEqual({ up: 1, down: 1 });
    expect(await data.forget(ANNA)).toEqual({ questions: 0, votes: 1 });
    expect(await data.tally('1')).toEqual({ up: 0, down: 1 });
  });
  expect(readFileSync(settingsCopyFile(other), 'utf8')).toContain('The Gazette');
});

test('a backup has no text of a question, and nobody in it by id', async () => {
  const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
  await backup(folder, file);
  const text = readFileSync(file, 'utf8');
  for (const unkept of ['lighthouse', ANNA, BORIS]) expect(text).not.toContain(unkept);
});

test('a bot that is running sees at once what is put back, and forgets people by the salt that came with it', async () => {
  const [source, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
  await backup(source, file);
  const folder = temporaryFolder();
  const running = openServerDataFile(folder);
  await ask(running, 'Asked before');
  await restore(folder, file);
  expect((await running.settingsIn(SERVER, '8')).outlets).toEqual(['The Gazette']);
  await running.vote('2', ANNA, 1, SERVER);
  await ask(running, 'Asked after');
  expect(await running.forget(ANNA)).toEqual({ questions: 1, votes: 2 });
  await running.close();
});

test('a backup while the bot writes is of one moment', async () => {
  const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
  const running = openServerDataFile(folder);
  for (let i = 0; i < 200; i++) await running.vote(String(i), BORIS, 1, SERVER);
  expect(await backup(folder, file)).toContain('3 settings and 201 votes');
  await running.vote('300', BORIS, 1, SERVER);
  await running.close();
});

test('restored settings that keep no texts take those away that are kept', async () => {
  const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
  await use(folder, (data) => data.set(SERVER, null, { texts: false }));
  await backup(folder, file);
  await use(folder, async (data) => {
    await data.set(SERVER, null, { texts: true });
    await ask(data, 'Kept for now?');
  });
  await restore(folder, file, { replace: true, settingsOnly: true });
  await use(folder, async (data) => {
    expect((await questionsSince(data, 0, SERVER)).map(({ text }) => text)).toEqual([null, null]);
  });
});

describe('nothing is written over without saying so', () => {
  test('no file by a backup', async () => {
    const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
    writeFileSync(file, 'mine');
    expect(await refusal(() => backup(folder, file))).toBe(
      `Something lies at ${file} already. Choose another name, or write over it with --replace.`,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await backup(folder, file, { replace: true })).toContain('3 settings');
    expect(readdirSync(join(file, '..'))).toEqual(['attest.json']);
  });

  test('nor is a folder, and where there is none no file is made', async () => {
    const [folder, other] = [await filled(), temporaryFolder()];
    expect(await refusal(() => backup(folder, other, { replace: true }))).toMatch(
      /is a folder\. Name a file in it\.$/,
    );
    expect(await refusal(() => backup(folder, join(other, 'not/there.json')))).toMatch(
      /There is no folder .*\/not\./,
    );
    expect(readdirSync(other)).toEqual([]);
  });

  test('no settings and votes by a restore', async () => {
    const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
    await backup(folder, file);
    await use(folder, (data) => data.set(SERVER, null, { private: true }));
    expect(await refusal(() => restore(folder, file))).toMatch(
      /^There are 4 settings and 2 votes already, which would be lost\. .*--replace\. Nothing was changed\.$/,
    );
    await use(folder, async (data) => expect((await data.settingsIn(SERVER, '')).private).toBe(true));
    expect(await restore(folder, file, { replace: true })).toContain('are back');
    await use(folder, async (data) => expect((await data.settingsIn(SERVER, '')).private).toBe(false));
  });

  test('--settings-only leaves the votes as they are', async () => {
    const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
    await backup(folder, file);
    await use(folder, (data) => data.forget(ANNA));
    expect(await restore(folder, file, { replace: true, settingsOnly: true })).not.toContain('/forget-me');
    await use(folder, async (data) => expect(await data.tally('1')).toEqual({ up: 0, down: 1 }));
  });
});

describe('is refused, and changes nothing', () => {
  const written = async (change: (text: string) => string) => {
    const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
    await backup(folder, file);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return { folder: temporaryFolder(), file };
  };
  test.each<[string, (text: string) => string, RegExp]>([
    ['a text', () => 'Dear diary', /is no backup of Attest/],
    ['other JSON', () => '{"settings": []}', /is no backup of Attest/],
    ['a backup cut short', (text) => text.slice(0, text.length / 2), /is no backup of Attest/],
    ['one that somebody changed', (text) => text.replace('The Gazette', 'The Gazelle'), /is damaged/],
    [
      'a newer one',
      (text) => text.replace('"version": 1', '"version": 2'),
      /newer version of Attest\. Update/,
    ],
  ])('%s', async (_, change, says) => {
    const { folder, file } = await written(change);
    expect(await refusal(() => restore(folder, file))).toMatch(says);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what is not there, and a folder', async () => {
    expect(await refusal(() => restore(temporaryFolder(), '/nowhere/x.json'))).toMatch(
      /There is no backup at/,
    );
    expect(await refusal(() => restore(temporaryFolder(), temporaryFolder()))).toMatch(
      /There is no backup at/,
    );
  });

  test('settings that Attest does not write, though the checksum is right', async () => {
    const { folder, file } = await written((text) => {
      const made = JSON.parse(text) as { settings: { name: string }[] };
      made.settings[0]!.name = 'all powerful';
      return JSON.stringify(made);
    });
    expect(await refusal(() => restore(folder, file))).toMatch(/is damaged/);
  });
});

test('where nothing was ever set, asked or voted there is nothing to back up', async () => {
  const file = join(temporaryFolder(), 'attest.json');
  const { code, stderr } = await attest(['backup', file], { env: { EMBEDDINGS_DIR: temporaryFolder() } });
  expect(stderr).toContain('There is nothing to back up in');
  expect(code).toBe(1);
});

test.each(LANGUAGES)('in %s it is told in words of that language', async (language) => {
  const messages = messagesFor(language);
  const [folder, file] = [await filled(), join(temporaryFolder(), 'attest.json')];
  const settings = settingsOf({ EMBEDDINGS_DIR: folder });
  const told = [
    await runBackup(settings, file, {}, messages),
    await refusal(() => runBackup(settings, file, {}, messages)),
    await refusal(() => runRestore(settings, file, {}, messages)),
    await runRestore(settings, file, { replace: true }, messages),
  ];
  expect(told.join('\n')).not.toMatch(/undefined|NaN|\[object/);
  expect(new Set(told).size).toBe(told.length);
});

test('the hash of a person is as it was', async () => {
  const folder = await filled();
  await use(folder, async (data) => {
    const { salt, votes } = await data.copy();
    const hash = createHmac('sha256', salt).update(ANNA).digest('hex').slice(0, 32);
    expect(votes.map(({ person }) => person)).toContain(hash);
  });
});

describe('A backup is written to nothing but a file', () => {
  test.each(['', '-', '/dev/null'])('so not to “%s”', async (place) => {
    const folder = await filled();
    expect(await refusal(() => backup(folder, place, { replace: true }))).toMatch(/is no name of a file/);
  });

  test('so not to a link that leads nowhere, which stays; one that leads to a file goes on leading there', async () => {
    const folder = await filled();
    const [file, link] = [join(folder, 'kept.json'), join(folder, 'link.json')];
    symlinkSync(file, link);
    expect(await refusal(() => backup(folder, link, { replace: true }))).toMatch(/is no name of a file/);
    writeFileSync(file, '');
    await backup(folder, link, { replace: true });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'attest backup' });
  });
});
