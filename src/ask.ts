// The read path: question -> hits -> quotes -> answer.
import { answer, refuse } from './answer/answer.ts';
import type { Opened } from './search/retrieve.ts';
import { readAsked, search, type Reach } from './search/search.ts';
import type { Answer, Filter } from './types.ts';

/** How far the search for an answer goes. */
export const ANSWER_REACH: Reach = { hits: 50, passages: 20, articles: 8, ranked: 64, read: true };

/**
 * The answer to a question, out of the articles that a filter lets through. An unusable question gets an abstention.
 * @param today the day of asking where the filter names none, `YYYY-MM-DD`
 * @param within milliseconds that the reader may take; without it, as long as it takes
 */
export async function ask(
  opened: Opened,
  typed: string,
  filter: Filter,
  today: string,
  within?: number,
): Promise<Answer> {
  const started = performance.now();
  const asked = await readAsked(opened.index, typed, filter, today);
  if (asked.foreign) return refuse(asked, started, { kind: 'language', language: asked.foreign });
  return answer(
    await search(opened, asked, within === undefined ? ANSWER_REACH : { ...ANSWER_REACH, within }),
    started,
  );
}
