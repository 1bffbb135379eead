// Text -> embeddings: by a model of the settings, which is loaded when it is opened.
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BUNDLED_MODEL, type Settings } from '../config.ts';
import { HostError, messageOf } from '../errors.ts';
import { fingerprintOf, POOLING_FILE, readJson, type ModelFiles, type ModelKind } from './model-folder.ts';
import { findModel, type ModelOptions } from './model-source.ts';
import { loadTokenizer, loadTransformers, openSession, type Output } from './runtime.ts';
import { rememberWords } from './tokens.ts';

/** The model that comes with the code; its card tells how it is made. */
export const BUNDLED_FOLDER = fileURLToPath(new URL('./encoder', import.meta.url));

const KIND: ModelKind = {
  noun: 'model',
  setting: 'EMBEDDING_MODEL',
  example: 'Xenova/all-MiniLM-L6-v2',
  bundled: BUNDLED_FOLDER,
  optionalFiles: [POOLING_FILE],
};

/** Input beyond so many tokens is not seen, whatever the model allows: passages are shorter. */
const MAX_TOKENS = 512;
/** Texts tokenised before the first of them runs: by turns, the two drive each other from the processor's cache. */
const TOKENISED = 16;
/** No token of words is longer on average; cutting before tokenising keeps endless texts cheap. */
const MAX_CHARACTERS_PER_TOKEN = 32;
/** Stands in for a text without a visible character, which would have no tokens, and so no mean. */
const BLANK = '.';
/** Changes whenever the same files give other embeddings, so that an index knows. */
const EMBED_VERSION = 2;

export interface Model {
  /** What was asked for: 'bundled', the hub's name or the folder. */
  name: string;
  /** Hash over the files that shape embeddings: configuration, tokenizer, weights, pooling. */
  fingerprint: string;
  /** Length of an embedding. */
  dimension: number;
  /**
   * Embeddings of unit length, one a text, in order. Any text has one: blank, endless, or of odd characters.
   * Whatever else waits has its turn between two texts.
   */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** What embeds as a model does, be it in other processes. */
export type Embedder = Pick<Model, 'embed'>;

/** A text as token ids, ready for the model. */
type Inputs = Record<string, unknown>;

interface Encoder {
  /** What is too long for the model is cut. */
  tokenize: (text: string) => Inputs;
  /** So many characters of a text are enough to fill the model. */
  maxCharacters: number;
  model: (inputs: Inputs) => Promise<{ last_hidden_state: Output }>;
}

export type ModelSettings = Pick<Settings, 'EMBEDDING_MODEL' | 'EMBEDDINGS_DIR'>;

/**
 * Opens the model of the settings: 'bundled', a folder, or a name on the hub, which is downloaded once.
 * @throws UserError when it cannot be had or cannot be used
 */
export async function openModel(settings: ModelSettings, options: ModelOptions = {}): Promise<Model> {
  const { EMBEDDING_MODEL: name, EMBEDDINGS_DIR } = settings;
  const { folder, files } = await findModel(KIND, name, join(EMBEDDINGS_DIR, 'models'), options);
  try {
    return await openFolder(name, folder, files);
  } catch (error) {
    if (name === BUNDLED_MODEL) throw error;
    throw new HostError(
      `The model in ${folder} cannot be used: ${messageOf(error)}.`,
      'It must be a feature-extraction model as ONNX; replace its files, or leave EMBEDDING_MODEL unset.',
      { cause: error },
    );
  }
}

async function openFolder(name: string, folder: string, files: ModelFiles): Promise<Model> {
  const encoder = await loadEncoder(folder, files.weights);
  const fingerprint = await fingerprintOf(folder, files, EMBED_VERSION);
  const embed = (texts: readonly string[]) => embedAll(encoder, files.pooling, texts);
  // Embedding once shows that the files are a model of this kind, and how long its embeddings are.
  const [first] = await embed([BLANK]);
  return { name, fingerprint, dimension: first!.length, embed };
}

async function loadEncoder(folder: string, weights: string): Promise<Encoder> {
  const { BertModel } = await loadTransformers(dirname(folder));
  const config = await readJson(join(folder, 'config.json'));
  const tokenizer = await loadTokenizer(folder);
  const limit = Number(config.max_position_embeddings ?? MAX_TOKENS);
  const ownLimit = (tokenizer.model_max_length as number | undefined) ?? MAX_TOKENS;
  const maxTokens = Math.min(ownLimit, limit, MAX_TOKENS);
  tokenizer.model_max_length = maxTokens;
  rememberWords(tokenizer);
  const session = await openSession(join(folder, weights));
  return {
    // The library declares the results of both as `any`.
    tokenize: (text) => tokenizer(text, { truncation: true }) as Inputs,
    maxCharacters: maxTokens * MAX_CHARACTERS_PER_TOKEN,
    // BertModel stands for any encoder: it only hands the tokenizer's tensors to the session.
    model: new BertModel(config, session) as Encoder['model'],
  };
}

/**
 * Each text runs alone. Batches are slower, as their activations leave the processor's cache (on one core 362
 * passages a second in batches of 16, 417 alone), and 8-bit activations are scaled by batch: alone, a text has one
 * embedding for good.
 */
async function embedAll(
  { tokenize, maxCharacters, model }: Encoder,
  pooling: 'cls' | 'mean',
  texts: readonly string[],
): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += TOKENISED) {
    const cut = texts.slice(from, from + TOKENISED).map((text) => visible(text.slice(0, maxCharacters)));
    for (const inputs of cut.map(tokenize)) {
      const { last_hidden_state: states } = await model(inputs);
      embeddings.push(pool(states.data, states.dims.at(-1)!, pooling));
      // The runtime holds the thread while it runs: whatever waits has its turn between two texts.
      await setImmediate();
    }
  }
  return embeddings;
}

/** The first token's state, or the mean of all, at unit length. */
function pool(states: Float32Array, dimension: number, pooling: 'cls' | 'mean'): Float32Array {
  const pooled = states.slice(0, dimension);
  // The sum has the direction of the mean.
  if (pooling === 'mean')
    for (let i = dimension; i < states.length; i++) pooled[i % dimension]! += states[i]!;
  const length = Math.sqrt(pooled.reduce((sum, value) => sum + value * value, 0));
  if (Number.isNaN(length)) throw new Error('its embeddings are not numbers');
  return pooled.map((value) => value / (length || 1));
}

const visible = (text: string): string => (/[^\s\p{C}]/u.test(text) ? text : BLANK);
