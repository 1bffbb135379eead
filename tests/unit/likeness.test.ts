// Words that a slip of the fingers or the ear makes of each other share a key; what a slip costs tells how near they are.
import { expect, test } from 'vitest';
import { keysNear, slips, soundAlike, spellingKeys } from '../../src/text/likeness.ts';

const shareKey = (typed: string, word: string) => {
  const keys = new Set(spellingKeys(word));
  return keysNear(typed).some((key) => keys.has(key));
};

test.each([
  ['councl', 'council', 1],
  ['councill', 'council', 0.5],
  ['ocuncil', 'council', 0.6],
  ['coumcil', 'council', 1],
  ['cuncil', 'council', 1],
  ['comittee', 'committee', 0.5],
  ['kirov', 'kyrov', 0.8],
  ['governmentt', 'government', 0.5],
  ['затопелние', 'затопление', 0.6],
])('%s is %s with a slip of %d', (typed, word, cost) => {
  expect(slips(typed, word)).toBeCloseTo(cost);
  expect(shareKey(typed, word)).toBe(true);
});

test('long words may have two slips', () => {
  expect(slips('goverment', 'governments')).toBe(2);
  expect(slips('parlaiment', 'parliament')).toBeCloseTo(0.6);
  expect(shareKey('parlimaents', 'parliament')).toBe(true);
});

test('words that are further from each other are not alike', () => {
  expect(slips('library', 'liability')).toBe(Infinity);
  expect(slips('otter', 'outrageous')).toBe(Infinity);
});

test('names sound alike in whatever spelling', () => {
  expect(soundAlike('kirov', 'kyrov')).toBe(true);
  expect(soundAlike('zelenskiy', 'zelensky')).toBe(true);
  expect(soundAlike('gaddafi', 'qadafi')).toBe(true);
  expect(soundAlike('merkel', 'macron')).toBe(false);
});

test('the number of keys grows with the length of a word alone', () => {
  expect(spellingKeys('council').length).toBeLessThanOrEqual(10);
  expect(keysNear('a'.repeat(3) + 'bcdefghijklmnopqrstuv').length).toBeLessThan(330);
});
