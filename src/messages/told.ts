// What the sentences of every language are made with, and how a cause becomes those of one. Pure.
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

/** Megabytes of bytes, a tenth of one more rather than less: a file is larger than what it may have. */
export const megabytes = (bytes: number): number => Math.ceil(bytes / 1e5) / 10;

/** ": The Gazette, 3 June 2025" of places, nothing of none. */
export const after = (places: string): string => places && `: ${places}`;

/** "Ines Calder, harbour master," amid a sentence. */
export const enclosed = (speaker: string): string => (/, /.test(speaker) ? `${speaker},` : speaker);
