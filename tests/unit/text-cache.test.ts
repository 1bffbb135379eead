// What is kept of texts: nothing is worked out twice, and no more is kept than was said.
import { expect, test } from 'vitest';
import { cachedByText } from '../../src/text/text-cache.ts';

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
