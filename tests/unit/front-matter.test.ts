// What the head of a file says of its article, by the names and in the ways of the programs that write such files.
import { describe, expect, test } from 'vitest';
import { decode, readFields, type Fields } from '../../src/corpus/article-formats.ts';
import { firstMisplaced } from '../../src/corpus/shown-text.ts';
import { worded } from '../../src/messages/told.ts';
import { ENGLISH } from '../support/english.ts';

const TODAY = '2025-10-15';
const URL = 'https://gazette.example/a';

const read = (content: string, file = 'a.md') => readFields(content, { file, today: TODAY });
/** A file whose front matter has these lines, besides a title, an address and a day where it names none. */
function file(lines: string, rest = { title: 'T', url: URL, published: '2025-06-01' }): string {
  const others = Object.entries(rest).filter(([name]) => !new RegExp(`^${name}:`, 'm').test(lines));
  return `---\n${others.map(([name, value]) => `${name}: ${value}\n`).join('')}${lines}\n---\nThe text.\n`;
}
const fields = (lines: string, rest?: Parameters<typeof file>[1], name?: string) =>
  read(file(lines, rest), name) as Fields;
/** The problems of a file in English, each with its line. */
function faults(content: string, name?: string): string[] {
  const found = read(content, name);
  if (!('faults' in found)) throw new Error(`no faults: ${JSON.stringify(found)}`);
  return found.faults.map(({ line, cause }) => `${line}: ${worded(ENGLISH.problem, cause).join(' ')}`);
}
const skipped = (content: string, name?: string) => {
  const found = read(content, name);
  return 'skipped' in found ? found.skipped.kind : found;
};

describe('a title on one line is what stands there:', () => {
  test.each([
    ['Corn Hall: the long repair'],
    ['"No deal", says mayor of Gannet Row'],
    ["'Tis the season for gales"],
    ['@harbour answers'],
    ['[Breaking] Ferry late'],
    ['[Breaking]'],
    ['*Amaryllis* sinks'],
    ['% of homes without power'],
    ['Wave machine wins #1 spot in poll'],
    ['#MeToo at the cannery'],
    ['&c. and other short words'],
    ['!Important for all'],
    ['> Quoted'],
    ['| Piped'],
    ['{Braces} of a title'],
    ['`Ticks`'],
    ['- a dash'],
    ['? a question'],
    ['1.10'],
    ['007'],
    ['1e3'],
    ['0x1F'],
    ['No'],
    ['True'],
    ['2025-06-01'],
    ['12:30'],
    ['Über uns, 1 000 Jahre'],
  ])('%s', (title) => {
    expect(fields(`title: ${title}`)).toMatchObject({ title });
  });

  test('quotation marks around all of it are no part of it, nor is a remark', () => {
    expect(fields('title: "Flood: a report"')).toMatchObject({ title: 'Flood: a report' });
    expect(fields("title: 'It''s over'")).toMatchObject({ title: "It's over" });
    expect(fields('title: "Say \\"no\\" \\u2013 twice" # from the desk')).toMatchObject({
      title: 'Say "no" – twice',
    });
    expect(fields('title: Ferry late # as of noon')).toMatchObject({ title: 'Ferry late' });
    expect(fields('title: "C:\\harbour"')).toMatchObject({ title: 'C:\\harbour' });
  });
  test('several lines of it are one', () => {
    expect(fields('title: |\n  Gale tears roof\n  off the Corn Hall')).toMatchObject({
      title: 'Gale tears roof off the Corn Hall',
    });
    expect(fields('title: >-\n  Gale tears\n  roof off')).toMatchObject({ title: 'Gale tears roof off' });
    expect(fields('title: Gale tears\n  roof off')).toMatchObject({ title: 'Gale tears roof off' });
  });
});

describe('a day', () => {
  test.each([
    ['2025-06-07', '2025-06-07'],
    ['2025-06-07T23:30:00+02:00', '2025-06-07'],
    ['2025-06-07T23:30:00-11:00', '2025-06-07'],
    ['2025-06-07 00:15:00 +0900', '2025-06-07'],
    ['2025-06-07T10:20:30 (UTC +02:00)', '2025-06-07'],
    ['"2025-06-07T23:30:00Z"', '2025-06-07'],
    ['2025-6-7', '2025-06-07'],
    ['2025/06/07', '2025-06-07'],
    ['20250607', '2025-06-07'],
    ['07.06.2025', '2025-06-07'],
    ['7 June 2025', '2025-06-07'],
    ['7. Mai 2025', '2025-05-07'],
    ['7 мая 2025 г.', '2025-05-07'],
    ['Sat, 07 Jun 2025 09:30:00 +0200', '2025-06-07'],
    ['June 7, 2025', '2025-06-07'],
    ['Saturday, June 7th, 2025', '2025-06-07'],
    ['Jun 7, 2025 at 9:30 PM', '2025-06-07'],
    ['"[[2025-06-07]]"', '2025-06-07'],
    ['[[2025-06-07]]', '2025-06-07'],
    ['[[2025-06-07]] # clipped', '2025-06-07'],
    ['1400-01-01', '1400-01-01'],
    [TODAY, TODAY],
  ])('%s is %s', (typed, published) => {
    expect(fields(`published: ${typed}`)).toMatchObject({ published });
  });

  test.each([
    ['July', '"July" is not a day.'],
    ['2025-02-30', '"2025-02-30" is not a day.'],
    ['06/07/2025', '"06/07/2025" is not a day.'],
    ['2025', '"2025" is not a day.'],
    ['1399-12-31', '1399-12-31 is too early for a day of publication.'],
    ['0203-01-01', '0203-01-01 is too early for a day of publication.'],
    ['2025-10-16', 'The day of publication, 2025-10-16, is later than today (2025-10-15).'],
    ['\n  year: 2025', '"published" holds a list or further fields where a text is needed.'],
  ])('%s is none, which is told', (typed, told) => {
    expect(faults(file(`published: ${typed}`))).toEqual([expect.stringContaining(`4: ${told}`)]);
  });

  test.each([
    'date', 'Date', 'published', 'Published', 'publish_date', 'publishDate', 'publish-date', 'Publish Date', 'published_date',
    'publishedAt', 'pubDate', 'datePublished', 'publicationDate', 'date_posted', 'created', 'date-created', 'createdAt', 'dateSaved',
  ])('may be called %s', (name) => {
    expect(fields(`${name}: 2025-06-07`, { title: 'T', url: URL } as never)).toMatchObject({ published: '2025-06-07' });
  }); // prettier-ignore

  test('of publication goes before that of a clipping, unless it is empty', () => {
    const rest = { title: 'T', url: URL } as never;
    expect(fields('created: 2025-06-09\npublished: 2025-06-07', rest)).toMatchObject({
      published: '2025-06-07',
    });
    expect(fields('published:\ncreated: 2025-06-09', rest)).toMatchObject({ published: '2025-06-09' });
  });
  test('that is missing is told as missing', () => {
    expect(faults(`---\ntitle: T\nurl: ${URL}\n---\nText.`)).toEqual([
      '1: There is no day of publication. Add "published: YYYY-MM-DD".',
    ]);
  });
  test('stands in the name of a post that has none itself', () => {
    expect(read('---\ntitle: T\n---\nText.', '_posts/2024-05-01-harbour-bridge.md')).toMatchObject({
      title: 'T',
      url: null,
      published: '2024-05-01',
    });
    expect(fields('date: 2024-05-02', { title: 'T' } as never, '2024-05-01-harbour.markdown')).toMatchObject({
      published: '2024-05-02',
    });
  });
});

describe('an address', () => {
  test.each([
    'url', 'URL', 'source', 'Source', 'link', 'canonical', 'canonicalURL', 'canonical_url', 'source-url', 'original_url', 'uri', 'href',
  ])('may be called %s', (name) => {
    expect(fields(`${name}: ${URL}`, { title: 'T', published: '2025-06-01' } as never)).toMatchObject({ url: URL });
  }); // prettier-ignore

  test.each([
    [`<${URL}>`],
    [`[The Gazette](${URL})`],
    [`"[The Gazette](${URL})"`],
    [`[[${URL}]]`],
    [`"[[${URL}]]"`],
    [`"[[${URL}|The Gazette]]"`],
    [`\n  - ${URL}\n  - https://gazette.example/b`],
    [`[${URL}, https://gazette.example/b]`],
    [`${URL} # read on the ferry`],
  ])('may be written %s', (typed) => {
    expect(fields(`url: ${typed}`)).toMatchObject({ url: URL });
  });
  test('keeps its own fragment', () => {
    expect(fields(`url: ${URL}#live`)).toMatchObject({ url: `${URL}#live` });
  });

  test.each([
    ['missing', 'byline: Ann Lee'],
    ['a path within the site', 'url: /2025/06/ferry/'],
    ['a link into another program', 'link: zotero://select/items/1_ABC'],
    ['empty', 'url: ""'],
  ])('that is %s makes the file an article of its own', (_, lines) => {
    expect(fields(lines, { title: 'T', published: '2025-06-01' } as never)).toMatchObject({ url: null });
  });
  test.each(['gazette', 'www.gazette.example/a', 'javascript:alert(1)', 'https://'])(
    '%s is none, which is told',
    (typed) => {
      expect(faults(file(`url: ${typed}`))).toEqual([
        `4: "${typed}" is not a web address. Write the article's full https:// address.`,
      ]);
    },
  );
  test('a source that is a name is the outlet', () => {
    const lines = `source: "[[The Gazette]]"`;
    expect(fields(lines)).toMatchObject({ url: URL, outlet: 'The Gazette' });
    expect(fields(lines, { title: 'T', published: '2025-06-01' } as never)).toMatchObject({ url: null });
  });
});

describe('who wrote it', () => {
  test.each([
    ['byline: Ann Lee', 'Ann Lee'],
    ['author: [Ann Lee, Tom Ray]', 'Ann Lee, Tom Ray'],
    ['Authors:\n- Ann Lee\n- Tom Ray', 'Ann Lee, Tom Ray'],
    ['creator:\n  - "[[Ann Lee]]"\n  - "[[people/Tom Ray]]"', 'Ann Lee, Tom Ray'],
    ['author: "[[people/Ann Lee|Ann]]"', 'Ann'],
    ['author: [[Ann Lee]]', 'Ann Lee'],
    ['author:\n  - [[Ann Lee]]', 'Ann Lee'],
    ['author: "[Ann Lee](https://gazette.example/ann)"', 'Ann Lee'],
    ['author:\n  - @annlee\n  - Tom: the mayor', '@annlee, Tom: the mayor'],
    ['author:\n  name: Ann Lee\n  email: ann@gazette.example', 'Ann Lee'],
    ['authors:\n  - name: Ann Lee\n  - firstName: Tom\n    lastName: Ray', 'Ann Lee, Tom Ray'],
    ['author: 007', '007'],
    ['author: ""', null],
    ['author: []', null],
    ['author: null', null],
    ['author:\n  -', null],
  ])('%s: %s', (lines, byline) => {
    expect(fields(lines)).toMatchObject({ byline });
  });
});

describe('who published it', () => {
  test.each([
    ['outlet: The Gazette', 'The Gazette'],
    ['Publisher: The Gazette', 'The Gazette'],
    ['site: The Gazette', 'The Gazette'],
    ['site_name: The Gazette', 'The Gazette'],
    ['publicationTitle: The Gazette', 'The Gazette'],
    ['publication: "[[The Gazette]]"', 'The Gazette'],
    ['publisher:\n  name: The Gazette\n  url: https://gazette.example', 'The Gazette'],
    ['outlet: ""', null],
    ['outlet:', null],
    ['params:\n  outlet: The Gazette', 'The Gazette'],
  ])('%s: %s', (lines, outlet) => {
    expect(fields(lines)).toMatchObject({ outlet });
  });
});

test('names within what Hugo and Zola keep for themselves are read', () => {
  const front =
    'title: T\nparams:\n  Author: Ann Lee\n  source: https://gazette.example/b\nextra:\n  date: 2025-06-07';
  expect(read(`---\n${front}\n---\nText.`)).toMatchObject({
    byline: 'Ann Lee',
    url: 'https://gazette.example/b',
    published: '2025-06-07',
  });
});

describe('other ways to write it:', () => {
  const article = {
    title: 'Quay: a "report"',
    url: URL,
    published: '2025-06-07',
    byline: 'Ann Lee, Tom Ray',
    outlet: 'The Gazette',
  };
  test.each<[string, string]>([
    [
      'TOML',
      `+++\ntitle = 'Quay: a "report"'\ndate = 2025-06-07T23:30:00-05:00\nurl = "${URL}"\nauthors = ["Ann Lee", "Tom Ray"]\n[params]\n  outlet = "The Gazette"\n+++\n\nThe text.\n`,
    ],
    [
      'JSON',
      `{\n  "title": "Quay: a \\"report\\"",\n  "Date": "2025-06-07T23:30:00-05:00",\n  "link": "${URL}",\n  "author": ["Ann Lee", {"name": "Tom Ray"}],\n  "params": {"site": "The Gazette"}\n}\n\nThe text.\n`,
    ],
    [
      'JSON on one line',
      `{"title": "Quay: a \\"report\\"", "date": "2025-06-07", "url": "${URL}", "author": "Ann Lee, Tom Ray", "outlet": "The Gazette"}\nThe text.\n`,
    ],
    [
      'YAML with marks of its own',
      `--- \n"Title": 'Quay: a "report"'\n'date': 2025-06-07\nURL: ${URL}\nauthor: Ann Lee, Tom Ray\noutlet: The Gazette # weekly\n...\nThe text.\n`,
    ],
    [
      'YAML that is indented',
      `---\n  title: Quay: a "report"\n  date: 2025-06-07\n  url: ${URL}\n  author:\n    - Ann Lee\n    - Tom Ray\n  outlet: The Gazette\n---\nThe text.\n`,
    ],
    [
      'a list below "Metadata"',
      `# Quay: a "report"\n\n![cover](https://gazette.example/c.png)\n\n## Metadata\n- Author: [[Ann Lee]], [[Tom Ray]]\n- Full Title: Quay: a "report"\n- Publication: The Gazette\n- Published Date: June 7, 2025\n- URL: ${URL}\n\nThe text.\n`,
    ],
  ])('%s', (_, content) => {
    const found = read(content) as Fields;
    expect(found).toMatchObject(article);
    expect(found.text).toBe('The text.');
    expect(firstMisplaced(found, content)).toBeNull();
  });

  test('with a byte order mark and line ends of Windows', () => {
    const bytes = Buffer.from(
      `\ufeff---\r\ntitle: T\r\nurl: ${URL}\r\ndate: 2025-06-07\r\nauthor:\r\n  - Ann Lee\r\n---\r\nText.\r\n`,
    );
    expect(read(decode(bytes))).toMatchObject({ title: 'T', byline: 'Ann Lee', published: '2025-06-07' });
  });
  test('in a file of plain text', () => {
    expect(read(file('byline: Ann Lee'), 'a.txt')).toMatchObject({ title: 'T', byline: 'Ann Lee' });
  });

  test.each<[string, string, RegExp]>([
    [
      'TOML',
      `+++\ntitle = "T"\ndate = July\n+++\nText.`,
      /^3: The front matter cannot be read as TOML: .+ Correct the TOML: /,
    ],
    ['JSON', `{\n"title": "T",\n}\nText.`, /^1: The front matter cannot be read as JSON: /],
    [
      'TOML without an end',
      `+++\ntitle: "T"\n\nText.`,
      /^1: The front matter has no end\. Put a line "\+\+\+" behind it\./,
    ],
  ])('%s that is broken is told', (_, content, told) => {
    expect(faults(content)).toEqual([expect.stringMatching(told)]);
  });
});

describe('a title that the front matter lacks', () => {
  test.each<[string, string]>([
    ['# Ferry late', '# Ferry late\n\nThe text.'],
    ['with marks behind it', '\n\n#  Ferry late ##\nThe text.'],
    ['with a line below it', 'Ferry late\n==========\n\nThe text.'],
    ['with marks in it', '# [Ferry](https://gazette.example/ferry) *late*\n\nThe text.'],
  ])('is the first heading: %s', (_, body) => {
    const content = `---\nurl: ${URL}\ndate: 2025-06-07\n---\n${body}`;
    const found = read(content) as Fields;
    expect(found.title).toBe('Ferry late');
    expect(found.text).toBe('The text.');
    expect(firstMisplaced(found, content)).toBeNull();
  });
  test('is missing, and told, where the text does not begin with one', () => {
    expect(faults(`---\nurl: ${URL}\ndate: 2025-06-07\n---\nThe text.\n\n# Later\n`)).toEqual([
      expect.stringMatching(/^1: There is no title\. /),
    ]);
  });
});

test('all that is wrong with a file is told at once, each with its line', () => {
  expect(
    faults(
      '---\ntitle:\n  main: Kelp boat sinks\nurl: gazette\noutlet:\n  - main: The Lantern\ndate: July\n---\n',
    ),
  ).toEqual([
    '2: "title" holds a list or further fields where a text is needed. Write it on one line: title: …',
    expect.stringMatching(/^4: "gazette" is not a web address/),
    expect.stringMatching(/^5: "outlet" holds a list/),
    expect.stringMatching(/^7: "July" is not a day/),
    expect.stringMatching(/^9: There is no text/),
  ]);
  expect(faults('date 2025-02-30 gazette\n\n', 'a.txt')).toEqual([
    expect.stringMatching(/^1: "2025-02-30" is not a day/),
    expect.stringMatching(/^1: "gazette" is not a web address/),
    expect.stringMatching(/^2: There is no title/),
  ]);
});

test('a fault in a value that no article needs is none', () => {
  expect(
    fields('cover: {{image}}\ntags: [a, b\nrating: *****\ndescription: "never ends\nkey: a: b\n  - c'),
  ).toMatchObject({
    title: 'T',
    url: URL,
  });
});

describe('is plainly no article:', () => {
  test.each<[string, string, string]>([
    ['no date and no address', 'Ideas.md', '# Ideas\n\nBuy a boat.'],
    ['no date and no address', 'Index.md', '---\ntags: [index]\n---\n- [[Ferry]]\n- [[Bridge]]'],
    ['no date and no address', 'rule.md', '---\n\nA text between rules.\n\n---\n\nMore.'],
    ['daily note', 'Daily/2025-06-07.md', '---\ndate: 2025-06-07\n---\nRang the harbour office.'],
    ['daily note', 'Daily/2025-06-07.md', 'Rang the harbour office.'],
    ['note', 'Boats.md', '---\ntitle: Boats\ncreated: 2025-06-07T10:00\ntags: [boats]\n---\nAll the boats.'],
    ['template', 'Templates/Clipping.md', '---\ntitle:\nurl:\ndate:\n---\n'],
    ['template', 'archetypes/default.md', '+++\ntitle = "{{ .Name }}"\ndate = "{{ .Date }}"\n+++\n'],
    ['template', 'clip.md', '---\ntitle: "{{title}}"\nurl: {{url}}\ndate: {{date}}\n---\n{{content}}'],
    ['template', 'clip.md', '---\ncreated: <% tp.date.now() %>\n---\n'],
    ['draft', 'a.md', '---\ntitle: T\ndate: 2025-06-07\ndraft: true\n---\nText.'],
    ['draft', '2025-06-07-a.md', '---\ntitle: T\npublished: false\n---\nText.'],
    ['draft', '_drafts/a.md', '---\ntitle: T\ndate: 2025-06-07\n---\nText.'],
    ['section page', 'news/_index.md', '---\ntitle: News\ndate: 2025-06-07\n---\nAll the news.'],
  ])('%s (%s)', (kind, name, content) => {
    expect(skipped(content, name)).toBe(kind);
  });

  test.each<[string, string, string]>([
    [
      'a post that Jekyll is told to publish',
      '2025-06-07-a.md',
      '---\ntitle: T\npublished: true\n---\nText.',
    ],
    ['the page of a bundle', 'news/ferry/index.md', '---\ntitle: T\ndate: 2025-06-07\n---\nText.'],
    ['an article about templates', 'a.md', '---\ntitle: Why {{title}} fails\ndate: 2025-06-07\n---\nText.'],
    ['a clipping by somebody', 'a.md', '---\ntitle: T\nauthor: Ann Lee\ncreated: 2025-06-07\n---\nText.'],
    [
      'an article that is named by its day',
      '2025-06-07.md',
      `---\ntitle: T\nurl: ${URL}\ndate: 2025-06-07\n---\nText.`,
    ],
  ])('but not %s', (_, name, content) => {
    expect(read(content, name)).toMatchObject({ published: '2025-06-07' });
  });
});
