// Many texts -> embeddings, on all cores: a process for each, with the model on one thread.
// Threads in one process wait for each other at every layer: idle, two processes are 1.1 times as fast, beside other work 2.2.
import { availableParallelism } from 'node:os';
import { startChild, type Child } from '../child-process.ts';
import type { EmbedApi } from './embed-child.ts';
import type { Embedder, Model, ModelSettings } from '../model/models.ts';

const CHILD = new URL('./embed-child.ts', import.meta.url);
const ABOUT = { work: 'Embedding', remedy: 'Run again: npm run index' };
/** So many texts make the processes worth their start, which takes as long as embedding some hundreds. */
const POOL_FROM = 128;
/** Each process holds 200 MB. */
const MAX_WORKERS = 4;
/** Texts a process is sent at once: some 40 ms of work, so that all end at about the same time. */
const ORDER = 16;

/** Embeds as its model does, to the last bit; the processes start when there is enough to do. */
export class EmbedPool implements Embedder {
  readonly #model: Model;
  readonly #settings: ModelSettings;
  readonly #size: number;
  #workers: Child<EmbedApi>[] = [];

  /** @param settings those the model was opened with */
  constructor(
    model: Model,
    { EMBEDDING_MODEL, EMBEDDINGS_DIR }: ModelSettings,
    size = Math.min(availableParallelism(), MAX_WORKERS),
  ) {
    [this.#model, this.#size] = [model, size];
    this.#settings = { EMBEDDING_MODEL, EMBEDDINGS_DIR };
  }

  /**
   * Embeddings of unit length, one a text, in order.
   * @throws UserError when a process ends early or the model fails
   */
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (this.#workers.length === 0 && (this.#size < 2 || texts.length < POOL_FROM))
      return this.#model.embed(texts);
    while (this.#workers.length < this.#size) this.#workers.push(startChild<EmbedApi>(CHILD, ABOUT));
    const embeddings = new Array<Float32Array>(texts.length);
    let next = 0;
    const work = async ({ call }: Child<EmbedApi>) => {
      while (next < texts.length) {
        const from = next;
        next += ORDER;
        const some = await call.embed(this.#settings, texts.slice(from, from + ORDER));
        some.forEach((embedding, i) => (embeddings[from + i] = embedding));
      }
    };
    await Promise.all(this.#workers.map(work));
    return embeddings;
  }

  /** Ends the processes, whatever they are at. */
  close(): void {
    for (const worker of this.#workers) void worker.close();
    this.#workers = [];
  }
}
