// What a build does to an index, of every kind of index: increments, renames, doubles, damage, kills, other models.
import { hash } from 'node:crypto';
import { renameSync, utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { addressKey } from '../../src/corpus/addresses.ts';
import { articleId } from '../../src/corpus/articles.ts';
import { backendOf, lockBuilds } from '../../src/indexing/backend.ts';
import { indexState } from '../../src/indexing/index-state.ts';
import { standingOf } from '../../src/indexing/standing.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import { stem } from '../../src/text/words.ts';
import type { Progress } from '../../src/types.ts';
import { describeIndexes, urlOf, type IndexedCorpus, type Written } from '../support/index-kinds.ts';

const FERRY: Written = { text: 'The ferries were flooded. "We will sail again," said Ines Okafor.' };
const FROST: Written = { text: 'Late frost has ruined the blossom. Growers in Kyrov said so.' };

const idOf = (file: string) => articleId(urlOf(file));

describeIndexes((made, { hasOneSession }) => {
  const built = async (files: Record<string, Written>): Promise<IndexedCorpus> => {
    const corpus = await made();
    corpus.write(files);
    await corpus.build();
    return corpus;
  };
  /** The files of the passages that hold a word, as somebody who opens the index now finds them. */
  const foundBy = async (corpus: IndexedCorpus, word: string): Promise<string[]> => {
    const index = await corpus.open();
    try {
      const { articles } = await index.read((await index.keyword([word], {}, 10)).map(({ id }) => id));
      return [...articles.values()].map(({ file }) => file).sort();
    } finally {
      index.close();
    }
  };
  /** Nothing that is stored differs from what was written and from the corpus. */
  const findings = async ({ settings }: IndexedCorpus) =>
    (await verifyIndex(settings, () => {})).findings.map(({ cause }) => cause);

  test('articles come, change and go, and an open index sees it without being opened anew', async () => {
    const corpus = await built({ 'a.md': FERRY, 'b.md': FROST });
    const index = await corpus.open();
    const files = async (word: string) =>
      [...(await index.read((await index.keyword([word], {}, 9)).map(({ id }) => id))).articles.values()].map(
        ({ file }) => file,
      );
    expect(await files('frost')).toEqual(['b.md']);
    const before = await index.version();

    corpus.write({ 'c.md': { text: 'The harbour was dredged.' }, 'a.md': { text: 'The ferry was sold.' } });
    corpus.remove('b.md');
    expect(await corpus.build()).toMatchObject({
      articles: 2,
      passages: 2,
      embedded: 2,
      removed: 1,
      problems: [],
    });
    await expect.poll(() => index.version()).not.toBe(before);
    expect(await files('sold')).toEqual(['a.md']);
    expect(await files('harbour')).toEqual(['c.md']);
    expect(await files('frost')).toEqual([]);
    expect([...(await index.frequencies(['frost', 'ferry', 'harbour'].map(stem))).values()]).toEqual([
      0, 1, 1,
    ]);
    expect(await index.spellings('kirov', {}, 3)).toEqual([]);
    expect(await index.speakers('okafor', {}, 3)).toEqual([]);
    expect(await index.coverage()).toMatchObject({ articles: 2, passages: 2 });
    index.close();
    expect(await findings(corpus)).toEqual([]);
  });

  test('a build without changes embeds nothing and keeps everything', async () => {
    const corpus = await built({ 'a.md': FERRY, 'b.md': FROST });
    expect(await corpus.build()).toMatchObject({
      articles: 2,
      embedded: 0,
      reused: 2,
      removed: 0,
      resumed: false,
    });
    expect(await findings(corpus)).toEqual([]);
  });

  test('a file that is renamed or touched is not embedded anew, nor are two that change names', async () => {
    const corpus = await built({
      'a.md': { ...FERRY, url: urlOf('one') },
      'b.md': { ...FROST, url: urlOf('two') },
    });
    renameSync(corpus.path('a.md'), corpus.path('c.md'));
    utimesSync(corpus.path('b.md'), 1, 1);
    expect(await corpus.build()).toMatchObject({ articles: 2, embedded: 0, removed: 0 });
    expect(await foundBy(corpus, 'ferry')).toEqual(['c.md']);
    renameSync(corpus.path('b.md'), corpus.path('x.md'));
    renameSync(corpus.path('c.md'), corpus.path('b.md'));
    renameSync(corpus.path('x.md'), corpus.path('c.md'));
    expect(await corpus.build()).toMatchObject({ articles: 2, embedded: 0, removed: 0 });
    expect(await foundBy(corpus, 'ferry')).toEqual(['b.md']);
    expect(await foundBy(corpus, 'frost')).toEqual(['c.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('an article takes the place of the one whose file it has', async () => {
    const corpus = await built({ 'a.md': FERRY });
    corpus.write({ 'a.md': { ...FROST, url: urlOf('another') } });
    expect(await corpus.build()).toMatchObject({ articles: 1, removed: 0 });
    expect(await foundBy(corpus, 'ferry')).toEqual([]);
    expect(await foundBy(corpus, 'frost')).toEqual(['a.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('of one article under two addresses the newer stands for both, also when it comes later, and the other when that goes', async () => {
    const corpus = await built({ 'a.md': { ...FERRY, url: 'https://gazette.example/ferry' } });
    const newer = {
      text: `${FERRY.text} It was repaired.`,
      url: 'http://gazette.example/ferry?utm_source=x',
    };
    corpus.write({ 'b.md': { ...newer, published: '2025-02-02' } });
    await corpus.build();
    expect(await foundBy(corpus, 'ferry')).toEqual(['b.md']);
    const index = await corpus.open();
    expect((await index.article(articleId('https://gazette.example/ferry')))?.file).toBe('b.md');
    index.close();
    expect(await findings(corpus)).toEqual([]);
    corpus.remove('b.md');
    await corpus.build();
    expect(await foundBy(corpus, 'ferry')).toEqual(['a.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('also where all of its addresses come with one build, the best of them last', async () => {
    const corpus = await built({
      'a.md': { ...FERRY, url: 'http://gazette.example/ferry?utm_source=x' },
      'b.md': { ...FERRY, url: 'https://www.gazette.example/ferry/', published: '2025-02-02' },
      'c.md': { text: `${FERRY.text} Late.`, url: 'https://gazette.example/ferry', published: '2025-03-02' },
      'd.md': FROST,
    });
    expect(await foundBy(corpus, 'ferry')).toEqual(['c.md']);
    expect(await findings(corpus)).toEqual([]);
    expect(await corpus.build()).toMatchObject({ articles: 2, embedded: 0 });
    corpus.remove('c.md');
    expect(await corpus.build()).toMatchObject({ articles: 2, removed: 0 });
    expect(await foundBy(corpus, 'ferry')).toEqual(['b.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('an address of any length is told from others, and found again', async () => {
    // No database makes it shorter by what repeats itself in it.
    const digits = Array.from({ length: 60 }, (_, i) => hash('sha256', String(i))).join('');
    const long = `https://gazette.example/ferry?id=${digits}`;
    const corpus = await built({
      'a.md': { ...FERRY, url: `${long}0&utm_source=x` },
      'b.md': { ...FROST, url: `${long}1` },
    });
    const index = await corpus.open();
    expect((await index.sourceAt(addressKey(`${long}0`), {}))?.file).toBe('a.md');
    expect((await index.sourceAt(addressKey(`${long}1`), {}))?.file).toBe('b.md');
    index.close();
    expect(await findings(corpus)).toEqual([]);
  });

  test('no file is known twice where one article moves to that of another, of which a third takes the place', async () => {
    const corpus = await built({
      'a.md': { ...FERRY, url: 'https://gazette.example/ferry' },
      'b.md': { ...FROST, url: 'https://gazette.example/frost' },
    });
    renameSync(corpus.path('a.md'), corpus.path('c.md'));
    renameSync(corpus.path('b.md'), corpus.path('a.md'));
    const newer = {
      text: `${FERRY.text} It was repaired.`,
      url: 'http://gazette.example/ferry?utm_source=x',
    };
    corpus.write({ 'b.md': { ...newer, published: '2025-02-02' } });
    await corpus.build();
    const stored = await backendOf(corpus.settings, corpus.model).openStored();
    const files = (await stored.knownFiles()).map(({ file }) => file);
    await stored.close();
    expect(files).toHaveLength(new Set(files).size);
    expect(await foundBy(corpus, 'ferry')).toEqual(['b.md']);
    expect(await foundBy(corpus, 'frost')).toEqual(['a.md']);
  });

  test('nor where others take the places of both, of the one that moved there and of the one that was there', async () => {
    const corpus = await built({
      'a.md': { ...FERRY, url: 'https://gazette.example/ferry' },
      'b.md': { ...FROST, url: 'https://gazette.example/frost' },
    });
    renameSync(corpus.path('a.md'), corpus.path('b.md'));
    const newer = (article: typeof FERRY, url: string) => ({
      text: `${article.text} It was repaired.`,
      url: `${url}?utm_source=x`,
      published: '2025-02-02',
    });
    corpus.write({
      'c.md': newer(FERRY, 'http://gazette.example/ferry'),
      'd.md': newer(FROST, 'http://gazette.example/frost'),
    });
    await corpus.build();
    expect(await foundBy(corpus, 'ferry')).toEqual(['c.md']);
    expect(await foundBy(corpus, 'frost')).toEqual(['d.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('whoever is called by the last name alone is whom another article names in full, and apart again when somebody else is called so', async () => {
    const corpus = await built({
      'a.md': FERRY,
      'b.md': { text: 'The board met. “The quay will be mended,” Mrs Okafor said on Monday.' },
    });
    const speakers = async () => {
      const index = await corpus.open();
      const found = await index.speakers('okafor', {}, 5);
      index.close();
      return found.map(({ key, quotations }) => `${key} ${quotations}`).sort();
    };
    expect(await speakers()).toEqual(['ines okafor 2']);
    corpus.write({ 'c.md': { text: 'Ada Okafor said that the quay was dry.' } });
    await corpus.build();
    expect(await speakers()).toEqual(['ada okafor 1', 'ines okafor 1', 'okafor 1']);
  });

  test.skipIf(hasOneSession)(
    'a build that was ended goes on where it was, and what was there before answers meanwhile',
    async () => {
      const corpus = await built({ 'a.md': FERRY });
      const names = Array.from({ length: 800 }, (_, i) => `n${String(i).padStart(3, '0')}`);
      corpus.write(
        Object.fromEntries(names.map((name) => [`${name}.md`, { text: `Boat ${name} left the quay.` }])),
      );
      const stop = ({ stage, done }: Progress) => {
        if (stage === 'embedding' && done > 780) throw new Error('ended');
      };
      await expect(corpus.build({ onProgress: stop })).rejects.toThrow('ended');
      expect(await foundBy(corpus, 'ferry')).toEqual(['a.md']);
      expect((await indexState(corpus.settings)).endedEarly).toBe(true);
      const report = await corpus.build();
      expect(report).toMatchObject({ articles: 801, passages: 801, resumed: true });
      // A batch at least was kept; what was in hand may be lost.
      expect(report.embedded).toBeLessThanOrEqual(800 - 256);
      expect((await indexState(corpus.settings)).endedEarly).toBe(false);
      expect(await findings(corpus)).toEqual([]);
    },
  );

  test('of two builds at once the second is refused', async () => {
    const corpus = await built({ 'a.md': FERRY });
    const unlock = await lockBuilds(corpus.settings);
    await expect(corpus.build()).rejects.toThrow('Another build is running');
    await unlock();
    await corpus.build();
  });

  test('everything is made anew when that is wished', async () => {
    const corpus = await built({ 'a.md': FERRY, 'b.md': FROST });
    corpus.remove('b.md');
    expect(await corpus.build({ rebuild: true })).toMatchObject({ articles: 1, passages: 1 });
    expect(await foundBy(corpus, 'frost')).toEqual([]);
    expect(await findings(corpus)).toEqual([]);
  });

  test('an empty folder empties no index unless that is wished', async () => {
    const corpus = await built({ 'a.md': FERRY });
    corpus.remove('a.md');
    await expect(corpus.build()).rejects.toThrow('holds no articles any more');
    expect(await foundBy(corpus, 'ferry')).toEqual(['a.md']);
    expect(await corpus.build({ allowEmpty: true })).toMatchObject({ articles: 0, passages: 0, removed: 1 });
    expect(await foundBy(corpus, 'ferry')).toEqual([]);
  });

  test('the index of another model is not asked, is said to be there, and goes when this one is built', async () => {
    const corpus = await built({ 'a.md': FERRY });
    const other = { ...corpus.model, name: 'another', fingerprint: 'another' };
    const backend = backendOf(corpus.settings, other);
    await expect(backend.open()).rejects.toThrow(
      `The index was made by "${corpus.model.name}", but the model is "another".`,
    );
    await buildIndex(corpus.settings, { model: other });
    (await backend.open()).close();
    await expect(corpus.open()).rejects.toThrow('The index was made by "another"');
  });

  test('without an index it is said that there is none', async () => {
    const corpus = await made();
    await expect(corpus.open()).rejects.toThrow('There is no index in');
    await expect(standingOf(corpus.settings, corpus.model)).rejects.toThrow('There is no index in');
  });

  test('how it stands to its folder, and its state, are told', async () => {
    const corpus = await built({ 'a.md': FERRY, 'b.md': FROST });
    expect(await standingOf(corpus.settings, corpus.model)).toEqual({ kind: 'current' });
    corpus.write({ 'a.md': FROST, 'c.md': FERRY });
    corpus.remove('b.md');
    expect(await standingOf(corpus.settings, corpus.model)).toEqual({ kind: 'behind', isUnfinished: false });
    const state = await indexState(corpus.settings);
    expect(state).toMatchObject({
      coverage: { articles: 2, passages: 2 },
      waiting: { new: 1, changed: 1, gone: 1 },
      builder: null,
      endedEarly: false,
      unlinked: 0,
      troubles: [],
    });
    expect(Object.values(state.files).some((bytes) => bytes > 0)).toBe(true);
  });

  test('letters of any kind, marks and long words come back as they were written', async () => {
    const odd = `Ärger über 北京 и Киев 🙂 \\ ' " $1 ; -- %s \u200b “quoted” ${'x'.repeat(5000)} end.`;
    const corpus = await built({ 'odd.md': { title: `O'Brien \\ "x" 🙂; DROP TABLE articles`, text: odd } });
    const index = await corpus.open();
    expect((await index.article(idOf('odd.md')))?.title).toBe(`O'Brien \\ "x" 🙂; DROP TABLE articles`);
    expect((await index.article(idOf('odd.md')))?.text).toBe(odd);
    index.close();
    expect(await foundBy(corpus, 'киев')).toEqual(['odd.md']);
    expect(await foundBy(corpus, 'ärger')).toEqual(['odd.md']);
    expect(await findings(corpus)).toEqual([]);
  });

  test('what front matter says by escapes and no file could hold comes back, and stops no build', async () => {
    const corpus = await built({
      'odd.md': { title: 'One\u0000 two \ud800 three', outlet: 'Ga\u0000zette', text: 'The ferry sails.' },
      'b.md': FROST,
    });
    const index = await corpus.open();
    const article = await index.article(idOf('odd.md'));
    expect([article?.title, article?.outlet]).toEqual(['One two \ufffd three', 'Gazette']);
    index.close();
    expect(await findings(corpus)).toEqual([]);
  });
});
