// The same archive answers the same, whatever keeps it: every question of the shipped corpus, and every other thing that can be asked.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { describeDatabase } from '../support/index-kinds.ts';
import { settingsOf, shippedIndex } from '../support/shipped.ts';

const FIXTURE = new URL('../fixtures/corpus-questions.jsonl', import.meta.url);
const QUESTIONS = readFileSync(FIXTURE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { question: string }).question);

/** Vectors in half precision have cosines that are right to so many digits. */
const DIGITS = 2;
/** How it was found, and how long it took: two passages of nearly one cosine may change places in the ranking. */
const NOT_TOLD = ['hits', 'parts', 'read', 'ms', 'indexedAt'];

/** What is told to whoever asks. */
const told = (value: unknown, each: (number: number) => unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, part: unknown) => {
    if (NOT_TOLD.includes(key)) return undefined;
    return typeof part === 'number' ? each(part) : part;
  });

describeDatabase((database) => {
  let [embedded, other]: Archive[] = [];
  beforeAll(async () => {
    embedded = await openArchive(await shippedIndex());
    const settings = settingsOf({ ATTEST_INDEX: await database() });
    await buildIndex(settings);
    other = await openArchive(settings);
  });
  afterAll(() => {
    embedded?.close();
    other?.close();
  });

  const both = async (ask: (archive: Archive) => Promise<unknown>) => {
    const [one, another] = [await ask(embedded!), await ask(other!)];
    expect(told(another, (number) => number)).toEqual(told(one, (number) => expect.closeTo(number, DIGITS)));
  };
  const all = { outlets: null, today: '2025-10-20' };

  test('every question of its own', async () => {
    for (const question of QUESTIONS) await both((archive) => archive.ask({ question, ...all }));
  });

  test('within days and outlets', async () => {
    const question = 'What did the council decide?';
    await both((archive) => archive.ask({ question, ...all, from: '2025-03-01', to: '2025-06-30' }));
    await both((archive) => archive.ask({ question, ...all, outlets: ['radio pellow'] }));
    await both((archive) =>
      archive.ask({ question, ...all, outlet: 'Pellowick Sentinel', asOf: '2025-05-01' }),
    );
  });

  test('with words that are typed wrong', async () => {
    for (const question of [
      'When does the fery return?',
      'What did Oakhangr say?',
      'wat happend 2 the kittywake',
    ])
      await both((archive) => archive.ask({ question, ...all }));
  });

  test('whether the archive says something, what it says day by day, who says what, and where', async () => {
    await both((archive) =>
      archive.check({ text: 'About 40 homes flooded on Lower Staithe.', outlets: null }),
    );
    await both((archive) => archive.check({ text: 'Sixty homes burned down in Pellowick.', outlets: null }));
    await both((archive) => archive.timeline({ topic: 'the ferry', ...all }));
    await both((archive) => archive.speakers({ name: '', limit: 20, outlets: null }));
    const [first] = await embedded!.speakers({ name: '', limit: 1, outlets: null });
    await both((archive) => archive.quotations({ speaker: first!.key, topic: '', limit: 10, outlets: null }));
    await both((archive) => archive.find({ text: 'ferry', limit: 10, outlets: null }));
    await both((archive) => archive.find({ text: '', limit: 5, outlets: null }));
    await both((archive) => archive.coverage({ outlets: ['Radio Pellow'] }));
    await both((archive) => archive.months({ outlets: null }));
  });
});
