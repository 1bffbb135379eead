// Question -> ranked candidates: passages retrieved, reranked by their articles, and looked into sentence by sentence.
import { resultWithPauses } from '../event-loop.ts';
import { candidatesBeside, candidatesIn, type Candidate } from './candidates.ts';
import { namesTyped } from './names.ts';
import { weigh, type Weights } from './term-weights.ts';
import { isOfTime } from '../question/dates.ts';
import { narrowed } from '../question/filter.ts';
import type { Index } from '../index/index-interface.ts';
import { foreignLanguage, seemsEnglish } from '../text/languages.ts';
import { readQuestion, type Question } from '../question/question.ts';
import { SEVERAL_KINDS } from '../question/question-kind.ts';
import { inOrder, rankingFor, scored, weighed, type Ranked, type Ranking, type Weighed } from './ranking.ts';
import { isTrusted, readAll } from './reading.ts';
import type { Days } from './recency.ts';
import { rerank, type RerankedHit } from './rerank.ts';
import { retrieve, type Opened } from './retrieve.ts';
import { frequenciesSeen, understand, type Understanding } from './understand.ts';
import { stem, words } from '../text/words.ts';
import { millisecondsSince } from '../text/lapse.ts';
import type { Coverage, Filter, SentencesRead } from '../types.ts';

/** Candidates whose spans are worked out for each that is ranked in the end. */
const CONSIDERED = 3;

/** How far a search goes. */
export interface Reach {
  /** Passages that are retrieved, and those of them whose sentences are candidates. */
  hits: number;
  passages: number;
  /** The best articles all of whose sentences are candidates. */
  articles: number;
  /** Candidates that are ranked; the reader reads these. */
  ranked: number;
  /** Whether the reader is asked. */
  read: boolean;
  /** It reads no longer than so many milliseconds. */
  within?: number;
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
  read: SentencesRead;
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
  const coverage = await index.coverage(seenIn(filter));
  const newest = coverage.to !== null && coverage.to < day ? coverage.to : day;
  const asTyped = readQuestion(typed, day, typed, newest);
  const foreign = await foreignIn(index, asTyped.read, coverage);
  const { read, ...understanding } = foreign
    ? { read: asTyped.read, readAs: [], didYouMean: [] }
    : await understand(index, asTyped, knownIn(filter), {
        articles: coverage.articles,
        isEnglish: seemsEnglish(asTyped.read, coverage),
      });
  const question = read === asTyped.read ? asTyped : readQuestion(typed, day, read, newest);
  const { period } = question;
  const limits = period?.kind === 'limit' ? narrowed(filter, period.from, period.to) : filter;
  return { question, understanding, filter: limits, coverage, foreign };
}

/** Finds what may answer a question. */
export async function search(opened: Opened, asked: Asked, reach: Reach): Promise<Searched> {
  const { question, coverage, filter } = asked;
  const { weights, hits } = await hitsFor(opened, asked, reach.hits);
  const ranking = rankingFor(question, weights, hits, opened.meanings);
  const nearest = await weighedCandidates(ranking, hits, reach);
  // Elsewhere names are inflected, or every noun has a capital: that no article has the word says nothing there.
  const english = coverage.languages.every(({ language }) => language === 'en');
  const seen = await frequenciesSeen(opened.index, words(question.read), seenIn(filter));
  const unknownNames = english ? unknownNamesIn(question, seen) : [];
  const unknownWords = unknownWordsIn(question, seen);
  const considered = await resultWithPauses(
    onCandidates(
      ranking,
      nearest
        .slice(0, CONSIDERED * reach.ranked)
        .map((each): Listing<Weighed> => [each.foundIn, () => [each]]),
      scored,
    ),
  );
  const best = inOrder(ranking, considered).slice(0, reach.ranked);
  // No one sentence answers what asks for several, or for whatever is newest.
  const isRead = reach.read && !SEVERAL_KINDS.has(question.kind.kind) && !question.latest;
  const reader = isRead && (await isTrusted(asked, best)) ? opened.reader : null;
  const started = performance.now();
  const ranked = reader ? inOrder(ranking, await readAll(reader, question, best, reach.within)) : best;
  const read = {
    sentences: ranked.filter(({ reading }) => reading).length,
    of: reader ? ranked.length : 0,
    ms: millisecondsSince(started),
  };
  return { ...asked, weights, hits, ranked, read, unknownNames, unknownWords };
}

/** The best passages for a question, at most `k`, with what its words tell. */
export async function hitsFor(opened: Opened, { question, filter, coverage }: Asked, k: number) {
  const { weights } = await weigh(opened.index, question);
  const found = await retrieve(opened, question, filter, k);
  const hits = await rerank(weights, found, judgedBy(question, coverage));
  return { weights, hits };
}

/** The candidates of the best passages, and of the whole of the best articles, by what speaks for them. */
export async function weighedCandidates(
  ranking: Ranking,
  hits: readonly RerankedHit[],
  { passages, articles }: Pick<Reach, 'passages' | 'articles'>,
): Promise<Weighed[]> {
  const bestOfArticles = hits.filter(
    ({ article }, i) => hits.findIndex((other) => other.article.id === article.id) === i,
  );
  const read = hits.slice(0, passages);
  const all = await resultWithPauses(
    onCandidates(
      ranking,
      [
        ...read.map((hit): Listing<Candidate> => [hit, () => candidatesIn(hit)]),
        ...bestOfArticles
          .slice(0, articles)
          .map((hit): Listing<Candidate> => [hit, () => candidatesBeside(hit, read)]),
      ],
      weighed,
    ),
  );
  return all.sort((a, b) => b.relevance - a.relevance);
}

/** A hit, and candidates of its article, listed once that has been looked into. */
type Listing<C> = [hit: RerankedHit, candidates: () => readonly C[]];

/** Works on candidates, one a step, for an article may have thousands; it is itself looked into in steps before. */
function* onCandidates<C extends Candidate, Result>(
  ranking: Ranking,
  listings: readonly Listing<C>[],
  work: (ranking: Ranking, candidate: C) => Result,
): Generator<undefined, Result[]> {
  const results: Result[] = [];
  for (const [{ article }, candidates] of listings) {
    yield* ranking.meanings.ofStatements.inSteps(article.text);
    for (const candidate of candidates()) {
      results.push(work(ranking, candidate));
      yield;
    }
  }
  return results;
}

/** The names in a question that no article has, as they are typed. */
const unknownNamesIn = ({ read }: Question, frequencies: ReadonlyMap<string, number>): string[] =>
  namesTyped(read).filter((name) => words(name).every((word) => (frequencies.get(stem(word)) ?? 1) === 0));

/** The words of a question that no passage has in any form: they explain why there is no answer. */
const unknownWordsIn = (question: Question, frequencies: ReadonlyMap<string, number>): string[] =>
  question.words.filter(
    (word) =>
      /^\p{L}.*\p{L}{2}/u.test(word) &&
      frequencies.get(stem(word)) === 0 &&
      !(question.period && isOfTime(word.toLowerCase())),
  );

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
