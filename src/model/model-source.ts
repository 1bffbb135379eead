// From a setting to a model's folder: the bundled one, the person's own, or one of the hub, which is downloaded once.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BUNDLED_MODEL } from '../config.ts';
import { HostError, messageOf } from '../errors.ts';
import {
  damagedFiles,
  isSound,
  modelFiles,
  writeFolder,
  type ModelFiles,
  type ModelKind,
} from './model-folder.ts';
import { loadTokenizer, loadTransformers, openSession } from './runtime.ts';

const HUB = 'https://huggingface.co/';
const HUB_NAME = /^\w[\w.-]*(\/\w[\w.-]*)?$/;

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

/**
 * The folder of a model that a setting names, and its files.
 * @param name what the setting says: 'bundled', a folder, or a name on the hub
 * @param models where models of the hub lie, a folder each
 * @throws UserError when it cannot be had, or lacks files
 */
export async function findModel(
  kind: ModelKind,
  name: string,
  models: string,
  options: ModelOptions = {},
): Promise<{ folder: string; files: ModelFiles }> {
  const folder = resolve(await folderOf(kind, name, models, options));
  return { folder, files: await modelFiles(folder, kind) };
}

async function folderOf(kind: ModelKind, name: string, models: string, options: ModelOptions) {
  if (name === BUNDLED_MODEL) return bundledFolder(kind);
  if (existsSync(name)) return name;
  if (!HUB_NAME.test(name))
    throw new HostError(
      `The ${kind.noun} "${name}" is neither a folder nor a name such as ${kind.example}.`,
      `Correct ${kind.setting}, or leave it unset for the bundled ${kind.noun}.`,
    );
  const folder = join(models, name);
  const { hub = HUB, onDownload } = options;
  const madeFrom = new URL(name, hub).href;
  // As it was downloaded, or as a person put it there; else downloaded now.
  if (!(await isSound(folder, madeFrom)))
    await writeFolder(folder, madeFrom, (temporary) => download(kind, name, hub, temporary, onDownload));
  return folder;
}

async function bundledFolder({ bundled, noun }: ModelKind): Promise<string> {
  const damaged = await damagedFiles(bundled);
  if (damaged.length === 0) return bundled;
  throw new HostError(
    `The bundled ${noun} in ${bundled} is damaged: ${damaged.join(', ')}.`,
    `Bring it back: git checkout -- src/model/${basename(bundled)}; or unpack Attest anew.`,
  );
}

async function download(
  kind: ModelKind,
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
    for (const file of kind.optionalFiles)
      await downloadOptional(new URL(`${name}/resolve/main/${file}`, hub), join(cache, name, file));
  } catch (error) {
    throw unreachable(kind, name, error);
  } finally {
    env.allowRemoteModels = false;
  }
  // transformers.js puts the files in folders of the model's name.
  for (const entry of await readdir(join(cache, name)))
    await rename(join(cache, name, entry), join(folder, entry));
  await rm(cache, { recursive: true });
  // It only warns when the disk is full: what cannot be loaded again was not written.
  await loadTokenizer(folder);
  await openSession(join(folder, (await modelFiles(folder, kind)).weights));
}

/** A file that transformers.js does not ask for; many models have none. */
async function downloadOptional(url: URL, path: string): Promise<void> {
  const response = await fetch(url);
  if (response.status === 404) return;
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await response.text());
}

function unreachable({ setting, noun }: ModelKind, name: string, error: unknown): HostError {
  const cause = error instanceof Error && error.cause ? ` (${messageOf(error.cause)})` : '';
  return new HostError(
    `The ${noun} "${name}" could not be downloaded: ${messageOf(error)}${cause}.`,
    `Check the name and the network; or put the model's files in a folder and set ${setting} to it; ` +
      `or leave ${setting} unset for the bundled ${noun}.`,
    { cause: error },
  );
}
