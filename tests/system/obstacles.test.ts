// What stands in the way of a build or a question though no file is broken: locks, disks, other builds,
// clocks, names, and a corpus folder that is not what it was.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import {
  ALL_RIGHT,
  ARTICLES,
  QUESTIONS,
  ask,
  attest,
  copyOfSound,
  expectWhole,
  filesIn,
} from '../support/damaged-index.ts';
import { writeCorpus } from '../support/invented-archive.ts';
import { ROOT } from '../support/project.ts';
import { settingsOf } from '../support/shipped.ts';
import { smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe.concurrent('a database that another process holds', () => {
  const hold = async (database: string, sql: string) => {
    const script = `const db = new (require('libsql'))(process.argv[1]); db.exec(process.argv[2]); console.log('held'); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['-e', script, database, sql], { cwd: ROOT });
    await once(holder.stdout, 'data');
    return async () => {
      holder.kill();
      await once(holder, 'exit');
    };
  };
  test('for writing is read, and not written: one sentence says so', async () => {
    const folder = copyOfSound();
    const release = await hold(filesIn(folder).database, 'BEGIN EXCLUSIVE');
    const [asked, built] = await Promise.all([ask(folder), attest(folder, ['index'])]);
    await release();
    expect(asked).toEqual(ALL_RIGHT);
    expect(built.stderr).toMatch(/is held by another process .* try again\.$/m);
    expect(built.code).toBe(1);
    expect((await attest(folder, ['index'])).code).toBe(0);
  });
  test('for itself alone is not answered from: one sentence says so', async () => {
    const folder = copyOfSound();
    const { database } = filesIn(folder);
    const release = await hold(database, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const { code, stderr } = await ask(folder);
    await release();
    expect(stderr).toMatch(/is held by another process .* try again\.$/m);
    expect(code).toBe(1);
    await expectWhole(folder);
  });
});

describe.concurrent('a disk', () => {
  test('that is full ends a build with one sentence; with room it goes on', async (context) => {
    const disk = smallDisk(context, 220);
    const folder = join(disk.path, 'embeddings');
    const { code, stderr } = await attest(folder, ['index']);
    expect(stderr).toMatch(/disk (is )?full.* Make room, then (run: npm run index|try again\.)$/m);
    expect(code).toBe(1);
    disk.remount('size=20m');
    const report = JSON.parse((await attest(folder, ['index', '--json'])).stdout);
    expect(report.articles).toBe(ARTICLES.length);
    await expectWhole(folder);
  });

  test('that cannot be written is read from, or one sentence says what to allow', async (context) => {
    const disk = smallDisk(context, 20_000);
    const folder = copyOfSound(join(disk.path, 'embeddings'));
    disk.remount('ro');
    const [asked, built] = await Promise.all([ask(folder), attest(folder, ['index'])]);
    expect([0, 1]).toContain(asked.code);
    expect(asked.code === 0 ? asked.right : asked.stderr).toEqual(
      asked.code === 0 ? QUESTIONS.length : expect.stringMatching(/Allow|Mount/),
    );
    expect(built.stderr).toMatch(/read-only.*(Allow|Mount)/);
    expect(built.code).toBe(1);
    disk.remount('rw');
    expect((await attest(folder, ['index'])).code).toBe(0);
    await expectWhole(folder);
  });
});

test('of two builds at once one is done, and the other says so', async () => {
  const folder = join(temporaryFolder(), 'embeddings');
  const builds = await Promise.all([attest(folder, ['index']), attest(folder, ['index'])]);
  expect(new Set(builds.map(({ code }) => code))).toEqual(new Set([0, 1]));
  expect(builds.find(({ code }) => code === 1)?.stderr).toMatch(
    /Another build .*Wait for it to end, then try again\./,
  );
  await expectWhole(folder);
});

describe('the corpus folder', () => {
  const ownCorpus = () => {
    const corpus = temporaryFolder();
    writeCorpus(corpus, ARTICLES);
    return corpus;
  };
  const build = (corpus: string, folder: string) =>
    buildIndex(settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: folder }));

  test('with time stamps of a clock that was set back is read again, and nothing is embedded', async () => {
    const [corpus, folder] = [ownCorpus(), copyOfSound()];
    await build(corpus, folder);
    ARTICLES.forEach(({ name }, i) => utimesSync(join(corpus, name), 0, i % 2 ? 1000 : 4e9));
    expect(await build(corpus, folder)).toMatchObject({ embedded: 0, removed: 0, articles: ARTICLES.length });
    await expectWhole(folder, corpus);
  });

  test('whose files change their names among themselves keeps every article', async () => {
    const [corpus, folder] = [ownCorpus(), copyOfSound()];
    await build(corpus, folder);
    const [first, second, third] = ARTICLES.map(({ name }) => join(corpus, name));
    renameSync(first!, `${first}.aside`);
    renameSync(second!, first!);
    renameSync(third!, second!);
    renameSync(`${first}.aside`, third!);
    expect(await build(corpus, folder)).toMatchObject({ embedded: 0, removed: 0, articles: ARTICLES.length });
    await expectWhole(folder, corpus);
  });

  test('that vanishes or is empty does not empty the index', async () => {
    const [folder, gone, empty] = [copyOfSound(), join(temporaryFolder(), 'gone'), temporaryFolder()];
    const results = await Promise.all([
      attest(folder, ['index'], { corpus: gone }),
      attest(folder, ['index', '--rebuild'], { corpus: empty }),
    ]);
    expect(results.map(({ code }) => code)).toEqual([1, 1]);
    expect(results[0].stderr).toMatch(/There is no corpus folder at .*Set CORPUS_DIR/);
    expect(results[1].stderr).toMatch(/holds no articles any more; .*--allow-empty/);
    await expectWhole(folder);
  });

  test('and the index may have names with spaces and letters of any script', async () => {
    const corpus = join(temporaryFolder(), 'mes articles d’été', 'статьи №1');
    writeCorpus(corpus, ARTICLES);
    const folder = copyOfSound(join(temporaryFolder(), 'Ünïcode ordner? 100% #1', '索引'));
    expect((await attest(folder, ['index'], { corpus })).code).toBe(0);
    expect(await ask(folder)).toEqual(ALL_RIGHT);
    await expectWhole(folder, corpus);
  });
});
