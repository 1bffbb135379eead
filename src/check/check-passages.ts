// Where to look for a claim: passages that hold its phrases, its rarest words or its meaning, and the sentences around them.
import type { Claim } from './claim.ts';
import { covered, type Weights } from '../search/term-weights.ts';
import { comparable, type Comparable } from './claim-match.ts';
import { PASSAGE_WORDS } from '../corpus/passages.ts';
import { stem, stemSet } from '../text/words.ts';
import type { Index, ReadPassages, Scored } from '../index/index-interface.ts';
import type { Filter, Passage } from '../types.ts';

/** Passages looked at, by how they were found. */
const BY_PHRASES = 100;
const BY_WORDS = 20;
const BY_MEANING = 10;
/** The rarest words of the claim that are looked up. */
const MAX_WORDS = 12;
/** Passages of which the sentences are looked at one by one. */
const MAX_REGIONS = 8;
/** Longer claims are found only word for word. */
export const MAX_NEAR_WORDS = 400;

/** Passages with their articles, and what the phrases found. */
type FoundPassages = ReadPassages & { byPhrases: readonly Scored[] };

/**
 * The passages that may hold the claim.
 * @param sought.embedding the claim's, of unit length; none when it holds no word that carries meaning
 */
export async function passagesFor(
  index: Index,
  sought: { claim: Claim; filter: Filter; embedding: Float32Array | undefined },
  frequencies: ReadonlyMap<string, number>,
): Promise<FoundPassages> {
  const { claim, filter, embedding } = sought;
  const rarity = (word: string) => frequencies.get(stem(word)) ?? 0;
  const rare = claim.question.words.filter(rarity).sort((a, b) => rarity(a) - rarity(b));
  const byPhrases = await index.keyword(claim.phrases, filter, BY_PHRASES);
  const others = [
    ...(await index.keyword(rare.slice(0, MAX_WORDS), filter, BY_WORDS)),
    ...(embedding ? await index.nearest(embedding, filter, BY_MEANING) : []),
  ];
  const ids = new Set([...byPhrases, ...others].map(({ id }) => id));
  return { ...(await index.read([...ids])), byPhrases };
}

/** The passages that hold most of its phrases and of what it is about, with as many beside them as the claim may run over. */
export async function regions(
  index: Index,
  claim: Claim,
  weights: Weights,
  { passages, articles, byPhrases }: FoundPassages,
): Promise<Comparable[]> {
  if (weights.size === 0 || claim.words.length > MAX_NEAR_WORDS) return [];
  const phrased = new Map(byPhrases.map(({ id, score }) => [id, score / byPhrases[0]!.score]));
  const share = ({ id, articleId, start, end }: Passage) =>
    (phrased.get(id) ?? 0) + covered(weights, stemSet(articles.get(articleId)!.text.slice(start, end)));
  const likely = passages
    .map((passage) => ({ passage, share: share(passage) }))
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_REGIONS);
  const reach = 1 + Math.ceil(claim.words.length / PASSAGE_WORDS);
  // Passages of one article are numbered in their order.
  const near = ({ id }: Passage) => Array.from({ length: 2 * reach + 1 }, (_, n) => id - reach + n);
  const around = await index.read([...new Set(likely.flatMap(({ passage }) => near(passage)))]);
  return likely.flatMap(({ passage: { id, articleId } }) => {
    const beside = around.passages.filter(
      (other) => other.articleId === articleId && Math.abs(other.id - id) <= reach,
    );
    // An article that was changed since it was found has other passages now.
    if (!beside.some((other) => other.id === id)) return [];
    const start = Math.min(...beside.map((other) => other.start));
    const end = Math.max(...beside.map((other) => other.end));
    return [comparable(around.articles.get(articleId)!, { start, end })];
  });
}
