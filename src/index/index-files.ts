// The files of an index: how they are named, made, found, told to be missing, and deleted.
// Names hold the fingerprint of what made them: another model makes another index beside this one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Model } from '../model/models.ts';
import { PASSAGE_WORDS, PASSAGES_VERSION } from '../corpus/passages.ts';
import { STORE_VERSION } from './schema.ts';
import { deleteStore, openStore, type Store } from './store.ts';
import { deleteVectorIndex, VectorIndex, type VectorOwner } from './vector-index.ts';

const REMEDY = 'Run: npm run index';

/** Where an index lives, the hash of everything that shapes it, and the length of its embeddings. */
export interface IndexFiles {
  fingerprint: string;
  database: string;
  vectors: string;
  dimension: number;
}

/** The files of the index that the given model makes. */
export function indexFiles(
  embeddingsDir: string,
  { fingerprint: model, dimension }: Pick<Model, 'fingerprint' | 'dimension'>,
): IndexFiles {
  const parts = [STORE_VERSION, PASSAGES_VERSION, PASSAGE_WORDS, dimension, model];
  const fingerprint = createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 12);
  const path = (ending: string) => join(embeddingsDir, `index-${fingerprint}.${ending}`);
  return { fingerprint, database: path('db'), vectors: path('hnsw'), dimension };
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

/**
 * Opens the store that a build of the given model has left.
 * @throws NoIndexError when there is none, or only one that another model made; UserError when it is damaged or locked
 */
export function openIndexStore(embeddingsDir: string, model: Model): Store {
  const { database } = indexFiles(embeddingsDir, model);
  if (!existsSync(database)) throw noIndex(embeddingsDir, model);
  return openStore(database);
}

export function deleteIndex({ database, vectors }: Pick<IndexFiles, 'database' | 'vectors'>): void {
  deleteVectorIndex(vectors);
  deleteStore(database);
}

/** Deletes the indexes of other fingerprints: derived data that nobody asks for any more. */
export function deleteOtherIndexes(embeddingsDir: string, files: IndexFiles): void {
  for (const name of readdirSync(embeddingsDir)) {
    const other = /^index-([0-9a-f]{12})\.db$/.exec(name)?.[1];
    if (!other || other === files.fingerprint) continue;
    const path = (ending: string) => join(embeddingsDir, `index-${other}.${ending}`);
    deleteIndex({ database: path('db'), vectors: path('hnsw') });
  }
}

/** What the vector index of a store must fit: passage ids of another database mean other passages. */
export const ownerOf = (store: Store, { fingerprint, dimension }: IndexFiles): VectorOwner => ({
  fingerprint: [fingerprint, store.meta('identity') ?? ''].join(' '),
  dimension,
  lastPassageId: () => store.lastPassageId(),
});

/** The vector index of a store, or null when it is not sound, or ahead of a database that was put back from a copy. */
export const loadVectors = (store: Store, files: IndexFiles): Promise<VectorIndex | null> =>
  VectorIndex.load(files.vectors, ownerOf(store, files));

/** There is no index of this model and version: a build makes one. */
export class NoIndexError extends UserError {}

function noIndex(embeddingsDir: string, model: Model): NoIndexError {
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
