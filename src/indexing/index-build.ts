// An index while it is brought up to a corpus, wherever it is kept. No code lives here.
import type { Change } from './corpus-changes.ts';
import type { CorpusFile } from '../corpus/articles.ts';
import type { Index } from '../index/index-interface.ts';
import type { Duplicate, KnownFile, MetaKey, StoredArchive } from '../index/stored-archive.ts';
import type { Embedder } from '../model/models.ts';
import type { Damage, Progress, VectorTrouble } from '../types.ts';

/** The embedding of a text, known by the hash of the text. */
export interface Embedding {
  hash: Buffer;
  vector: Float32Array;
}

/** What a build writes to. Nobody else writes there meanwhile. */
export interface IndexBuild {
  /** A build that was ended early had begun what this one goes on with. */
  readonly isResumed: boolean;
  /** Passages embedded so far. */
  readonly embedded: number;
  meta(key: MetaKey): Promise<string | undefined>;
  knownFiles(): Promise<KnownFile[]>;
  /** Takes an article that is new or changed; waits while much is in hand. */
  put(change: Change): Promise<void>;
  /** Takes embeddings that need not be made, before the articles whose passages they are of. */
  putEmbeddings(embeddings: readonly Embedding[]): Promise<void>;
  /** Same content under another name or time stamp. False when another article has taken its place: then it is to be put. */
  move(id: string, found: CorpusFile): Promise<boolean>;
  /** Remembers a file whose article another one stands for. */
  putDuplicate(duplicate: Duplicate): Promise<void>;
  removeDuplicates(files: readonly string[]): Promise<void>;
  /** Takes articles out, after all that was put, and says of how many nothing has taken the place. */
  remove(ids: readonly string[]): Promise<number>;
  /**
   * Everything that was taken is written, and from then on there to be asked for.
   * @throws UserError when embedding or writing fails
   */
  finish(
    outcome: BuildOutcome,
    report: (progress: Progress) => void,
  ): Promise<{ articles: number; passages: number }>;
  /** Gives back what it holds; unless it is finished the next build goes on from there. */
  close(): Promise<void>;
}

export interface BuildOutcome {
  /** The share of the corpus that has changed. */
  changedShare: number;
  /** Something has changed. */
  isChanged: boolean;
  meta: Readonly<Partial<Record<MetaKey, string>>>;
}

/** Where the index of a model is kept. */
export interface IndexBackend {
  /** Hash of everything that shapes it. */
  readonly fingerprint: string;
  readonly dimension: number;
  /** Its folder, or its host and database, for messages. */
  readonly name: string;
  /** The same for two that are kept in one place, whatever it is called. */
  place(): Promise<string>;
  /** @throws NoIndexError when there is none, or only one that another model made; HostError when it cannot be used */
  open(): Promise<Index>;
  /** @throws as `open` does */
  openStored(): Promise<StoredArchive>;
  /** Bytes of each of its files or tables, by name. */
  sizes(): Promise<Record<string, number>>;
  /**
   * Whether something vouches for it, so that nobody need look at all of it.
   * @throws HostError when it is not what was written
   */
  isVouchedFor(): Promise<boolean>;
  /** Whether a build has vouched for it, and nobody has found otherwise since; reads none of it. */
  isSealed(): Promise<boolean>;
  /** Notes that it is not what was written: the next build looks at all of it. */
  distrust(): Promise<void>;
  /** What is wrong with the graph of vectors, and how many passages it does not have yet. */
  vectorState(stored: StoredArchive): Promise<{ trouble: VectorTrouble | null; unlinked: number }>;
  /** Which of some passages the graph lacks, of those that it should have. */
  unlinked(stored: StoredArchive): Promise<(ids: readonly number[]) => number[]>;
  /** The process of a build that is running, or null. */
  builder(): Promise<number | null>;
  hasIndex(): Promise<boolean>;
  /**
   * Opens it for a build, made where there is none.
   * @param isAnew nothing of what is there stays
   * @throws HostError when it is not what was written
   */
  build(pool: Embedder, isAnew: boolean, onDamage: (damage: Damage) => void): Promise<IndexBuild>;
  /** Makes everything anew; until that is finished, nothing of it is there to be asked for, and what is there stays. */
  buildAside(pool: Embedder): Promise<IndexBuild>;
  /** After a build: takes away the indexes of other models and versions, and vouches for this one. */
  seal(): Promise<void>;
}
