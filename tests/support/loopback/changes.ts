// Waiting for something to become true, looked at anew whenever the loopback Discord has seen something happen.
// A wait that is given up says what it waited for and what was seen instead.

/** A guard against waiting for ever; a wait that succeeds takes milliseconds. */
const PATIENCE_MS = 240_000;

export class Changes {
  readonly #looks = new Set<() => void>();

  /** @param describe what has happened so far, for the message of a wait that is given up */
  readonly #describe: () => string;

  constructor(describe: () => string) {
    this.#describe = describe;
  }

  /** To be called after every change that a wait may be looking for. */
  announce(): void {
    for (const look of [...this.#looks]) look();
  }

  /**
   * Resolves with what `find` finds, as soon as that is something.
   * @throws Error when nothing was found for 4 minutes
   */
  until<T>(what: string, find: () => T | false | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        act();
      };
      const look = () => {
        const found = find();
        if (found) settle(() => resolve(found));
      };
      const giveUp = () => new Error(`Waited ${PATIENCE_MS / 1000} s for ${what}. ${this.#describe()}`);
      const timer = setTimeout(() => settle(() => reject(giveUp())), PATIENCE_MS);
      this.#looks.add(look);
      look();
    });
  }
}
