// The read path with the real model over the shipped corpus: verbatim, attributed, and silent when it should be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '../src/ask.ts';
import type { Settings } from '../src/config.ts';
import { collapse } from '../src/text.ts';
import type { Answer } from '../src/types.ts';
import { shippedIndex } from './shipped.ts';

let settings: Settings;
let archive: Archive;
beforeAll(async () => {
  settings = await shippedIndex();
  archive = await openArchive(settings);
});
afterAll(() => archive.close());

const shown = (answer: Answer) => [...answer.quotes, ...answer.nearest];

test('a question is answered with quotes that name outlet, day and article', async () => {
  const answer = await archive.ask('How many homes were flooded on Lower Staithe?');
  expect(answer.kind).toBe('answered');
  expect(answer.quotes.length).toBeGreaterThan(0);
  expect(answer.quotes[0]).toMatchObject({
    citation: 1,
    article: {
      outlet: expect.stringMatching(/\w/),
      published: expect.stringMatching(/^2025-/),
      file: expect.stringMatching(/\.(txt|md)$/),
    },
  });
});

test('outlets that disagree are quoted side by side', async () => {
  const { quotes } = await archive.ask('How many homes were flooded on Lower Staithe?');
  expect(new Set(quotes.map((quote) => quote.article.outlet)).size).toBe(3);
  const text = quotes.map((quote) => quote.text).join(' ');
  expect(text).toMatch(/40/);
  expect(text).toMatch(/63/);
  expect(text).toMatch(/78/);
});

test('quotes of one article share its citation number, and numbers run from 1', async () => {
  const { quotes } = await archive.ask('What did Lou Castellan do for Pellowick Rovers?');
  const numbers = new Map(quotes.map((quote) => [quote.article.id, quote.citation]));
  expect([...numbers.values()]).toEqual([...numbers.keys()].map((_, i) => i + 1));
  for (const quote of quotes) expect(quote.citation).toBe(numbers.get(quote.article.id));
});

describe('whatever is asked', () => {
  const questions = [
    'How many homes were flooded on Lower Staithe?',
    'What is the capital of Australia?',
    'ferry',
    'Who?',
    '',
    '   ',
    '🙂',
    '"',
    '*',
    'NEAR(',
    'a AND (b OR',
    'title:ferry^2',
    '\u0000\u001b[31m',
    'ferry '.repeat(900),
    'Сколько домов затопило?',
    'Wie viele Häuser wurden überflutet?',
    '- - -',
    "'; DROP TABLE articles; --",
    '\ud800',
  ];
  test.each(questions)('%j gives an answer whose quotes stand in their files', async (question) => {
    const answer = await archive.ask(question);
    if (answer.kind === 'abstained') expect(answer.reason).toMatch(/^[A-Z].*\.$/);
    expect(answer.confidence).toBeGreaterThanOrEqual(0);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    expect(shown(answer).length).toBeLessThanOrEqual(3);
    for (const { text, start, end, article } of shown(answer)) {
      const whole = (await archive.article(article.id))!;
      expect(whole.text.slice(start, end)).toBe(text);
      expect(collapse(readFileSync(join(settings.CORPUS_DIR, article.file), 'utf8'))).toContain(
        collapse(text),
      );
      expect(text.split(/\s+/).length).toBeLessThanOrEqual(60);
    }
  });
});

describe('it abstains', () => {
  test.each([
    ['', 'There is no question.'],
    ['What is it?', 'The question holds no word to look for.'],
  ])('from %j, saying why', async (question, reason) => {
    expect(await archive.ask(question)).toMatchObject({ kind: 'abstained', quotes: [], reason });
  });

  test('from what the archive does not cover, and shows what came nearest as such', async () => {
    const answer = await archive.ask('What is the capital of Australia?');
    expect(answer).toMatchObject({ kind: 'abstained', quotes: [], coverage: { articles: 24 } });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  test('when the filter leaves nothing, naming the outlets that there are', async () => {
    const answer = await archive.ask('How many homes were flooded?', { outlet: 'The Times' });
    expect(answer).toMatchObject({ kind: 'abstained', nearest: [] });
    expect(answer.kind === 'abstained' && answer.reason).toMatch(/no outlet "The Times".*Radio Pellow/);
  });
});

test('a filter keeps everything else out', async () => {
  const answer = await archive.ask('How many homes were flooded?', { from: '2025-02-10', to: '2025-02-16' });
  expect(new Set(shown(answer).map((quote) => quote.article.published))).toEqual(new Set(['2025-02-14']));
});

test('a direct quotation is given with its speaker', async () => {
  const answer = await archive.ask('Why does Petra Lanyon want the channel dredged?');
  expect(answer.quotes.map((quote) => quote.speaker)).toContain('Petra Lanyon');
});

describe('asked what somebody said', () => {
  test.each([
    ['What did Capt. Ines Tregallow say about the new cinema?', 'what they did not speak about'],
    ['What did Vivienne Sarkander say about the flood on Lower Staithe?', 'what others spoke about'],
    ['What did Nobody Atall say about the ferry?', 'whom the archive does not know'],
  ])('%j is abstained from: %s', async (question) => {
    expect((await archive.ask(question)).kind).toBe('abstained');
  });

  test('it puts their own words first', async () => {
    const { quotes } = await archive.ask('What did Vivienne Sarkander say about the strike?');
    expect(quotes[0]?.speaker).toMatch(/Vivienne Sarkander$/);
    expect(quotes[0]?.text).toMatch(/[“"]/);
  });
});

test('sources are found by title, by outlet and by words of the text', async () => {
  const titles = async (text: string) => (await archive.findSources(text, 5)).map((source) => source.title);
  expect((await titles('fishermen'))[0]).toMatch(/^Fishermen/);
  expect(await titles('radio pell')).toHaveLength(5);
  expect((await titles('eelgrass')).length).toBeGreaterThan(0);
  expect(await titles('')).toHaveLength(5);
  expect(await titles('"*(')).toHaveLength(5);
});
