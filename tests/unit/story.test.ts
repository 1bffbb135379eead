// What is part of a story, and what can stand alone.
import { describe, expect, test } from 'vitest';
import { isBoilerplate, isDependent } from '../../src/corpus/story.ts';

describe('no part of the story is', () => {
  test.each([
    ['a caption with its credit', 'The ferry leaves Pellowick on Monday, May 5, 2025. Ann Lee/AP'],
    ['a credit glued to the next caption', 'Ann Lee/AFP/Getty Images The slip at low tide on Tuesday.'],
    ['an agency’s photograph', 'A skipper mends his nets (Photograph: Tom Ray).'],
    ['an invitation to a newsletter', 'Sign up for our free Harbour Notes newsletter.'],
    ['another newsletter', 'Sign up here to get the news of the coast by email.'],
    ['a link to another story', 'Read more: Dredging put off until November.'],
    ['a link without a colon', 'Read more on our story here.'],
    ['a reporter’s address', 'Contact Ann Lee at ann.lee@gazette.com or 555 0100.'],
    ['a reporter’s account', 'Follow Ann Lee on Twitter @annlee.'],
    ['contributors', 'Contributing: Tom Ray, The Associated Press.'],
    ['a note on the page', 'This story has been updated with a second statement.'],
    ['a live blog’s time stamp', '9:45 p.m. The last boat has tied up.'],
    ['a byline', 'By Ann Lee, The Pellowick Gazette'],
    ['the time of an update', 'Updated 3:05 PM ET, Tue March 8, 2022'],
  ])('%s', (_, sentence) => expect(isBoilerplate(sentence)).toBe(true));

  test('a caption whose credit opens the next sentence', () => {
    expect(isBoilerplate('Workers clear the slip on Tuesday.', 'Tom Ray/Reuters A crane stands idle.')).toBe(
      true,
    );
  });
});

describe('part of the story is', () => {
  test.each([
    'The council wrote about the flood in its newsletter, which went to 4,000 homes.',
    'By Monday the water had reached the third step of the town hall.',
    'The photographs show the slip before and after the storm.',
    'He asked readers to follow the rules on the quay.',
    'At 9:45 p.m. the last boat tied up.',
    'The company reached an agreement at noon.',
  ])('%s', (sentence) => expect(isBoilerplate(sentence, 'The harbour was calm.')).toBe(false));
});

describe('only the sentence before it says who or what is meant by', () => {
  test.each([
    'He has been a skipper for 19 years.',
    'But she refused to say how much it had cost.',
    'Their boats lie in the outer harbour.',
    'The company did not answer.',
    'The 36-year-old was taken to the infirmary.',
    'This is the third survey.',
  ])('%s', (sentence) => expect(isDependent(sentence)).toBe(true));
});

describe('by itself stands', () => {
  test.each([
    'Alec Dunmorrow has been a skipper for 19 years.',
    'The council of Pellowick did not answer.',
    'The report of the harbour commission gave 3 hectares.',
    '“He was never told,” said Petra Lanyon.',
    'Itchen Ferry is the oldest of the three boats.',
  ])('%s', (sentence) => expect(isDependent(sentence)).toBe(false));
});
