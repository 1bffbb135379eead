// Which files of a folder are looked into: whatever lies there is read, skipped, passed over and counted, or told; nothing ends it.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { isArticle, listCorpus, readArticle, readOutletNames } from '../../src/corpus/articles.ts';
import { goneFrom, openCorpus, waitingIn } from '../../src/indexing/corpus-changes.ts';
import { worded } from '../../src/messages/told.ts';
import { ENGLISH } from '../support/english.ts';
import { fairMs } from '../support/fair-clock.ts';
import { temporaryFolder } from '../support/temporary.ts';

let corpus: string;
beforeEach(() => void (corpus = temporaryFolder()));

const folder = (name: string) => mkdirSync(join(corpus, name), { recursive: true });
const write = (name: string, content: string | Buffer = articleOf(name)) =>
  writeFileSync(join(corpus, name), content);
const articleOf = (name: string) =>
  `date 2025-06-07 https://gazette.example/${encodeURIComponent(name)}\n\nTitle\n\nText.\n`;
const link = (name: string, target: string) => symlinkSync(join(corpus, target), join(corpus, name));

/** The names of files, problems with their first sentence, and what is skipped or passed over. */
function listed() {
  const { files, problems, skipped, passedOver } = listCorpus(corpus);
  return {
    files: files.map(({ file }) => file),
    problems: problems.map(({ file, cause }) => `${file} ${worded(ENGLISH.problem, cause)[0]}`),
    skipped: skipped.map(({ file, cause }) => `${file} ${cause.kind}`),
    passedOver,
  };
}
const NOTHING = { other: 0, hidden: 0, ignored: 0 };

test('endings in any letter case are read', () => {
  for (const name of ['A.MD', 'B.Txt', 'C.markdown', 'D.MARKDOWN']) write(name);
  expect(listed()).toEqual({
    files: ['A.MD', 'B.Txt', 'C.markdown', 'D.MARKDOWN'],
    problems: [],
    skipped: [],
    passedOver: NOTHING,
  });
  expect(
    listCorpus(corpus)
      .files.map((file) => readArticle(file, new Map()))
      .every(isArticle),
  ).toBe(true);
});

test('pictures, what systems leave behind, and hidden files and folders are passed over and counted', () => {
  for (const name of ['.obsidian', '.git', 'attachments']) folder(name);
  for (const name of ['a.JPG', 'attachments/b.png', 'Thumbs.db', 'desktop.ini', 'board.canvas', 'LICENSE'])
    write(name, 'x');
  for (const name of ['.DS_Store', '.obsidian/app.json', '.git/HEAD']) write(name, 'x');
  write('a.txt');
  expect(listed()).toEqual({
    files: ['a.txt'],
    problems: [],
    skipped: [],
    passedOver: { other: 6, hidden: 3, ignored: 0 },
  });
});

test('what may hold articles and is no text is a problem, with a remedy', () => {
  for (const name of ['a.pdf', 'b.html', 'c.docx', 'd']) write(name, 'x');
  expect(listed().problems).toEqual(
    ['a.pdf', 'b.html', 'c.docx', 'd'].map((file) => expect.stringMatching(`^${file} This is not a`)),
  );
});

describe('.attestignore', () => {
  test('names what is passed over, as .gitignore does', () => {
    folder('drafts/old');
    folder('news/drafts');
    write(
      '.attestignore',
      '# not yet\ndrafts/\n!news/drafts/\n/top.txt\n*.log.md\n!keep.log.md\n\\#odd.md\n',
    );
    for (const name of [
      'drafts/a.txt',
      'drafts/old/b.txt',
      'news/drafts/c.txt',
      'news/top.txt',
      'top.txt',
      'x.log.md',
      'keep.log.md',
      '#odd.md',
    ])
      write(name);
    expect(listed()).toMatchObject({
      files: ['keep.log.md', 'news/drafts/c.txt', 'news/top.txt'],
      problems: [],
      // A folder counts once: nothing below it is looked at.
      passedOver: { other: 0, hidden: 1, ignored: 4 },
    });
  });

  test('that cannot be read stops the build: what is to stay out does not get in', () => {
    folder('.attestignore');
    expect(() => listCorpus(corpus)).toThrow(/\.attestignore cannot be read/);
  });
});

describe('links', () => {
  test('to what is read where it lies are skipped; to what is not read otherwise they are read', () => {
    folder('news');
    folder('.data');
    write('news/a.txt');
    write('.data/b.txt');
    link('again.txt', 'news/a.txt');
    link('b.txt', '.data/b.txt');
    link('latest', 'news');
    expect(listed()).toEqual({
      files: ['b.txt', 'news/a.txt'],
      problems: [],
      skipped: ['again.txt link', 'latest link'],
      passedOver: { ...NOTHING, hidden: 1 },
    });
  });

  test('that go round in a circle, lead out or nowhere are told', () => {
    folder('news');
    link('news/up', 'news');
    link('x', 'y');
    link('y', 'x');
    link('gone.txt', 'none.txt');
    symlinkSync(temporaryFolder(), join(corpus, 'out'));
    write('news/a.txt');
    expect(listed()).toMatchObject({
      files: ['news/a.txt'],
      problems: [
        expect.stringMatching(/^gone\.txt The file cannot be read: ENOENT/),
        expect.stringMatching(/^out The link leads out/),
        expect.stringMatching(/^x The file cannot be read: ELOOP/),
        expect.stringMatching(/^y The file cannot be read: ELOOP/),
      ],
      skipped: ['news/up link'],
    });
  });
});

test('a folder that cannot be read is told, and the others are read', () => {
  folder('good');
  folder('bad');
  write('good/a.txt');
  const home = process.cwd();
  try {
    chmodSync(join(corpus, 'bad'), 0);
    if (process.getuid?.() === 0) {
      // Root can read every folder but one whose path is too long for the system.
      process.chdir(join(corpus, 'bad'));
      for (let depth = 0; depth < 25; depth++) {
        mkdirSync('d'.repeat(200));
        process.chdir('d'.repeat(200));
      }
      process.chdir(home);
    }
    const { files, problems } = listed();
    expect(files).toEqual(['good/a.txt']);
    expect(problems).toEqual([expect.stringMatching(/^bad\/(?:d+\/)* The folder cannot be read/)]);
  } finally {
    process.chdir(home);
    chmodSync(join(corpus, 'bad'), 0o700);
    // Unlike Node.js it goes down step by step.
    execFileSync('rm', ['-rf', join(corpus, 'bad')]);
  }
});

test('names of any Unicode are read as they are, and one that is no Unicode is told', () => {
  const names = [
    '\u00e9.txt',
    'e\u0301.txt',
    '新聞.md',
    '💥.txt',
    'a\nb.txt',
    '\u202etxt.exe.txt',
    'a\\b.txt',
  ];
  for (const name of names) write(name);
  writeFileSync(Buffer.concat([Buffer.from(`${corpus}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]), 'x');
  const { files, problems } = listed();
  expect(files.toSorted()).toEqual(names.toSorted());
  expect(problems).toEqual(['caf\ufffd.txt The name of the file is not UTF-8.']);
});

test('a folder of 20,000 files is listed in their order', () => {
  const path = (i: number) => join(corpus, `${String(i).padStart(5, '0')}.txt`);
  writeFileSync(path(0), 'x');
  for (let i = 1; i < 20_000; i++) linkSync(path(0), path(i));
  const { files } = listed();
  expect(files).toHaveLength(20_000);
  expect(files.at(-1)).toBe('19999.txt');
});

test('a folder that cannot be read keeps the articles that are known from it', () => {
  const cause = { kind: 'unreadable folder', reason: 'EACCES' } as const;
  const files = ['news/a.txt', 'news/old/b.txt', 'newsroom.txt', 'c.txt'];
  const known = files.map((file) => ({
    ...{ id: file, file, url: null, address: file, size: 1, mtime: 1, change: '1 1' },
    ...{ published: '2025-06-07', length: 1, hash: 'h', isStored: true },
  }));
  const unread = { ...openCorpus(corpus), problems: [{ file: 'news/', line: 1, cause }] };
  expect(waitingIn(unread, known).gone).toBe(2);
  expect(goneFrom(unread, known).map(({ file }) => file)).toEqual(['newsroom.txt', 'c.txt']);
});

test('a pipe in the place of a file is told, and nobody waits for it', () => {
  for (const name of ['outlets.yaml', 'article.txt'])
    expect(spawnSync('mkfifo', [join(corpus, name)]).status).toBe(0);
  write('ferry.txt');
  const { files, problems } = listCorpus(corpus);
  expect(files.map(({ file }) => file)).toEqual(['ferry.txt']);
  expect(problems).toMatchObject([{ file: 'article.txt', cause: { kind: 'other type' } }]);
  const { problems: ofOutlets } = readOutletNames(corpus);
  expect(ofOutlets).toMatchObject([{ file: 'outlets.yaml', cause: { kind: 'unreadable' } }]);
  expect(spawnSync('mkfifo', [join(corpus, '.attestignore')]).status).toBe(0);
  expect(() => listCorpus(corpus)).toThrow(/\.attestignore cannot be read: .* is no file\./);
});

test('a table of outlets that has no end is told, and not read', () => {
  write('outlets.yaml', 'a.example: A\n'.repeat(200_000));
  const { outlets, problems } = readOutletNames(corpus);
  expect(outlets.size).toBe(0);
  expect(problems).toMatchObject([
    {
      cause: {
        kind: 'unreadable',
        reason: expect.stringMatching(/2600000 bytes, and 1000000 are read at most/),
      },
    },
  ]);
});

test('a table of outlets of 20,000 lines is read in time with their number', () => {
  const time = (lines: number) => {
    const row = (_: unknown, i: number) => `host${i}.example: Name ${i}\n no row ${i}\n`;
    write('outlets.yaml', Array.from({ length: lines }, row).join(''));
    return fairMs(() => readOutletNames(corpus));
  };
  time(1000);
  expect(time(20_000)).toBeLessThan(30 * time(2000));
});
