// Who said it, and when nobody can be named.
import { describe, expect, test } from 'vitest';
import { speakerOf } from '../src/speaker.ts';
import { statements } from '../src/text.ts';

/** The speaker of the statement that begins with the given words. */
function speaker(text: string, beginning: string): string | null {
  const span = statements(text).find(({ start }) => text.startsWith(beginning, start));
  if (!span) throw new Error(`no statement begins with ${beginning}`);
  return speakerOf(text, span);
}

describe('the speaker is named', () => {
  test.each([
    ['before the verb', 'Ines Calder said the ferry was late.', 'Ines Calder'],
    ['after a quotation', '“The ferry is late,” said Ines Calder.', 'Ines Calder'],
    [
      'with a role',
      'Harbour master Ines Calder told the council that it was late.',
      'Harbour master Ines Calder',
    ],
    ['with a role after the name', 'Ines Calder, the harbour master, said it was late.', 'Ines Calder'],
    ['by "according to"', 'According to Ines Calder, the ferry was late.', 'Ines Calder'],
    ['as a body', 'The Ministry of Transport said the ferry was late.', 'Ministry of Transport'],
    ['with particles', 'Ursula von der Brandt warned of delays.', 'Ursula von der Brandt'],
    ['with an abbreviated title', '"It is late," Dr. Piers Ashgrove told reporters.', 'Dr. Piers Ashgrove'],
  ])('%s', (_, text, name) => {
    expect(speakerOf(text, { start: 0, end: text.length })).toBe(name);
  });
});

test('a last name is given in full, with the role, where the article has it', () => {
  const text =
    'Town spokesman Amos Reed said the wall held. The night was wet. "It was close," Reed told reporters.';
  expect(speaker(text, '"It was')).toBe('Town spokesman Amos Reed');
});

test('a quotation without an attribution has the speaker of the sentence before it', () => {
  const text = 'Ines Calder told the council that the ferry was late. “We waited for hours.”';
  expect(speaker(text, '“We waited')).toBe('Ines Calder');
});

describe('nobody is named', () => {
  test.each([
    ['where the article itself speaks', 'The ferry left at noon and came back empty.'],
    ['for a pronoun', 'She said the ferry was late.'],
    ['for people at large', 'Residents said the ferry was late.'],
    ['where two people speak', 'Ines Calder said it was late, but Amos Reed said it was early.'],
    ['where the name stands inside the quotation', '“Ines Calder said nothing to us,” she added.'],
  ])('%s', (_, text) => {
    expect(speakerOf(text, { start: 0, end: text.length })).toBeNull();
  });
});
