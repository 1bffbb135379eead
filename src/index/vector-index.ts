// Nearest neighbours by HNSW, the only user of hnswlib-node: a cache over the store's embeddings.
// The library is optional: it is compiled where it is installed. Without it passages are compared one by one (exact-search.ts).
// The native loader crashes or answers wrongly on a bad file, so a manifest beside the file is checked first.
import { basename, dirname, join } from 'node:path';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { checksumOf, sync } from '../disk.ts';
import { HostError, messageOf } from '../errors.ts';
import { isComplete } from './graph-file.ts';
import type { Scored } from './index-interface.ts';
import type { VectorTrouble } from '../types.ts';

/** Links per node and breadth of the search while building. */
const LINKS = 16;
const BUILD_BREADTH = 120;
/** Breadth of a search. hnswlib forgets it on every load: 10, and recall falls from 1.00 to 0.85 at 50k vectors. */
const SEARCH_BREADTH = 160;
const GROWTH = 1.2;
const SEED = 42;

/** What is used of the library, whose own types are not there either when it is not installed. */
interface Library {
  HierarchicalNSW: new (space: 'ip', dimension: number) => Graph;
}
interface Graph {
  initIndex(capacity: number, links: number, buildBreadth: number, seed: number): void;
  readIndex(path: string): Promise<unknown>;
  writeIndexSync(path: string): void;
  resizeIndex(capacity: number): void;
  setEf(breadth: number): void;
  addPoint(vector: number[], id: number): void;
  markDelete(id: number): void;
  searchKnn(
    vector: number[],
    k: number,
    filter?: (id: number) => boolean,
  ): { neighbors: number[]; distances: number[] };
  getCurrentCount(): number;
  getMaxElements(): number;
  getIdsList(): number[];
}

/** Why there is no vector library: what was said when it was loaded, or null where it is not installed. */
export interface LibraryTrouble {
  reason: string | null;
}

let library: Library | undefined;
/** Why there can be no vector index on this machine, to be read after "The vector library hnswlib-node"; null when there can. */
export const libraryTrouble: LibraryTrouble | null = loadLibrary();

function loadLibrary(): LibraryTrouble | null {
  try {
    library = createRequire(import.meta.url)('hnswlib-node') as Library;
    return null;
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return { reason: code === 'MODULE_NOT_FOUND' ? null : messageOf(thrown).split('\n', 1)[0]! };
  }
}

/** @throws Error without the library: ask `libraryTrouble` first */
function newGraph(dimension: number): Graph {
  if (!library) throw new Error('There is no vector library');
  return new library.HierarchicalNSW('ip', dimension);
}

const manifestSchema = z.object({
  checksum: z.string(),
  dimension: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  dead: z.number().int().nonnegative(),
  lastId: z.number().int().nonnegative(),
  fingerprint: z.string(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** What a vector index must fit. */
export interface VectorOwner {
  fingerprint: string;
  /** Length of a vector. */
  dimension: number;
  /** The highest passage id there is; asked after the file was read, as a build may go on meanwhile. */
  lastPassageId(): number;
}

export class VectorIndex {
  readonly #dimension: number;
  readonly #graph: Graph;
  readonly #labels: Set<number>;
  #dead: number;
  #lastId: number;

  private constructor(graph: Graph, dimension: number, manifest?: Manifest) {
    this.#graph = graph;
    this.#dimension = dimension;
    this.#labels = new Set(manifest ? graph.getIdsList() : []);
    this.#dead = manifest?.dead ?? 0;
    this.#lastId = manifest?.lastId ?? 0;
    graph.setEf(SEARCH_BREADTH);
  }

  /** An empty index for about `capacity` vectors of the given length. */
  static create(dimension: number, capacity: number): VectorIndex {
    const graph = newGraph(dimension);
    graph.initIndex(Math.max(capacity, 1), LINKS, BUILD_BREADTH, SEED);
    return new VectorIndex(graph, dimension);
  }

  /** The index in the file, or null when file and manifest do not vouch for each other, or there is no library. */
  static async load(path: string, owner: VectorOwner): Promise<VectorIndex | null> {
    if (libraryTrouble !== null) return null;
    const manifest = await soundManifest(path, owner);
    if ('kind' in manifest) return null;
    const graph = newGraph(owner.dimension);
    await graph.readIndex(path);
    const isWhole = graph.getCurrentCount() === manifest.count;
    return isWhole ? new VectorIndex(graph, owner.dimension, manifest) : null;
  }

  /** Every passage up to this id was added. */
  get lastId(): number {
    return this.#lastId;
  }

  has(id: number): boolean {
    return this.#labels.has(id);
  }

  /** Share of its vectors that were removed, which cost time and in the end recall. */
  get deadShare(): number {
    return this.#labels.size === 0 ? 0 : this.#dead / this.#labels.size;
  }

  /** Adds a unit vector under a passage id. */
  add(id: number, vector: Float32Array): void {
    if (this.#graph.getCurrentCount() >= this.#graph.getMaxElements())
      this.#graph.resizeIndex(Math.ceil(this.#graph.getMaxElements() * GROWTH) + 100);
    this.#graph.addPoint(Array.from(vector), id);
    this.#labels.add(id);
    this.#lastId = Math.max(this.#lastId, id);
  }

  /** Marks a passage as gone; an id that is not there, or gone already, is no matter. */
  remove(id: number): void {
    if (!this.#labels.has(id)) return;
    try {
      this.#graph.markDelete(id);
      this.#dead++;
    } catch {
      // Marked before: hnswlib has no way to ask.
    }
  }

  /**
   * The `k` passages nearest to a unit vector, by cosine, the best first.
   * @param allowed only these ids, where given
   */
  nearest(vector: Float32Array, k: number, allowed?: ReadonlySet<number>): Scored[] {
    const reachable = Math.min(k, this.#labels.size - this.#dead);
    if (reachable <= 0 || vector.length !== this.#dimension || vector.some(Number.isNaN)) return [];
    const filter = allowed && ((label: number) => allowed.has(label));
    const { neighbors, distances } = this.#graph.searchKnn(Array.from(vector), reachable, filter);
    return neighbors.map((id, i) => ({ id, score: 1 - distances[i]! }));
  }

  /**
   * Writes file and manifest under temporary names, reads them back, and only then puts them in place.
   * @throws HostError when the disk does not take it
   */
  async save(path: string, fingerprint: string): Promise<void> {
    // A name of its own: the child of a build that was killed may still be writing.
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      this.#graph.writeIndexSync(temporary);
      await sync(temporary);
      const manifest: Manifest = {
        checksum: await checksumOf(temporary),
        dimension: this.#dimension,
        count: this.#labels.size,
        dead: this.#dead,
        lastId: this.#lastId,
        fingerprint,
      };
      writeFileSync(manifestPath(temporary), JSON.stringify(manifest));
      await sync(manifestPath(temporary));
      if (!isComplete(temporary, this.#labels.size)) throw new Error('it was not written whole');
      renameSync(temporary, path);
      renameSync(manifestPath(temporary), manifestPath(path));
    } catch (thrown) {
      deleteVectorIndex(temporary);
      throw new HostError(
        `The vector index ${path} could not be written.`,
        'Is the disk full? Make room, then run: npm run index',
        { cause: thrown },
      );
    }
  }
}

/** The manifest, where it vouches for the file and the file fits the index; else what is wrong with them. */
export async function soundManifest(
  path: string,
  { fingerprint, dimension, lastPassageId }: VectorOwner,
): Promise<Manifest | VectorTrouble> {
  if (!existsSync(path)) return { kind: 'missing', path };
  const manifest = readManifest(path);
  if (!manifest) return { kind: 'no manifest', path };
  if (manifest.dimension !== dimension)
    return { kind: 'of another length', path, length: manifest.dimension, needed: dimension };
  if (manifest.fingerprint !== fingerprint) return { kind: 'of another index', path };
  const checksum = await checksumOf(path).catch(() => null);
  if (manifest.checksum !== checksum) return { kind: 'not as written', path };
  return manifest.lastId > lastPassageId() ? { kind: 'ahead', path } : manifest;
}

/** Removes what builds that were killed while they saved have left beside a vector index. */
export function deleteUnfinished(path: string): void {
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(`${basename(path)}.`) && /\.\d+\.tmp(\.json)?$/.test(name))
      rmSync(join(dirname(path), name), { force: true });
}

/** Removes the file of a vector index and its manifest. */
export function deleteVectorIndex(path: string): void {
  for (const file of [path, manifestPath(path)]) rmSync(file, { force: true });
}

/** Puts a vector index, where there is one, in the place of another. */
export function placeVectorIndex(from: string, to: string): void {
  deleteVectorIndex(to);
  // The manifest comes last: it vouches for the file.
  for (const pathOf of [(path: string) => path, manifestPath])
    if (existsSync(pathOf(from))) renameSync(pathOf(from), pathOf(to));
}

/** Changes whenever a vector index is written, were it with the same content; null when there is none. */
export function stampOf(path: string): string | null {
  const stats = statSync(manifestPath(path), { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.mtimeMs}` : null;
}

const manifestPath = (path: string): string => `${path}.json`;

function readManifest(path: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(manifestPath(path), 'utf8')));
  } catch {
    return null;
  }
}
