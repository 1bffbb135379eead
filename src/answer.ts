// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import type { Question } from './question.ts';
import { answerKind } from './answer-kind.ts';
import { confidenceIn } from './confidence.ts';
import type { Weights } from './evidence.ts';
import { differingFigures } from './figures.ts';
import { MAX_QUOTES, pickQuotes } from './quotes.ts';
import type { Ranked } from './ranking.ts';
import { ageNote } from './recency.ts';
import type { ReadHit } from './rerank.ts';
import type { Answer, Coverage, Filter } from './types.ts';
import { period } from './wording.ts';

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
  /** Names in the question that no article has. */
  nowhere: string[];
  coverage: Coverage;
  started: number;
}

/** The answer that the evidence supports. */
export function answer(evidence: Evidence): Answer {
  const { question, weights, hits, ranked, nowhere, coverage, started } = evidence;
  const picked = pickQuotes(ranked);
  const [quotes, further] = [picked.slice(0, MAX_QUOTES), picked.slice(MAX_QUOTES)];
  const { value: confidence, parts } = confidenceIn(question, weights, hits, ranked, nowhere);
  const { text, asOf, period: days } = question;
  const found = hits.map(({ hit }) => hit);
  const base = { question: text, asOf, period: days, confidence, parts, hits: found, coverage };
  const milliseconds = () => Math.round((performance.now() - started) * 10) / 10;
  if (confidence >= THRESHOLD && quotes.length > 0) {
    const note = ageNote(question, quotes);
    const differing = differingFigures(answerKind(question), quotes);
    return { ...base, kind: 'answered', quotes, further, nearest: [], note, differing, ms: milliseconds() };
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

/** Says why a question is not even looked up. */
export function refuse(
  { text, asOf, period: days }: Question,
  coverage: Coverage,
  started: number,
  why: string,
): Answer {
  const ms = Math.round((performance.now() - started) * 10) / 10;
  const nothing = { confidence: 0, parts: [], quotes: [] as [], nearest: [], hits: [] };
  return { kind: 'abstained', question: text, asOf, period: days, ...nothing, coverage, reason: why, ms };
}

/** Why no article can be of the days that a filter lets through; null when some may be. */
function outside({ from = '', to = '9999' }: Filter, coverage: Coverage): string | null {
  if (from > to) return 'The period of the question lies outside the days that it is limited to.';
  if (from <= (coverage.to ?? '') && to >= (coverage.from ?? '')) return null;
  return `The archive has no article of that period: it covers ${period(coverage.from!, coverage.to!)}.`;
}

function reason({ question, coverage, hits, filter, nowhere }: Evidence): string {
  if (question.text === '') return 'There is no question.';
  if (coverage.articles === 0) return 'The archive is empty.';
  const missed = outside(filter, coverage);
  if (missed) return missed;
  if (question.words.length === 0)
    return question.period
      ? 'The question names a period, but no subject.'
      : 'The question holds no word to look for.';
  const outlets = coverage.outlets.map(({ outlet }) => outlet);
  if (filter.outlet && !outlets.some((outlet) => outlet.toLowerCase() === filter.outlet!.toLowerCase())) {
    return `The archive has no outlet "${filter.outlet}". It has: ${outlets.slice(0, LISTED_OUTLETS).join(', ')}.`;
  }
  if (nowhere.length > 0) return `No article names ${nowhere.map((name) => `“${name}”`).join(' or ')}.`;
  if (hits.length === 0) return 'Nothing in the archive matches the question.';
  return 'The archive holds no clear answer to this question.';
}
