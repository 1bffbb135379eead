// What is read into a question whose words no article has, over a small store.
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Index } from '../../src/index/index-interface.ts';
import { openStore, type Store } from '../../src/index/store.ts';
import { readQuestion } from '../../src/question/question.ts';
import { understand } from '../../src/search/understand.ts';
import type { Filter } from '../../src/types.ts';
import { putText } from '../support/filled-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

let store: Store;
beforeAll(() => {
  store = openStore(join(temporaryFolder(), 'index.db'), true);
  const texts = [
    'President Mykhail Vorodensky visited the frontier town of Kyrov on Monday and opened its rebuilt station.',
    'The trains will run to Kyrov every morning, Vorodensky said of the railway.',
    'The council of Kyrov voted to keep the library open, said the librarian Magnus Halloran.',
    'Trials of the new trams have begun, a committee of the council heard. It is about other people.',
    'Die Bürgermeisterin sprach über die Brückensperrung. Die Gemeinde zahlt.',
    'Наводнение затопило вокзал.',
  ];
  texts.forEach((text, i) => putText(store, `a${i}`, text));
  putText(store, 'hidden', 'The dredging of Oakhanger harbour goes on.', { outlet: 'Secret Post' });
  store.settle(true);
});

const index = {
  spellings: vi.fn<Index['spellings']>(async (...query) => store.spellings(...query)),
  keyword: async (...query: Parameters<Store['keyword']>) => store.keyword(...query),
  frequencies: async (stems: readonly string[]) =>
    new Map(stems.map((stem) => [stem, store.frequency(stem)] as const)),
};

const understood = (typed: string, filter: Filter = {}, isEnglish = true) =>
  understand(index, readQuestion(typed, '2025-06-01'), filter, { articles: 7, isEnglish });

test.each([
  ['What did the councl decide?', 'council'],
  ['What did the counicl decide?', 'council'],
  ['which committtee heard it', 'committee'],
  ['What did the coumcil decide?', 'council'],
  ['which comittee heard it', 'committee'],
  ['the libary', 'library'],
  ['What did Vorodensky say abuot it?', 'about'],
  ['when do the trians run', 'trains'],
  ['When did Vorodensky visit Kirov?', 'Kyrov'],
  ['when did vorodensky visit kirov', 'Kyrov'],
  ['What did Vorodenskyy say?', 'Vorodensky'],
  ['What did Mykhail Voradensky say?', 'Vorodensky'],
  ['what are they sayin about votin', 'voting'],
  ['how many ppl are there', 'people'],
])('a single near word is read: %s', async (typed, read) => {
  const { readAs, didYouMean } = await understood(typed);
  expect(readAs.map((each) => each.read)).toEqual([read]);
  expect(didYouMean).toEqual([]);
});

test('the rest of the question stays as it is', async () => {
  expect((await understood('What did the councl, and only it, decide abuot Kirov?')).read).toBe(
    'What did the council, and only it, decide about Kyrov?',
  );
});

test('several near words are asked about, and none is read', async () => {
  const { readAs, didYouMean, read } = await understood('What of the traims?');
  expect(readAs).toEqual([]);
  expect(read).toBe('What of the traims?');
  expect(didYouMean.map(({ typed, candidates }) => [typed, ...candidates.toSorted()])).toEqual([
    ['traims', 'trains', 'trams'],
  ]);
});

test.each([
  // The archive knows it, if only in another form.
  'Which councils are trained?',
  // English words that the archive has not.
  'What of the otters, the railways of the counsel, and the trails?',
  // Names of other people.
  'What did Magnus Hollander say to Donald Pembroke?',
  'What did Anna Vorodenskaya say?',
  // Abbreviations.
  'What did KYROF and GCSE do?',
  'Who is Quorvale?',
])('nothing is read, and nothing asked: %s', async (typed) => {
  expect(await understood(typed)).toEqual({ read: typed, readAs: [], didYouMean: [] });
});

test('a name of several parts is another only if the archive has the parts beside each other', async () => {
  expect((await understood('What did Magnus Haloran say?')).readAs).toEqual([
    { typed: 'Haloran', read: 'Halloran' },
  ]);
  expect(await understood('What did Peter Haloran say?')).toMatchObject({ readAs: [], didYouMean: [] });
});

test('what is in quotation marks is taken as it stands', async () => {
  const typed = 'What did the "councl" of “Kirov” decide?';
  expect(await understood(typed)).toEqual({ read: typed, readAs: [], didYouMean: [] });
});

test('words of hidden outlets are neither read nor asked about', async () => {
  expect((await understood('the dredgin of Oakhangar')).readAs.map(({ read }) => read)).toEqual([
    'dredging',
    'Oakhanger',
  ]);
  for (const typed of ['the dredgin', 'the dreging', 'the Oakhangar', 'the Oakhanger'])
    expect(await understood(typed, { outlets: ['Gazette'] })).toMatchObject({ readAs: [], didYouMean: [] });
});

test('outside English a slip in a long word is read, and an ending is not', async () => {
  const german = (typed: string) => understood(typed, {}, false);
  expect((await german('Was sagte die Bürgermiesterin?')).readAs).toEqual([
    { typed: 'Bürgermiesterin', read: 'Bürgermeisterin' },
  ]);
  for (const typed of [
    'Was sagten die Bürgermeisterinnen?',
    'Was kosten die Gemeinden?',
    'Welche Brückensperrungen gibt es an der Brückenbaustelle?',
  ])
    expect(await german(typed)).toMatchObject({ readAs: [], didYouMean: [] });
  expect((await german('что затопило наовднение')).readAs).toEqual([
    { typed: 'наовднение', read: 'Наводнение' },
  ]);
  expect(await german('что затопило наводнением')).toMatchObject({ readAs: [], didYouMean: [] });
});

test('the work is bounded, however many strange words there are', async () => {
  index.spellings.mockClear();
  const many = Array.from({ length: 500 }, (_, i) => `zqx${String.fromCharCode(97 + (i % 26)).repeat(4)}`);
  await understood(many.join(' '));
  expect(index.spellings.mock.calls.length).toBeLessThanOrEqual(6);
});
