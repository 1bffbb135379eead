// The index in PostgreSQL as a build and a verification use it. What a build has read waits beside what is asked, and takes its
// place in one transaction when all of it is embedded.
import { setTimeout } from 'node:timers/promises';
import type { CorpusFile } from '../corpus/articles.ts';
import { keyOf } from '../corpus/addresses.ts';
import type { Index } from '../index/index-interface.ts';
import { isBuilt, openDatabase, type IndexModel } from '../index/postgres/open-database.ts';
import { Claims } from '../index/postgres/claims.ts';
import { openPostgresArchive, PostgresArchive } from '../index/postgres/postgres-archive.ts';
import { openPostgresIndex } from '../index/postgres/postgres-index.ts';
import { schemaOf } from '../index/postgres/schema.ts';
import { createSchema, dropOtherSchemas, schemaSize } from '../index/postgres/schemas.ts';
import {
  beginBuild,
  countWanted,
  embedWanted,
  forgetUnneeded,
  putEmbeddings,
  stagedArticles,
  stagedKey,
  unstage,
} from '../index/postgres/staging.ts';
import { switchOver, type Switch } from '../index/postgres/switch-over.ts';
import type { Duplicate, KnownFile, MetaKey } from '../index/stored-archive.ts';
import type { Embedder } from '../model/models.ts';
import { openPostgres, type Postgres } from '../postgres.ts';
import { BuildRunningError } from './build-lock.ts';
import type { Change } from './corpus-changes.ts';
import type { BuildOutcome, Embedding, IndexBackend, IndexBuild } from './index-build.ts';
import type { PutArticle } from './stage-articles.ts';
import { StagePool } from './stage-pool.ts';
import { refuseDamage } from './stored-damage.ts';
import type { Progress } from '../types.ts';

/** Articles, or characters of them, written at once: little to lose, and enough that a statement is worth its way. */
const BATCH = { articles: 256, characters: 150_000 };
/** How often it is counted what waits, while there is something to embed. */
const REPORT_MS = 2000;
/** How often it is looked whether the texts that others have claimed are embedded. */
const POLL_MS = 250;
/** The lock of whoever builds, as every process of Attest knows it ("attest" in ASCII). */
export const BUILD_LOCK = 0x617474657374;

/**
 * Takes the database's place of whoever builds; one at a time.
 * @throws UserError while another build is running
 */
export async function lockDatabase(url: string): Promise<() => Promise<void>> {
  const db = openPostgres(url, { connections: 1 });
  try {
    const lock = await db.lock(BUILD_LOCK);
    if (lock) return () => lock.release();
    throw new BuildRunningError(
      `Another build is running in the database ${db.name}.`,
      'Wait for it to end, then try again.',
    );
  } finally {
    await db.close();
  }
}

export class PostgresBackend implements IndexBackend {
  readonly #url: string;
  readonly #model: IndexModel;
  readonly #schema: string;
  readonly fingerprint: string;

  constructor(url: string, model: IndexModel) {
    [this.#url, this.#model] = [url, model];
    ({ schema: this.#schema, fingerprint: this.fingerprint } = schemaOf(model));
  }

  get dimension(): number {
    return this.#model.dimension;
  }

  /** Nothing is connected for it. */
  get name(): string {
    return openPostgres(this.#url).name;
  }

  /** Of a server it is known when it was started, and the number of a database in it. */
  async place(): Promise<string> {
    const db = openPostgres(this.#url, { connections: 1 });
    try {
      const row = await db.row<{ place: string }>(
        `SELECT pg_postmaster_start_time() || ' ' || oid AS place FROM pg_database WHERE datname = current_database()`,
      );
      return row!.place;
    } finally {
      await db.close();
    }
  }

  open = (): Promise<Index> => openPostgresIndex(this.#url, this.#model);

  openStored = (): Promise<PostgresArchive> => openPostgresArchive(this.#url, this.#model);

  /** Runs something on connections of its own. */
  async #with<T>(work: (db: Postgres) => Promise<T>): Promise<T> {
    const db = await openDatabase(this.#url, this.#schema);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  sizes = (): Promise<Record<string, number>> => this.#with((db) => schemaSize(db, this.#schema));

  isVouchedFor = (): Promise<boolean> =>
    this.#with(
      async (db) => (await isBuilt(db, this.#schema)) && !(await new PostgresArchive(db).isDistrusted()),
    );

  isSealed = (): Promise<boolean> => this.isVouchedFor();

  distrust = (): Promise<void> => this.#with((db) => new PostgresArchive(db).distrust());

  /** The graph is the server's, and changes with the passages. */
  vectorState = async () => ({ trouble: null, unlinked: 0 });

  unlinked = async () => () => [];

  async builder(): Promise<number | null> {
    const db = openPostgres(this.#url, { connections: 1 });
    try {
      return await db.lockHolder(BUILD_LOCK);
    } finally {
      await db.close();
    }
  }

  hasIndex = (): Promise<boolean> => this.#with((db) => isBuilt(db, this.#schema));

  async build(pool: Embedder, isAnew: boolean): Promise<IndexBuild> {
    await createSchema(this.#url, this.#schema, this.#model.dimension);
    const db = await openDatabase(this.#url, this.#schema);
    try {
      const archive = new PostgresArchive(db);
      if (!isAnew && (await archive.isDistrusted())) await refuseDamage(archive, this.dimension);
      const isResumed = (await archive.meta('building')) !== undefined;
      const token = await beginBuild(db);
      const staged = await stagedArticles(db);
      const target = { db, url: this.#url, token, schema: this.#schema, model: this.#model.name };
      return new PostgresBuild(target, pool, isAnew, isResumed, staged);
    } catch (thrown) {
      await db.close();
      throw thrown;
    }
  }

  /** Whatever is built is seen when it is whole. */
  buildAside = (pool: Embedder): Promise<IndexBuild> => this.build(pool, true);

  seal = (): Promise<void> => dropOtherSchemas(this.#url, this.#schema);
}

interface Target {
  db: Postgres;
  url: string;
  /** Of this build. */
  token: string;
  schema: string;
  model: string;
}

class PostgresBuild implements IndexBuild {
  readonly isResumed: boolean;
  readonly #target: Target;
  readonly #db: Postgres;
  readonly #archive: PostgresArchive;
  readonly #pool: Embedder;
  readonly #isAnew: boolean;
  /** What is staged: by an earlier build, or by this one. */
  readonly #staged: Map<string, string>;
  /** Ids and files of the articles that were put, and by address which of them stands for it: the last one. */
  readonly #put = { ids: new Set<string>(), files: new Set<string>(), addresses: new Map<string, string>() };
  /** Ids of articles that were put and whose place another one has taken since. */
  readonly #replaced = new Set<string>();
  #known: readonly KnownFile[] = [];
  readonly #staging: StagePool;
  #batch: PutArticle[] = [];
  #waiting = 0;
  readonly #claims = new Claims();
  /** Embeds while anything that is staged is claimed by nobody; undefined when nothing is. */
  #embedding: Promise<void> | undefined;
  #failure: { thrown: unknown } | undefined;
  #isClosed = false;
  readonly #moved = new Map<string, CorpusFile>();
  readonly #duplicates = new Map<string, Duplicate>();
  #notDuplicates: readonly string[] = [];
  #removed: readonly string[] = [];
  embedded = 0;

  constructor(
    target: Target,
    pool: Embedder,
    isAnew: boolean,
    isResumed: boolean,
    staged: Map<string, string>,
  ) {
    [this.#target, this.#db, this.#pool] = [target, target.db, pool];
    [this.#isAnew, this.isResumed, this.#staged] = [isAnew, isResumed, staged];
    this.#archive = new PostgresArchive(target.db);
    const { db, url, token, schema } = target;
    this.#staging = new StagePool({ db, url, staging: { token, schema, isAnew } });
  }

  meta = (key: MetaKey) => this.#archive.meta(key);

  async knownFiles(): Promise<KnownFile[]> {
    if (!this.#isAnew) this.#known = await this.#archive.knownFiles();
    return [...this.#known];
  }

  async put(change: Change): Promise<void> {
    const { article, found, hash } = change;
    const { ids, files, addresses } = this.#put;
    const address = keyOf(article);
    const other = addresses.get(address);
    // Of one article under several addresses the best is known when all of them are read.
    if (other !== undefined && other !== article.id && ids.delete(other)) this.#replaced.add(other);
    ids.add(article.id);
    files.add(article.file);
    addresses.set(address, article.id);
    if (this.#staged.get(article.id) === stagedKey(hash, found)) return;
    this.#batch.push({ article, found, hash });
    this.#waiting += article.text.length;
    if (this.#batch.length >= BATCH.articles || this.#waiting >= BATCH.characters) await this.#stage();
  }

  putEmbeddings = (embeddings: readonly Embedding[]): Promise<void> => putEmbeddings(this.#db, embeddings);

  /** Writes what is in hand for whoever embeds, and embeds beside what comes next. */
  async #stage(): Promise<void> {
    const batch = this.#batch;
    [this.#batch, this.#waiting] = [[], 0];
    if (batch.length > 0) await this.#staging.stage(batch);
    if (this.#failure) throw this.#failure.thrown;
    // What is staged lies in the database, not in memory: reading goes on however much there is to embed.
    void this.#embedBeside();
  }

  /** Embeds, unless it does so already; what fails is thrown by whoever looks next. */
  #embedBeside = (): Promise<void> =>
    (this.#embedding ??= this.#embedUnclaimed()
      .catch((thrown: unknown) => void (this.#failure = { thrown }))
      .finally(() => (this.#embedding = undefined)));

  /** Embeds while there is something that nobody else embeds. */
  async #embedUnclaimed(): Promise<void> {
    while (!this.#isClosed && (await this.#embedSome()) > 0);
  }

  async #embedSome(): Promise<number> {
    const count = await this.#claims.next((size) =>
      embedWanted(this.#db, (texts) => this.#pool.embed(texts), size),
    );
    this.embedded += count;
    return count;
  }

  async move(id: string, found: CorpusFile): Promise<boolean> {
    this.#moved.set(id, found);
    return true;
  }

  async putDuplicate(duplicate: Duplicate): Promise<void> {
    this.#duplicates.set(duplicate.file, duplicate);
  }

  async removeDuplicates(files: readonly string[]): Promise<void> {
    this.#notDuplicates = files;
  }

  async remove(ids: readonly string[]): Promise<number> {
    this.#removed = ids;
    const { files, addresses } = this.#put;
    const isReplaced = ({ file, address }: KnownFile) => files.has(file) || addresses.has(address);
    const replaced = new Set(this.#known.filter(isReplaced).map(({ id }) => id));
    return ids.filter((id) => !replaced.has(id)).length;
  }

  async finish({ meta }: BuildOutcome, report: (progress: Progress) => void) {
    await this.#stage();
    await this.#staging.finish();
    // What an earlier build had staged, and the corpus has no more; and what another address stands for.
    const left = [...this.#staged.keys(), ...this.#replaced].filter((id) => !this.#put.ids.has(id));
    await unstage(this.#db, left);
    if (this.isResumed || left.length > 0) await forgetUnneeded(this.#db);
    await this.#embedAll((done, total) => report({ stage: 'embedding', done, total }));
    const changes: Switch = {
      token: this.#target.token,
      articles: this.#put.ids.size,
      isAnew: this.#isAnew,
      moved: this.#moved,
      duplicates: [...this.#duplicates.values()],
      notDuplicates: this.#notDuplicates,
      removed: this.#removed,
      meta: { ...meta, model: this.#target.model },
    };
    await switchOver(this.#db, this.#target.schema, changes);
    return this.#archive.coverage();
  }

  /** Embeds until nothing waits, be it that others embed beside this process. */
  async #embedAll(report: (done: number, total: number) => void): Promise<void> {
    const total = await countWanted(this.#db);
    for (let wanted = total; wanted > 0; wanted = await countWanted(this.#db)) {
      report(total - wanted, total);
      const before = this.embedded;
      await Promise.race([this.#embedBeside(), setTimeout(REPORT_MS, undefined, { ref: false })]);
      if (this.#failure) throw this.#failure.thrown;
      // What is left others have claimed.
      if (!this.#embedding && this.embedded === before) await setTimeout(POLL_MS);
    }
    report(total, total);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#staging.close();
    await this.#embedding;
    await this.#db.close();
  }
}
