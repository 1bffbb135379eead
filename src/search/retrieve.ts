// Question -> hits: keyword and vector search over one index, fused by weighted scores.
import type { Question } from '../question/question.ts';
import type { Index, Scored } from '../index/index-interface.ts';
import type { Meanings } from './meaning.ts';
import type { Model } from '../model/models.ts';
import type { Reader } from '../model/reader.ts';
import { narrowed } from '../question/filter.ts';
import { storyEnd } from './recency.ts';
import type { Article, Filter, Hit } from '../types.ts';

/** Candidates taken from either search. */
const CANDIDATES = 100;
/** BM25 is known this far down, for candidates that the vectors found. Beyond it counts as none. */
const KEYWORD_DEPTH = 1000;
/** Weight of BM25 against the cosine. On English news BM25 is the better of the two, and both beat either. */
const KEYWORD_WEIGHT = 0.55;

/** An index, the model that made it, and what answers are found with. */
export interface Opened {
  index: Index;
  model: Model;
  meanings: Meanings;
  /** Null: none is used. */
  reader: Reader | null;
}

/** Hits, the best first, and their articles by id. */
export interface Retrieved {
  hits: Hit[];
  articles: ReadonlyMap<string, Article>;
}

/**
 * The passages that best match a question, the best first.
 * @param k how many hits at most
 */
export async function retrieve(
  { index, model }: Pick<Opened, 'index' | 'model'>,
  question: Question,
  filter: Filter,
  k: number,
): Promise<Retrieved> {
  const { words, period } = question;
  if (words.length === 0 && period === null) return { hits: [], articles: new Map() };
  // "What happened last week?" has no answer, but what was published of that week is near.
  const within = words.length === 0 ? narrowed(filter, period!.from, storyEnd(period!)) : filter;
  const [embedding] = await model.embed([question.read]);
  const byKeyword = await index.keyword(words, within, KEYWORD_DEPTH);
  const byVector = await index.nearest(embedding!, within, CANDIDATES);
  const ids = [...new Set([...byKeyword.slice(0, CANDIDATES), ...byVector].map(({ id }) => id))];
  const bm25 = scores(byKeyword);
  const cosine = scores(await index.similarities(embedding!, ids));
  const fused = fuse(ids, bm25, cosine).slice(0, k);
  const { passages, articles } = await index.read(fused.map(({ id }) => id));
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const keywordRanks = ranks(byKeyword);
  const vectorRanks = ranks(byVector);
  // A passage that went from the index since the search is no hit.
  const hits = fused.flatMap(({ id, score }) => {
    const passage = byId.get(id);
    const [keywordRank, vectorRank] = [keywordRanks.get(id) ?? null, vectorRanks.get(id) ?? null];
    return passage
      ? [{ passage, keywordRank, vectorRank, similarity: cosine.get(id) ?? 0, fused: score, score }]
      : [];
  });
  return { hits, articles };
}

/**
 * Weighted sum of BM25 and cosine, each as a share of the best candidate's (relative score fusion), best first.
 * It keeps how much better a passage is, which reciprocal rank fusion throws away.
 */
function fuse(ids: readonly number[], bm25: Map<number, number>, cosine: Map<number, number>): Scored[] {
  const bestBm25 = Math.max(...bm25.values(), Number.EPSILON);
  const bestCosine = Math.max(...cosine.values(), Number.EPSILON);
  const share = (id: number) =>
    (KEYWORD_WEIGHT * (bm25.get(id) ?? 0)) / bestBm25 +
    ((1 - KEYWORD_WEIGHT) * Math.max(0, cosine.get(id) ?? 0)) / bestCosine;
  return ids.map((id) => ({ id, score: share(id) })).sort((a, b) => b.score - a.score || a.id - b.id);
}

const scores = (scored: readonly Scored[]): Map<number, number> =>
  new Map(scored.map(({ id, score }) => [id, score]));

const ranks = (scored: readonly Scored[]): Map<number, number> =>
  new Map(scored.map(({ id }, i) => [id, i + 1]));
