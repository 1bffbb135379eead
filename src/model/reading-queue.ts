// Who is read for next: questions by turns, a few sentences each, so that none waits for all of another.

/** A question whose sentences are being read. */
export interface Waiting<Sentence> {
  question: string;
  /** Those that are still to be read, the best first, with their places in the answer. */
  rest: { place: number; sentence: Sentence }[];
}

export class ReadingQueue<Item extends Waiting<unknown>> {
  readonly #items: Item[] = [];

  /** Takes up to so many sentences of the question whose turn it is; undefined when there is none. */
  next(most: number): { item: Item; some: Item['rest'] } | undefined {
    const item = this.#items.shift();
    if (!item) return undefined;
    const some = item.rest.splice(0, most);
    if (item.rest.length > 0) this.#items.push(item);
    return { item, some };
  }

  add(item: Item): void {
    if (item.rest.length > 0) this.#items.push(item);
  }

  /** Leaves out a question for which nobody waits any more. */
  drop(item: Item): void {
    const at = this.#items.indexOf(item);
    if (at >= 0) this.#items.splice(at, 1);
  }
}
