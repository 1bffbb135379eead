// What was read for words that no article has, or may be meant by them, as one small line. Pure.
import { understoodNote } from '../../messages/answer-wording.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Answer } from '../../types.ts';
import { shortLine } from './markdown.ts';

const MAX_LENGTH = 300;

/** The line, or none where every word was taken as it stands. */
export function understoodLine(
  understood: Pick<Answer, 'readAs' | 'didYouMean'>,
  messages: Messages,
): string[] {
  const note = understoodNote(understood, messages);
  return note === null ? [] : [`-# ${shortLine(note, MAX_LENGTH)}`];
}
