// Settings, votes and questions as the bot has them. Answers do not hang on it: while it cannot be used, the defaults hold,
// nothing is recorded, the log says so once, and whoever asks for something that needs it is told.
import { messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ServerData } from '../server-data/server-data.ts';

/** How often a file that could not be opened is tried again, beside an answer. */
const RETRY_MS = 60_000;

export class ResilientServerData {
  readonly #open: () => ServerData;
  readonly #log: Log;
  readonly #logged = new Set<string>();
  #data: ServerData | null = null;
  #triedAt = -Infinity;

  constructor(open: () => ServerData, log: Log) {
    [this.#open, this.#log] = [open, log];
  }

  /**
   * For what a person asks for; opens the file anew where it could not be used before.
   * @throws UserError when it cannot be used
   */
  use<T>(work: (data: ServerData) => T): T {
    try {
      return work((this.#data ??= this.#open()));
    } catch (thrown) {
      this.#note(thrown);
      this.close();
      throw thrown;
    }
  }

  /** For what goes on beside an answer. Never throws; gives `otherwise` when the file cannot be used. */
  tryUse<T>(work: (data: ServerData) => T, otherwise: T): T {
    try {
      const data = this.#data ?? this.#reopened();
      return data ? work(data) : otherwise;
    } catch (thrown) {
      this.#note(thrown);
      return otherwise;
    }
  }

  close(): void {
    const data = this.#data;
    this.#data = null;
    try {
      data?.close();
    } catch (thrown) {
      this.#note(thrown);
    }
  }

  #reopened(): ServerData | null {
    const now = performance.now();
    if (now - this.#triedAt < RETRY_MS) return null;
    this.#triedAt = now;
    return (this.#data = this.#open());
  }

  #note(thrown: unknown): void {
    const reason = thrown instanceof UserError ? thrown.sentence : messageOf(thrown);
    if (this.#logged.has(reason)) return;
    this.#logged.add(reason);
    const stack = thrown instanceof Error && !(thrown instanceof UserError) ? thrown.stack : undefined;
    this.#log.error({ reason, stack }, 'settings and votes cannot be used; the bot answers on');
  }
}
