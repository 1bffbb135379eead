// The import as a whole: what becomes a file in the corpus folder, what does not and why, and what it never touches.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  importArticles,
  type ImportCounts,
  type ImportEvent,
  type ImportOptions,
} from '../../src/import/import.ts';
import { temporaryFolder } from '../support/temporary.ts';

let source: string;
let corpus: string;

beforeEach(() => {
  source = temporaryFolder();
  corpus = join(temporaryFolder(), 'corpus');
});

const put = (name: string, content: string | Buffer): string => {
  const path = join(source, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

async function bring(
  sources: string[],
  options: Partial<ImportOptions> = {},
): Promise<{ counts: ImportCounts; events: ImportEvent[]; causes: Record<string, string[]> }> {
  const events: ImportEvent[] = [];
  const counts = await importArticles(
    corpus,
    sources,
    { isDryRun: false, map: {}, defaults: {}, ...options },
    (event) => {
      if (event) events.push(event);
    },
  );
  const refusals = events.flatMap((event) =>
    event.kind === 'refused' ? [[event.origin, event.causes.map(({ kind }) => kind)] as const] : [],
  );
  return { counts, events, causes: Object.fromEntries(refusals) };
}

const files = () =>
  existsSync(join(corpus, 'imported')) ? readdirSync(join(corpus, 'imported')).sort() : [];
const fileText = (name: string) => readFileSync(join(corpus, 'imported', name), 'utf8');

const PARAGRAPH =
  'The council met for three hours on Tuesday and sent the plan for the quay back to its authors, who have until June to mend it. ';
const pageOf = (
  title: string,
  { url = '', date = '2024-05-02', text = `<p>${PARAGRAPH.repeat(3)}</p><p>${PARAGRAPH.repeat(2)}</p>` } = {},
) =>
  `<html><head><title>${title}</title>${url && `<link rel="canonical" href="${url}">`}<meta property="article:published_time" content="${date}"></head><body><article><h1>${title}</h1>${text}</article></body></html>`;
const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join('\n');
const record = (n: number, text = `Text number ${n}.`) => ({
  title: `Title ${n}`,
  url: `https://a.example/${n}`,
  date: '2024-05-01',
  text,
});

test('a second run brings nothing, and a third only what is new', async () => {
  const dump = put('dump.jsonl', lines(record(1), record(2)));
  put('pages/one.html', pageOf('Quay plan sent back', { url: 'https://b.example/quay' }));
  const sources = [dump, join(source, 'pages')];
  expect((await bring(sources)).counts).toMatchObject({ new: 3, refused: 0 });
  const before = files().map(fileText);
  expect((await bring(sources)).counts).toMatchObject({ new: 0, updated: 0, known: 3, refused: 0 });
  expect(files().map(fileText)).toEqual(before);
  // What is added on top moves the numbers of the others, and changes nothing of theirs.
  put('dump.jsonl', lines(record(3), record(1), record(2)));
  expect((await bring(sources)).counts).toMatchObject({ new: 1, updated: 0, known: 3 });
});

test('a dry run says what would come and writes nothing', async () => {
  const { counts, events } = await bring([put('dump.jsonl', lines(record(1), record(1)))], {
    isDryRun: true,
  });
  expect(counts).toMatchObject({ new: 1, refused: 1 });
  expect(events[0]).toEqual({ kind: 'new', origin: 'dump.jsonl#1', file: 'imported/2024-05-01-title-1.md' });
  expect(existsSync(corpus)).toBe(false);
});

test('what the source corrected is written anew, unless a person changed the file', async () => {
  const dump = put('dump.jsonl', lines(record(1), record(2)));
  await bring([dump]);
  const [one, two] = files().map((name) => join(corpus, 'imported', name));
  writeFileSync(two!, readFileSync(two!, 'utf8').replace('Text number 2', 'My own words'));
  put('dump.jsonl', lines(record(1, 'Corrected.'), record(2, 'Corrected, too.')));
  const { counts, causes } = await bring([dump]);
  expect(counts).toMatchObject({ updated: 1, refused: 1 });
  expect(causes).toEqual({ 'dump.jsonl#2': ['changed by hand'] });
  expect(readFileSync(one!, 'utf8')).toContain('Corrected.');
  expect(readFileSync(two!, 'utf8')).toContain('My own words');
});

test('a changed file whose source did not change is left in peace', async () => {
  const dump = put('dump.jsonl', lines(record(1)));
  await bring([dump]);
  const path = join(corpus, 'imported', files()[0]!);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nMy note.\n`);
  expect((await bring([dump])).counts).toMatchObject({ known: 1, refused: 0 });
  expect(readFileSync(path, 'utf8')).toContain('My note.');
});

test("a person's own file is never written over, nor is its article brought a second time", async () => {
  mkdirSync(join(corpus, 'imported'), { recursive: true });
  writeFileSync(
    join(corpus, 'own.md'),
    '---\ntitle: Mine\nurl: https://www.a.example/1/?utm_source=feed\npublished: 2024-05-01\n---\n\nMine.\n',
  );
  writeFileSync(join(corpus, 'own.txt'), 'date 2024-05-01 https://a.example/2\n\nMine\n\nMine, too.\n');
  writeFileSync(
    join(corpus, 'own.toml.md'),
    '+++\ntitle = "Mine"\n[extra]\nsource = "https://a.example/4"\n+++\n',
  );
  writeFileSync(join(corpus, 'notes.md'), 'What I kept:\n\nurl: https://a.example/3\n');
  writeFileSync(join(corpus, 'imported', '2024-05-01-title-3.md'), 'Notes of mine.');
  const { counts } = await bring([put('dump.jsonl', lines(record(1), record(2), record(3), record(4)))]);
  expect(counts).toMatchObject({ new: 1, known: 3 });
  expect(fileText('2024-05-01-title-3.md')).toBe('Notes of mine.');
  expect(files()).toHaveLength(2);
});

test('two articles of one day and title get two files, and so it stays', async () => {
  const dump = put(
    'dump.jsonl',
    lines({ ...record(1), url: 'https://a.example/x' }, { ...record(1), url: 'https://b.example/x' }),
  );
  expect((await bring([dump])).counts).toMatchObject({ new: 2 });
  expect(files()).toEqual([
    expect.stringMatching(/^2024-05-01-title-1-[0-9a-f]{8}\.md$/),
    '2024-05-01-title-1.md',
  ]);
  expect((await bring([dump])).counts).toMatchObject({ new: 0, known: 2 });
});

test('an article whose file would have a name that is taken, twice over, is refused, and the next one comes', async () => {
  const dump = put('dump.jsonl', lines(record(1), record(2)));
  mkdirSync(join(corpus, 'imported'), { recursive: true });
  writeFileSync(join(corpus, 'imported/2024-05-01-title-1.md'), 'Notes.');
  await bring([dump]);
  const [second] = files().filter((name) => /title-1-\w{8}\.md$/.test(name));
  writeFileSync(join(corpus, 'imported', second!), 'More notes.');
  rmSync(join(corpus, 'imported/2024-05-01-title-2.md'));
  const { counts, causes } = await bring([dump]);
  expect(counts).toMatchObject({ new: 1, refused: 1 });
  expect(causes).toEqual({ 'dump.jsonl#1': ['changed by hand'] });
  expect(fileText(second!)).toBe('More notes.');
});

test.each(['good_files', 'good.files', 'good-Dateien', 'good_fichiers'])(
  'what a browser saved beside a page, in %s, is part of the page',
  async (folder) => {
    put('pages/good.html', pageOf('A good page'));
    put(`pages/${folder}/frame.html`, pageOf('An advertisement'));
    put('pages/goodbye_files/other.html', pageOf('Another page'));
    await bring([join(source, 'pages')]);
    expect(files()).toEqual(['2024-05-02-a-good-page.md', '2024-05-02-another-page.md']);
  },
);

test('a link that leads nowhere is told, one that leads back is gone through once, and neither stops anything', async () => {
  put('pages/open/page.html', pageOf('Open'));
  symlinkSync('loop', join(source, 'pages/loop'));
  symlinkSync('..', join(source, 'pages/open/up'));
  const { counts, causes } = await bring([join(source, 'pages')]);
  expect(counts).toMatchObject({ new: 1, refused: 1 });
  expect(causes).toEqual({ 'pages/loop': ['unreadable'] });
});

test('pages that are one by their fragment are articles of their own', async () => {
  const routed = [1, 2].map((n) => ({ ...record(n), url: `https://a.example/#!/news/${n}` }));
  expect((await bring([put('dump.jsonl', lines(...routed))])).counts).toMatchObject({ new: 2 });
});

test('one article from two sources comes once, and neither overwrites the other', async () => {
  const dump = put('dump.jsonl', lines(record(1, 'Of the dump.')));
  const other = put('other.jsonl', lines(record(1, 'Of the other.')));
  expect((await bring([dump, other])).causes).toEqual({ 'other.jsonl#1': ['twice'] });
  expect((await bring([other])).counts).toMatchObject({ new: 0, updated: 0, known: 1 });
  expect(fileText(files()[0]!)).toContain('Of the dump.');
});

test('every refusal has its reason, and stops nothing', async () => {
  put('pages/bad.html', pageOf('Nothing here', { text: '<p>Gone.</p>' }));
  put('pages/deep.html', `${'<div>'.repeat(5000)}x`);
  put('pages/good.html', pageOf('Quay plan sent back', { url: 'https://b.example/quay' }));
  put('pages/undated.html', pageOf('Undated', { date: '' }));
  put('pages/future.html', pageOf('From the future', { date: '2999-01-01' }));
  put('pages/picture.png', Buffer.from([137, 80]));
  put('pages/good_files/frame.html', pageOf('An advertisement'));
  const dump = put(
    'dump.jsonl',
    ['{"title": "Half', lines(record(1)), '[1]', lines({ title: 'x'.repeat(500), date: 'soon' })].join('\n'),
  );
  const { counts, causes } = await bring([
    join(source, 'pages'),
    dump,
    join(source, 'nowhere'),
    put('x.docx', 'x'),
  ]);
  expect(counts).toMatchObject({ new: 2, passedOver: 1 });
  expect(causes).toEqual({
    'pages/bad.html': ['no article'],
    'pages/deep.html': ['unreadable'],
    'pages/undated.html': ['no day'],
    'pages/future.html': ['impossible day'],
    'dump.jsonl#1': ['not a record'],
    'dump.jsonl#3': ['not a record'],
    'dump.jsonl#4': ['title too long', 'no day', 'no text'],
    [join(source, 'nowhere')]: ['no such source'],
    'x.docx': ['unknown type'],
  });
});

test('dumps are read by the names that their fields usually have, or by those that a person gives', async () => {
  const html = `<p>First &amp; <b>foremost</b>.</p><p>Second.</p>`;
  const wordpress = put(
    'posts.json',
    JSON.stringify([
      {
        title: { rendered: 'A post' },
        link: 'https://w.example/a',
        date: '2024-01-02T23:00:00',
        content: { rendered: html },
      },
    ]),
  );
  const api = put(
    'api.json',
    JSON.stringify({
      status: 'ok',
      articles: [
        {
          source: { id: null, name: 'The Post' },
          author: 'Ann',
          title: 'B',
          url: 'https://n.example/b',
          publishedAt: '2024-01-03T00:00:00Z',
          content: 'Cut here… [+2411 chars]',
        },
        {
          source: { name: 'The Post' },
          author: ['Ann', 'Bob'],
          title: 'C',
          url: 'https://n.example/c',
          publishedAt: 1704326400,
          content: 'Whole.',
        },
      ],
    }),
  );
  const csv = put(
    'rows.csv',
    '\ufeffHeadline;Web-Adresse;Tag;Story\r\n"Say ""yes""";https://c.example/d;05.01.2024;"One\nper line\r\nhere"\r\n',
  );
  const { counts, causes } = await bring([wordpress, api, csv], {
    map: { url: 'Web-Adresse', published: 'Tag' },
  });
  expect(causes).toEqual({ 'api.json#1': ['teaser'] });
  expect(counts.new).toBe(3);
  expect(files()).toEqual(['2024-01-02-a-post.md', '2024-01-04-c.md', '2024-01-05-say-yes.md']);
  expect(fileText('2024-01-02-a-post.md')).toContain('\n\nFirst & foremost.\n\nSecond.\n');
  expect(fileText('2024-01-04-c.md')).toContain('outlet: The Post\nbyline: Ann, Bob\n');
  expect(fileText('2024-01-05-say-yes.md')).toContain('\n\nOne\n\nper line\n\nhere\n');
});

test('outlets are named by the table of the corpus, by the source, or by the person who imports', async () => {
  mkdirSync(corpus, { recursive: true });
  writeFileSync(join(corpus, 'outlets.yaml'), 'a.example: The Table\n');
  const dump = put(
    'dump.jsonl',
    lines(
      { ...record(1), outlet: 'Source' },
      { ...record(2), url: 'https://b.example/2', outlet: 'Source' },
      { ...record(3), url: null },
    ),
  );
  await bring([dump], { defaults: { outlet: 'Given' } });
  expect(files().map((name) => /^outlet: (.*)$/m.exec(fileText(name))?.[1])).toEqual([
    'The Table',
    'Source',
    'Given',
  ]);
});

const FEED = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Feed</title>${items}</channel></rss>`;

test('a feed gives its whole articles, and none of its teasers', async () => {
  const whole = `<p>${PARAGRAPH.repeat(2)}</p><p>The end of it.</p><p>The post <a href="#">Whole</a> appeared first on <a href="#">The Feed</a>.</p>`;
  const item = (title: string, body: string) =>
    `<item><title>${title}</title><link>https://f.example/${title.length}</link><pubDate>Mon, 04 Mar 2024 23:15:00 -0500</pubDate>${body}</item>`;
  const feed = put(
    'feed.xml',
    FEED(
      [
        item(
          'Whole &amp;amp; sound',
          `<description>Short.</description><content:encoded><![CDATA[${whole}]]></content:encoded>`,
        ),
        item('Summary', `<description>${PARAGRAPH}</description>`),
        item(
          'Cut off',
          `<content:encoded><![CDATA[<p>${PARAGRAPH.repeat(9)}</p><p><a href="x">Continue reading</a></p>]]></content:encoded>`,
        ),
        item(
          'Trails off…',
          `<content:encoded><![CDATA[<p>${PARAGRAPH.repeat(3)} and then […]</p>]]></content:encoded>`,
        ),
        item('Long description', `<description><![CDATA[<p>${PARAGRAPH.repeat(9)}</p>]]></description>`),
      ].join(''),
    ),
  );
  const { causes } = await bring([feed]);
  expect(causes).toEqual({ 'feed.xml#2': ['teaser'], 'feed.xml#3': ['teaser'], 'feed.xml#4': ['teaser'] });
  expect(files()).toEqual(['2024-03-04-long-description.md', '2024-03-04-whole-sound.md']);
  expect(fileText('2024-03-04-whole-sound.md')).toMatch(/The end of it\.\n$/);
});

test('three dots in the middle of a Russian text make no teaser of it', async () => {
  const text = 'Мост… закрыли на ремонт до мая. Паром ходит каждый час. Пострадавших нет.';
  const { counts } = await bring([put('dump.jsonl', lines(record(1, text)))]);
  expect(counts).toMatchObject({ new: 1, refused: 0 });
});

test('a feed that declares entities is not read', async () => {
  const bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const feed = put('bomb.xml', FEED('<item><title>&b;</title></item>').replace('?>', `?>${bomb}`));
  expect((await bring([feed])).causes).toEqual({ 'bomb.xml': ['entities'] });
});

test('no script of a page is run, and nothing of it comes', async () => {
  const text = `<script>globalThis.wasRun = true</script><p onclick="x()">${PARAGRAPH.repeat(3)}</p><img src=x onerror="globalThis.wasRun = true"><p>&lt;script&gt;stays text&lt;/script&gt; ${PARAGRAPH}</p>`;
  await bring([put('page.html', pageOf('Scripts', { url: 'https://b.example/s', text }))]);
  expect((globalThis as { wasRun?: boolean }).wasRun).toBeUndefined();
  expect(fileText(files()[0]!)).not.toMatch(/wasRun|onclick|(?<!\\)<script|<img/);
  expect(fileText(files()[0]!)).toContain('\\<script>stays text\\</script>');
});

test('names of files are safe on every system', async () => {
  const titles = [
    'CON',
    'a/b\\c:d*e?f"g<h>i|j',
    '…',
    'Ærø Straße',
    'В Заречье',
    '汉字'.repeat(80),
    'trailing. ',
  ];
  await bring([put('dump.jsonl', lines(...titles.map((title, n) => ({ ...record(n), title }))))]);
  const names = files();
  expect(names).toHaveLength(titles.length);
  for (const name of names) {
    expect(name).toMatch(/^2024-05-01(?:-[\p{L}\p{M}\p{N}-]+)?\.md$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
  expect(names).toContain('2024-05-01-aero-strasse.md');
});

test('a write that stops before its end takes no name', async () => {
  mkdirSync(join(corpus, 'imported', `.${process.pid}.tmp`), { recursive: true });
  await expect(bring([put('dump.jsonl', lines(record(1)))])).rejects.toThrow('EISDIR');
  expect(files().filter((name) => name.endsWith('.md'))).toEqual([]);
});

test('a write that fails leaves no half of a file', async () => {
  await bring([put('dump.jsonl', lines(record(1)))]);
  expect(readdirSync(join(corpus, 'imported')).filter((name) => !name.endsWith('.md'))).toEqual([]);
  rmSync(join(corpus, 'imported'), { recursive: true });
  writeFileSync(join(corpus, 'imported'), 'in the way');
  await expect(bring([join(source, 'dump.jsonl')])).rejects.toThrow(/EEXIST|ENOTDIR/);
  expect(readFileSync(join(corpus, 'imported'), 'utf8')).toBe('in the way');
});
