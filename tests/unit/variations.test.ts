// Questions as others type them, made by chance: the same seed makes the same, and one thing is changed at a time.
import { expect, test } from 'vitest';
import { slips } from '../../src/text/likeness.ts';
import {
  asInChat,
  chanceOf,
  inSmallLetters,
  respelled,
  withSynonym,
  withTypo,
} from '../quality/variations.ts';

const QUESTION = 'What did the theatre in London say about the colour of its programme?';

test('a typo is one slip in one word that carries meaning', () => {
  const chance = chanceOf(7);
  for (let i = 0; i < 50; i++) {
    const typed = withTypo(QUESTION, chance).split(' ');
    const differing = QUESTION.split(' ').flatMap((word, at) =>
      word === typed[at] ? [] : [[word, typed[at]!]],
    );
    expect(differing).toHaveLength(1);
    expect(slips(differing[0]![0]!, differing[0]![1]!)).toBeLessThanOrEqual(1);
  }
});

test('small letters, and the other spelling, leave nothing to chance', () => {
  const chance = chanceOf(1);
  expect(inSmallLetters(QUESTION, chance)).toBe(QUESTION.toLowerCase().slice(0, -1));
  expect(respelled(QUESTION, chance)).toBe(
    'What did the theater in London say about the color of its program?',
  );
  expect(respelled('The Center labored; a checkpoint.', chance)).toBe('The Centre laboured; a checkpoint.');
});

test.each([withTypo, asInChat, withSynonym])('the same seed makes the same', (vary) => {
  const made = (seed: number) => {
    const chance = chanceOf(seed);
    return Array.from({ length: 20 }, () =>
      vary('Why did the people vote about the largest company?', chance),
    );
  };
  expect(made(3)).toEqual(made(3));
  expect(made(3)).not.toEqual(made(4));
});
