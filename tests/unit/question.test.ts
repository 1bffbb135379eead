// What is left of a question when everything that says nothing is taken away.
import { expect, test } from 'vitest';
import { readQuestion } from '../../src/question/question.ts';

const TODAY = '2025-07-16';

test('words of asking and grammar are left out, the rest is stemmed', () => {
  expect(readQuestion('What did the harbour masters say about flooding?', TODAY)).toEqual({
    text: 'What did the harbour masters say about flooding?',
    read: 'What did the harbour masters say about flooding?',
    words: ['harbour', 'masters', 'flooding'],
    stems: ['harbor', 'master', 'flood'],
    kind: { kind: 'statement', topic: 'What did the harbour masters say about flooding?' },
    speaker: null,
    period: null,
    asOf: TODAY,
    current: false,
    latest: false,
    source: null,
  });
});

test.each([
  ['nothing', ''],
  ['white space', ' \n\t '],
  ['only stop words', 'What is it that they said about this?'],
  ['emoji', '🙂🙃'],
  ['marks', '" * ( ) : ^ - + NEAR'.replace('NEAR', '')],
  ['control characters', '\u0000\u0007\u001b[\u0008'],
])('%s holds nothing to look for', (_, typed) => {
  expect(readQuestion(typed, TODAY).words).toEqual([]);
});

test('the syntax of a search engine is only words', () => {
  expect(readQuestion('"harbour" NEAR(flood, 3) AND title:ferry*', TODAY).words).toEqual([
    'harbour',
    'near',
    'flood',
    '3',
    'title',
    'ferry',
  ]);
});

test('control and direction characters are gone from the text, accents stay', () => {
  expect(readQuestion('\u202eWho is\u0000 São\u200b Paulo?', TODAY).text).toBe('Who is São Paulo?');
});

test('five thousand characters are read as far as a question goes', () => {
  const { text, words } = readQuestion(
    'harbour '.repeat(200) + Array.from({ length: 900 }, (_, i) => `w${i}`).join(' '),
    TODAY,
  );
  expect(text.length).toBeLessThanOrEqual(1000);
  expect(words).toEqual(['harbour']);
});

test('an emoji at the end of what is read is whole or gone', () => {
  expect(readQuestion(`${'a'.repeat(999)}😀 b`, TODAY).text).toBe('a'.repeat(999));
});

test('May, More and Will are words to look for where they are somebody', () => {
  expect(readQuestion('Who is Thomas More?', TODAY).words).toEqual(['thomas', '0more']);
  expect(readQuestion('What did Mrs Will say?', TODAY).words).toContain('0will');
  expect(readQuestion('Will more boats come?', TODAY).words).toEqual(['boats']);
  expect(readQuestion('Who is May?', TODAY).words).toEqual(['0may']);
  expect(readQuestion('What did Minister May say?', TODAY).words).toEqual(['minister', '0may']);
  expect(readQuestion('What was decided in May about the lock?', TODAY).words).not.toContain('0may');
  expect(readQuestion('Who may vote on the lock?', TODAY).words).not.toContain('0may');
});

test('where only somebody and a day are asked for, the day is no word to look for', () => {
  expect(readQuestion('What did Ines Calder say in June?', TODAY).words).toEqual(['ines', 'calder']);
  expect(readQuestion('What did Ines Calder say about the lock in June?', TODAY).words).toContain('june');
});

test.each([
  ['What is the latest on the bridge?', true],
  ['any news about the bridge?', true],
  ['hey, are there any updates regarding the bridge', true],
  ['Any recent news from Gull Holm?', true],
  ['What is the latest model of the bus?', false],
  ['any news about when the bridge opens?', false],
  ['Did he hear any news about the bridge?', false],
  ['Is there any news agency in Pellowick?', false],
])('%j asks for whatever is newest: %s', (typed, isAsked) => {
  expect(readQuestion(typed, TODAY).latest).toBe(isAsked);
});
