// What answers a question: one sentence of some kind, or several; and what is asked about when the words of asking are gone.
import { describe, expect, test } from 'vitest';
import { questionKind } from '../../src/question/question-kind.ts';
import { readQuestion } from '../../src/question/question.ts';
import { fairMs } from '../support/fair-clock.ts';

describe('One sentence answers', () => {
  test.each([
    ['Who built the harbour bridge?', 'who'],
    ['so who built it', 'who'],
    ['Whose ferry sank?', 'who'],
    ['The ferry sank on Monday. Who was its skipper?', 'who'],
    ['In 2019, who was mayor of Pellowick?', 'who'],
    ['When does the bridge reopen?', 'when'],
    ['On what date does the bridge reopen?', 'when'],
    ['can you tell me when the bridge reopens', 'when'],
    ['Where does the ferry sail from?', 'where'],
    ['In which town was the buffalo found?', 'where'],
    ['How many boats sank?', 'figure'],
    ['how much does the bridge cost', 'figure'],
    ['What share of the eelgrass is gone?', 'figure'],
    ['Why is the bridge closed?', 'why'],
    ['What caused the flood?', 'why'],
    ['Is the bridge open?', 'yes or no'],
    ['Didn’t the mayor resign?', 'yes or no'],
    ['What did Petra Lanyon say about the ferry?', 'statement'],
    ['What is a neap tide?', 'definition'],
    ['what’s eelgrass', 'definition'],
    ['What does neap mean?', 'definition'],
    ['What is the cost of the new bridge of Pellowick to the county?', 'other'],
    ['Which boats did Rupert Vane buy?', 'other'],
    ['According to Petra Lanyon, how many boats sank?', 'figure'],
    ['The oldest skipper died this week at what age?', 'figure'],
    ['The divers will travel to which Cornish town?', 'where'],
    ['The ferry was built in which year?', 'when'],
    ['The ferry was sold to whom?', 'who'],
    ['Which town is the ferry from?', 'where'],
    ['Pellowick vs Saltmarsh which stadium', 'other'],
    ['What was the score of Pellowick vs. Saltmarsh on Monday?', 'other'],
    ['harbour bridge', 'other'],
    ['', 'other'],
  ])('%j: %s', (text, kind) => expect(questionKind(text)).toEqual({ kind, topic: text }));
});

describe('Several quotes answer', () => {
  test.each([
    ['Which outlets reported on the harbour bridge?', 'outlets', 'the harbour bridge'],
    ['what newspapers have covered the flood', 'outlets', 'the flood'],
    ['Who reported that the bridge reopens?', 'outlets', 'the bridge reopens'],
    ['How did the papers cover the flood?', 'outlets', 'the flood'],
    ['Who said what about the dredging?', 'speakers', 'the dredging'],
    ['What do experts say about eelgrass?', 'speakers', 'eelgrass'],
    ['What were the reactions to the closure?', 'speakers', 'the closure'],
    ['How did people react to the closure?', 'speakers', 'the closure'],
    ['What happened in Pellowick?', 'events', 'Pellowick'],
    ['What happened with the ferry?', 'events', 'the ferry'],
    ["what's going on with the ferry", 'events', 'the ferry'],
    ['What was reported in June about the dredging?', 'events', 'the dredging'],
    ['What is known about the pilot?', 'events', 'the pilot'],
    ['Summary of the dredging', 'events', 'the dredging'],
    ['Can you give me a quick summary of the dredging?', 'events', 'the dredging'],
    ['summarise the dredging please', 'events', 'the dredging please'],
    ['a timeline of the dredging', 'events', 'the dredging'],
    ['catch me up on the dredging', 'events', 'the dredging'],
  ])('%j: %s of %j', (text, kind, topic) => expect(questionKind(text)).toEqual({ kind, topic }));

  test.each([
    [
      'How do Norway and Denmark differ on fishing?',
      'Norway',
      'Denmark',
      'Norway Denmark fishing',
      'fishing',
    ],
    [
      'How does Norway differ from Denmark on fishing?',
      'Norway',
      'Denmark',
      'Norway Denmark fishing',
      'fishing',
    ],
    [
      'What is the difference between spring tides and neap tides?',
      'spring tides',
      'neap tides',
      'spring tides neap tides',
      '',
    ],
    [
      'Compare Petra Lanyon and Alec Dunmorrow on the ferry',
      'Petra Lanyon',
      'Alec Dunmorrow',
      'Petra Lanyon Alec Dunmorrow the ferry',
      'the ferry',
    ],
    ['Lanyon vs. Dunmorrow on the ferry', 'Lanyon', 'Dunmorrow', 'Lanyon Dunmorrow the ferry', 'the ferry'],
  ])('%j: a comparison of %j and %j', (text, one, other, topic, on) =>
    expect(questionKind(text)).toEqual({ kind: 'comparison', topic, sides: [one, other], on }),
  );

  test.each([
    'Which outlets did Rupert Vane buy?',
    'What happened to the ferry?',
    'Who painted the hull with tar?',
    'Which summary did the council publish?',
    'What did the history of the ferry show?',
  ])('is not asked for by %j', (text) =>
    expect(['outlets', 'speakers', 'events', 'comparison']).not.toContain(questionKind(text).kind),
  );
});

test.each([
  `what is ${'a'.repeat(1000)}_`,
  'so '.repeat(330),
  `compare ${'a and '.repeat(160)}`,
  'the summary '.repeat(80),
])('No question takes long to read: %j', (text) =>
  expect(fairMs(() => questionKind(text))).toBeLessThan(100),
);

describe('The words of asking for several', () => {
  test.each([
    ['Which outlets reported on the harbour bridge?', ['harbour', 'bridge']],
    ['Give me a summary of the dredging', ['dredging']],
    ['How do Norway and Denmark differ on fishing?', ['norway', 'denmark', 'fishing']],
    ['What were the reactions to the closure last week?', ['closure']],
  ])('are no subject: %j is about %j', (typed, words) =>
    expect(readQuestion(typed, '2025-07-16').words).toEqual(words),
  );

  test('name no speaker whose words are asked for', () => {
    for (const typed of ['How did people react to the closure?', 'What do the papers say about the ferry?'])
      expect(readQuestion(typed, '2025-07-16').speaker).toBeNull();
  });
});
