// Questions as people type them, over the shipped corpus: they are answered as if they had been typed with care.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { shippedIndex } from '../support/shipped.ts';

let archive: Archive;
beforeAll(async () => void (archive = await openArchive(await shippedIndex())));
afterAll(() => archive.close());

const ask = (question: string, outlets: string[] | null = null) =>
  archive.ask({ question, outlets, today: '2025-10-10' });

const CAREFUL = 'What did the council decide about the library?';

test.each([
  'wat did the council decide about the library',
  'plz tell me what the council decided about the library',
  'What did the councl decide about the library?',
  'what did the council decide abt the libary',
  'hey wat did the cuoncil decide abuot teh library lol',
])('%s', async (typed) => {
  const [careful, answer] = [await ask(CAREFUL), await ask(typed)];
  expect(answer.kind).toBe('answered');
  expect(answer.quotes[0]?.article.id).toBe(careful.quotes[0]?.article.id);
  expect(answer.question).toBe(typed);
});

test('a question typed with care is read as it stands', async () => {
  expect(await ask(CAREFUL)).toMatchObject({ readAs: [], didYouMean: [] });
});

test('what was read can be undone by quotation marks', async () => {
  expect((await ask('What did the councl decide?')).readAs).toEqual([{ typed: 'councl', read: 'council' }]);
  expect((await ask('What did the "councl" decide?')).readAs).toEqual([]);
});

test('a name that no article has under any spelling still has no answer', async () => {
  expect(await ask('What did Quorvale decide about the library?')).toMatchObject({
    kind: 'abstained',
    readAs: [],
    didYouMean: [],
    cause: { kind: 'unknown names', names: ['Quorvale'] },
  });
});

test('a word of another outlet is not told of where only one may be seen', async () => {
  expect((await ask('Who is Marian Oakhangar?')).readAs).toEqual([{ typed: 'Oakhangar', read: 'Oakhanger' }]);
  expect(await ask('Who is Marian Oakhangar?', ['radio pellow'])).toMatchObject({
    readAs: [],
    didYouMean: [],
  });
});

test('a timeline of a mistyped topic says how it was read', async () => {
  const { days, readAs } = await archive.timeline({ topic: 'the dreging', outlets: null });
  expect(readAs).toEqual([{ typed: 'dreging', read: 'dredging' }]);
  expect(days.length).toBeGreaterThan(0);
});
