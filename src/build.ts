// The write path: corpus -> articles -> passages -> embeddings -> store -> vector index.
// What is damaged of what it made before is made anew: the articles are all it takes.
// Killed at any moment it leaves an index that answers: one article per transaction, files put in place whole.
import { existsSync } from 'node:fs';
import type { Settings } from './config.ts';
import { isDamage } from './errors.ts';
import {
  createStore,
  deleteIndex,
  deleteOtherIndexes,
  indexFiles,
  isVouchedFor,
  vectorState,
  type IndexFiles,
} from './index/index-files.ts';
import { writeChecksum, removeChecksum } from './index/database-checksum.ts';
import type { Store } from './index/store.ts';
import { lockBuild } from './indexing/build-lock.ts';
import {
  corpusChanges,
  goneFrom,
  knownTo,
  openCorpus,
  outletsHash,
  type Corpus,
} from './indexing/corpus-changes.ts';
import { EmbedPool } from './indexing/embed-pool.ts';
import { emptyCorpus, refuseEmpty } from './indexing/empty-corpus.ts';
import { Linker } from './indexing/linker.ts';
import { refuseDamage } from './indexing/stored-damage.ts';
import { ArticleWriter } from './indexing/write-articles.ts';
import { openModel, type Model } from './model/models.ts';
import type { BuildReport, Damage, Problem, Progress, SkippedFile } from './types.ts';

/** A build that changes a larger share of the articles merges the keyword index, which takes time in proportion to all. */
const MERGE_SHARE = 0.2;

type Report = (progress: Progress) => void;

export interface BuildOptions {
  onProgress?: Report;
  /** Fail before anything is changed when any file has a problem. */
  strict?: boolean;
  /** Let an empty corpus folder empty the index. */
  allowEmpty?: boolean;
  /** Delete this model's index first. */
  rebuild?: boolean;
  /** The model of the settings, where it is open already. */
  model?: Model;
  /** Is told what is not what was written, before it is made anew. */
  onDamage?: (damage: Damage) => void;
}

/** Files of the corpus have problems, and none was to have any. */
export class CorpusError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${problems.length} files have problems`);
    this.problems = problems;
  }
}

/**
 * Brings the index up to the state of the corpus folder.
 * @throws UserError when the corpus, the model or the index cannot be used, or another build is running;
 * CorpusError when `strict` and a file has a problem
 */
export async function buildIndex(settings: Settings, options: BuildOptions = {}): Promise<BuildReport> {
  const started = performance.now();
  const report = options.onProgress ?? (() => {});
  const corpus = openCorpus(settings.CORPUS_DIR);
  if (options.strict) refuseProblems(corpus);
  const unlock = lockBuild(settings.EMBEDDINGS_DIR);
  try {
    const onDownload = ({ loaded, total }: { loaded: number; total: number }) =>
      report({ stage: 'model', done: loaded, total });
    const model = options.model ?? (await openModel(settings, { onDownload }));
    const index = indexFiles(settings.EMBEDDINGS_DIR, model);
    if (options.rebuild) deleteEarlier(index, corpus, options);
    const damages: Damage[] = [];
    const onDamage = (damage: Damage) => {
      damages.push(damage);
      options.onDamage?.(damage);
    };
    const parts = { settings, corpus, model, index, options: { ...options, onDamage } };
    const counts = await update(parts).catch((thrown: unknown) => {
      if (!isDamage(thrown)) throw thrown;
      deleteEarlier(index, corpus, options);
      onDamage({ kind: 'database', says: thrown.message });
      return update(parts);
    });
    deleteOtherIndexes(index);
    await writeChecksum(index.database);
    const seconds = (performance.now() - started) / 1000;
    const { example, passedOver } = corpus;
    return { ...counts, damages, passedOver, example, seconds };
  } finally {
    unlock();
  }
}

/** What one build works on. */
interface Parts {
  settings: Settings;
  corpus: Corpus;
  model: Model;
  index: IndexFiles;
  options: BuildOptions;
}

/**
 * Store and vector index, brought up to the corpus.
 * @throws HostError when the database is damaged, among others
 */
async function update({ settings, corpus, model, index, options }: Parts) {
  const report = options.onProgress ?? (() => {});
  const store = await openSound(index);
  const linker = new Linker(store, index);
  const pool = new EmbedPool(model, settings);
  try {
    if (!options.allowEmpty) refuseEmpty(corpus, store.knownFiles());
    const resumed = store.meta('building') !== undefined;
    const { trouble } = await vectorState(store, index);
    if (trouble && !resumed) options.onDamage?.({ kind: 'vector index', trouble });
    store.setMeta('building', new Date().toISOString());
    removeChecksum(index.database);
    store.setMeta('model', index.model);
    const writer = new ArticleWriter(store, pool, linker);
    const { removed, problems, skipped } = await updateStore(store, corpus, writer, report);
    pool.close();
    await linker.finish((done, total) => report({ stage: 'vectors', done, total }));
    store.setMeta('corpus', corpus.folder);
    store.setMeta('indexedAt', new Date().toISOString());
    store.deleteMeta('building');
    store.foldLog();
    const { articles, passages } = store.coverage();
    const { embedded } = writer;
    const reused = passages - embedded;
    return { articles, passages, embedded, reused, removed, resumed, problems, skipped };
  } finally {
    pool.close();
    await linker.stop();
    store.close();
  }
}

/**
 * The store, made where there is none.
 * @throws HostError when it is not what was written to it
 */
async function openSound(index: IndexFiles): Promise<Store> {
  const isSound = await isVouchedFor(index);
  const store = createStore(index);
  try {
    if (!isSound) refuseDamage(store, index.dimension);
    return store;
  } catch (thrown) {
    store.close();
    throw thrown;
  }
}

function refuseProblems(corpus: Corpus): void {
  const problems: Problem[] = [];
  for (const outcome of corpusChanges(corpus)) problems.push(...(outcome.problems ?? []));
  if (problems.length > 0) throw new CorpusError(problems);
}

function deleteEarlier(index: IndexFiles, { files, folder }: Corpus, { allowEmpty }: BuildOptions): void {
  if (files.length === 0 && !allowEmpty && existsSync(index.database)) throw emptyCorpus(folder);
  deleteIndex(index);
}

/** Writes what changed, takes out what is gone. */
async function updateStore(
  store: Store,
  corpus: Corpus,
  writer: ArticleWriter,
  report: Report,
): Promise<{ removed: number; problems: Problem[]; skipped: SkippedFile[] }> {
  const known = knownTo(store, corpus);
  const problems: Problem[] = [];
  const skipped: SkippedFile[] = [];
  const present = new Set<string>();
  const total = corpus.files.length;
  let [done, changed] = [0, 0];
  for (const { id, change, duplicate, ...outcome } of corpusChanges(corpus, known)) {
    if (id !== undefined) present.add(id);
    problems.push(...(outcome.problems ?? []));
    if (outcome.skipped) skipped.push(outcome.skipped);
    const moved = change?.moved && store.transaction(() => store.updateFile(change.article.id, change.found));
    if (change && !moved) {
      changed++;
      await writer.add(change);
    }
    if (duplicate) store.transaction(() => store.putDuplicate(duplicate));
    // What several files tell comes when all of them are counted.
    done = Math.min(done + 1, total);
    report({ stage: 'embedding', done, total });
  }
  await writer.finish();
  // After all that was written: an article makes a duplicate of the one whose place it takes.
  const [gone, left] = [goneFrom(corpus, known), skipped].map((files) => files.map(({ file }) => file));
  store.transaction(() => [...gone!, ...left!].forEach((file) => store.removeDuplicate(file)));
  const removed = known
    .filter(({ id, isStored }) => isStored && !present.has(id))
    .filter(({ id }) => store.transaction(() => store.removeArticle(id)));
  store.setMeta('outlets', outletsHash(corpus));
  if (changed + removed.length > 0) store.settle(changed > MERGE_SHARE * corpus.files.length);
  return { removed: removed.length, problems, skipped };
}
