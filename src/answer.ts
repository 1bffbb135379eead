// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import type { Question } from './question.ts';
import type { Candidate } from './candidates.ts';
import { covered, topicWeights, type Weights } from './evidence.ts';
import { pickQuotes } from './quotes.ts';
import type { ReadHit } from './rerank.ts';
import { stemSet } from './text.ts';
import type { Answer, Coverage, Filter } from './types.ts';

/** Below this confidence Attest abstains. */
export const THRESHOLD = 0.5;

/** Outlets named when a question asks for one that there is not. */
const LISTED_OUTLETS = 10;

/**
 * Logistic weights of the evidence, fitted on 1,140 news questions, of which 264 have no answer in their archive.
 * The bias is set so that the threshold lies where both kinds of mistake are about as likely.
 */
const BIAS = -15.3;
const EVIDENCE_WEIGHTS = { score: 1.36, article: 2, title: 2.1 };
/**
 * What is taken off where the question asks what somebody said: when the best quote is not known to be theirs,
 * and when its article does not hold what it is to be about. Set by hand.
 */
const NOT_SPOKEN = 4;
const NOT_ABOUT = 4;
/** Hits that are looked at for the best article and title. */
const TOP_HITS = 10;

/** What is known when an answer is made. */
export interface Evidence {
  question: Question;
  weights: Weights;
  filter: Filter;
  hits: ReadHit[];
  candidates: Candidate[];
  coverage: Coverage;
  started: number;
}

/** The answer that the evidence supports. */
export function answer(evidence: Evidence): Answer {
  const { question, hits, candidates, coverage, started } = evidence;
  const quotes = pickQuotes(candidates);
  const sure = confidence(evidence);
  const base = { question: question.text, confidence: sure, hits: hits.map(({ hit }) => hit), coverage };
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
 * How sure Attest is that the best quote answers the question, 0..1: logistic in the best candidate's score and
 * in how much of the question the best article and the best title hold.
 */
export function confidence({ question, candidates, weights, hits }: Evidence): number {
  const best = candidates[0];
  if (!best || weights.size === 0) return 0;
  const top = hits.slice(0, TOP_HITS);
  const logit =
    BIAS +
    EVIDENCE_WEIGHTS.score * best.relevance +
    EVIDENCE_WEIGHTS.article * Math.max(...top.map((read) => read.articleCoverage)) +
    EVIDENCE_WEIGHTS.title * Math.max(...top.map((read) => read.titleCoverage)) -
    (question.speaker ? doubtOf(question, best, weights) : 0);
  return 1 / (1 + Math.exp(-logit));
}

/** How doubtful it is that the best quote is what the person asked for said about what was asked. */
function doubtOf(question: Question, { spoken, read }: Candidate, weights: Weights): number {
  const about = covered(topicWeights(question, weights), stemSet(read.article.text), read.title);
  return NOT_SPOKEN * (1 - spoken) ** 2 + NOT_ABOUT * (1 - about);
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
