// How near sentences come to a question in meaning, whatever words they share: every one of the best articles is compared.
import { statementsOf } from './statements.ts';
import { cosineWithSum, type StaticEncoder } from '../model/static-encoder.ts';
import { cachedInSteps, type CachedInSteps } from '../text/text-cache.ts';
import { words } from '../text/words.ts';

/** Characters of the articles whose vectors are kept: some 200 of news, in 25 MB. */
const CACHED_CHARACTERS = 1_500_000;

/** Vectors of what is asked and of what articles say. */
export interface Meanings {
  ofQuestion(text: string): Float32Array;
  /** One a statement of the article's text, in their order. */
  ofStatements: CachedInSteps<readonly Float32Array[]>;
}

/** The vectors that an encoder gives. */
export const meaningsBy = (encoder: StaticEncoder): Meanings => ({
  ofQuestion: (text) => encoder.ofQuestion(words(text)),
  ofStatements: cachedInSteps(function* (text) {
    const vectors: Float32Array[] = [];
    for (const statement of yield* statementsOf.inSteps(text)) {
      vectors.push(encoder.ofSentence(statement.words));
      yield;
    }
    return vectors;
  }, CACHED_CHARACTERS),
});

/** Cosine of a question and one of the vectors, and with those beside it, -1..1. */
export function likeness(
  asked: Float32Array,
  vectors: readonly Float32Array[],
  at: number,
): { meaning: number; around: number } {
  return {
    meaning: cosineWithSum(asked, vectors[at]!),
    around: cosineWithSum(asked, ...vectors.slice(Math.max(0, at - 1), at + 2)),
  };
}
