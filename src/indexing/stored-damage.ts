// What is wrong in a store by its own measure: every article, passage and embedding against the hash it was written with.
// Reads only.
import { chunk } from '../corpus/passages.ts';
import { isPassageOf, isWhole, unitVector, type StoredArticle, type StoredPassage } from '../index/stored.ts';
import type { StoredArchive } from '../index/stored-archive.ts';
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
export async function refuseDamage(stored: StoredArchive, dimension: number): Promise<void> {
  const [complaint] = await stored.complaints();
  if (complaint !== undefined) throw stored.damaged(complaint.replace(/\s+/g, ' '));
  for (const number of await stored.articleNumbers()) await wholeArticle(stored, number, dimension);
}

/**
 * An article with its passages, as they were written.
 * @throws HostError naming what is not
 */
export async function wholeArticle(
  stored: StoredArchive,
  number: number,
  dimension: number,
): Promise<ArticleParts> {
  const article = await stored.storedArticle(number);
  if (!article) throw stored.damaged(`article ${number} cannot be read`);
  const parts = { article, passages: await stored.storedPassages(number) };
  for (const { kind, file } of await damagesOf(stored, number, parts, dimension))
    throw stored.damaged(`the ${kind} of ${file} is not what was written`);
  return parts;
}

/** An article with its passages in the order of the text. */
interface ArticleParts {
  article: StoredArticle;
  passages: StoredPassage[];
}

/** What is wrong with one article and all that is stored of it. */
export async function damagesOf(
  stored: StoredArchive,
  number: number,
  { article, passages }: ArticleParts,
  dimension: number,
): Promise<StoredDamage[]> {
  const { file } = article;
  // What is said of an article that is not what it was would be wrong, too.
  if (!isWhole(article)) return [{ kind: 'article', file }];
  const damages = [...damagedPassages(article, passages, dimension)];
  const said = quotationsOf(article.text, article.unquotable).filter(({ speaker }) => hasName(speaker));
  const quotations = said.map(({ start, speaker }) => `${start} ${speaker}`);
  const isAsWritten = quotations.join('\n') === (await stored.storedQuotations(number)).join('\n');
  return isAsWritten ? damages : [...damages, { kind: 'quotations', file }];
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
