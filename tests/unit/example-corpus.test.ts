// Which files a corpus is: all of a folder of one's own; of the one that comes with Attest the example only while it is alone.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isArticle, listCorpus, readArticle, readOutletNames } from '../../src/corpus/articles.ts';
import { temporaryFolder } from '../support/temporary.ts';

const home = process.cwd();
beforeEach(() => {
  process.chdir(temporaryFolder());
  mkdirSync('corpus/example', { recursive: true });
  write('example/README.md', '# The example');
  write('example/outlets.yaml', 'lantern.example: The Lantern\n');
  write('example/ferry.txt', 'date 2025-02-18 https://lantern.example/ferry\n\nFerry\n\nThe ferry sailed.\n');
});
afterEach(() => process.chdir(home));

const write = (name: string, content: string) => writeFileSync(join('corpus', name), content);
const OWN = 'date 2024-05-01 https://gazette.example/own\n\nOwn\n\nThe bakery closed.\n';

/** Files, problems, what became of the example, and the outlets of the articles. */
function read(named?: string) {
  const { files, problems, example } = listCorpus(named);
  const { outlets } = readOutletNames(named);
  const articles = files.map((file) => readArticle(file, outlets)).filter(isArticle);
  return {
    files: files.map(({ file }) => file),
    problems: problems.map(({ file }) => file),
    example,
    outlets: articles.map(({ outlet }) => outlet),
  };
}

const EXAMPLE_ALONE = {
  files: ['example/ferry.txt'],
  problems: [],
  example: 'alone',
  outlets: ['The Lantern'],
};

test('the example is the corpus while nothing else lies there', () => {
  expect(read()).toEqual(EXAMPLE_ALONE);
});

test('README.md, outlets.yaml, hidden files and empty folders are nothing else', () => {
  write('README.md', 'Put your articles here.');
  write('outlets.yaml', 'gazette.example: The Gazette\n');
  write('.DS_Store', 'x');
  mkdirSync('corpus/mine');
  expect(read()).toEqual(EXAMPLE_ALONE);
});

test('an article of ones own leaves the example out, until it is deleted again', () => {
  mkdirSync('corpus/mine');
  write('mine/own.txt', OWN);
  write('outlets.yaml', 'gazette.example: The Gazette\n');
  expect(read()).toEqual({
    files: ['mine/own.txt'],
    problems: [],
    example: 'left out',
    outlets: ['The Gazette'],
  });
  rmSync('corpus/mine/own.txt');
  expect(read()).toEqual(EXAMPLE_ALONE);
});

test.each(['broken.txt', 'scan.pdf'])('%s, which is no article, leaves it out none the less', (name) => {
  write(name, 'no header');
  const { example, files, problems } = read();
  expect(example).toBe('left out');
  expect([...files, ...problems]).toEqual([name]);
});

test('problems of an example that is left out are left out', () => {
  write('example/notes.pdf', 'x');
  write('own.txt', OWN);
  expect(read()).toMatchObject({ files: ['own.txt'], problems: [] });
});

test.each(['corpus', './corpus/', 'corpus/../corpus'])(
  'CORPUS_DIR=%s is the folder that comes with Attest, as where it is not set',
  (named) => {
    expect(read(named)).toEqual(EXAMPLE_ALONE);
    write('own.txt', OWN);
    expect(read(named)).toMatchObject({ files: ['own.txt'], example: 'left out' });
  },
);

test('nothing is said of the example where a folder of another name has one of that name', () => {
  mkdirSync('archive/example', { recursive: true });
  writeFileSync('archive/example/a.txt', OWN);
  writeFileSync('archive/b.txt', OWN);
  expect(read('archive')).toMatchObject({ files: ['b.txt', 'example/a.txt'], example: null });
});

test('a host in both tables has the name that the upper one gives it', () => {
  write('outlets.yaml', 'lantern.example: Our Lantern\n');
  expect(read('corpus').outlets).toEqual(['Our Lantern']);
});
