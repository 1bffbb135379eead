// The words that answer are the likeliest pair of a first and a last piece, as whole words.
import { expect, test } from 'vitest';
import { answerSpan } from '../../src/model/answer-span.ts';

/** One piece a word of the text, or several where a bar divides it. */
function piecesOf(divided: string) {
  let at = 0;
  return divided.split(' ').flatMap((parts, word) =>
    parts.split('|').map((part, i, { length }) => {
      const piece = { id: 0, word, start: at, end: at + part.length };
      at += part.length + (i === length - 1 ? 1 : 0);
      return piece;
    }),
  );
}

const DIVIDED = 'The har|bour clos|ed on Tues|day .';
const TEXT = DIVIDED.replaceAll('|', '');

/** Logits that speak for one piece. */
const peak = (at: number, height = 10) => Array.from({ length: 9 }, (_, i) => (i === at ? height : 0));

function answerOf(starts: number[], ends: number[]) {
  const { start, end, certainty } = answerSpan(piecesOf(DIVIDED), starts, ends)!;
  return { answer: TEXT.slice(start, end), certainty };
}

test('the answer reaches from its likeliest first piece to its likeliest last', () => {
  expect(answerOf(peak(5), peak(7)).answer).toBe('on Tuesday');
});

test('a piece of a word stands for all of it', () => {
  expect(answerOf(peak(2), peak(3)).answer).toBe('harbour closed');
});

test('an end before the start is no answer: the likeliest pair in order is', () => {
  const [starts, ends] = [peak(6, 10), peak(1, 10)];
  ends[7] = 9;
  expect(answerOf(starts, ends).answer).toBe('Tuesday');
});

test('it is certain where all speaks for it, and else shares what it has', () => {
  expect(answerOf(peak(5, 50), peak(7, 50)).certainty).toBeCloseTo(1, 9);
  expect(answerOf(peak(5, 0), peak(7, 0)).certainty).toBeCloseTo(1 / 81, 9);
  const twoStarts = peak(5, 50);
  twoStarts[4] = 50;
  expect(answerOf(twoStarts, peak(7, 50)).certainty).toBeCloseTo(0.5, 9);
});

test('no answer has more than 24 pieces', () => {
  const pieces = piecesOf(Array(60).fill('word').join(' '));
  const [starts, ends] = [
    pieces.map((_, i) => (i === 0 ? 20 : 0)),
    pieces.map((_, i) => (i === 59 ? 20 : 0)),
  ];
  const { start, end } = answerSpan(pieces, starts, ends)!;
  expect(end - start).toBeLessThanOrEqual(24 * 'word '.length);
});

test('a sentence without words has none', () => {
  expect(answerSpan([], [], [])).toBeNull();
});
