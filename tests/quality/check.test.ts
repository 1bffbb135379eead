// "Did the archive really say this?": exact, near with what differs, or not found, over a real index of invented articles.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive, type CheckQuery } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { checkJson } from '../../src/terminal/answer-json.ts';
import { renderCheck } from '../../src/terminal/check-report.ts';
import { collapse } from '../../src/text/words.ts';
import type { Check, Piece, Place } from '../../src/check/check-types.ts';
import { ENGLISH, missingReasonOf } from '../support/english.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryCorpus } from '../support/temporary.ts';
import { fairNow } from '../support/fair-clock.ts';

const ARTICLES: Record<string, string> = {
  'date 2025-03-01 https://gazette.example/dogs':
    'Dogs in the harbour flats\n\nThe court in Merrin ruled on Friday. The landlord is not permitted to keep the deposit of a tenant who owns a dog.\nTenants cheered. “We won’t be driven out,” said Ines Calder, who has lived there for 31 years. “This is our home, and it stays our home,” she added.\n\nThe mayor claimed that the flats had cost the town £3,400.50 in repairs, or 5 % of its budget.',
  'date 2025-03-02 https://lantern.example/dogs':
    'Court sides with tenants\n\nIn Merrin the mood was good. The landlord is not permitted to keep the deposit of a tenant who owns a dog. That is what the judge wrote.',
  'date 2025-04-09 https://gazette.example/frost':
    'Frost\n\nIt is not true that the orchards were lost to the frost.Growers saved them with candles. The night fell to -5 degrees, the café of the co-operative stayed open … and nobody went home.',
  'date 2025-04-11 https://gazette.example/seagrass':
    'Divers count\n\nThe divers counted 11 hectares of seagrass in the outer channel, almost four times as much as the commission had admitted. To be or not to be was painted on their boat.',
};

let archive: Archive;
beforeAll(async () => {
  const contents = Object.entries(ARTICLES).map(([header, body]) => `${header}\n\n${body}\n`);
  const settings = settingsOf({ CORPUS_DIR: temporaryCorpus(contents) });
  await buildIndex(settings);
  archive = await openArchive(settings);
});
afterAll(() => archive.close());

const check = (text: string, more: Omit<Partial<CheckQuery>, 'text'> = {}) =>
  archive.check({ text, outlets: null, ...more });
const pieces = (check: Check, kind: Piece['kind']) =>
  check.places[0]!.difference.filter((piece) => piece.kind === kind).map(({ text }) => text);
/** A place is verbatim, and its pieces together are the whole of it. */
async function expectWhole({ article: { id }, start, end, text, difference }: Place) {
  const article = await archive.article({ id: id, outlets: null });
  expect(article!.text.slice(start, end)).toBe(text);
  const held = difference.filter(({ kind }) => kind !== 'added').map((piece) => piece.text);
  expect(collapse(held.join(' ')).replaceAll(' ', '')).toBe(collapse(text).replaceAll(' ', ''));
}

describe('exact is what stands there word for word', () => {
  test.each([
    ['as it is', 'The landlord is not permitted to keep the deposit of a tenant who owns a dog.'],
    ['from mid-sentence', 'not permitted to keep the deposit'],
    ['with a capital where the sentence goes on', 'Permitted to keep the deposit'],
    ['with other quotation marks and apostrophe', "'We won't be driven out', said Ines Calder"],
    ['with other dashes', 'the café of the co–operative'],
    ['with other spaces and line breaks', '  the   deposit of\u00a0a\u2009tenant\n who owns '],
    ['with letters and accents apart', 'the cafe\u0301 of the co-operative'],
    ['with soft hyphens and full-width digits', 'The div\u00aders counted １１ hectares'],
    ['over two sentences', 'The court in Merrin ruled on Friday. The landlord is not permitted'],
    ['over a paragraph', 'a tenant who owns a dog. Tenants cheered.'],
    ['over a glued joint', 'lost to the frost. Growers saved them'],
    ['with an ellipsis of the article itself', 'the co-operative stayed open... and nobody went home'],
    ['with a bracketed capital', '[T]enants cheered'],
    ['of stop words only', 'to be or not to be'],
    ['of one word', 'seagrass'],
    ['with a figure and a sign', 'fell to −5 degrees'],
  ])('%s', async (_, text) => {
    const found = await check(text);
    expect(found.kind).toBe('exact');
    for (const place of found.places) await expectWhole(place);
  });

  test('in every place, the earliest first, each with its outlet, day and link', async () => {
    const { places } = await check('“the landlord is not permitted to keep the deposit”');
    expect(places.map(({ article, citation }) => [citation, article.outlet, article.published])).toEqual([
      [1, 'gazette.example', '2025-03-01'],
      [2, 'lantern.example', '2025-03-02'],
    ]);
    expect(places[0]!.link).toMatch(/^https:\/\/gazette\.example\/dogs#:~:text=/);
  });

  test('within the given days and outlet only', async () => {
    const text = 'not permitted to keep the deposit';
    const { places } = await check(text, { outlet: 'lantern.example' });
    expect(places.map(({ article }) => article.outlet)).toEqual(['lantern.example']);
    expect((await check(text, { from: '2025-04-01' })).kind).toBe('not found');
  });

  test('shown with the whole sentences: no “not” and no “he claimed” is cut away', async () => {
    const cut = await check('the orchards were lost to the frost');
    expect(cut.places[0]!.text).toBe('It is not true that the orchards were lost to the frost.');
    expect(pieces(cut, 'around')[0]).toBe('It is not true that');
    const claimed = await check('the flats had cost the town £3,400.50 in repairs');
    expect(claimed.places[0]!.text).toMatch(/^The mayor claimed that/);
    const spoken = await check('This is our home');
    expect(spoken.places[0]).toMatchObject({ text: expect.stringMatching(/she added\.$/) });
  });
});

describe('near shows what differs, and is never called exact', () => {
  test.each([
    ['a negation left out', 'The landlord is permitted to keep the deposit of a tenant', ['not'], []],
    ['a negation put in', 'The divers have not counted 11 hectares of seagrass', [], ['have not']],
    ['a figure changed', 'The divers counted 3 hectares of seagrass in the outer channel', ['11'], ['3']],
    ['a figure changed at the edge', '3 hectares of seagrass in the outer channel', ['11'], ['3']],
    ['a separator changed', 'the flats had cost the town £3.400,50 in repairs', ['3,400.50'], ['3.400,50']],
    ['a currency changed', 'the flats had cost the town $3,400.50 in repairs', ['£'], ['$']],
    ['a sign left out', 'The night fell to 5 degrees', ['-5'], ['5']],
    ['a name changed', 'said Ines Holloway, who has lived there for 31 years', ['Calder'], ['Holloway']],
    ['a contraction undone', 'We will not be driven out', ['won’t'], ['will not']],
    [
      'a clause left out without a word',
      'The divers counted 11 hectares, four times as much as the commission had admitted',
      ['of seagrass in the outer channel, almost'],
      [],
    ],
    ['an ellipsis over a “not”', 'The landlord is … permitted to keep the deposit', ['not'], []],
    ['an ellipsis of three dots', 'counted 11 hectares . . . in the outer channel', ['of seagrass'], []],
    [
      'a bracketed ellipsis',
      'The divers counted [...] almost four times as much',
      ['11 hectares of seagrass in the outer channel'],
      [],
    ],
    ['an ellipsis before', '…were lost to the frost', ['It is not true that the orchards'], []],
    ['a word in another case', 'The court in merrin ruled on Friday', ['Merrin'], ['merrin']],
    ['an accent left out', 'the cafe of the co-operative', ['café'], ['cafe']],
  ])('%s', async (_, text, missing, added) => {
    const found = await check(text);
    expect(found.kind).toBe('near');
    const plain = (texts: string[]) => texts.map((each) => each.replace(/^[“"]|[,.”"]+$/g, ''));
    expect(plain(pieces(found, 'missing'))).toEqual(missing);
    expect(pieces(found, 'added')).toEqual(added);
    for (const place of found.places) await expectWhole(place);
  });

  test('an ellipsis where nothing is left out is still not what the article has', async () => {
    const found = await check('The landlord is … not permitted to keep');
    expect(found.kind).toBe('near');
  });

  test('the same sentence in two outlets is shown in both', async () => {
    const { places } = await check('The landlord is permitted to keep the deposit of a tenant');
    expect(places.map(({ article }) => article.outlet)).toEqual(['gazette.example', 'lantern.example']);
  });

  test('half of it moved is near, all its words in another order are not', async () => {
    const moved =
      'almost four times as much as the commission had admitted, the divers counted 11 hectares of seagrass in the outer channel';
    expect((await check(moved)).kind).toBe('near');
    const shuffled =
      'channel the of admitted seagrass times had hectares outer 11 commission the counted as four in divers much';
    expect((await check(shuffled)).kind).toBe('not found');
  });
});

describe('not found', () => {
  test('what merely shares a topic is shown as nearest, as such', async () => {
    const found = await check('The tenants of the harbour flats will buy their homes from the landlord.');
    expect(found.kind).toBe('not found');
    if (found.kind === 'not found') for (const { text } of found.nearest) expect(text).not.toBe('');
    expect(renderCheck(found, 80, ENGLISH)).toMatch(/^Not found\. The archive does not hold these words/);
  });

  test('a headline is named as one', async () => {
    const found = await check('“Court sides with tenants”');
    expect(found).toMatchObject({ kind: 'not found', cause: { kind: 'headline' } });
    expect(missingReasonOf(found)).toBe(
      'No sentence of an article says this; it stands in a headline: “Court sides with tenants” (lantern.example, 2 March 2025).',
    );
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['emoji', '🎉🎉🎉'],
    ['an ellipsis', '…'],
    ['control characters', '\u0000\u001b[\u0007'],
    ['regex characters', '.*+?^${}()|[]\\'],
  ])('%s is no text to look for, and is said to be none', async (_, text) => {
    const found = await check(text);
    expect(missingReasonOf(found)).toBe('The text holds no word to look for.');
  });

  test.each([
    ['two words that never meet', 'landlord seagrass'],
    ['stop words in an order of their own', 'of the and to'],
    ['a word here and a word there about an ellipsis', 'the … of'],
    ['FTS syntax', '"landlord" NEAR/3 NOT title:dog* OR ('],
    ['half a surrogate', 'zzz \ud83d qqq'],
  ])('%s', async (_, text) => expect((await check(text)).kind).toBe('not found'));

  test('hostile texts are answered, in the chat and as JSON', async () => {
    for (const text of HOSTILE) {
      const found = await check(text);
      expect(JSON.parse(JSON.stringify(checkJson(found)))).toHaveProperty('kind');
      expect(renderCheck(found, 60, ENGLISH)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
  });

  test('a very long text takes no longer than a blink, and is found only word for word', async () => {
    const quoted = 'The divers counted 11 hectares of seagrass. '.repeat(170);
    let started = fairNow();
    const found = await check(quoted);
    expect(found.kind).toBe('not found');
    expect(fairNow() - started).toBeLessThan(3_000);
    for (const hostile of [
      'aThe '.repeat(1_550),
      'the … of … '.repeat(720),
      '… '.repeat(3_900),
      '('.repeat(7_900),
    ]) {
      started = fairNow();
      await check(hostile);
      expect(fairNow() - started).toBeLessThan(3_000);
    }
    const longer = await check('word '.repeat(30_000));
    expect(missingReasonOf(longer)).toMatch(/too long .*8,000 characters/);
  });
});

test('the JSON has what scripts read', async () => {
  const near = checkJson(await check('The landlord is permitted to keep the deposit of a tenant'));
  expect(Object.keys(near)).toEqual(['text', 'kind', 'places', 'similarity', 'noSentence', 'ms']);
  expect(Object.keys(near.places[0]!)).toEqual([
    'citation',
    'text',
    'start',
    'end',
    'answer',
    'speaker',
    'link',
    'article',
    'also',
    'notSaidBy',
    'difference',
  ]);
  const exact = checkJson(await check('seagrass'));
  expect(Object.keys(exact)).toEqual(['text', 'kind', 'places', 'more', 'ms']);
  const missing = checkJson(await check('The circus bought a submarine.'));
  expect(Object.keys(missing)).toEqual(['text', 'kind', 'places', 'nearest', 'reason', 'cause', 'ms']);
});

test('the terminal says first what the verdict is, and marks what differs', async () => {
  const near = renderCheck(
    await check('The landlord is permitted to keep the deposit of a tenant'),
    80,
    ENGLISH,
  );
  expect(near).toMatch(/^Near, not exact: 9\d % of the words are the same\./);
  expect(near).toMatch(/The landlord is \[-not-\] permitted/);
  const exact = renderCheck(await check('not permitted to keep the deposit'), 80, ENGLISH);
  expect(exact).toMatch(/^Exact: The archive has these words, in 2 places\./);
});
