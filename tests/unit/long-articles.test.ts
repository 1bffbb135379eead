// An article as long as a book is looked into in steps, so that a bot that has it goes on answering others.
import { describe, expect, test } from 'vitest';
import { mayHold, readClaim } from '../../src/check/claim.ts';
import { statementsOf } from '../../src/search/statements.ts';
import { speakerOf } from '../../src/speakers/speaker.ts';
import { stemSet, stemSetInSteps, words, wordsInSteps } from '../../src/text/words.ts';

const PARAGRAPH =
  'Harbour chair Ines Calder came to the quay on Monday. “The dredger will not come back,” Calder said. It rained all night.\n\n';
const BOOK = PARAGRAPH.repeat(7000);

/** The result of a computation, and in how many steps it came. */
function counted<T>(steps: Generator<undefined, T>): { count: number; result: T } {
  for (let count = 0; ; count++) {
    const { done, value } = steps.next();
    if (done) return { count, result: value };
  }
}

describe('a text of 0.9 MB', () => {
  test('has its statements found one by one', () => {
    const { count, result } = counted(statementsOf.inSteps(BOOK));
    expect(result).toHaveLength(3 * 7000);
    expect(count).toBeGreaterThanOrEqual(result.length);
  });

  test('has its words and stems read a piece at a time', () => {
    for (const { count, result, whole } of [
      { ...counted(wordsInSteps(BOOK)), whole: words(BOOK) },
      { ...counted(stemSetInSteps(BOOK)), whole: stemSet(BOOK) },
    ]) {
      expect(result).toEqual(whole);
      expect(count).toBeGreaterThan(30);
    }
  });

  test('is searched for a claim a piece at a time', () => {
    const { count, result } = counted(mayHold(readClaim('the dredger will not come back'), BOOK));
    expect(result).toBe(true);
    expect(count).toBeGreaterThan(30);
    expect(counted(mayHold(readClaim('the dredger will come back'), BOOK)).result).toBe(false);
  });

  test('has the speaker of a quote in its middle read from what stands around it', () => {
    const start = BOOK.indexOf('“', BOOK.length / 2);
    const end = BOOK.indexOf(' It rained', start);
    expect(speakerOf(BOOK, { start, end })).toBe('Harbour chair Ines Calder');
    const line = BOOK.replaceAll('\n\n', '  ');
    expect(speakerOf(line, { start, end })).toBe('Harbour chair Ines Calder');
  });
});
