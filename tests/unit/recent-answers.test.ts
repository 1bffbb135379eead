// What is kept of the answers of the last minute.
import { expect, test } from 'vitest';
import { RecentAnswers } from '../../src/discord/recent-answers.ts';
import type { Answer } from '../../src/types.ts';

const answer = (sentences: number, of: number) => () =>
  Promise.resolve({ read: { sentences, of } } as Answer);

test('a question that is asked again is answered from the first', async () => {
  const recent = new RecentAnswers();
  const first = await recent.of('when', answer(8, 8));
  expect(await recent.of('when', answer(8, 8))).toBe(first);
});

test('an answer for which not all was read that was to be read is not kept', async () => {
  const recent = new RecentAnswers();
  const hasty = await recent.of('when', answer(3, 8));
  const whole = await recent.of('when', answer(8, 8));
  expect(whole).not.toBe(hasty);
  expect(await recent.of('when', answer(8, 8))).toBe(whole);
});
