// Figures that differ between articles are shown side by side, as they stand in the quotes.
import { describe, expect, test } from 'vitest';
import { answerKind } from '../../src/question/answer-kind.ts';
import { differingFigures } from '../../src/answer/differing-figures.ts';
import { readQuestion } from '../../src/question/question.ts';
import { differingFigures as figuresText } from '../../src/messages/answer-wording.ts';
import type { Quote } from '../../src/types.ts';
import { ENGLISH } from '../support/english.ts';

const quoted = (...texts: string[]) =>
  texts.map((text, i) => ({
    citation: i + 1,
    text,
    article: { outlet: `Gazette ${i + 1}`, published: `2025-06-0${i + 1}` },
  })) as Quote[];
const differing = (question: string, ...texts: string[]) =>
  differingFigures(answerKind(readQuestion(question, '2025-07-01')), question, quoted(...texts)).map(
    ({ citation, text }) => `${citation}: ${text}`,
  );

const HECTARES = 'How many hectares of eelgrass would be lost?';

describe('figures differ', () => {
  test('where two articles count the same thing differently', () => {
    expect(
      differing(HECTARES, 'Divers counted 11 hectares in May.', 'It is three hectares, Dr. Ashgrove said.'),
    ).toEqual(['1: 11 hectares', '2: three hectares']);
  });
  test('and all that a quote gives are shown', () => {
    expect(
      differing(HECTARES, 'Divers counted 11 hectares.', 'It counted 8 hectares. The study gave 3 hectares.'),
    ).toEqual(['1: 11 hectares', '2: 8 hectares', '2: 3 hectares']);
  });
  test('where sums of money do', () => {
    expect(
      differing('How much does the bridge cost?', 'The price is £6.7 million.', 'It will cost £7 million.'),
    ).toEqual(['1: £6.7 million', '2: £7 million']);
  });
});

test('figures differ where ages do, and what is of another unit is not shown', () => {
  expect(
    differing('How old is the ship?', 'It is 800 years old and cost £2.', 'The ship is 670 years old.'),
  ).toEqual(['1: 800 years old', '2: 670 years old']);
});

test('figures in words are compared with those in digits', () => {
  expect(differing('How many trees fell?', 'Forty-two trees fell.', 'It felled 42 trees.')).toEqual([]);
  expect(differing('How many trees fell?', 'Forty trees fell.', 'It felled 42 trees.')).toEqual([
    '1: Forty trees',
    '2: 42 trees',
  ]);
});

describe('where the reader has read, only its words that answer are compared:', () => {
  const read = (text: string, words: string | null, citation: number) => ({
    ...quoted(text)[0]!,
    citation,
    start: 0,
    answer: words === null ? null : { start: text.indexOf(words), end: text.indexOf(words) + words.length },
    chosenFor: { kind: 'question' as const, score: 1, context: 1, article: 1, answers: 0.9 },
  });
  const kind = answerKind(readQuestion('How many trees fell?', '2025-07-01'));
  const storm = read('The storm felled 31 trees.', '31', 1);
  test('not what another quote says of something else', () => {
    expect(
      differingFigures(kind, 'How many trees fell?', [
        storm,
        read('The town will plant 200 trees.', null, 2),
      ]),
    ).toEqual([]);
  });
  test('not another figure of the sentence', () => {
    const other = read('Of 200 trees planted in May the storm felled 31.', '31', 2);
    expect(differingFigures(kind, 'How many trees fell?', [storm, other])).toEqual([]);
  });
  test('but what answers otherwise', () => {
    const other = read('The wind felled 35 trees, the council said.', '35 trees', 2);
    expect(differingFigures(kind, 'How many trees fell?', [storm, other]).map(({ text }) => text)).toEqual([
      '31 trees',
      '35 trees',
    ]);
  });
});

describe('figures differ, too, where what is counted stands', () => {
  test.each([
    [
      'before a verb',
      'Some 12 million were displaced.',
      'About 15 million people were displaced.',
      ['12 million', '15 million people'],
    ],
    [
      'at the end',
      'The flood displaced 12 million.',
      'It displaced 15 million people.',
      ['12 million', '15 million people'],
    ],
  ])('%s', (_, one, other, figures) =>
    expect(differing('How many people were displaced?', one, other)).toEqual(
      figures.map((figure, i) => `${i + 1}: ${figure}`),
    ),
  );
});

describe('figures do not differ', () => {
  test.each([
    [
      'where some died and some were hurt',
      'How many people died?',
      '15 people died.',
      '30 people were injured.',
    ],
    [
      'where some are arrested and some charged',
      'How many people were arrested?',
      'Police arrested 31 people.',
      'Prosecutors charged 12 people.',
    ],
    [
      'where they are of two days',
      'How many workers walked out?',
      'Some 400 workers walked out on Monday.',
      'Some 650 workers walked out on Wednesday.',
    ],
    [
      'where they are of two towns',
      'How many homes were lost?',
      'The flood took 900 homes in Abel.',
      'The flood took 400 homes in Cain.',
    ],
    [
      'where some came and some left',
      'How many divers arrived?',
      'Four divers arrived.',
      'Three divers returned.',
    ],
    [
      'where jobs are cut and made',
      'How many jobs were cut?',
      'The yard cut 15 jobs.',
      'The yard created 30 jobs.',
    ],
    [
      'where one is to come',
      'How many jobs were cut?',
      'The yard cut 15 jobs.',
      'The yard will cut 20 jobs.',
    ],
    ['where one is a rate', 'How many visitors came?', 'It had 15 visitors a day.', 'It had 30 visitors.'],
    ['where one is the whole', 'How many boats sank?', '15 boats sank.', 'Of 30 boats some sank.'],
    [
      'where one is a range',
      'How much did it cost?',
      'It cost 12 to 15 million pounds.',
      'It cost £13 million.',
    ],
    ['where one is many times the other', 'How many people came?', '15 people came.', '300 people came.'],
    ['where they are of two years', HECTARES, 'In 2023 it was 3 hectares.', 'In 2024 it was 8 hectares.'],
    ['where one is of the year before', HECTARES, 'It is 3 hectares.', 'Last year it was 8 hectares.'],
    ['where they are the same in other words', HECTARES, 'It is 3 hectares.', 'Three hectares would go.'],
    ['where one article has no such figure', HECTARES, 'It is 3 hectares.', 'It would all be lost by 2026.'],
    ['where something else is counted', HECTARES, 'It is 3 hectares.', 'Two divers swam for 9 days.'],
    [
      'where the same sum is written in short',
      'How much was paid?',
      'It paid £2m.',
      'The sum was £2 million.',
    ],
    ['where they are of two units', 'How long is the delay?', 'It is 20 days late.', 'It is 3 weeks late.'],
    [
      'where an age is asked for and a sum is given',
      'How old is the ship?',
      'It is 140 years older than was thought.',
      'The dig will cost £620,000.',
    ],
    [
      'where an age is asked for and a time is given',
      'How old is the ship?',
      'It is 140 years older than was thought.',
      'It was built about 1340, give or take 20 years.',
    ],
    ['where no figure is asked for', 'Who counted the eelgrass?', 'It is 3 hectares.', 'It is 4 hectares.'],
    ['where they share one', HECTARES, 'It is 3 hectares, not 11 hectares.', 'It is 3 hectares.'],
  ])('%s', (_, question, ...texts) => expect(differing(question, ...texts)).toEqual([]));
});

test('the line names outlet and day of each, and chooses none', () => {
  const given = [
    { citation: 1, text: '11 hectares' },
    { citation: 2, text: '8 hectares' },
    { citation: 2, text: '3 hectares' },
  ];
  expect(figuresText({ differing: given, quotes: quoted('', '') }, ENGLISH)).toBe(
    'The articles give different figures: 11 hectares [1] (Gazette 1, 1 June 2025), 8 hectares and 3 hectares [2] (Gazette 2, 2 June 2025).',
  );
  expect(figuresText({ differing: [], quotes: quoted('') }, ENGLISH)).toBeNull();
});
