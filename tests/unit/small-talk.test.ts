// What is said to a bot and is no question: thanks, greetings, yes and no.
import { expect, test } from 'vitest';
import { smallTalkOf } from '../../src/question/small-talk.ts';

test.each([
  'thanks!',
  'ok',
  'Thank you very much',
  'Great, thanks 👍',
  'no',
  '👍',
  'danke dir',
  'Спасибо большое!',
  'that is great',
])('%j wants no answer', (text) => expect(smallTalkOf(text)).toBe('reply'));
test.each(['', 'hi', 'Hello there', 'help', 'Guten Tag, hallo', 'Привет'])(
  '%j wants to hear how one asks',
  (text) => expect(smallTalkOf(text)).toBe('greeting'),
);
test.each([
  'ok?',
  'why',
  'Who says no?',
  'good ferry captains',
  'the',
  'what',
  'hi, who won the race',
  'no, I meant the ferry',
  'Danke für nichts, wer zahlt',
  '😀'.repeat(40),
])('%j may be a question', (text) => expect(smallTalkOf(text)).toBeNull());
