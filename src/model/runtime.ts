// The libraries that run models, loaded when first needed: transformers.js, and onnxruntime below it.
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import type { InferenceSession } from 'onnxruntime-node';

/** onnxruntime-node is CommonJS, and `import` gives it another shape under node than under tsx. */
const requireModule = createRequire(import.meta.url);
const runtime = () => requireModule('onnxruntime-node') as typeof import('onnxruntime-node');

/** A model's weights, ready to run. */
export type Session = InferenceSession;

/** Numbers that come out of a model, in rows. */
export interface Output {
  data: Float32Array;
  dims: readonly number[];
}

/** transformers.js, kept from the network and from any folder but the given one. Loading it takes 0.2 s. */
export async function loadTransformers(modelsDir: string) {
  const transformers = await import('@xenova/transformers');
  Object.assign(transformers.env, {
    allowRemoteModels: false,
    cacheDir: modelsDir,
    localModelPath: modelsDir,
  });
  return transformers;
}

/** @throws Error when the folder holds none that the library knows */
export async function loadTokenizer(folder: string): Promise<PreTrainedTokenizer> {
  const { AutoTokenizer } = await loadTransformers(dirname(folder));
  return AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true });
}

/**
 * Loads weights, to be run on one thread: two wait for each other at every layer, and longer still beside other work.
 * @throws Error when they are no ONNX model that the runtime can run
 */
export function openSession(weights: string): Promise<Session> {
  // From a buffer, as transformers.js would load them, the runtime ignores these options.
  return runtime().InferenceSession.create(weights, { intraOpNumThreads: 1, logSeverityLevel: 3 });
}

/**
 * Runs a model on one row of tokens. The thread is held until it is done.
 * @param inputs integers a token, by the model's names; those that it does not ask for are left out
 */
export async function runAlone(
  session: Session,
  inputs: Record<string, readonly number[]>,
): Promise<Record<string, Output>> {
  const { Tensor } = runtime();
  const row = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const asked = Object.entries(inputs).filter(([name]) => session.inputNames.includes(name));
  const results = await session.run(Object.fromEntries(asked.map(([name, values]) => [name, row(values)])));
  return results as unknown as Record<string, Output>;
}
