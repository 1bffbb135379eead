// Embeds what a build has staged in PostgreSQL, beside others that do the same, on this host or another one. It holds nothing
// that is not in the database: killed at any moment, what it had claimed is there for the others.
import { setTimeout } from 'node:timers/promises';
import { HostError } from '../errors.ts';
import { Claims } from '../index/postgres/claims.ts';
import { hasTables, isOtherBegun, noIndex, openDatabase } from '../index/postgres/open-database.ts';
import { schemaOf, WANTED_CHANNEL } from '../index/postgres/schema.ts';
import { embedWanted } from '../index/postgres/staging.ts';
import type { Embedder, Model } from '../model/models.ts';
import { openPostgres, type Postgres } from '../postgres.ts';
import { BUILD_LOCK } from './postgres-backend.ts';

/** How often it is looked for texts of which nothing was heard: a message may be missed, or a server lets nobody listen. */
const POLL_MS = 5000;
/** How long it waits before a database is tried again. */
const RETRY_MS = 2000;
/** How often it is said how far the work is. */
const TELL_MS = 5000;

/** What there is to be told. `done`: passages embedded so far. */
export type WorkerEvent =
  | { kind: 'began'; name: string; model: string }
  | { kind: 'no build'; name: string }
  | { kind: 'idle' | 'ended'; done: number }
  | { kind: 'embedded'; done: number; perSecond: number }
  /** The database does not do what it is asked; `says` why, in English. */
  | { kind: 'lost'; says: string };

export interface WorkerOptions {
  /** Ends when nothing waits. */
  once?: boolean;
  /** Ends after what is in hand. */
  stop?: AbortSignal;
  tell?: (event: WorkerEvent) => void;
}

/** What a worker works with. */
interface Work {
  /** Address of the database. */
  url: string;
  model: Model;
  pool: Embedder;
}

/**
 * Embeds until it is told to stop; what the database refuses, once it was reached, is tried again.
 * @returns how many passages it has embedded
 * @throws HostError when the database cannot be reached at first, the index that is built is another model's, or embedding fails
 */
export const embedForBuilds = (work: Work, options: WorkerOptions = {}): Promise<number> =>
  new EmbedWorker(work, options).run();

/** Trying again does not mend it. */
class Refusal extends HostError {}

class EmbedWorker {
  readonly #work: Work;
  readonly #schema: string;
  readonly #isOnce: boolean;
  readonly #stop: AbortSignal;
  readonly #tell: (event: WorkerEvent) => void;
  readonly #claims = new Claims();
  #alarm = new AbortController();
  #isHeard = false;
  #hasReached = false;
  #done = 0;
  /** What was told last, that it is not told twice. */
  #told = '';
  /** When it was last told how far the work is, and how far it was. */
  #toldAt = { time: performance.now(), done: 0 };

  constructor(
    work: Work,
    { once = false, stop = new AbortController().signal, tell = () => {} }: WorkerOptions,
  ) {
    [this.#work, this.#schema] = [work, schemaOf(work.model).schema];
    [this.#isOnce, this.#stop, this.#tell] = [once, stop, tell];
    stop.addEventListener('abort', () => this.#alarm.abort());
  }

  async run(): Promise<number> {
    while (!(await this.#tried())) await this.#pause(RETRY_MS);
    this.#tell({ kind: 'ended', done: this.#done });
    return this.#done;
  }

  /** False where a database that was reached does not do what it is asked, as one that is started again. */
  async #tried(): Promise<boolean> {
    try {
      await this.#session();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof HostError) || thrown instanceof Refusal || !this.#hasReached) throw thrown;
      this.#tellOnce({ kind: 'lost', says: thrown.message });
      return this.#stop.aborted;
    }
  }

  /** Works for as long as the database is there. */
  async #session(): Promise<void> {
    const plain = openPostgres(this.#work.url, { connections: 1 });
    try {
      // Whoever listens waits for a server that is not there, and does not say so.
      await hasTables(plain, this.#schema);
      const listener = await plain.listen(WANTED_CHANNEL, (schema) => {
        if (schema === this.#schema || schema === '') this.#hear();
      });
      try {
        if (!this.#hasReached) this.#tell({ kind: 'began', name: plain.name, model: this.#work.model.name });
        this.#hasReached = true;
        while (!this.#stop.aborted) {
          const isThere = await hasTables(plain, this.#schema);
          if (isThere) await this.#embedAll();
          else await this.#refuseOther(plain);
          if (this.#isOnce) return;
          this.#tellOnce(
            isThere ? { kind: 'idle', done: this.#done } : { kind: 'no build', name: plain.name },
          );
          await this.#pause(POLL_MS);
        }
      } finally {
        await listener.close();
      }
    } finally {
      await plain.close();
    }
  }

  /** Embeds until nothing waits that nobody has claimed. */
  async #embedAll(): Promise<void> {
    const db = await openDatabase(this.#work.url, this.#schema);
    try {
      while (!this.#stop.aborted) {
        const count = await this.#claims.next((most) => embedWanted(db, this.#embed, most));
        if (count === 0) return;
        this.#done += count;
        this.#tellHowFar();
      }
    } finally {
      await db.close();
    }
  }

  #embed = async (texts: readonly string[]): Promise<Float32Array[]> => {
    try {
      return await this.#work.pool.embed(texts);
    } catch (thrown) {
      if (!(thrown instanceof HostError)) throw thrown;
      throw new Refusal(thrown.message, thrown.remedy, { cause: thrown });
    }
  };

  /** Whoever waits here while another model's index is built waits for nothing. */
  async #refuseOther(db: Postgres): Promise<void> {
    if ((await db.lockHolder(BUILD_LOCK)) === null || !(await isOtherBegun(db, this.#schema))) return;
    const { message } = await noIndex(this.#work.url, db, this.#work.model);
    throw new Refusal(message, 'Take the version of Attest and the EMBEDDING_MODEL that npm run index has.');
  }

  #hear(): void {
    this.#isHeard = true;
    this.#alarm.abort();
  }

  /** Until something is heard, or it is told to stop, or for so long. */
  async #pause(ms: number): Promise<void> {
    this.#alarm = new AbortController();
    if (!this.#isHeard && !this.#stop.aborted)
      await setTimeout(ms, undefined, { signal: this.#alarm.signal }).catch(() => {});
    this.#isHeard = false;
  }

  #tellOnce(event: WorkerEvent): void {
    const now = JSON.stringify(event);
    if (now !== this.#told) this.#tell(event);
    this.#told = now;
  }

  #tellHowFar(): void {
    this.#told = '';
    const [now, { time, done }] = [performance.now(), this.#toldAt];
    if (now - time < TELL_MS) return;
    const perSecond = Math.round((1000 * (this.#done - done)) / (now - time));
    this.#toldAt = { time: now, done: this.#done };
    this.#tell({ kind: 'embedded', done: this.#done, perSecond });
  }
}
