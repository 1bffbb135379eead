// What was foreseen gives way to what is told of it afterwards.
import { describe, expect, test } from 'vitest';
import { isPreview, isReport, reportsFirst } from '../../src/search/preview.ts';
import type { Ranked } from '../../src/search/ranking.ts';

const told = (text: string, published: string, score = 1) =>
  ({ core: { text }, score, foundIn: { article: { published } } }) as unknown as Ranked;

const QUESTION = 'Did Lanyon and Vane meet?';
const order = (...ranked: Ranked[]) => reportsFirst(ranked, QUESTION).map(({ core }) => core.text);

describe('of what is to come tells', () => {
  test.each([
    'Petra Lanyon and Rupert Vane will meet in Pellowick on Friday.',
    'The council is expected to vote on Monday.',
    'The ferry is set to sail again in June.',
    'The two were due to meet on Friday.',
    'The mayor said on Tuesday that the bridge will reopen in May.',
    'The upcoming vote decides about the dredging.',
    'Vane plans to sell the ferry.',
  ])('%s', (sentence) => {
    expect(isPreview(sentence)).toBe(true);
    expect(isReport(sentence)).toBe(false);
  });
});

describe('of what has happened tells', () => {
  test.each([
    'Petra Lanyon and Rupert Vane met in Pellowick on Friday.',
    'The council voted for the dredging.',
    '“It will never sail,” Vane shouted and left the hall.',
  ])('%s', (sentence) => {
    expect(isReport(sentence)).toBe(true);
    expect(isPreview(sentence)).toBe(false);
  });
});

test('neither tells what only holds', () => {
  for (const sentence of ['The bridge has fourteen cables.', 'Vane said so.']) {
    expect(isPreview(sentence)).toBe(false);
    expect(isReport(sentence)).toBe(false);
  }
});

describe('A preview', () => {
  const preview = told('Petra Lanyon and Rupert Vane will meet in Pellowick on Friday.', '2025-03-04', 1.5);
  const report = told(
    'Petra Lanyon and Rupert Vane met in Pellowick for the first time on Friday.',
    '2025-03-08',
  );
  const other = told('The bridge has fourteen cables.', '2025-03-05', 1.2);

  test('comes after the later report of the same event, and everything else stays where it was', () => {
    expect(order(preview, other, report)).toEqual([report.core.text, preview.core.text, other.core.text]);
    expect(order(other, preview, report)).toEqual([other.core.text, report.core.text, preview.core.text]);
    expect(order(report, preview)).toEqual([report.core.text, preview.core.text]);
  });

  test.each<[string, Ranked]>([
    ['an earlier article', told(report.core.text, '2025-02-01')],
    ['one of the same day', told(report.core.text, '2025-03-04')],
    ['another event long after', told(report.core.text, '2025-12-01')],
    ['what answers far worse', told(report.core.text, '2025-03-08', -2)],
    ['what others did', told('Alec Dunmorrow and Ines Calder met in Pellowick on Friday.', '2025-03-08')],
    [
      'something else that they did',
      told('Petra Lanyon and Rupert Vane sued the owners of the ferry.', '2025-03-08'),
    ],
    [
      'another preview',
      told('Petra Lanyon and Rupert Vane will now meet in Pellowick on Sunday.', '2025-03-08'),
    ],
  ])('does not give way to %s', (_, later) => {
    expect(order(preview, later)).toEqual([preview.core.text, later.core.text]);
  });

  test('keeps its place where it is asked what was planned', () => {
    const ranked = [preview, report];
    expect(reportsFirst(ranked, 'When did Lanyon plan to meet Vane?')).toEqual(ranked);
  });

  test('does not change the candidates that are given', () => {
    const ranked = [preview, report];
    reportsFirst(ranked, QUESTION);
    expect(ranked).toEqual([preview, report]);
  });
});
