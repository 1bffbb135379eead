// A reader of the hub gives logits on a scale of its own; the weights of the ranking are fitted to that of the bundled one.
// A few invented pairs, read by both, tell how the one scale lies on the other.
import type { Reader, Reading } from './reader.ts';

/** Questions with a sentence that answers and one that is only on the topic. */
const PAIRS: readonly [question: string, answering: string, other: string][] = [
  [
    'When does the new swimming pool open?',
    'The new swimming pool opens on 3 June, the town hall said.',
    'The new swimming pool has six lanes and a slide.',
  ],
  [
    'How many people were hurt in the train crash?',
    'Eleven people were hurt when the train left the rails, police said.',
    'The train crash closed the line for two days.',
  ],
  [
    'Who won the election for mayor?',
    'Maria Lund was elected mayor on Sunday with 54 percent of the vote.',
    'The election for mayor was held on Sunday in warm weather.',
  ],
  [
    'Why was the bridge closed?',
    'Engineers closed the bridge because cracks were found in two of its cables.',
    'The bridge was built in 1931 and carries 20,000 cars a day.',
  ],
  [
    'Where was the missing dog found?',
    'The missing dog was found in a barn near Kelso after nine days.',
    'The missing dog, a spaniel called Pip, belongs to a retired teacher.',
  ],
  [
    'What did the minister say about taxes?',
    '“We will not raise taxes this year,” the minister told reporters.',
    'The minister arrived in the capital for talks on trade.',
  ],
  [
    'How much does the stadium cost?',
    'The stadium will cost 410 million dollars, twice the first estimate.',
    'The stadium will seat 32,000 spectators when it is finished.',
  ],
  [
    'Which company recalled its cars?',
    'Norden Motors recalled 80,000 cars over faulty brakes.',
    'Drivers of recalled cars complain of long waits at garages.',
  ],
];

/** Mean relevance that the bundled reader gives to the sentences that answer, and to the others; a test compares. */
export const BUNDLED_SCALE = { answering: 1.46, other: -4.28 };

/** Mean relevance that a reader gives to the sentences that answer, and to the others. */
export async function scaleOf(reader: Pick<Reader, 'read'>): Promise<typeof BUNDLED_SCALE> {
  const read = (texts: (pair: (typeof PAIRS)[number]) => string) =>
    Promise.all(PAIRS.map((pair) => reader.read(pair[0], [{ title: '', text: texts(pair) }])));
  const mean = (readings: readonly (readonly (Reading | null)[])[]) => {
    const all = readings.flat().flatMap((reading) => reading?.relevance ?? []);
    return all.reduce((sum, relevance) => sum + relevance, 0) / all.length;
  };
  return { answering: mean(await read((pair) => pair[1])), other: mean(await read((pair) => pair[2])) };
}

/** The same reader with relevance on the scale of the bundled one. One that cannot tell what answers has none: all is alike to it. */
export async function onBundledScale(reader: Reader): Promise<Reader> {
  const own = await scaleOf(reader);
  const apart = own.answering - own.other;
  const slope = apart > 0 ? (BUNDLED_SCALE.answering - BUNDLED_SCALE.other) / apart : 0;
  const middle = (BUNDLED_SCALE.answering + BUNDLED_SCALE.other) / 2;
  const scaled = (relevance: number) => middle + slope * (relevance - (own.answering + own.other) / 2);
  return {
    ...reader,
    get pids() {
      return reader.pids;
    },
    read: async (...asked) => {
      const readings = await reader.read(...asked);
      return readings.map((reading) => reading && { ...reading, relevance: scaled(reading.relevance) });
    },
  };
}
