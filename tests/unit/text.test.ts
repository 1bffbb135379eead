// Sentences, statements and words, on the prose that breaks naive splitters.
import { describe, expect, test } from 'vitest';
import { sentences, statements, type Sentence } from '../../src/text/sentences.ts';
import { stem, words } from '../../src/text/words.ts';

const texts = (text: string, split = sentences) =>
  split(text).map(({ start, end }) => text.slice(start, end));
const joints = (text: string) => sentences(text).map((sentence: Sentence) => sentence.joint);

describe('sentences', () => {
  test.each([
    ['a title before a name', 'Dr. Ashgrove met Lt. Col. Brandreth. They talked.', 2],
    ['initials', 'J.P. Morrow and A. B. Carver signed. Nobody else did.', 2],
    ['a month and a number', 'It opened on Jan. 6. It closed on Sept. 30.', 2],
    ['a number', 'Pump No. 4 ran all night. No. 5 did not.', 2],
    ['hours', 'It shut at 10 p.m. on Friday. It opened at 9 a.m. The crowd left.', 3],
    ['countries', 'He left the U.K. Parliament for the U.S. She stayed.', 2],
    ['companies', 'Tarrabrook Foods Inc. bought it. The plant is old.', 2],
    ['saints', 'The library in St. Ebba’s Road is shut. Why?', 2],
    ['a closing quotation mark', '“It is late.” He sighed.', 2],
    ['a question that is reported', '“Is it late?” he asked. She said no.', 2],
    ['an ellipsis within a sentence', 'He waited … and left. She stayed.', 2],
    ['a decimal', 'It rose by 5.5 per cent. Nobody minded.', 2],
    ['a web address', 'Write to www.TheTown.example or Ann.Lee@Town.example today. Thanks.', 2],
  ])('are not ended by %s', (_, text, count) => {
    expect(texts(text)).toHaveLength(count);
  });

  test('are split where a dump glued them', () => {
    const text =
      'It ends on Monday.Andriy Kol, the head, said so."As to us, we wait," he said.The rest came in 2023.Then it rained.';
    expect(texts(text)).toEqual([
      'It ends on Monday.',
      'Andriy Kol, the head, said so.',
      '"As to us, we wait," he said.',
      'The rest came in 2023.',
      'Then it rained.',
    ]);
    expect(joints(text)).toEqual(['paragraph', 'glued', 'glued', 'glued', 'glued']);
  });

  test('are split from a stray headline that has no full stop', () => {
    const text =
      'It is over.Flood Report: What the Corn Hall Left OutThe office takes objections until June 30.';
    expect(texts(text)).toEqual([
      'It is over.',
      'Flood Report: What the Corn Hall Left Out',
      'The office takes objections until June 30.',
    ]);
  });

  test('leave names with capitals inside whole', () => {
    const text = 'Cathy McMorris of the Energy Committee Watched YouTube With Kevin McCarthy on Friday.';
    expect(texts(text)).toEqual([text]);
  });

  test('end at a line break, whatever stands before it', () => {
    expect(texts('A heading\n\nThe text begins. It goes on\nhere.')).toEqual([
      'A heading',
      'The text begins.',
      'It goes on',
      'here.',
    ]);
    expect(joints('One.\nTwo. Three.')).toEqual(['paragraph', 'paragraph', 'space']);
  });

  test('know whether a quotation is still open at their end', () => {
    const open = (text: string) => sentences(text).map((sentence) => sentence.open);
    expect(open('“We won. It is over,” he said. He left.')).toEqual([true, false, false]);
    expect(open('"We won. It is over," he said. He left.')).toEqual([true, false, false]);
    expect(open('He said."We won. It is over," he added.')).toEqual([false, true, false]);
  });

  test('cover every character that is not white space, for any text', () => {
    for (const text of [
      '',
      ' \n ',
      '...',
      '“',
      '"."."',
      'a.B',
      '🙂. 🙂!',
      'x'.repeat(5000),
      '.\n.\n"A.B"C.D',
    ]) {
      const covered = sentences(text)
        .map(({ start, end }) => text.slice(start, end))
        .join('');
      expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});

describe('statements', () => {
  test('keep the sentences of one quotation together with who said it', () => {
    const text = '“We won. It is over,” he said. He left.';
    expect(texts(text, statements)).toEqual(['“We won. It is over,” he said.', 'He left.']);
  });

  test('give a quotation too long for one quote as its sentences', () => {
    const long = `“${'It was a long and weary day for all of us here. '.repeat(7)}It ended,” he said.`;
    expect(texts(long, statements)).toEqual(texts(long));
  });
});

test('initials are one word, dotted or not, and no common word', () => {
  expect(words('The U.N. and N.A.T.O met in Quay, D.C. at 5 p.m.')).toEqual(
    words('The UN and NATO met in Quay, DC at 5 pm'),
  );
  expect(words('The WHO and the U.S. sent IT workers')).toEqual(
    words('the W.H.O. and the US sent I.T. workers'),
  );
  expect(words('The WHO sent us IT workers')).not.toContain('who');
  expect(words('WHO SENT IT TO US?')).toEqual(words('who sent it to us?'));
});

test('words are without case, accents and marks, as they are plainly spelled', () => {
  expect(words('São Paulo’s "Müller-Straße", 5.5 %')).toEqual([
    'sao',
    'paulo',
    's',
    'muller',
    'strasse',
    '5',
    '5',
  ]);
  expect(['flooded', 'flooding', 'agencies'].map(stem)).toEqual(['flood', 'flood', 'agenc']);
});
