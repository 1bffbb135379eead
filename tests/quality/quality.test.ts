// How good the answers are: floors under the scores of the shipped questions. Larger sets are for `npm run bench`.
import { beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { evaluateFile } from '../../src/evaluation/evaluate-file.ts';
import type { Scores } from '../../src/evaluation/scores.ts';
import { dialogueScores, type DialogueScores } from './dialogue-scores.ts';
import { QUESTION_FILE } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';

let scores: Scores;
let dialogues: DialogueScores;
beforeAll(async () => {
  const settings = await shippedIndex({ READER: 'bundled' });
  const archive = await openArchive(settings);
  scores = JSON.parse(
    await evaluateFile(archive, settings.CORPUS_DIR, QUESTION_FILE, { json: true }),
  ) as Scores;
  archive.close();
  // What a follow-up carries over does not hang on how well sentences answer.
  const unread = await openArchive(await shippedIndex({ READER: 'off' }));
  dialogues = await dialogueScores(unread);
  unread.close();
});

test('every quote is verbatim', () => expect(scores.verbatim).toBe(1));

test.each<[keyof Scores, number]>([
  ['article@1', 0.8],
  ['article@10', 0.95],
  ['passage@1', 0.7],
  ['passage@10', 0.9],
  ['quote@1', 0.55],
  ['quote@3', 0.65],
  ['auroc', 0.88],
  ['coverage', 0.74],
  ['noAnswerAccuracy', 0.92],
])('%s is at least %d', (name, floor) => {
  expect(scores[name]).toBeGreaterThanOrEqual(floor);
});

test.each<['precision' | 'recall' | 'exact', number]>([
  ['precision', 0.91],
  ['recall', 0.9],
  ['exact', 0.86],
])('what follow-ups carry over has a %s of at least %d', (name, floor) => {
  const otherwise = dialogues.reads.filter(({ isRight }) => !isRight);
  const shown = otherwise.map(({ asks, question }) => `${asks} -> ${question}`).join('\n');
  expect(dialogues[name], shown).toBeGreaterThanOrEqual(floor);
});
