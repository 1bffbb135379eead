// Whether sentences answer a question, and with which words: the reader of the settings, in processes of its own.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED_MODEL, NO_READER, type Settings } from '../config.ts';
import { HostError, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { fingerprintOf, type ModelKind } from './model-folder.ts';
import { findModel, type ModelOptions } from './model-source.ts';
import type { Reading, TitledSentence } from './reader-model.ts';
import { ReaderProcess } from './reader-process.ts';
import { Readings } from './readings.ts';

export type { Reading, TitledSentence } from './reader-model.ts';

const KIND: ModelKind = {
  noun: 'reader',
  setting: 'READER',
  example: 'Xenova/ms-marco-MiniLM-L-6-v2',
  bundled: fileURLToPath(new URL('./reader', import.meta.url)),
  optionalFiles: [],
};

/** Changes whenever the same files give other readings. */
const READ_VERSION = 1;
/** More read faster, where there are processors for them, but each holds a model. */
const MAX_PROCESSES = 2;

export interface Reader {
  /** What was asked for: 'bundled', the hub's name or the folder. */
  name: string;
  /** Hash over the files that shape readings, and the version of how they are used. */
  fingerprint: string;
  /** Whether readings say which words answer. */
  hasSpans: boolean;
  /** The ids of the processes that read; there may be none for a moment. */
  readonly pids: readonly number[];
  /**
   * Readings of sentences, in their order; they are read from the first on, so the best come first. A reading depends
   * on question, title and sentence alone, and is remembered.
   * @param options `within`: not read longer than so many milliseconds; without it, until all is read
   * @returns null for a sentence that was not read: time was up, or its process ended, which is started again
   */
  read(
    question: string,
    sentences: readonly TitledSentence[],
    options?: { within?: number },
  ): Promise<(Reading | null)[]>;
  /** Ends the processes; what is still to be read is not. */
  close(): Promise<void>;
}

export type ReaderSettings = Pick<Settings, 'READER' | 'EMBEDDINGS_DIR'>;
export type ReaderOptions = ModelOptions & {
  log?: Log;
  /** How many processes share the reading: by default one, or two where there are as many processors. */
  processes?: number;
};

/**
 * Opens the reader of the settings: 'bundled', a folder, or a name on the hub, which is downloaded once. Null for 'off'.
 * @throws UserError when it cannot be had or cannot be used
 */
export async function openReader(
  { READER: name, EMBEDDINGS_DIR }: ReaderSettings,
  options: ReaderOptions = {},
): Promise<Reader | null> {
  if (name === NO_READER) return null;
  const { folder, files } = await findModel(KIND, name, join(EMBEDDINGS_DIR, 'models'), options);
  const count = options.processes ?? Math.min(MAX_PROCESSES, availableParallelism());
  const processes = Array.from(
    { length: count },
    () => new ReaderProcess(folder, files.weights, options.log),
  );
  const [{ hasSpans }, fingerprint] = await Promise.all([
    processes[0]!.open().catch((error: unknown) => {
      throw name === BUNDLED_MODEL ? error : unusable(folder, error);
    }),
    fingerprintOf(folder, files, READ_VERSION),
  ]);
  // One is enough to begin with.
  for (const process of processes.slice(1)) process.openUnwaited();
  const readings = new Readings(processes);
  return {
    name,
    fingerprint,
    hasSpans,
    get pids() {
      return processes.flatMap(({ pid }) => pid ?? []);
    },
    read: (question, sentences, { within } = {}) => readings.read(question, sentences, within),
    close: async () => void (await Promise.all(processes.map((process) => process.close()))),
  };
}

const unusable = (folder: string, cause: unknown) =>
  new HostError(
    `The reader in ${folder} cannot be used: ${messageOf(cause)}.`,
    'It must be a sequence classifier (a cross-encoder) as ONNX; replace its files, or leave READER unset.',
    { cause },
  );
