// Files of an index that break: the command line answers nothing wrong, heals what it can,
// and otherwise says in one sentence which command does.
import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { libraryTrouble, VectorIndex } from '../../src/index/vector-index.ts';
import {
  ALL_RIGHT,
  ARTICLES,
  CORPUS,
  PAGE,
  REBUILD,
  SENTENCE,
  ask,
  attest,
  copyOfSound,
  dimension,
  expectWhole,
  filesIn,
  flipBit,
  garbage,
  overwrite,
  overwriteText,
  pageOf,
} from '../support/damaged-index.ts';
import { inventedArticles, writeCorpus } from '../support/invented-archive.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Without the library there is no vector index that may be damaged. */
const noGraph = libraryTrouble !== null;

describe.skipIf(noGraph).concurrent('a vector index is made anew from the store when its file is', () => {
  const otherIndex = async (file: string, length: number, owner: string) => {
    const other = VectorIndex.create(length, 10);
    other.add(1, new Float32Array(length).fill(1 / Math.sqrt(length)));
    await other.save(file, owner);
  };
  const ownerIn = (file: string): string => JSON.parse(readFileSync(`${file}.json`, 'utf8')).fingerprint;
  test.each<[string, (file: string) => void | Promise<void>]>([
    ['missing', (file) => rmSync(file)],
    ['empty', (file) => truncateSync(file, 0)],
    ['truncated', (file) => truncateSync(file, statSync(file).size - 1000)],
    ['altered by one bit', (file) => flipBit(file, statSync(file).size >> 1)],
    ['of another dimension', (file) => otherIndex(file, 8, ownerIn(file))],
    ['of another fingerprint', (file) => otherIndex(file, dimension, 'other')],
    ['of the same length with other links', (file) => overwrite(file, 200, Buffer.alloc(2000, 0xff))],
  ])('%s', async (_, spoil) => {
    const folder = copyOfSound();
    await spoil(filesIn(folder).vectors);
    expect(await ask(folder)).toEqual(ALL_RIGHT);
    await buildIndex(settingsOf({ CORPUS_DIR: CORPUS, EMBEDDINGS_DIR: folder }));
    await expectWhole(folder);
  });
});

describe.concurrent('a damaged database is never quoted from, and built anew with --rebuild, when', () => {
  test.each<[string, (database: string) => void]>([
    ['it is truncated', (database) => truncateSync(database, (statSync(database).size >> 13) * PAGE)],
    ['its first page is overwritten', (database) => overwrite(database, 0, garbage)],
    [
      'the page of an article is overwritten',
      (file) => overwriteText(file, SENTENCE, (at) => overwrite(file, at & -PAGE, garbage)),
    ],
    [
      'one letter of an article is altered',
      (file) => overwriteText(file, SENTENCE, (at) => flipBit(file, at + 5)),
    ],
    [
      'an article is no longer UTF-8, which aborts libsql',
      (file) => overwriteText(file, SENTENCE, (at) => overwrite(file, at + 5, Buffer.from([0xff]))),
    ],
    [
      'a page of the keyword index is overwritten',
      (database) => overwrite(database, pageOf(database, 'passage_words_data'), garbage),
    ],
    [
      'a page of the passages is overwritten',
      (database) => overwrite(database, pageOf(database, 'passages'), garbage),
    ],
  ])('%s', async (_, spoil) => {
    const folder = copyOfSound();
    spoil(filesIn(folder).database);
    const { code, stderr } = await ask(folder);
    expect(stderr).toMatch(REBUILD);
    expect(code).toBe(1);
    expect((await attest(folder, ['index', '--rebuild'])).code).toBe(0);
    await expectWhole(folder);
  });
});

test.skipIf(noGraph)(
  'a database put back from an older copy is not searched with the vectors of the newer one',
  async () => {
    const [corpus, folder] = [temporaryFolder(), copyOfSound()];
    writeCorpus(corpus, ARTICLES.slice(0, 6));
    const settings = settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: folder });
    const { database, vectors } = filesIn(folder);
    await buildIndex(settings);
    for (const file of [vectors, `${vectors}.json`]) copyFileSync(file, `${file}.kept`);
    rmSync(database);
    await buildIndex(settings);
    for (const file of [vectors, `${vectors}.json`]) copyFileSync(`${file}.kept`, file);
    const archive = await openArchive(settings);
    expect(archive.isLinked()).toBe(false);
    archive.close();
  },
);

describe.concurrent('status and verify', () => {
  const statusOf = async (folder: string) => {
    const { code, stdout } = await attest(folder, ['status', '--json']);
    return { code, ...JSON.parse(stdout).index };
  };
  test('find nothing wrong with a sound index', async () => {
    const folder = copyOfSound();
    const [state, verified] = await Promise.all([statusOf(folder), attest(folder, ['verify'])]);
    expect(state).toMatchObject({ code: 0, troubles: [], unlinked: 0, builder: null, endedEarly: false });
    expect(verified.stdout).toMatch(
      /^12 articles, \d+ passages verified in .* no damage, 0 behind the corpus\.$/m,
    );
    expect(verified.code).toBe(0);
  });

  test.skipIf(noGraph)('say that the vector index is missing, and which command mends it', async () => {
    const folder = copyOfSound();
    rmSync(filesIn(folder).vectors);
    const { code, troubles, unlinked } = await statusOf(folder);
    expect([code, troubles]).toEqual([
      1,
      [expect.stringMatching(/^The vector index .* is missing; .* Run: npm run index$/)],
    ]);
    expect(unlinked).toBeGreaterThan(12);
    const verified = await attest(folder, ['verify']);
    expect([verified.code, verified.stdout + verified.stderr]).toEqual([
      1,
      expect.stringMatching(/is missing\. Run: npm run index\n.*1 damage, 0 behind/s),
    ]);
  });

  test('say what is wrong with the database, and which command mends it', async () => {
    const [truncated, zeroed] = [copyOfSound(), copyOfSound()];
    truncateSync(filesIn(truncated).database, PAGE * 5);
    overwrite(filesIn(zeroed).database, 0, Buffer.alloc(PAGE));
    const states = await Promise.all([truncated, zeroed, temporaryFolder()].map(statusOf));
    expect(states.map(({ code, troubles }) => [code, troubles.join()])).toEqual([
      [1, expect.stringMatching(REBUILD)],
      [1, expect.stringMatching(REBUILD)],
      [1, expect.stringMatching(/^There is no index in .* Run: npm run index$/)],
    ]);
    const { code, stdout, stderr } = await attest(truncated, ['verify']);
    expect([code, stdout + stderr]).toEqual([1, expect.stringMatching(REBUILD)]);
  });

  test('tell an article that was altered from files that came, changed and went', async () => {
    const [folder, corpus] = [copyOfSound(), temporaryFolder()];
    writeCorpus(corpus, ARTICLES);
    await attest(folder, ['index'], { corpus });
    const { database } = filesIn(folder);
    overwriteText(database, SENTENCE, (at) => flipBit(database, at + 5));
    rmSync(join(corpus, ARTICLES[1]!.name));
    writeFileSync(join(corpus, ARTICLES[2]!.name), `${ARTICLES[2]!.content} One more sentence.\n`);
    writeCorpus(corpus, inventedArticles(13, 8, 1).slice(12));
    const { code, stdout } = await attest(folder, ['verify', '--json'], { corpus });
    const { findings } = JSON.parse(stdout) as {
      findings: { damage: boolean; what: string; remedy: string }[];
    };
    expect(findings.map(({ damage, what }) => `${damage ? 'damage' : 'behind'}: ${what}`).sort()).toEqual([
      expect.stringMatching(/^behind: .* is in the index, but no longer in the corpus\.$/),
      expect.stringMatching(/^behind: .* has changed since it was indexed\.$/),
      expect.stringMatching(/^behind: .* is not indexed yet\.$/),
      expect.stringMatching(/^damage: The article .* is not what was written\.$/),
    ]);
    expect(code).toBe(1);
    const status = await attest(folder, ['status'], { corpus });
    expect(status.stdout).toMatch(/In the corpus since: 1 new, 1 changed, 1 gone\. Run: npm run index/);
  });
});
