// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import type { Question } from './question.ts';
import { confidenceIn } from './confidence.ts';
import type { Weights } from './evidence.ts';
import { pickQuotes } from './quotes.ts';
import type { Ranked } from './ranking.ts';
import type { ReadHit } from './rerank.ts';
import type { Answer, Coverage, Filter } from './types.ts';

/** Below this confidence Attest abstains. */
export const THRESHOLD = 0.5;

/** Outlets named when a question asks for one that there is not. */
const LISTED_OUTLETS = 10;

/** What is known when an answer is made. */
export interface Evidence {
  question: Question;
  weights: Weights;
  filter: Filter;
  hits: ReadHit[];
  ranked: Ranked[];
  coverage: Coverage;
  started: number;
}

/** The answer that the evidence supports. */
export function answer(evidence: Evidence): Answer {
  const { question, weights, hits, ranked, coverage, started } = evidence;
  const quotes = pickQuotes(ranked);
  const { value: confidence, parts } = confidenceIn(question, weights, hits, ranked);
  const base = { question: question.text, confidence, parts, hits: hits.map(({ hit }) => hit), coverage };
  const milliseconds = () => Math.round((performance.now() - started) * 10) / 10;
  if (confidence >= THRESHOLD && quotes.length > 0) {
    return { ...base, kind: 'answered', quotes, nearest: [], ms: milliseconds() };
  }
  return {
    ...base,
    kind: 'abstained',
    quotes: [],
    nearest: quotes,
    reason: reason(evidence),
    ms: milliseconds(),
  };
}

function reason({ question, coverage, hits, filter }: Evidence): string {
  if (question.text === '') return 'There is no question.';
  if (coverage.articles === 0) return 'The archive is empty.';
  if (question.words.length === 0) return 'The question holds no word to look for.';
  const outlets = coverage.outlets.map(({ outlet }) => outlet);
  if (filter.outlet && !outlets.some((outlet) => outlet.toLowerCase() === filter.outlet!.toLowerCase())) {
    return `The archive has no outlet "${filter.outlet}". It has: ${outlets.slice(0, LISTED_OUTLETS).join(', ')}.`;
  }
  if (hits.length === 0) return 'Nothing in the archive matches the question.';
  return 'The archive holds no clear answer to this question.';
}
