// What answers and checks are told to be in English, for tests that read sentences.
import type { Check } from '../../src/check/check-types.ts';
import { abstentionReason } from '../../src/messages/answer-wording.ts';
import { notFoundReason } from '../../src/messages/check-wording.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import type { Answer } from '../../src/types.ts';

export const ENGLISH = messagesFor('en');

/** Why there is no answer; null where there is one. */
export const reasonOf = (answer: Answer): string | null =>
  answer.kind === 'abstained' ? abstentionReason(answer.cause, answer.coverage, ENGLISH) : null;

/** Why a text was not found; null where it was. */
export const missingReasonOf = (check: Check): string | null =>
  check.kind === 'not found' ? notFoundReason(check, ENGLISH) : null;
