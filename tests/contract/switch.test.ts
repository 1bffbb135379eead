// A build in PostgreSQL is seen when it is whole, by every process at once, whoever is ended in its middle.
import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { openArchive } from '../../src/archive.ts';
import { beginBuild } from '../../src/index/postgres/staging.ts';
import { openDatabase } from '../../src/index/postgres/open-database.ts';
import { schemaOf } from '../../src/index/postgres/schema.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import type { Model } from '../../src/model/models.ts';
import { indexedCorpus, type IndexedCorpus } from '../support/index-kinds.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';
import { promised } from '../support/promised.ts';

const NAMES = Array.from({ length: 8 }, (_, i) => `n${i}.md`);
/** Every article says which build it is of. */
const filesOf = (build: number) =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      { text: `The harbour was dredged in round ${build}, said Ines Okafor of ${name}.` },
    ]),
  );

describeWithPostgres('a build in PostgreSQL', () => {
  let corpus: IndexedCorpus;
  let database: string;
  beforeEach(async () => {
    database = await freshDatabase();
    corpus = await indexedCorpus(database);
    corpus.write(filesOf(0));
    await corpus.build();
  });

  /** The rounds that somebody who asks now is told of. */
  const rounds = async (index: Awaited<ReturnType<IndexedCorpus['open']>>): Promise<number[]> => {
    const hits = await index.keyword(['dredged'], {}, 100);
    const { articles } = await index.read(hits.map(({ id }) => id));
    return [...articles.values()].map(({ text }) => Number(/round (\d+)/.exec(text)![1]));
  };

  test('is not seen while it embeds, and by all who are there once it is whole', async () => {
    const [one, other] = [await corpus.open(), await corpus.open()];
    corpus.write(filesOf(1));
    const [isEmbedding, mayGoOn] = [promised(), promised()];
    const model: Model = {
      ...corpus.model,
      embed: async (texts) => {
        isEmbedding.resolve();
        await mayGoOn.promise;
        return corpus.model.embed(texts);
      },
    };
    const building = corpus.build({ model });
    await isEmbedding.promise;
    const before = await one.version();
    expect(new Set(await rounds(one))).toEqual(new Set([0]));
    expect((await one.coverage()).articles).toBe(NAMES.length);
    mayGoOn.resolve();
    await building;
    for (const index of [one, other]) {
      await expect.poll(() => index.version()).toBe(before + 1);
      expect(await rounds(index)).toEqual(NAMES.map(() => 1));
      index.close();
    }
  });

  test('is seen wholly or not at all, however often others ask meanwhile', async () => {
    const index = await corpus.open();
    let isDone = false;
    const seen = new Set<string>();
    const asking = (async () => {
      while (!isDone) {
        // All of one statement is of one build; what another one has taken away is not there.
        const hits = await index.keyword(['dredged'], {}, 100);
        expect(hits).toHaveLength(NAMES.length);
        const { articles } = await index.read(hits.map(({ id }) => id));
        const told = new Set([...articles.values()].map(({ text }) => /round \d+/.exec(text)![0]));
        expect(told.size).toBeLessThan(2);
        for (const each of told) seen.add(each);
        await setImmediate();
      }
    })();
    for (const build of [1, 2, 3, 4]) {
      corpus.write(filesOf(build));
      await corpus.build();
    }
    isDone = true;
    await asking;
    expect(seen.size).toBeGreaterThan(1);
    index.close();
  });

  test('is searched by its graph from the first question on', async () => {
    const db = await openDatabase(database, schemaOf(corpus.model).schema);
    const known =
      "SELECT FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'passages' LIMIT 1";
    expect(await db.row(known)).toBeDefined();
    await db.close();
  });

  test('makes nothing look damaged to whoever quotes or verifies meanwhile', async () => {
    const index = await corpus.open();
    let isDone = false;
    const whileBuilding = async (look: () => Promise<void>) => {
      while (!isDone) {
        await look();
        await setImmediate();
      }
    };
    const quoting = async () => {
      const found = await index.quotationsBy('ines okafor', {}, [], 20);
      expect(found).toHaveLength(NAMES.length);
    };
    const verifying = async () => {
      const { findings } = await verifyIndex(corpus.settings, () => {});
      expect(findings.filter(({ damage }) => damage)).toEqual([]);
    };
    const looking = Promise.all([...[quoting, quoting, quoting], verifying].map(whileBuilding));
    // It is waited for below, once all is built.
    looking.catch(() => {});
    for (const build of [1, 2, 3, 4]) {
      const late = Object.entries(filesOf(build)).map(([name, { text }]) => [
        name,
        { text: `${'Late. '.repeat(build)}${text}` },
      ]);
      corpus.write(Object.fromEntries(late) as ReturnType<typeof filesOf>);
      await corpus.build();
    }
    isDone = true;
    await looking;
    expect(await backendOf(corpus.settings, corpus.model).isVouchedFor()).toBe(true);
    index.close();
  });

  test('an answer in whose middle the archive changes is made of the new one', async () => {
    const archive = await openArchive(corpus.settings, undefined, corpus.model);
    const question = { question: 'When was the harbour dredged?', outlets: null };
    for (const build of [1, 2, 3]) {
      corpus.write(filesOf(build));
      const building = corpus.build();
      let isBuilt = false;
      void building.then(() => (isBuilt = true));
      while (!isBuilt) expect((await archive.ask(question)).kind).toBe('answered');
      await building;
    }
    archive.close();
  });

  test('that has lost its lock to another one writes nothing any more', async () => {
    corpus.write(filesOf(1));
    const { schema } = schemaOf(corpus.model);
    const db = await openDatabase(database, schema);
    const model: Model = {
      ...corpus.model,
      embed: async (texts) => {
        // As if another one had begun after the connection that held the lock was lost.
        await beginBuild(db);
        return corpus.model.embed(texts);
      },
    };
    await expect(corpus.build({ model })).rejects.toThrow('Another build has begun meanwhile');
    const index = await corpus.open();
    expect(new Set(await rounds(index))).toEqual(new Set([0]));
    index.close();
    await db.close();
    expect(await corpus.build()).toMatchObject({ articles: NAMES.length, embedded: 0 });
  });

  test('of which the server has lost a part in a crash changes nothing, and goes on when it is run again', async () => {
    corpus.write(filesOf(1));
    const db = await openDatabase(database, schemaOf(corpus.model).schema);
    const model: Model = {
      ...corpus.model,
      embed: async (texts) => {
        await db.change("DELETE FROM staged_articles WHERE file < 'n4.md'");
        return corpus.model.embed(texts);
      },
    };
    await expect(corpus.build({ model, rebuild: true })).rejects.toThrow('4 of 8 articles are left');
    const index = await corpus.open();
    expect(await rounds(index)).toEqual(NAMES.map(() => 0));
    await corpus.build();
    await expect.poll(() => rounds(index)).toEqual(NAMES.map(() => 1));
    index.close();
    await db.close();
  });

  const altered: [what: string, statement: string][] = [
    ['article', "UPDATE articles SET text = text || ' Not so.'"],
    ['passage', `UPDATE passages SET "start" = "start" + 1`],
    ['embedding', 'UPDATE passages SET vector = vector + vector'],
    ['quotation', "UPDATE quotations SET speaker = 'Amos Reed'"],
    ['graph', 'DROP INDEX passages_by_vector'],
    ['count', 'UPDATE state SET passages = passages + 1'],
  ];
  test.each(altered)(
    'whose %s is not what was written is found by verify, and made anew by the next',
    async (_, statement) => {
      const db = await openDatabase(database, schemaOf(corpus.model).schema);
      await db.change(statement);
      await db.close();
      expect((await verifyIndex(corpus.settings, () => {})).findings).not.toEqual([]);
      expect((await corpus.build()).damages).toMatchObject([{ kind: 'database' }]);
      expect((await verifyIndex(corpus.settings, () => {})).findings).toEqual([]);
      const index = await corpus.open();
      expect(await rounds(index)).toEqual(NAMES.map(() => 0));
      index.close();
    },
  );

  test('with an article that is not what was written quotes nothing of it', async () => {
    const index = await corpus.open();
    const db = await openDatabase(database, schemaOf(corpus.model).schema);
    await db.change("UPDATE articles SET text = replace(text, 'was', 'was not')");
    await expect(rounds(index)).rejects.toThrow(/The index in the database .* is damaged/);
    // The next build looks at all of it, though nobody has verified anything.
    await expect.poll(() => db.row("SELECT 1 FROM meta WHERE key = 'distrusted'")).toBeDefined();
    expect(index.isCurrent()).toBe(true);
    await corpus.build();
    // Whoever has given it up opens it again.
    await expect.poll(() => index.isCurrent()).toBe(false);
    expect(await rounds(index)).toEqual(NAMES.map(() => 0));
    index.close();
    await db.close();
  });

  test('leaves the index of another role where it is', async () => {
    const admin = await openDatabase(database, 'public');
    const role = `tenant_${process.pid}`;
    await admin.change(`CREATE ROLE ${role} LOGIN PASSWORD 'tenant'`);
    await admin.change(`GRANT CREATE ON DATABASE ${new URL(database).pathname.slice(1)} TO ${role}`);
    const own = database.replace(/\/\/[^@]+@/, `//${role}:tenant@`);
    const other = { ...corpus.model, name: 'another', fingerprint: 'another' };
    const settings = { ...corpus.settings, ATTEST_INDEX: own };
    expect(await buildIndex(settings, { model: other })).toMatchObject({ articles: NAMES.length });
    const index = await corpus.open();
    expect(await rounds(index)).toEqual(NAMES.map(() => 0));
    index.close();
    await admin.change(`DROP OWNED BY ${role}`);
    await admin.change(`DROP ROLE ${role}`);
    await admin.close();
  });

  test('by another model takes the index away from those who have it open, and they say so', async () => {
    const index = await corpus.open();
    const other = { ...corpus.model, name: 'another', fingerprint: 'another' };
    await buildIndex(corpus.settings, { model: other });
    await expect
      .poll(() => index.version().catch((thrown: Error) => thrown.message))
      .toMatch(/^The index was made by "another"/);
    index.close();
  });
});
