// One question at a time, in the order they came; who waits long is told their place, and the queue has an end.
// Answering is work for the processor: two at once would only make both late, and hold up Discord's heartbeats.
import { setImmediate as otherWork } from 'node:timers/promises';
import { Busy } from './rate-limits.ts';

const MAX_WAITING = 100;
/** A wait shorter than this needs no notice. */
const NOTICE_AFTER_MS = 1000;

type OnWait = (before: number) => Promise<void>;

/** That somebody was told their place. */
interface Notice {
  sent?: Promise<void> | undefined;
}

interface Waiting {
  begin: () => void;
}

export class Queue {
  readonly #limit: number;
  readonly #waiting: Waiting[] = [];
  #busy = false;

  /** @param limit how many may wait */
  constructor(limit = MAX_WAITING) {
    this.#limit = limit;
  }

  /**
   * Runs the work when its turn has come.
   * @param onWait is told the place of whoever waits for more than a second; must not reject, and has ended when this resolves
   * @throws Busy when too many wait already
   */
  async run<T>(work: () => Promise<T>, onWait?: OnWait): Promise<T> {
    const notice = await this.#turn(onWait);
    try {
      return await work();
    } finally {
      // Whatever else is due goes first: heartbeats, acknowledgements.
      void otherWork().then(() => this.#next());
      await notice.sent;
    }
  }

  /** Resolves when it is the caller's turn, with the notice that was sent meanwhile. */
  async #turn(onWait?: OnWait): Promise<Notice> {
    if (!this.#busy) {
      this.#busy = true;
      return {};
    }
    if (this.#waiting.length >= this.#limit) throw full(this.#limit);
    return this.#wait(onWait);
  }

  #wait(onWait?: OnWait): Promise<Notice> {
    return new Promise((resolve) => {
      const notice: Notice = {};
      const waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve(notice);
        },
      };
      // Before it are those that wait longer, and the one that is answered.
      const tell = () => {
        notice.sent = onWait?.(this.#waiting.indexOf(waiting) + 1);
      };
      const timer = setTimeout(tell, NOTICE_AFTER_MS);
      this.#waiting.push(waiting);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next.begin();
    else this.#busy = false;
  }
}

const full = (limit: number): Busy => new Busy((messages) => [messages.lineFull(limit), messages.inAMinute]);
