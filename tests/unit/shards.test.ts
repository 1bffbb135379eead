// What SHARDS may say.
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config.ts';

describe('SHARDS', () => {
  const read = (SHARDS: string) => readSettings({ SHARDS }).SHARDS;

  it.each([
    ['', 1],
    ['4', 4],
    ['auto', 'auto'],
    ['0-3/16', { first: 0, last: 3, of: 16 }],
    [' 15-15/16 ', { first: 15, last: 15, of: 16 }],
  ])('“%s” is understood', (typed, shards) => {
    expect(read(typed)).toEqual(shards);
  });

  it.each(['3-1/16', '0-16/16', '0-3', '-1-3/16', '0-3/0', '0–3/16', '0', 'many'])(
    '“%s” is refused in a sentence',
    (typed) => {
      expect(() => read(typed)).toThrow(
        'The settings are not valid: SHARDS: expected a number from 1 on, auto, or a range such as 0-3/16, which is the shards 0 to 3 of 16.',
      );
    },
  );
});
