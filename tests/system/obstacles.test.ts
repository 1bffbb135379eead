// What stands in the way of a build or a question though no file is broken: locks, disks, other builds,
// clocks, names, and a corpus folder that is not what it was.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import {
  ALL_RIGHT,
  ARTICLES,
  QUESTIONS,
  ask,
  attest,
  attestProcess,
  copyOfSound,
  expectWhole,
  filesIn,
} from '../support/damaged-index.ts';
import { writeCorpus, type Invented } from '../support/invented-archive.ts';
import { ROOT } from '../support/project.ts';
import { settingsOf } from '../support/shipped.ts';
import { smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('a database that another process holds', () => {
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

describe('a disk', () => {
  test('that is full ends a build with one sentence; with room it goes on', async (context) => {
    const disk = smallDisk(context, 220);
    const folder = join(disk.path, 'embeddings');
    const { code, stderr } = await attestProcess(folder, ['index']);
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
  const builds = await Promise.all([attestProcess(folder, ['index']), attestProcess(folder, ['index'])]);
  expect(new Set(builds.map(({ code }) => code))).toEqual(new Set([0, 1]));
  expect(builds.find(({ code }) => code === 1)?.stderr).toMatch(
    /Another build .*Wait for it to end, then try again\./,
  );
  await expectWhole(folder);
});

describe('a folder for the index that takes no files', () => {
  test.each(['/proc/attest', '/proc/attest/deep', '/proc', '/dev/null', '/dev/null/x'])(
    '%s ends a build and a start with one sentence',
    async (folder) => {
      for (const command of ['index', 'start']) {
        const { code, stderr } = await attest(folder, [command]);
        expect(code).toBe(1);
        expect(stderr.trim().split('\n').at(-1)).toMatch(
          /^[A-Z/].*\. Set (CORPUS_DIR or )?EMBEDDINGS_DIR to .*\.$/,
        );
      }
    },
  );
});

/** A person whom nothing belongs to. */
const NOBODY = 65_534;

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

  test('that is mistyped does not empty the index: it may be away, empty, or hold no article at all', async () => {
    const folders = [copyOfSound(), copyOfSound(), copyOfSound(), copyOfSound()] as const;
    const gone = join(temporaryFolder(), 'gone');
    const [empty, strange] = [temporaryFolder(), temporaryFolder()];
    for (let i = 0; i < 3; i++) writeFileSync(join(strange, `${i}.txt`), 'No article.');
    const results = await Promise.all([
      attest(folders[0], ['index'], { corpus: gone }),
      attest(folders[1], ['index', '--rebuild'], { corpus: empty }),
      attest(folders[2], ['index'], { corpus: strange }),
      attest(folders[3], ['status'], { corpus: empty }),
    ]);
    expect(results.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(results[0].stderr).toMatch(/There is no corpus folder at .*Set CORPUS_DIR/);
    for (const { stderr } of results.slice(1, 3))
      expect(stderr).toMatch(/ holds no articles any more; .* Set CORPUS_DIR .*--allow-empty$/m);
    expect(results[3].stdout).toMatch(/ holds no articles any more; .* Set CORPUS_DIR /);
    for (const folder of folders.slice(0, 3)) await expectWhole(folder);
  });

  test('whose file was edited with its size and time kept is read again', async () => {
    const [corpus, folder] = [ownCorpus(), copyOfSound()];
    await build(corpus, folder);
    const [{ name, sentence }] = QUESTIONS as [Invented];
    const path = join(corpus, name);
    const [{ atime, mtime, size }, content] = [statSync(path), readFileSync(path, 'utf8')];
    writeFileSync(path, content.replace('on Tuesday', 'last Month'));
    utimesSync(path, atime, mtime);
    expect([statSync(path).size, Math.round(statSync(path).mtimeMs)]).toEqual([size, mtime.getTime()]);
    const behind = await attest(folder, ['verify'], { corpus });
    expect(behind.stdout).toMatch(`${name} has changed since it was indexed. Run: npm run index`);
    expect(await build(corpus, folder)).toMatchObject({ removed: 0, articles: ARTICLES.length });
    const verified = await attest(folder, ['verify'], { corpus });
    expect(verified.stdout).toMatch(/no damage, 0 behind the corpus\.$/m);
    const { stdout } = await attest(folder, ['ask', '--json', sentence], { corpus });
    const { quotes } = JSON.parse(stdout) as { quotes: { text: string }[] };
    expect(quotes[0]!.text).toContain('last Month');
    expect(quotes.map(({ text }) => text).join('\n')).not.toContain(sentence);
  });

  test('whose file has the address of another one is told so by every command, and nothing waits for a build', async () => {
    const [corpus, folder] = [ownCorpus(), copyOfSound()];
    const copy = join(corpus, 'zz-copy.txt');
    copyFileSync(join(corpus, ARTICLES[0]!.name), copy);
    await build(corpus, folder);
    const told = new RegExp(`^zz-copy\\.txt:1: .*${ARTICLES[0]!.name}`, 'm');
    const [status, verified] = await Promise.all([
      attest(folder, ['status'], { corpus }),
      attest(folder, ['verify'], { corpus }),
    ]);
    expect(status.stdout).toMatch(told);
    expect(status.stdout).toMatch(/The corpus has not changed since/);
    expect(verified.stdout).toMatch(told);
    expect(verified.stdout).toMatch(/no damage, 1 behind the corpus\.$/m);
    rmSync(copy);
    expect((await attest(folder, ['verify'], { corpus })).stdout).toMatch(/0 behind the corpus\.$/m);
  });

  test('of which one folder cannot be looked into loses nothing, and the rest is indexed', async (context) => {
    const [corpus, folder] = [ownCorpus(), join(temporaryFolder(), 'embeddings')];
    const closed = join(corpus, 'closed');
    mkdirSync(closed);
    renameSync(join(corpus, ARTICLES[1]!.name), join(closed, ARTICLES[1]!.name));
    await build(corpus, folder);
    const uid = process.getuid?.() === 0 ? NOBODY : undefined;
    if (uid !== undefined) {
      // Root may look into every folder.
      if (spawnSync('ls', [ROOT], { uid }).status !== 0) context.skip('nobody but root can read the project');
      for (const path of [dirname(folder), folder, ...readdirSync(folder).map((name) => join(folder, name))])
        chownSync(path, uid, uid);
      for (const path of [corpus, dirname(folder)]) chmodSync(path, 0o777);
    }
    chmodSync(closed, 0);
    const { code, stdout } = await attestProcess(folder, ['index', '--json'], { corpus, uid });
    chmodSync(closed, 0o755);
    expect(code).toBe(0);
    const { articles, removed, problems } = JSON.parse(stdout);
    expect([articles, removed]).toEqual([ARTICLES.length, 0]);
    expect(problems).toEqual([expect.objectContaining({ file: 'closed/', message: expect.any(String) })]);
    await expectWhole(folder, corpus);
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
