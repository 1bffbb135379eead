// Files of an index that break: nothing wrong is answered from them, and `index` and `start` notice, say so in one line, and
// make anew what they made from the articles. No damage needs more than that.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { openDatabase } from '../../src/index/database.ts';
import { libraryTrouble, VectorIndex } from '../../src/index/vector-index.ts';
import {
  ARTICLES,
  PAGE,
  QUESTIONS,
  REMEDY,
  SENTENCE,
  attest,
  attestProcess,
  askHere,
  copyOfSound,
  dimension,
  expectWhole,
  filesIn,
  garbage,
  pageOf,
} from '../support/damaged-index.ts';
import { flipBit, overwrite, overwriteText } from '../support/spoil.ts';
import { inventedArticles, writeCorpus } from '../support/invented-archive.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Without the library there is no vector index that may be damaged. */
const noGraph = libraryTrouble !== null;

type Spoil = (file: string) => void | Promise<void>;

const otherIndex = async (file: string, length: number, owner: string) => {
  const other = VectorIndex.create(length, 10);
  other.add(1, new Float32Array(length).fill(1 / Math.sqrt(length)));
  await other.save(file, owner);
};
const ownerIn = (file: string): string => JSON.parse(readFileSync(`${file}.json`, 'utf8')).fingerprint;
const middleOf = (file: string): number => (statSync(file).size >> 13) * PAGE;
const checksumPathOf = (database: string): string => `${database}.sha256`;

const VECTORS: [string, Spoil][] = [
  ['missing', (file) => rmSync(file)],
  ['without its manifest', (file) => rmSync(`${file}.json`)],
  ['with a manifest that is cut off', (file) => truncateSync(`${file}.json`, 20)],
  ['empty', (file) => truncateSync(file, 0)],
  ['cut off', (file) => truncateSync(file, statSync(file).size - 1000)],
  ['altered by one bit', (file) => flipBit(file, statSync(file).size >> 1)],
  ['of another dimension', (file) => otherIndex(file, 8, ownerIn(file))],
  ['of another version', (file) => otherIndex(file, dimension, 'other')],
  ['of the same length with other links', (file) => overwrite(file, 200, Buffer.alloc(2000, 0xff))],
];

const DATABASES: [string, Spoil][] = [
  ['empty', (file) => truncateSync(file, 0)],
  ['cut off between two pages', (file) => truncateSync(file, middleOf(file))],
  ['cut off within a page', (file) => truncateSync(file, middleOf(file) + 1000)],
  ['something else altogether', (file) => writeFileSync(file, 'Not a database, but a letter.')],
  ['overwritten on its first page', (file) => overwrite(file, 0, garbage)],
  ['zeroed on its first page', (file) => overwrite(file, 0, Buffer.alloc(PAGE))],
  ['zeroed on some pages', (file) => overwrite(file, middleOf(file), Buffer.alloc(4 * PAGE))],
  [
    'overwritten where an article is',
    (file) => overwriteText(file, SENTENCE, (at) => overwrite(file, at & -PAGE, garbage)),
  ],
  ['altered by one letter', (file) => overwriteText(file, SENTENCE, (at) => flipBit(file, at + 5))],
  [
    'no longer UTF-8, which aborts libsql',
    (file) => overwriteText(file, SENTENCE, (at) => overwrite(file, at + 5, Buffer.from([0xff]))),
  ],
  ['overwritten where its words are', (file) => overwrite(file, pageOf(file, 'passage_words_data'), garbage)],
  ['zeroed where its words are', (file) => zeroed(file, pageOf(file, 'passage_words_data'))],
  ['overwritten where its passages are', (file) => overwrite(file, pageOf(file, 'passages'), garbage)],
  ['altered by one bit of an embedding', (file) => flipBit(file, pageOf(file, 'embeddings') + PAGE - 100)],
  [
    'of another version',
    (file) => {
      const db = openDatabase(file, false);
      db.run("UPDATE meta SET value = '1' WHERE key = 'version'");
      db.rows('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  ],
  [
    'altered by one letter and without its checksum, as after a build that was killed',
    (file) => {
      rmSync(checksumPathOf(file));
      overwriteText(file, SENTENCE, (at) => flipBit(file, at + 5));
    },
  ],
  [
    'zeroed on some pages and without its checksum',
    (file) => {
      rmSync(checksumPathOf(file));
      overwrite(file, middleOf(file), Buffer.alloc(4 * PAGE));
    },
  ],
];

/** What a process may end of rather than say a sentence: tried as one of its own. */
const ENDED_PROCESSES = new Set([
  'cut off within a page',
  'no longer UTF-8, which aborts libsql',
  'zeroed on some pages and without its checksum',
]);

const zeroed = (file: string, at: number) => overwrite(file, at, Buffer.alloc(PAGE));

/** What each command says of it, in one line. */
const MADE_ANEW = /^The (vector )?index \S+ (is|has|was) .* It is made anew\.$/m;

const linesOf = (stderr: string) => stderr.split('\n').filter((line) => MADE_ANEW.test(line));

/** `start` without a token answers what stands on its standard input. */
async function started(folder: string, run = attest) {
  const input = QUESTIONS.map(({ question }) => `${question}\n`).join('');
  const outcome = await run(folder, ['start'], { input });
  const words = outcome.stdout.replace(/\s+/g, ' ');
  return { ...outcome, right: QUESTIONS.filter(({ sentence }) => words.includes(sentence)).length };
}

describe.skipIf(noGraph)('a vector index is made anew from the database when its file is', () => {
  test.each(VECTORS)('%s: meanwhile words find the answers', async (_, spoil) => {
    const folder = copyOfSound();
    await spoil(filesIn(folder).vectors);
    expect(await askHere(folder)).toEqual({ right: QUESTIONS.length });
    const { code, stdout, stderr } = await attest(folder, ['index', '--json']);
    expect([code, linesOf(stderr)]).toEqual([0, [expect.any(String)]]);
    expect(JSON.parse(stdout)).toMatchObject({ embedded: 0, damages: [expect.stringMatching(MADE_ANEW)] });
    await expectWhole(folder);
  });

  test.each(VECTORS.slice(0, 1))('%s, by `start`, too', async (_, spoil) => {
    const folder = copyOfSound();
    await spoil(filesIn(folder).vectors);
    const { code, right, stderr } = await started(folder);
    expect([code, right, linesOf(stderr)]).toEqual([0, QUESTIONS.length, [expect.any(String)]]);
    await expectWhole(folder);
  });
});

describe('a database is never answered from, and made anew from the articles, when it is', () => {
  test.each(DATABASES)('%s: by `index`', async (name, spoil) => {
    const folder = copyOfSound();
    await spoil(filesIn(folder).database);
    expect(await askHere(folder)).toEqual({ refused: expect.stringMatching(REMEDY) });
    const run = ENDED_PROCESSES.has(name) ? attestProcess : attest;
    const { code, stdout, stderr } = await run(folder, ['index', '--json']);
    expect([code, linesOf(stderr)]).toEqual([0, [expect.any(String)]]);
    expect(JSON.parse(stdout)).toMatchObject({ articles: ARTICLES.length, problems: [] });
    await expectWhole(folder);
  });

  // `start` heals by the build that is tried above.
  test.each([DATABASES[0]!, ...DATABASES.slice(-2)])('%s: by `start`', async (name, spoil) => {
    const folder = copyOfSound();
    await spoil(filesIn(folder).database);
    const { code, right, stderr } = await started(folder, ENDED_PROCESSES.has(name) ? attestProcess : attest);
    expect([code, right, linesOf(stderr)]).toEqual([0, QUESTIONS.length, [expect.any(String)]]);
    await expectWhole(folder);
  });
});

describe('what else may be missing or left over', () => {
  const heals = async (folder: string) => {
    expect((await attest(folder, ['index'])).code).toBe(0);
    await expectWhole(folder);
  };
  test('the database itself: `start` builds it', async () => {
    const folder = copyOfSound();
    rmSync(filesIn(folder).database);
    const { code, right, stderr } = await started(folder);
    expect([code, right]).toEqual([0, QUESTIONS.length]);
    expect(stderr).toMatch(/^There is no index in \S+ yet\. Building it\.$/m);
    await expectWhole(folder);
  });

  test('the checksum of a sound database: nothing is made anew', async () => {
    const folder = copyOfSound();
    rmSync(checksumPathOf(filesIn(folder).database));
    expect(await askHere(folder)).toEqual({ right: QUESTIONS.length });
    const { stdout } = await attest(folder, ['index', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ embedded: 0, damages: [] });
    expect(readdirSync(folder).filter((name) => name.endsWith('.sha256'))).toHaveLength(1);
  });

  test('the write-ahead log and the shared memory of another day', async () => {
    const folder = copyOfSound();
    const { database } = filesIn(folder);
    for (const suffix of ['-wal', '-shm']) writeFileSync(database + suffix, garbage);
    expect(await askHere(folder)).toEqual({ right: QUESTIONS.length });
    await heals(folder);
  });

  test('people.db is no part of it: damaged, it is left as it is', async () => {
    const folder = copyOfSound();
    writeFileSync(join(folder, 'people.db'), garbage);
    overwrite(filesIn(folder).database, 0, garbage);
    await heals(folder);
    expect(readFileSync(join(folder, 'people.db'))).toEqual(garbage);
  });

  test('a damaged index is not deleted where there is no article to make it from', async () => {
    const folder = copyOfSound();
    const { database } = filesIn(folder);
    overwrite(database, 0, garbage);
    const { code, stderr } = await attest(folder, ['index'], { corpus: temporaryFolder() });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/holds no articles any more; .* Set CORPUS_DIR/),
    ]);
    expect(statSync(database).size).toBeGreaterThan(PAGE);
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

describe('status and verify', () => {
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
      [1, expect.stringMatching(REMEDY)],
      [1, expect.stringMatching(REMEDY)],
      [1, expect.stringMatching(/^There is no index in .* Run: npm run index$/)],
    ]);
    const { code, stdout, stderr } = await attestProcess(truncated, ['verify']);
    expect([code, stdout + stderr]).toEqual([1, expect.stringMatching(REMEDY)]);
  });

  test('tell an article that was altered from files that came, changed and went', async () => {
    const [folder, corpus] = [copyOfSound(), temporaryFolder()];
    writeCorpus(corpus, ARTICLES);
    await attest(folder, ['index'], { corpus });
    rmSync(join(corpus, ARTICLES[1]!.name));
    writeFileSync(join(corpus, ARTICLES[2]!.name), `${ARTICLES[2]!.content} One more sentence.\n`);
    writeCorpus(corpus, inventedArticles(13, 8, 1).slice(12));
    const status = await attest(folder, ['status'], { corpus });
    expect(status.stdout).toMatch(/In the corpus since: 1 new, 1 changed, 1 gone\. Run: npm run index/);
    const { database } = filesIn(folder);
    overwriteText(database, SENTENCE, (at) => flipBit(database, at + 5));
    const { code, stdout } = await attest(folder, ['verify', '--json'], { corpus });
    const { findings } = JSON.parse(stdout) as {
      findings: { damage: boolean; what: string; remedy: string }[];
    };
    expect(findings.map(({ damage, what }) => `${damage ? 'damage' : 'behind'}: ${what}`).sort()).toEqual([
      expect.stringMatching(/^behind: .* is in the index, but no longer in the corpus\.$/),
      expect.stringMatching(/^behind: .* has changed since it was indexed\.$/),
      expect.stringMatching(/^behind: .* is not indexed yet\.$/),
      expect.stringMatching(/^damage: The article .* is not what was written\.$/),
      expect.stringMatching(/^damage: The index .* is damaged \(its checksum .*\)\.$/),
    ]);
    expect(code).toBe(1);
    expect(new Set(findings.map(({ remedy }) => remedy))).toEqual(new Set(['Run: npm run index']));
    expect((await attest(folder, ['index'], { corpus })).code).toBe(0);
    expect((await attest(folder, ['verify'], { corpus })).stdout).toMatch(
      /no damage, 0 behind the corpus\.$/m,
    );
  });

  test('find damage that the checksum is blind to, and a plain `index` heals it then', async () => {
    const folder = copyOfSound();
    const { database } = filesIn(folder);
    overwriteText(database, SENTENCE, (at) => flipBit(database, at + 5));
    const checksum = createHash('sha256').update(readFileSync(database)).digest('hex');
    writeFileSync(checksumPathOf(database), `${checksum} ${statSync(database).size}\n`);
    const verified = await attest(folder, ['verify']);
    expect([verified.code, verified.stdout]).toEqual([
      1,
      expect.stringMatching(/^The article .* is not what was written\. Run: npm run index$/m),
    ]);
    expect(linesOf((await attest(folder, ['index'])).stderr)).toHaveLength(1);
    await expectWhole(folder);
  });
});
