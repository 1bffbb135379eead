// Changed articles -> store, batch by batch: one batch is embedded while the one before it is written.
import type { Change } from './corpus-changes.ts';
import { languageOf } from '../text/languages.ts';
import type { Linker } from './linker.ts';
import { chunk, embeddedText } from '../corpus/passages.ts';
import { hashOf } from '../index/stored.ts';
import type { NewPassage } from '../index/stored-archive.ts';
import type { Store } from '../index/store.ts';
import type { Embedder } from '../model/models.ts';

/** Passages embedded before their articles are written: enough to keep all cores busy, little to lose. */
const BATCH = 256;

type Pending = Change & { passages: NewPassage[]; language: string | null };
/** A passage to embed: the hash of its text, and the text. */
interface Missing {
  hash: Buffer;
  text: string;
}

export class ArticleWriter {
  readonly #store: Store;
  readonly #pool: Embedder;
  readonly #linker: Linker;
  #batch: Pending[] = [];
  #waiting = 0;
  /** Hashes that a batch in hand is embedding. */
  readonly #inHand = new Set<string>();
  #writing: Promise<void> = Promise.resolve();
  /** Passages embedded so far. */
  embedded = 0;

  constructor(store: Store, pool: Embedder, linker: Linker) {
    [this.#store, this.#pool, this.#linker] = [store, pool, linker];
  }

  /** Takes an article; waits while two batches are in hand. */
  async add(change: Change): Promise<void> {
    const passages = newPassages(change);
    const language = await languageOf(change.article.text);
    this.#batch.push({ ...change, passages, language });
    this.#waiting += passages.length;
    if (this.#waiting >= BATCH) await this.#send();
  }

  /**
   * Everything taken is written.
   * @throws UserError when embedding or writing fails
   */
  async finish(): Promise<void> {
    await this.#send();
    await this.#writing;
  }

  async #send(): Promise<void> {
    const batch = this.#batch;
    [this.#batch, this.#waiting] = [[], 0];
    const missing = this.#missingIn(batch);
    const embedding = this.#pool.embed(missing.map(({ text }) => text));
    // Awaited below, but only after the batch before it: until then a failure has nobody to tell.
    embedding.catch(() => {});
    await this.#writing;
    this.#writing = embedding.then((vectors) => this.#write(batch, missing, vectors));
    this.#writing.catch(() => {});
  }

  /** Passages without an embedding, each text once. */
  #missingIn(batch: readonly Pending[]): Missing[] {
    const missing: Missing[] = [];
    for (const { article, passages } of batch) {
      for (const { embedding: hash, text } of passages) {
        const key = hash.toString('hex');
        if (this.#inHand.has(key) || this.#store.hasEmbedding(hash)) continue;
        this.#inHand.add(key);
        missing.push({ hash, text: embeddedText(article.title, text) });
      }
    }
    return missing;
  }

  #write(batch: readonly Pending[], missing: readonly Missing[], vectors: readonly Float32Array[]): void {
    const store = this.#store;
    store.transaction(() => missing.forEach(({ hash }, i) => store.putEmbedding(hash, vectors[i]!)));
    for (const { hash } of missing) this.#inHand.delete(hash.toString('hex'));
    for (const { article, found, hash, passages, language } of batch) {
      store.transaction(() => store.putArticle(article, found, hash, passages, language));
      this.#linker.advance(passages.length);
    }
    this.embedded += missing.length;
  }
}

function newPassages({ article }: Change): NewPassage[] {
  return chunk(article).map(({ start, end }) => {
    const text = article.text.slice(start, end);
    return { start, end, text, embedding: hashOf(embeddedText(article.title, text)) };
  });
}
