// Timelines and speakers of the shipped corpus: verbatim, in order, within limits, and nothing without evidence.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { isDependent } from '../../src/corpus/story.ts';
import { statements } from '../../src/text/sentences.ts';
import { countWords } from '../../src/text/words.ts';
import { missingReasonOf } from '../support/english.ts';
import { shippedIndex } from '../support/shipped.ts';

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive(await shippedIndex());
});
afterAll(() => archive.close());

test('the strike is told from the walk-out to its end, one whole sentence a day', async () => {
  const { days } = await archive.timeline({ topic: 'cannery strike', outlets: null });
  expect(days.map(({ article }) => article.published)).toEqual(['2025-04-22', '2025-04-23', '2025-05-15']);
  expect(days[0]!.text).toContain('walked out');
  expect(days.at(-1)!.text).toContain('ended');
  for (const { article, start, end, text } of days) {
    const { text: whole } = (await archive.article({ id: article.id, outlets: null }))!;
    expect(whole.slice(start, end)).toBe(text);
    expect(statements(whole).some((one) => one.start === start && one.end === end)).toBe(true);
    expect(isDependent(text)).toBe(false);
    expect(countWords(text)).toBeGreaterThan(5);
  }
});

test('days and outlet limit it', async () => {
  const { days } = await archive.timeline({
    topic: 'cannery strike',
    outlets: null,
    from: '2025-04-23',
    outlet: 'The Pellowick Sentinel',
  });
  expect(days.map(({ article }) => article.published)).toEqual(['2025-04-23']);
});

test.each(['moon landing', 'the price of bread in Tokyo', '', '!!!', 'the', '🎉', 'x'.repeat(2000)])(
  'there is none of %.30j',
  async (topic) => {
    const { days, coverage } = await archive.timeline({ topic: topic, outlets: null });
    expect(days).toEqual([]);
    expect(coverage.articles).toBe(24);
  },
);

test('a topic in another language is told to be in it', async () => {
  const { days, foreign } = await archive.timeline({
    topic: 'die Überschwemmung in der Stadt und der neue Hafen',
    outlets: null,
  });
  expect([days, foreign]).toEqual([[], 'de']);
});

test('a text in another language that is not found is told to be in it', async () => {
  const check = await archive.check({
    text: 'Die Brücke über den Fluss wird erst im nächsten Jahr wieder geöffnet.',
    outlets: null,
  });
  expect(check).toMatchObject({
    kind: 'not found',
    nearest: [],
    cause: { kind: 'language', language: 'de' },
  });
  expect(missingReasonOf(check)).toBe('This archive is in English; the text seems to be in German.');
});

test('what somebody said is verbatim, newest first, and comes page by page without a gap', async () => {
  const [speaker] = await archive.speakers({ name: '', limit: 1, outlets: null });
  const { key, quotations } = speaker!;
  const said = (limit: number, skip = 0) =>
    archive.quotations({ speaker: key, topic: '', limit, skip, outlets: null });
  const whole = await said(100);
  expect(whole).toHaveLength(quotations);
  const days = whole.map(({ article }) => article.published);
  expect(days).toEqual(days.toSorted().reverse());
  const paged = [await said(2), await said(98, 2)];
  expect(paged.flat()).toEqual(whole);
  for (const quote of whole) {
    expect(
      (await archive.article({ id: quote.article.id, outlets: null }))!.text.slice(quote.start, quote.end),
    ).toBe(quote.text);
    expect(quote.speaker).not.toBeNull();
  }
});

test('sources are found within days and an outlet', async () => {
  const limits = { from: '2025-04-01', to: '2025-04-30', outlet: 'the pellowick sentinel' };
  for (const text of ['cannery', '', 'strike pay']) {
    const found = await archive.find({ ...limits, text, limit: 5, outlets: null });
    expect(found.length).toBeGreaterThan(0);
    for (const { outlet, published } of found)
      expect([outlet, published.slice(0, 7)]).toEqual(['The Pellowick Sentinel', '2025-04']);
  }
});
