// A reader of the hub is put on the scale of the bundled one, whatever its logits are like.
import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/model/reader.ts';
import { BUNDLED_SCALE, onBundledScale, scaleOf } from '../../src/model/reader-scale.ts';

/** A reader that judges a sentence by a number of its words. */
const readerBy = (judge: (text: string) => number) =>
  ({
    name: 'test',
    read: (_: string, sentences: readonly { text: string }[]) =>
      Promise.resolve(sentences.map(({ text }) => ({ relevance: judge(text), answer: null }))),
  }) as unknown as Reader;

const hasFigure = (text: string) => Number(/\d|Motors|barn|because|elected|“/.test(text));

describe('Logits of any size come to lie on the scale of the bundled reader:', () => {
  test.each([
    ['small ones', (text: string) => hasFigure(text) / 100],
    ['large ones', (text: string) => 50 * hasFigure(text) + 300],
  ])('%s', async (_, judge) => {
    const scaled = await onBundledScale(readerBy(judge));
    const { answering, other } = await scaleOf(scaled);
    expect(answering).toBeCloseTo(BUNDLED_SCALE.answering, 5);
    expect(other).toBeCloseTo(BUNDLED_SCALE.other, 5);
  });
});

test('to one that finds the wrong sentences better, or all alike, nothing is worth more than anything else', async () => {
  for (const judge of [() => 3, (text: string) => -hasFigure(text)]) {
    const scaled = await onBundledScale(readerBy(judge));
    const [one, two] = await scaled.read('When?', [
      { title: '', text: 'It opens on 3 June.' },
      { title: '', text: 'It rained.' },
    ]);
    expect(one!.relevance).toBe(two!.relevance);
  }
});
