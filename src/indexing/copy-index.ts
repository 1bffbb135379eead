// An index, moved to where another kind of it is kept, without embedding again: articles, their files and their embeddings are
// copied, and all that is made of them is made there. What is there is replaced at the end, by all of it.
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { isDamage } from '../errors.ts';
import { NoIndexError } from '../index/no-index-error.ts';
import type { KnownFile, MetaKey, StoredArchive } from '../index/stored-archive.ts';
import { unitVector } from '../index/stored.ts';
import { openModel, type Embedder, type Model } from '../model/models.ts';
import type { Progress } from '../types.ts';
import { backendOf, lockIndex } from './backend.ts';
import { EmbedPool } from './embed-pool.ts';
import type { IndexBackend, IndexBuild } from './index-build.ts';
import { wholeArticle } from './stored-damage.ts';

/** Articles read at once: enough that a database is not waited for, and little memory. */
const GROUP = 16;

/** Where an index is kept. */
export type Place = Pick<Settings, 'ATTEST_INDEX' | 'EMBEDDINGS_DIR'>;

/** Why nothing is copied. */
export type CopyFault =
  | { kind: 'no place'; named: string }
  | { kind: 'same place'; name: string }
  | { kind: 'unfinished'; name: string }
  | { kind: 'other corpus'; name: string; there: string; copied: string }
  | { kind: 'other model'; name: string }
  | { kind: 'damaged target'; name: string };

/** Nothing was changed. */
export class CopyRefused extends Error {
  readonly fault: CopyFault;

  constructor(fault: CopyFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

export interface CopyOptions {
  /** Whatever index is there is replaced, be it of another corpus or model. */
  replace?: boolean;
  onProgress?: (progress: Progress) => void;
  /** The model of the settings, where it is open already. */
  model?: Model;
}

export interface CopyReport {
  articles: number;
  passages: number;
  /** Where it is now. */
  name: string;
  seconds: number;
}

/**
 * The place that a person names.
 * @param named an address of PostgreSQL, a folder, or `embedded` for the folder of the settings
 * @throws CopyRefused for another address
 */
export function placeOf(named: string, { EMBEDDINGS_DIR }: Settings): Place {
  if (/^postgres(?:ql)?:\/\//.test(named)) return { ATTEST_INDEX: named, EMBEDDINGS_DIR };
  if (named === 'embedded') return { ATTEST_INDEX: undefined, EMBEDDINGS_DIR };
  // Nothing of what may be a password is told.
  if (named.trim() === '' || named.includes('://'))
    throw new CopyRefused({ kind: 'no place', named: named.replace(/:\/\/.*/s, '://…') });
  return { ATTEST_INDEX: undefined, EMBEDDINGS_DIR: named };
}

/**
 * Copies the index of the settings' model. Killed at any moment it leaves both as they were.
 * @throws CopyRefused when there is something in the way; NoIndexError when there is nothing to copy; HostError when what
 * is stored is not what was written, or cannot be read or written; UserError while a build is running at one of the two
 */
export async function copyIndex(
  settings: Settings,
  { from, to }: { from: Place; to: Place },
  { replace = false, onProgress = () => {}, model: opened }: CopyOptions = {},
): Promise<CopyReport> {
  const started = performance.now();
  const model = opened ?? (await openModel(settings));
  const [source, target] = [backendOf(from, model), backendOf(to, model)];
  if ((await source.place()) === (await target.place()))
    throw new CopyRefused({ kind: 'same place', name: target.name });
  // Said before a lock makes a folder where none is.
  await (await source.openStored()).close();
  const unlock = await locked([from, to]);
  try {
    const stored = await source.openStored();
    try {
      await source.isVouchedFor();
      const meta = await metaOf(stored);
      if (meta.indexedAt === undefined) throw new CopyRefused({ kind: 'unfinished', name: source.name });
      if (!replace) await refuseOther(target, meta.corpus ?? '');
      const pool = new EmbedPool(model, settings);
      const copied = { stored, dimension: source.dimension, meta, onProgress };
      const counts = await madeAside(target, pool, copied).finally(() => pool.close());
      await target.seal();
      return { ...counts, name: target.name, seconds: (performance.now() - started) / 1000 };
    } finally {
      await stored.close();
    }
  } catch (thrown) {
    if (isDamage(thrown)) await source.distrust();
    throw thrown;
  } finally {
    await unlock();
  }
}

/** Takes the place of whoever builds at all of these places, or at none. */
async function locked(places: readonly Place[]): Promise<() => Promise<void>> {
  const locks: (() => Promise<void>)[] = [];
  const unlock = async () => {
    for (const release of locks.splice(0).reverse()) await release();
  };
  try {
    for (const place of places) locks.push(await lockIndex(place));
    return unlock;
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
}

type Meta = Partial<Record<MetaKey, string>>;

/** What a build has noted of itself, which holds of the copy, too. */
async function metaOf(stored: StoredArchive): Promise<Meta> {
  const meta: Meta = {};
  for (const key of ['corpus', 'outlets', 'indexedAt'] as const) {
    const value = await stored.meta(key);
    if (value !== undefined) meta[key] = value;
  }
  return meta;
}

/** Refuses a place with an index that is not of this corpus, or of which that cannot be said. */
async function refuseOther(target: IndexBackend, corpus: string): Promise<void> {
  const { name } = target;
  let there: StoredArchive;
  try {
    there = await target.openStored();
  } catch (thrown) {
    if (isDamage(thrown)) throw new CopyRefused({ kind: 'damaged target', name });
    if (!(thrown instanceof NoIndexError)) throw thrown;
    if (thrown.hasOther) throw new CopyRefused({ kind: 'other model', name });
    return;
  }
  try {
    const other = (await there.meta('corpus')) ?? '';
    if (other !== corpus) throw new CopyRefused({ kind: 'other corpus', name, there: other, copied: corpus });
  } finally {
    await there.close();
  }
}

/** What is copied, and from where. */
interface Copied {
  stored: StoredArchive;
  dimension: number;
  meta: Meta;
  onProgress: (progress: Progress) => void;
}

/** All of it is there once it is finished, and nothing of it before. */
async function madeAside(
  target: IndexBackend,
  pool: Embedder,
  copied: Copied,
): Promise<{ articles: number; passages: number }> {
  const build = await target.buildAside(pool);
  try {
    await putAll(build, copied);
    const outcome = { isChanged: true, changedShare: 1, meta: copied.meta };
    const { articles, passages } = await build.finish(outcome, copied.onProgress);
    return { articles, passages };
  } finally {
    await build.close();
  }
}

async function putAll(build: IndexBuild, { stored, dimension, meta, onProgress }: Copied): Promise<void> {
  const known = await stored.knownFiles();
  const files = new Map(known.filter(({ isStored }) => isStored).map((row) => [row.id, row]));
  const numbers = await stored.articleNumbers();
  for (let done = 0; done < numbers.length; done += GROUP) {
    onProgress({ stage: 'copying', done, total: numbers.length });
    const group = numbers.slice(done, done + GROUP);
    const read = await Promise.all(group.map((number) => wholeArticle(stored, number, dimension)));
    await build.putEmbeddings(
      read.flatMap(({ passages }) =>
        passages.map(({ embedding, vector }) => ({
          hash: bufferOf(embedding),
          vector: unitVector(vector!)!,
        })),
      ),
    );
    for (const { article: row } of read) {
      const { hash, ...article } = row;
      const file = files.get(article.id);
      if (!file) throw stored.damaged(`the file of ${article.file} is not known`);
      await build.put({ article, found: foundIn(meta.corpus ?? '', file), hash, moved: false });
    }
  }
  for (const { isStored, hash: _, ...duplicate } of known) if (!isStored) await build.putDuplicate(duplicate);
}

const foundIn = (corpus: string, { file, size, mtime, change }: KnownFile) => ({
  path: join(corpus, file),
  file,
  size,
  mtime,
  change,
});

const bufferOf = (bytes: ArrayBuffer | Buffer): Buffer =>
  bytes instanceof ArrayBuffer ? Buffer.from(bytes) : bytes;
