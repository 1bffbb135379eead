// What a publication day is worth: nearness to a period, the order of equals, and how old an answer is said to be.
import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../src/question/question.ts';
import { nearness, newerFirst, outdated } from '../../src/search/recency.ts';
import { ageNote } from '../../src/messages/answer-wording.ts';
import type { Answered, Article, Period } from '../../src/types.ts';
import { ENGLISH } from '../support/english.ts';
import { ARTICLES, quoteOf } from '../support/small-archive.ts';

const DAY_OF_STORM: Period = { from: '2025-03-03', to: '2025-03-03', kind: 'prefer' };

describe('an article is near a period', () => {
  test('fully within it and for a week after, when the story is told', () => {
    for (const published of ['2025-03-03', '2025-03-04', '2025-03-10'])
      expect(nearness(DAY_OF_STORM, published)).toBe(1);
  });
  test('ever less before it and later', () => {
    const [early, soon, late] = ['2025-02-20', '2025-03-15', '2025-04-15'].map((day) =>
      nearness(DAY_OF_STORM, day),
    );
    expect(soon).toBeLessThan(1);
    expect(late).toBeLessThan(soon!);
    expect(early).toBeLessThan(1);
    expect(early).toBeGreaterThan(0);
  });
  test('for as long again as a long one lasted: the figures of a year are told in the next', () => {
    const year: Period = { from: '2024-01-01', to: '2024-12-31', kind: 'prefer' };
    expect(nearness(year, '2025-11-01')).toBe(1);
    expect(nearness(year, '2026-11-01')).toBeLessThan(0.1);
  });
  test('however early, when it has no beginning', () => {
    expect(nearness({ from: null, to: '2025-03-03', kind: 'prefer' }, '1999-01-01')).toBe(1);
  });
  test('not at all when none is preferred, or when it lies years away', () => {
    expect(nearness(null, '2025-03-03')).toBe(0);
    expect(nearness({ ...DAY_OF_STORM, kind: 'limit' }, '2025-03-03')).toBe(0);
    expect(nearness(DAY_OF_STORM, '2022-03-03')).toBeLessThan(1e-9);
  });
});

describe('among equally good ones the newest comes first', () => {
  const order = (...found: [score: number, published: string][]) =>
    newerFirst(found, ([score, published]) => ({ score, covered: 1, published }), 0.1).map(
      ([, published]) => published,
    );
  test('when scores are the same or nearly so', () => {
    expect(order([1, '2025-01-01'], [1, '2025-03-01'], [1.02, '2025-02-01'])).toEqual([
      '2025-03-01',
      '2025-02-01',
      '2025-01-01',
    ]);
  });
  test('and not when an older one holds more of the question', () => {
    const found = [
      { score: 1.01, covered: 0.3, published: '2025-03-01' },
      { score: 1, covered: 1, published: '2025-01-01' },
    ];
    expect(newerFirst(found, (each) => each, 0.1).map(({ covered }) => covered)).toEqual([1, 0.3]);
  });
  test('and not when an older one is better, or when both are of one day', () => {
    expect(order([1, '2025-03-01'], [2, '2025-01-01'])).toEqual(['2025-01-01', '2025-03-01']);
    expect(newerFirst([1, 1.01], (score) => ({ score, covered: 1, published: '2025-01-01' }), 0.1)).toEqual([
      1.01, 1,
    ]);
  });
});

describe('how old the newest quote is', () => {
  const [harbour, ferry] = ARTICLES as [Article, Article];
  const quotes = [harbour, ferry].map((article) => quoteOf(article, { start: 0, end: 20 }));
  const note = (typed: string, asOf: string, shown = quotes) => {
    const newest = outdated(readQuestion(typed, asOf), shown);
    return ageNote({ outdated: newest, asOf, quotes: shown } as Answered, ENGLISH);
  };

  test.each([
    ['Is the harbour bridge open?', '2025-04-11', 'The newest of these is 31 days old (11 March 2025).'],
    ['Who currently runs the ferry?', '2026-05-11', 'The newest of these is 14 months old (11 March 2025).'],
    [
      'What is the latest on the bridge?',
      '2028-05-11',
      'The newest of these is 3 years old (11 March 2025).',
    ],
    [
      'Is there any news about the bridge?',
      '2028-05-11',
      'The newest of these is 3 years old (11 March 2025).',
    ],
    ['Who struck last week?', '2025-03-30', 'The newest of these is 19 days old (11 March 2025).'],
  ])('is said of %j asked on %s', (typed, asOf, sentence) => {
    expect(note(typed, asOf)).toBe(sentence);
  });
  test('is said of a single quote as well', () => {
    expect(note('Is the harbour bridge open?', '2025-06-04', quotes.slice(0, 1))).toBe(
      'This is 3 months old (4 March 2025).',
    );
  });
  test.each([
    ['Is the harbour bridge open?', '2025-04-10', 'it is not old'],
    ['Was the harbour bridge closed?', '2027-01-01', 'the past does not change'],
    ['Which bridge was closed when it is said to be open?', '2027-01-01', 'the past does not change'],
    ['Who struck in March 2025?', '2027-01-01', 'the question names the time'],
    ['Is the bridge open since 3 March 2025?', '2027-01-01', 'the question names the time'],
    ['Who struck last week?', '2025-03-12', 'it is of that week'],
    ['ferry strike', '2027-01-01', 'nothing says when'],
  ])('is not said of %j asked on %s: %s', (typed, asOf) => {
    expect(note(typed, asOf)).toBeNull();
  });
  test('is not said where there is no quote', () => {
    expect(note('Is the harbour bridge open?', '2027-01-01', [])).toBeNull();
  });
});
