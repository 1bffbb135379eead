// Which quotes stand in an answer, and which are only offered: beside the first only what is known to answer.
import { expect, test } from 'vitest';
import { answer } from '../../src/answer/answer.ts';
import { readQuestion } from '../../src/question/question.ts';
import type { Ranked } from '../../src/search/ranking.ts';
import type { Searched } from '../../src/search/search.ts';
import type { Article, Coverage } from '../../src/types.ts';
import { rankedIn } from '../support/ranked.ts';

const SENTENCES = [
  'The harbour bridge will reopen on 4 May, the mayor said.',
  'Repairs of the harbour bridge took fourteen months and a new set of cables.',
  'Ferries stop on 4 May, when the harbour bridge is open again, the operator said.',
];

const articleOf = (text: string, i: number): Article => ({
  id: String(i),
  file: `${i}.txt`,
  title: 'The bridge',
  text,
  unquotable: [],
  url: `https://gazette.example/${i}`,
  outlet: `Gazette ${i}`,
  byline: null,
  published: '2025-03-04',
});

const read = (relevance: number): Partial<Ranked> => ({
  reading: { relevance, answer: null },
  score: 12 + relevance,
});

/** What a search found that had time for some of the sentences only. */
function found(...given: Partial<Ranked>[]): Searched {
  const ranked = SENTENCES.map((text, i) => {
    const one = rankedIn(articleOf(text, i), text, given[i]);
    one.foundIn.hit = { score: 12, similarity: 1, passage: { start: 0, end: text.length } } as never;
    one.features = { ...one.features, meaning: 1, context: 1 };
    one.foundIn.features = { ...one.foundIn.features, age: 0 };
    return { ...one, relevance: 12 };
  });
  return {
    question: readQuestion('When does the harbour bridge reopen?', '2025-05-01'),
    understanding: { readAs: [], didYouMean: [] },
    filter: {},
    coverage: {
      articles: 3,
      outlets: [],
      languages: [],
      from: '2025-03-04',
      to: '2025-03-04',
    } as unknown as Coverage,
    foreign: null,
    weights: new Map([
      ['harbour', 1],
      ['bridg', 1],
    ]),
    hits: ranked.map(({ foundIn }) => foundIn),
    ranked,
    read: { sentences: given.filter(({ reading }) => reading).length, of: 3, ms: 1 },
    unknownNames: [],
    unknownWords: [],
  };
}

const texts = (quotes: readonly { text: string }[]) => quotes.map(({ text }) => text);

test('what there was no time to read is not shown beside the first quote, but offered', () => {
  const answered = answer(found(read(4), { score: 15 }, read(3.5)), 0);
  expect(answered.kind).toBe('answered');
  expect(texts(answered.quotes)).toEqual([SENTENCES[0], SENTENCES[2]]);
  expect(answered.kind === 'answered' && texts(answered.further)).toEqual([SENTENCES[1]]);
});

test('what was read and does not answer is not shown beside the first quote, but offered', () => {
  const answered = answer(found(read(4), { ...read(-9), score: 1 }, read(3.5)), 0);
  expect(texts(answered.quotes)).toEqual([SENTENCES[0], SENTENCES[2]]);
  expect(answered.kind === 'answered' && texts(answered.further)).toEqual([SENTENCES[1]]);
});

test('where nothing was read the three best are shown', () => {
  const unread = found({ score: 16 }, { score: 15 }, { score: 14 });
  expect(texts(answer(unread, 0).quotes)).toEqual(SENTENCES);
});
