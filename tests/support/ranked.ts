// A ranked candidate as the search makes it, for tests of what becomes of candidates.
import { statementsOf } from '../../src/search/statements.ts';
import type { QuoteFeatures, Ranked } from '../../src/search/ranking.ts';
import type { RerankedHit } from '../../src/search/rerank.ts';
import type { Article, Hit } from '../../src/types.ts';

/** A text of an article as a candidate that is quoted so, whatever statement it begins with. */
export function rankedIn(article: Article, text: string, given: Partial<Ranked> = {}): Ranked {
  const parts = statementsOf(article.text);
  const start = article.text.indexOf(text);
  const at = parts.findLastIndex((part) => part.start <= start);
  const end = start + text.length;
  const core = { ...parts[at]!, start, end, text };
  const foundIn = {
    hit: {} as Hit,
    article,
    title: new Set(),
    features: { article: 1 },
  } as unknown as RerankedHit;
  return {
    foundIn,
    core,
    parts,
    at,
    elsewhere: false,
    start,
    end,
    text,
    dependent: false,
    features: { context: 1 } as QuoteFeatures,
    relevance: 1,
    speakerMatch: 1,
    reading: null,
    score: 1,
    ...given,
  };
}
