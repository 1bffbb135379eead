// All that is said in an article, by whom.
import { expect, test } from 'vitest';
import { quotationsOf } from '../../src/speakers/quotations.ts';
import { GLUED } from '../support/hostile-texts.ts';
import { fairMs } from '../support/fair-clock.ts';

const found = (text: string) =>
  quotationsOf(text).map(({ start, end, speaker, kind }) => [text.slice(start, end), speaker, kind]);

const ARTICLE = `The ferry sank on Monday.

“It went down like a stone,” said harbour master Ines Calder. “We could do nothing at all.”

Calder said nobody drowned. The ferry was called “The Bishop”. Amos Reed, the mayor, called it a “blow”.

“We will build another,” he said.

“Nobody will ever pay for that.”`;

test('direct quotation and reported speech are told apart, narration and names in quotation marks are left out', () => {
  expect(found(ARTICLE)).toEqual([
    [
      '“It went down like a stone,” said harbour master Ines Calder. “We could do nothing at all.”',
      'harbour master Ines Calder',
      'direct',
    ],
    ['Calder said nobody drowned.', 'harbour master Ines Calder', 'reported'],
    ['Amos Reed, the mayor, called it a “blow”.', 'Amos Reed, mayor', 'reported'],
    ['“We will build another,” he said.', 'Amos Reed, mayor', 'direct'],
    ['“Nobody will ever pay for that.”', null, 'direct'],
  ]);
});

test('what is said at length is several quotations, none longer than a quote', () => {
  const said = Array.from({ length: 9 }, (_, i) => `“The tide of day ${i} came in over the old wall again.”`);
  const text = `Ines Calder told us so. ${said.join(' ')}`;
  const lengths = quotationsOf(text).map(({ start, end }) => text.slice(start, end).split(/\s+/).length);
  expect(lengths.length).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  expect(quotationsOf(text).every(({ speaker }) => speaker === 'Ines Calder')).toBe(true);
});

test('neighbours of different speakers are different quotations', () => {
  expect(found('Ines Calder said no. Amos Reed said yes.').map(([, speaker]) => speaker)).toEqual([
    'Ines Calder',
    'Amos Reed',
  ]);
});

test('an article without quotations has none', () => {
  expect(quotationsOf('The ferry sank.')).toEqual([]);
  expect(quotationsOf('')).toEqual([]);
});

test('texts of any kind have quotations that stand in them, in time', () => {
  const odd = [
    ...GLUED,
    'said '.repeat(20_000),
    '“'.repeat(5000),
    'The council said, and, '.repeat(3000),
    'A said. '.repeat(3000),
  ];
  const read = () => {
    for (const text of odd)
      for (const { start, end } of quotationsOf(text))
        expect(text.slice(start, end).trim()).toHaveLength(end - start);
  };
  expect(fairMs(read)).toBeLessThan(10_000);
});
