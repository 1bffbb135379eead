// What is quoted where a question asks for several things.
import { describe, expect, test } from 'vitest';
import { overview } from '../../src/answer/overview.ts';
import { pickQuotes } from '../../src/answer/quotes.ts';
import { questionKind } from '../../src/question/question-kind.ts';
import type { Ranked } from '../../src/search/ranking.ts';
import type { Article } from '../../src/types.ts';
import { rankedIn } from '../support/ranked.ts';

/** A candidate that is the whole text of an article. */
function told(text: string, published: string, outlet = 'Gazette', score = 1): Ranked {
  const article: Article = {
    id: `${outlet} ${published} ${text}`,
    file: 'a.txt',
    title: 'The bridge',
    text,
    unquotable: [],
    url: 'https://gazette.example/a',
    outlet,
    byline: null,
    published,
  };
  return rankedIn(article, text, { relevance: score, score });
}

const chosenFor = (question: string, candidates: Ranked[]) =>
  overview(questionKind(question), candidates, 3)?.map(({ text }) => text) ?? null;

const CLOSED = told('The bridge was closed after a crack was found.', '2025-03-04');
const CLOSED_AGAIN = told('After a crack was found the bridge was closed.', '2025-03-05', 'Herald');
const TESTED = told('Divers tested fourteen cables.', '2025-04-11', 'Post');
const OPENED = told('Cars crossed the harbour for the first time in months.', '2025-05-20');
const SAME_DAY = told('A ribbon was cut by the mayor.', '2025-05-20');

describe('What happened is told', () => {
  test('by one quote of a day, the oldest day first', () => {
    expect(chosenFor('What happened with the bridge?', [OPENED, SAME_DAY, TESTED, CLOSED])).toEqual([
      CLOSED.text,
      TESTED.text,
      OPENED.text,
    ]);
  });

  test('by the best days where there are more', () => {
    const later = told('Tolls were raised in June.', '2025-06-01');
    expect(chosenFor('summary of the bridge', [OPENED, TESTED, later, CLOSED])).toEqual([
      TESTED.text,
      OPENED.text,
      later.text,
    ]);
  });

  test('once, where a later day tells the same', () => {
    expect(chosenFor('What happened with the bridge?', [CLOSED, CLOSED_AGAIN, OPENED])).toEqual([
      CLOSED.text,
      OPENED.text,
    ]);
  });
});

describe('A list has', () => {
  test('the best of each outlet, in their order, though they say the same', () => {
    expect(
      chosenFor('Which outlets reported on the bridge?', [CLOSED, OPENED, CLOSED_AGAIN, TESTED]),
    ).toEqual([CLOSED.text, CLOSED_AGAIN.text, TESTED.text]);
  });

  test('the best of each speaker, and nothing that nobody says', () => {
    const lanyon = told('The bridge is safe, Petra Lanyon said.', '2025-03-04');
    const again = told('Nothing is wrong with it, mayor Petra Lanyon said.', '2025-03-06');
    const vane = told('The bridge is a ruin, Rupert Vane said.', '2025-03-05');
    expect(chosenFor('Who said what about the bridge?', [CLOSED, lanyon, again, vane])).toEqual([
      lanyon.text,
      vane.text,
    ]);
  });
});

describe('A comparison has', () => {
  const norway = told('Norway allows trawling in the strait.', '2025-03-04');
  const denmark = told('Denmark’s ministers have banned trawling.', '2025-03-05');
  const both = told('Norway and Denmark met on Monday.', '2025-03-06');

  test('the best on each side, in the order they are named', () => {
    expect(chosenFor('How do Norway and Denmark differ on trawling?', [both, denmark, norway])).toEqual([
      norway.text,
      denmark.text,
    ]);
  });

  test('what tells one side from the other', () => {
    const spring = told('Spring tides are the highest.', '2025-03-04');
    const neap = told('Neap tides are the lowest.', '2025-03-05');
    const question = 'What is the difference between spring tides and neap tides?';
    expect(chosenFor(question, [neap, spring])).toEqual([spring.text, neap.text]);
  });

  test('nothing that is about something else', () => {
    const whaling = told('Denmark has spoken of whaling.', '2025-03-05');
    expect(chosenFor('How do Norway and Denmark differ on trawling?', [norway, whaling])).toBeNull();
  });

  test('nothing where only one side is known', () => {
    expect(chosenFor('How do Norway and Sweden differ on trawling?', [norway, both])).toBeNull();
  });
});

test('Where one sentence answers, nothing is chosen', () => {
  expect(chosenFor('When was the bridge closed?', [CLOSED, TESTED, OPENED])).toBeNull();
  expect(chosenFor('What happened with the bridge?', [CLOSED])).toBeNull();
});

test('What is chosen comes first as it is, and the others are offered after it', () => {
  const ordered = [OPENED, TESTED, CLOSED, CLOSED_AGAIN];
  const quotes = pickQuotes(ordered, [CLOSED, OPENED]);
  expect(quotes.map(({ text }) => text)).toEqual([CLOSED.text, OPENED.text, TESTED.text]);
  expect(quotes[0]!.also.map(({ article }) => article.outlet)).toEqual(['Herald']);
});
