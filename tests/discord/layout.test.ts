// What gives way when not everything fits one message, and in which order.
import { describe, expect, it } from 'vitest';
import { fitting, lastGivesWay, listed, longestGivesWay } from '../../src/discord/views/layout.ts';
import { MESSAGE_LIMIT } from '../../src/discord/views/payload.ts';

const long = (letter: string, length: number) => letter.repeat(length);

describe('The fullest layout that fits', () => {
  it('is taken, with room kept where it is wanted', () => {
    const layouts = [long('a', MESSAGE_LIMIT + 1), long('b', MESSAGE_LIMIT), long('c', 10)];
    expect(fitting(layouts)[0]).toBe('b');
    expect(fitting(layouts, 1)[0]).toBe('c');
    expect(fitting([long('a', 3000)])).toHaveLength(3000);
  });
});

describe('Where the last gives way', () => {
  const order = [
    ...lastGivesWay({
      top: ['top'],
      blocks: [
        ['A', 'a'],
        ['B', 'b'],
      ],
      between: ' ',
      bottom: ['end'],
      leftOut: (kept) => [`${2 - kept} left out`, `-${2 - kept}`],
    }),
  ];
  it('links do before quotes, the last quote first, and what is left out is said', () => {
    expect(order.map((layout) => layout.split('\n').slice(1, -1).join(' | '))).toEqual([
      'A B',
      'A b',
      'a b',
      'A | 1 left out',
      'a | 1 left out',
      'A | -1',
      'a | -1',
      '2 left out',
      '-2',
    ]);
    for (const layout of order) expect(layout).toMatch(/^top\n[^]*\nend$/);
  });

  it('lines that do not fit, or are more than wished, are counted', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i}${long('x', 300)}`);
    const more = (rest: number) => `and ${rest} more`;
    expect(listed(['head'], lines, 20, more).split('\n')).toEqual([
      'head',
      ...lines.slice(0, 6),
      'and 3 more',
    ]);
    expect(listed(['head'], ['a', 'b', 'c'], 2, more)).toBe('head\na\nb\nand 1 more');
    expect(listed(['head'], ['a'], 2, more)).toBe('head\na');
  });
});

it('Where the longest gives way, it does so one form at a time, and stops at the last forms', () => {
  const blocks = [['AAAA', 'aaa', '-'], ['BBB', 'b'], ['C']];
  expect(
    [...longestGivesWay({ top: ['top'], blocks })].map((layout) => layout.split(/\n+/).slice(1)),
  ).toEqual([
    ['AAAA', 'BBB', 'C'],
    ['aaa', 'BBB', 'C'],
    ['-', 'BBB', 'C'],
    ['-', 'b', 'C'],
  ]);
  expect([...longestGivesWay({ blocks: [] })]).toEqual(['']);
});
