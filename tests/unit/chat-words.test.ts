// Words of asking as people type them in a chat are words of asking; the same letters as a name, or in quotation marks, are not.
import { expect, test } from 'vitest';
import { spelledOut } from '../../src/question/chat-words.ts';
import { readQuestion } from '../../src/question/question.ts';

test.each([
  ['wat did u hear abt teh bridge', 'what did you hear about the bridge'],
  ['Wat did the council decide', 'what did the council decide'],
  ['plz tell me wht happened 2 the ferry', 'please tell me what happened 2 the ferry'],
  ['y r ppl angry', 'why are ppl angry'],
  ['y did the mayor quit', 'why did the mayor quit'],
  ['hey wat r they building n where', 'what are they building and where'],
  ['lol why was it closed tho', 'why was it closed though'],
  ['btw is the bridge gonna open', 'is the bridge going to open'],
  ['whos the mayor', "who's the mayor"],
  ['why didnt they open it bc of the storm', "why didn't they open it because of the storm"],
  ['WAT DID U HEAR', 'what DID you HEAR'],
  ['did he come w the mayor w/o asking', 'did he come with the mayor without asking'],
])('%s', (typed, meant) => expect(spelledOut(typed)).toBe(meant));

test.each([
  'What did the U.S. say?',
  'Who leads Y Combinator?',
  'What did George W. Bush say about R. Kelly?',
  'what happened at angkor wat',
  'Who found the tablets of Ur?',
  'how did the u-boat sink',
  'who won the title bout',
  'what is at&t planning for the r&b awards',
  'what happened in vancouver bc',
  'Is the LOL Foundation open?',
  'who is nguyen van thieu',
  'Wen hat der Rat im Hafen gemeint?',
  'Wen unterstützt Brandt im Stadtrat?',
  'что сказал мэр',
  'What does "plz" mean in "wat u say"?',
])('%s stays', (typed) => expect(spelledOut(typed)).toBe(typed));

test.each(
  'wat wut wht u ur plz pls cuz abt teh tho lol btw gonna wanna gotta dunno kinda hey anyone anybody didnt dont isnt wheres im ive'.split(
    ' ',
  ),
)('%s alone is no subject', (typed) => {
  expect(readQuestion(`${typed} are they saying`, '2025-06-01').words).toEqual([]);
});

test('what is in quotation marks is a subject', () => {
  expect(readQuestion('Who said "plz"?', '2025-06-01').words).toEqual(['plz']);
});

test('the question is shown as it was typed', () => {
  expect(readQuestion('wat did u hear', '2025-06-01')).toMatchObject({
    text: 'wat did u hear',
    read: 'what did you hear',
  });
});
