// Both formats, and every way in which a file of the corpus can be bad.
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { isArticle, listCorpus, readArticle, readOutletNames } from '../../src/corpus/articles.ts';
import type { Article, Problem, SkippedFile } from '../../src/types.ts';
import { ENGLISH } from '../support/english.ts';
import { worded } from '../../src/messages/told.ts';
import { temporaryFolder } from '../support/temporary.ts';

let corpus: string;
beforeEach(() => void (corpus = temporaryFolder()));

const write = (name: string, content: string | Buffer) => writeFileSync(join(corpus, name), content);
const archive = (header: string, rest = '\n\nTitle\n\nText of it.') => header + rest;
const URL = 'https://gazette.example/a';

/** What each file of the corpus is: an article, a problem, or skipped. */
function read(): { articles: Article[]; problems: Problem[]; skipped: SkippedFile[] } {
  const { files, problems, skipped } = listCorpus(corpus);
  const { outlets } = readOutletNames(corpus);
  const all = files.map((file) => readArticle(file, outlets));
  return {
    articles: all.filter(isArticle),
    problems: [...problems, ...all.flatMap((one) => ('problems' in one ? one.problems : []))],
    skipped: [...skipped, ...all.flatMap((one) => ('skipped' in one ? [one.skipped] : []))],
  };
}

/** Each problem in English, with its remedy. */
const told = (problems: readonly Problem[]) => problems.map(({ cause }) => worded(ENGLISH.problem, cause));

describe("the archive's own format", () => {
  test.each([' date 2023-07-31', 'date 2023-07-31'])('begins with "%s"', (header) => {
    write('a.txt', archive(`${header} ${URL}`, '\r\n\r\nThe Title\r\n\r\nA lead.\r\n\r\nThe rest.\r\n'));
    expect(read()).toEqual({
      problems: [],
      skipped: [],
      articles: [
        expect.objectContaining({
          file: 'a.txt',
          title: 'The Title',
          url: URL,
          outlet: 'gazette.example',
          published: '2023-07-31',
          byline: null,
          text: 'A lead.\n\nThe rest.',
          id: expect.stringMatching(/^[0-9a-f]{16}$/),
        }),
      ],
    });
  });

  test('takes the outlet from the table by host or by the domain above it', () => {
    write('outlets.yaml', 'gazette.example: The Gazette\n');
    write('a.txt', archive(`date 2023-07-31 https://www.gazette.example/a`));
    write('b.txt', archive(`date 2023-07-31 https://sport.gazette.example/b`));
    expect(read().articles.map((article) => article.outlet)).toEqual(['The Gazette', 'The Gazette']);
  });
});

test('Markdown with front matter is an article', () => {
  mkdirSync(join(corpus, 'sub'));
  write(
    'sub/a.md',
    `---\ntitle: "A: B"\nurl: ${URL}\npublished: 2023-07-31\noutlet: The Gazette\nbyline: Ann Lee\n---\n\nText.\n`,
  );
  expect(read().articles[0]).toMatchObject({
    file: 'sub/a.md',
    title: 'A: B',
    outlet: 'The Gazette',
    byline: 'Ann Lee',
    published: '2023-07-31',
    text: 'Text.',
  });
});

describe('a bad file is reported with its line and a remedy, and the good ones are read:', () => {
  test.each<[string, string, string | Buffer, number, RegExp]>([
    ['empty', 'a.txt', '', 1, /empty/],
    ['without a header', 'a.txt', 'Title\n\nText.', 1, /no header/],
    ['of an impossible date', 'a.txt', archive(`date 2023-02-30 ${URL}`), 1, /"2023-02-30" is not a day/],
    ['without a web address', 'a.txt', archive('date 2023-07-31 gazette'), 1, /not a web address/],
    [
      'with a script for an address',
      'a.txt',
      archive('date 2023-07-31 javascript:alert(1)'),
      1,
      /not a web address/,
    ],
    ['without a title', 'a.txt', `date 2023-07-31 ${URL}\n\n`, 2, /no title/],
    [
      'whose title is the text',
      'a.txt',
      archive(`date 2023-07-31 ${URL}`, `\n\n${'word '.repeat(100)}\n`),
      3,
      /looks like the text/,
    ],
    [
      'whose outlet is another field',
      'a.md',
      `---\ntitle: T\nurl: ${URL}\npublished: 2023-07-31\noutlet: ${'word '.repeat(100)}\n---\nText.`,
      5,
      /looks like another field/,
    ],
    ['without text', 'a.txt', `date 2023-07-31 ${URL}\n\nTitle\n`, 3, /no text/],
    [
      'not UTF-8',
      'a.txt',
      Buffer.from(`date 2023-07-31 ${URL}\n\nTitle\n\nCaf\xe9.`, 'latin1'),
      5,
      /not UTF-8/,
    ],
    ['binary', 'a.txt', Buffer.from(`date 2023-07-31 ${URL}\n\nTitle\n\n\0\x01`), 5, /binary/],
    ['of another kind', 'a.html', '<p>', 1, /not a .txt or .md/],
    [
      'Markdown with front matter that has no end',
      'a.md',
      `---\ntitle: T\nurl: ${URL}\n\nText.`,
      1,
      /has no end/,
    ],
    [
      'Markdown with broken front matter',
      'a.md',
      `---\ntitle:\n  A: B: C\nurl: ${URL}\npublished: 2023-07-31\n---\nText.`,
      3,
      /cannot be read as YAML, in "title"/,
    ],
    [
      'Markdown with a bad day',
      'a.md',
      `---\ntitle: T\nurl: ${URL}\npublished: July\n---\nText.`,
      4,
      /"July" is not a day/,
    ],
  ])('%s', (_, name, content, line, message) => {
    write(name, content);
    write('good.txt', archive('date 2023-07-31 https://gazette.example/good'));
    const { articles, problems } = read();
    expect(articles.map((article) => article.file)).toEqual(['good.txt']);
    expect(problems).toMatchObject([{ file: name, line }]);
    expect(told(problems)).toEqual([[expect.stringMatching(message), expect.stringMatching(/\S/)]]);
  });

  test.each([
    ['a byte too long', 1_000_001, '1.1 MB'],
    ['50 MB long', 50_000_000, '50.0 MB'],
  ])('%s', (_, bytes, size) => {
    write('a.txt', '');
    truncateSync(join(corpus, 'a.txt'), bytes);
    expect(told(read().problems)).toEqual([
      [expect.stringMatching(`^${size} is more than the 1.0 MB `), expect.any(String)],
    ]);
  });

  test('a link that leads out of the folder, or to nothing', () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.txt'), archive(`date 2023-07-31 ${URL}`));
    symlinkSync(join(outside, 'secret.txt'), join(corpus, 'a.txt'));
    symlinkSync(join(corpus, 'nothing.txt'), join(corpus, 'b.txt'));
    const messages = told(read().problems).map(([message]) => message);
    expect(messages).toEqual([
      expect.stringMatching(/out of the corpus/),
      expect.stringMatching(/cannot be read/),
    ]);
  });

  test('all at once', () => {
    write('a.txt', '');
    write('b.txt', 'no header');
    write('c.md', `---\ntitle: T\nurl: ${URL}\n---\nText.`);
    expect(read().problems.map((problem) => problem.file)).toEqual(['a.txt', 'b.txt', 'c.md']);
  });
});

test('hidden files, README.md and outlets.yaml are not articles', () => {
  write('.DS_Store', 'x');
  write('README.md', 'x');
  write('outlets.yaml', 'a.example: A');
  const skipped = [{ file: 'README.md', cause: { kind: 'README' } }];
  expect(read()).toEqual({ articles: [], problems: [], skipped });
});

test('a missing folder is a sentence with a remedy', () => {
  expect(() => listCorpus(join(corpus, 'none'))).toThrow(/no corpus folder/);
});

describe('a table of outlets', () => {
  test('is read but for the lines that are wrong, which are told', () => {
    write(
      'outlets.yaml',
      '# Names\ngazette.example: The Gazette\nb.example: [B]\n- c\nd.example:D\nE.example: "E: f"\n',
    );
    const { outlets, problems } = readOutletNames(corpus);
    expect([...outlets]).toEqual([
      ['gazette.example', 'The Gazette'],
      ['e.example', 'E: f'],
    ]);
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'outlets.yaml:3',
      'outlets.yaml:4',
      'outlets.yaml:5',
    ]);
    expect(told(problems)[1]).toEqual([
      expect.stringMatching(/^"- c" names no outlet/),
      'Write "host: name", one a line.',
    ]);
  });

  test.each<[string, () => void]>([
    ['empty', () => write('outlets.yaml', '')],
    ['nothing but remarks', () => write('outlets.yaml', '# none yet\n')],
    ['not there', () => {}],
  ])('may be %s', (_, make) => {
    make();
    expect(readOutletNames(corpus)).toEqual({ outlets: new Map(), problems: [] });
  });

  test.each<[string, () => void, RegExp]>([
    ['a folder', () => mkdirSync(join(corpus, 'outlets.yaml')), /cannot be read/],
    ['not UTF-8', () => write('outlets.yaml', Buffer.from('a.example: Caf\xe9', 'latin1')), /not UTF-8/],
  ])('that is %s is told and ignored', (_, make, message) => {
    make();
    const { outlets, problems } = readOutletNames(corpus);
    expect(outlets.size).toBe(0);
    expect(told(problems)).toEqual([[expect.stringMatching(message), expect.any(String)]]);
  });

  test('names a folder of articles without an address, which otherwise stands for its outlet', () => {
    mkdirSync(join(corpus, 'harbour/_posts'), { recursive: true });
    mkdirSync(join(corpus, 'Clippings/ferry'), { recursive: true });
    write('outlets.yaml', 'harbour/: The Harbour Papers\n');
    for (const file of ['harbour/_posts/a.md', 'Clippings/b.md', 'Clippings/ferry/index.md'])
      write(file, '---\ntitle: T\ndate: 2023-07-31\n---\nText.');
    const outlets = new Map(read().articles.map(({ file, outlet }) => [file, outlet]));
    expect(outlets.get('harbour/_posts/a.md')).toBe('The Harbour Papers');
    expect(outlets.get('Clippings/b.md')).toBe('Clippings');
    expect(outlets.get('Clippings/ferry/index.md')).toBe('Clippings');
  });
});
