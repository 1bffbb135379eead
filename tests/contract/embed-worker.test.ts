// `attest embed-worker`: embeds what a build has staged, beside others, whatever is killed meanwhile.
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { corpusChanges, openCorpus, outletsHash } from '../../src/indexing/corpus-changes.ts';
import { createSchema } from '../../src/index/postgres/schemas.ts';
import { schemaOf } from '../../src/index/postgres/schema.ts';
import { lockDatabase, PostgresBackend } from '../../src/indexing/postgres-backend.ts';
import { EmbedPool } from '../../src/indexing/embed-pool.ts';
import { embedForBuilds, type WorkerEvent } from '../../src/indexing/embed-worker.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import type { Model } from '../../src/model/models.ts';
import { openPostgres } from '../../src/postgres.ts';
import { attest, startAttest, startScript } from '../support/command-line.ts';
import { indexedCorpus, type IndexedCorpus } from '../support/index-kinds.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';

/** Texts that are claimed at first. */
const CLAIM = 256;

const named = (url: string, name: string) => `${url}${url.includes('?') ? '&' : '?'}application_name=${name}`;

/** A promise that is kept when the test says so. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** An index of so many articles with a passage each. */
async function corpusOf(articles: number, url: string): Promise<IndexedCorpus> {
  const corpus = await indexedCorpus(url);
  const names = Array.from({ length: articles }, (_, i) => `n${String(i).padStart(3, '0')}`);
  corpus.write(
    Object.fromEntries(names.map((name) => [`${name}.md`, { text: `Boat ${name} left the quay.` }])),
  );
  return corpus;
}

/** A build that embeds by `model` alone, one text after the other. */
async function indexer({ settings }: IndexedCorpus, url: string, model: Model) {
  const pool = new EmbedPool(model, settings, 1);
  const build = await new PostgresBackend(url, model).build(pool, false);
  const corpus = openCorpus(settings.CORPUS_DIR);
  return {
    async putAll() {
      for (const { change } of corpusChanges(corpus)) if (change) await build.put(change);
    },
    async finish() {
      const meta = {
        corpus: corpus.folder,
        outlets: outletsHash(corpus),
        indexedAt: new Date().toISOString(),
      };
      try {
        const counts = await build.finish({ isChanged: true, changedShare: 1, meta }, () => {});
        return { ...counts, embedded: build.embedded };
      } finally {
        await build.close();
      }
    },
  };
}

describeWithPostgres('workers that embed', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Statements on a connection of the test's own. */
  const connection = (url: string, schema?: string) => {
    const db = openPostgres(named(url, 'test'), { ...(schema && { searchPath: [schema] }) });
    ends.push(() => db.close());
    return db;
  };

  test('two workers and an indexer embed each text once, also when one is killed over its texts; reading waits for none', async () => {
    const url = await freshDatabase();
    const corpus = await corpusOf(2 * CLAIM + 80, url);
    const { model, settings } = corpus;
    const { schema } = schemaOf(model);
    await createSchema(url, schema, model.dimension);
    const db = connection(url, schema);
    // Who has embedded what, as it is committed.
    await db.change('CREATE TABLE made (hash bytea, who text)');
    await db.change(`CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO ${schema}.made VALUES (NEW.hash, current_setting('application_name')); RETURN NEW; END $$`);
    await db.change(
      'CREATE TRIGGER noted AFTER UPDATE ON embeddings FOR EACH ROW WHEN (NEW.vector IS NOT NULL) EXECUTE FUNCTION note()',
    );
    const made = async () =>
      Object.fromEntries(
        (
          await db.rows<{ who: string; count: number }>(
            'SELECT who, count(*) AS count FROM made GROUP BY who',
          )
        ).map(({ who, count }) => [who, count]),
      );
    const isClaiming = async (who: string) =>
      (await db.row(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND state = 'idle in transaction'",
        [who],
      )) !== undefined;

    // The indexer claims first, and holds what it has claimed.
    const held = gate();
    const embed: Model['embed'] = (texts) => held.opened.then(() => model.embed(texts));
    const building = await indexer(corpus, named(url, 'indexer'), { ...model, embed });
    await building.putAll();
    await expect.poll(() => isClaiming('indexer')).toBe(true);
    const finished = building.finish();
    const wanted = async () =>
      (await db.row<{ n: number }>('SELECT count(*) AS n FROM embeddings WHERE vector IS NULL'))!.n;
    await expect.poll(wanted).toBe(2 * CLAIM + 80);

    const stuck = startScript(
      `import { embedForBuilds } from './src/indexing/embed-worker.ts';
       const [, url, fingerprint, dimension] = process.argv;
       const model = { name: 'bundled', fingerprint, dimension: Number(dimension) };
       const pool = { embed: () => new Promise(() => setInterval(() => {}, 1e6)) };
       await embedForBuilds({ url, model, pool });`,
      named(url, 'stuck'),
      model.fingerprint,
      String(model.dimension),
    );
    ends.push(() => stuck.kill('SIGKILL'));
    await expect.poll(() => isClaiming('stuck')).toBe(true);
    const worker = startAttest(['embed-worker'], {
      env: { ATTEST_INDEX: named(url, 'worker'), EMBEDDINGS_DIR: settings.EMBEDDINGS_DIR },
    });
    ends.push(() => worker.kill('SIGKILL'));
    let said = '';
    worker.stderr.on('data', (data: Buffer) => (said += data.toString()));
    // What the two others have claimed stays theirs.
    await expect.poll(made).toEqual({ worker: 80 });
    stuck.kill('SIGKILL');
    await expect.poll(made).toEqual({ worker: CLAIM + 80 });

    held.open();
    expect(await finished).toMatchObject({ articles: 2 * CLAIM + 80, embedded: CLAIM });
    expect(await made()).toEqual({ worker: CLAIM + 80, indexer: CLAIM });
    expect(await db.row('SELECT count(DISTINCT hash) AS n FROM made')).toEqual({ n: 2 * CLAIM + 80 });
    worker.kill('SIGTERM');
    const [code] = (await once(worker, 'close')) as [number | null];
    expect([code, said]).toEqual([0, expect.stringContaining(`${CLAIM + 80} passages embedded.`)]);
    expect((await verifyIndex(settings, () => {})).findings).toEqual([]);
  });

  /** A worker within this process, with what it has told. */
  const working = (url: string, { model, settings }: IndexedCorpus, isOnce = false) => {
    const stop = new AbortController();
    const told: WorkerEvent[] = [];
    const pool = new EmbedPool(model, settings, 1);
    const tell = (event: WorkerEvent) => told.push(event);
    const done = embedForBuilds({ url, model, pool }, { once: isOnce, stop: stop.signal, tell });
    ends.push(() => stop.abort());
    return { told: () => told.map(({ kind }) => kind), done, stop: () => stop.abort() };
  };

  test('a worker waits for a build that has not begun, embeds what it stages, and outlives a lost connection', async () => {
    const url = await freshDatabase();
    const corpus = await corpusOf(3, url);
    const worker = working(named(url, 'worker'), corpus);
    await expect.poll(worker.told).toEqual(['began', 'no build']);
    const held = gate();
    // The indexer embeds nothing before its worker has.
    const embed: Model['embed'] = (texts) => held.opened.then(() => corpus.model.embed(texts));
    const first = await indexer(corpus, url, { ...corpus.model, embed });
    await first.putAll();
    held.open();
    await first.finish();
    await expect.poll(worker.told).toContain('idle');

    const db = connection(url);
    const ended = await db.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'worker'",
    );
    expect(ended.length).toBeGreaterThan(0);
    const schema = schemaOf(corpus.model).schema;
    await db.change(`INSERT INTO ${schema}.embeddings (hash, text) VALUES ('\\x00', 'A quay')`);
    await db.rows('SELECT pg_notify($1, $2)', ['attest_wanted', schema]);
    await expect
      .poll(() => db.row(`SELECT vector IS NOT NULL AS made FROM ${schema}.embeddings`))
      .toEqual({ made: true });
    worker.stop();
    expect(await worker.done).toBeGreaterThanOrEqual(1);
    expect(worker.told().at(-1)).toBe('ended');
  });

  test('once, it ends when nothing waits', async () => {
    const url = await freshDatabase();
    const corpus = await corpusOf(2, url);
    expect(await working(url, corpus, true).done).toBe(0);
    const { schema } = schemaOf(corpus.model);
    await createSchema(url, schema, corpus.model.dimension);
    const db = connection(url);
    await db.change(
      `INSERT INTO ${schema}.embeddings (hash, text) VALUES ('\\x00', 'One'), ('\\xff', 'Two')`,
    );
    expect(await working(url, corpus, true).done).toBe(2);
  });

  test("while another model's index is built it refuses, and waits where none is", async () => {
    const url = await freshDatabase();
    const corpus = await corpusOf(2, url);
    await corpus.build();
    const other = { ...corpus, model: { ...corpus.model, name: 'another', fingerprint: 'another' } };
    const waiting = working(url, other);
    await expect.poll(waiting.told).toEqual(['began', 'no build']);
    waiting.stop();
    await waiting.done;

    ends.push(await lockDatabase(url));
    const building = await indexer(corpus, url, corpus.model);
    await expect(working(url, other).done).rejects.toThrow(
      'The index was made by "bundled", but the model is "another".',
    );
    await building.finish();
  });

  test('a model that fails ends it; what it had claimed is there for others', async () => {
    const url = await freshDatabase();
    const corpus = await corpusOf(2, url);
    const { schema } = schemaOf(corpus.model);
    await createSchema(url, schema, corpus.model.dimension);
    await connection(url).change(`INSERT INTO ${schema}.embeddings (hash, text) VALUES ('\\x00', 'One')`);
    const embed: Model['embed'] = () => Promise.reject(new Error('no memory'));
    await expect(working(url, { ...corpus, model: { ...corpus.model, embed } }, true).done).rejects.toThrow(
      'no memory',
    );
    expect(await working(url, corpus, true).done).toBe(1);
  });
});

test('without a database the command says what it needs, and a server that is not there is told at once', async () => {
  const none = await attest(['embed-worker']);
  expect(none.stderr).toContain('ATTEST_INDEX names none. Set ATTEST_INDEX to the one of npm run index');
  const away = await attest(['embed-worker'], {
    env: { ATTEST_INDEX: 'postgres://me:secret@127.0.0.1:1/d' },
  });
  expect(away.stderr).toContain('127.0.0.1:1/d');
  expect(away.stderr).not.toContain('secret');
  expect([none.code, away.code]).toEqual([1, 1]);
});
