// Nearest neighbours by HNSW, the only user of hnswlib-node: a cache over the store's embeddings.
// The native loader crashes or answers wrongly on a bad file, so a manifest beside the file is checked first.
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
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
import { UserError } from './errors.ts';
import type { Scored } from './types.ts';

/** Links per node and breadth of the search while building. */
const LINKS = 16;
const BUILD_BREADTH = 120;
/** Breadth of a search. hnswlib forgets it on every load: 10, and recall falls from 1.00 to 0.85 at 50k vectors. */
const SEARCH_BREADTH = 160;
const GROWTH = 1.2;
const SEED = 42;

const manifestSchema = z.object({
  checksum: z.string(),
  dimension: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  dead: z.number().int().nonnegative(),
  lastId: z.number().int().nonnegative(),
  fingerprint: z.string(),
});
type Manifest = z.infer<typeof manifestSchema>;

export class VectorIndex {
  readonly #dimension: number;
  readonly #graph: hnswlib.HierarchicalNSW;
  readonly #labels: Set<number>;
  /** SHA-256 of the file it was loaded from; null when it was not. */
  readonly checksum: string | null;
  #dead: number;
  #lastId: number;

  private constructor(graph: hnswlib.HierarchicalNSW, dimension: number, manifest?: Manifest) {
    this.#graph = graph;
    this.#dimension = dimension;
    this.#labels = new Set(manifest ? graph.getIdsList() : []);
    this.#dead = manifest?.dead ?? 0;
    this.#lastId = manifest?.lastId ?? 0;
    this.checksum = manifest?.checksum ?? null;
    graph.setEf(SEARCH_BREADTH);
  }

  /** An empty index for about `capacity` vectors of the given length. */
  static create(dimension: number, capacity: number): VectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    graph.initIndex(Math.max(capacity, 1), LINKS, BUILD_BREADTH, SEED);
    return new VectorIndex(graph, dimension);
  }

  /** The index in the file, or null when file and manifest do not vouch for each other. */
  static async load(path: string, dimension: number, fingerprint: string): Promise<VectorIndex | null> {
    const manifest = readManifest(path);
    if (!manifest || manifest.dimension !== dimension || manifest.fingerprint !== fingerprint) return null;
    if (manifest.checksum !== (await checksumOf(path))) return null;
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    await graph.readIndex(path);
    return graph.getCurrentCount() === manifest.count ? new VectorIndex(graph, dimension, manifest) : null;
  }

  /** Every passage up to this id was added. */
  get lastId(): number {
    return this.#lastId;
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
   * @throws UserError when the disk does not take it
   */
  async save(path: string, fingerprint: string): Promise<void> {
    const temporary = `${path}.tmp`;
    try {
      this.#graph.writeIndexSync(temporary);
      sync(temporary);
      const checksum = await checksumOf(temporary);
      const manifest = { checksum: checksum ?? '', dimension: this.#dimension, count: this.#labels.size };
      writeFileSync(
        manifestPath(temporary),
        JSON.stringify({ ...manifest, dead: this.#dead, lastId: this.#lastId, fingerprint }),
      );
      sync(manifestPath(temporary));
      // A full disk gives no error on writing: what cannot be loaded again was not written.
      if (!(await VectorIndex.load(temporary, this.#dimension, fingerprint)))
        throw new Error('it was not written whole');
      renameSync(temporary, path);
      renameSync(manifestPath(temporary), manifestPath(path));
    } catch (thrown) {
      deleteVectorIndex(temporary);
      throw new UserError(
        `The vector index ${path} could not be written.`,
        'Is the disk full? Make room, then run: npm run index',
        {
          cause: thrown,
        },
      );
    }
  }
}

/** Removes the file of a vector index and its manifest. */
export function deleteVectorIndex(path: string): void {
  for (const file of [path, manifestPath(path)]) rmSync(file, { force: true });
}

/** The checksum that the manifest on disk states, or null when there is no sound manifest. */
export const statedChecksum = (path: string): string | null => readManifest(path)?.checksum ?? null;

const manifestPath = (path: string): string => `${path}.json`;

function readManifest(path: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(manifestPath(path), 'utf8')));
  } catch {
    return null;
  }
}

/** SHA-256 of a file, read in pieces so that the event loop goes on; null when it cannot be read. */
async function checksumOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(piece as Buffer);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
