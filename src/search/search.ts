// Question -> ranked candidates: passages retrieved, reranked by their articles, and looked into sentence by sentence.
import { mapWithPauses } from '../event-loop.ts';
import { candidatesIn } from './candidates.ts';
import { namesTyped } from './names.ts';
import { weigh, type Weights } from './term-weights.ts';
import { narrowed } from '../question/filter.ts';
import type { Index } from '../index/index-interface.ts';
import { foreignLanguage, seemsEnglish } from '../text/languages.ts';
import { readQuestion, type Question } from '../question/question.ts';
import { rank, type Ranked } from './ranking.ts';
import type { Days } from './recency.ts';
import { rerank, type RerankedHit } from './rerank.ts';
import { retrieve, type Opened } from './retrieve.ts';
import { frequenciesSeen, understand, type Understanding } from './understand.ts';
import { stem, words } from '../text/words.ts';
import type { Coverage, Filter } from '../types.ts';

/** How many passages are retrieved, and how many of them are looked into for quotes. */
interface Reach {
  hits: number;
  read: number;
}

/** A question, with the part of the archive that it is put to. */
export interface Asked {
  question: Question;
  /** What was read into it, and what may be meant. */
  understanding: Pick<Understanding, 'readAs' | 'didYouMean'>;
  /** Narrowed to the days that the question itself limits its answer to. */
  filter: Filter;
  /** What there is of the outlets that may be seen. */
  coverage: Coverage;
  /** The question's language, ISO 639-1, when no article that may be seen is in it. */
  foreign: string | null;
}

/** A question with what a search found for it. */
export interface Searched extends Asked {
  weights: Weights;
  /** The best first. */
  hits: RerankedHit[];
  /** Candidates of the hits that were looked into, the best first. */
  ranked: Ranked[];
  /** Names in the question that no article has. */
  unknownNames: string[];
  /** Other words of it that no passage has in any form. */
  unknownWords: string[];
}

/**
 * Reads what a person typed, for the articles that a filter lets through.
 * @param today the day of asking where the filter names none, `YYYY-MM-DD`
 */
export async function readAsked(index: Index, typed: string, filter: Filter, today: string): Promise<Asked> {
  const day = filter.asOf ?? today;
  const asTyped = readQuestion(typed, day);
  const coverage = await index.coverage(seenIn(filter));
  const foreign = await foreignIn(index, asTyped.read, coverage);
  const { read, ...understanding } = foreign
    ? { read: asTyped.read, readAs: [], didYouMean: [] }
    : await understand(index, asTyped, knownIn(filter), {
        articles: coverage.articles,
        isEnglish: seemsEnglish(asTyped.read, coverage),
      });
  const question = read === asTyped.read ? asTyped : readQuestion(typed, day, read);
  const { period } = question;
  const limits = period?.kind === 'limit' ? narrowed(filter, period.from, period.to) : filter;
  return { question, understanding, filter: limits, coverage, foreign };
}

/** Finds what may answer a question. */
export async function search(opened: Opened, asked: Asked, reach: Reach): Promise<Searched> {
  const { question, filter, coverage } = asked;
  const { weights } = await weigh(opened.index, question);
  const found = await retrieve(opened, question, filter, reach.hits);
  const hits = await rerank(weights, found, judgedBy(question, coverage));
  const perHit = await mapWithPauses(hits.slice(0, reach.read), candidatesIn);
  // Elsewhere names are inflected, or every noun has a capital: that no article has the word says nothing there.
  const english = coverage.languages.every(({ language }) => language === 'en');
  const seen = await frequenciesSeen(opened.index, words(question.read), seenIn(filter));
  const unknownNames = english ? unknownNamesIn(question, seen) : [];
  const unknownWords = unknownWordsIn(question, seen);
  const ranked = rank(question, weights, hits, perHit.flat());
  return { ...asked, weights, hits, ranked, unknownNames, unknownWords };
}

/** The names in a question that no article has, as they are typed. */
const unknownNamesIn = ({ read }: Question, frequencies: ReadonlyMap<string, number>): string[] =>
  namesTyped(read).filter((name) => words(name).every((word) => (frequencies.get(stem(word)) ?? 1) === 0));

/** The words of a question that no passage has in any form: they explain why there is no answer. */
const unknownWordsIn = (question: Question, frequencies: ReadonlyMap<string, number>): string[] =>
  question.words.filter((word) => /\p{L}{3}/u.test(word) && frequencies.get(stem(word)) === 0);

/** The days that articles are judged by; a period of which the archive has nothing, as "this week" of an old one, says nothing. */
function judgedBy({ period, asOf }: Question, { from, to }: Coverage): Days {
  const [first, last] = [from ?? '', to ?? ''];
  const within = period !== null && period.to >= first && (period.from ?? '') <= last;
  return { newest: last < asOf ? last : asOf, period: within ? period : null };
}

/** The language of a text, ISO 639-1, when none of the articles is in it. */
export const foreignIn = (index: Index, text: string, coverage: Coverage): Promise<string | null> =>
  foreignLanguage(text, coverage, (stems) => index.frequencies(stems));

/** What a word must stand in to be known: later articles than the day of asking are not there yet. */
const knownIn = (filter: Filter): Filter => ({
  ...seenIn(filter),
  ...(filter.asOf && { to: filter.asOf }),
});

/** Which outlets may be seen, whatever else a filter limits: what a question limits itself to makes no smaller archive. */
export const seenIn = ({ outlets }: Filter): Filter => (outlets ? { outlets } : {});
