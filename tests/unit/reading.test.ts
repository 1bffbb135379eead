// Where the reader's say is trusted, what it is given, and what becomes of what it could not read.
import { describe, expect, test } from 'vitest';
import type { Reader, Reading } from '../../src/model/reader.ts';
import { readQuestion } from '../../src/question/question.ts';
import { isTrusted, readAll } from '../../src/search/reading.ts';
import type { Asked } from '../../src/search/search.ts';
import type { Article, Coverage } from '../../src/types.ts';
import { rankedIn } from '../support/ranked.ts';

const article = (text: string): Article => ({
  id: text,
  file: 'a.txt',
  title: 'The bridge',
  text,
  unquotable: [],
  url: 'https://gazette.example/a',
  outlet: 'Gazette',
  byline: null,
  published: '2025-03-04',
});

const asked = (text: string, ...languages: string[]) =>
  ({
    question: readQuestion(text, '2025-05-01'),
    coverage: { languages: languages.map((language) => ({ language, articles: 1 })) } as Coverage,
  }) as Asked;

const ENGLISH_TEXT =
  'The harbour bridge will reopen in May, the mayor said on Tuesday, after fourteen months of repairs to its cables.';
const GERMAN_TEXT =
  'Die Brücke über den Hafen wird im Mai wieder geöffnet, sagte die Bürgermeisterin am Dienstag nach langer Reparatur.';
const candidates = (text: string) => [rankedIn(article(text), text)];

describe('The reader judges', () => {
  test.each([
    ['an English question to an English archive', 'When does the bridge reopen?', ENGLISH_TEXT, ['en'], true],
    ['key words put to an English archive', 'bridge reopening', ENGLISH_TEXT, ['en'], true],
    [
      'an English question that English articles answer',
      'When does the bridge reopen?',
      ENGLISH_TEXT,
      ['de', 'en'],
      true,
    ],
    ['no German question', 'Wann öffnet die Brücke wieder?', GERMAN_TEXT, ['de', 'en'], false],
    ['no German articles', 'When does the bridge reopen?', GERMAN_TEXT, ['de', 'en'], false],
    ['no Russian question', 'Когда откроется мост?', ENGLISH_TEXT, ['en', 'ru'], false],
  ])('%s: %s', async (_, question, text, languages, trusted) => {
    expect(await isTrusted(asked(question, ...languages), candidates(text))).toBe(trusted);
  });
});

test('It is given the question as it is understood, titles and sentences, and a limit of time where there is one', async () => {
  const calls: unknown[] = [];
  const reader = {
    read: (...call: unknown[]) => {
      calls.push(call);
      return Promise.resolve([{ relevance: 2, answer: null }]);
    },
  } as unknown as Reader;
  const question = readQuestion('wehn does the bridge reopen?', '2025-05-01', 'When does the bridge reopen?');
  await readAll(reader, question, candidates(ENGLISH_TEXT), 150);
  await readAll(reader, question, candidates(ENGLISH_TEXT));
  const sentences = [{ title: 'The bridge', text: ENGLISH_TEXT }];
  expect(calls).toEqual([
    [question.read, sentences, { within: 150 }],
    [question.read, sentences, {}],
  ]);
});

test('What was read counts beside the linear score; what was not keeps that', async () => {
  const readings: (Reading | null)[] = [{ relevance: 3, answer: null }, null];
  const reader = { read: () => Promise.resolve(readings) } as unknown as Reader;
  const text = 'The bridge reopens in May. The ferry sails at noon.';
  const two = text.split(/(?<=\.) /).map((sentence) => rankedIn(article(text), sentence));
  const [read, unread] = await readAll(
    reader,
    readQuestion('When does the bridge reopen?', '2025-05-01'),
    two,
  );
  expect(read!.score).toBeGreaterThan(two[0]!.score);
  expect(unread).toEqual(two[1]);
});

test('Where time is up, a reading that is known from before does not lift its sentence over better ones that are not read', async () => {
  const readings: (Reading | null)[] = [null, { relevance: 3, answer: null }];
  const reader = { read: () => Promise.resolve(readings) } as unknown as Reader;
  const text = 'The bridge reopens in May. The ferry sails at noon.';
  const two = text.split(/(?<=\.) /).map((sentence) => rankedIn(article(text), sentence));
  const question = readQuestion('When does the bridge reopen?', '2025-05-01');
  const read = async (within?: number) =>
    (await readAll(reader, question, two, within)).map(({ reading }) => reading?.relevance ?? null);
  expect(await read(150)).toEqual([null, null]);
  // Without a limit what is missing ended the reader's process, and says nothing of the others.
  expect(await read()).toEqual([null, 3]);
});
