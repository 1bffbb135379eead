// Questions that follow others, over the shipped corpus: what is carried of a question that the archive did not know whole.
import { beforeAll, describe, expect, test } from 'vitest';
import { openArchive, partOf, type Archive } from '../../src/archive.ts';
import { askAfter } from '../../src/conversation.ts';
import { shippedIndex } from '../support/shipped.ts';

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive(await shippedIndex({ READER: 'bundled' }));
  return () => archive.close();
});

const after = (earlier: string, question: string) =>
  askAfter(
    partOf(archive, null),
    { question: earlier, filter: {}, hasMore: false },
    { question, today: '2025-10-10' },
  );

describe('A follow-up carries', () => {
  test('what the archive knows, where no article has the verb of the earlier question', async () => {
    const { answer, reading } = await after('Who opposes the dredging?', 'What does it cost?');
    expect(reading.question).toMatch(/^What does it cost \(on (?:opposes )?dredging\)\?$/);
    expect(answer.quotes[0]?.text).toMatch(/£400,000/);
  });

  test('nothing else in place of a topic that no article knows', async () => {
    const { answer, reading } = await after('Who sells snowboards?', 'What does it cost?');
    expect(reading.question).toContain('snowboards');
    expect(answer).toMatchObject({ kind: 'abstained', cause: { kind: 'unknown words' } });
  });

  test('every word where the archive knows them all', async () => {
    const { reading } = await after('What will the dredging destroy?', 'And when does it begin?');
    expect(reading.question).toMatch(/dredging/);
  });

  test('the topic where what was added is mistyped: it is read, and the answer to it is meant', async () => {
    const { answer, reading } = await after('Why is the dredging needed?', 'and what of the fishermn?');
    expect(answer.readAs).toEqual([{ typed: 'fishermn', read: 'fishermen' }]);
    expect(reading.question).toContain('fishermn');
    expect(answer.kind).toBe('answered');
  });

  test('no words of asking, however they are typed', async () => {
    const { answer, reading } = await after('wat did the council decide abt the library', 'y');
    expect(reading.carried).toEqual([{ what: 'topic', text: 'council decide library' }]);
    expect(answer.kind).toBe('answered');
    const alone = await after(
      'wat did the council decide abt the library',
      'wat happened 2 teh ferry in the storm',
    );
    expect(alone.reading.question).toBe('wat happened 2 teh ferry in the storm');
  });

  test('no fewer words than the person typed: a verb that they say again is not left out', async () => {
    const { answer, reading } = await after(
      'Who lampoons the dredging?',
      'And who lampoons it in the council?',
    );
    expect(reading.question).toContain('lampoons');
    expect(answer.kind).toBe('abstained');
  });

  test('the whole of a word that only ends like the verb', async () => {
    const { reading } = await after('Who zate the dredging?', 'What does it cost?');
    expect(reading.question).toMatch(/^What does it cost \(on (?:zate )?dredging\)\?$/);
    const other = await after('Who ies the ferries?', 'What does it cost?');
    expect(other.reading.question).toContain('ferries');
  });
});
