// Letters that are taken for each other, in what is searched, compared, attributed and linked; the text itself stays as it is.
import { describe, expect, it, test } from 'vitest';
import { readClaim } from '../../src/check/claim.ts';
import { comparable, isExact, literalMatches } from '../../src/check/claim-match.ts';
import { isSpokenBy } from '../../src/question/asked-speaker.ts';
import { readQuestion } from '../../src/question/question.ts';
import { statementsOf } from '../../src/search/statements.ts';
import { speakerOf } from '../../src/speakers/speaker.ts';
import { quotationsOf, speakerKey } from '../../src/speakers/quotations.ts';
import { ordinary, ordinaryText } from '../../src/text/ordinary.ts';
import { quoteLink } from '../../src/text/text-fragment.ts';
import { words } from '../../src/text/words.ts';
import { articleOf } from '../support/filled-store.ts';

/** What an editor or a converter leaves in words: soft hyphens, zero-width characters, a byte order mark. */
const NOT_SEEN = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u034f', '\ufe0f'];

describe('Words are the same', () => {
  it.each([
    ['Wałęsa', 'Walesa'],
    ['Łódź', 'LODZ'],
    ['Tromsø', 'Tromso'],
    ['Gießen', 'GIESSEN'],
    ['Encyclopædia', 'encyclopaedia'],
    ['Þingvellir', 'Thingvellir'],
    ['Guðrún', 'Gudrun'],
    ['Đorđević', 'Dordevic'],
    ['Diyarbakır', 'diyarbakir'],
    ['İzmir', 'izmir'],
    ['hors d’œuvre', 'hors d’oeuvre'],
    ['eﬃcient ﬂeets', 'efficient fleets'],
    ['ＢＲＩＤＧＥ　１２', 'bridge 12'],
    ['𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴', 'breaking'],
    ['Hawaiʻi', 'Hawaii'],
    ['ΟΔΥΣΣΕΥΣ', 'Οδυσσευς'],
    ['Ёлка', 'елка'],
    ['CO₂', 'CO2'],
  ])('%s and %s', (one, other) => expect(words(one)).toEqual(words(other)));

  it('composed and decomposed, in every script', () => {
    for (const text of ['Šťastná', 'Zoë', 'हिन्दी', 'がんばれ', '한국어', 'Việt', 'ёжик', 'שָׁלוֹם'])
      expect(words(text.normalize('NFD'))).toEqual(words(text.normalize('NFC')));
  });

  it('with what is not seen in them, whatever it is', () => {
    for (const mark of NOT_SEEN) expect(words(`lamp${mark}lighters`)).toEqual(['lamplighters']);
  });
});

test('a script that has its spaces at no width keeps its words apart', () => {
  expect(words('ភាសា\u200bខ្មែរ')).toHaveLength(2);
});

test('the number of a note and a fraction are not glued to the word or figure before them', () => {
  expect(words('river² 5½')).toEqual(['river', '2', '5½']);
});

test('a long run of marks costs no more than its length', () => {
  const marks = `a${'\u0301\u0316'.repeat(200_000)}b`;
  expect(words(marks)).toEqual(['ab']);
  expect(ordinary(marks).length).toBeLessThanOrEqual(marks.length);
});

test('every place of an ordinary text leads back to the characters that it stands for', () => {
  const original = '\u200bAn of\u00adfi\u2060cer, the oﬃcer Zoe\u0308 Ｋ.\ufeff';
  const { text, startOf, endOf, placeOf } = ordinaryText(original);
  expect(text).toBe('An officer, the officer Zoë K.');
  const cut = (part: string, from = 0) => {
    const at = text.indexOf(part, from);
    expect(placeOf(startOf(at))).toBe(at);
    return original.slice(startOf(at), endOf(at + part.length));
  };
  expect(cut('officer')).toBe('of\u00adfi\u2060cer');
  expect(cut('officer', 10)).toBe('oﬃcer');
  expect(cut('Zoë')).toBe('Zoe\u0308');
  expect(cut('K.')).toBe('Ｋ.');
  expect(cut('An')).toBe('An');
});

describe('An article with soft hyphens, ligatures and full-width letters', () => {
  const text =
    'The gran\u00adary will open on Fri\u00adday.\u200b Its \ufb01rst grain is oats.\n\n' +
    '\u201cWe swept it for a month,\u201d said Ros\u00adwitha Penn, who leads the mil\u200blers.';

  it('has its sentences, as they stand in it', () => {
    expect(statementsOf(text).map((each) => each.text)).toEqual([
      'The gran\u00adary will open on Fri\u00adday.',
      'Its \ufb01rst grain is oats.',
      text.slice(text.indexOf('\u201c')),
    ]);
    expect(statementsOf(text).every(({ story }) => story)).toBe(true);
  });

  it('names its speakers as they are called', () => {
    const [found] = quotationsOf(text);
    expect(found).toMatchObject({
      speaker: 'Roswitha Penn',
      start: text.indexOf('\u201c'),
      end: text.length,
    });
    expect(speakerOf(text, found!)).toBe('Roswitha Penn');
    expect(speakerKey('Lech Wałęsa')).toBe('lech walesa');
  });

  it.each([
    'The granary will open on Friday.',
    'the gran\u00adary will open on Fri\u200bday',
    'Its first grain is oats',
    'Its ﬁrst grain is ｏａｔｓ',
  ])('says word for word: %s', (typed) => {
    const claim = readClaim(typed);
    const found = literalMatches(claim, comparable(articleOf('granary', text)));
    expect(found.map((match) => isExact(claim, match))).toEqual([true]);
  });

  it('is linked by what a browser looks for', () => {
    const link = quoteLink('https://gazette.example/a', text, { start: 0, end: text.indexOf('.') + 1 });
    expect(link).toBe('https://gazette.example/a#:~:text=The%20granary%20will%20open%20on%20Friday.');
  });
});

test('what is not seen in a question splits no word of it', () => {
  for (const mark of NOT_SEEN)
    expect(readQuestion(`When does the gran${mark}ary open?`, '2025-06-01').words).toEqual([
      'granary',
      'open',
    ]);
  expect(readQuestion('What did Ｒｏｓｗｉｔｈａ　Penn say?', '2025-06-01').speaker?.names).toEqual([
    'roswitha',
    'penn',
  ]);
});

test('a speaker is asked for in plain letters, or in his own', () => {
  const asked = (question: string) => readQuestion(question, '2025-06-01').speaker!;
  for (const name of ['Lech Walesa', 'Lech Wałęsa', 'Lech Wałęsa'.normalize('NFD')])
    for (const speaker of ['Lech Walesa', 'Lech Wałęsa', 'former president Lech Wałęsa'])
      expect(isSpokenBy(asked(`What did ${name} say about the yard?`), speaker)).toBe(true);
});
