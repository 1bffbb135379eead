// What the read path asks of an index, of every kind of index.
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { articleId } from '../../src/corpus/articles.ts';
import { addressKey } from '../../src/corpus/addresses.ts';
import type { Index } from '../../src/index/index-interface.ts';
import type { Filter } from '../../src/types.ts';
import { stem } from '../../src/text/words.ts';
import { describeEveryIndex, urlOf, type IndexedCorpus, type Written } from '../support/index-kinds.ts';

const FILES: Record<string, Written> = {
  'ferry.md': {
    title: 'Ferry to Gull Holm returns',
    published: '2025-03-04',
    text: 'The ferries were flooded in the storm. Harbour master Ines Okafor said on Tuesday: "We will sail again in May." Nobody was hurt.',
  },
  'bridge.md': {
    title: 'Bridge repairs cost more',
    published: '2025-03-11',
    outlet: 'Saltmarsh Post',
    text: 'Repairs of the harbour bridge cost 4.2 million crowns. "The ferry is no answer," said Ines Okafor, the harbour master. Kyrov watched the works.',
  },
  'orchard.md': {
    title: 'Late frost',
    published: '2025-04-20',
    outlet: 'SALTMARSH POST',
    text: 'Late frost has ruined a third of the apple blossom, growers said on Sunday. Okafor did not comment. People of Kyrov helped.',
  },
  'archive.md': {
    title: 'Notes of the old town',
    published: '2024-12-31',
    text: 'The town holds a fair. The fair holds the town. A fair town, all told, and the storm was far away.',
  },
  'copy.md': {
    title: 'Bridge repairs cost more',
    url: 'http://www.gazette.example/bridge/?utm_source=feed',
    published: '2025-03-10',
    outlet: 'Saltmarsh Post',
    text: 'Repairs of the harbour bridge cost 4.2 million crowns. "The ferry is no answer," said Ines Okafor.',
  },
};

const idOf = (file: string) => articleId(urlOf(file));

describeEveryIndex((made) => {
  let corpus: IndexedCorpus;
  let index: Index;
  beforeAll(async () => {
    corpus = await made();
    corpus.write(FILES);
    await corpus.build();
    index = await corpus.open();
  });
  afterAll(() => index?.close());

  const filesOf = async (ids: readonly number[]) => {
    const { passages, articles } = await index.read(ids);
    const byId = new Map(passages.map(({ id, articleId }) => [id, articles.get(articleId)!.file]));
    return ids.map((id) => byId.get(id));
  };
  const foundBy = async (words: string[], filter: Filter = {}, k = 10) =>
    filesOf((await index.keyword(words, filter, k)).map(({ id }) => id));

  describe('keyword search', () => {
    test('finds a passage by the stem of any of its words, and by its title', async () => {
      expect(await foundBy(['flooding', 'nothing'])).toEqual(['ferry.md']);
      expect(await foundBy(['frosts'])).toEqual(['orchard.md']);
      expect(await foundBy(['train'])).toEqual([]);
      expect(await foundBy([])).toEqual([]);
    });

    test('ranks by BM25: what holds the rarer word, or the same in fewer words, comes first', async () => {
      expect((await foundBy(['ferry', 'crowns']))[0]).toBe('bridge.md');
      const [first, second] = await index.keyword(['storm'], {}, 10);
      expect(first!.score).toBeGreaterThan(second!.score);
    });

    test('takes words with a space between them for a phrase, not for two words', async () => {
      expect(await foundBy(['harbour master'])).toEqual(expect.arrayContaining(['ferry.md', 'bridge.md']));
      expect(await foundBy(['master harbour'])).toEqual([]);
      expect(await foundBy(['gull holm returns'])).toEqual(['ferry.md']);
      // The end of a title and the beginning of the text are not one after the other.
      expect(await foundBy(['returns the'])).toEqual([]);
    });

    test('stays within days and outlets, whose capitals do not matter, and gives so many at most', async () => {
      expect(await foundBy(['okafor'], { outlet: 'saltmarsh post' })).toHaveLength(2);
      expect(await foundBy(['okafor'], { outlets: ['gazette'] })).toEqual(['ferry.md']);
      expect(await foundBy(['okafor'], { from: '2025-03-05', to: '2025-04-01' })).toEqual(['bridge.md']);
      expect(await foundBy(['okafor'], { outlets: [] })).toEqual([]);
      expect(await foundBy(['okafor'], {}, 1)).toHaveLength(1);
    });

    test('never takes a word for syntax', async () => {
      for (const odd of [
        '"',
        "'",
        'a & b',
        '!',
        'or',
        'not',
        ':*',
        '\\',
        '(',
        'near(a b)',
        '%',
        '_',
        "ferry'--",
      ])
        await expect(index.keyword([odd], {}, 3)).resolves.toBeDefined();
    });

    test('nor what is typed as an outlet, an address, an id or a name', async () => {
      const odd = "a\0b'; \\ %_";
      expect(await index.keyword(['ferry'], { outlet: odd, outlets: [odd] }, 3)).toEqual([]);
      expect(await index.sourceAt(odd, {})).toBeUndefined();
      expect(await index.article(odd)).toBeUndefined();
      expect(await index.speakers(odd, {}, 3)).toEqual([]);
      expect(await index.quotationsBy(odd, {}, [odd], 3)).toEqual([]);
    });

    test('knows in how many passages a stem stands', async () => {
      const stems = ['ferries', 'kyrov', 'train'].map(stem);
      expect([...(await index.frequencies(stems)).values()]).toEqual([2, 2, 0]);
    });
  });

  describe('vector search', () => {
    const embed = async (text: string) => (await corpus.model.embed([text]))[0]!;

    test('finds the passages nearest in meaning, the best first, by cosine', async () => {
      const found = await index.nearest(await embed('blossom killed by cold'), {}, 3);
      expect((await filesOf(found.map(({ id }) => id)))[0]).toBe('orchard.md');
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
      expect(found).toHaveLength(3);
      const [best] = found;
      const [same] = await index.similarities(await embed('blossom killed by cold'), [best!.id]);
      expect(same!.score).toBeCloseTo(best!.score, 5);
    });

    test('a filter never empties what it lets through', async () => {
      const found = await index.nearest(await embed('blossom killed by cold'), { outlets: ['Gazette'] }, 10);
      expect(await filesOf(found.map(({ id }) => id))).toEqual(
        expect.arrayContaining(['ferry.md', 'archive.md']),
      );
      expect(found).toHaveLength(2);
      expect(await index.nearest(await embed('cold'), { from: '2030-01-01' }, 10)).toEqual([]);
    });

    test('passages that are not there have no cosine', async () => {
      expect(await index.similarities(await embed('cold'), [999_999])).toEqual([]);
    });
  });

  describe('spellings', () => {
    test('are words of the archive like one that was typed, as the articles write them', async () => {
      expect(await index.spellings('kirov', {}, 3)).toEqual([
        { word: 'kyrov', written: 'Kyrov', articles: 2 },
      ]);
      expect(await index.spellings('harbor', {}, 1)).toMatchObject([{ word: 'harbour', articles: 2 }]);
      expect(await index.spellings('zzzzzz', {}, 3)).toEqual([]);
    });

    test('are those of the outlets that may be seen, counted there', async () => {
      expect(await index.spellings('kirov', { outlets: ['Gazette'] }, 3)).toEqual([]);
      expect(await index.spellings('kirov', { to: '2025-03-31' }, 3)).toMatchObject([{ articles: 1 }]);
    });
  });

  describe('sources', () => {
    test('are read by their id, and by that of another address', async () => {
      expect((await index.article(idOf('ferry.md')))?.text).toBe(FILES['ferry.md']!.text);
      const other = articleId('http://www.gazette.example/bridge/?utm_source=feed');
      expect((await index.article(other))?.file).toBe('bridge.md');
      expect(await index.article('0000000000000000')).toBeUndefined();
    });

    test('are found at an address, within the filter', async () => {
      const address = addressKey('https://gazette.example/ferry?utm_medium=x');
      expect((await index.sourceAt(address, {}))?.file).toBe('ferry.md');
      expect(await index.sourceAt(address, { outlets: ['Saltmarsh Post'] })).toBeUndefined();
    });

    test('are found by title and outlet, the last word as a beginning; without words the newest come', async () => {
      const files = async (...query: Parameters<Index['findSources']>) =>
        (await index.findSources(...query)).map(({ file }) => file);
      expect(await files(['late', 'fr'], {}, 5)).toEqual(['orchard.md']);
      expect((await files(['saltmarsh', 'bri'], {}, 5))[0]).toBe('bridge.md');
      expect(await files([], {}, 2)).toEqual(['orchard.md', 'bridge.md']);
      expect(await files([], { outlets: ['Gazette'] }, 5)).toEqual(['ferry.md', 'archive.md']);
      // No title has it: then the texts.
      expect(await files(['crowns'], {}, 5)).toEqual(['bridge.md']);
    });
  });

  describe('speakers', () => {
    test('are those quoted, by the beginning of any of their names, within a filter', async () => {
      expect(await index.speakers('oka', {}, 5)).toMatchObject([{ key: 'ines okafor', quotations: 2 }]);
      expect(await index.speakers('', {}, 1)).toMatchObject([{ key: 'ines okafor' }]);
      expect(await index.speakers('oka', { outlets: ['Gazette'] }, 5)).toMatchObject([{ quotations: 1 }]);
      expect(await index.speakers('nobody', {}, 5)).toEqual([]);
    });

    test('say what they say the newest first, near words, within a filter', async () => {
      const said = async (words: string[], filter: Filter = {}, k = 5, skip = 0) =>
        (await index.quotationsBy('ines okafor', filter, words, k, skip)).map(({ article }) => article.file);
      expect(await said([])).toEqual(['bridge.md', 'ferry.md']);
      expect(await said([], {}, 1, 1)).toEqual(['ferry.md']);
      expect(await said(['flooded', 'may'])).toEqual(['ferry.md']);
      expect(await said([], { outlets: ['Saltmarsh Post'] })).toEqual(['bridge.md']);
      expect(await said(['apple'])).toEqual([]);
    });
  });

  test('what there is, of all and of a part', async () => {
    expect(await index.coverage()).toMatchObject({
      articles: 4,
      passages: 4,
      from: '2024-12-31',
      to: '2025-04-20',
      outlets: [
        { outlet: 'Gazette', articles: 2 },
        { outlet: 'SALTMARSH POST', articles: 1 },
        { outlet: 'Saltmarsh Post', articles: 1 },
      ],
      languages: [{ language: 'en', articles: 4 }],
      model: corpus.model.name,
    });
    expect(await index.coverage({ outlet: 'saltmarsh post' })).toMatchObject({ articles: 2, passages: 2 });
    expect(await index.coverage({ outlets: [] })).toMatchObject({
      articles: 0,
      passages: 0,
      from: null,
      to: null,
    });
    expect(await index.articlesByMonth({ outlets: ['Gazette'] })).toEqual([
      { month: '2024-12', outlet: 'Gazette', articles: 1 },
      { month: '2025-03', outlet: 'Gazette', articles: 1 },
    ]);
  });
});
