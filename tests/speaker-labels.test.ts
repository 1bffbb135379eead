// The speakers of 225 quotations of the dev news set, as a reader judged them, against the rule.
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NEWS, unpack } from './bench-tools.ts';
import { readSpeakerLabels, readTexts, scoreSpeakers } from './speaker-scores.ts';
import { temporaryFolder } from './temporary.ts';

test('the labels hold quotations and narration, and no text', () => {
  const labels = readSpeakerLabels();
  const allowed = new Set(['url', 'start', 'end', 'speaker', 'also', 'role']);
  expect(labels.flatMap((label) => Object.keys(label)).filter((key) => !allowed.has(key))).toEqual([]);
  expect(labels.filter(({ speaker }) => speaker !== null).length).toBeGreaterThanOrEqual(120);
  expect(labels.filter(({ speaker }) => speaker === null).length).toBeGreaterThanOrEqual(40);
});

describe.skipIf(!existsSync(NEWS))('over the dev news set', () => {
  test('names are right', () => {
    const corpus = temporaryFolder();
    unpack('dev', corpus);
    const scores = scoreSpeakers(readSpeakerLabels(), readTexts(corpus));
    expect(scores.labels).toBe(readSpeakerLabels().length);
    expect(scores.precision).toBeGreaterThanOrEqual(0.95);
    expect(scores.recall).toBeGreaterThanOrEqual(0.7);
  });
});
