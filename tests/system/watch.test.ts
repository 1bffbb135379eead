// `npm run index -- --watch` as a process: it takes what changes, once it is whole, and a burst as one build.
import { once } from 'node:events';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followCorpus, type FollowEvent } from '../../src/indexing/watch.ts';
import type { BuildReport } from '../../src/types.ts';
import { startAttest } from '../support/command-line.ts';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

let corpus: string;
let watching: ReturnType<typeof startAttest>;
let reports: AsyncIterator<string>;
let errors: string;
/** How many articles there are by the latest report: the tests follow each other in one process. */
let known: number;

const head = (name: string) => `date 2024-05-01 https://gazette.example/${name}\n\nTitle of ${name}\n\n`;
const write = (name: string, text: string) => writeFileSync(join(corpus, `${name}.txt`), head(name) + text);
async function nextReport(): Promise<BuildReport> {
  const report = JSON.parse((await reports.next()).value as string) as BuildReport;
  known = report.articles;
  return report;
}

/** Starts the command line; may be put into circumstances in which the system tells of fewer changes. */
type Start = typeof startAttest;

beforeAll(() => startWatching());
afterAll(() => watching.kill('SIGKILL'));

async function startWatching(start: Start = startAttest): Promise<void> {
  corpus = join(temporaryFolder(), 'corpus');
  mkdirSync(corpus);
  write('first', 'The lighthouse keeper painted the door green.');
  const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
  watching = start(['index', '--watch', '--json'], { env });
  reports = createInterface({ input: watching.stdout })[Symbol.asyncIterator]();
  errors = '';
  watching.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  expect(await nextReport()).toMatchObject({ articles: 1 });
  await said('Following ');
}

/** Waits until it has been said on standard error. */
async function said(words: string): Promise<void> {
  while (!errors.includes(words)) await once(watching.stderr, 'data');
}

test('articles that come, change and go are indexed, many at once in one build', async () => {
  for (let i = 0; i < 20; i++) write(`burst-${i}`, `Story number ${i} of the burst.`);
  expect(await nextReport()).toMatchObject({ articles: 21, embedded: 20 });
  write('first', 'The lighthouse keeper painted the door blue.');
  rmSync(join(corpus, 'burst-0.txt'));
  expect(await nextReport()).toMatchObject({ articles: 20, embedded: 1, removed: 1 });
});

/** Less than the second without growth after which a file counts as whole. */
const SHORT_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 700;

/** Writes an article piece by piece for longer than it takes to count as whole; false when a pause was too long for that. */
async function writtenSlowly(name: string): Promise<boolean> {
  const path = join(corpus, `${name}.txt`);
  writeFileSync(path, head(name));
  let isSteady = true;
  for (let i = 0; i < 6; i++) {
    const before = performance.now();
    await setTimeout(SHORT_PAUSE_MS);
    appendFileSync(path, `Sentence number ${i} of the story ${name}. `);
    isSteady &&= performance.now() - before < LONGEST_PAUSE_MS;
  }
  return isSteady;
}

test('a file that is being written is taken when it is whole', async () => {
  // Where this process itself was held up between two pieces, the file may have counted as whole: that tells nothing.
  while (!(await writtenSlowly('slow'))) {
    watching.kill('SIGKILL');
    await startWatching();
  }
  const before = known;
  expect(await nextReport()).toMatchObject({ articles: before + 1, problems: [], embedded: 1 });
});

test('a folder in it that goes and comes back is followed again', async () => {
  const before = known;
  const inner = join(corpus, 'inner');
  mkdirSync(inner);
  write('inner/second', 'The harbour was dredged.');
  expect(await nextReport()).toMatchObject({ articles: before + 1 });
  renameSync(inner, `${corpus}-aside`);
  expect(await nextReport()).toMatchObject({ articles: before, removed: 1 });
  renameSync(`${corpus}-aside`, inner);
  expect(await nextReport()).toMatchObject({ articles: before + 1 });
  write('inner/third', 'The ferry was late.');
  expect(await nextReport()).toMatchObject({ articles: before + 2 });
});

test('the corpus folder itself may go and come back: the index stays meanwhile, and what is new is found', async () => {
  const before = known;
  renameSync(corpus, `${corpus}-aside`);
  await said(`${corpus} is gone; the index stays as it is`);
  renameSync(`${corpus}-aside`, corpus);
  await said(`${corpus} is back`);
  write('second', 'The harbour was dredged again.');
  while (known <= before) expect((await nextReport()).removed).toBe(0);
  expect(known).toBe(before + 1);
  expect(errors.match(/ is gone; /g)).toHaveLength(1);
});

test('SIGINT ends it with code 0', async () => {
  watching.kill('SIGINT');
  expect((await once(watching, 'exit'))[0]).toBe(0);
});

/** The command line where the system follows at most so many files; undefined where that cannot be arranged. */
function startLimited(most: number): Start | undefined {
  const limit = `echo ${most} > /proc/sys/user/max_inotify_watches`;
  const within = ['-Ur', 'sh', '-c', `${limit} && exec "$@"`, 'sh'];
  if (spawnSync('unshare', [...within, 'true']).status !== 0) return undefined;
  return (args, { env } = {}) => {
    const command = [process.execPath, '--import', 'tsx', join(ROOT, 'src/cli.ts'), ...args];
    const child = spawn('unshare', [...within, ...command], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, READER: 'off', ...env },
    });
    child.stdin.end();
    return child;
  };
}

test('where the system cannot tell of changes any more, it says so once, looks by itself, and indexes on', async (context) => {
  const limited = startLimited(3);
  if (!limited) context.skip('no limit can be set here');
  await startWatching(limited);
  for (const name of ['one', 'two', 'three', 'four']) {
    mkdirSync(join(corpus, name));
    write(`${name}/story`, `Story ${name} was told.`);
  }
  while (known < 5) await nextReport();
  write('four/later', 'A later story was told.');
  while (known < 6) await nextReport();
  expect(errors.match(/The system cannot tell what changes/g)).toHaveLength(1);
});

test('a folder that cannot even be looked at counts as gone until it can', async () => {
  const parent = join(temporaryFolder(), 'disk');
  const inner = join(parent, 'corpus');
  mkdirSync(inner, { recursive: true });
  let heard: (event: FollowEvent) => void = () => {};
  const next = () => new Promise<FollowEvent>((resolve) => (heard = resolve));
  const following = await followCorpus(
    inner,
    () => Promise.resolve(),
    (event) => heard(event),
  );
  const gone = next();
  renameSync(parent, `${parent}-aside`);
  // To look at what lies in a file is refused (ENOTDIR), as on a disk that fails (EIO) or a server that went (ESTALE).
  writeFileSync(parent, 'no folder');
  expect(await gone).toEqual({ kind: 'folder gone', folder: inner });
  const back = next();
  rmSync(parent);
  renameSync(`${parent}-aside`, parent);
  expect(await back).toEqual({ kind: 'folder back', folder: inner });
  await following.stop();
});
