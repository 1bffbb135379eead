// How much of a question a text covers: the share of the weight of the question's stems that it has. Pure.
import type { Question, Topic } from '../question/question.ts';

/** How much each stem of the question tells: rare words more. */
export type Weights = ReadonlyMap<string, number>;

/**
 * Inverse document frequency of the question's stems, as BM25 has it.
 * @param frequencies in how many passages each stem occurs
 * @param passages how many there are
 */
export function weigh({ stems }: Topic, frequencies: ReadonlyMap<string, number>, passages: number): Weights {
  const idf = (count: number) => Math.log(1 + (passages - count + 0.5) / (count + 0.5));
  return new Map(stems.map((stem) => [stem, idf(frequencies.get(stem) ?? 0)]));
}

/** The weights without the name of the speaker asked for, unless nothing else is left. */
export function topicWeights({ speaker }: Question, weights: Weights): Weights {
  const topic = new Map([...weights].filter(([stem]) => !speaker?.stems.has(stem)));
  return topic.size > 0 ? topic : weights;
}

/** Share of the question's weight that the stems hold, 0..1. */
export function covered(weights: Weights, ...stems: readonly ReadonlySet<string>[]): number {
  let [held, all] = [0, 0];
  for (const [wanted, weight] of weights) {
    all += weight;
    if (stems.some((set) => set.has(wanted))) held += weight;
  }
  return all === 0 ? 0 : held / all;
}
