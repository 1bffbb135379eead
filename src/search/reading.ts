// Ranked candidates -> what the reader makes of them, where its say is to be trusted.
import { languageOf, isEnglish } from '../text/languages.ts';
import type { Reader } from '../model/reader.ts';
import { withReading, type Ranked } from './ranking.ts';
import type { Asked } from './search.ts';

/** Articles of the best candidates whose language is looked at. */
const LOOKED_AT = 5;

/**
 * The candidates with their readings. None has any where there is no reader, its process is gone, or the question or the best articles
 * are not in English, which is all that it learnt.
 * @param candidates the best first: they are read in this order
 * @param within milliseconds after which no more are read
 */
export async function readAll(
  reader: Reader | null,
  { question, coverage }: Asked,
  candidates: readonly Ranked[],
  within?: number,
): Promise<Ranked[]> {
  if (!reader || candidates.length === 0) return [...candidates];
  const languages = coverage.languages.map(({ language }) => language);
  if (languages.some((language) => language !== 'en') && !(await areEnglish(question.text, candidates)))
    return [...candidates];
  const sentences = candidates.map(({ foundIn, core }) => ({
    title: foundIn.article.title,
    text: core.text,
  }));
  const readings = await reader.read(question.text, sentences, within === undefined ? {} : { within });
  return candidates.map((candidate, i) => withReading(candidate, readings[i] ?? null));
}

/** Whether a question and the articles of the best candidates are in English, in an archive of several languages. */
async function areEnglish(question: string, candidates: readonly Ranked[]): Promise<boolean> {
  if (!(await isEnglish(question))) return false;
  const articles = new Map(
    candidates.slice(0, LOOKED_AT).map(({ foundIn }) => [foundIn.article.id, foundIn.article]),
  );
  const found = await Promise.all([...articles.values()].map(({ text }) => languageOf(text)));
  return found.every((language) => language === null || language === 'en');
}
