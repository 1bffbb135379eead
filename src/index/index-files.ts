// The files of an index: how they are named, made, found, told to be missing, and deleted.
// Names hold the fingerprint of what made them: another model makes another index beside this one.
import { hash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../disk.ts';
import { NoIndexError } from './no-index-error.ts';
import type { Model } from '../model/models.ts';
import { PASSAGE_WORDS, PASSAGES_VERSION } from '../corpus/passages.ts';
import { damagedIndex } from './database.ts';
import { STORE_VERSION } from './schema.ts';
import { removeChecksum, checksumState } from './database-checksum.ts';
import { deleteStore, openStore, type Store } from './store.ts';
import {
  deleteVectorIndex,
  libraryTrouble,
  placeVectorIndex,
  soundManifest,
  VectorIndex,
  type VectorOwner,
} from './vector-index.ts';
import type { VectorTrouble } from '../types.ts';

const REMEDY = 'Run: npm run index';

/** Where the index of a model lives. */
export interface IndexFiles {
  folder: string;
  database: string;
  vectors: string;
  /** Hash of everything that shapes it. */
  fingerprint: string;
  /** Name of the model, and the length of its embeddings. */
  model: string;
  dimension: number;
}

/** The files of the index that the given model makes. */
export function indexFiles(
  folder: string,
  { name, fingerprint: made, dimension }: Pick<Model, 'name' | 'fingerprint' | 'dimension'>,
): IndexFiles {
  const parts = [STORE_VERSION, PASSAGES_VERSION, PASSAGE_WORDS, dimension, made];
  const fingerprint = hash('sha256', parts.join(' ')).slice(0, 12);
  return { folder, ...pathsOf(folder, fingerprint), fingerprint, model: name, dimension };
}

const pathsOf = (folder: string, fingerprint: string) => ({
  database: join(folder, `index-${fingerprint}.db`),
  vectors: join(folder, `index-${fingerprint}.hnsw`),
});

/**
 * Opens the store for writing, making the folder and the file where there are none.
 * @throws HostError when it is damaged or locked, or cannot be written
 */
export function createStore({ folder, database }: IndexFiles): Store {
  makeFolder(folder);
  // One that is left of a database that is gone.
  if (!existsSync(database)) removeChecksum(database);
  return openStore(database, true);
}

/**
 * Opens the store that a build has left.
 * @throws NoIndexError when there is none, or only one that another model made; HostError when it is damaged or locked
 */
export function openIndexStore(files: IndexFiles): Store {
  if (!existsSync(files.database)) throw noIndex(files);
  return openStore(files.database);
}

/**
 * Whether the checksum of the database vouches for it: not so while a build writes, and after one that was killed.
 * @throws HostError when a bit of the database is not what the last build left
 */
export async function isVouchedFor({ database }: IndexFiles): Promise<boolean> {
  const state = existsSync(database) ? await checksumState(database) : 'missing';
  if (state === 'broken') throw damagedIndex(database, 'its checksum is not the one it was written with');
  return state === 'sound';
}

export function deleteIndex({ database, vectors }: Pick<IndexFiles, 'database' | 'vectors'>): void {
  deleteVectorIndex(vectors);
  deleteStore(database);
}

/**
 * Puts an index that is whole, and that nobody has open, in the place of another one, which answers until then. The graph comes
 * first: beside the earlier database it is known to be another's, and is not used.
 */
export function placeIndex(from: IndexFiles, to: IndexFiles): void {
  makeFolder(to.folder);
  placeVectorIndex(from.vectors, to.vectors);
  removeChecksum(to.database);
  // The log of the earlier one means nothing to this one.
  for (const suffix of ['-wal', '-shm']) rmSync(to.database + suffix, { force: true });
  renameSync(from.database, to.database);
  rmSync(from.folder, { recursive: true, force: true });
}

/** Deletes the indexes of other fingerprints: derived data that nobody asks for any more. */
export function deleteOtherIndexes({ folder, fingerprint }: IndexFiles): void {
  for (const name of readdirSync(folder)) {
    const other = /^index-([0-9a-f]{12})\.db$/.exec(name)?.[1];
    if (other && other !== fingerprint) deleteIndex(pathsOf(folder, other));
  }
}

/** What the vector index of a store must fit: passage ids of another database mean other passages. */
export const ownerOf = (store: Store, { fingerprint, dimension }: IndexFiles): VectorOwner => ({
  fingerprint: [fingerprint, store.meta('identity') ?? ''].join(' '),
  dimension,
  lastPassageId: () => store.lastPassageId(),
});

/** What is wrong with the vector index of a store, null where nothing is, and up to which passage it has all. */
export async function vectorState(
  store: Store,
  files: IndexFiles,
): Promise<{ trouble: VectorTrouble | null; lastId: number }> {
  if (libraryTrouble !== null) return { trouble: null, lastId: store.lastPassageId() };
  const found = await soundManifest(files.vectors, ownerOf(store, files));
  if (!('kind' in found)) return { trouble: null, lastId: found.lastId };
  // Of no passages there is none.
  const isNeeded = found.kind !== 'missing' || store.countPassagesAfter(0) > 0;
  return { trouble: isNeeded ? found : null, lastId: 0 };
}

/** The vector index of a store, or null when it is not sound, or ahead of a database that was put back from a copy. */
export const loadVectors = (store: Store, files: IndexFiles): Promise<VectorIndex | null> =>
  VectorIndex.load(files.vectors, ownerOf(store, files));

function noIndex({ folder, model }: IndexFiles): NoIndexError {
  const other = existsSync(folder) && readdirSync(folder).find((name) => /^index-.*\.db$/.test(name));
  if (!other) return new NoIndexError(`There is no index in ${folder} yet.`, REMEDY);
  const maker = makerOf(join(folder, other));
  if (maker === undefined)
    return new NoIndexError(`The index in ${folder} was made by another version of Attest.`, REMEDY, {
      hasOther: true,
    });
  const made = maker === model ? 'another version of it' : `"${maker}"`;
  return new NoIndexError(`The index was made by ${made}, but the model is "${model}".`, REMEDY, {
    hasOther: true,
  });
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
