// Nearest neighbours by HNSW, the only user of hnswlib-node: a cache over the store's embeddings.
// The native loader crashes or answers wrongly on a bad file, so a manifest beside the file is checked first.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
// The named import passes vitest and crashes under node: hnswlib-node is CommonJS.
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import type { Scored } from './types.ts';

/** Links per node and breadth of the search while building: hnswlib's own defaults. */
const LINKS = 16;
const BUILD_BREADTH = 200;
/** Breadth of a search. hnswlib forgets it on every load: 10, and recall falls from 1.00 to 0.85 at 50k vectors. */
const SEARCH_BREADTH = 100;
const GROWTH = 1.2;
const SEED = 42;

const manifestSchema = z.object({
  checksum: z.string(),
  dimension: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  fingerprint: z.string(),
});

export class VectorIndex {
  readonly #dimension: number;
  readonly #graph: hnswlib.HierarchicalNSW;
  readonly #labels: Set<number>;

  private constructor(dimension: number, graph: hnswlib.HierarchicalNSW, labels: Set<number>) {
    this.#dimension = dimension;
    this.#graph = graph;
    this.#labels = labels;
    graph.setEf(SEARCH_BREADTH);
  }

  /** An empty index for about `capacity` vectors of the given length. */
  static create(dimension: number, capacity: number): VectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    graph.initIndex(Math.max(capacity, 1), LINKS, BUILD_BREADTH, SEED);
    return new VectorIndex(dimension, graph, new Set());
  }

  /** The index in the file, or null when file and manifest do not vouch for each other. */
  static load(path: string, dimension: number, fingerprint: string): VectorIndex | null {
    const manifest = readManifest(path);
    if (!manifest || manifest.dimension !== dimension || manifest.fingerprint !== fingerprint) return null;
    if (!existsSync(path) || manifest.checksum !== checksumOf(path)) return null;
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    graph.readIndexSync(path);
    const labels = new Set(graph.getIdsList());
    return labels.size === manifest.count ? new VectorIndex(dimension, graph, labels) : null;
  }

  get labels(): ReadonlySet<number> {
    return this.#labels;
  }

  /** Adds a unit vector under a passage id. */
  add(id: number, vector: Float32Array): void {
    if (this.#graph.getCurrentCount() >= this.#graph.getMaxElements())
      this.#graph.resizeIndex(Math.ceil(this.#graph.getMaxElements() * GROWTH) + 100);
    this.#graph.addPoint(Array.from(vector), id);
    this.#labels.add(id);
  }

  /**
   * The `k` passages nearest to a unit vector, by cosine, the best first.
   * @param allowed only these ids, where given
   */
  nearest(vector: Float32Array, k: number, allowed?: ReadonlySet<number>): Scored[] {
    const reachable = Math.min(k, this.#labels.size);
    if (reachable === 0 || vector.length !== this.#dimension || vector.some(Number.isNaN)) return [];
    const filter = allowed && ((label: number) => allowed.has(label));
    const { neighbors, distances } = this.#graph.searchKnn(Array.from(vector), reachable, filter);
    return neighbors.map((id, i) => ({ id, score: 1 - distances[i]! }));
  }

  /** Writes file and manifest under temporary names, reads them back, and only then puts them in place. */
  save(path: string, fingerprint: string): void {
    const temporary = `${path}.${process.pid}.tmp`;
    this.#graph.writeIndexSync(temporary);
    sync(temporary);
    const manifest = {
      checksum: checksumOf(temporary),
      dimension: this.#dimension,
      count: this.#labels.size,
      fingerprint,
    };
    writeFileSync(manifestPath(temporary), JSON.stringify(manifest));
    sync(manifestPath(temporary));
    // A full disk gives no error on writing: what cannot be loaded again was not written.
    if (!VectorIndex.load(temporary, this.#dimension, fingerprint))
      throw new Error(`${temporary} was not written whole`);
    renameSync(temporary, path);
    renameSync(manifestPath(temporary), manifestPath(path));
  }
}

/** Removes the file of a vector index and its manifest. */
export function deleteVectorIndex(path: string): void {
  for (const file of [path, manifestPath(path)]) rmSync(file, { force: true });
}

const manifestPath = (path: string): string => `${path}.json`;

function readManifest(path: string): z.infer<typeof manifestSchema> | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(manifestPath(path), 'utf8')));
  } catch {
    return null;
  }
}

const checksumOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function sync(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
