// When an answer says that it is of another year than the one that was asked about.
import { describe, expect, test } from 'vitest';
import { otherYears } from '../../src/answer/other-years.ts';
import { otherYearsNote } from '../../src/messages/answer-wording.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { askedYears } from '../../src/question/asked-years.ts';
import type { Article } from '../../src/types.ts';
import { answerOf, ARTICLES, quoteOf } from '../support/small-archive.ts';

describe('A question names', () => {
  test.each<[string, number[]]>([
    ['What did the storm destroy in 2019?', [2019]],
    ['In 2019, who was mayor?', [2019]],
    ['Who resigned in March 2019?', [2019]],
    ['What sank on March 3, 2019?', [2019]],
    ['Who won the 2019 election?', [2019]],
    ['Who won the regatta of 2019 and in 2021?', [2019, 2021]],
    ['Who was mayor in the year 2019?', [2019]],
  ])('a year: %s', (question, years) => expect(askedYears(question)).toEqual(years));

  test.each([
    'What has happened since 2019?',
    'What happened before March 2019?',
    'Who was mayor until 2019?',
    'How many of the 2000 homes were flooded?',
    'Were there floods in 2019 homes?',
    'What does the fund of 2,019 crowns pay?',
    'Who sails at noon?',
  ])('none: %s', (question) => expect(askedYears(question)).toEqual([]));
});

describe('An article of 2022', () => {
  const found = (text: string, question = 'What did the storm destroy in 2019?') => {
    const article: Article = { ...ARTICLES[0]!, published: '2022-03-12', text };
    return otherYears(question, [quoteOf(article, { start: 0, end: text.length })], [article]);
  };

  test('is said to be of another year where it tells nothing of the one asked about', () => {
    expect(found('The storm destroyed the slip.')).toEqual({ years: [2019], nearest: '2022-03-12' });
    expect(found('The storm destroyed the slip.', 'What did the storm destroy in 2025?')).toEqual({
      years: [2025],
      nearest: '2022-03-12',
    });
  });

  test.each([
    'The storm of 2019 destroyed the slip.',
    'In the season of 2018-19 the slip was destroyed.',
    'The storm of ’19 destroyed the slip.',
    'The storm destroyed the slip three years ago.',
    'The storm of 3 years earlier destroyed the slip.',
    'The storm destroyed the slip almost four years ago.',
  ])('is not, where it may: %s', (text) => expect(found(text)).toBeNull());

  test('is not, where it is of that year, or none is asked about', () => {
    expect(found('The storm destroyed the slip.', 'What did the storm destroy in 2022?')).toBeNull();
    expect(found('The storm destroyed the slip.', 'What did the storm destroy?')).toBeNull();
    expect(
      found('The storm destroyed the slip last autumn.', 'What did the storm destroy in 2021?'),
    ).toBeNull();
  });

  test('is not, where another one that is quoted is of that year', () => {
    const of = (published: string): Article => ({ ...ARTICLES[0]!, published, text: 'The slip is gone.' });
    const articles = [of('2022-03-12'), of('2019-11-02')];
    const quotes = articles.map((article) => quoteOf(article, { start: 0, end: 17 }));
    expect(otherYears('What did the storm destroy in 2019?', quotes, articles)).toBeNull();
  });
});

test('The note names the year and the nearest day, in every language', () => {
  const article = { ...ARTICLES[0]!, published: '2022-03-12' };
  const other = { ...ARTICLES[1]!, published: '2023-01-02' };
  const quotes = [article, other].map((each) => quoteOf(each, { start: 0, end: 20 }));
  const asked = { years: [2019], nearest: '2022-03-12' };
  const notes = LANGUAGES.map((language) =>
    otherYearsNote(answerOf(quotes, { otherYears: asked }), messagesFor(language)),
  );
  expect(notes).toEqual([
    'The question names 2019: none of these articles is of that time or mentions it. The nearest is of 12 March 2022.',
    'Die Frage nennt 2019: Keiner dieser Artikel ist aus dieser Zeit oder erwähnt sie. Am nächsten liegt der vom 12. März 2022.',
    'В вопросе названо другое время (2019): ни одна из этих статей не относится к нему и не упоминает его (ближайшая: 12 марта 2022 г.).',
  ]);
  expect(otherYearsNote(answerOf(quotes.slice(0, 1), { otherYears: asked }), messagesFor('en'))).toBe(
    'The question names 2019: this article is of 12 March 2022 and does not mention that time.',
  );
  expect(otherYearsNote(answerOf(quotes), messagesFor('en'))).toBeNull();
});
