// Readings for many questions at once: remembered where they are known, else made by turns, within each one's time.
import { LRUCache } from 'lru-cache';
import type { Reading, TitledSentence } from './reader-model.ts';
import { ReadingQueue } from './reading-queue.ts';

/** Readings kept: some 1,000 questions in about 10 MB. */
const CACHED_READINGS = 20_000;
/** Sentences that a process is sent at once: some 10 ms of work. */
const ORDER = 4;
/** While it reads one order the next lies ready. */
const MAX_ORDERS = 2;
/**
 * So many of the first are read though time is up, if they are within `PATIENCE` times as long: of 223 news questions that the
 * archive answers, .88 were answered after reading 4 sentences, .92 after 8, .94 after 16, .955 after all 64; rightly .48, .49, .52, .52.
 */
const LEAST = 16;
const PATIENCE = 10;

/** A question that waits for readings of its sentences. */
interface Asked {
  question: string;
  /** What is still to be read, the best first, each with its place. */
  rest: { place: number; sentence: TitledSentence }[];
  readings: (Reading | null)[];
  /** How many orders for it are being carried out. */
  ordered: number;
  /** Whether its time is up: only what is read in any case is still waited for. */
  isDue: boolean;
  finish: () => void;
}

/** Who reads: a process, which may be gone. */
export interface SentenceReader {
  /** Whether it can read now. */
  readonly isReady: boolean;
  /** Readings of the sentences, in order; null when it ended first. */
  read(question: string, sentences: readonly TitledSentence[]): Promise<Reading[] | null>;
}

export class Readings {
  readonly #readers: readonly SentenceReader[];
  readonly #known = new LRUCache<string, Reading>({ max: CACHED_READINGS });
  readonly #waiting = new ReadingQueue<Asked>();
  /** How many orders each reader has. */
  readonly #orders = new Map<SentenceReader, number>();

  /** @param readers they share the work */
  constructor(readers: readonly SentenceReader[]) {
    this.#readers = readers;
  }

  /**
   * Readings of sentences, in their order; null for what is not read within so many milliseconds, though the first few are
   * waited for a while longer, or not at all because the processes end.
   */
  read(question: string, sentences: readonly TitledSentence[], within?: number): Promise<(Reading | null)[]> {
    const readings = sentences.map((sentence) => this.#known.get(keyOf(question, sentence)) ?? null);
    const rest = sentences
      .map((sentence, place) => ({ place, sentence }))
      .filter(({ place }) => readings[place] === null);
    if (rest.length === 0 || !this.#readers.some(({ isReady }) => isReady)) return Promise.resolve(readings);
    return new Promise((resolve) => {
      const timers: NodeJS.Timeout[] = [];
      const finish = () => {
        for (const timer of timers) clearTimeout(timer);
        this.#waiting.drop(asked);
        // What is read after that is remembered, but no longer part of this answer.
        resolve([...readings]);
      };
      const asked: Asked = { question, rest, readings, ordered: 0, isDue: false, finish };
      // What the process has sent is taken in first, however late this process comes to it.
      const after = (ms: number, then: () => void) => timers.push(setTimeout(() => setImmediate(then), ms));
      if (within !== undefined) {
        after(within, () => {
          asked.isDue = true;
          rest.splice(0, rest.length, ...rest.filter(({ place }) => place < LEAST));
          if (rest.length === 0) this.#waiting.drop(asked);
          if (isDone(asked)) finish();
        });
        after(PATIENCE * within, finish);
      }
      this.#waiting.add(asked);
      this.#order();
    });
  }

  /** Sends what comes next to whichever process has least to do, as long as one has not enough. */
  #order(): void {
    for (let reader = this.#leastBusy(); reader; reader = this.#leastBusy()) {
      const next = this.#waiting.next(ORDER);
      if (!next) return;
      this.#count(reader, 1);
      next.item.ordered++;
      void this.#carryOut(reader, next.item, next.some);
    }
  }

  /** Undefined when all have enough. Where none is ready, what waits for them is to end: it is sent to any. */
  #leastBusy(): SentenceReader | undefined {
    const ready = this.#readers.filter(({ isReady }) => isReady);
    return (ready.length > 0 ? ready : this.#readers)
      .filter((reader) => this.#ordersOf(reader) < MAX_ORDERS)
      .toSorted((a, b) => this.#ordersOf(a) - this.#ordersOf(b))[0];
  }

  #ordersOf(reader: SentenceReader): number {
    return this.#orders.get(reader) ?? 0;
  }

  #count(reader: SentenceReader, change: 1 | -1): void {
    this.#orders.set(reader, this.#ordersOf(reader) + change);
  }

  async #carryOut(reader: SentenceReader, asked: Asked, some: Asked['rest']): Promise<void> {
    const { question, readings, rest, finish } = asked;
    const sentences = some.map(({ sentence }) => sentence);
    const read = await reader.read(question, sentences);
    for (const [i, reading] of (read ?? []).entries()) {
      this.#known.set(keyOf(question, sentences[i]!), reading);
      readings[some[i]!.place] = reading;
    }
    // What ended with one process is left out: it may be what ended it. Without any there is nothing to wait for.
    if (!read && !this.#readers.some(({ isReady }) => isReady)) rest.length = 0;
    asked.ordered--;
    if (isDone(asked)) finish();
    this.#count(reader, -1);
    this.#order();
  }
}

/** Whether nothing more is waited for. */
function isDone({ rest, ordered, isDue, readings }: Asked): boolean {
  if (ordered === 0 && rest.length === 0) return true;
  return isDue && readings.slice(0, LEAST).every((reading) => reading !== null);
}

const keyOf = (question: string, { title, text }: TitledSentence) => `${question}\0${title}\0${text}`;
