// Store -> vector index: brings the graph up to the passages, in steps, so that other work can go on between them.
import { loadVectors, ownerOf, type IndexFiles } from './embedded-index.ts';
import type { Store } from './store.ts';
import { deleteUnfinished, VectorIndex } from './vector-index.ts';

/** Vectors added in one step. */
const STEP = 500;
/** Steps between two saves of a long build: what a kill may cost. */
const STEPS_PER_SAVE = 60;
/** A graph with a larger share of passages that are gone is built anew. */
const MAX_DEAD_SHARE = 0.2;
/** Changes that a reader takes in by itself, see VectorTable; with more the graph is written again. */
const MAX_FRESH = 1000;

export class Linking {
  readonly #store: Store;
  readonly #paths: IndexFiles;
  readonly #graph: VectorIndex;
  #unsaved = 0;
  #steps = 0;

  private constructor(store: Store, paths: IndexFiles, graph: VectorIndex) {
    [this.#store, this.#paths, this.#graph] = [store, paths, graph];
  }

  /** Begins with the graph on disk, or with an empty one where that is unsound or too many of its passages are gone. */
  static async open(store: Store, paths: IndexFiles, dimension: number): Promise<Linking> {
    deleteUnfinished(paths.vectors);
    const loaded = await loadVectors(store, paths, dimension);
    const graph = loaded && loaded.deadShare <= MAX_DEAD_SHARE ? loaded : VectorIndex.create(dimension, STEP);
    return new Linking(store, paths, graph);
  }

  /** Adds the next passages; gives how many. */
  async step(): Promise<number> {
    const ids = this.#store.passageIdsAfter(this.#graph.lastId, STEP);
    const vectors = this.#store.vectors(ids);
    for (const id of ids) {
      const vector = vectors.get(id);
      if (vector) this.#graph.add(id, vector);
    }
    this.#unsaved += ids.length;
    if (ids.length > 0 && ++this.#steps % STEPS_PER_SAVE === 0) await this.#save();
    return ids.length;
  }

  async #save(): Promise<void> {
    await this.#graph.save(this.#paths.vectors, ownerOf(this.#store, this.#paths));
    this.#unsaved = 0;
  }

  /** Adds all that is missing, takes out what is gone, and writes the graph if anything changed. */
  async finish(report: (added: number) => void): Promise<void> {
    let added = 0;
    for (let count = await this.step(); count > 0; count = await this.step()) report((added += count));
    const removed = this.#store.removedIds();
    for (const id of removed) this.#graph.remove(id);
    if (this.#unsaved + removed.length > 0) await this.#save();
    this.#store.forgetRemoved(removed);
  }
}

/** Whether the graph on disk is so far behind the store that it is to be written again, or is not sound. */
export async function needsLinking(store: Store, paths: IndexFiles, dimension: number): Promise<boolean> {
  const graph = await loadVectors(store, paths, dimension);
  if (!graph) return true;
  const behind = store.passageIdsAfter(graph.lastId, MAX_FRESH + 1).length + store.removedIds().length;
  return behind > MAX_FRESH;
}
