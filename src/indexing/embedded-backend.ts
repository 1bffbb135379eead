// The index on this machine as a build and a verification use it: a database file, and a graph of vectors beside it.
import { existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CorpusFile } from '../corpus/articles.ts';
import { distrust, hasChecksum, removeChecksum, writeChecksum } from '../index/database-checksum.ts';
import { openEmbeddedIndex } from '../index/embedded-index.ts';
import {
  createStore,
  deleteIndex,
  deleteOtherIndexes,
  indexFiles,
  isVouchedFor,
  loadVectors,
  openIndexStore,
  placeIndex,
  vectorState,
  type IndexFiles,
} from '../index/index-files.ts';
import type { Index } from '../index/index-interface.ts';
import type { Store } from '../index/store.ts';
import type { Duplicate, MetaKey, StoredArchive } from '../index/stored-archive.ts';
import type { Embedder, Model } from '../model/models.ts';
import { runningBuild } from './build-lock.ts';
import type { Change } from './corpus-changes.ts';
import type { BuildOutcome, Embedding, IndexBackend, IndexBuild } from './index-build.ts';
import { Linker } from './linker.ts';
import { refuseDamage } from './stored-damage.ts';
import { ArticleWriter } from './write-articles.ts';
import type { Damage, Progress } from '../types.ts';

/** A build that changes a larger share of the articles merges the keyword index, which takes time in proportion to all. */
const MERGE_SHARE = 0.2;
/** Folder beside the index, in which one is made that shall take its place when it is whole. */
const ASIDE = 'copying';

export class EmbeddedBackend implements IndexBackend {
  readonly #files: IndexFiles;

  readonly #aside: IndexFiles;

  constructor(folder: string, model: Pick<Model, 'name' | 'fingerprint' | 'dimension'>) {
    this.#files = indexFiles(folder, model);
    this.#aside = indexFiles(join(folder, ASIDE), model);
  }

  get name(): string {
    return this.#files.folder;
  }

  async place(): Promise<string> {
    const { folder } = this.#files;
    return existsSync(folder) ? realpathSync(folder) : resolve(folder);
  }

  get fingerprint(): string {
    return this.#files.fingerprint;
  }

  get dimension(): number {
    return this.#files.dimension;
  }

  open = (): Promise<Index> => openEmbeddedIndex(this.#files);

  openStored = async (): Promise<Store> => openIndexStore(this.#files);

  async sizes(): Promise<Record<string, number>> {
    const { database, vectors } = this.#files;
    const paths = [database, `${database}-wal`, vectors, `${vectors}.json`];
    return Object.fromEntries(
      paths.flatMap((path) => {
        const stats = statSync(path, { throwIfNoEntry: false });
        return stats ? [[path, stats.size]] : [];
      }),
    );
  }

  isVouchedFor = (): Promise<boolean> => isVouchedFor(this.#files);

  isSealed = async (): Promise<boolean> => hasChecksum(this.#files.database);

  distrust = async (): Promise<void> => distrust(this.#files.database);

  async vectorState(stored: StoredArchive) {
    const store = stored as Store;
    const { trouble, lastId } = await vectorState(store, this.#files);
    return { trouble, unlinked: store.countPassagesAfter(lastId) };
  }

  async unlinked(stored: StoredArchive) {
    const vectors = await loadVectors(stored as Store, this.#files);
    return (ids: readonly number[]) =>
      ids.filter((id) => vectors && id <= vectors.lastId && !vectors.has(id));
  }

  builder = async (): Promise<number | null> => runningBuild(this.#files.folder);

  hasIndex = async (): Promise<boolean> => existsSync(this.#files.database);

  async build(pool: Embedder, isAnew: boolean, onDamage: (damage: Damage) => void): Promise<IndexBuild> {
    if (isAnew) deleteIndex(this.#files);
    const isSound = await isVouchedFor(this.#files);
    const store = createStore(this.#files);
    try {
      if (!isSound) await refuseDamage(store, this.dimension);
      const isResumed = store.meta('building') !== undefined;
      const { trouble } = await vectorState(store, this.#files);
      if (trouble && !isResumed) onDamage({ kind: 'vector index', trouble });
      store.setMeta('building', new Date().toISOString());
      removeChecksum(this.#files.database);
      store.setMeta('model', this.#files.model);
      return new EmbeddedBuild(store, new Linker(store, this.#files), pool, isResumed);
    } catch (thrown) {
      store.close();
      throw thrown;
    }
  }

  async buildAside(pool: Embedder): Promise<IndexBuild> {
    // What a copy that was killed has left.
    rmSync(this.#aside.folder, { recursive: true, force: true });
    const store = createStore(this.#aside);
    store.setMeta('model', this.#aside.model);
    const place = () => placeIndex(this.#aside, this.#files);
    return new EmbeddedBuild(store, new Linker(store, this.#aside), pool, false, place);
  }

  async seal(): Promise<void> {
    deleteOtherIndexes(this.#files);
    rmSync(this.#aside.folder, { recursive: true, force: true });
    await writeChecksum(this.#files.database);
  }
}

/** One article is written per transaction, and is there to be asked for at once, but for a build aside. */
class EmbeddedBuild implements IndexBuild {
  readonly isResumed: boolean;
  readonly #store: Store;
  readonly #linker: Linker;
  readonly #writer: ArticleWriter;
  readonly #place: (() => void) | undefined;
  #isOpen = true;

  /** @param place puts what was made aside in its place */
  constructor(store: Store, linker: Linker, pool: Embedder, isResumed: boolean, place?: () => void) {
    [this.#store, this.#linker, this.isResumed, this.#place] = [store, linker, isResumed, place];
    this.#writer = new ArticleWriter(store, pool, linker);
  }

  get embedded(): number {
    return this.#writer.embedded;
  }

  meta = async (key: MetaKey) => this.#store.meta(key);
  knownFiles = async () => this.#store.knownFiles();
  put = (change: Change): Promise<void> => this.#writer.add(change);

  putEmbeddings = async (embeddings: readonly Embedding[]): Promise<void> =>
    this.#store.transaction(() =>
      embeddings.forEach(({ hash, vector }) => this.#store.putEmbedding(hash, vector)),
    );

  move = async (id: string, found: CorpusFile): Promise<boolean> =>
    this.#store.transaction(() => this.#store.updateFile(id, found));

  putDuplicate = async (duplicate: Duplicate): Promise<void> =>
    this.#store.transaction(() => this.#store.putDuplicate(duplicate));

  /** After all that was put: an article makes a duplicate of the one whose place it takes. */
  async removeDuplicates(files: readonly string[]): Promise<void> {
    await this.#writer.finish();
    this.#store.transaction(() => files.forEach((file) => this.#store.removeDuplicate(file)));
  }

  async remove(ids: readonly string[]): Promise<number> {
    await this.#writer.finish();
    return ids.filter((id) => this.#store.transaction(() => this.#store.removeArticle(id))).length;
  }

  async finish({ changedShare, isChanged, meta }: BuildOutcome, report: (progress: Progress) => void) {
    const store = this.#store;
    await this.#writer.finish();
    if (isChanged) store.settle(changedShare > MERGE_SHARE);
    await this.#linker.finish((done, total) => report({ stage: 'vectors', done, total }));
    for (const [key, value] of Object.entries(meta)) store.setMeta(key, value);
    store.deleteMeta('building');
    store.foldLog();
    const coverage = store.coverage();
    if (this.#place) {
      await this.close();
      this.#place();
    }
    return coverage;
  }

  async close(): Promise<void> {
    await this.#linker.stop();
    if (this.#isOpen) this.#store.close();
    this.#isOpen = false;
  }
}
