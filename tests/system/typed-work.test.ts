// Whatever a person types, however long and however made, is a bounded amount of work: counted in blocks of code that run
// and in words that are looked up, not in time.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, partOf, type Archive, type PartOfArchive } from '../../src/archive.ts';
import { askAfter } from '../../src/conversation.ts';
import { openDatabase } from '../../src/index/database.ts';
import { Store } from '../../src/index/store.ts';
import { LimitError, readFilter } from '../../src/question/filter.ts';
import { words } from '../../src/text/words.ts';
import { blocksRun } from '../support/counted-work.ts';
import { putText } from '../support/filled-store.ts';
import { TYPED } from '../support/hostile-typing.ts';
import { shippedIndex } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const TODAY = '2025-10-15';
/** Characters: as much as a command takes, and far more than anybody types. */
const SIZES = [500, 64_000];
/** Some two questions' worth; and for each character that is read. */
const MOST_BLOCKS = 2_000_000;
const PER_CHARACTER = 200;
const MOST_READ = 8000;

let archive: Archive;
let part: PartOfArchive;
beforeAll(async () => {
  archive = await openArchive(await shippedIndex());
  part = partOf(archive, null);
  // What is loaded with the first question is no work of another.
  await part.ask({ question: 'When does the ferry sail, Ines Caldor?', today: TODAY });
});
afterAll(() => archive.close());

const EARLIER = { question: 'What does Calder say about the ferry?', filter: {}, hasMore: true };

const ENTRIES: Record<string, (typed: string) => unknown> = {
  'a question that follows another': (question) => askAfter(part, EARLIER, { question, today: TODAY }),
  'a claim': (text) => part.check({ text }),
  'a topic of a timeline': (topic) => part.timeline({ topic, today: TODAY }),
  'a speaker': (name) => part.speakers({ name, limit: 25 }),
  'a topic of quotations': (topic) => part.quotations({ speaker: 'ines calder', topic, limit: 4 }),
  'a title': (text) => part.find({ text, limit: 25 }),
  'an id': (id) => part.article({ id }),
  'an outlet': (outlet) => part.coverage({ outlet }),
  'a day': (day) => {
    expect(() => readFilter({ from: day, to: day, asOf: day })).toThrow(LimitError);
  },
};

describe.each(Object.entries(ENTRIES))('%s', (_, entry) => {
  test.each(Object.entries(TYPED))('of %s', async (_, typed) => {
    for (const size of SIZES) {
      const read = Math.min(size, MOST_READ);
      expect(await blocksRun(() => entry(typed(size)))).toBeLessThan(MOST_BLOCKS + PER_CHARACTER * read);
    }
  });
});

test('each word is looked up once, and so many at most', () => {
  const db = openDatabase(join(temporaryFolder(), 'index.db'), true);
  const sought: string[] = [];
  const recording: typeof db = {
    ...db,
    rows: (sql, values) => {
      if (values && 'match' in values) sought.push(String(values.match));
      return db.rows(sql, values);
    },
  };
  const store = new Store(recording, true);
  putText(store, 'ferry', 'The ferry is late.');
  for (const typed of Object.values(TYPED)) {
    const all = words(typed(4000));
    store.sourcesByTitle(all, {}, 5);
    store.keyword(all, {}, 5);
    store.quotationsBy('calder', {}, all, 5);
    store.speakers(typed(64_000), {}, 5);
  }
  db.close();
  expect(sought.length).toBeGreaterThan(Object.keys(TYPED).length);
  for (const match of sought) {
    const found = match.match(/"[^"]*"\*?/g) ?? [];
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeLessThanOrEqual(65);
  }
});
