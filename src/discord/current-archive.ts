// The archive that answers now, for all that is asked in Discord: the newest index there is, its heavy work one by one,
// and no question answered twice within a minute.
import type { Archive } from '../archive.ts';
import { isDamage, type HostError } from '../errors.ts';
import { Queue } from './queue.ts';
import { RecentAnswers, sameQuestion } from './recent-answers.ts';

/**
 * The archive with its questions, checks and timelines one after another; the rest of it takes no time.
 * @param readerMs how long the reader may take for a question, in milliseconds; less while others wait
 */
export function queued(archive: Archive, queue: Queue, recent: RecentAnswers, readerMs?: number): Archive {
  return {
    ask: async ({ onWait, ...query }) => {
      const { question, ...rest } = query;
      // Whatever an answer hangs on is in the query: what may be seen above all.
      const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
      const key = JSON.stringify([await archive.version(), sameQuestion(question), sorted]);
      const within = () => (readerMs === undefined ? {} : { within: readerMs / (1 + queue.waiting) });
      return recent.of(key, () => queue.run(() => archive.ask({ ...query, ...within() }), onWait));
    },
    check: (query) => queue.run(() => archive.check(query)),
    timeline: (query) => queue.run(() => archive.timeline(query)),
    speakers: (query) => archive.speakers(query),
    quotations: (query) => archive.quotations(query),
    find: (query) => archive.find(query),
    article: (query) => archive.article(query),
    coverage: (query) => archive.coverage(query),
    months: (query) => archive.months(query),
    embed: (texts) => archive.embed(texts),
    version: () => archive.version(),
    isCurrent: () => archive.isCurrent(),
    isLinked: () => archive.isLinked(),
    close: () => archive.close(),
  };
}

/** One opened index, and how many use it: the answers that are being made of it, and the bot while there is no newer one. */
interface Opened {
  archive: Archive;
  uses: number;
}

/**
 * A newer index takes the place of the one in use at once; the old one is closed when the last answer that began with it
 * has ended.
 */
export class CurrentArchive {
  readonly #open: () => Promise<Archive>;
  readonly #queue: Queue;
  readonly #readerMs: number | undefined;
  #opened: Opened;
  #reopening = false;
  /** Why nothing is answered from the archive any more, until another one takes its place. */
  #damage: HostError | null = null;

  /**
   * @param open opens the archive anew after a build
   * @param readerMs how long the reader may take for a question, in milliseconds
   */
  constructor(archive: Archive, open: () => Promise<Archive>, queue = new Queue(), readerMs?: number) {
    [this.#open, this.#queue, this.#readerMs] = [open, queue, readerMs];
    this.#opened = this.#shared(archive);
  }

  #shared = (archive: Archive): Opened => ({
    archive: queued(archive, this.#queue, new RecentAnswers(), this.#readerMs),
    uses: 1,
  });

  /** How many questions wait for their turn. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Why nothing is answered from the archive; null when it can be. */
  get damage(): string | null {
    return this.#damage?.message ?? null;
  }

  /** @throws Busy when too many questions wait for one more */
  refuseWhenFull(): void {
    this.#queue.refuseWhenFull();
  }

  /** Makes one answer; none from an archive that was found to be damaged. All that it asks comes from the archive that it began with, which stays open until it ends. */
  async use<T>(answer: (archive: Archive) => Promise<T>): Promise<T> {
    if (this.#damage) throw this.#damage;
    const opened = this.#opened;
    opened.uses++;
    try {
      return await answer(opened.archive);
    } catch (thrown) {
      if (isDamage(thrown) && opened === this.#opened) this.#damage = thrown;
      throw thrown;
    } finally {
      release(opened);
    }
  }

  /** Answers that begin from here on come from the archive as it is on disk now. */
  async reopen(): Promise<void> {
    const archive = await this.#open();
    const old = this.#opened;
    this.#opened = this.#shared(archive);
    this.#damage = null;
    release(old);
  }

  /** Takes a newer index into use when there is one, and says whether there was. */
  async renew(): Promise<boolean> {
    if (this.#reopening || this.#opened.archive.isCurrent()) return false;
    this.#reopening = true;
    try {
      await this.reopen();
      return true;
    } finally {
      this.#reopening = false;
    }
  }

  /** Closes the archive once it is not in use. */
  close(): void {
    release(this.#opened);
  }
}

/** Closes the archive with its last use. */
function release(opened: Opened): void {
  opened.uses--;
  if (opened.uses === 0) opened.archive.close();
}
