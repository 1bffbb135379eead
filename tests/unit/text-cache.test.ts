// What is kept of texts: nothing is worked out twice, and no more is kept than was said.
import { expect, test } from 'vitest';
import { cachedByText, cachedInSteps } from '../../src/text/text-cache.ts';

const counted = () => {
  const seen: string[] = [];
  return { seen, length: cachedByText((text) => seen.push(text) && text.length, 10) };
};

test('a text is read once, however often it is asked for', () => {
  const { seen, length } = counted();
  expect([length('harbour'), length('harbour'), length('')]).toEqual([7, 7, 0]);
  expect([length('harbour'), length('')]).toEqual([7, 0]);
  expect(seen).toEqual(['harbour', '']);
});

test('beyond as many characters as are kept the one goes that was asked for longest ago', () => {
  const { seen, length } = counted();
  ['pier', 'quay', 'pier', 'ship', 'pier', 'quay'].forEach(length);
  expect(seen).toEqual(['pier', 'quay', 'ship', 'quay']);
});

test('a text longer than all that is kept is read, and takes the place of none', () => {
  const { seen, length } = counted();
  expect(['pier', 'an endless text', 'pier'].map(length)).toEqual([4, 15, 4]);
  expect(seen).toEqual(['pier', 'an endless text']);
});

test('a text longer than all that is kept is read once, while it is asked for again and again', () => {
  const { seen, length } = counted();
  expect(['an endless text', 'an endless text', 'pier', 'an endless text'].map(length)).toEqual([
    15, 15, 4, 15,
  ]);
  expect(seen).toEqual(['an endless text', 'pier', 'an endless text']);
});

test('what is computed in steps is the same at once and in steps, and is kept either way', () => {
  const seen: string[] = [];
  const letters = cachedInSteps(function* (text): Generator<undefined, string[]> {
    seen.push(text);
    const found: string[] = [];
    for (const letter of text) {
      found.push(letter);
      yield;
    }
    return found;
  }, 10);
  const steps = letters.inSteps('pier');
  for (let step = 0; step < 4; step++) expect(steps.next().done).toBe(false);
  expect(steps.next()).toEqual({ done: true, value: ['p', 'i', 'e', 'r'] });
  expect([letters('pier'), letters('quay')]).toEqual([
    ['p', 'i', 'e', 'r'],
    ['q', 'u', 'a', 'y'],
  ]);
  expect(letters.inSteps('quay').next()).toEqual({ done: true, value: ['q', 'u', 'a', 'y'] });
  expect(seen).toEqual(['pier', 'quay']);
});
