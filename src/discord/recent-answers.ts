// The answers of the last minute: a question that is asked again is answered from the first, even while that is in work.
import type { Answer } from '../types.ts';

const KEEP_MS = 60_000;
const MAX_KEPT = 200;

export class RecentAnswers {
  /** In the order they were asked. */
  readonly #kept = new Map<string, { at: number; answer: Promise<Answer> }>();

  /**
   * The answer of that key when there is one from the last minute, else a new one. What fails is not kept, nor what was made
   * in haste, with fewer sentences read than were to be: asked again it may be better.
   */
  of(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    this.#forgetOld();
    const kept = this.#kept.get(key);
    if (kept) return kept.answer;
    const forget = () => {
      if (this.#kept.get(key) === asked) this.#kept.delete(key);
    };
    const answer = ask().then(
      (made) => {
        if (made.read.sentences < made.read.of) forget();
        return made;
      },
      (thrown: unknown) => {
        forget();
        throw thrown;
      },
    );
    const asked = { at: performance.now(), answer };
    this.#kept.set(key, asked);
    return answer;
  }

  #forgetOld(): void {
    const since = performance.now() - KEEP_MS;
    for (const [key, { at }] of this.#kept) {
      if (at >= since && this.#kept.size < MAX_KEPT) break;
      this.#kept.delete(key);
    }
  }
}

/** What two questions must have in common to be one: all but white space and how the first letter is written. */
export const sameQuestion = (question: string): string => {
  const line = question.normalize('NFC').replace(/\s+/g, ' ').trim();
  return line.charAt(0).toLowerCase() + line.slice(1);
};
