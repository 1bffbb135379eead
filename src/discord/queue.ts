// One question at a time, in the order they came; who waits long is told their place, and the line has an end.
// Answering is work for the processor: two at once would only make both late, and hold up Discord's heartbeats.
import { setImmediate as otherWork } from 'node:timers/promises';
import { Busy } from './busy.ts';

const MAX_WAITING = 100;
/** A wait shorter than this needs no word. */
const PATIENCE_MS = 1000;

/** Is told, once, how many are before; must not reject. */
export type Told = (before: number) => Promise<void>;

interface Waiting {
  begin: () => void;
}

export class Turns {
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  #busy = false;

  /** @param most how many may wait */
  constructor(most = MAX_WAITING) {
    this.#most = most;
  }

  /**
   * Runs the work when its turn has come.
   * @param told hears the place of whoever waits for more than a second; it has been heard when this resolves
   * @throws Busy when too many wait already
   */
  async take<T>(work: () => Promise<T>, told?: Told): Promise<T> {
    const word = await this.#turn(told);
    try {
      return await work();
    } finally {
      // Whatever else is due goes first: heartbeats, acknowledgements.
      void otherWork().then(() => this.#next());
      await word.sent;
    }
  }

  /** Resolves when it is the caller's turn, with the word that was sent meanwhile. */
  async #turn(told?: Told): Promise<{ sent?: Promise<void> }> {
    if (!this.#busy) {
      this.#busy = true;
      return {};
    }
    if (this.#waiting.length >= this.#most) throw full(this.#most);
    return this.#wait(told);
  }

  #wait(told?: Told): Promise<{ sent?: Promise<void> }> {
    return new Promise((resolve) => {
      const word: { sent?: Promise<void> } = {};
      const waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve(word);
        },
      };
      // Before it are those that wait longer, and the one that is answered.
      const tell = () => (word.sent = told?.(this.#waiting.indexOf(waiting) + 1));
      const timer = setTimeout(tell, PATIENCE_MS);
      this.#waiting.push(waiting);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next.begin();
    else this.#busy = false;
  }
}

function full(most: number): Busy {
  return new Busy((messages) => [messages.lineFull(most), messages.inAMinute]);
}
