// The database: what is written is found, what is removed is gone, and words never become syntax.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { articleId } from '../../src/corpus/articles.ts';
import { embeddedText } from '../../src/corpus/passages.ts';
import { openDatabase } from '../../src/index/database.ts';
import { openStore, type Store } from '../../src/index/store.ts';
import { hashOf } from '../../src/index/stored.ts';
import type { Article } from '../../src/types.ts';
import { stem, words } from '../../src/text/words.ts';
import { putText, urlOf } from '../support/filled-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

const idOf = (name: string) => articleId(urlOf(name));

let path: string;
let store: Store;
beforeEach(() => {
  path = join(temporaryFolder(), 'index.db');
  store = openStore(path, true);
});

const put = (name: string, text: string, more?: Partial<Article>) => putText(store, name, text, more);

const foundBy = (...words: string[]) =>
  store.read(store.keyword(words, {}, 10).map(({ id }) => id)).passages.map((p) => p.articleId);

test('a passage is found by the stem of any of its words, and by its title', () => {
  put('ferry', 'The ferries were flooded.');
  expect(foundBy('flooding', 'nothing')).toEqual([idOf('ferry')]);
  expect(foundBy('ferry')).toEqual([idOf('ferry')]);
  expect(foundBy('train')).toEqual([]);
});

test('an article takes the place of the one with its id, or with its file', () => {
  put('a', 'Old words.');
  put('a', 'New words.');
  put('b', 'Other words.', { file: 'a.txt' });
  expect(store.coverage()).toMatchObject({ articles: 1, passages: 1 });
  expect(store.article(idOf('b'))?.text).toBe('Other words.');
  expect(foundBy('new')).toEqual([]);
});

test('an article that is not quoted in other places is another article', () => {
  const struck = [{ kind: 'struck' as const, start: 0, end: 10 }];
  put('a', 'Five beacons were lit.', { unquotable: struck });
  const { hash } = store.knownFiles()[0]!;
  put('a', 'Five beacons were lit.');
  expect(store.knownFiles()[0]!.hash).not.toBe(hash);
});

test('an article is not read when what must not be quoted of it was altered on the disk', () => {
  put('a', 'Five beacons were lit.', { unquotable: [{ kind: 'struck', start: 0, end: 10 }] });
  const db = openDatabase(path, false);
  db.run("UPDATE articles SET unquotable = '[]'", []);
  db.close();
  expect(() => store.article(idOf('a'))).toThrow(/is damaged/);
});

test('articles are counted by month and outlet, in the order of time, of those that a filter lets through', () => {
  put('a', 'One.', { published: '2025-03-31' });
  put('b', 'Two.', { published: '2025-03-01' });
  put('c', 'Three.', { published: '2025-03-09', outlet: 'Post' });
  put('d', 'Four.', { published: '2024-12-31' });
  expect(store.articlesByMonth()).toEqual([
    { month: '2024-12', outlet: 'Gazette', articles: 1 },
    { month: '2025-03', outlet: 'Gazette', articles: 2 },
    { month: '2025-03', outlet: 'Post', articles: 1 },
  ]);
  expect(store.articlesByMonth({ outlet: 'post' })).toEqual([
    { month: '2025-03', outlet: 'Post', articles: 1 },
  ]);
});

test('a removed article leaves no words, passages or embeddings behind', () => {
  put('a', 'Some words.');
  store.transaction(() => store.removeArticle(idOf('a')));
  store.settle(true);
  expect(store.coverage()).toMatchObject({ articles: 0, passages: 0, from: null, to: null });
  expect(foundBy('words')).toEqual([]);
  expect(store.hasEmbedding(hashOf(embeddedText('a', 'Some words.')))).toBe(false);
});

test('stems are those that SQLite makes, or frequencies would be looked up in vain', () => {
  const text =
    'The agencies were flooding 1990s pumps; skies, ponies, relational generalisations, São Müller, happily, us.';
  put('a', text);
  expect(words(text).filter((word) => store.frequency(stem(word)) === 0)).toEqual([]);
});

describe('words like one that is typed', () => {
  const near = (word: string, outlet?: string) =>
    store.spellings(word, outlet === undefined ? {} : { outlets: [outlet] }, 5).map(({ written }) => written);

  test('are found once a build has ended, as the articles write them, the likest first', () => {
    put('a', 'In the end Kyrov has a council, and a Councillor of Kyrov has none.');
    expect(near('kirov')).toEqual([]);
    store.settle(false);
    expect(near('kirov')).toEqual(['Kyrov']);
    expect(near('councl')).toEqual(['council']);
    expect(near('x'), 'too short').toEqual([]);
  });

  test('leave with their article', () => {
    put('a', 'The council met.');
    store.settle(false);
    store.transaction(() => store.removeArticle(idOf('a')));
    expect(near('councl')).toEqual([]);
  });

  test('are those of the outlets that may be seen, counted there', () => {
    put('a', 'The council met.', { outlet: 'Gazette' });
    put('b', 'The council met again.', { outlet: 'Herald' });
    store.settle(false);
    expect(store.spellings('councl', { outlets: ['Gazette'] }, 5)).toEqual([
      { word: 'council', written: 'council', articles: 1 },
    ]);
    expect(near('councl', 'Herald')).toEqual(['council']);
    expect(near('councl', 'Nowhere')).toEqual([]);
  });
});

describe('a filter', () => {
  beforeEach(() => {
    put('june', 'Same words.', { published: '2023-06-01', outlet: 'Gazette' });
    put('july', 'Same words.', { published: '2023-07-01', outlet: 'Herald' });
  });
  test.each([
    [{ from: '2023-06-15' }, ['july']],
    [{ to: '2023-06-01' }, ['june']],
    [{ outlet: 'herald' }, ['july']],
    [{ from: '2023-06-01', to: '2023-07-01' }, ['june', 'july']],
    [{ outlet: "x' OR 1=1" }, []],
  ])('%o limits both searches', (filter, expected) => {
    const ids = store.keyword(['words'], filter, 10).map(({ id }) => id);
    expect(
      store
        .read(ids)
        .passages.map((p) => p.articleId)
        .sort(),
    ).toEqual(expected.map(idOf).sort());
    expect(store.passageIds(filter)).toHaveLength(expected.length);
  });
});

test('sources are found by title and outlet, the last word as a beginning', () => {
  put('ferry', 'Text one.', { title: 'The ferry is late' });
  put('train', 'Text two.', { title: 'The train is late' });
  const titles = (...words: string[]) => store.sourcesByTitle(words, {}, 5).map((source) => source.title);
  expect(titles('ferry', 'la')).toEqual(['The ferry is late']);
  expect(titles('gaz')).toHaveLength(2);
  expect(titles()).toHaveLength(2);
});

test('vectors come back as they were written', () => {
  put('a', 'Words.');
  const [id] = store.passageIdsAfter(0, 10);
  expect([...store.vectors([id!]).get(id!)!]).toEqual([...new Float32Array([0.6, 0.8])]);
});

test('a file that is no database is a sentence with a remedy', () => {
  const path = join(temporaryFolder(), 'index.db');
  writeFileSync(path, 'not a database, but long enough to look at '.repeat(50));
  expect(() => openStore(path)).toThrow(/is damaged \(file is not a database\)/);
});
