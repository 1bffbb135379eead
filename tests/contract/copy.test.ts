// `attest copy`: an index from files to PostgreSQL and back, without embedding again, whole or not at all.
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { articleId } from '../../src/corpus/articles.ts';
import { openDatabase as openFile } from '../../src/index/database.ts';
import { unitVector } from '../../src/index/stored.ts';
import type { StoredArchive } from '../../src/index/stored-archive.ts';
import { backendOf, lockIndex } from '../../src/indexing/backend.ts';
import { copyIndex, CopyRefused, placeOf, type CopyOptions } from '../../src/indexing/copy-index.ts';
import { standingOf } from '../../src/indexing/standing.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import type { Progress } from '../../src/types.ts';
import { attest, startScript } from '../support/command-line.ts';
import {
  describeDatabase,
  indexedCorpus,
  urlOf,
  type IndexedCorpus,
  type Written,
} from '../support/index-kinds.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/temporary.ts';

const FILES: Record<string, Written> = {
  'ferry.md': {
    title: 'Ferry to Gull Holm returns',
    published: '2025-03-04',
    text: `The ferries were flooded. Harbour master Ines Okafor said on Tuesday: "We will sail again in May." ${'Boats wait at the quay, one beside the other. '.repeat(40)}`,
  },
  'frost.md': { text: 'Late frost has ruined the blossom. Growers in Kyrov said so.', outlet: 'Post' },
  'odd.md': { text: `Ärger über 北京 и Киев 🙂 \\ ' " $1 ; -- “quoted” end.` },
  // Of one article under two addresses the newer is there, and the other its duplicate.
  'copy.md': {
    text: 'Late frost has ruined the blossom. Growers in Kyrov said so.',
    url: `${urlOf('frost').replace('https', 'http')}?utm_source=x`,
    published: '2024-12-01',
  },
};

/** The settings of one corpus with the index somewhere else. */
const at = (settings: Settings, place: string): Settings => ({ ...settings, ...placeOf(place, settings) });

/** All that is stored, in the order of files; embeddings apart. */
async function contentOf(settings: Settings, model: IndexedCorpus['model']) {
  const stored: StoredArchive = await backendOf(settings, model).openStored();
  try {
    const articles = [];
    for (const number of await stored.articleNumbers()) {
      const article = (await stored.storedArticle(number))!;
      const passages = await stored.storedPassages(number);
      const quotations = await stored.storedQuotations(number);
      const spans = passages.map(({ start, end, embedding }) => ({
        start,
        end,
        embedding: Buffer.from(embedding as ArrayBuffer).toString('hex'),
      }));
      const vectors = passages.map(({ vector }) => unitVector(vector!)!);
      articles.push({ row: { ...article, spans, quotations }, vectors });
    }
    articles.sort((a, b) => (a.row.file < b.row.file ? -1 : 1));
    const files = (await stored.knownFiles()).sort((a, b) => (a.file < b.file ? -1 : 1));
    const meta = await Promise.all(
      (['corpus', 'outlets', 'indexedAt', 'model'] as const).map(async (key) => stored.meta(key)),
    );
    return {
      rows: articles.map(({ row }) => row),
      vectors: articles.flatMap(({ vectors }) => vectors),
      files,
      meta,
      coverage: await stored.coverage(),
    };
  } finally {
    await stored.close();
  }
}

const findings = async (settings: Settings) =>
  (await verifyIndex(settings, () => {})).findings.map(({ cause }) => cause);

const built = async (url?: string): Promise<IndexedCorpus> => {
  const corpus = await indexedCorpus(url);
  corpus.write(FILES);
  await corpus.build();
  return corpus;
};
const copy = (
  { settings, model }: IndexedCorpus,
  to: string,
  options: CopyOptions & { from?: string } = {},
) =>
  copyIndex(
    settings,
    {
      from: options.from === undefined ? settings : placeOf(options.from, settings),
      to: placeOf(to, settings),
    },
    { model, ...options },
  );

describeDatabase((database) => {
  test('an index that goes to PostgreSQL and back is the same to the byte, its embeddings to half precision', async () => {
    const corpus = await built();
    const { settings, model } = corpus;
    const before = await contentOf(settings, model);
    const url = await database();
    const there = at(settings, url);
    expect(await copy(corpus, url)).toMatchObject({ articles: 3, passages: before.vectors.length });
    const inDatabase = await contentOf(there, model);
    expect({ ...inDatabase, vectors: null }).toEqual({ ...before, vectors: null });

    const folder = temporaryFolder();
    const back = at(settings, folder);
    await copy(corpus, folder, { from: url });
    const after = await contentOf(back, model);
    expect({ ...after, vectors: null }).toEqual({ ...before, vectors: null });
    // Half precision has 11 bits.
    for (const [i, vector] of before.vectors.entries())
      for (const [j, value] of vector.entries())
        expect(Math.abs(after.vectors[i]![j]! - value)).toBeLessThanOrEqual(
          Math.abs(value) * 2 ** -11 + 1e-7,
        );
    expect(after.vectors).toEqual(inDatabase.vectors);

    for (const copied of [there, back]) {
      expect(await findings(copied)).toEqual([]);
      expect(await standingOf(copied, model)).toEqual({ kind: 'current' });
      expect(await buildIndex(copied, { model })).toMatchObject({
        articles: 3,
        embedded: 0,
        removed: 0,
        resumed: false,
      });
    }
    expect(readdirSync(folder).filter((name) => !/^index-[0-9a-f]{12}\.(db|hnsw)/.test(name))).toEqual([]);
  });

  test('what is asked of the copy is answered as before', async () => {
    const corpus = await built();
    const url = await database();
    await copy(corpus, url);
    const answers = async (settings: Settings) => {
      const index = await backendOf(settings, corpus.model).open();
      try {
        const [embedding] = await corpus.model.embed(['blossom killed by cold']);
        const filesOf = async (scored: readonly { id: number }[]) => {
          const { passages, articles } = await index.read(scored.map(({ id }) => id));
          const byId = new Map(
            passages.map(({ id, articleId, start }) => [id, `${articles.get(articleId)!.file} ${start}`]),
          );
          return scored.map(({ id }) => byId.get(id));
        };
        return {
          near: await filesOf(await index.nearest(embedding!, {}, 3)),
          words: await filesOf(await index.keyword(['frost'], {}, 3)),
          spelled: await index.spellings('kirov', {}, 3),
          speakers: await index.speakers('oka', {}, 3),
          duplicate: (await index.article(articleId(FILES['copy.md']!.url!, 'copy.md')))?.file,
        };
      } finally {
        index.close();
      }
    };
    const before = await answers(corpus.settings);
    expect(before).toMatchObject({ words: ['frost.md 0'], duplicate: 'frost.md' });
    expect(await answers(at(corpus.settings, url))).toEqual(before);
  });
});

describeWithPostgres('a PostgreSQL server', () => {
  test('what was there is answered from until all of the copy is there, and after a copy that was ended', async () => {
    const [first, url] = [await built(), await freshDatabase()];
    await copy(first, url);
    first.write({
      'frost.md': { text: 'Frost again, and hail.' },
      'new.md': { text: 'A new quay was opened.' },
    });
    await first.build();
    const end = ({ stage }: Progress) => {
      if (stage === 'copying') throw new Error('ended');
    };
    const folder = temporaryFolder();
    await copy(first, folder);
    const [inDatabase, inFolder] = [at(first.settings, url), at(first.settings, folder)];
    const before = [await contentOf(inDatabase, first.model), await contentOf(inFolder, first.model)];
    first.write({ 'newer.md': { text: 'A newer quay was opened.' } });
    await first.build();
    for (const to of [url, folder])
      await expect(copy(first, to, { onProgress: end })).rejects.toThrow('ended');
    expect([await contentOf(inDatabase, first.model), await contentOf(inFolder, first.model)]).toEqual(
      before,
    );
    for (const to of [url, folder]) expect(await copy(first, to)).toMatchObject({ articles: 5 });
    for (const copied of [inDatabase, inFolder]) {
      expect(await findings(copied)).toEqual([]);
      expect(await buildIndex(copied, { model: first.model })).toMatchObject({
        articles: 5,
        embedded: 0,
        resumed: false,
      });
    }
  });

  test('an open index sees the copy that has taken its place', async () => {
    const corpus = await built();
    const url = await freshDatabase();
    await copy(corpus, url);
    const index = await backendOf(at(corpus.settings, url), corpus.model).open();
    const before = await index.version();
    corpus.write({ 'new.md': { text: 'A new quay was opened.' } });
    await corpus.build();
    await copy(corpus, url);
    await expect.poll(() => index.version()).not.toBe(before);
    expect(await index.keyword(['quay'], {}, 9)).not.toEqual([]);
    expect(await index.coverage()).toMatchObject({ articles: 4 });
    index.close();
  });

  test('an article that is not what was written is not copied, nor is any other', async () => {
    const corpus = await built();
    const url = await freshDatabase();
    const { EMBEDDINGS_DIR } = corpus.settings;
    const file = readdirSync(EMBEDDINGS_DIR).find((name) => /^index-\w+\.db$/.test(name))!;
    const db = openFile(join(EMBEDDINGS_DIR, file), false);
    db.run("UPDATE articles SET text = replace(text, 'Late', 'Last') WHERE file = ?", ['frost.md']);
    db.rows('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    await expect(copy(corpus, url)).rejects.toThrow('is damaged');
    await expect(backendOf(at(corpus.settings, url), corpus.model).open()).rejects.toThrow(
      'There is no index',
    );
  });

  test('what stands in the way is told, and only wished away', async () => {
    const corpus = await built();
    const url = await freshDatabase();
    const faultOf = async (work: Promise<unknown>) => {
      const thrown = await work.catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(CopyRefused);
      return (thrown as CopyRefused).fault.kind;
    };
    await expect(copy(corpus, 'embedded', { from: url })).rejects.toThrow('There is no index in');
    expect(await faultOf(copy(corpus, 'embedded'))).toBe('same place');
    expect(await faultOf(copy(corpus, join(corpus.settings.EMBEDDINGS_DIR, '.')))).toBe('same place');
    await copy(corpus, url);
    expect(
      await faultOf(
        copy(corpus, `${url}${url.includes('?') ? '&' : '?'}application_name=other`, { from: url }),
      ),
    ).toBe('same place');

    const other = await built();
    expect(await faultOf(copy(other, url))).toBe('other corpus');
    await copy(other, url, { replace: true });
    expect(await standingOf(at(other.settings, url), other.model)).toEqual({ kind: 'current' });

    const model = { ...other.model, name: 'another', fingerprint: 'another' };
    await expect(copy({ ...other, model }, url)).rejects.toThrow(
      'The index was made by "bundled", but the model is "another"',
    );
    await buildIndex(other.settings, { model });
    expect(await faultOf(copy({ ...other, model }, url))).toBe('other model');
    await copy({ ...other, model }, url, { replace: true });
    (await backendOf(at(other.settings, url), model).open()).close();
    await expect(backendOf(at(other.settings, url), other.model).open()).rejects.toThrow('made by "another"');
  });

  test('nobody builds meanwhile at either end', async () => {
    const corpus = await built();
    const url = await freshDatabase();
    const refusals: unknown[] = [];
    let tried: Promise<unknown> | undefined;
    const onProgress = () => {
      tried ??= lockIndex(corpus.settings).catch((thrown: unknown) => refusals.push(thrown));
    };
    await copy(corpus, url, { onProgress });
    await tried;
    expect(String(refusals)).toContain('Another build is running');
    const unlock = await lockIndex(corpus.settings);
    await expect(copy(corpus, url)).rejects.toThrow('Another build is running');
    await unlock();
    await copy(corpus, url);
  });

  test('a copy that was killed leaves what was there as it was, and the next one is whole', async () => {
    const corpus = await built();
    const url = await freshDatabase();
    const folder = temporaryFolder();
    for (const to of [url, folder]) await copy(corpus, to);
    const kept = await Promise.all(
      [url, folder].map((to) => contentOf(at(corpus.settings, to), corpus.model)),
    );
    corpus.write({ 'new.md': { text: 'A new quay was opened.' } });
    await corpus.build();
    for (const to of [url, folder]) await killed(corpus.settings, to);
    expect(
      await Promise.all([url, folder].map((to) => contentOf(at(corpus.settings, to), corpus.model))),
    ).toEqual(kept);
    for (const to of [url, folder]) {
      await expect
        .poll(() => copy(corpus, to).catch((thrown: unknown) => thrown))
        .toMatchObject({ articles: 4 });
      expect(await findings(at(corpus.settings, to))).toEqual([]);
    }
    expect(existsSync(join(folder, 'copying'))).toBe(false);
  });
});

/** A copy by a process that is killed when all is written, and nothing is there to be asked for yet. */
async function killed({ EMBEDDINGS_DIR, CORPUS_DIR }: Settings, to: string): Promise<void> {
  const child = startScript(
    `import { readSettings } from './src/config.ts';
     import { copyIndex, placeOf } from './src/indexing/copy-index.ts';
     const [, EMBEDDINGS_DIR, CORPUS_DIR, to] = process.argv;
     const settings = readSettings({ EMBEDDINGS_DIR, CORPUS_DIR });
     const onProgress = ({ stage }) => stage !== 'copying' && process.kill(process.pid, 'SIGKILL');
     await copyIndex(settings, { from: settings, to: placeOf(to, settings) }, { onProgress });`,
    EMBEDDINGS_DIR,
    CORPUS_DIR!,
    to,
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

test('a place is a folder, embedded, or an address of PostgreSQL', () => {
  const settings = readSettings({ EMBEDDINGS_DIR: 'made' });
  expect(placeOf('embedded', settings)).toEqual({ EMBEDDINGS_DIR: 'made', ATTEST_INDEX: undefined });
  expect(placeOf('other', settings)).toEqual({ EMBEDDINGS_DIR: 'other', ATTEST_INDEX: undefined });
  expect(placeOf('postgresql://h/d', settings).ATTEST_INDEX).toBe('postgresql://h/d');
  for (const wrong of ['', ' ', 'mysql://me:secret@h/d'])
    expect(() => placeOf(wrong, settings)).toThrow(CopyRefused);
});

test('the command says where it copies to, and what stands in the way, without a password', async () => {
  const env = { EMBEDDINGS_DIR: temporaryFolder(), CORPUS_DIR: temporaryFolder() };
  const wrong = await attest(['copy', '--to', 'mysql://me:secret@h/d'], { env });
  expect(wrong.stderr).toContain('mysql://… is no place of an index. Name a folder');
  expect(wrong.stderr + wrong.stdout).not.toContain('secret');
  const same = await attest(['--language', 'de', 'copy', '--to', 'embedded'], { env });
  expect(same.stderr).toContain(`${env.EMBEDDINGS_DIR} ist, wo der Index schon ist.`);
  expect([wrong.code, same.code]).toEqual([1, 1]);
});
