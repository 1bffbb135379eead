// Sentences and questions of one meaning come near each other, whatever words they share.
import { beforeAll, describe, expect, test } from 'vitest';
import { cosineWithSum, openStaticEncoder, type StaticEncoder } from '../../src/model/static-encoder.ts';
import { words } from '../../src/text/words.ts';

let encoder: StaticEncoder;
beforeAll(async () => void (encoder = await openStaticEncoder()));

const likeness = (question: string, sentence: string) =>
  cosineWithSum(encoder.ofQuestion(words(question)), encoder.ofSentence(words(sentence)));

const OTHERS = [
  'The council will vote on the budget in March.',
  'Heavy rain is expected on Sunday.',
  'The ferry sails at noon.',
];

describe('Nearer to a question than other sentences is one that answers it', () => {
  test.each([
    ['How many people died in the crash?', 'Six passengers were killed when the bus overturned.'],
    ['What does the doctor earn?', 'Her salary is 90,000 pounds a year.'],
    ['Who won the match?', 'Rovers beat United by two goals to one.'],
  ])('%s', (question, sentence) => {
    for (const other of OTHERS)
      expect(likeness(question, sentence)).toBeGreaterThan(likeness(question, other));
  });
});

test('a text without a known word is like nothing', () => {
  expect(likeness('', 'The ferry sails at noon.')).toBe(0);
  expect(likeness('When does it sail?', '')).toBe(0);
});

test('words of any script and length are taken', () => {
  const odd = ['x'.repeat(10_000), '橋梁', 'жителей', '😀'];
  expect(encoder.ofSentence(odd).every(Number.isFinite)).toBe(true);
});

test('vectors of a question are of unit length', () => {
  expect(Math.hypot(...encoder.ofQuestion(words('When does the ferry sail?')))).toBeCloseTo(1, 5);
});
