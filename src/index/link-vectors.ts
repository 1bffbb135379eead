// Store -> vector index: brings the graph up to the passages, in steps, so that other work can go on between them.
import { setTimeout } from 'node:timers/promises';
import { loadVectors, ownerOf, type IndexFiles } from './index-files.ts';
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
/** How often to look for passages while others write them. */
const POLL_MS = 200;

/**
 * Adds all that is missing to the graph on disk, or to an empty one where that is unsound or too many of its passages are
 * gone; takes out what is gone, and writes the graph if anything changed.
 * @param report is told how many more passages are linked
 * @param isWritten false while more passages may come
 * @throws UserError when the store cannot be read or the graph not written
 */
export async function linkVectors(
  store: Store,
  files: IndexFiles,
  report: (more: number) => void | Promise<void>,
  isWritten = () => true,
): Promise<void> {
  deleteUnfinished(files.vectors);
  const loaded = await loadVectors(store, files);
  const isUsable = loaded !== null && loaded.deadShare <= MAX_DEAD_SHARE;
  const graph = isUsable ? loaded : VectorIndex.create(files.dimension, STEP);
  const save = () => graph.save(files.vectors, ownerOf(store, files).fingerprint);
  let lastId = graph.lastId;
  let unsaved = 0;
  for (;;) {
    // Asked before looking: what is written until then is found.
    const isAll = isWritten();
    const ids = store.passageIdsAfter(lastId, STEP);
    if (ids.length === 0 && isAll) break;
    if (ids.length === 0) {
      await setTimeout(POLL_MS);
      continue;
    }
    const vectors = store.vectors(ids);
    for (const id of ids) {
      const vector = vectors.get(id);
      if (vector) graph.add(id, vector);
    }
    lastId = ids.at(-1)!;
    await report(ids.length);
    if (++unsaved < STEPS_PER_SAVE) continue;
    await save();
    unsaved = 0;
  }
  const removed = store.removedIds();
  for (const id of removed) graph.remove(id);
  if (unsaved + removed.length > 0) await save();
  store.forgetRemoved(removed);
}

/** Whether the graph on disk is so far behind the store that it is to be written again, or is not sound. */
export async function needsLinking(store: Store, files: IndexFiles): Promise<boolean> {
  const graph = await loadVectors(store, files);
  if (!graph) return true;
  const behind = store.passageIdsAfter(graph.lastId, MAX_FRESH + 1).length + store.removedIds().length;
  return behind > MAX_FRESH;
}
