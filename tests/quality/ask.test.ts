// The read path with the real model over the shipped corpus: verbatim, attributed, and silent when it should be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive, type AskQuery } from '../../src/archive.ts';
import { collapse } from '../../src/text/words.ts';
import type { Answer } from '../../src/types.ts';
import { ageNote } from '../../src/messages/answer-wording.ts';
import { ENGLISH, reasonOf } from '../support/english.ts';
import { shippedIndex, type NamedSettings } from '../support/shipped.ts';

let settings: NamedSettings;
let archive: Archive;
beforeAll(async () => {
  settings = await shippedIndex({ READER: 'bundled' });
  archive = await openArchive(settings);
});
afterAll(() => archive.close());

/** The answer from all outlets. */
const ask = (question: string, more: Omit<Partial<AskQuery>, 'question'> = {}) =>
  archive.ask({ question, outlets: null, ...more });

const shown = (answer: Answer) => [...answer.quotes, ...answer.nearest];

test('a question is answered with quotes that name outlet, day and article', async () => {
  const answer = await ask('How many homes were flooded on Lower Staithe?');
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

test('where only some outlets may be asked, nothing is shown of the others', async () => {
  const outlets = ['radio pellow', 'The Tidewater Lantern'];
  const answer = await archive.ask({ question: 'How many homes were flooded on Lower Staithe?', outlets });
  const named = new Set(shown(answer).map((quote) => quote.article.outlet));
  expect([...named].sort()).toEqual(['Radio Pellow', 'The Tidewater Lantern']);
});

test('outlets that disagree are quoted side by side', async () => {
  const { quotes } = await ask('How many homes were flooded on Lower Staithe?');
  expect(new Set(quotes.map((quote) => quote.article.outlet)).size).toBe(3);
  const text = quotes.map((quote) => quote.text).join(' ');
  expect(text).toMatch(/40/);
  expect(text).toMatch(/63/);
  expect(text).toMatch(/78/);
});

describe('what several quotes answer', () => {
  test('is told of each outlet that writes about it', async () => {
    const { quotes } = await ask('Which outlets reported on the dredging?');
    expect(quotes.map(({ article }) => article.outlet).sort()).toEqual(
      [...new Set(quotes.map(({ article }) => article.outlet))].sort(),
    );
    expect(quotes.length).toBeGreaterThan(1);
    for (const { text } of quotes) expect(text).toMatch(/dredg|deepening/i);
  });

  test.each(['What happened with the dredging?', 'Give me a summary of the dredging'])(
    'is told in the order of time, of each day once: %s',
    async (question) => {
      const days = (await ask(question)).quotes.map(({ article }) => article.published);
      expect(days.length).toBeGreaterThan(1);
      expect(days).toEqual([...new Set(days)].sort());
    },
  );

  test('is told of each speaker', async () => {
    const { quotes } = await ask('Who said what about the dredging?');
    const speakers = quotes.map(({ speaker }) => speaker);
    expect(speakers.length).toBeGreaterThan(1);
    expect(speakers).not.toContain(null);
    expect(new Set(speakers).size).toBe(speakers.length);
  });
});

test('quotes of one article share its citation number, and numbers run from 1', async () => {
  const { quotes } = await ask('What did Lou Castellan do for Pellowick Rovers?');
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
    const answer = await ask(question);
    if (answer.kind === 'abstained') expect(reasonOf(answer)).toMatch(/^[A-Z].*\.$/);
    expect(answer.confidence).toBeGreaterThanOrEqual(0);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    expect(shown(answer).length).toBeLessThanOrEqual(3);
    for (const { text, start, end, article } of shown(answer)) {
      const whole = (await archive.article({ id: article.id, outlets: null }))!;
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
    const answer = await ask(question);
    expect(answer).toMatchObject({ kind: 'abstained', quotes: [] });
    expect(reasonOf(answer)).toBe(reason);
  });

  test('from what the archive does not cover, and shows what came nearest as such', async () => {
    const answer = await ask('What is the capital of Australia?');
    expect(answer).toMatchObject({ kind: 'abstained', quotes: [], coverage: { articles: 24 } });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  test('when the filter leaves nothing, naming the outlets that there are', async () => {
    const answer = await ask('How many homes were flooded?', { outlet: 'The Times' });
    expect(answer).toMatchObject({ kind: 'abstained', nearest: [] });
    expect(reasonOf(answer)).toMatch(/no outlet “The Times”.*Radio Pellow/);
  });
});

test('a filter keeps everything else out', async () => {
  const answer = await ask('How many homes were flooded?', { from: '2025-02-10', to: '2025-02-16' });
  expect(new Set(shown(answer).map((quote) => quote.article.published))).toEqual(new Set(['2025-02-14']));
});

test('a direct quotation is given with its speaker', async () => {
  const answer = await ask('Why does Petra Lanyon want the channel dredged?');
  expect(shown(answer).map((quote) => quote.speaker)).toContain('Petra Lanyon');
});

describe('a name that no article has', () => {
  test('is refused however similar the wording, and the reason says so', async () => {
    const known = await ask('How many homes were flooded on Lower Staithe in February?');
    expect(known.kind).toBe('answered');
    const answer = await ask('How many homes were flooded on Lower Staithe and in Quorvale?');
    expect(reasonOf(answer)).toBe('No article names “Quorvale”.');
    const evidence = answer.parts.map((part) => part.evidence);
    expect(evidence).toContainEqual({ kind: 'unknown name', name: 'Quorvale' });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });
});

test('a word that no article has in any form is told where there is no answer', async () => {
  const answer = await ask('When do the airports of Pellowick open?');
  expect(answer).toMatchObject({
    kind: 'abstained',
    cause: { kind: 'unknown words', words: ['airports'] },
  });
  expect(reasonOf(answer)).toBe('The archive holds no clear answer: no article has the word “airports”.');
  expect(await archive.find({ text: 'airport', limit: 5, outlets: null })).toEqual([]);
});

describe('asked what somebody said', () => {
  test.each([
    ['What did Capt. Ines Tregallow say about the new cinema?', 'what they did not speak about'],
    ['What did Vivienne Sarkander say about the flood on Lower Staithe?', 'what others spoke about'],
    ['What did Nobody Atall say about the ferry?', 'whom the archive does not know'],
  ])('%j is abstained from: %s', async (question) => {
    expect((await ask(question)).kind).toBe('abstained');
  });

  test('it puts their own words first', async () => {
    const { quotes } = await ask('What did Vivienne Sarkander say about the strike?');
    expect(quotes[0]?.speaker).toMatch(/Vivienne Sarkander$/);
    expect(quotes[0]?.text).toMatch(/[“"]/);
  });
});

test('sources are found by title, by outlet and by words of the text', async () => {
  const titles = async (text: string) =>
    (await archive.find({ text: text, limit: 5, outlets: null })).map((source) => source.title);
  expect((await titles('fishermen'))[0]).toMatch(/^Fishermen/);
  expect(await titles('radio pell')).toHaveLength(5);
  expect((await titles('eelgrass')).length).toBeGreaterThan(0);
  expect(await titles('')).toHaveLength(5);
  expect(await titles('"*(')).toHaveLength(5);
});

describe('asked of days', () => {
  const days = (answer: Answer) => [...new Set(shown(answer).map((quote) => quote.article.published))];

  test('articles published in the days that limit the question are the only ones', async () => {
    const answer = await ask('What was reported in June about the dredging?', { today: '2025-08-20' });
    expect(answer.period).toEqual({ from: '2025-06-01', to: '2025-06-30', kind: 'limit' });
    expect(answer.kind).toBe('answered');
    for (const day of days(answer)) expect(day).toMatch(/^2025-06-/);
  });

  test('the days of what is asked about come first, and others are not left out', async () => {
    const first = async (month: string) =>
      days(await ask(`What was said about the dredging in ${month} 2025?`))[0];
    expect(await first('June')).toMatch(/^2025-06/);
    expect(await first('August')).toMatch(/^2025-08/);
    const { kind } = await ask('How many hectares of eelgrass would the dredging destroy in 2031?');
    expect(kind).toBe('answered');
  });

  test('"this week" costs an archive that ended long ago nothing', async () => {
    const then = await ask('How many homes were flooded this week on Lower Staithe?', {
      today: '2031-01-01',
    });
    const plain = await ask('How many homes were flooded on Lower Staithe?');
    expect(then.quotes.map(({ text }) => text)).toEqual(plain.quotes.map(({ text }) => text));
    // The reader reads the whole question.
    expect(then.confidence).toBeCloseTo(plain.confidence, 1);
  });

  test('a limit is narrowed by the filter, and both together may leave nothing', async () => {
    const question = 'articles about the dredging published in June 2025';
    const found = days(await ask(question, { from: '2025-06-10' }));
    expect(found.length).toBeGreaterThan(0);
    for (const day of found) expect(['2025-06-11', '2025-06-19']).toContain(day);
    expect(reasonOf(await ask(question, { to: '2025-05-31' }))).toBe(
      'The period of the question lies outside the days that it is limited to.',
    );
  });

  test.each([
    ['articles about the dredging published in 2019', {}],
    ['ferry', { from: '2026-01-01' }],
    ['ferry', { asOf: '2019-01-01' }],
  ])('outside of what the archive covers %j says so', async (question, filter) => {
    const answer = await ask(question, filter);
    expect(answer).toMatchObject({ kind: 'abstained', nearest: [] });
    expect(reasonOf(answer)).toBe(
      'The archive has no article of that period: it covers 9 February 2025 to 6 October 2025.',
    );
  });

  test('as of a day nothing later is known, neither found nor quoted', async () => {
    const question = 'When will the dredging begin?';
    expect(days(await ask(question)).some((day) => day >= '2025-08-13')).toBe(true);
    const answer = await ask(question, { asOf: '2025-06-30' });
    expect(answer.asOf).toBe('2025-06-30');
    for (const day of days(answer)) expect(day <= '2025-06-30').toBe(true);
    for (const { passage } of answer.hits)
      expect(
        (await archive.article({ id: passage.articleId, outlets: null }))!.published <= '2025-06-30',
      ).toBe(true);
  });

  test('"last week" is the week before the day of asking', async () => {
    expect(await ask('Who struck last week?', { asOf: '2025-05-07' })).toMatchObject({
      asOf: '2025-05-07',
      period: { from: '2025-04-28', to: '2025-05-04', kind: 'prefer' },
    });
  });

  test('without a subject it shows what was published of those days, and no answer', async () => {
    const answer = await ask('What happened on 3 June 2025?');
    expect(reasonOf(answer)).toBe('The question names a period, but no subject.');
    expect(days(answer)).toEqual(['2025-06-03']);
  });

  test('the example of the README comes out as it stands there', async () => {
    const answer = await ask('How many hectares of eelgrass would the dredging destroy?');
    expect(answer.quotes.map(({ article }) => article.outlet)).toEqual([
      'The Tidewater Lantern',
      'Radio Pellow',
    ]);
    expect(answer).toMatchObject({ differing: [{ text: '11 hectares' }, { text: '8 hectares' }] });
  });

  test('an old answer about the present says how old it is, a recent one does not', async () => {
    const noteOf = async (today: string) => {
      const answer = await ask('How many hectares of eelgrass are there in the channel?', { today: today });
      return answer.kind === 'answered' ? ageNote(answer, ENGLISH) : answer.kind;
    };
    expect(await noteOf('2026-10-14')).toBe('The newest of these is 14 months old (13 August 2025).');
    expect(await noteOf('2025-08-20')).toBeNull();
  });

  test.each([
    'any news about the library fire?',
    'Are there any updates on the trial of Hugh Brandreth?',
    'any news about the bus strike?',
    'What is the latest on the hospital car park charges?',
  ])('%j is told that there is none, though articles share words with it', async (question) => {
    expect((await ask(question)).kind).toBe('abstained');
  });

  test.each(['What is the latest on the dredging?', 'any news about the dredging?'])(
    '%j is answered by the newest of what fits well',
    async (question) => {
      const { quotes } = await ask(question);
      expect(quotes[0]!.article.published).toBe('2025-08-13');
    },
  );
});
