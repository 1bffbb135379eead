// The reader's process as a part that mends itself: when it ends it is started again, and until then nothing is read.
import { startChild, type Child } from '../child-process.ts';
import { messageOf, sentenceOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ReaderApi } from './reader-child.ts';
import type { Reading, TitledSentence } from './reader-model.ts';

const CHILD = new URL('./reader-child.ts', import.meta.url);
const ABOUT = {
  work: 'Reading',
  remedy: 'It is started again. If it ends again and again, make room in memory, or set READER=off.',
};
/** Before the first start after an end, the second in a row, and so on; milliseconds. */
const RESTART_AFTER_MS = [0, 1_000, 5_000, 30_000, 60_000];
/** A process that lived so long has not ended for what ended the one before. */
const LONG_LIFE_MS = 60_000;

export class ReaderProcess {
  readonly #folder: string;
  readonly #weights: string;
  readonly #log: Log | undefined;
  #child: Child<ReaderApi> | undefined;
  #ready = false;
  #closed = false;
  #readySince: number | undefined;
  #ends = 0;
  #calls = 0;

  /** @param weights path of the weights in the model's folder */
  constructor(folder: string, weights: string, log?: Log) {
    [this.#folder, this.#weights, this.#log] = [folder, weights, log];
  }

  /** Whether there is a process that can read now. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** The id of the process, where there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts the process and has it load the model.
   * @param held whether this process is to live until then
   * @returns whether the model says which words answer
   * @throws what the process throws, which is ended then
   */
  async open(held = true): Promise<{ hasSpans: boolean }> {
    const child = startChild<ReaderApi>(CHILD, ABOUT);
    this.#child = child;
    child.hold(held);
    try {
      const opened = await child.call.open(this.#folder, this.#weights);
      child.hold(false);
      [this.#ready, this.#readySince] = [true, performance.now()];
      void child.end.then((reason) => this.#startAgain(reason));
      return opened;
    } catch (error) {
      await child.close('SIGKILL');
      throw error;
    }
  }

  /** The same for a process that nobody waits for. */
  openUnwaited(): void {
    if (!this.#closed) this.open(false).catch((error: unknown) => this.#startAgain(error));
  }

  /** Readings of the sentences, in order; null when the process ends first. */
  async read(question: string, sentences: readonly TitledSentence[]): Promise<Reading[] | null> {
    const child = this.#child;
    if (!child || !this.#ready) return null;
    // This process waits for the other only while that owes a reading.
    if (++this.#calls === 1) child.hold(true);
    try {
      return await child.call.read(question, sentences);
    } catch (error) {
      // Of what ended it the log tells already.
      if (!child.ended) this.#log?.error({ err: error }, 'a sentence could not be read');
      return null;
    } finally {
      if (--this.#calls === 0) child.hold(false);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ready = false;
    await this.#child?.close('SIGKILL');
  }

  #startAgain(reason: unknown): void {
    this.#ready = false;
    if (this.#closed) return;
    this.#log?.warn(sentenceOf(reason) ?? messageOf(reason));
    if (performance.now() - (this.#readySince ?? 0) > LONG_LIFE_MS) this.#ends = 0;
    const after = RESTART_AFTER_MS[Math.min(this.#ends++, RESTART_AFTER_MS.length - 1)];
    setTimeout(() => this.openUnwaited(), after).unref();
  }
}
