// Text -> embeddings: the only user of transformers.js and of the runtime below it, both loaded when first needed.
// A model is a folder: the bundled one, one of the hub that was downloaded once, or the person's own.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BUNDLED_MODEL, type Settings } from '../config.ts';
import { messageOf, UserError } from '../errors.ts';
import {
  damagedFiles,
  fingerprintOf,
  isSound,
  modelFiles,
  POOLING_FILE,
  readJson,
  writeFolder,
  type ModelFiles,
} from './model-folder.ts';
import { rememberWords } from './tokens.ts';

/** onnxruntime-node is CommonJS, and `import` gives it another shape under node than under tsx. */
const requireModule = createRequire(import.meta.url);

/** The model that comes with the code; its card tells how it is made. */
export const BUNDLED_FOLDER = fileURLToPath(new URL('./encoder', import.meta.url));

const HUB = 'https://huggingface.co/';
const HUB_NAME = /^\w[\w.-]*(\/\w[\w.-]*)?$/;

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

/** How much of a file has come; bytes. */
export interface DownloadProgress {
  file: string;
  loaded: number;
  total: number;
}

export interface ModelOptions {
  onDownload?: (progress: DownloadProgress) => void;
  /** Base URL of the model hub, or of a mirror. */
  hub?: string;
}

/** A matrix with a row for each token. */
interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}

/** A text as token ids, ready for the model. */
type Inputs = Record<string, unknown>;

interface Encoder {
  /** What is too long for the model is cut. */
  tokenize: (text: string) => Inputs;
  /** So many characters of a text are enough to fill the model. */
  maxCharacters: number;
  model: (inputs: Inputs) => Promise<{ last_hidden_state: Tensor }>;
}

export type ModelSettings = Pick<Settings, 'EMBEDDING_MODEL' | 'EMBEDDINGS_DIR'>;

/**
 * Opens the model of the settings: 'bundled', a folder, or a name on the hub, which is downloaded once.
 * @throws UserError when it cannot be had or cannot be used
 */
export async function openModel(settings: ModelSettings, options: ModelOptions = {}): Promise<Model> {
  const folder = resolve(await folderOf(settings, options));
  const files = await modelFiles(folder);
  try {
    return await openFolder(settings.EMBEDDING_MODEL, folder, files);
  } catch (error) {
    if (settings.EMBEDDING_MODEL === BUNDLED_MODEL) throw error;
    throw new UserError(
      `The model in ${folder} cannot be used: ${messageOf(error)}.`,
      'It must be a feature-extraction model as ONNX; replace its files, or leave EMBEDDING_MODEL unset.',
      { cause: error },
    );
  }
}

async function folderOf(settings: ModelSettings, options: ModelOptions): Promise<string> {
  const name = settings.EMBEDDING_MODEL;
  if (name === BUNDLED_MODEL) return bundledFolder();
  if (existsSync(name)) return name;
  if (!HUB_NAME.test(name))
    throw new UserError(
      `The model "${name}" is neither a folder nor a name such as Xenova/all-MiniLM-L6-v2.`,
      'Correct EMBEDDING_MODEL, or leave it unset for the bundled model.',
    );
  const folder = join(settings.EMBEDDINGS_DIR, 'models', name);
  const { hub = HUB, onDownload } = options;
  const madeFrom = new URL(name, hub).href;
  // As it was downloaded, or as a person put it there; else downloaded now.
  if (!(await isSound(folder, madeFrom)))
    await writeFolder(folder, madeFrom, (temporary) => download(name, hub, temporary, onDownload));
  return folder;
}

async function bundledFolder(): Promise<string> {
  const damaged = await damagedFiles(BUNDLED_FOLDER);
  if (damaged.length === 0) return BUNDLED_FOLDER;
  throw new UserError(
    `The bundled model in ${BUNDLED_FOLDER} is damaged: ${damaged.join(', ')}.`,
    'Bring it back: git checkout -- src/model/encoder; or unpack Attest anew.',
  );
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
  const { AutoTokenizer, BertModel } = await loadTransformers(dirname(folder));
  const { InferenceSession } = requireModule('onnxruntime-node') as typeof import('onnxruntime-node');
  const config = await readJson(join(folder, 'config.json'));
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true });
  const limit = Number(config.max_position_embeddings ?? MAX_TOKENS);
  const ownLimit = (tokenizer.model_max_length as number | undefined) ?? MAX_TOKENS;
  const maxTokens = Math.min(ownLimit, limit, MAX_TOKENS);
  tokenizer.model_max_length = maxTokens;
  rememberWords(tokenizer);
  // transformers.js would load the weights from a buffer, and then the runtime ignores these options.
  const options = { intraOpNumThreads: 1, logSeverityLevel: 3 } as const;
  const session = await InferenceSession.create(join(folder, weights), options);
  return {
    // The library declares the results of both as `any`.
    tokenize: (text) => tokenizer(text, { truncation: true }) as Inputs,
    maxCharacters: maxTokens * MAX_CHARACTERS_PER_TOKEN,
    // BertModel stands for any encoder: it only hands the tokenizer's tensors to the session.
    model: new BertModel(config, session) as Encoder['model'],
  };
}

/** The library, kept from the network and from any folder but the given one. Loading it takes 0.2 s. */
async function loadTransformers(modelsDir: string) {
  const transformers = await import('@xenova/transformers');
  Object.assign(transformers.env, {
    allowRemoteModels: false,
    cacheDir: modelsDir,
    localModelPath: modelsDir,
  });
  return transformers;
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

async function download(
  name: string,
  hub: string,
  folder: string,
  onDownload: ModelOptions['onDownload'],
): Promise<void> {
  const cache = join(folder, 'cache');
  const { AutoModel, AutoTokenizer, env } = await loadTransformers(cache);
  Object.assign(env, { allowRemoteModels: true, remoteHost: hub });
  const progress_callback = ({ status, file, loaded, total }: DownloadProgress & { status: string }) => {
    if (status === 'progress') onDownload?.({ file, loaded, total });
  };
  const options = { cache_dir: cache, progress_callback };
  try {
    await AutoTokenizer.from_pretrained(name, options);
    const model = await AutoModel.from_pretrained(name, options).catch((error) => {
      if (!messageOf(error).includes(`Could not locate file: "${hub}${name}/resolve/main/onnx`)) throw error;
      return AutoModel.from_pretrained(name, { ...options, quantized: false });
    });
    await model.dispose();
    await downloadPooling(new URL(`${name}/resolve/main/${POOLING_FILE}`, hub), join(cache, name));
  } catch (error) {
    throw unreachable(name, error);
  } finally {
    env.allowRemoteModels = false;
  }
  // transformers.js puts the files in folders of the model's name.
  for (const entry of await readdir(join(cache, name)))
    await rename(join(cache, name, entry), join(folder, entry));
  await rm(cache, { recursive: true });
  // It only warns when the disk is full: what cannot be loaded again was not written.
  await loadEncoder(folder, (await modelFiles(folder)).weights);
}

/** transformers.js does not ask for this file; many models have none. */
async function downloadPooling(url: URL, folder: string): Promise<void> {
  const response = await fetch(url);
  if (response.status === 404) return;
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
  await mkdir(dirname(join(folder, POOLING_FILE)), { recursive: true });
  await writeFile(join(folder, POOLING_FILE), await response.text());
}

function unreachable(name: string, error: unknown): UserError {
  const cause = error instanceof Error && error.cause ? ` (${messageOf(error.cause)})` : '';
  return new UserError(
    `The model "${name}" could not be downloaded: ${messageOf(error)}${cause}.`,
    "Check the name and the network; or put the model's files in a folder and set EMBEDDING_MODEL to it; " +
      'or leave EMBEDDING_MODEL unset for the bundled model.',
    { cause: error },
  );
}
