// Hits -> read hits: reordered by what their articles add. A passage may match by chance; if its title and the rest
// of its article hold the question's words too, and if it stands near the top of the story, it rarely does.
import { covered, type Weights } from './evidence.ts';
import { stemSet } from './text.ts';
import type { Article, Hit } from './types.ts';

/** What each piece of evidence adds to the fused score, in its units. */
const WEIGHTS = { passage: 0.5, title: 0.3, article: 0.7, position: 0.3 };
/** Characters into the article after which the weight of its position is halved. */
const POSITION_HALVED = 1000;

/** A hit whose article has been read; shares of the question's weight, 0..1. */
export interface ReadHit {
  hit: Hit;
  article: Article;
  title: ReadonlySet<string>;
  /** Held by the title; by the passage and the title; by the whole article. */
  titleCoverage: number;
  passageCoverage: number;
  articleCoverage: number;
}

/**
 * The hits in the order of their evidence, with new scores.
 * @param articles by id; a hit whose article is gone is left out
 */
export function rerank(
  weights: Weights,
  hits: readonly Hit[],
  articles: ReadonlyMap<string, Article>,
): ReadHit[] {
  const coverages = new Map<string, number>();
  for (const [id, { text }] of articles) coverages.set(id, covered(weights, stemSet(text)));
  const read = hits.flatMap((hit) => {
    const article = articles.get(hit.passage.articleId);
    return article ? [readHit(weights, hit, article, coverages.get(article.id)!)] : [];
  });
  return read.sort((a, b) => b.hit.score - a.hit.score);
}

function readHit(weights: Weights, hit: Hit, article: Article, articleCoverage: number): ReadHit {
  const { start, end } = hit.passage;
  const title = stemSet(article.title);
  const titleCoverage = covered(weights, title);
  const passageCoverage = covered(weights, title, stemSet(article.text.slice(start, end)));
  const score =
    hit.fused +
    WEIGHTS.passage * passageCoverage +
    WEIGHTS.title * titleCoverage +
    WEIGHTS.article * articleCoverage +
    WEIGHTS.position / (1 + start / POSITION_HALVED);
  return { hit: { ...hit, score }, article, title, titleCoverage, passageCoverage, articleCoverage };
}
