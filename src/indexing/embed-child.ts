// One of the processes that `EmbedPool` starts: it opens the model once, and then embeds what it is sent.
import type { Settings } from '../config.ts';
import { messageOf } from '../errors.ts';
import { openModel } from '../model/models.ts';

/** Texts to embed, and what became of them. */
export interface EmbedOrder {
  id: number;
  texts: string[];
}
export type EmbedMessage = { id: number } & ({ embeddings: Float32Array[] } | { failure: string });

const tell = (message: EmbedMessage) => process.send!(message);

// The build is over or gone.
process.once('disconnect', () => process.exit());
// Orders are taken from the start, and wait for the model.
const opening = openModel(JSON.parse(process.argv[2]!) as Settings);
opening.catch(() => {});
process.on('message', ({ id, texts }: EmbedOrder) => {
  opening
    .then((model) => model.embed(texts))
    .then((embeddings) => tell({ id, embeddings }))
    .catch((thrown) => tell({ id, failure: messageOf(thrown) }));
});
