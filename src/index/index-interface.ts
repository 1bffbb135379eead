// The one interface of an index: what the read path asks of it, whatever database is behind. No code lives here.
import type {
  Article,
  Coverage,
  Filter,
  FoundQuotation,
  MonthCount,
  Passage,
  QuotedSpeaker,
  Source,
} from '../types.ts';

/** Passages in no order, and the articles they are of, by id. */
export interface ReadPassages {
  passages: Passage[];
  articles: ReadonlyMap<string, Article>;
}

/** A passage id with how well it matches; higher is better. */
export interface Scored {
  id: number;
  score: number;
}

/** A word of the archive that is spelled or sounds nearly like one that was typed. */
export interface Spelling {
  word: string;
  /** As the articles mostly write it: "Kyrov". */
  written: string;
  /** In how many articles it stands; a few hundred at most are counted. */
  articles: number;
}

/**
 * What the read path sees of an index, so that another database can take the place of the embedded one.
 * Words are lower-cased, letters and digits only; embeddings are of unit length.
 */
export interface Index {
  /**
   * BM25 of the passages that hold any of the words, the best `k` first. Words with single spaces between them are
   * a phrase: one after the other.
   */
  keyword(words: readonly string[], filter: Filter, k: number): Promise<Scored[]>;
  /** Cosine of the passages nearest to an embedding, the best `k` first. */
  nearest(embedding: Float32Array, filter: Filter, k: number): Promise<Scored[]>;
  /** Cosine of the given passages. */
  similarities(embedding: Float32Array, ids: readonly number[]): Promise<Scored[]>;
  /** In how many passages each stem occurs. */
  frequencies(stems: readonly string[]): Promise<Map<string, number>>;
  /** Words nearly like one, in spelling or sound, that the articles of a filter have unstemmed; the likest `k` first. */
  spellings(word: string, filter: Filter, k: number): Promise<Spelling[]>;
  /** The passages that are still there, with their articles, all of one moment. */
  read(ids: readonly number[]): Promise<ReadPassages>;
  /** By its id, or by that of another address that it has. */
  article(id: string): Promise<Article | undefined>;
  /** The source that a filter lets through at an address, as `addressKey` has it. */
  sourceAt(address: string, filter: Filter): Promise<Source | undefined>;
  /** Sources whose title, outlet or words match, best first; no words give the newest. */
  findSources(words: readonly string[], filter: Filter, limit: number): Promise<Source[]>;
  /** Those quoted in the articles of a filter who have a name that begins like this, the most quoted `k` first. */
  speakers(prefix: string, filter: Filter, k: number): Promise<QuotedSpeaker[]>;
  /**
   * What the speaker of a key says near all of the words, the newest `k` first after the `skip` newest; no words
   * give everything.
   */
  quotationsBy(
    key: string,
    filter: Filter,
    words: readonly string[],
    k: number,
    skip?: number,
  ): Promise<FoundQuotation[]>;
  /** What there is of the articles that a filter lets through; without one, of all. */
  coverage(filter?: Filter): Promise<Coverage>;
  /** How many articles each outlet has of each month, of those that a filter lets through, in the order of time. */
  articlesByMonth(filter: Filter): Promise<MonthCount[]>;
  /** Changes with everything that is written to the index. */
  version(): Promise<number>;
  /** False once another index has taken its place on disk: what is new there is seen only by opening it again. */
  isCurrent(): boolean;
  /** False when its vector index is missing or not sound: a build makes it anew from the store. */
  isLinked(): boolean;
  close(): void;
}
