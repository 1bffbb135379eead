// The last gate before a quote is shown, and which candidates become quotes.
import { describe, expect, test } from 'vitest';
import { pickQuotes, verified } from '../../src/answer/quotes.ts';
import type { Article, Quote } from '../../src/types.ts';
import { rankedIn } from '../support/ranked.ts';

const article = (id: string, text: string): Article => ({
  id,
  file: `${id}.txt`,
  title: id,
  text,
  unquotable: [],
  url: `https://gazette.example/${id}`,
  outlet: 'Gazette',
  byline: null,
  published: '2024-05-01',
});

const candidate = rankedIn;

const bridge = article('bridge', 'The landlord is not permitted to terminate. The bridge reopens in May.');
const ferry = article('ferry', 'The ferry sails at noon. The bridge reopens in May, at last.');

describe('a quote that does not stand in its article is never shown:', () => {
  const sound = pickQuotes([candidate(bridge, 'The landlord is not permitted to terminate.')])[0]!;
  test.each<[string, Partial<Quote>]>([
    ['a word is missing', { text: 'The landlord is permitted to terminate.' }],
    ['it is cut', { end: sound.end - 1 }],
    ['it is shifted', { start: sound.start + 1, end: sound.end + 1 }],
  ])('%s', (_, change) => {
    expect(() => verified(bridge, { ...sound, ...change })).toThrow(/does not stand in bridge.txt/);
  });
  test.each([
    ['before it', { start: sound.start - 1, end: sound.end }],
    ['beyond it', { start: sound.start, end: sound.end + 1 }],
    ['nowhere', { start: sound.start + 4, end: sound.start + 4 }],
  ])('its answer is %s', (_, answer) => {
    expect(() => verified(bridge, { ...sound, answer })).toThrow(
      /The answer at .* does not stand in the quote/,
    );
  });
  test('while one that holds its answer is', () => {
    const quote = { ...sound, answer: { start: sound.start + 4, end: sound.end } };
    expect(verified(bridge, quote)).toBe(quote);
  });
  test('while a sound one is', () => expect(verified(bridge, sound)).toBe(sound));
  test('nor one whose candidate was altered', () => {
    const altered = {
      ...candidate(bridge, 'The bridge reopens in May.'),
      text: 'The bridge reopens in June.',
    };
    expect(() => pickQuotes([altered])).toThrow(/does not stand/);
  });
});

describe('of two articles', () => {
  const told = (text: string, outlet = `Outlet of ${text.length}`) =>
    candidate({ ...article(`gazette ${text.length}`, text), outlet }, text);
  const quoted = (...texts: string[]) =>
    pickQuotes(texts.map((text) => told(text))).map(({ text, also }) => [
      text,
      also.map((other) => other.article.title),
    ]);
  const ELEVEN = 'Divers counted 11 hectares of eelgrass in the outer channel of the harbour.';

  test('that tell the same, one is quoted and both are cited', () => {
    const again = 'Divers counted 11 hectares of eelgrass in the outer channel of the old harbour.';
    expect(quoted(ELEVEN, again)).toEqual([[ELEVEN, [`gazette ${again.length}`]]]);
  });
  test('that tell the same in one outlet, one is quoted, and another outlet is cited that tells it too', () => {
    const again = ELEVEN.replace('the harbour', 'the old harbour');
    const elsewhere = ELEVEN.replace('the harbour', 'the small harbour');
    const picked = pickQuotes([
      told(ELEVEN, 'Gazette'),
      told(again, 'Gazette'),
      told(elsewhere, 'Herald'),
      told(`${elsewhere} Indeed.`, 'Herald'),
    ]);
    expect(picked.map(({ also }) => also.map((other) => other.article.outlet))).toEqual([['Herald']]);
  });
  test.each([
    ['another figure', 'Divers counted 3 hectares of eelgrass in the outer channel of the harbour.'],
    [
      'another figure in words',
      'Divers counted three hectares of eelgrass in the outer channel of the harbour.',
    ],
    ['a "not"', 'Divers had not counted 11 hectares of eelgrass in the outer channel of the harbour.'],
  ])('of which one has %s, both are quoted and neither is cited as the same', (_, other) => {
    expect(quoted(ELEVEN, other)).toEqual([
      [ELEVEN, []],
      [other, []],
    ]);
  });
  test('of which one holds no more than half of the other, only that one is cited', () => {
    const half = 'Divers counted 11 hectares of eelgrass.';
    expect(quoted(ELEVEN, half)).toEqual([[ELEVEN, []]]);
  });
});

test('what says the same, or overlaps, is quoted once', () => {
  const picked = pickQuotes([
    candidate(bridge, 'The bridge reopens in May.'),
    candidate(ferry, 'The bridge reopens in May, at last.'),
    candidate(bridge, bridge.text),
    candidate(ferry, 'The ferry sails at noon.'),
  ]);
  expect(picked.map(({ citation, text }) => [citation, text])).toEqual([
    [1, 'The bridge reopens in May.'],
    [2, 'The ferry sails at noon.'],
  ]);
});
