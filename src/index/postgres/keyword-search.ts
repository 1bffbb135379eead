// Keyword search: PostgreSQL finds the passages that hold a word, and they are ranked by BM25, which its own ranking is not:
// that knows no document frequencies. The score is the embedded index's (FTS5's bm25(), https://sqlite.org/fts5.html), so that
// both rank alike.
import type { Sql } from '../../postgres.ts';
import type { Scored } from '../index-interface.ts';
import type { Filter } from '../../types.ts';
import { filterOn, filterValues, FIRST } from './filter.ts';

/** How much a title's words count against a passage's own. */
const TITLE_WEIGHT = 0.6;
/** BM25's constants, as FTS5 has them. */
const K1 = 1.2;
const B = 0.75;
/** A word that half of all passages hold says nothing; FTS5 gives it this weight. */
const LEAST_IDF = 1e-6;
/** A phrase is counted up to here: beyond it is as common as a word of grammar. */
const COUNTED = 50_000;
/** Passages that are ranked, as a rule: those that hold the rarest of the words. */
const RANKED = 15_000;
/** Words of which each is held beside each of the others. */
const PAIRED = 6;

/** How many passages there are, and how many words in all of them. */
export interface Totals {
  passages: number;
  words: number;
}

/** A word or phrase as `tsquery` reads it, and its inverse document frequency. */
interface Weighted {
  query: string;
  passages: number;
  idf: number;
}

/**
 * BM25 of the passages that hold any of the words, the best `k` first. In a large archive a passage that holds none but the
 * commonest of the words is left out, unless too few hold the others; where all of them are common, one that holds only one of
 * them, or of a single word one whose title lacks it.
 * @param queries words and phrases as `tsquery` reads them
 */
export async function keywordSearch(
  db: Pick<Sql, 'rows'>,
  queries: readonly string[],
  filter: Filter,
  k: number,
  { passages, words }: Totals,
): Promise<Scored[]> {
  if (queries.length === 0 || passages === 0) return [];
  const counted = await counts(db, queries);
  const weighted: Weighted[] = counted
    .filter((each) => each.passages > 0)
    .map((each) => ({ ...each, idf: inverseFrequency(each.passages, passages) }))
    .sort((a, b) => a.passages - b.passages);
  if (weighted.length === 0) return [];
  const scores = (condition: string) => scored(db, condition, weighted, filter, k, words / passages);
  const rare = rarest(weighted);
  if (rare[0]!.passages > RANKED) {
    const found = await scores(narrow(weighted));
    if (found.length >= k) return found;
  }
  const found = await scores(anyOf(rare));
  // What holds only the others can have no higher score than this.
  const left = weighted.slice(rare.length).reduce((sum, { idf }) => sum + idf * (K1 + 1), 0);
  const isAll = rare.length === weighted.length || (found.length === k && found.at(-1)!.score >= left);
  return isAll || found.length >= k ? found : scores(anyOf(weighted));
}

const anyOf = (some: readonly Weighted[]): string => some.map(({ query }) => `(${query})`).join(' | ');

/** Two of the words, or the only one in the title. */
function narrow(weighted: readonly Weighted[]): string {
  const [{ query }, ...others] = weighted as [Weighted, ...Weighted[]];
  if (others.length === 0) return query.replaceAll(/'[^']*'/g, '$&:A');
  const paired = weighted.slice(0, PAIRED);
  const pairs = paired.flatMap((one, i) =>
    paired.slice(i + 1).map((other) => `(${one.query}) & (${other.query})`),
  );
  return pairs.join(' | ');
}

/** The rarest of the words, as many as are in no more passages than may be ranked; one at least. */
function rarest(weighted: readonly Weighted[]): Weighted[] {
  let sum = 0;
  const enough = weighted.findIndex(({ passages }, i) => (sum += passages) > RANKED && i > 0);
  return weighted.slice(0, enough < 0 ? weighted.length : enough);
}

const inverseFrequency = (holding: number, all: number): number =>
  Math.max(LEAST_IDF, Math.log((all - holding + 0.5) / (holding + 0.5)));

/** In how many passages each stands; words are looked up, phrases are counted. */
const counts = (
  db: Pick<Sql, 'rows'>,
  queries: readonly string[],
): Promise<Pick<Weighted, 'query' | 'passages'>[]> =>
  db.rows(
    `SELECT sought.query, CASE WHEN numnode(sought.query::tsquery) = 1
       THEN coalesce((SELECT terms.passages FROM terms WHERE term = trim(both '''' from sought.query)), 0)
       ELSE (SELECT count(*) FROM (SELECT 1 FROM passages WHERE passages.words @@ sought.query::tsquery LIMIT $2) held)
     END::integer AS passages FROM unnest($1::text[]) AS sought (query)`,
    [queries, COUNTED],
  );

/**
 * Scores of the passages that fulfil a condition, by all of the words. For a single word or a phrase `ts_rank_cd` is its number
 * of occurrences, each with the weight of its place. A word's part of BM25, occurs * (K1 + 1) / (occurs + s), is written with
 * `occurs` in one place only, so that it is counted once.
 */
function scored(
  db: Pick<Sql, 'rows'>,
  condition: string,
  all: readonly Weighted[],
  filter: Filter,
  k: number,
  averageWords: number,
): Promise<Scored[]> {
  const saturation = `(${K1} * (${1 - B} + ${B} * length / $${FIRST + 2}::float8))`;
  const parts = all.map((_, i) => {
    const [idf, query] = [FIRST + 3 + 2 * i, FIRST + 4 + 2 * i];
    const occurs = `ts_rank_cd('{1, 0, 0, ${TITLE_WEIGHT}}', words, $${query}::tsquery)`;
    return `$${idf}::float8 * (1 - ${saturation} / (${occurs} + ${saturation}))`;
  });
  return db.rows(
    `SELECT id, ${K1 + 1} * (${parts.join(' + ')}) AS score
     FROM passages WHERE words @@ $${FIRST}::tsquery AND ${filterOn('passages')} ORDER BY score DESC, id LIMIT $${FIRST + 1}`,
    [...filterValues(filter), condition, k, averageWords, ...all.flatMap(({ idf, query }) => [idf, query])],
  );
}
