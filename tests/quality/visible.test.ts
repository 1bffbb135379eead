// What may be seen of an archive: every question to it is answered as if there were nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { shippedIndex } from '../support/shipped.ts';

const ONE = { outlets: ['radio pellow'] };
const ALL = { outlets: null };

let archive: Archive;
beforeAll(async () => void (archive = await openArchive(await shippedIndex({ READER: 'bundled' }))));
afterAll(() => archive.close());

const sourcesOf = (visible: { outlets: string[] | null; from?: string; asOf?: string }) =>
  archive.find({ text: '', limit: 100, ...visible });

test.each([ONE, { ...ALL, asOf: '2025-06-01' }, { ...ALL, from: '2025-04-01', to: '2025-06-30' }])(
  'the coverage of %j counts its articles, and says its outlets and days',
  async (visible) => {
    const sources = await sourcesOf(visible);
    const days = sources.map(({ published }) => published).toSorted();
    const whole = await archive.coverage(ALL);
    const part = await archive.coverage(visible);
    expect(part).toMatchObject({ articles: sources.length, from: days[0], to: days.at(-1) });
    expect(part.articles).toBeLessThan(whole.articles);
    expect(part.passages).toBeLessThan(whole.passages);
    expect(part.outlets.reduce((sum, { articles }) => sum + articles, 0)).toBe(sources.length);
    expect(new Set(part.outlets.map(({ outlet }) => outlet))).toEqual(
      new Set(sources.map(({ outlet }) => outlet)),
    );
    expect(part.languages).toEqual([{ language: 'en', articles: sources.length }]);
  },
);

test('no outlet has nothing', async () => {
  expect(await archive.coverage({ outlets: [] })).toMatchObject({
    articles: 0,
    passages: 0,
    outlets: [],
    from: null,
  });
  expect(await archive.ask({ question: 'Who opposes the dredging?', outlets: [] })).toMatchObject({
    cause: { kind: 'empty archive' },
  });
});

test('answers, checks and timelines tell of the outlets that may be seen only', async () => {
  const coverage = await archive.coverage(ONE);
  const question = 'How many homes were flooded on Lower Staithe?';
  const told = [
    await archive.ask({ question, ...ONE }),
    await archive.ask({ question: 'What is the capital of Australia?', ...ONE }),
    await archive.check({ text: 'The zebra crossing was painted.', ...ONE }),
    await archive.timeline({ topic: 'dredging', ...ONE }),
  ];
  for (const each of told) expect(each.coverage).toEqual(coverage);
});

test('what a question limits itself to makes no smaller archive', async () => {
  const { coverage } = await archive.ask({ question: 'Who opposes the dredging?', to: '2025-06-30', ...ALL });
  expect(coverage).toEqual(await archive.coverage(ALL));
});

test('speakers are those quoted there, each as often as there', async () => {
  const speakers = await archive.speakers({ name: '', limit: 100, ...ONE });
  expect(speakers.length).toBeGreaterThan(10);
  for (const { key, quotations } of speakers) {
    const said = await archive.quotations({ speaker: key, topic: '', limit: 100, ...ONE });
    expect(said).toHaveLength(quotations);
    expect(said.map(({ article }) => article.outlet)).toEqual(said.map(() => 'Radio Pellow'));
  }
  expect(await archive.speakers({ name: 'Oakhanger', limit: 5, ...ALL })).toHaveLength(1);
  expect(await archive.speakers({ name: 'Oakhanger', limit: 5, ...ONE })).toEqual([]);
});

test('an article of another outlet, or of a later day, is none', async () => {
  for (const { id, outlet, published } of await sourcesOf(ALL)) {
    expect((await archive.article({ id, ...ONE })) !== undefined).toBe(outlet === 'Radio Pellow');
    expect((await archive.article({ id, ...ALL, asOf: '2025-06-01' })) !== undefined).toBe(
      published <= '2025-06-01',
    );
  }
});

test('a check as of a day knows of no later article', async () => {
  const text = 'The Coastal Licensing Office, which carried out the survey in July, counted 8 hectares.';
  expect((await archive.check({ text, ...ALL })).kind).toBe('exact');
  expect((await archive.check({ text, ...ALL, asOf: '2025-08-01' })).kind).toBe('not found');
});

test('a name that only others have is told to be in no article, as one that nobody has', async () => {
  const cause = async (name: string, visible: { outlets: string[] | null }) => {
    const answer = await archive.ask({
      question: `What did ${name} say about the moon landing?`,
      ...visible,
    });
    return answer.kind === 'abstained' ? answer.cause : undefined;
  };
  expect(await cause('Oakhanger', ALL)).not.toMatchObject({ kind: 'unknown names' });
  expect(await cause('Oakhanger', ONE)).toEqual({ kind: 'unknown names', names: ['Oakhanger'] });
  expect(await cause('Quorvale', ONE)).toEqual({ kind: 'unknown names', names: ['Quorvale'] });
});
