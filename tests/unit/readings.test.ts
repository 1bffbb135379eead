// Readings for many questions at once: each in its place, by turns, once, and no longer than is waited for.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Readings } from '../../src/model/readings.ts';
import type { Reading, TitledSentence } from '../../src/model/reader-model.ts';

/** To this reader the longer of two sentences answers more. It reads an order when it is let, in the order they come. */
class PatientReader {
  isReady = true;
  /** What it has read, as question and text. */
  readonly seen: string[] = [];
  readonly #orders: (() => void)[] = [];

  read(question: string, sentences: readonly TitledSentence[]): Promise<Reading[] | null> {
    return new Promise((resolve) =>
      this.#orders.push(() => {
        this.seen.push(...sentences.map(({ text }) => `${question} ${text}`));
        resolve(
          this.isReady ? sentences.map(({ text }) => ({ relevance: text.length, answer: null })) : null,
        );
      }),
    );
  }

  /** Reads one order, if there is any. */
  async readOne(): Promise<void> {
    this.#orders.shift()?.();
    await new Promise(setImmediate);
  }

  async readAll(): Promise<void> {
    while (this.#orders.length > 0) await this.readOne();
  }
}

const sentences = (count: number, word = 'x'): TitledSentence[] =>
  Array.from({ length: count }, (_, i) => ({ title: 'Title', text: word.repeat(i + 1) }));

function start() {
  const reader = new PatientReader();
  return { reader, readings: new Readings([reader]) };
}

const relevances = (all: (Reading | null)[]) => all.map((reading) => reading && reading.relevance);

test('every sentence has its own reading, in its place', async () => {
  const { reader, readings } = start();
  const asked = readings.read('Who?', sentences(11));
  await reader.readAll();
  expect(relevances(await asked)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(reader.seen).toHaveLength(11);
});

test('no sentences have no readings', async () => {
  expect(await start().readings.read('Who?', [])).toEqual([]);
});

test('what was read is remembered by question, title and sentence', async () => {
  const { reader, readings } = start();
  const [one] = sentences(1);
  const others: [string, TitledSentence][] = [
    ['Who?', one!],
    ['Where?', one!],
    ['Who?', { ...one!, title: 'Another' }],
    ['Who?', { ...one!, text: 'another' }],
  ];
  for (const [question, sentence] of [...others, ...others]) {
    const asked = readings.read(question, [sentence]);
    await reader.readAll();
    expect(relevances(await asked)).toEqual([sentence.text.length]);
  }
  expect(reader.seen).toHaveLength(others.length);
});

test('a question with one sentence does not wait for all of another', async () => {
  const { reader, readings } = start();
  const long = readings.read('Long?', sentences(100));
  let done = false;
  const short = readings.read('Short?', sentences(1)).then(() => (done = true));
  for (let orders = 0; orders < 4; orders++) await reader.readOne();
  expect(done).toBe(true);
  await reader.readAll();
  expect(await long).not.toContain(null);
  await short;
});

describe('when time is up', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('what is read by then counts, the rest is not read for it any more', async () => {
    const { reader, readings } = start();
    const asked = readings.read('Who?', sentences(100), 200);
    for (let orders = 0; orders < 5; orders++) await reader.readOne();
    vi.advanceTimersByTime(200);
    const read = relevances(await asked);
    expect(read.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(read.slice(20)).toEqual(Array(80).fill(null));
    // What the process had already been sent, and no more.
    await reader.readAll();
    expect(reader.seen.length).toBeLessThanOrEqual(28);
    // An answer does not change after it was given.
    expect(read.filter((relevance) => relevance !== null)).toHaveLength(20);
  });

  test('the sixteen best are read all the same, and no more', async () => {
    const { reader, readings } = start();
    const asked = readings.read('Who?', sentences(100), 200);
    await reader.readOne();
    vi.advanceTimersByTime(200);
    await new Promise(setImmediate);
    await reader.readAll();
    expect(relevances(await asked).filter((relevance) => relevance !== null)).toHaveLength(16);
    expect(reader.seen).toHaveLength(16);
  });

  test('the best are not waited for without an end', async () => {
    const { reader, readings } = start();
    const asked = readings.read('Who?', sentences(100), 200);
    await reader.readOne();
    vi.advanceTimersByTime(2000);
    expect(relevances(await asked)).toEqual([1, 2, 3, 4, ...Array(96).fill(null)]);
  });

  test('what ended a process is not waited for', async () => {
    const [reader, other] = [new PatientReader(), new PatientReader()];
    const asked = new Readings([reader, other]).read('Who?', sentences(12), 200);
    reader.isReady = false;
    await reader.readAll();
    for (let orders = 0; orders < 3; orders++) await other.readOne();
    vi.advanceTimersByTime(200);
    expect(relevances(await asked).filter((relevance) => relevance === null)).toHaveLength(8);
  });

  test('what has come counts, however late it is taken in', async () => {
    const { reader, readings } = start();
    const asked = readings.read('Who?', sentences(24), 200);
    for (let orders = 0; orders < 4; orders++) await reader.readOne();
    vi.advanceTimersByTime(200);
    await reader.readOne();
    expect(relevances(await asked).indexOf(null)).toBe(20);
  });
});

test('without a process nothing is read, but what is remembered is known', async () => {
  const { reader, readings } = start();
  const first = readings.read('Who?', sentences(2));
  await reader.readAll();
  await first;
  reader.isReady = false;
  expect(relevances(await readings.read('Who?', sentences(3)))).toEqual([1, 2, null]);
});

test('a process that ends leaves what it has not read, and nobody waits for it', async () => {
  const { reader, readings } = start();
  const [one, other] = [readings.read('Who?', sentences(20)), readings.read('Where?', sentences(20))];
  await reader.readOne();
  reader.isReady = false;
  await reader.readAll();
  expect(relevances(await one)).toEqual([1, 2, 3, 4, ...Array(16).fill(null)]);
  expect(await other).toEqual(Array(20).fill(null));
});

test('two processes share the sentences of one question', async () => {
  const [one, other] = [new PatientReader(), new PatientReader()];
  const asked = new Readings([one, other]).read('Who?', sentences(12));
  for (const reader of [one, other, one, other]) await reader.readOne();
  expect(relevances(await asked)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect([one.seen.length, other.seen.length].sort()).toEqual([4, 8]);
});

test('when one of two processes ends the other reads on, but not what it ended with', async () => {
  const [one, other] = [new PatientReader(), new PatientReader()];
  const asked = new Readings([one, other]).read('Who?', sentences(24));
  one.isReady = false;
  await one.readAll();
  await other.readAll();
  const read = relevances(await asked);
  expect(read.filter((relevance) => relevance === null)).toHaveLength(8);
  expect(other.seen).toHaveLength(16);
});
