// What is part of a story, and what can stand alone.
import { describe, expect, test } from 'vitest';
import {
  openingLength,
  isBoilerplate,
  isDependent,
  isHeading,
  leansOnOneBefore,
} from '../../src/corpus/story.ts';

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
    ['a link whose label is glued to its title', 'Harbour bridge:What the delay means for islanders.'],
    ['a link in capitals', 'A CLOSER LOOK AT THE FERRY:Why it sails but twice a day.'],
    ['a link that is labelled in quotation marks', "'The boat that waits':How Pellowick kept its ferry."],
    ['a heading in capitals', 'WHAT IS A NEAP TIDE?'],
    ['a notice in capitals', 'THIS COPY MAY BE UPDATED.'],
    ['the offer of a newsletter', 'Would you like to receive the Harbour Notes newsletter ?'],
    ['what a newsletter has', 'The Harbour Notes newsletter provides you with a digest of the week.'],
    ['what becomes of an address', 'We use your details to manage your newsletter subscription.'],
    ['an invitation that begins with the newsletter', 'Get the weekly letter Sign up here to get The Tide.'],
    ['who helped', '— Tom Ray and Ann Lee contributed to this report.'],
    ['who took a picture', 'Credit: Tom Ray 1982 The keeper of the slip retires.'],
    ['a picture in brackets', 'The slip at low tide. (Photo by Tom Ray.)'],
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
    'He has one rule: Nobody sails alone.',
    'NATO.',
    '北約は NATO です。',
    'The RNLI and NATO met at the TUC.',
    'Divers contributed to the survey of the eelgrass.',
    'The source of the leak was found on Tuesday.',
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

describe('a paragraph of its own that', () => {
  test.each(['Where does the ferry sail from?', 'Who is Petra Lanyon?'])('asks is a heading: %s', (text) =>
    expect(isHeading(text)).toBe(true),
  );
  test.each(['“Who is she?”', '“Who,” asked Petra Lanyon, “would do that?”', 'The ferry sails at noon.'])(
    'is spoken or states something is none: %s',
    (text) => expect(isHeading(text)).toBe(false),
  );
});

describe('A bullet or a dateline', () => {
  test.each([
    ['PELLOWICK — ', 'The harbour bridge reopens in May.'],
    ['PELLOWICK (AP) — ', 'The harbour bridge reopens in May.'],
    ['Pellowick, Maine (CNN) ', 'The harbour bridge reopens in May.'],
    ['Pellowick (CNN)', 'The harbour bridge reopens in May.'],
    ['(CNN) — ', '“It reopens in May,” said Petra Lanyon.'],
    ['CNN — ', 'Twelve boats sank.'],
    ['NEW PELLOWICK, N.J. – ', 'A buffalo was found on the slip.'],
    ['ST. IVES, England -- ', '12 boats sank on Tuesday.'],
    ['WASHINGTON − ', 'The president spoke.'],
    ['►', 'Many of the boats sailed again on Wednesday.'],
    ['• ', '“Many of them,” said Petra Lanyon.'],
    ['* ', 'In spring the ferry was mended.'],
    ['► PELLOWICK — ', 'The ferry was mended.'],
  ])('%j is no part of the sentence that follows', (dateline, rest) =>
    expect(openingLength(dateline + rest)).toBe(dateline.length),
  );
  test.each([
    'OPEC — Norway is none of its members — met on Tuesday.',
    'NATO — The alliance of 32 countries — was founded in 1949.',
    'UN — The Secretary-General spoke.',
    'Petra Lanyon — Skipper of the ferry — spoke on Tuesday.',
    'LONDON — which has twelve bridges, needs another.',
    'The harbour (AP) photograph shows the slip.',
    'PELLOWICK is an island.',
    '*Prices are for islanders only.',
    '– Two thousand miles are a long way.',
  ])('is nothing that belongs to the sentence: %s', (text) => expect(openingLength(text)).toBe(0));
});

describe('to know who is meant, the sentence before it is needed by', () => {
  test.each([
    'He has been a skipper for 19 years.',
    '“It opens in May,” she said.',
    '“It opens in May,” said he. “Not before.”',
    'In March 2019, he left the island.',
    'When she was twelve, the ferry sank.',
    'By then they had left.',
    'On Monday his boat was found.',
  ])('%s', (sentence) => expect(leansOnOneBefore(sentence)).toBe(true));
  test.each([
    '“It opens in May,” said Petra Lanyon.',
    'Petra Lanyon said: “It opens in May,” and he agreed.',
    'After Petra Lanyon left, she sold the ferry.',
    'The skipper said that he would not sail.',
    'Skipper Alec Dunmorrow says he sails at noon.',
  ])('but not by: %s', (sentence) => expect(leansOnOneBefore(sentence)).toBe(false));
});
