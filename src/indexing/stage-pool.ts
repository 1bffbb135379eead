// Many articles -> the database, on all cores: what is told of quotations and words takes as long as embedding, and whoever embeds
// on other hosts waits for it.
import { availableParallelism } from 'node:os';
import { startChild, type Child } from '../child-process.ts';
import type { Postgres } from '../postgres.ts';
import { stageArticles, type PutArticle, type Staging } from './stage-articles.ts';
import type { StageApi } from './stage-child.ts';

const CHILD = new URL('./stage-child.ts', import.meta.url);
const ABOUT = { work: 'Reading articles', remedy: 'Run again: npm run index' };
/** So many characters make the processes worth their start: some ten seconds of work. */
const POOL_FROM = 3_000_000;
/** Each process holds 150 MB, and a connection. */
const MAX_PROCESSES = 4;

/** Where articles are written. */
interface Target {
  db: Postgres;
  url: string;
  staging: Staging;
}

export class StagePool {
  readonly #target: Target;
  readonly #from: number;
  readonly #size: number;
  #characters = 0;
  #processes: Child<StageApi>[] = [];
  /** What each process is at. */
  readonly #inHand = new Map<Child<StageApi>, Promise<void>>();
  #failure: { thrown: unknown } | undefined;

  /** @param from characters from which on processes are started */
  constructor(
    target: Target,
    { from = POOL_FROM, size = Math.min(availableParallelism(), MAX_PROCESSES) } = {},
  ) {
    [this.#target, this.#from, this.#size] = [target, from, size];
  }

  /**
   * Writes articles, here or in a process; waits while all are at work.
   * @throws HostError when something could not be written, be it earlier
   */
  async stage(articles: PutArticle[]): Promise<void> {
    const { db, url, staging } = this.#target;
    this.#characters += articles.reduce((sum, { article }) => sum + article.text.length, 0);
    if (this.#size < 2 || this.#characters < this.#from) return stageArticles(db, staging, articles);
    while (this.#processes.length < this.#size) this.#processes.push(startChild<StageApi>(CHILD, ABOUT));
    const isFree = (process: Child<StageApi>) => !this.#inHand.has(process);
    while (!this.#processes.some(isFree)) await Promise.race(this.#inHand.values());
    this.#refuseFailed();
    const free = this.#processes.find(isFree)!;
    const work = free.call
      .stage(url, staging, articles)
      .catch((thrown: unknown) => void (this.#failure ??= { thrown }))
      .finally(() => this.#inHand.delete(free));
    this.#inHand.set(free, work);
  }

  /**
   * All of it is written.
   * @throws HostError when something could not be
   */
  async finish(): Promise<void> {
    await Promise.all(this.#inHand.values());
    this.#refuseFailed();
  }

  #refuseFailed(): void {
    if (this.#failure) throw this.#failure.thrown;
  }

  /** Ends the processes, whatever they are at. */
  async close(): Promise<void> {
    await Promise.all(this.#processes.splice(0).map((process) => process.close()));
  }
}
