// How a cause becomes the sentences of one language. Pure.
import type { WordsFor } from './messages.ts';

/** The commands that mend an index. */
export const UPDATE = 'npm run index';
export const REBUILD = 'npm run index -- --rebuild';

/** A cause in the words that a language has for its kind. */
export function worded<Cause extends { kind: string }, Words>(
  words: WordsFor<Cause, Words>,
  cause: Cause,
): Words {
  // The compiler does not see that the words of a kind take the causes of that kind.
  const told = words[cause.kind as keyof WordsFor<Cause, Words>] as (cause: Cause) => Words;
  return told(cause);
}
