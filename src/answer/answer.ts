// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import type { Question } from '../question/question.ts';
import { answerKind } from '../question/answer-kind.ts';
import { confidenceIn } from './confidence.ts';
import type { Weights } from '../search/term-weights.ts';
import { differingFigures } from './differing-figures.ts';
import { MAX_QUOTES, pickQuotes } from './quotes.ts';
import type { Ranked } from '../search/ranking.ts';
import { outdated } from '../search/recency.ts';
import type { RerankedHit } from '../search/rerank.ts';
import type { AbstentionCause, Answer, Coverage, Filter } from '../types.ts';

/** Below this confidence Attest abstains. */
export const THRESHOLD = 0.5;

/** What is known when an answer is made. */
export interface Evidence {
  question: Question;
  weights: Weights;
  filter: Filter;
  hits: RerankedHit[];
  ranked: Ranked[];
  /** Names in the question that no article has. */
  unknownNames: string[];
  /** Other words of it that no passage has. */
  unknownWords: string[];
  coverage: Coverage;
  started: number;
}

/** The answer that the evidence supports. */
export function answer(evidence: Evidence): Answer {
  const { question, weights, hits, ranked, unknownNames, coverage, started } = evidence;
  const picked = pickQuotes(ranked);
  const [quotes, further] = [picked.slice(0, MAX_QUOTES), picked.slice(MAX_QUOTES)];
  const { value: confidence, parts } = confidenceIn(question, weights, hits, ranked, unknownNames);
  const found = hits.map(({ hit }) => hit);
  const base = { ...asked(question), confidence, parts, hits: found, coverage };
  if (confidence < THRESHOLD || quotes.length === 0) {
    const cause = causeOf(evidence);
    return { ...base, kind: 'abstained', quotes: [], nearest: quotes, cause, ms: since(started) };
  }
  return {
    ...base,
    kind: 'answered',
    quotes,
    further,
    nearest: [],
    outdated: outdated(question, quotes),
    differing: differingFigures(answerKind(question), quotes),
    ms: since(started),
  };
}

/** Says why a question is not even looked up. */
export function refuse(
  question: Question,
  coverage: Coverage,
  started: number,
  cause: AbstentionCause,
): Answer {
  const nothing = { confidence: 0, parts: [], quotes: [] as [], nearest: [], hits: [] };
  return { ...asked(question), kind: 'abstained', ...nothing, coverage, cause, ms: since(started) };
}

const asked = ({ text, asOf, period }: Question) => ({ question: text, asOf, period });

/** Milliseconds, to a tenth. */
const since = (started: number): number => Math.round((performance.now() - started) * 10) / 10;

function causeOf({
  question,
  coverage,
  hits,
  filter,
  unknownNames,
  unknownWords,
}: Evidence): AbstentionCause {
  if (question.text === '') return { kind: 'no question' };
  if (coverage.articles === 0) return { kind: 'empty archive' };
  const missed = outside(filter, coverage);
  if (missed) return { kind: missed };
  if (question.words.length === 0) return { kind: question.period ? 'no subject' : 'no words' };
  const { outlet } = filter;
  if (outlet && !has(coverage, outlet)) return { kind: 'no outlet', outlet };
  if (unknownNames.length > 0) return { kind: 'unknown names', names: unknownNames };
  if (hits.length === 0) return { kind: 'no match' };
  return unknownWords.length > 0 ? { kind: 'unknown words', words: unknownWords } : { kind: 'unclear' };
}

/** Why no article can be of the days that a filter lets through; null when some may be. */
function outside({ from = '', to = '9999' }: Filter, coverage: Coverage) {
  if (from > to) return 'no days';
  const mayBe = from <= (coverage.to ?? '') && to >= (coverage.from ?? '');
  return mayBe ? null : 'days without articles';
}

const has = ({ outlets }: Coverage, name: string): boolean =>
  outlets.some(({ outlet }) => outlet.toLowerCase() === name.toLowerCase());
