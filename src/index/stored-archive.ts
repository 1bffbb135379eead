// What an index holds, as a build and a verification see it, whatever database is behind. No code lives here.
import type { HostError } from '../errors.ts';
import type { Article, Coverage, Span } from '../types.ts';
import type { CorpusFile } from '../corpus/articles.ts';
import type { StoredArticle, StoredPassage } from './stored.ts';

/** Known at once, or once a database has told it. */
type Awaitable<T> = T | Promise<T>;

/** A passage to be written; `embedding` is the hash of its embedded text. */
export type NewPassage = Span & { embedding: Buffer; text: string };

/** A corpus file under an address of its own, whose article another file may stand for. */
export interface Duplicate extends Omit<CorpusFile, 'path'>, Pick<Article, 'id' | 'url' | 'published'> {
  /** The same for all addresses of the article, as `keyOf` has it. */
  address: string;
  /** Characters of its text. */
  length: number;
}

/** What the store knows of a corpus file, to tell whether it changed; `hash` is empty for a duplicate, whose text is not stored. */
export type KnownFile = Duplicate & { hash: string; isStored: boolean };

/** What a build notes of itself. */
export type MetaKey = 'corpus' | 'outlets' | 'model' | 'indexedAt' | 'building';

/** All that is stored, unverified. */
export interface StoredArchive {
  meta(key: MetaKey): Awaitable<string | undefined>;
  knownFiles(): Awaitable<KnownFile[]>;
  coverage(): Awaitable<Omit<Coverage, 'model'>>;
  /** What the database finds wrong with itself. */
  complaints(): Awaitable<string[]>;
  /** Of all articles, ascending. */
  articleNumbers(): Awaitable<number[]>;
  storedArticle(number: number): Awaitable<StoredArticle | undefined>;
  /** In the order of the text. */
  storedPassages(article: number): Awaitable<StoredPassage[]>;
  /** Where each quotation of an article begins and who says it, in order. */
  storedQuotations(article: number): Awaitable<string[]>;
  /** What to throw when it holds what was not written to it. */
  damaged(why: string): HostError;
  close(): Awaitable<void>;
}
