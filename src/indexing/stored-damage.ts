// What is wrong in a store by its own measure: every article, passage and embedding against the hash it was written with.
// Reads only.
import { chunk } from '../corpus/passages.ts';
import { isPassageOf, isWhole, unitVector, type StoredArticle, type StoredPassage } from '../index/stored.ts';
import type { Store } from '../index/store.ts';
import { hasName, quotationsOf } from '../speakers/quotations.ts';
import type { Span } from '../types.ts';

export type StoredDamage =
  /** The article, how it is cut, or what is said to be quoted in it is not what was written. */
  | { kind: 'article' | 'passages' | 'quotations'; file: string }
  /** The passage is not what was embedded, or its embedding is no unit vector. */
  | { kind: 'passage' | 'embedding'; file: string; id: number };

/**
 * Refuses a store of which nobody vouches, as after a build that was killed, unless all of it is as it was written.
 * @throws HostError naming the first damage
 */
export function refuseDamage(store: Store, dimension: number): void {
  const [complaint] = store.complaints();
  if (complaint !== undefined) throw store.damaged(complaint.replace(/\s+/g, ' '));
  for (const number of store.articleNumbers()) {
    const article = store.storedArticle(number);
    if (!article) throw store.damaged(`article ${number} cannot be read`);
    for (const { kind, file } of damagesOf(store, number, article, dimension))
      throw store.damaged(`the ${kind} of ${file} is not what was written`);
  }
}

/** What is wrong with one article and all that is stored of it. */
export function* damagesOf(
  store: Store,
  number: number,
  article: StoredArticle,
  dimension: number,
): Generator<StoredDamage> {
  const { file } = article;
  // What is said of an article that is not what it was would be wrong, too.
  if (!isWhole(article)) {
    yield { kind: 'article', file };
    return;
  }
  yield* damagedPassages(article, store.storedPassages(number), dimension);
  const said = quotationsOf(article.text, article.unquotable).filter(({ speaker }) => hasName(speaker));
  const quotations = said.map(({ start, speaker }) => `${start} ${speaker}`);
  if (quotations.join('\n') !== store.storedQuotations(number).join('\n')) yield { kind: 'quotations', file };
}

function* damagedPassages(
  article: StoredArticle,
  passages: readonly StoredPassage[],
  dimension: number,
): Generator<StoredDamage> {
  const { file } = article;
  const spans = (all: readonly Span[]) => all.map(({ start, end }) => `${start}-${end}`).join(' ');
  if (spans(passages) !== spans(chunk(article))) yield { kind: 'passages', file };
  for (const { id, start, end, embedding, vector } of passages) {
    if (!isPassageOf(article, { start, end }, embedding)) yield { kind: 'passage', file, id };
    if (!vector || unitVector(vector)?.length !== dimension) yield { kind: 'embedding', file, id };
  }
}
