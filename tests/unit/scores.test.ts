// The scores, on outcomes small enough to check by hand.
import { describe, expect, test } from 'vitest';
import { auroc, holds, normalise, score, type Outcome } from '../../src/evaluation/scores.ts';
import type { Answer, Quote } from '../../src/types.ts';

const quote = (text: string) => ({ text }) as Quote;

function outcome(parts: {
  answerable: boolean;
  hits?: [url: string, text: string][];
  quotes?: string[];
  confidence: number;
}): Outcome {
  const quotes = (parts.quotes ?? []).map(quote);
  const kind = quotes.length > 0 ? 'answered' : 'abstained';
  return {
    labelled: {
      question: 'q',
      answers: parts.answerable ? ['Nine'] : [],
      urls: ['u1'],
      answerable: parts.answerable,
    },
    answer: { kind, quotes, nearest: [], confidence: parts.confidence, ms: 10 } as unknown as Answer,
    hits: (parts.hits ?? []).map(([url, text]) => ({ url, text })),
    unverified: 0,
  };
}

test('a text holds an answer on word boundaries, without case and marks', () => {
  expect(normalise('  R&D: 5.5%! ')).toBe('r d 5 5');
  expect(holds('It was NINE-to-four.', ['nine'])).toBe(true);
  expect(holds('Nineteen of them', ['nine'])).toBe(false);
  expect(holds('anything', [''])).toBe(false);
});

test('AUROC is the share of pairs in the right order, ties counting half', () => {
  expect(auroc([0.9, 0.5], [0.5, 0.1])).toBe((1 + 1 + 0.5 + 1) / 4);
});

describe('scores', () => {
  const scores = score([
    outcome({ answerable: true, hits: [['u1', 'nine of them']], quotes: ['It was nine.'], confidence: 0.9 }),
    outcome({
      answerable: true,
      hits: [
        ['u2', 'nine'],
        ['u1', 'nine'],
      ],
      quotes: ['No.', 'nine'],
      confidence: 0.6,
    }),
    outcome({
      answerable: true,
      hits: [['u2', 'nine']],
      quotes: [`nine ${'word '.repeat(60)}`],
      confidence: 0.7,
    }),
    outcome({ answerable: false, confidence: 0.2 }),
    outcome({ answerable: false, quotes: ['x'], confidence: 0.8 }),
  ]);

  test('count articles by their URL, passages by URL and answer', () => {
    expect(scores).toMatchObject({
      'article@1': 1 / 3,
      'article@10': 2 / 3,
      'passage@1': 1 / 3,
      'passage@10': 2 / 3,
    });
  });
  test('count quotes of at most 60 words', () => {
    expect(scores).toMatchObject({ 'quote@1': 1 / 3, 'quote@3': 2 / 3 });
  });
  test('count what is answered and abstained from', () => {
    expect(scores).toMatchObject({ coverage: 1, noAnswerAccuracy: 0.5, auroc: 4 / 6, verbatim: 1 });
  });
});
