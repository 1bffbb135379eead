// LangChain.js as a peer: the usual recipe, RecursiveCharacterTextSplitter and the HNSWLib store, with Attest's embeddings.
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Embeddings } from '@langchain/core/embeddings';
import { Document } from '@langchain/core/documents';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { embeddedText } from '../../../src/corpus/passages.ts';
import { HITS, type Cut, type Peer, type Workshop } from './peer.ts';

/** The sizes of the library's own tutorials, in characters. */
const CHUNK = { chunkSize: 1000, chunkOverlap: 200 };

class AttestEmbeddings extends Embeddings {
  readonly #workshop: Workshop;

  constructor(workshop: Workshop) {
    super({});
    this.#workshop = workshop;
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#workshop.embed(texts);
  }

  embedQuery(text: string): Promise<number[]> {
    return this.#workshop.embedQuestion(text);
  }
}

/** A chunk with its title before it for the model to see; `header` characters of it are not the article's text. */
type Chunk = Document<{ url: string | null; header: number }>;

export const langChain: Peer = {
  name: 'LangChain.js',
  packages: ['@langchain/community', '@langchain/core', '@langchain/textsplitters', 'hnswlib-node'],
  settings:
    'RecursiveCharacterTextSplitter 1000/200, HNSWLib with its defaults, the title before every chunk as for Attest; ' +
    'the model sees the first 128 tokens of a chunk',
  async build(workshop) {
    const chunks = (await split(workshop)).map(chunkOf);
    const store = await HNSWLib.fromDocuments(chunks, new AttestEmbeddings(workshop));
    // More than there are is a warning on every question.
    const k = Math.min(HITS, chunks.length);
    return {
      passages: chunks.length,
      async search(question) {
        const found = (await store.similaritySearch(question, k)) as Chunk[];
        return async () =>
          found.map(({ pageContent, metadata: { url, header } }) => ({
            url,
            text: pageContent.slice(header),
          }));
      },
      close() {},
    };
  },
};

async function split(workshop: Workshop): Promise<Cut[]> {
  const splitter = new RecursiveCharacterTextSplitter(CHUNK);
  const articles = workshop.articles();
  const pieces = await Promise.all(articles.map(({ text }) => splitter.splitText(text)));
  return articles.flatMap(({ url, title }, i) => pieces[i]!.map((text) => ({ url, title, text })));
}

function chunkOf({ url, title, text }: Cut): Chunk {
  const pageContent = embeddedText(title, text);
  return new Document({ pageContent, metadata: { url, header: pageContent.length - text.length } });
}
