// One question at a time, in the order they came; who waits long is told their place, and the queue has an end.
// Answering is work for the processor: two at once would only make both late, and hold up Discord's heartbeats.
import { setImmediate as otherWork } from 'node:timers/promises';
import type { AskQuery } from '../archive.ts';
import { Busy } from './rate-limits.ts';

/** A wait shorter than this needs no notice. */
const NOTICE_AFTER_MS = 1000;

/** Turns of the event loop that other work may take at most before the next question. */
const MAX_TURNS = 20;
const QUIET_MS = 1;

/** Whatever else is due goes first: heartbeats, acknowledgements, and what follows of them. */
async function untilQuiet(): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const began = performance.now();
    await otherWork();
    if (performance.now() - began < QUIET_MS) return;
  }
}

export class Queue {
  readonly #limit: number;
  readonly #onTurn: (waitedMs: number) => void;
  /** What begins the turn of each that waits. */
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  /**
   * @param limit how many may wait
   * @param onTurn is told how long each has waited, in milliseconds
   */
  constructor(limit = Infinity, onTurn: (waitedMs: number) => void = () => {}) {
    [this.#limit, this.#onTurn] = [limit, onTurn];
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Runs the work when its turn has come.
   * @param onWait is told the place of whoever waits for more than a second; must not reject, and has ended when this resolves
   * @throws Busy when too many wait already
   */
  async run<T>(work: () => Promise<T>, onWait?: AskQuery['onWait']): Promise<T> {
    const notice: { sent?: Promise<void> | undefined } = {};
    const since = performance.now();
    if (this.#busy) await this.#turn((before) => void (notice.sent = onWait?.(before)));
    this.#busy = true;
    this.#onTurn(performance.now() - since);
    try {
      return await work();
    } finally {
      void untilQuiet().then(() => this.#next());
      await notice.sent;
    }
  }

  /** @throws Busy when too many wait for one more to wait */
  refuseWhenFull(): void {
    const limit = this.#limit;
    if (this.#busy && this.#waiting.length >= limit)
      throw new Busy((messages) => [messages.lineFull(limit), messages.inAMinute]);
  }

  /** Resolves when it is the caller's turn. */
  #turn(tell: (before: number) => void): Promise<void> {
    this.refuseWhenFull();
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      // Before it are those that wait longer, and the one that is answered.
      const timer = setTimeout(() => tell(this.#waiting.indexOf(begin) + 1), NOTICE_AFTER_MS);
      this.#waiting.push(begin);
    });
  }

  #next(): void {
    const begin = this.#waiting.shift();
    if (begin) begin();
    else this.#busy = false;
  }
}
