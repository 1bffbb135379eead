// The index on this machine: SQLite for text, keywords and embeddings, HNSW for nearest neighbours.
// Files are named by the fingerprint of what made them: another model makes another index beside this one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { limitsArticles } from '../question/filter.ts';
import type { Model } from '../model/models.ts';
import { PASSAGE_WORDS, PASSAGES_VERSION } from '../corpus/passages.ts';
import { STORE_VERSION } from './schema.ts';
import { deleteStore, openStore, type Store } from './store.ts';
import type { Index, ReadPassages, Scored } from './index-interface.ts';
import type { Article, Coverage, Filter, FoundQuotation, QuotedSpeaker, Source } from '../types.ts';
import { cachedByText } from '../text/text-cache.ts';
import { ExactSearch } from './exact-search.ts';
import { deleteVectorIndex, libraryTrouble, stampOf, VectorIndex } from './vector-index.ts';
import { dot, VectorTable } from './vector-table.ts';

/** Up to so many passages, of a filter or in all, are compared in place: exact, and as fast as walking the graph. */
const EXACT_LIMIT = 5000;
/** So many passages that the vector index does not have yet are compared one by one; keyword search finds the others. */
const FRESH_LIMIT = 20_000;

/** Characters of the stems whose frequencies are known until the index changes: some 10,000. */
const CACHED_STEM_CHARACTERS = 70_000;

/** Parts of the archive whose coverage is known until the index changes: one for each choice of outlets that is asked from. */
const COVERAGES_KEPT = 200;

const REMEDY = 'Run: npm run index';

/** Where an index lives, and the hash of everything that shapes it. */
export interface IndexFiles {
  fingerprint: string;
  database: string;
  vectors: string;
}

/** The files of the index that the given model makes. */
export function indexFiles(
  embeddingsDir: string,
  model: Pick<Model, 'fingerprint' | 'dimension'>,
): IndexFiles {
  const parts = [STORE_VERSION, PASSAGES_VERSION, PASSAGE_WORDS, model.dimension, model.fingerprint];
  const fingerprint = createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 12);
  const path = (ending: string) => join(embeddingsDir, `index-${fingerprint}.${ending}`);
  return { fingerprint, database: path('db'), vectors: path('hnsw') };
}

/**
 * Opens the store for writing, making the folder and the file where there are none.
 * @throws UserError when it is damaged or locked, or cannot be written
 */
export function createStore(embeddingsDir: string, files: IndexFiles, model: Model): Store {
  mkdirSync(embeddingsDir, { recursive: true });
  const store = openStore(files.database, true);
  store.setMeta('model', model.name);
  return store;
}

/** Deletes the indexes of other fingerprints: derived data that nobody asks for any more. */
export function deleteOtherIndexes(embeddingsDir: string, files: IndexFiles): void {
  for (const name of readdirSync(embeddingsDir)) {
    const other = /^index-([0-9a-f]{12})\.db$/.exec(name)?.[1];
    if (!other || other === files.fingerprint) continue;
    deleteStore(join(embeddingsDir, name));
    deleteVectorIndex(join(embeddingsDir, `index-${other}.hnsw`));
  }
}

/**
 * Opens the index for asking.
 * @throws NoIndexError when there is none, or only one that another model made; UserError when it is damaged or locked
 */
export async function openIndex(embeddingsDir: string, model: Model): Promise<Index> {
  const files = indexFiles(embeddingsDir, model);
  if (!existsSync(files.database)) throw noIndex(embeddingsDir, model);
  const stamp = stampOf(files.vectors);
  const store = openStore(files.database);
  const vectors = await loadVectors(store, files, model.dimension);
  const exact = libraryTrouble === null ? null : openExact(store, files, model.dimension);
  return new EmbeddedIndex(store, { vectors, exact }, model, files, stamp);
}

function openExact(store: Store, { database }: IndexFiles, dimension: number): ExactSearch {
  const exact = new ExactSearch({ database, dimension });
  if (store.countPassagesAfter(0) > EXACT_LIMIT) exact.warmUp();
  return exact;
}

/** What a vector index must state to belong to a store: passage ids of another database mean other passages. */
export const ownerOf = (store: Store, { fingerprint }: IndexFiles): string =>
  [fingerprint, store.meta('identity') ?? ''].join(' ');

/** The vector index of a store, or null when it is not sound, or ahead of a database that was put back from a copy. */
export async function loadVectors(
  store: Store,
  files: IndexFiles,
  dimension: number,
): Promise<VectorIndex | null> {
  const vectors = await VectorIndex.load(files.vectors, dimension, ownerOf(store, files));
  return vectors && vectors.lastId <= store.lastPassageId() ? vectors : null;
}

/** There is no index of this model and version: a build makes one. */
export class NoIndexError extends UserError {}

/** Why there is no index of this model in the folder. */
export function noIndex(embeddingsDir: string, model: Model): NoIndexError {
  const other =
    existsSync(embeddingsDir) && readdirSync(embeddingsDir).find((name) => /^index-.*\.db$/.test(name));
  if (!other) return new NoIndexError(`There is no index in ${embeddingsDir} yet.`, REMEDY);
  const maker = makerOf(join(embeddingsDir, other));
  if (maker === undefined)
    return new NoIndexError(`The index in ${embeddingsDir} was made by another version of Attest.`, REMEDY);
  const made = maker === model.name ? 'another version of it' : `"${maker}"`;
  return new NoIndexError(`The index was made by ${made}, but the model is "${model.name}".`, REMEDY);
}

/** The model that made the index of another fingerprint; undefined when it cannot be read, and need not be. */
function makerOf(database: string): string | undefined {
  try {
    const store = openStore(database);
    const maker = store.meta('model');
    store.close();
    return maker;
  } catch {
    return undefined;
  }
}

/** What finds the nearest passages: the graph, unless it is not sound, or without its library a comparison with all. */
interface Neighbours {
  vectors: VectorIndex | null;
  exact: ExactSearch | null;
}

class EmbeddedIndex implements Index {
  readonly #store: Store;
  readonly #vectors: VectorIndex | null;
  readonly #exact: ExactSearch | null;
  readonly #model: string;
  readonly #files: IndexFiles;
  readonly #inode: number;
  /** Of the vector index when it was opened, sound or not. */
  readonly #stamp: string | null;
  /** What the vector index does not have yet, so that an article is found the moment it is written. */
  readonly #fresh: VectorTable;
  readonly #freshLimit: number;
  #seenId: number;
  #seenVersion = -1;
  /** Of the whole and of the parts that were asked for, until the index changes. */
  readonly #coverages = new Map<string, Coverage>();
  #frequency: (stem: string) => number;

  constructor(
    store: Store,
    { vectors, exact }: Neighbours,
    model: Model,
    files: IndexFiles,
    stamp: string | null,
  ) {
    [this.#store, this.#vectors, this.#exact] = [store, vectors, exact];
    [this.#model, this.#files, this.#stamp] = [model.name, files, stamp];
    this.#fresh = new VectorTable(model.dimension);
    this.#freshLimit = exact ? EXACT_LIMIT : FRESH_LIMIT;
    this.#inode = statSync(files.database).ino;
    this.#seenId = vectors?.lastId ?? 0;
    this.#frequency = this.#counted();
  }

  /** Every question asks for the same small words, and SQLite counts them passage by passage. */
  #counted = () => cachedByText((stem) => this.#store.frequency(stem), CACHED_STEM_CHARACTERS);

  /** Takes in what another process has written since: passages that came, passages that went. */
  #sync(): void {
    const version = this.#store.dataVersion();
    if (version === this.#seenVersion) return;
    this.#seenVersion = version;
    this.#coverages.clear();
    this.#frequency = this.#counted();
    for (const id of this.#store.removedIds()) {
      this.#vectors?.remove(id);
      this.#fresh.remove(id);
    }
    const added = this.#store.passageIdsAfter(this.#seenId, Math.max(0, this.#freshLimit - this.#fresh.size));
    for (const [id, vector] of this.#store.vectors(added)) this.#fresh.add(id, vector);
    this.#seenId = added.at(-1) ?? this.#seenId;
  }

  async keyword(words: readonly string[], filter: Filter, k: number): Promise<Scored[]> {
    return this.#store.keyword(words, filter, k);
  }

  async nearest(embedding: Float32Array, filter: Filter, k: number): Promise<Scored[]> {
    this.#sync();
    const allowed = limitsArticles(filter) ? this.#store.passageIds(filter) : undefined;
    if (allowed && allowed.length <= EXACT_LIMIT)
      return (await this.similarities(embedding, allowed)).slice(0, k);
    if (this.#exact && (await this.coverage()).passages > EXACT_LIMIT)
      return this.#exact.nearest(embedding, filter, k);
    const ids = allowed && new Set(allowed);
    const found = [
      ...(this.#vectors?.nearest(embedding, k, ids) ?? []),
      ...this.#fresh.nearest(embedding, k, ids),
    ];
    return found.sort((a, b) => b.score - a.score).slice(0, k);
  }

  async similarities(embedding: Float32Array, ids: readonly number[]): Promise<Scored[]> {
    const scored = [...this.#store.vectors(ids)].map(([id, vector]) => ({
      id,
      score: dot(embedding, vector),
    }));
    return scored.sort((a, b) => b.score - a.score);
  }

  async frequencies(stems: readonly string[]): Promise<Map<string, number>> {
    this.#sync();
    return new Map(stems.map((stem) => [stem, this.#frequency(stem)]));
  }

  async read(ids: readonly number[]): Promise<ReadPassages> {
    return this.#store.read(ids);
  }

  async article(id: string): Promise<Article | undefined> {
    return this.#store.article(id);
  }

  async findSources(words: readonly string[], filter: Filter, limit: number): Promise<Source[]> {
    const byTitle = this.#store.sourcesByTitle(words, filter, limit);
    if (byTitle.length === limit || words.length === 0) return byTitle;
    const known = new Set(byTitle.map((source) => source.id));
    const byText = this.#store.sourcesByText(words, filter, limit).filter((source) => !known.has(source.id));
    return [...byTitle, ...byText].slice(0, limit);
  }

  async speakers(prefix: string, filter: Filter, k: number): Promise<QuotedSpeaker[]> {
    return this.#store.speakers(prefix, filter, k);
  }

  async quotationsBy(
    key: string,
    filter: Filter,
    words: readonly string[],
    k: number,
    skip = 0,
  ): Promise<FoundQuotation[]> {
    return this.#store.quotationsBy(key, filter, words, k, skip);
  }

  async coverage(filter: Filter = {}): Promise<Coverage> {
    this.#sync();
    const key = JSON.stringify([filter.from, filter.to, filter.outlet, filter.outlets]);
    const known = this.#coverages.get(key);
    if (known) return known;
    const coverage = { ...this.#store.coverage(filter), model: this.#model };
    if (this.#coverages.size >= COVERAGES_KEPT) this.#coverages.clear();
    this.#coverages.set(key, coverage);
    return coverage;
  }

  async version(): Promise<number> {
    return this.#store.dataVersion();
  }

  isCurrent(): boolean {
    const inode = statSync(this.#files.database, { throwIfNoEntry: false })?.ino;
    // A database that is gone is no better one: what is open answers on.
    if (inode === undefined) return true;
    return inode === this.#inode && stampOf(this.#files.vectors) === this.#stamp;
  }

  isLinked(): boolean {
    return this.#vectors !== null || this.#exact !== null;
  }

  close(): void {
    void this.#exact?.close();
    this.#store.close();
  }
}
