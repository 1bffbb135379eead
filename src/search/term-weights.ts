// How much of a question a text covers: the share of the weight of the question's stems that it has.
import type { Index } from '../index/index-interface.ts';
import type { Question, Topic } from '../question/question.ts';

/** How much each stem of the question tells: rare words more. */
export type Weights = ReadonlyMap<string, number>;

/**
 * In how many passages each stem of a topic occurs, and its weight: inverse document frequency, as BM25 has it. How rare
 * a word is, is counted over the whole archive, whatever part of it is asked.
 */
export async function weigh(
  index: Pick<Index, 'frequencies' | 'coverage'>,
  { stems }: Topic,
): Promise<{ frequencies: ReadonlyMap<string, number>; weights: Weights }> {
  const frequencies = await index.frequencies(stems);
  const { passages } = await index.coverage();
  const idf = (count: number) => Math.log(1 + (passages - count + 0.5) / (count + 0.5));
  return { frequencies, weights: new Map(stems.map((stem) => [stem, idf(frequencies.get(stem) ?? 0)])) };
}

/** The weights without the name of the speaker asked for, unless nothing else is left. */
export function topicWeights({ speaker }: Question, weights: Weights): Weights {
  const topic = new Map([...weights].filter(([stem]) => !speaker?.stems.has(stem)));
  return topic.size > 0 ? topic : weights;
}

/** The stems of a text; of a sentence as a list, which is smaller. */
type Stems = ReadonlySet<string> | readonly string[];

const has = (stems: Stems, wanted: string): boolean =>
  'has' in stems ? stems.has(wanted) : stems.includes(wanted);

/** Share of the question's weight that the stems hold, 0..1. */
export function covered(weights: Weights, ...stems: readonly Stems[]): number {
  let [held, all] = [0, 0];
  for (const [wanted, weight] of weights) {
    all += weight;
    if (stems.some((each) => has(each, wanted))) held += weight;
  }
  return all === 0 ? 0 : held / all;
}
