// A model's folder on disk: put in place whole or not at all, and known by the checksums of its files.
// A killed process leaves only a temporary folder, which nobody reads and a later write removes.
import { hash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { checksumOf, makeFolder, sync } from '../disk.ts';
import { HostError, messageOf, UserError } from '../errors.ts';

const CONFIG_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
/** The first that is there is used; the hub's models come quantized. */
const WEIGHT_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'];
/** Where sentence-transformers says how hidden states become one embedding. */
export const POOLING_FILE = '1_Pooling/config.json';

const SEAL = 'checksums.json';
const TEMPORARY = '.unfinished-';
/** No write takes as long: an older temporary folder belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

const sealSchema = z.object({ madeFrom: z.string(), files: z.record(z.string(), z.string()) });

/** What differs between the models that Attest runs: how they are called, set, and shipped. */
export interface ModelKind {
  /** As a person calls it: 'model', 'reader'. */
  noun: string;
  setting: string;
  /** A name on the hub. */
  example: string;
  /** Folder of the one that comes with the code. */
  bundled: string;
  /** Files that some models of the hub have beside the usual ones. */
  optionalFiles: readonly string[];
}

export interface ModelFiles {
  weights: string;
  pooling: 'cls' | 'mean';
  /** All that shape what comes out, as paths in the folder. */
  all: string[];
}

/**
 * The files of a model's folder, whoever made it.
 * @throws UserError naming all that it lacks
 */
export async function modelFiles(folder: string, { noun, setting }: ModelKind): Promise<ModelFiles> {
  const has = (file: string) => existsSync(join(folder, file));
  const weights = WEIGHT_FILES.find(has);
  const missing = CONFIG_FILES.filter((file) => !has(file));
  if (!weights || missing.length > 0) {
    const all = weights ? missing : [...missing, WEIGHT_FILES.join(' or ')];
    throw new HostError(
      `The ${noun} folder ${folder} lacks ${all.join(', ')}.`,
      `Copy them from where the model came from, or leave ${setting} unset for the bundled ${noun}.`,
    );
  }
  // Weights above 2 GB lie in files beside, named after the first.
  const onnx = (await readdir(join(folder, 'onnx'))).map((name) => `onnx/${name}`).sort();
  const all = [...CONFIG_FILES, ...onnx.filter((file) => file.startsWith(weights))];
  if (!has(POOLING_FILE)) return { weights, pooling: 'mean', all };
  const { pooling_mode_cls_token: cls } = await readJson(join(folder, POOLING_FILE));
  return { weights, pooling: cls === true ? 'cls' : 'mean', all: [...all, POOLING_FILE] };
}

/** A hash over the files that shape what comes out, and the version of what is done with them. */
export async function fingerprintOf(folder: string, { all }: ModelFiles, version: number): Promise<string> {
  const parts = [version, await checksums(folder, all)];
  return hash('sha256', JSON.stringify(parts));
}

/**
 * Writes a folder under a temporary name beside its place, seals it, and moves it there, over whatever was there.
 * When another process is faster, its folder stays: both were made from the same.
 * @param madeFrom names all that shapes the files, so that another version makes the folder anew
 * @param write fills the temporary folder it is given
 * @throws UserError when the disk does not take it, or the one that `write` throws
 */
export async function writeFolder(
  folder: string,
  madeFrom: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  let temporary: string | undefined;
  try {
    temporary = await temporaryFolder(folder);
    await write(temporary);
    await seal(temporary, madeFrom, await filesOf(temporary));
    await putInPlace(temporary, folder, madeFrom);
  } catch (error) {
    throw error instanceof UserError ? error : refusedByDisk(folder, error);
  } finally {
    if (temporary) await rm(temporary, { recursive: true, force: true });
  }
}

/** True for a folder that is as it was sealed. One without a seal was put there by a person, and is taken as it is. */
export async function isSound(folder: string, madeFrom: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  if (!existsSync(join(folder, SEAL))) return true;
  const sealed = await readSeal(folder);
  return sealed?.madeFrom === madeFrom && (await damagedFiles(folder)).length === 0;
}

/** The sealed files that are missing or changed; the seal itself where it cannot be read. */
export async function damagedFiles(folder: string): Promise<string[]> {
  const sealed = await readSeal(folder);
  if (!sealed) return [SEAL];
  const pairs = Object.entries(sealed.files).map(async ([file, checksum]) => {
    const found = await checksumOf(join(folder, file)).catch(() => null);
    return found === checksum ? [] : [file];
  });
  return (await Promise.all(pairs)).flat();
}

async function readSeal(folder: string): Promise<z.infer<typeof sealSchema> | null> {
  try {
    return sealSchema.parse(await readJson(join(folder, SEAL)));
  } catch {
    return null;
  }
}

/** SHA-256 of each of the files, as hexadecimal digits. */
async function checksums(folder: string, files: readonly string[]): Promise<Record<string, string>> {
  const pairs = files.map(async (file) => [file, await checksumOf(join(folder, file))] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

/** The files in and below a folder, as relative paths with forward slashes, sorted. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
}

async function temporaryFolder(folder: string): Promise<string> {
  const parent = dirname(folder);
  makeFolder(parent);
  await removeAbandoned(parent);
  // Not mkdtemp: its folders are closed to other users, and this one will be the model's.
  const temporary = join(parent, `${TEMPORARY}${basename(folder)}-${randomUUID()}`);
  await mkdir(temporary);
  return temporary;
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of (await readdir(parent)).filter((entry) => entry.startsWith(TEMPORARY))) {
    const path = join(parent, name);
    // Another process may remove it at the same moment.
    const age = Date.now() - (await stat(path).then((found) => found.mtimeMs, Date.now));
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Writes down the checksums of the files, and brings all to the disk. */
export async function seal(folder: string, madeFrom: string, files: readonly string[]): Promise<void> {
  const sealed: z.infer<typeof sealSchema> = { madeFrom, files: await checksums(folder, files) };
  await writeFile(join(folder, SEAL), JSON.stringify(sealed, null, 2));
  for (const file of [...files, SEAL]) await sync(join(folder, file));
}

/** A folder cannot be renamed over a full one: the one in the way is moved aside first. */
async function putInPlace(temporary: string, folder: string, madeFrom: string): Promise<void> {
  const aside = `${temporary}-old`;
  if (await isSound(folder, madeFrom)) return;
  await rename(folder, aside).catch(() => {});
  try {
    await rename(temporary, folder);
  } catch (error) {
    if (!(await isSound(folder, madeFrom))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** @throws Error where it is not there, or no JSON */
export async function readJson(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}

function refusedByDisk(folder: string, cause: unknown): HostError {
  return new HostError(
    `The model could not be written to ${folder}: ${messageOf(cause)}.`,
    'Make room and make the folder writable, or set EMBEDDINGS_DIR to another one.',
    { cause },
  );
}
