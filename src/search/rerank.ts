// Hits -> reranked hits: reordered by what their articles add. A passage may match by chance; if its title and the rest
// of its article hold the question's words too, and if it stands near the top of a recent story, it rarely does.
import { resultWithPauses } from '../event-loop.ts';
import { covered, type Weights } from './term-weights.ts';
import { weighted, WEIGHTS, type Features } from './linear-model.ts';
import { CACHED_ARTICLE_CHARACTERS, cachedInSteps } from '../text/text-cache.ts';
import { stemSet, stemSetInSteps } from '../text/words.ts';
import { ageShare, nearness, newerFirst, type Days } from './recency.ts';
import type { Retrieved } from './retrieve.ts';
import type { Article, Hit } from '../types.ts';

/** Characters into the article after which the weight of its position is halved. */
const POSITION_HALVED = 1000;
/** What is added for the days that a question prefers; set by hand, few of the fitted questions name any. */
const PERIOD = 2;

/** Hits whose scores differ by less are equally good. */
const SAME = 0.03;

/** A hit with its article and the evidence for it; shares of the question's weight, 0..1. */
export interface RerankedHit {
  hit: Hit;
  article: Article;
  title: ReadonlySet<string>;
  /** What speaks for the passage; its score is their weighted sum, a logit. */
  features: Features<keyof typeof WEIGHTS.passages>;
}

/** Of whole articles. */
const stemsOf = cachedInSteps(stemSetInSteps, CACHED_ARTICLE_CHARACTERS);

/** The hits in the order of their evidence, with new scores; one whose article is gone is left out. */
export async function rerank(
  weights: Weights,
  { hits, articles }: Retrieved,
  days: Days,
): Promise<RerankedHit[]> {
  const reranked = await resultWithPauses(
    (function* () {
      const found: RerankedHit[] = [];
      for (const hit of hits) {
        const article = articles.get(hit.passage.articleId);
        if (!article) continue;
        yield* stemsOf.inSteps(article.text);
        found.push(rerankedHit(weights, hit, article, days));
        yield;
      }
      return found;
    })(),
  );
  return newerFirst(
    reranked,
    ({ hit, article, features }) => ({
      score: hit.score,
      covered: features.article,
      published: article.published,
    }),
    SAME,
  );
}

function rerankedHit(weights: Weights, hit: Hit, article: Article, days: Days): RerankedHit {
  const { start, end } = hit.passage;
  const title = stemSet(article.title);
  const features = {
    fused: hit.fused,
    similarity: hit.similarity,
    passage: covered(weights, title, stemSet(article.text.slice(start, end))),
    title: covered(weights, title),
    article: covered(weights, stemsOf(article.text)),
    position: 1 / (1 + start / POSITION_HALVED),
    age: ageShare(days, article.published),
  };
  const score = weighted(WEIGHTS.passages, features) + PERIOD * nearness(days.period, article.published);
  return { hit: { ...hit, score }, article, title, features };
}
