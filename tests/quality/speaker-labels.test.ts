// The speakers of quotations of the dev news set, as a reader judged them, against the rule.
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { NEWS, unpack } from '../bench/tools.ts';
import { readPassages, readSpeakerLabels, readTexts, scoreSpeakers } from './speaker-scores.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('the labels hold quotations and narration, and no text', () => {
  const labels = [...readSpeakerLabels('watched'), ...readSpeakerLabels('unseen')];
  const allowed = new Set(['url', 'start', 'end', 'hash', 'speaker', 'also', 'role']);
  expect(labels.flatMap((label) => Object.keys(label)).filter((key) => !allowed.has(key))).toEqual([]);
  expect(labels.filter(({ speaker }) => speaker !== null).length).toBeGreaterThanOrEqual(120);
  expect(labels.filter(({ speaker }) => speaker === null).length).toBeGreaterThanOrEqual(40);
});

describe.skipIf(!existsSync(NEWS))('over the dev news set', () => {
  let texts: ReadonlyMap<string, string>;
  beforeAll(() => {
    const corpus = temporaryFolder();
    unpack('dev', corpus);
    texts = readTexts(corpus);
  });
  test.each(['watched', 'unseen'] as const)('names are right: %s', (which) => {
    const labels = readSpeakerLabels(which);
    const scores = scoreSpeakers(labels, texts);
    expect(scores.labels).toBe(labels.length);
    expect(scores.precision).toBeGreaterThanOrEqual(0.95);
    expect(scores.recall).toBeGreaterThanOrEqual(0.8);
    expect(scores.roles).toBeGreaterThanOrEqual(0.8);
  });
});

describe('over invented passages, in which most of what can go wrong does', () => {
  test.each([
    ['open', 0.97, 0.6],
    ['sealed', 0.93, 0.6],
  ] as const)('names are right, or left out: %s', (which, precision, recall) => {
    const { labels, texts } = readPassages(which);
    const scores = scoreSpeakers(labels, texts);
    expect(scores.labels).toBeGreaterThanOrEqual(200);
    expect(scores.precision).toBeGreaterThanOrEqual(precision);
    expect(scores.recall).toBeGreaterThanOrEqual(recall);
  });
});
