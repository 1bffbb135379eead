// The read path: question -> hits -> quotes -> answer.
import { answer, refuse } from './answer/answer.ts';
import { narrowed } from './question/filter.ts';
import { readQuestion } from './question/question.ts';
import { readCoverage, search, type Opened } from './search/search.ts';
import type { Answer, Filter, Period } from './types.ts';

/** Passages retrieved for an answer, and those whose sentences are looked at. */
const ANSWER_REACH = { hits: 50, read: 20 };

/**
 * The answer to a question, out of the articles that a filter lets through. An unusable question gets an abstention.
 * @param today the day of asking where the filter names none, `YYYY-MM-DD`
 */
export async function ask(opened: Opened, typed: string, filter: Filter, today: string): Promise<Answer> {
  const started = performance.now();
  const question = readQuestion(typed, filter.asOf ?? today);
  const { coverage, foreign } = await readCoverage(opened.index, question.text, filter);
  if (foreign) return refuse(question, coverage, started, { kind: 'language', language: foreign });
  const limits = withinPeriod(filter, question.period);
  const searched = await search(opened, question, limits, coverage, ANSWER_REACH);
  return answer({ question, filter: limits, ...searched, coverage, started });
}

/** A filter narrowed to the days that the question itself limits the answer to. */
export const withinPeriod = (filter: Filter, period: Period | null): Filter =>
  period?.kind === 'limit' ? narrowed(filter, period.from, period.to) : filter;
