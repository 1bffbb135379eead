// Orama as a peer: full-text, and hybrid with the embeddings that Attest makes.
import { stopwords } from '@orama/stopwords/english';
import { create, insertMultiple, search, type SearchParams, type Orama as OramaIndex } from '@orama/orama';
import { embeddedText } from '../../../src/corpus/passages.ts';
import { HITS, type Cut, type Peer, type PeerHit, type Workshop } from './peer.ts';

const SCHEMA = { title: 'string', text: 'string' } as const;
/** Orama wants the length of the bundled model's embeddings in the type. */
const HYBRID_SCHEMA = { ...SCHEMA, embedding: 'vector[512]' } as const;
type Index = OramaIndex<typeof HYBRID_SCHEMA>;

const BOOST = { title: 2 };
/** Its own default of 0.8 finds almost nothing by these embeddings. */
const SIMILARITY = 0.4;

const open = (schema: object): Index =>
  create({
    schema: schema as typeof HYBRID_SCHEMA,
    components: { tokenizer: { language: 'english', stemming: true, stopWords: stopwords } },
  });

async function searched(index: Index, params: SearchParams<Index>): Promise<() => Promise<PeerHit[]>> {
  const { hits } = await search(index, { limit: HITS, ...params });
  return async () => hits.map(({ document }) => document as unknown as PeerHit);
}

export const orama: Peer = {
  name: 'Orama',
  packages: ['@orama/orama'],
  settings:
    'any word, title boost 2, stemming and stop words of its own, both off by default and better on; words match as prefixes',
  async build(workshop) {
    const index = open(SCHEMA);
    const passages = workshop.passages();
    await insertMultiple(index, passages as never[]);
    return {
      passages: passages.length,
      search: (term) => searched(index, { term, boost: BOOST }),
      close() {},
    };
  },
};

export const oramaHybrid: Peer = {
  name: 'Orama, hybrid',
  packages: ['@orama/orama'],
  settings: `as Orama, weights 0.5 and 0.5 (its default), similarity from ${SIMILARITY} (0 was as good, its default 0.8 worse)`,
  async build(workshop) {
    const index = open(HYBRID_SCHEMA);
    const passages = workshop.passages();
    await insertMultiple(index, (await embedded(workshop, passages)) as never[]);
    return {
      passages: passages.length,
      async search(term) {
        const vector = { value: await workshop.embedQuestion(term), property: 'embedding' } as const;
        return searched(index, { mode: 'hybrid', term, vector, similarity: SIMILARITY, boost: BOOST });
      },
      close() {},
    };
  },
};

async function embedded(workshop: Workshop, passages: readonly Cut[]) {
  const embeddings = await workshop.embed(passages.map(({ title, text }) => embeddedText(title, text)));
  return passages.map((passage, i) => ({ ...passage, embedding: embeddings[i]! }));
}
