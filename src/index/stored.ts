// Rows as they are stored, and whether they still are what was written: nothing that a broken disk altered is used. Pure.
import { createHash } from 'node:crypto';
import { articleId, contentHash } from '../corpus/articles.ts';
import { embeddedText } from '../corpus/passages.ts';
import type { Article, Span, Unquotable } from '../types.ts';

/** How far rounding may take the squared length of an embedding from 1. */
const UNIT_TOLERANCE = 1e-3;

/** Bytes of the hash of a text. */
export const HASH_BYTES = 16;

/** The first bytes of the SHA-256 of a text. */
export const hashOf = (text: string): Buffer =>
  createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);

/** A row of the articles, with the hash that was taken when it was written. */
export type StoredArticle = Article & { hash: string };

/** A row of the passages with its embedding: `embedding` is the hash of what was embedded, `vector` null when it is lost. */
export type StoredPassage = Span & {
  id: number;
  embedding: ArrayBuffer | Buffer;
  vector: ArrayBuffer | null;
};

/** A row as SQLite has it. */
export type ArticleRow = Omit<StoredArticle, 'unquotable'> & { unquotable: string };

/** What a row says; one whose list is damaged has none, and then its hash tells. */
export function storedArticle({ unquotable, ...row }: ArticleRow): StoredArticle {
  try {
    return { ...row, unquotable: JSON.parse(unquotable) as Unquotable[] };
  } catch {
    return { ...row, unquotable: [] };
  }
}

/** True when the article is what it was when it was written. */
export const isWhole = (stored: StoredArticle): boolean =>
  contentHash(stored) === stored.hash &&
  (isBetweenNames(stored) || articleId(stored.url, stored.file) === stored.id);

/** An article whose file's name another one has taken, until the build comes to it. */
const isBetweenNames = ({ id, url, file }: StoredArticle): boolean => url === null && file === `?${id}`;

/** True when the span of the article is the one whose text was embedded. */
export const isPassageOf = (
  { title, text }: Article,
  { start, end }: Span,
  embedding: ArrayBuffer | Buffer,
): boolean =>
  hashOf(embeddedText(title, text.slice(start, end))).equals(
    embedding instanceof ArrayBuffer ? Buffer.from(embedding) : embedding,
  );

/** The embedding in a blob, or null when it is not one. */
export function unitVector(blob: ArrayBuffer): Float32Array | null {
  if (blob.byteLength === 0 || blob.byteLength % Float32Array.BYTES_PER_ELEMENT > 0) return null;
  const vector = new Float32Array(blob);
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! * vector[i]!;
  return Math.abs(squares - 1) < UNIT_TOLERANCE ? vector : null;
}
