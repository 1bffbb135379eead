// Question -> ranked candidates: passages retrieved, reranked by their articles, and looked into sentence by sentence.
import { breathing } from '../event-loop.ts';
import { candidates } from './candidates.ts';
import { absentWords, namedNowhere } from './unknown-words.ts';
import { weigh, type Weights } from './term-weights.ts';
import { narrowed } from '../question/filter.ts';
import type { Index } from '../index/index-interface.ts';
import { foreignLanguage, plainStems } from '../text/languages.ts';
import type { Model } from '../model/models.ts';
import type { Question } from '../question/question.ts';
import { rank, type Ranked } from './ranking.ts';
import { toldUntil, type Days } from './recency.ts';
import { articleShares, rerank, type ReadHit } from './rerank.ts';
import { retrieve, type Retrieved } from './retrieve.ts';
import type { Coverage, Filter } from '../types.ts';

/** An index, and the model that made it. */
export interface Opened {
  index: Index;
  model: Model;
}

/** How many passages are retrieved, and how many of them are looked into for quotes. */
export interface Reach {
  hits: number;
  read: number;
}

/** What a search found. */
export interface Searched {
  weights: Weights;
  /** The best first. */
  hits: ReadHit[];
  /** Candidates of the hits that were looked into, the best first. */
  ranked: Ranked[];
  /** Names in the question that no article has. */
  nowhere: string[];
  /** Other words of it that no passage has in any form. */
  absent: string[];
}

/** Finds what may answer a question among the articles that a filter lets through. */
export async function search(
  opened: Opened,
  question: Question,
  filter: Filter,
  coverage: Coverage,
  reach: Reach,
): Promise<Searched> {
  const frequencies = await opened.index.frequencies(question.stems);
  const weights = weigh(question, frequencies, coverage.passages);
  const { hits: found, articles } = await retrieved(opened, question, filter, reach.hits);
  const shares = new Map(await breathing(articleShares(weights, articles)));
  const hits = rerank(weights, found, articles, shares, judgedBy(question, coverage));
  const perHit = await breathing(candidates(hits.slice(0, reach.read)));
  // Elsewhere names are inflected, or every noun has a capital: that no article has the word says nothing there.
  const english = coverage.languages.every(({ language }) => language === 'en');
  const nowhere = english ? namedNowhere(question, frequencies) : [];
  const absent = absentWords(question, frequencies);
  return { weights, hits, ranked: rank(question, weights, hits, perHit.flat()), nowhere, absent };
}

async function retrieved(
  { index, model }: Opened,
  question: Question,
  filter: Filter,
  k: number,
): Promise<Retrieved> {
  const { words: asked, period } = question;
  if (asked.length === 0 && period === null) return { hits: [], articles: new Map() };
  // "What happened last week?" has no answer, but what was published of that week is near.
  const within = asked.length === 0 ? narrowed(filter, period!.from, toldUntil(period!)) : filter;
  const [embedding] = await model.embed([question.text]);
  return retrieve(index, question, embedding!, within, k);
}

/** The days that articles are judged by; a period of which the archive has nothing, as "this week" of an old one, says nothing. */
function judgedBy({ period, asOf }: Question, { from, to }: Coverage): Days {
  const [first, last] = [from ?? '', to ?? ''];
  const within = period !== null && period.to >= first && (period.from ?? '') <= last;
  return { newest: last < asOf ? last : asOf, period: within ? period : null };
}

/** What the archive holds, and the language of a text, ISO 639-1, when no article is in it. */
export async function readCoverage(
  index: Index,
  text: string,
): Promise<{ coverage: Coverage; foreign: string | null }> {
  const coverage = await index.coverage();
  const plain = await index.frequencies(plainStems(text));
  return { coverage, foreign: await foreignLanguage(text, plain, coverage.languages) };
}
