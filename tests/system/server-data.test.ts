// The people's file as it is on a disk: what is kept, what is not, and files that cannot be used.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { openDatabase } from '../../src/index/database.ts';
import { UserError } from '../../src/errors.ts';
import {
  openServerData,
  serverDataFile,
  ROW_DAYS,
  TEXT_DAYS,
  type AskedQuestion,
  type ServerData,
} from '../../src/server-data/server-data.ts';
import { strictest, type OwnSettings } from '../../src/server-data/place-settings.ts';
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
    openServerData(folder).close();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.sentence;
    throw thrown;
  }
  return 'opened';
}

/** Whether a text stands in any file of the folder. */
const isOnDisk = (folder: string, text: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(text));

describe('settings', () => {
  test('of a channel win over those of its server, which win over the defaults, after a restart too', () => {
    const folder = temporaryFolder();
    const first = openServerData(folder);
    first.set(SERVER, null, { private: true, outlets: ['The Tidewater Lantern'] });
    first.set(SERVER, '7', { private: false, answers: 'thread', every: true });
    first.close();
    const people = openServerData(folder);
    expect(people.settingsIn(SERVER, '7')).toMatchObject({
      private: false,
      answers: 'thread',
      outlets: ['The Tidewater Lantern'],
      language: 'auto',
    });
    expect(people.settingsIn(SERVER, '8')).toMatchObject({ private: true, answers: 'reply', every: false });
    expect(people.settingsIn('another server', '7').outlets).toEqual([]);
    expect(people.answersEvery()).toBe(true);
    people.reset(SERVER, '7');
    expect(people.answersEvery()).toBe(false);
    expect(people.settingsIn(SERVER, '7').private).toBe(true);
    people.close();
  });
});

describe('what is kept', () => {
  test('of a question holds its text only where the server says so, and never a user id', () => {
    const folder = temporaryFolder();
    const people = openServerData(folder);
    people.record(asked());
    people.set(SERVER, null, { texts: true });
    people.record(asked({ text: 'Who paid for the pier?' }));
    people.record(asked({ server: '', text: 'A private matter?' }));
    people.vote('1', ANNA, 1, SERVER);
    expect(people.questionsSince(0, null).map(({ text }) => text)).toEqual([
      null,
      'Who paid for the pier?',
      null,
    ]);
    expect(people.questionsSince(0, SERVER)[0]).toMatchObject({ permille: 250, ms: 12, kind: 'abstained' });
    people.close();
    const bytes = readFileSync(serverDataFile(folder));
    expect(bytes.includes('pier')).toBe(true);
    for (const unkept of ['lighthouse', 'private matter', ANNA]) expect(bytes.includes(unkept)).toBe(false);
    expect(statSync(serverDataFile(folder)).mode & 0o077).toBe(0);
  });

  test('is read in pages, the newest first, each question once, whatever goes on meanwhile', () => {
    const people = openServerData(temporaryFolder());
    const [now, many] = [Date.now(), 1203];
    // Three at a time come at the same moment.
    for (let i = 0; i < many; i++)
      people.record(
        asked({ answer: String(i), server: i % 100 ? SERVER : 'other' }),
        now + Math.floor(i / 3),
      );
    const pages = [];
    for (const page of people.questionPages(0, SERVER)) {
      pages.push(page);
      people.record(asked({ answer: 'later' }), now + many);
    }
    expect(pages.map(({ length }) => length)).toEqual([500, 500, 190]);
    expect(pages.flat().map(({ at }) => at)).toEqual(
      Array.from({ length: many }, (_, i) => [i, now + Math.floor(i / 3)] as const)
        .filter(([i]) => i % 100)
        .map(([, at]) => at)
        .reverse(),
    );
    expect([...people.questionPages(0, 'nobody')]).toEqual([]);
    people.close();
  });

  test('loses its texts when the server no longer wants them', () => {
    const people = openServerData(temporaryFolder());
    people.set(SERVER, null, { texts: true });
    people.record(asked());
    people.set(SERVER, null, { texts: false });
    expect(people.questionsSince(0, SERVER).map(({ text }) => text)).toEqual([null]);
    people.close();
  });

  test.each<[string, (people: ServerData) => void]>([
    ['texts:False', (people) => people.set(SERVER, null, { texts: false })],
    ['reset:True', (people) => people.reset(SERVER, null)],
    ['their time', (people) => people.prune(Date.now() + (TEXT_DAYS + 1) * DAY_MS)],
  ])('has its texts off the disk at once with %s, be they few or many', (_, takeBack) => {
    for (const many of [1, 400]) {
      const folder = temporaryFolder();
      const people = openServerData(folder);
      people.set(SERVER, null, { texts: true });
      for (let i = 0; i < many; i++)
        people.record(
          asked({ answer: String(i), text: `Who owns the lighthouse ${'no. '.repeat(i % 300)}?` }),
        );
      expect(isOnDisk(folder, 'lighthouse')).toBe(true);
      takeBack(people);
      expect(isOnDisk(folder, 'lighthouse')).toBe(false);
      people.close();
    }
  });

  test('has its texts off the disk, where another process was reading, when the bot ends and when it starts', () => {
    const folder = temporaryFolder();
    for (const end of ['close', 'kill'] as const) {
      const people = openServerData(folder);
      people.set(SERVER, null, { texts: true });
      people.record(asked());
      const reader = openDatabase(serverDataFile(folder), false);
      reader.script('BEGIN');
      expect(reader.column('SELECT count(*) FROM questions')).toHaveLength(1);
      people.set(SERVER, null, { texts: false });
      expect(isOnDisk(folder, 'lighthouse')).toBe(true);
      reader.script('ROLLBACK');
      reader.close();
      if (end === 'close') people.close();
      else openServerData(folder).settle();
      expect(isOnDisk(folder, 'lighthouse')).toBe(false);
    }
  });

  test('is one vote a person, which may be changed', () => {
    const people = openServerData(temporaryFolder());
    people.record(asked());
    expect(people.vote('1', ANNA, 1, SERVER)).toEqual({ up: 1, down: 0 });
    expect(people.vote('1', ANNA, 1, SERVER)).toEqual({ up: 1, down: 0 });
    expect(people.vote('1', BORIS, -1, SERVER)).toEqual({ up: 1, down: 1 });
    expect(people.vote('1', ANNA, -1, SERVER)).toEqual({ up: 0, down: 2 });
    expect(people.questionsSince(0, SERVER)[0]).toMatchObject({ up: 0, down: 2 });
    people.close();
  });

  test('of a person is gone from the disk once they are forgotten, and nobody else is', () => {
    const folder = temporaryFolder();
    const people = openServerData(folder);
    people.set(SERVER, null, { texts: true });
    people.record(asked());
    people.record(asked({ userId: BORIS, text: 'When does the regatta begin?' }));
    people.vote('1', ANNA, 1, SERVER);
    expect(people.forget(ANNA)).toEqual({ questions: 1, votes: 1 });
    expect(people.forget(ANNA)).toEqual({ questions: 0, votes: 0 });
    for (const file of [serverDataFile(folder), `${serverDataFile(folder)}-wal`])
      expect(readFileSync(file).includes('lighthouse')).toBe(false);
    expect(people.questionsSince(0, SERVER)).toHaveLength(1);
    people.close();
  });

  test('of a server is gone from the disk once the bot has left it, and no other server’s is', () => {
    const folder = temporaryFolder();
    const people = openServerData(folder);
    for (const server of [SERVER, 'other'])
      people.set(server, null, { texts: true, outlets: [`The ${server}`] });
    people.set(SERVER, '7', { every: true });
    people.record(asked());
    people.record(asked({ server: 'other', text: 'When does the regatta begin?' }));
    people.record(asked({ server: '' }));
    people.vote('1', ANNA, 1, SERVER);
    people.vote('2', ANNA, 1, 'other');
    expect(people.forgetServer(SERVER)).toEqual({ questions: 1, votes: 1 });
    expect(people.settingsOf(SERVER)).toEqual({ server: {}, channels: new Map() });
    expect(people.settingsOf('other').server).toEqual({ texts: true, outlets: ['The other'] });
    expect(people.questionsSince(0, null).map(({ server }) => server)).toEqual(['', 'other']);
    expect([people.tally('1').up, people.tally('2').up]).toEqual([0, 1]);
    for (const file of [serverDataFile(folder), `${serverDataFile(folder)}-wal`])
      expect(readFileSync(file).includes('lighthouse') || readFileSync(file).includes(SERVER)).toBe(false);
    people.close();
  });

  test('goes after its time: the text first, then the question and the votes', () => {
    const people = openServerData(temporaryFolder());
    const now = Date.now();
    people.set(SERVER, null, { texts: true });
    people.prune(now);
    people.record(asked(), now - (ROW_DAYS + 1) * DAY_MS);
    people.record(asked(), now - (TEXT_DAYS + 1) * DAY_MS);
    people.record(asked(), now - DAY_MS);
    people.vote('1', ANNA, 1, SERVER, now - (ROW_DAYS + 1) * DAY_MS);
    people.prune(now + DAY_MS);
    expect(people.questionsSince(0, SERVER).map(({ text }) => text)).toEqual([asked().text, null]);
    expect(people.tally('1')).toEqual({ up: 0, down: 0 });
    people.close();
  });

  test('stays when the index is built anew', async () => {
    const article =
      'date 2025-10-20 https://radiopellow.example/x\n\nLighthouse\n\nThe lighthouse was painted on Friday.\n';
    const settings = settingsOf({ CORPUS_DIR: temporaryCorpus([article]) });
    const people = openServerData(settings.EMBEDDINGS_DIR);
    people.record(asked());
    await buildIndex(settings, { rebuild: true });
    expect(people.questionsSince(0, null)).toHaveLength(1);
    people.close();
  });
});

describe('the copy of the settings', () => {
  const kept = { private: true, outlets: ['The Tidewater Lantern'], roles: ['7'] };
  /** A folder in which something is set, asked and voted, with a copy. */
  function filled(): string {
    const folder = temporaryFolder();
    const people = openServerData(folder);
    people.set(SERVER, null, { ...kept, texts: true });
    people.set(SERVER, '7', { every: true });
    people.record(asked());
    people.vote('1', ANNA, 1, SERVER);
    people.close();
    return folder;
  }
  const settingsOf = (folder: string) => {
    const people = openServerData(folder);
    const settings = people.settingsOf(SERVER);
    people.close();
    return settings;
  };

  test('has no text, no vote and nobody who asked, and is for the owner’s eyes', () => {
    const copy = settingsCopyFile(filled());
    const text = readFileSync(copy, 'utf8');
    expect(text).toContain('The Tidewater Lantern');
    for (const of of ['lighthouse', ANNA, 'salt', 'vote', 'person']) expect(text).not.toContain(of);
    expect(statSync(copy).mode & 0o077).toBe(0);
  });

  test('gives a people.db that is made anew what was set, and nothing else', () => {
    const folder = filled();
    const before = settingsOf(folder);
    for (const end of ['', '-wal', '-shm']) rmSync(`${serverDataFile(folder)}${end}`, { force: true });
    expect(settingsOf(folder)).toEqual(before);
    const people = openServerData(folder);
    expect(people.questionsSince(0, null)).toEqual([]);
    expect(people.tally('1')).toEqual({ up: 0, down: 0 });
    people.close();
    rmSync(serverDataFile(folder));
    writeFileSync(serverDataFile(folder), '');
    expect(settingsOf(folder)).toEqual(before);
  });

  test('follows what is set: a server that is left is not in it, nor what was taken back', () => {
    const folder = filled();
    const people = openServerData(folder);
    people.set('other', null, { language: 'ru' });
    people.reset(SERVER, '7');
    people.forgetServer(SERVER);
    people.close();
    const text = readFileSync(settingsCopyFile(folder), 'utf8');
    expect(text).toContain('other');
    expect(text).not.toContain(SERVER);
  });

  test('is not trusted when it is damaged: a people.db that is gone is not made anew from it, nor without it', () => {
    const folder = filled();
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

  test('is written anew from a sound people.db, of an older version too', () => {
    const folder = filled();
    for (const spoil of [
      () => rmSync(settingsCopyFile(folder)),
      () => writeFileSync(settingsCopyFile(folder), '{'),
    ]) {
      const sound = readFileSync(settingsCopyFile(folder), 'utf8');
      spoil();
      const people = openServerData(folder);
      people.settle();
      people.close();
      expect(readFileSync(settingsCopyFile(folder), 'utf8')).toBe(sound);
    }
  });

  test('that cannot be written keeps the setting from being set, with a sentence', () => {
    const folder = filled();
    const people = openServerData(folder);
    rmSync(settingsCopyFile(folder));
    mkdirSync(settingsCopyFile(folder));
    expect(() => people.set(SERVER, null, { outlets: [] })).toThrow(
      /^The copy of the settings .* cannot be written/,
    );
    expect(people.settingsIn(SERVER, '1').outlets).toEqual(kept.outlets);
    people.close();
  });
});

describe('what holds outside of servers', () => {
  const of = (server: OwnSettings, ...channels: OwnSettings[]) => ({
    server,
    channels: new Map(channels.map((own, i) => [String(i), own])),
  });
  test.each<[string, ReturnType<typeof of>[], string[] | null]>([
    ['nothing, where nothing is set', [of({})], []],
    ['what the server sets', [of({ outlets: ['A', 'B'] })], ['A', 'B']],
    [
      'what all of the servers allow',
      [of({ outlets: ['A', 'B'] }), of({}), of({ outlets: ['b', 'C'] })],
      ['B'],
    ],
    [
      'what every channel allows',
      [of({ outlets: ['A', 'B'] }, { outlets: ['B'] }, { private: true })],
      ['B'],
    ],
    ['what the one channel allows that sets anything', [of({}, { outlets: ['B'] })], ['B']],
    [
      'no question at all, where they have nothing in common',
      [of({ outlets: ['A'] }), of({}, { outlets: ['B'] })],
      null,
    ],
  ])('is %s', (_, servers, outlets) => {
    expect(strictest(servers)?.outlets ?? null).toEqual(outlets);
  });

  test('is private where one of them is', () => {
    expect(strictest([of({}), of({ private: true })])?.private).toBe(true);
  });
});

describe('a file that cannot be used says so in one sentence when it', () => {
  const written = () => {
    const folder = temporaryFolder();
    const people = openServerData(folder);
    for (let i = 0; i < 200; i++) people.record(asked({ answer: String(i) }));
    people.close();
    return folder;
  };
  const DAMAGED =
    /^The file of settings and votes .*people\.db is damaged \(.*\)\. Put it back from a copy, or move it away/;

  test('is no database', () => {
    const folder = temporaryFolder();
    writeFileSync(
      serverDataFile(folder),
      'not a database, but long enough to be read as the head of one. '.repeat(100),
    );
    expect(refusal(folder)).toMatch(DAMAGED);
    expect(readFileSync(serverDataFile(folder), 'utf8')).toMatch(/^not a database/);
  });
  test('has lost a page', () => {
    const folder = written();
    const bytes = readFileSync(serverDataFile(folder));
    writeFileSync(serverDataFile(folder), bytes.fill(0xa5, 4096, 4096 * 4));
    expect(refusal(folder)).toMatch(DAMAGED);
  });
  test.each([
    ['private', '"perhaps"'],
    ['toString', '1'],
    ['__proto__', '{}'],
  ])('holds a setting that Attest does not write: %s', (name, value) => {
    const folder = written();
    const db = openDatabase(serverDataFile(folder), false);
    db.run("INSERT INTO settings VALUES (?, '', ?, ?)", [SERVER, name, value]);
    db.close();
    const people = openServerData(folder);
    expect(() => people.settingsIn(SERVER, '7')).toThrow(/is damaged \(the settings of .* are not what was/);
    people.close();
  });
  test('is of a newer version, and is left as it is', async () => {
    const folder = written();
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
  test('is a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(serverDataFile(folder));
    expect(refusal(folder)).toMatch(
      / cannot be opened .* Allow reading and writing of it and its folder, then try/,
    );
  });
  test('is on a disk that cannot be written', (context) => {
    const { path, remount } = smallDisk(context, 2000);
    copyFileSync(serverDataFile(written()), serverDataFile(path));
    remount('ro');
    let told = refusal(path);
    if (told === 'opened') {
      const people = openServerData(path);
      try {
        people.record(asked());
      } catch (thrown) {
        told = (thrown as UserError).sentence;
      }
      people.close();
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
  const people = openServerData(folder);
  people.record(asked());
  const child = startAttest(['insights'], { env });
  const outcome = outcomeOf(child);
  let written = 1;
  while (child.exitCode === null) {
    people.record(asked({ answer: String(written++) }));
    await setTimeout(2);
  }
  const { code, stdout } = await outcome;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Last 30 days: [\d,]+ questions? of 1 asker; 0 answered, \d+ without an answer\./);
  expect(stdout).toMatch(/Their text is kept only where \/settings says so/);
  expect(people.questionsSince(0, null)).toHaveLength(written);
  people.close();
});
