// The process that compares a question with all passages, where there is no vector library: the bot's event loop goes on.
import { serveParent } from '../child-process.ts';
import { limitsArticles } from '../question/filter.ts';
import type { Filter } from '../types.ts';
import type { IndexFiles } from './index-files.ts';
import type { Scored } from './index-interface.ts';
import { openStore, type Store } from './store.ts';
import { VectorTable } from './vector-table.ts';

/** A store and the length of its vectors. */
export type StoredVectors = Pick<IndexFiles, 'database' | 'dimension'>;

export interface ExactApi {
  /** Cosine of the passages nearest to a unit vector that a filter lets through, the best `k` first. */
  nearest(where: StoredVectors, query: Float32Array, filter: Filter, k: number): Scored[];
}

/** Vectors read from the store at a time: some 4 MB. */
const READ_AT_ONCE = 2000;

/** All vectors of a store, brought up to date before each comparison. */
class AllVectors {
  readonly #store: Store;
  readonly #table: VectorTable;
  #lastId = 0;
  #version = -1;

  constructor({ database, dimension }: StoredVectors) {
    this.#store = openStore(database);
    this.#table = new VectorTable(dimension, this.#store.countPassagesAfter(0) + 1);
  }

  nearest(query: Float32Array, filter: Filter, k: number): Scored[] {
    this.#update();
    const allowed = limitsArticles(filter) ? new Set(this.#store.passageIds(filter)) : undefined;
    return this.#table.nearest(query, k, allowed);
  }

  #update(): void {
    const version = this.#store.dataVersion();
    if (version === this.#version) return;
    if (this.#table.size > 0) {
      const present = new Set(this.#store.passageIds({}));
      this.#table.removeIf((id) => !present.has(id));
    }
    for (let ids = this.#nextIds(); ids.length > 0; ids = this.#nextIds()) {
      for (const [id, vector] of this.#store.vectors(ids)) this.#table.add(id, vector);
      this.#lastId = ids.at(-1)!;
    }
    this.#version = version;
  }

  #nextIds = (): number[] => this.#store.passageIdsAfter(this.#lastId, READ_AT_ONCE);
}

let all: AllVectors | undefined;

serveParent<ExactApi>({
  nearest(where, query, filter, k) {
    all ??= new AllVectors(where);
    return all.nearest(query, filter, k);
  },
});
