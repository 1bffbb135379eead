// Unanswered questions are put together by likeness, with the real model.
import { expect, test } from 'vitest';
import { groupLine } from '../../src/messages/insights-wording.ts';
import { insightsOf } from '../../src/server-data/insights.ts';
import { openModel } from '../../src/model/models.ts';
import { ENGLISH } from '../support/english.ts';
import { kept } from '../support/kept-question.ts';
import { settingsOf } from '../support/shipped.ts';

test('group the unanswered questions that ask for the same, the most asked first', async () => {
  const model = await openModel(settingsOf({}));
  const questions = [
    kept('Who won the regatta?'),
    kept('When will the new school open?'),
    kept('What is the opening date of the school?'),
    kept('when will the new  school open'),
    kept('Which day does the school open its doors?'),
    kept('What does a ferry ticket cost?'),
    kept('How much is a ticket for the ferry?'),
    kept('When was the lighthouse painted?', { kind: 'answered' }),
    kept(null),
  ];
  const { groups, withoutText } = await insightsOf(questions, 30, (texts) => model.embed(texts));
  expect(groups.map(({ asked, questions: alike }) => [asked, alike.length])).toEqual([
    [4, 3],
    [2, 2],
    [1, 1],
  ]);
  expect(groups[0]!.questions.every((text) => text.includes('school'))).toBe(true);
  expect(groupLine(groups[1]!, (text) => text, ENGLISH)).toMatch(
    /^- 2 ×: .*ferry.* \(and 1 question like it\)$/,
  );
  expect(withoutText).toBe(1);
});
