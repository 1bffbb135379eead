// The index on this machine: SQLite for text, keywords and embeddings, HNSW for nearest neighbours.
import { statSync } from 'node:fs';
import { limitsArticles } from '../question/filter.ts';
import type { Store } from './store.ts';
import type { Index, Scored } from './index-interface.ts';
import type { Coverage } from '../types.ts';
import { distinctSources } from './distinct-sources.ts';
import { cachedByText } from '../text/text-cache.ts';
import { ExactSearch } from './exact-search.ts';
import { loadVectors, openIndexStore, isVouchedFor, type IndexFiles } from './index-files.ts';
import { libraryTrouble, stampOf, type VectorIndex } from './vector-index.ts';
import { dot, VectorTable } from './vector-table.ts';

/** Up to so many passages, of a filter or in all, are compared in place: exact, and as fast as walking the graph. */
const EXACT_LIMIT = 5000;
/** So many passages that the vector index does not have yet are compared one by one; keyword search finds the others. */
const FRESH_LIMIT = 20_000;

/** Characters of the stems whose frequencies are known until the index changes: some 10,000. */
const CACHED_STEM_CHARACTERS = 70_000;

/** Parts of the archive whose coverage is known until the index changes: one for each choice of outlets that is asked from. */
const COVERAGES_KEPT = 200;

/**
 * Opens the index for asking.
 * @throws NoIndexError when there is none, or only one that another model made; HostError when it is damaged or locked
 */
export async function openEmbeddedIndex(files: IndexFiles): Promise<Index> {
  const stamp = stampOf(files.vectors);
  await isVouchedFor(files);
  const store = openIndexStore(files);
  const vectors = await loadVectors(store, files);
  const exact = libraryTrouble === null ? null : new ExactSearch(files);
  if (store.countPassagesAfter(0) > EXACT_LIMIT) exact?.warmUp();
  return new EmbeddedIndex({ store, vectors, exact, files, stamp });
}

/** What an index is made of. The nearest passages are found by the graph, or without its library by comparing all. */
interface Parts {
  store: Store;
  /** Null when it is not sound. */
  vectors: VectorIndex | null;
  exact: ExactSearch | null;
  files: IndexFiles;
  /** Of the vector index when it was opened, sound or not. */
  stamp: string | null;
}

class EmbeddedIndex implements Index {
  readonly #parts: Parts;
  readonly #store: Store;
  readonly #inode: number;
  /** What the vector index does not have yet, so that an article is found the moment it is written. */
  readonly #fresh: VectorTable;
  #seenId: number;
  #seenVersion = -1;
  /** Of the whole and of the parts that were asked for, until the index changes. */
  readonly #coverages = new Map<string, Coverage>();
  #frequency: (stem: string) => number;

  constructor(parts: Parts) {
    [this.#parts, this.#store] = [parts, parts.store];
    this.#fresh = new VectorTable(parts.files.dimension);
    this.#inode = statSync(parts.files.database).ino;
    this.#seenId = parts.vectors?.lastId ?? 0;
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
    const removed = new Set(this.#store.removedIds());
    for (const id of removed) this.#parts.vectors?.remove(id);
    this.#fresh.removeIf((id) => removed.has(id));
    const limit = this.#parts.exact ? EXACT_LIMIT : FRESH_LIMIT;
    const added = this.#store.passageIdsAfter(this.#seenId, Math.max(0, limit - this.#fresh.size));
    for (const [id, vector] of this.#store.vectors(added)) this.#fresh.add(id, vector);
    this.#seenId = added.at(-1) ?? this.#seenId;
  }

  nearest: Index['nearest'] = async (embedding, filter, k) => {
    this.#sync();
    const { vectors, exact } = this.#parts;
    const allowed = limitsArticles(filter) ? this.#store.passageIds(filter) : undefined;
    if (allowed && allowed.length <= EXACT_LIMIT)
      return (await this.similarities(embedding, allowed)).slice(0, k);
    if (exact && (await this.coverage()).passages > EXACT_LIMIT) return exact.nearest(embedding, filter, k);
    const ids = allowed && new Set(allowed);
    const found = [...(vectors?.nearest(embedding, k, ids) ?? []), ...this.#fresh.nearest(embedding, k, ids)];
    return bestFirst(found).slice(0, k);
  };

  similarities: Index['similarities'] = async (embedding, ids) => {
    const vectors = [...this.#store.vectors(ids)];
    return bestFirst(vectors.map(([id, vector]) => ({ id, score: dot(embedding, vector) })));
  };

  frequencies: Index['frequencies'] = async (stems) => {
    this.#sync();
    return new Map(stems.map((stem) => [stem, this.#frequency(stem)]));
  };

  findSources: Index['findSources'] = async (words, filter, limit) => {
    const byTitle = this.#store.sourcesByTitle(words, filter, limit);
    if (byTitle.length === limit || words.length === 0) return byTitle;
    return distinctSources([...byTitle, ...this.#store.sourcesByText(words, filter, limit)], limit);
  };

  coverage: Index['coverage'] = async (filter = {}) => {
    this.#sync();
    const key = JSON.stringify([filter.from, filter.to, filter.outlet, filter.outlets]);
    const known = this.#coverages.get(key);
    if (known) return known;
    const coverage = { ...this.#store.coverage(filter), model: this.#parts.files.model };
    if (this.#coverages.size >= COVERAGES_KEPT) this.#coverages.clear();
    this.#coverages.set(key, coverage);
    return coverage;
  };

  keyword: Index['keyword'] = async (...query) => this.#store.keyword(...query);
  spellings: Index['spellings'] = async (...query) => this.#store.spellings(...query);
  read: Index['read'] = async (ids) => this.#store.read(ids);
  article: Index['article'] = async (id) => this.#store.article(id);
  sourceAt: Index['sourceAt'] = async (...query) => this.#store.sourceAt(...query);
  speakers: Index['speakers'] = async (...query) => this.#store.speakers(...query);
  quotationsBy: Index['quotationsBy'] = async (...query) => this.#store.quotationsBy(...query);
  articlesByMonth: Index['articlesByMonth'] = async (filter) => this.#store.articlesByMonth(filter);
  version: Index['version'] = async () => this.#store.dataVersion();

  isCurrent(): boolean {
    const { files, stamp } = this.#parts;
    const inode = statSync(files.database, { throwIfNoEntry: false })?.ino;
    // A database that is gone is no better one: what is open answers on.
    if (inode === undefined) return true;
    return inode === this.#inode && stampOf(files.vectors) === stamp;
  }

  isLinked(): boolean {
    return this.#parts.vectors !== null || this.#parts.exact !== null;
  }

  close(): void {
    void this.#parts.exact?.close();
    this.#store.close();
  }
}

const bestFirst = (scored: Scored[]): Scored[] => scored.sort((a, b) => b.score - a.score);
