// The process that compares a question with all passages, where there is no vector library: the event loop of the bot goes on.
import { messageOf, UserError } from '../errors.ts';
import type { Filter } from '../types.ts';
import type { Scored } from './index-interface.ts';
import { limitsArticles } from '../question/filter.ts';
import { openStore, type Store } from './store.ts';
import { VectorTable } from './vector-table.ts';

export interface ExactArgument {
  database: string;
  dimension: number;
}
export interface ExactOrder {
  id: number;
  query: Float32Array;
  filter: Filter;
  k: number;
}
export type ExactMessage = { id: number } & (
  { found: Scored[] } | { failure: { message: string; remedy: string } }
);

/** Vectors read from the store at a time: some 4 MB. */
const READ_AT_ONCE = 2000;

/** All vectors of a store, brought up to date before each comparison. */
class StoreVectors {
  readonly #store: Store;
  readonly #table: VectorTable;
  #lastId = 0;
  #version = -1;

  constructor({ database, dimension }: ExactArgument) {
    this.#store = openStore(database);
    this.#table = new VectorTable(dimension, this.#store.countPassagesAfter(0) + 1);
  }

  nearest({ query, filter, k }: ExactOrder): Scored[] {
    this.#update();
    const allowed = limitsArticles(filter) ? new Set(this.#store.passageIds(filter)) : undefined;
    return this.#table.nearest(query, k, allowed);
  }

  #update(): void {
    const version = this.#store.dataVersion();
    if (version === this.#version) return;
    if (this.#table.size > 0) this.#table.keepOnly(new Set(this.#store.passageIds({})));
    for (let ids = this.#nextIds(); ids.length > 0; ids = this.#nextIds()) {
      for (const [id, vector] of this.#store.vectors(ids)) this.#table.add(id, vector);
      this.#lastId = ids.at(-1)!;
    }
    this.#version = version;
  }

  #nextIds = (): number[] => this.#store.passageIdsAfter(this.#lastId, READ_AT_ONCE);
}

// Whoever asked is gone.
process.once('disconnect', () => process.exit());
let vectors: StoreVectors | undefined;
process.on('message', (order: ExactOrder) => {
  const { id } = order;
  let message: ExactMessage;
  try {
    vectors ??= new StoreVectors(JSON.parse(process.argv[2]!) as ExactArgument);
    message = { id, found: vectors.nearest(order) };
  } catch (thrown) {
    const remedy = thrown instanceof UserError ? thrown.remedy : 'Run: npm run attest -- verify';
    message = { id, failure: { message: messageOf(thrown), remedy } };
  }
  process.send!(message);
});
