// Which words of a sentence answer: the likeliest pair of a first and a last piece.
import type { Piece } from './word-pieces.ts';

/** Where the answer stands in the sentence, in UTF-16 units, and how sure the reader is of these words; 0 to 1. */
export interface AnswerSpan {
  start: number;
  end: number;
  certainty: number;
}

/** No answer is longer; pieces. */
const MAX_PIECES = 24;

/**
 * The likeliest answer of a sentence, as whole words; null for a sentence without any.
 * @param starts how much speaks for each piece as the first of the answer (logits)
 * @param ends the same for the last
 */
export function answerSpan(
  pieces: readonly Piece[],
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
): AnswerSpan | null {
  const [first, last] = [softmax(starts, pieces.length), softmax(ends, pieces.length)];
  let best: { from: number; to: number; certainty: number } | null = null;
  for (let from = 0; from < pieces.length; from++)
    for (let to = from; to < Math.min(from + MAX_PIECES, pieces.length); to++) {
      const certainty = first[from]! * last[to]!;
      if (certainty > (best?.certainty ?? -1)) best = { from, to, certainty };
    }
  if (!best) return null;
  const { certainty } = best;
  const begins = pieces.find(({ word }) => word === pieces[best.from]!.word)!;
  const stops = pieces.findLast(({ word }) => word === pieces[best.to]!.word)!;
  return { start: begins.start, end: stops.end, certainty };
}

/** The first `count` of the logits as probabilities. */
function softmax(logits: ArrayLike<number>, count: number): number[] {
  const some = Array.from({ length: count }, (_, i) => logits[i]!);
  const highest = Math.max(...some);
  const powers = some.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
