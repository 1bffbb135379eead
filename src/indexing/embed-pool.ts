// Many texts -> embeddings, on all cores: a process for each, with the model on one thread.
// Threads in one process wait for each other at every layer: idle, two processes are 1.1 times as fast, beside other work 2.2.
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config.ts';
import type { EmbedMessage, EmbedOrder } from './embed-child.ts';
import { UserError } from '../errors.ts';
import type { Model } from '../model/models.ts';

const CHILD = fileURLToPath(new URL('./embed-child.ts', import.meta.url));
/** So many texts make the processes worth their start, which takes as long as embedding some hundreds. */
const POOL_FROM = 128;
/** Each process holds 200 MB. */
const MAX_WORKERS = 4;
/** Texts a process is sent at once: some 40 ms of work, so that all end at about the same time. */
const ORDER = 16;
const REMEDY = 'Run again: npm run index';

/** Embeds as its model does, to the last bit; the processes start when there is enough to do. */
export class EmbedPool implements Pick<Model, 'embed'> {
  readonly #model: Model;
  readonly #argument: string;
  readonly #size: number;
  #workers: Worker[] = [];

  /** @param settings those the model was opened with */
  constructor(
    model: Model,
    { EMBEDDING_MODEL, EMBEDDINGS_DIR }: Pick<Settings, 'EMBEDDING_MODEL' | 'EMBEDDINGS_DIR'>,
    size = Math.min(availableParallelism(), MAX_WORKERS),
  ) {
    [this.#model, this.#size] = [model, size];
    this.#argument = JSON.stringify({ EMBEDDING_MODEL, EMBEDDINGS_DIR });
  }

  /**
   * Embeddings of unit length, one a text, in order.
   * @throws UserError when a process ends early or the model fails
   */
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (this.#workers.length === 0 && (this.#size < 2 || texts.length < POOL_FROM))
      return this.#model.embed(texts);
    while (this.#workers.length < this.#size) this.#workers.push(new Worker(this.#argument));
    const embeddings = new Array<Float32Array>(texts.length);
    let next = 0;
    const work = async (worker: Worker) => {
      while (next < texts.length) {
        const from = next;
        next += ORDER;
        const some = await worker.embed(texts.slice(from, from + ORDER));
        some.forEach((embedding, i) => (embeddings[from + i] = embedding));
      }
    };
    await Promise.all(this.#workers.map(work));
    return embeddings;
  }

  /** Ends the processes, whatever they are at. */
  close(): void {
    for (const worker of this.#workers) worker.close();
    this.#workers = [];
  }
}

interface Waiting {
  resolve: (embeddings: Float32Array[]) => void;
  reject: (error: unknown) => void;
}

class Worker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #orders = 0;
  #ended: UserError | undefined;

  constructor(argument: string) {
    this.#child = fork(CHILD, [argument], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
    this.#child.on('message', (message: EmbedMessage) => this.#settle(message));
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.on('exit', (code, signal) => this.#end(signal ?? `code ${code}`));
  }

  embed(texts: string[]): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const order: EmbedOrder = { id: this.#orders++, texts };
      this.#waiting.set(order.id, { resolve, reject });
      // A child that cannot be sent to is about to report its end.
      this.#child.send(order, () => {});
    });
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #settle(message: EmbedMessage): void {
    const waiting = this.#waiting.get(message.id)!;
    this.#waiting.delete(message.id);
    if ('embeddings' in message) waiting.resolve(message.embeddings);
    else waiting.reject(new UserError(`Embedding failed: ${message.failure}.`, REMEDY));
  }

  #end(reason: string): void {
    this.#ended ??= new UserError(`Embedding ended early (${reason}).`, REMEDY);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
