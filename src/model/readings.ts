// Readings for many questions at once: remembered where they are known, else made by turns, within each one's time.
import { LRUCache } from 'lru-cache';
import type { Reading, TitledSentence } from './reader-model.ts';
import { ReadingQueue } from './reading-queue.ts';

/** Readings kept: some 1,000 questions in about 10 MB. */
const CACHED_READINGS = 20_000;
/** Sentences that the process is sent at once: some 10 ms of work. */
const ORDER = 4;
/** While it reads one order the next lies ready. */
const MAX_ORDERS = 2;

/** A question that waits for readings of its sentences. */
interface Asked {
  question: string;
  /** What is still to be read, the best first, each with its place. */
  rest: { place: number; sentence: TitledSentence }[];
  readings: (Reading | null)[];
  /** How many orders for it the process has. */
  ordered: number;
  finish: () => void;
}

/** Who reads: the process, which may be gone. */
export interface SentenceReader {
  /** Whether it can read now. */
  readonly isReady: boolean;
  /** Readings of the sentences, in order; null when it ended first. */
  read(question: string, sentences: readonly TitledSentence[]): Promise<Reading[] | null>;
}

export class Readings {
  readonly #reader: SentenceReader;
  readonly #known = new LRUCache<string, Reading>({ max: CACHED_READINGS });
  readonly #waiting = new ReadingQueue<Asked>();
  #orders = 0;

  constructor(reader: SentenceReader) {
    this.#reader = reader;
  }

  /**
   * Readings of sentences, in their order; null for what is not read within so many milliseconds, or not at all because
   * the process ends.
   */
  read(question: string, sentences: readonly TitledSentence[], within?: number): Promise<(Reading | null)[]> {
    const readings = sentences.map((sentence) => this.#known.get(keyOf(question, sentence)) ?? null);
    const rest = sentences
      .map((sentence, place) => ({ place, sentence }))
      .filter(({ place }) => readings[place] === null);
    if (rest.length === 0 || !this.#reader.isReady) return Promise.resolve(readings);
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.drop(asked);
        // What is read after that is remembered, but no longer part of this answer.
        resolve([...readings]);
      };
      const asked: Asked = { question, rest, readings, ordered: 0, finish };
      // What the process has sent is taken in first, however late this process comes to it.
      const timeIsUp = () => setImmediate(finish);
      const timer = within === undefined ? undefined : setTimeout(timeIsUp, within);
      this.#waiting.add(asked);
      this.#order();
    });
  }

  /** Sends the process what comes next, as long as it has not enough to do. */
  #order(): void {
    while (this.#orders < MAX_ORDERS) {
      const next = this.#waiting.next(ORDER);
      if (!next) return;
      this.#orders++;
      next.item.ordered++;
      void this.#carryOut(next.item, next.some).finally(() => {
        this.#orders--;
        this.#order();
      });
    }
  }

  async #carryOut(asked: Asked, some: Asked['rest']): Promise<void> {
    const { question, readings, rest, finish } = asked;
    const sentences = some.map(({ sentence }) => sentence);
    const read = await this.#reader.read(question, sentences);
    for (const [i, reading] of (read ?? []).entries()) {
      this.#known.set(keyOf(question, sentences[i]!), reading);
      readings[some[i]!.place] = reading;
    }
    // Without a process there is nothing to wait for.
    if (!read) rest.length = 0;
    if (--asked.ordered === 0 && rest.length === 0) finish();
  }
}

const keyOf = (question: string, { title, text }: TitledSentence) => `${question}\0${title}\0${text}`;
