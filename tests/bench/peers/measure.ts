// One peer measured: its index built and asked, all peers by this code, and by the scores of `npm run evaluate`.
import { readQuestions } from '../../../src/evaluation/evaluate-file.ts';
import {
  articleAt,
  passageAt,
  scoreRetrieval,
  type Retrieval,
  type RetrievalScores,
} from '../../../src/evaluation/scores.ts';
import type { Peer, Searchable } from './peer.ts';
import { Workshop } from './peer.ts';
import { percentile } from '../tools.ts';

/** Questions asked before those that are timed. */
const WARM_UP = 20;
const MEBIBYTE = 2 ** 20;

export const QUALITY = ['article@1', 'article@10', 'passage@1', 'passage@10'] as const;
export type Quality = (typeof QUALITY)[number];

export interface Measured {
  passages: number;
  scores: RetrievalScores;
  /** For every question whether it was right, in the order of the file; unanswerable ones are left out. */
  right: Record<Quality, boolean[]>;
  /** From the corpus folder to an index that answers. */
  indexSeconds: number;
  /** How much of it was embedding; null without one, or where both run at once. */
  embeddingSeconds: number | null;
  /** Milliseconds a question, its embedding included. */
  p50: number;
  p95: number;
  /** Resident memory of the process that answers, garbage collected. */
  megabytes: number;
}

/**
 * Builds the index of a peer in this process and asks it all questions.
 * @param folder of its own, for what it writes
 */
export async function measure(
  peer: Peer,
  corpusDir: string,
  questionFile: string,
  folder: string,
): Promise<Measured> {
  const workshop = new Workshop(corpusDir, folder);
  const started = performance.now();
  const index = await peer.build(workshop);
  const indexSeconds = (performance.now() - started) / 1000;
  const { retrievals, times } = await askAll(index, questionFile);
  globalThis.gc?.();
  const megabytes = process.memoryUsage.rss() / MEBIBYTE;
  index.close();
  return {
    passages: index.passages,
    scores: scoreRetrieval(retrievals),
    right: rightOf(retrievals),
    indexSeconds,
    embeddingSeconds: workshop.embeddingSeconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    megabytes,
  };
}

async function askAll(index: Searchable, questionFile: string) {
  const questions = readQuestions(questionFile);
  for (const { question } of questions.slice(0, WARM_UP)) await index.search(question);
  const retrievals: Retrieval[] = [];
  const times: number[] = [];
  for (const labelled of questions) {
    const started = performance.now();
    const hits = await index.search(labelled.question);
    times.push(performance.now() - started);
    const found = (await hits()).map(({ url, text }) => ({ url: url ?? '', text }));
    retrievals.push({ labelled, hits: found });
  }
  return { retrievals, times };
}

function rightOf(retrievals: readonly Retrieval[]): Record<Quality, boolean[]> {
  const answerable = retrievals.filter(({ labelled }) => labelled.answerable);
  const right = (counts: (retrieval: Retrieval) => boolean) => answerable.map(counts);
  return {
    'article@1': right((each) => articleAt(each, 1)),
    'article@10': right((each) => articleAt(each, 10)),
    'passage@1': right((each) => passageAt(each, 1)),
    'passage@10': right((each) => passageAt(each, 10)),
  };
}
