// Which addresses are of one article, which outlet they are of, and which of several files stands for it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { articleId, readArticle } from '../../src/corpus/articles.ts';
import { addressKey, outletHost } from '../../src/corpus/addresses.ts';
import { corpusChanges, goneFrom, openCorpus } from '../../src/indexing/corpus-changes.ts';
import { openStore, type Store } from '../../src/index/store.ts';

const PAGE = 'https://saltmarsh.example/2025/pier';

describe('One article has', () => {
  it.each([
    'http://saltmarsh.example/2025/pier',
    'https://www.saltmarsh.example/2025/pier/',
    'https://SALTMARSH.example:443/2025//pier',
    `${PAGE}?utm_source=feed&utm_medium=rss#comments`,
    `${PAGE}?fbclid=a1&gclid=b2&mc_cid=c3&mc_eid=d4&igshid=e5&msclkid=f6`,
    `${PAGE}?at_medium=RSS&at_campaign=x&xtor=RSS-1&cmp=share&ref_src=twsrc`,
    `${PAGE}#:~:text=The%20pier`,
    `${PAGE}?amp`,
    `${PAGE}?amp=1`,
    `${PAGE}?outputType=amp`,
    `${PAGE}/amp/`,
    'https://saltmarsh.example/amp/2025/pier',
    'https://amp.saltmarsh.example/2025/pier',
    'https://m.saltmarsh.example/2025/pier',
    'https://mobile.saltmarsh.example/2025/pier',
    'https://www.google.com/amp/s/saltmarsh.example/2025/pier',
    'https://saltmarsh-example.cdn.ampproject.org/c/s/saltmarsh.example/2025/pier',
    'https://web.archive.org/web/20250404101500/https://saltmarsh.example/2025/pier',
    'https://web.archive.org/web/20250404101500id_/http://www.saltmarsh.example:80/2025/pier/?utm_source=x',
    'https://web.archive.org/web/2025*/saltmarsh.example/2025/pier',
    'https://archive.ph/20250404101500/https://saltmarsh.example/2025/pier',
  ])('the address %s', (url) => {
    expect(addressKey(url)).toBe(addressKey(PAGE));
    expect(outletHost(url)).toBe('saltmarsh.example');
  });

  it('its parameters in any order, and its text in any writing of one letter', () => {
    expect(addressKey(`${PAGE}?b=2&utm_id=9&a=1`)).toBe(addressKey(`${PAGE}?a=1&b=2`));
    expect(addressKey(`${PAGE}/caf%c3%a9`)).toBe(addressKey(`${PAGE}/café`));
  });
});

test('articles of their own stay apart, however alike their addresses are', () => {
  const urls = [
    PAGE,
    `${PAGE}-2`,
    `${PAGE}?id=5`,
    `${PAGE}?id=6`,
    `${PAGE}?page=2`,
    `${PAGE}#!/news/5`,
    `${PAGE}#/news/6`,
    'https://saltmarsh.example:8080/2025/pier',
    'https://sport.saltmarsh.example/2025/pier',
    'https://saltmarsh.example/2025/Pier',
    'https://saltmarsh.example/2025/pier/ampthill',
    'https://m.example/2025/pier',
    'https://web.archive.org/about',
  ];
  expect(new Set(urls.map(addressKey)).size).toBe(urls.length);
});

test('an archived page is of the outlet that published it, and keeps its own address', () => {
  const url = 'https://web.archive.org/web/20250404101500/https://www.saltmarsh.example/2025/pier';
  write('a.md', { url });
  const [found] = openCorpus(folder).files;
  expect(readArticle(found!, new Map([['saltmarsh.example', 'Saltmarsh Post']]))).toMatchObject({
    url,
    outlet: 'Saltmarsh Post',
  });
});

const TEXT = 'The pier will open on Friday. Its clock has been mended by hand, and its lamps are lit.';
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-addresses-'));
  store = openStore(join(mkdtempSync(join(tmpdir(), 'attest-addresses-index-')), 'store.db'), true);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function write(
  file: string,
  { url = PAGE, published = '2025-04-04', text = TEXT, title = 'The pier' } = {},
): void {
  const front = `---\ntitle: ${title}\nurl: ${url}\npublished: ${published}\n---\n`;
  writeFileSync(join(folder, file), `${front}${text}\n`);
}

/** Brings the store up to the folder, as a build does but for embeddings; gives the files that were written and the problems. */
function update() {
  const corpus = openCorpus(folder);
  const known = store.knownFiles();
  const present = new Set<string | undefined>();
  const [written, problems, left]: [string[], string[], string[]] = [[], [], []];
  store.transaction(() => {
    for (const { id, change, duplicate, problems: wrong = [], skipped } of corpusChanges(corpus, known)) {
      present.add(id);
      if (duplicate) store.putDuplicate(duplicate);
      for (const { file, cause } of wrong) problems.push(`${file}: ${cause.kind}`);
      if (skipped) left.push(skipped.file);
      if (!change || (change.moved && store.updateFile(change.article.id, change.found))) continue;
      written.push(change.found.file);
      store.putArticle(change.article, change.found, change.hash, [], 'en');
    }
    for (const file of [...goneFrom(corpus, known).map((row) => row.file), ...left])
      store.removeDuplicate(file);
    for (const { id, isStored } of known) if (isStored && !present.has(id)) store.removeArticle(id);
  });
  return { written, problems };
}

const indexed = () =>
  store
    .knownFiles()
    .filter(({ isStored }) => isStored)
    .map(({ file }) => file);
const at = (url: string) => store.sourceAt(addressKey(url), {})?.file;

describe('Files of one article', () => {
  it('are one article, of which the plainest address of the newest text is the link', () => {
    write('a.md', { url: `${PAGE}?utm_source=feed` });
    write('b.md');
    write('c.md', { url: 'http://www.saltmarsh.example/2025/pier/' });
    write('d.md', { url: `${PAGE}-2`, title: 'Another' });
    expect(update().problems).toEqual([]);
    expect(indexed().sort()).toEqual(['b.md', 'd.md']);
    expect(update()).toEqual({ written: [], problems: [] });
  });

  it('are told by the newest that has the whole text', () => {
    write('a.md');
    write('b.md', { url: `${PAGE}?amp=1`, published: '2025-04-06', text: `${TEXT} It is dry.` });
    write('c.md', { url: `${PAGE}?utm_source=x`, published: '2025-04-09', text: 'The pier will open.' });
    update();
    expect(indexed()).toEqual(['b.md']);
  });

  it('are found by each of their addresses, by any other, and by the ids that they had', () => {
    const other = `${PAGE}?utm_source=feed`;
    write('a.md', { url: other });
    update();
    write('b.md', { published: '2025-04-05' });
    expect(update().written).toEqual(['b.md']);
    for (const url of [PAGE, other, 'http://m.saltmarsh.example/2025/pier#top']) expect(at(url)).toBe('b.md');
    for (const url of [PAGE, other]) expect(store.article(articleId(url))?.url).toBe(PAGE);
    expect(store.sourceAt(addressKey(PAGE), { outlets: ['Herald'] })).toBeUndefined();
  });

  it('leave the article to the next when the one that told it goes, or becomes another', () => {
    write('a.md');
    write('b.md', { url: `${PAGE}?amp=1`, published: '2025-04-03' });
    write('c.md', { url: `${PAGE}?amp`, published: '2025-04-02' });
    update();
    rmSync(join(folder, 'a.md'));
    expect(update().written).toEqual(['b.md']);
    expect(indexed()).toEqual(['b.md']);
    write('b.md', { url: `${PAGE}-2`, title: 'Another pier' });
    update();
    expect(indexed().sort()).toEqual(['b.md', 'c.md']);
    rmSync(join(folder, 'b.md'));
    rmSync(join(folder, 'c.md'));
    update();
    expect(store.knownFiles()).toEqual([]);
  });

  it('leave the article to the next when the one that told it is made a draft', () => {
    write('a.md');
    write('b.md', { url: `${PAGE}?amp=1`, published: '2025-04-03' });
    update();
    writeFileSync(
      join(folder, 'a.md'),
      `---\ntitle: The pier\nurl: ${PAGE}\ndate: 2025-04-04\ndraft: true\n---\n${TEXT}`,
    );
    expect(update()).toEqual({ written: ['b.md'], problems: [] });
    expect(store.knownFiles().map(({ file }) => file)).toEqual(['b.md']);
  });

  it('are each an article where they name no address', () => {
    for (const file of ['a.md', 'b.md'])
      writeFileSync(join(folder, file), `---\ntitle: The pier\npublished: 2025-04-04\n---\n${TEXT}`);
    expect(update()).toEqual({ written: ['a.md', 'b.md'], problems: [] });
    expect(update()).toEqual({ written: [], problems: [] });
  });

  it('come out the same whatever was indexed first', () => {
    const files: [string, Parameters<typeof write>[1]][] = [
      ['a.md', { url: `${PAGE}?gclid=1` }],
      ['b.md', { published: '2025-04-05' }],
      ['c.md', { url: `${PAGE}/amp`, published: '2025-04-05', text: `${TEXT} 🥾🥾🥾 Bring boots.` }],
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      for (const i of order) {
        write(...files[i]!);
        update();
      }
      expect(indexed()).toEqual(['c.md']);
      expect(store.knownFiles()).toHaveLength(3);
      for (const [file] of files) rmSync(join(folder, file));
      update();
    }
  });

  it('are told apart from two files with one and the same address, of which one is a slip', () => {
    write('a.md');
    write('b.md', { published: '2025-04-09' });
    write('c.md', { url: `${PAGE}?utm_source=x`, published: '2025-04-01' });
    expect(update().problems).toEqual(['b.md: same URL']);
    expect(indexed()).toEqual(['a.md']);
  });
});
