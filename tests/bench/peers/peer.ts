// What every search of `npm run bench:peers` is given and has to do, and the articles, passages and embeddings they share.
import { isArticle, listCorpus, readArticle, readOutletNames } from '../../../src/corpus/articles.ts';
import { EmbedPool } from '../../../src/indexing/embed-pool.ts';
import { openModel, type Model } from '../../../src/model/models.ts';
import { chunk } from '../../../src/corpus/passages.ts';
import type { Article } from '../../../src/types.ts';

/** Hits that every peer is asked for. */
export const HITS = 50;

/** A passage as a peer indexes it. */
export interface Cut {
  url: string | null;
  title: string;
  text: string;
}

export type PeerHit = Pick<Cut, 'url' | 'text'>;

/** An index that is built and open in this process. */
export interface Searchable {
  passages: number;
  /** Resolves when the search is done, which is timed; the hits' texts are read by the function, which is not. */
  search(question: string): Promise<() => Promise<PeerHit[]>>;
  close(): void;
}

export interface Peer {
  name: string;
  /** Packages whose versions are stated. */
  packages: string[];
  /** How it was set, for the reader to judge. */
  settings: string;
  build(workshop: Workshop): Promise<Searchable>;
}

/** The corpus and the model, as one peer uses them; `folder` is its own. */
export class Workshop {
  readonly corpusDir: string;
  readonly folder: string;
  /** Seconds that `embed` took, model and processes started; null when nothing was embedded. */
  embeddingSeconds: number | null = null;
  #model: Promise<Model> | undefined;

  constructor(corpusDir: string, folder: string) {
    [this.corpusDir, this.folder] = [corpusDir, folder];
  }

  articles(): Article[] {
    const { outlets } = readOutletNames(this.corpusDir);
    return listCorpus(this.corpusDir).files.flatMap((file) => {
      const article = readArticle(file, outlets);
      return isArticle(article) ? [article] : [];
    });
  }

  /** The very passages that Attest cuts. */
  passages(): Cut[] {
    return this.articles().flatMap((article) =>
      chunk(article).map(({ start, end }) => ({
        url: article.url,
        title: article.title,
        text: article.text.slice(start, end),
      })),
    );
  }

  /** Embeds as a build of Attest does: a process a core. */
  async embed(texts: readonly string[]): Promise<number[][]> {
    const started = performance.now();
    const pool = new EmbedPool(await this.#openModel(), this.#settings);
    try {
      return (await pool.embed(texts)).map((embedding) => Array.from(embedding));
    } finally {
      pool.close();
      this.embeddingSeconds = (performance.now() - started) / 1000;
    }
  }

  async embedQuestion(question: string): Promise<number[]> {
    const [embedding] = await (await this.#openModel()).embed([question]);
    return Array.from(embedding!);
  }

  get #settings() {
    return { EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR: this.folder };
  }

  #openModel(): Promise<Model> {
    return (this.#model ??= openModel(this.#settings));
  }
}
