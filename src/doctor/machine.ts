// Whether this machine can run Attest: Node.js, packages with native code, room on the disk and in memory.
import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import about from '../../package.json' with { type: 'json' };
import { NO_READER, type Settings } from '../config.ts';
import { bytesIn } from '../disk.ts';
import { messageOf } from '../errors.ts';
import type { Check, Finding, DiagnosisCause, State } from './finding.ts';

const MB = 1e6;
/** Packages with native code, without which nothing works. They are loaded here, and used by their owners alone. */
const NATIVE = ['libsql', 'onnxruntime-node'];
const VECTORS = 'hnswlib-node';
/** What an answering process takes, and each of at most two that read; measured, see docs/running.md. */
const ANSWERING = 400 * MB;
const READING = 170 * MB;
const MAX_READERS = 2;
/** What a build takes beside it, of 10,000 short articles. */
const BUILDING = 1000 * MB;
/** Room beside a second index: what a build of another version makes before it deletes the first. */
const SPARE = 200 * MB;
const INDEX_FILES = /^index-/;

export const finding = (check: Check, state: State, cause: DiagnosisCause): Finding => ({
  check,
  state,
  cause,
});

/** What there is to say about the machine itself. */
export async function lookAtMachine(settings: Settings): Promise<Finding[]> {
  return [
    judgeNode(process.versions.node),
    ...lookAtPackages(createRequire(import.meta.url)),
    await lookAtDisk(settings.EMBEDDINGS_DIR),
    judgeMemory(memoryBytes(), settings.READER === NO_READER ? 0 : availableParallelism()),
  ];
}

/** @param version such as `20.19.0` */
export function judgeNode(version: string): Finding {
  const needed = about.engines.node.replace(/[^\d.]/g, '');
  const [has, needs] = [version, needed].map((each) => each.split('.').map(Number));
  const [major = 0, minor = 0] = has!;
  const [leastMajor = 0, leastMinor = 0] = needs!;
  const isNew = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  return isNew
    ? finding('Node.js', 'ok', { kind: 'node', version })
    : finding('Node.js', 'wrong', { kind: 'old node', version, needed });
}

/** @param load loads a package by its name, and throws where it cannot */
export function lookAtPackages(load: (name: string) => unknown): Finding[] {
  const tried = [...NATIVE, VECTORS].map((name) => ({ name, ...failureOf(() => load(name)) }));
  const loaded = tried.filter(({ reason }) => reason === undefined).map(({ name }) => name);
  const failed = tried.flatMap(({ name, reason, isMissing }) => {
    if (reason === undefined) return [];
    return name === VECTORS
      ? [finding('packages', 'note', { kind: 'no vector library', reason: isMissing ? null : reason })]
      : [finding('packages', 'wrong', { kind: 'no package', name, reason })];
  });
  const sound = loaded.length > 0 ? [finding('packages', 'ok', { kind: 'packages', names: loaded })] : [];
  return [...sound, ...failed];
}

function failureOf(load: () => unknown): { reason?: string; isMissing?: boolean } {
  try {
    load();
    return {};
  } catch (thrown) {
    const isMissing = (thrown as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    return { reason: messageOf(thrown).split('\n', 1)[0]!, isMissing };
  }
}

async function lookAtDisk(embeddingsDir: string): Promise<Finding> {
  const folder = resolve(embeddingsDir);
  const there = nearestFolder(folder);
  try {
    accessSync(there, constants.W_OK);
    const { bavail, bsize } = await statfs(there);
    return judgeDisk(folder, bavail * bsize, bytesIn(folder, INDEX_FILES) + SPARE);
  } catch (thrown) {
    return finding('disk', 'wrong', { kind: 'not writable', folder, reason: messageOf(thrown) });
  }
}

/** @param free bytes; @param needed bytes */
export const judgeDisk = (folder: string, free: number, needed: number): Finding =>
  free < needed
    ? finding('disk', 'wrong', { kind: 'little room', folder, free, needed })
    : finding('disk', 'ok', { kind: 'disk', folder, free, needed });

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

/** What this process may have: all of the machine, or what its container is given. */
function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(totalmem(), limit) : totalmem();
}

/** @param processors for which there are readers, at most two; 0: nothing is read */
export function judgeMemory(bytes: number, processors: number): Finding {
  const answering = ANSWERING + READING * Math.min(processors, MAX_READERS);
  const needed = answering + BUILDING;
  if (bytes < answering)
    return finding('memory', 'wrong', { kind: 'little memory', bytes, needed: answering });
  return bytes < needed
    ? finding('memory', 'note', { kind: 'tight memory', bytes, needed })
    : finding('memory', 'ok', { kind: 'memory', bytes, needed });
}
