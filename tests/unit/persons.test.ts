// Whom a name means in the whole archive: one person has one key, and two never share one.
import { describe, expect, test } from 'vitest';
import { personOfEach } from '../../src/speakers/persons.ts';
import { speakerKey } from '../../src/speakers/quotations.ts';

type Quoted = string | readonly [name: string, quotations: number];

/** Whom a name means among others of the archive; each is quoted twenty times where nothing is told. */
const personBehind = (name: string, ...others: readonly Quoted[]) =>
  personOfEach(
    [name, ...others].map((each) => {
      const [speaker, quotations] = typeof each === 'string' ? [each, 20] : each;
      return { key: speakerKey(speaker), speaker, quotations };
    }),
  )[0]!.person;

describe('a last name alone means', () => {
  test.each<[string, string, Quoted[]]>([
    ['the one who is called so in full elsewhere', 'Quill', ['Edda Quill']],
    ['with a title, too', 'Mrs. Quill', ['Edda Quill']],
    ['with an office, too', 'Lock keeper Quill', ['Lock keeper Edda Quill']],
    ['the one with an initial', 'Quill', ['Edda J. Quill', 'Edda Quill']],
    [
      'the one of several who holds the office',
      'President Quill',
      ['President Edda Quill', 'Otto Quill, diver'],
    ],
    [
      'the one who is quoted twenty times as often as all others',
      'Quill',
      [
        ['Edda Quill', 60],
        ['Otto Quill', 3],
      ],
    ],
  ])('%s', (_, name, others) => expect(personBehind(name, ...others)).toBe('edda quill'));

  test.each<[string, string, Quoted[]]>([
    ['two are called so', 'Quill', ['Edda Quill', 'Otto Quill']],
    ['none is', 'Quill', ['Edda Marsh']],
    ['only an organisation is', 'House', ['White House']],
    ['it is a place', 'Spain', ['Edda Spain']],
    ['who is called so is hardly ever quoted', 'Drake', [['John Drake', 3]]],
    ['the title is a woman’s', 'Mrs. Quill', ['Otto Quill']],
    [
      'the office is another with the same noun',
      'Minister Quill',
      ['Prime Minister Edda Quill', 'Otto Quill'],
    ],
    ['it is the office of a club', 'President Quill', ['club president Edda Quill', 'Otto Quill']],
    ['the office is that of a deputy', 'President Quill', ['Vice President Edda Quill', 'Otto Quill']],
  ])('nobody else where %s', (_, name, others) =>
    expect(personBehind(name, ...others)).toBe(speakerKey(name)),
  );
});

test('an office with a long name is the same with its state before it, one with a short name is not', () => {
  expect(personBehind('US National Tide Safety Board', 'National Tide Safety Board')).toBe(
    'national tide safety board',
  );
  expect(personBehind('US Treasury', 'Treasury')).toBe('us treasury');
  expect(
    personBehind(
      'US National Tide Safety Board',
      'UK National Tide Safety Board',
      'National Tide Safety Board',
    ),
  ).toBe('us national tide safety board');
});

test('a knight goes by the first name, where only one of those who are quoted has it', () => {
  expect(personBehind('Sir Otto', 'Prime Minister Otto Quill')).toBe('otto quill');
  expect(personBehind('Sir Otto', 'Prime Minister Otto Quill', 'Otto Marsh')).toBe('otto');
  expect(personBehind('Sir Otto', ['Otto Quill, baker', 3])).toBe('otto');
});

test('a name with an initial is the one without, but of two with different initials', () => {
  expect(personBehind('Edda J. Quill', 'Edda Quill')).toBe('edda quill');
  expect(personBehind('Edda O’Quill', 'Edda Quill')).toBe('edda o quill');
  expect(personBehind('Edda J. Quill', 'Edda R. Quill', 'Edda Quill')).toBe('edda j quill');
  expect(personBehind('Edda J. Quill, bishop', 'Edda Quill, thief')).toBe('edda j quill');
  expect(personBehind('John A. Quill', 'Mary A. Quill', ['Bob Quill', 500])).toBe('john a quill');
});
