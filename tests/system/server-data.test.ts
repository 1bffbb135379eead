// The people's file as it is on a disk: what leaves it, its copy of the settings, and files that cannot be used.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { openDatabase } from '../../src/index/database.ts';
import { UserError } from '../../src/errors.ts';
import {
  openServerDataFile,
  serverDataFile,
  type ServerDataFile,
} from '../../src/server-data/server-data-file.ts';
import { questionsSince, TEXT_DAYS, type AskedQuestion } from '../../src/server-data/server-data.ts';
import { settingsCopyFile } from '../../src/server-data/settings-copy.ts';
import { attest, outcomeOf, startAttest } from '../support/command-line.ts';
import { settingsOf } from '../support/shipped.ts';
import { smallDisk } from '../support/small-disk.ts';
import { temporaryCorpus, temporaryFolder } from '../support/temporary.ts';

const SERVER = '900000000000000002';
const ANNA = '812345678901234567';
const BORIS = '823456789012345678';
const DAY_MS = 86_400_000;

const asked = (more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  answer: '1',
  userId: ANNA,
  server: SERVER,
  text: 'Who owns the lighthouse?',
  kind: 'abstained',
  confidence: 0.25,
  ms: 12.4,
  ...more,
});

/** What is thrown when the file is opened, as a sentence. */
function refusal(folder: string): string {
  try {
    void openServerDataFile(folder).close();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.sentence;
    throw thrown;
  }
  return 'opened';
}

/** Whether a text stands in any file of the folder. */
const isOnDisk = (folder: string, text: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(text));

describe('what is kept', () => {
  test('of a question holds its text only where the server says so, and never a user id', async () => {
    const folder = temporaryFolder();
    const people = openServerDataFile(folder);
    await people.record(asked());
    await people.set(SERVER, null, { texts: true });
    await people.record(asked({ text: 'Who paid for the pier?' }));
    await people.record(asked({ server: '', text: 'A private matter?' }));
    await people.vote('1', ANNA, 1, SERVER);
    expect((await questionsSince(people, 0, null)).map(({ text }) => text)).toEqual([
      null,
      'Who paid for the pier?',
      null,
    ]);
    expect((await questionsSince(people, 0, SERVER))[0]).toMatchObject({
      permille: 250,
      ms: 12,
      kind: 'abstained',
    });
    await people.close();
    const bytes = readFileSync(serverDataFile(folder));
    expect(bytes.includes('pier')).toBe(true);
    for (const unkept of ['lighthouse', 'private matter', ANNA]) expect(bytes.includes(unkept)).toBe(false);
    expect(statSync(serverDataFile(folder)).mode & 0o077).toBe(0);
  });

  test.each<[string, (people: ServerDataFile) => Promise<void>]>([
    ['texts:False', (people) => people.set(SERVER, null, { texts: false })],
    ['reset:True', (people) => people.reset(SERVER, null)],
    ['their time', (people) => people.prune(Date.now() + (TEXT_DAYS + 1) * DAY_MS)],
  ])('has its texts off the disk at once with %s, be they few or many', async (_, takeBack) => {
    for (const many of [1, 400]) {
      const folder = temporaryFolder();
      const people = openServerDataFile(folder);
      await people.set(SERVER, null, { texts: true });
      for (let i = 0; i < many; i++)
        await people.record(
          asked({ answer: String(i), text: `Who owns the lighthouse ${'no. '.repeat(i % 300)}?` }),
        );
      expect(isOnDisk(folder, 'lighthouse')).toBe(true);
      await takeBack(people);
      expect(isOnDisk(folder, 'lighthouse')).toBe(false);
      await people.close();
    }
  });

  test('has its texts off the disk, where another process was reading, when the bot ends and when it starts', async () => {
    const folder = temporaryFolder();
    for (const end of ['close', 'kill'] as const) {
      const people = openServerDataFile(folder);
      await people.set(SERVER, null, { texts: true });
      await people.record(asked());
      const reader = openDatabase(serverDataFile(folder), false);
      reader.script('BEGIN');
      expect(reader.column('SELECT count(*) FROM questions')).toHaveLength(1);
      await people.set(SERVER, null, { texts: false });
      expect(isOnDisk(folder, 'lighthouse')).toBe(true);
      reader.script('ROLLBACK');
      reader.close();
      if (end === 'close') await people.close();
      else openServerDataFile(folder).settle();
      expect(isOnDisk(folder, 'lighthouse')).toBe(false);
    }
  });

  test('of a person is gone from the disk once they are forgotten, and nobody else is', async () => {
    const folder = temporaryFolder();
    const people = openServerDataFile(folder);
    await people.set(SERVER, null, { texts: true });
    await people.record(asked());
    await people.record(asked({ userId: BORIS, text: 'When does the regatta begin?' }));
    await people.vote('1', ANNA, 1, SERVER);
    expect(await people.forget(ANNA)).toEqual({ questions: 1, votes: 1 });
    expect(await people.forget(ANNA)).toEqual({ questions: 0, votes: 0 });
    for (const file of [serverDataFile(folder), `${serverDataFile(folder)}-wal`])
      expect(readFileSync(file).includes('lighthouse')).toBe(false);
    expect(await questionsSince(people, 0, SERVER)).toHaveLength(1);
    await people.close();
  });

  test('of a server is gone from the disk once the bot has left it, and no other server’s is', async () => {
    const folder = temporaryFolder();
    const people = openServerDataFile(folder);
    for (const server of [SERVER, 'other'])
      await people.set(server, null, { texts: true, outlets: [`The ${server}`] });
    await people.set(SERVER, '7', { every: true });
    await people.record(asked());
    await people.record(asked({ server: 'other', text: 'When does the regatta begin?' }));
    await people.record(asked({ server: '' }));
    await people.vote('1', ANNA, 1, SERVER);
    await people.vote('2', ANNA, 1, 'other');
    expect(await people.forgetServer(SERVER)).toEqual({ questions: 1, votes: 1 });
    expect(await people.settingsOf(SERVER)).toEqual({ server: {}, channels: new Map() });
    expect((await people.settingsOf('other')).server).toEqual({ texts: true, outlets: ['The other'] });
    expect((await questionsSince(people, 0, null)).map(({ server }) => server)).toEqual(['', 'other']);
    expect([(await people.tally('1')).up, (await people.tally('2')).up]).toEqual([0, 1]);
    for (const file of [serverDataFile(folder), `${serverDataFile(folder)}-wal`])
      expect(readFileSync(file).includes('lighthouse') || readFileSync(file).includes(SERVER)).toBe(false);
    await people.close();
  });

  test('stays when the index is built anew', async () => {
    const article =
      'date 2025-10-20 https://radiopellow.example/x\n\nLighthouse\n\nThe lighthouse was painted on Friday.\n';
    const settings = settingsOf({ CORPUS_DIR: temporaryCorpus([article]) });
    const people = openServerDataFile(settings.EMBEDDINGS_DIR);
    await people.record(asked());
    await buildIndex(settings, { rebuild: true });
    expect(await questionsSince(people, 0, null)).toHaveLength(1);
    await people.close();
  });
});

describe('the copy of the settings', () => {
  const kept = { private: true, outlets: ['The Tidewater Lantern'], roles: ['7'] };
  /** A folder in which something is set, asked and voted, with a copy. */
  async function filled(): Promise<string> {
    const folder = temporaryFolder();
    const people = openServerDataFile(folder);
    await people.set(SERVER, null, { ...kept, texts: true });
    await people.set(SERVER, '7', { every: true });
    await people.record(asked());
    await people.vote('1', ANNA, 1, SERVER);
    await people.close();
    return folder;
  }
  const settingsOf = async (folder: string) => {
    const people = openServerDataFile(folder);
    const settings = await people.settingsOf(SERVER);
    await people.close();
    return settings;
  };

  test('has no text, no vote and nobody who asked, and is for the owner’s eyes', async () => {
    const copy = settingsCopyFile(await filled());
    const text = readFileSync(copy, 'utf8');
    expect(text).toContain('The Tidewater Lantern');
    for (const of of ['lighthouse', ANNA, 'salt', 'vote', 'person']) expect(text).not.toContain(of);
    expect(statSync(copy).mode & 0o077).toBe(0);
  });

  test('gives a people.db that is made anew what was set, and nothing else', async () => {
    const folder = await filled();
    const before = await settingsOf(folder);
    for (const end of ['', '-wal', '-shm']) rmSync(`${serverDataFile(folder)}${end}`, { force: true });
    expect(await settingsOf(folder)).toEqual(before);
    const people = openServerDataFile(folder);
    expect(await questionsSince(people, 0, null)).toEqual([]);
    expect(await people.tally('1')).toEqual({ up: 0, down: 0 });
    await people.close();
    rmSync(serverDataFile(folder));
    writeFileSync(serverDataFile(folder), '');
    expect(await settingsOf(folder)).toEqual(before);
  });

  test('follows what is set: a server that is left is not in it, nor what was taken back', async () => {
    const folder = await filled();
    const people = openServerDataFile(folder);
    await people.set('other', null, { language: 'ru' });
    await people.reset(SERVER, '7');
    await people.forgetServer(SERVER);
    await people.close();
    const text = readFileSync(settingsCopyFile(folder), 'utf8');
    expect(text).toContain('other');
    expect(text).not.toContain(SERVER);
  });

  test('is not trusted when it is damaged: a people.db that is gone is not made anew from it, nor without it', async () => {
    const folder = await filled();
    const copy = settingsCopyFile(folder);
    rmSync(serverDataFile(folder));
    for (const spoilt of [
      readFileSync(copy, 'utf8').replace('Lantern', 'Lanterm'),
      readFileSync(copy, 'utf8').slice(0, 200),
      '',
      '[]',
    ]) {
      writeFileSync(copy, spoilt);
      expect(refusal(folder)).toMatch(/^The copy of the settings .* is damaged\. Put it or people\.db back/);
      expect(readFileSync(copy, 'utf8')).toBe(spoilt);
    }
  });

  test('is written anew from a sound people.db, of an older version too', async () => {
    const folder = await filled();
    for (const spoil of [
      () => rmSync(settingsCopyFile(folder)),
      () => writeFileSync(settingsCopyFile(folder), '{'),
    ]) {
      const sound = readFileSync(settingsCopyFile(folder), 'utf8');
      spoil();
      const people = openServerDataFile(folder);
      people.settle();
      await people.close();
      expect(readFileSync(settingsCopyFile(folder), 'utf8')).toBe(sound);
    }
  });

  test('that cannot be written keeps the setting from being set, with a sentence', async () => {
    const folder = await filled();
    const people = openServerDataFile(folder);
    rmSync(settingsCopyFile(folder));
    mkdirSync(settingsCopyFile(folder));
    await expect(people.set(SERVER, null, { outlets: [] })).rejects.toThrow(
      /^The copy of the settings .* cannot be written/,
    );
    expect((await people.settingsIn(SERVER, '1')).outlets).toEqual(kept.outlets);
    await people.close();
  });
});

describe('a file that cannot be used says so in one sentence when it', () => {
  const written = async () => {
    const folder = temporaryFolder();
    const people = openServerDataFile(folder);
    for (let i = 0; i < 200; i++) await people.record(asked({ answer: String(i) }));
    await people.close();
    return folder;
  };
  const DAMAGED =
    /^The file of settings and votes .*people\.db is damaged \(.*\)\. Put it back from a copy, or move it away/;

  test('is no database', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      serverDataFile(folder),
      'not a database, but long enough to be read as the head of one. '.repeat(100),
    );
    expect(refusal(folder)).toMatch(DAMAGED);
    expect(readFileSync(serverDataFile(folder), 'utf8')).toMatch(/^not a database/);
  });
  test('has lost a page', async () => {
    const folder = await written();
    const bytes = readFileSync(serverDataFile(folder));
    writeFileSync(serverDataFile(folder), bytes.fill(0xa5, 4096, 4096 * 4));
    expect(refusal(folder)).toMatch(DAMAGED);
  });
  test.each([
    ['private', '"perhaps"'],
    ['toString', '1'],
    ['__proto__', '{}'],
  ])('holds a setting that Attest does not write: %s', async (name, value) => {
    const folder = await written();
    const db = openDatabase(serverDataFile(folder), false);
    db.run("INSERT INTO settings VALUES (?, '', ?, ?)", [SERVER, name, value]);
    db.close();
    const people = openServerDataFile(folder);
    await expect(people.settingsIn(SERVER, '7')).rejects.toThrow(
      /is damaged \(the settings of .* are not what was/,
    );
    await people.close();
  });
  test('is of a newer version, and is left as it is', async () => {
    const folder = await written();
    const db = openDatabase(serverDataFile(folder), false);
    db.script('PRAGMA user_version = 99');
    db.close();
    expect(refusal(folder)).toMatch(
      /^The file of settings .* was written by a newer version of Attest\. Update/,
    );
    const { code, stderr } = await attest(['insights'], { env: { EMBEDDINGS_DIR: folder } });
    expect(stderr).toMatch(/written by a newer version of Attest\. Update Attest\.\n$/);
    expect(code).toBe(1);
  });
  test('is a folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(serverDataFile(folder));
    expect(refusal(folder)).toMatch(
      / cannot be opened .* Allow reading and writing of it and its folder, then try/,
    );
  });
  test('is on a disk that cannot be written', async (context) => {
    const { path, remount } = smallDisk(context, 2000);
    copyFileSync(serverDataFile(await written()), serverDataFile(path));
    remount('ro');
    let told = refusal(path);
    if (told === 'opened') {
      const people = openServerDataFile(path);
      try {
        await people.record(asked());
      } catch (thrown) {
        told = (thrown as UserError).sentence;
      }
      await people.close();
    }
    expect(told).toMatch(/^The file of settings and votes .* (read-only|cannot be opened).*Allow/);
  });
});

test('the bot and the command line use it at once, and the command line makes none', async () => {
  const folder = temporaryFolder();
  const env = { EMBEDDINGS_DIR: folder };
  expect((await attest(['insights'], { env })).stderr).toMatch(
    /^Nothing has been asked yet: there is no .*people\.db\. Start/,
  );
  const people = openServerDataFile(folder);
  await people.record(asked());
  const child = startAttest(['insights'], { env });
  const outcome = outcomeOf(child);
  let written = 1;
  while (child.exitCode === null) {
    await people.record(asked({ answer: String(written++) }));
    await setTimeout(2);
  }
  const { code, stdout } = await outcome;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Last 30 days: [\d,]+ questions? of 1 asker; 0 answered, \d+ without an answer\./);
  expect(stdout).toMatch(/Their text is kept only where \/settings says so/);
  expect(await questionsSince(people, 0, null)).toHaveLength(written);
  await people.close();
});
