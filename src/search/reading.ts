// Ranked candidates -> what the reader makes of them, where its say is to be trusted.
import { languageOf, seemsEnglish } from '../text/languages.ts';
import type { Reader } from '../model/reader.ts';
import type { Question } from '../question/question.ts';
import { uncoveredBy, withReading, type Ranked } from './ranking.ts';
import type { Asked } from './search.ts';

/** Articles of the best candidates whose language is looked at. */
const LOOKED_AT = 5;

/**
 * The candidates with their readings; none has any where the reader's process is gone.
 * @param candidates the best first: they are read in this order
 * @param within milliseconds after which no more are read, and none counts behind one that was not
 */
export async function readAll(
  reader: Reader,
  { read }: Question,
  candidates: readonly Ranked[],
  within?: number,
): Promise<Ranked[]> {
  const sentences = candidates.map(({ foundIn, core }) => ({
    title: foundIn.article.title,
    text: core.text,
  }));
  const readings = await reader.read(read, sentences, within === undefined ? {} : { within });
  // Where time was up, what is known from before may lie behind what nobody has read: it is no better than that.
  const end = within === undefined ? -1 : readings.findIndex((reading) => !reading);
  const counted = end < 0 ? readings : readings.slice(0, end);
  const uncovered = uncoveredBy(candidates);
  return candidates.map((candidate, i) => withReading(candidate, counted[i] ?? null, uncovered));
}

/** Whether the reader may judge: it has learnt English alone, so that the question and the articles of the best candidates must be. */
export async function isTrusted(
  { question, coverage }: Asked,
  candidates: readonly Ranked[],
): Promise<boolean> {
  if (coverage.languages.every(({ language }) => language === 'en')) return true;
  if (!seemsEnglish(question.read, coverage)) return false;
  const best = candidates.slice(0, LOOKED_AT).map(({ foundIn }) => foundIn.article);
  const found = await Promise.all([...new Set(best)].map(({ text }) => languageOf(text)));
  return found.every((language) => language === null || language === 'en');
}
