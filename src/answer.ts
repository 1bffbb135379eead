// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import type { Question } from './question.ts';
import { pickQuotes, type Candidate, type Weights } from './quotes.ts';
import type { Answer, Coverage, Filter, Hit } from './types.ts';

/** Below this confidence Attest abstains. */
export const THRESHOLD = 0.5;

/** Outlets named when a question asks for one that there is not. */
const LISTED_OUTLETS = 10;

/** Logistic weights of the evidence; see `confidence`. */
const BIAS = -4.2;
const EVIDENCE_WEIGHTS = { coverage: 4, context: 3, similarity: 2 };

/** What is known when an answer is made. */
export interface Evidence {
  question: Question;
  weights: Weights;
  filter: Filter;
  hits: Hit[];
  candidates: Candidate[];
  coverage: Coverage;
  started: number;
}

/** The answer that the evidence supports. */
export function answer(evidence: Evidence): Answer {
  const { question, hits, candidates, coverage, started } = evidence;
  const quotes = pickQuotes(candidates);
  const sure = confidence(evidence);
  const base = { question: question.text, confidence: sure, hits, coverage };
  const milliseconds = () => Math.round((performance.now() - started) * 10) / 10;
  if (sure >= THRESHOLD && quotes.length > 0) {
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

/**
 * How sure Attest is that the best quote answers the question, 0..1: logistic in how much of the question's
 * weight the best sentence covers, alone and with its context, and in how near its passage is in meaning.
 */
export function confidence({ candidates, weights, hits }: Evidence): number {
  const best = candidates[0];
  if (!best || weights.size === 0) return 0;
  const { coverage, context, similarity } = EVIDENCE_WEIGHTS;
  const nearest = Math.max(...hits.slice(0, 10).map((hit) => hit.similarity));
  const logit = BIAS + coverage * best.coverage + context * best.context + similarity * nearest;
  return 1 / (1 + Math.exp(-logit));
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
