// The read path: question -> hits -> quotes -> answer.
import { answer, refuse } from './answer/answer.ts';
import type { Opened } from './search/retrieve.ts';
import { readAsked, search } from './search/search.ts';
import type { Answer, Filter } from './types.ts';

/** Passages retrieved for an answer, and those whose sentences are looked at. */
const ANSWER_REACH = { hits: 50, read: 20 };

/**
 * The answer to a question, out of the articles that a filter lets through. An unusable question gets an abstention.
 * @param today the day of asking where the filter names none, `YYYY-MM-DD`
 */
export async function ask(opened: Opened, typed: string, filter: Filter, today: string): Promise<Answer> {
  const started = performance.now();
  const asked = await readAsked(opened.index, typed, filter, today);
  if (asked.foreign) return refuse(asked, started, { kind: 'language', language: asked.foreign });
  return answer(await search(opened, asked, ANSWER_REACH), started);
}
