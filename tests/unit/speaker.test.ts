// Who said it, and when nobody can be named.
import { describe, expect, test } from 'vitest';
import { speakerOf } from '../../src/speakers/speaker.ts';
import { statements } from '../../src/text/sentences.ts';

/** The speaker of the statement that begins with the given words. */
function speaker(text: string, beginning: string): string | null {
  const span = statements(text).find(({ start }) => text.startsWith(beginning, start));
  if (!span) throw new Error(`no statement begins with ${beginning}`);
  return speakerOf(text, span);
}

/** The speaker of the last statement. */
const ofLast = (text: string): string | null => speakerOf(text, statements(text).at(-1)!);
const whole = (text: string): string | null => speakerOf(text, { start: 0, end: text.length });

describe('the speaker is named', () => {
  test.each([
    ['before the verb', 'Ines Calder said the ferry was late.', 'Ines Calder'],
    ['after a quotation', '“The ferry is late,” said Ines Calder.', 'Ines Calder'],
    ['within a quotation', '“The ferry,” said Ines Calder on Monday, “is late.”', 'Ines Calder'],
    ['behind a quotation that ends with two apostrophes', "\"It is late,'' Ines Calder says.", 'Ines Calder'],
    [
      'with a role',
      'Harbour master Ines Calder told the council that it was late.',
      'Harbour master Ines Calder',
    ],
    [
      'with a role of more words',
      '“No,” said Quay Trust president and chief engineer Ines Calder.',
      'Quay Trust president and chief engineer Ines Calder',
    ],
    [
      'with a role after the name',
      'Ines Calder, the harbour master, said it was late.',
      'Ines Calder, harbour master',
    ],
    [
      'with a role before a comma',
      'The harbour master, Ines Calder, said it was late.',
      'harbour master Ines Calder',
    ],
    ['behind a clause', 'Ines Calder, who has sailed since 1990, said it was late.', 'Ines Calder'],
    ['behind age and clause', 'Ines Calder, 52, of Quay Street, said it was late.', 'Ines Calder'],
    ['behind a possessive', 'Amos Reed from Pellowick’s Weather Office said it would rain.', 'Amos Reed'],
    ['by "according to"', 'According to Ines Calder, the ferry was late.', 'Ines Calder'],
    ['by figures', 'It was late, according to data released by the Ferry Office.', 'Ferry Office'],
    ['as a body', 'The Ministry of Transport said the ferry was late.', 'Ministry of Transport'],
    [
      'as a body with "and"',
      'The Bureau of Tides and Weather said it was late.',
      'Bureau of Tides and Weather',
    ],
    ['as a body of two words', 'On Monday, the Pellowick police said it was late.', 'Pellowick police'],
    ['as a site', 'The ferry was late, according to tides.com.', 'tides.com'],
    ['with particles', 'Ursula von der Brandt warned of delays.', 'Ursula von der Brandt'],
    ['with an abbreviated title', '"It is late," Dr. Piers Ashgrove told reporters.', 'Dr. Piers Ashgrove'],
    ['by a participle', 'Ines Calder closed the quay, saying the wind was too strong.', 'Ines Calder'],
    ['by a last name that is a title too', 'Ines Judge rowed.\n“It was late,” Judge said.', 'Ines Judge'],
    ['by a second verb', 'Ines Calder left at noon and said the ferry was late.', 'Ines Calder'],
    ['beside quotation marks', 'Ines Calder called the delay “a disgrace”.', 'Ines Calder'],
    ['with whom nobody named is quoted', 'Ines Calder said officials told her so.', 'Ines Calder'],
  ])('%s', (_, text, name) => expect(ofLast(text)).toBe(name));
});

describe('a last name is given in full, with the role, where the article has it:', () => {
  test.each([
    ['before the name', 'Town spokesman Amos Reed said the wall held.', 'Town spokesman Amos Reed'],
    [
      'behind it',
      'The wall was built by Amos Reed, an engineer at Quay Trust.',
      'Amos Reed, engineer at Quay Trust',
    ],
    ['as a title', 'Gov. Amos Reed visited the wall.', 'Gov. Amos Reed'],
    [
      'later',
      'The night was wet.',
      'Town spokesman Amos Reed',
      'Amos Reed stayed. Town spokesman Amos Reed left.',
    ],
  ])('%s', (_, before, name, after = '') =>
    expect(speaker(`${before}\n\n"It was close," Reed told reporters.\n\n${after}`, '"It was')).toBe(name),
  );

  test('nobody where two share it, and it is not about one of them', () => {
    const text = 'Amos Reed and Ida Reed were there. Later Reed said the wall held.';
    expect(speaker(text, 'Later')).toBeNull();
    expect(speaker(text.replace('Amos', 'Mayor Amos'), 'Later')).toBeNull();
    expect(speaker(`Amos Reed came. Amos Reed stayed. ${text}`, 'Later')).toBe('Amos Reed');
  });
});

describe('a quotation without attribution has', () => {
  test.each([
    ['the speaker before it', 'Ines Calder told us it was late. “We waited.”', '“We waited'],
    ['the speaker two sentences before it', '“No,” said Ines Calder. “None.” “We waited.”', '“We waited'],
    [
      'the speaker of the sentence that ends it',
      `“It came. ${'It went on and on. '.repeat(15)}We slept,” said Ines Calder.`,
      '“It came',
    ],
    ['the speaker of a short sentence after it', '“Will it come?” Ines Calder added.', '“Will it'],
    ['the speaker before a colon', 'Ines Calder told the council:\n\n“We waited.”', '“We waited'],
  ])('%s', (_, text, beginning) => expect(speaker(text, beginning)).toBe('Ines Calder'));

  test.each([
    ['when the article speaks in between', 'Ines Calder said no. The council left. “We waited.”'],
    ['in a paragraph of its own', 'Ines Calder said no.\n\n“We waited.”'],
    ['when it is only a title', 'Ines Calder said no. “The Ferry” opens on Monday.'],
  ])('nobody %s', (_, text) => expect(ofLast(text)).toBeNull());
});

describe('"he" and "she" stand for', () => {
  test.each([
    ['the speaker before', 'Ines Calder said it was late.\n\n“We waited,” she said.', 'Ines Calder'],
    [
      'whom the sentence before is about',
      'Ines Calder runs the ferry.\n\nIt was late, she said.',
      'Ines Calder',
    ],
    ['the same person again', 'Amos Reed said no. He left. He said it was late.', 'Amos Reed'],
    [
      'somebody behind a first phrase',
      'As a mayor, Amos Reed built walls. “They hold,” he said.',
      'Amos Reed',
    ],
    [
      'somebody new with an apposition, not the speaker before',
      '“No,” said Colm Reed.\n\nVivienne Calder, the plant manager, saw it otherwise. “Yes,” she said.',
      'Vivienne Calder, plant manager',
    ],
    [
      'somebody whom a report follows',
      'Amos Reed said no. Rain fell, according to a report. He said it hurt.',
      'Amos Reed',
    ],
  ])('%s', (_, text, name) => expect(ofLast(text)).toBe(name));

  test.each([
    ['a man is not "she"', 'William Reed said it was late. “We waited,” she said.'],
    ['a spokeswoman is not "he"', 'Spokeswoman Ray Calder said it was late. “We waited,” he said.'],
    ['a body is neither', 'The Ferry Office said it was late. “We waited,” he said.'],
    [
      'a place behind a first phrase is neither',
      'After a night in Pellowick, New Jersey, all slept. He said yes.',
    ],
    ['a place is neither', 'Louisiana was wet on Monday. “We waited,” she said.'],
    [
      'an official stays unnamed',
      'Amos Reed said no. An official was asked, one official said. He said yes.',
    ],
    ['another person came in between', 'Amos Reed built it, and Piers Ashgrove paid. “It held,” he said.'],
    [
      'a heading begins something else',
      'Amos Reed said no.\n\nElsewhere on the coast\n\nHe said it was late.',
    ],
    [
      'the sentence is about another',
      'Piers Ashgrove said no. Amos Reed went home despite what he said was fine weather.',
    ],
    ['nobody was named', 'He said it was late.'],
  ])('nobody: %s', (_, text) => expect(ofLast(text)).toBeNull());
});

describe('somebody named before is meant by', () => {
  test.each([
    ['a role', 'Mayor Amos Reed came. Ida Voss left. The mayor said it was late.', 'Mayor Amos Reed'],
    ['a former role', 'Gov. Amos Reed came. Then the governor said it was late.', 'Gov. Amos Reed'],
    ['"the paper"', 'The Pellowick Gazette said so. “It is late,” the paper added.', 'Pellowick Gazette'],
    ['"the board"', 'The Ferry Board said so. Then the board said it was late.', 'Ferry Board'],
    [
      '"the company"',
      'Quay Lines, a shipping firm, is moving. Quay Lines sails, and Quay Lines rests. The company said it was late.',
      'Quay Lines',
    ],
    ['"it"', 'The Ferry Board said so. It added that it was late.', 'Ferry Board'],
  ])('%s', (_, text, name) => expect(ofLast(text)).toBe(name));

  test.each([
    ['a role that two have', 'Mayor Amos Reed met Mayor Ida Voss. The mayor said it was late.'],
    ['a board is no company', 'The Ferry Board said so. The company said it was late.'],
    ['a person is no company', 'Amos Reed said so. Reed left, and Reed slept. The company said it was late.'],
  ])('nobody: %s', (_, text) => expect(ofLast(text)).toBeNull());
});

describe('nobody is named', () => {
  test.each([
    ['where the article itself speaks', 'The ferry left at noon and came back empty.'],
    ['for a pronoun', 'She said the ferry was late.'],
    ['for people at large', 'Residents said the ferry was late.'],
    ['for officials of a body', 'The ferry was late, according to Ferry Board officials.'],
    ['for a spokesman of somebody', 'A spokesman for Ines Calder said the ferry was late.'],
    ['where two people speak', 'Ines Calder said it was late, but Amos Reed said it was early.'],
    ['where two people speak at once', 'Ines Calder and Amos Reed said it was late.'],
    [
      'where people and a neighbour speak',
      'The Calder brothers and their neighbour Amos Reed said it was late.',
    ],
    ['where the name stands inside the quotation', '“Ines Calder said nothing to us,” she added.'],
    ['for who was told', 'Ines Calder was told that the ferry was late.'],
    ['for what is added to a shop', 'Quay Lines added two ferries.'],
    ['for officials from an office', 'Rangers from the Fort Quay office said it was late.'],
    ['for two bodies', 'The Quay Department and Tide Agency said it was late.'],
    ['for two with roles', 'Ines Calder, the harbour master, and Amos Reed, the mayor, said it was late.'],
    ['for two with titles', '“It was late,” Gov. Amos Reed and Rep. Ida Voss wrote.'],
    ['for a family', 'Ines Calder moved here. The Calders said it was late.'],
    ['for a role alone', 'One ferry firm’s CEO said it was late.'],
    ['for whoever is told of by age', 'A 16-year-old, who saw it, told CNN that it was late.'],
    ['for a first name alone', '“It was late,” Sarah said.'],
    ['for a word that opens the sentence', 'Builders told us the wall held. Builders said it was late.'],
    ['for a day', '“It was late,” Monday said.'],
    ['for a place', 'In Pellowick said the sign.'],
    ['for a title in quotation marks', 'The “Barbie” ferry opens on Monday.'],
  ])('%s', (_, text) => expect(ofLast(text)).toBeNull());
});

test('a quote whose sentences are of different people has no speaker', () => {
  const text = 'Ines Calder said it was late. Amos Reed said it was early.';
  expect(whole(text)).toBeNull();
  expect(speaker(text, 'Amos')).toBe('Amos Reed');
});

test('a quote keeps its speaker beside sentences that nobody is said to have said', () =>
  expect(whole('The ferry came. Ines Calder said it was late.')).toBe('Ines Calder'));
