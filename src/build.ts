// The write path: corpus -> articles -> passages -> embeddings -> store -> vector index.
// Killed at any moment it leaves an index that answers: one article per transaction, files put in place whole.
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isExample } from './corpus/articles.ts';
import { lockBuild } from './indexing/build-lock.ts';
import type { Settings } from './config.ts';
import { brokenAmong, corpusChanges, openCorpus, type Corpus } from './indexing/corpus-changes.ts';
import {
  createStore,
  deleteIndex,
  deleteOtherIndexes,
  indexFiles,
  type IndexFiles,
} from './index/index-files.ts';
import { UserError } from './errors.ts';
import { Linker } from './indexing/linker.ts';
import { EmbedPool } from './indexing/embed-pool.ts';
import { openModel } from './model/models.ts';
import type { Store } from './index/store.ts';
import type { BuildReport, Problem, Progress, SkippedFile } from './types.ts';
import { ArticleWriter } from './indexing/write-articles.ts';

/** A build that changes a larger share of the articles merges the keyword index, which takes time in proportion to all. */
const MERGE_SHARE = 0.2;

type Report = (progress: Progress) => void;

export interface BuildOptions {
  onProgress?: Report;
  /** Fail before anything is changed when any file has a problem. */
  strict?: boolean;
  /** Let an empty corpus folder empty the index. */
  allowEmpty?: boolean;
  /** Delete this model's index first: what a damaged one needs. */
  rebuild?: boolean;
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
    const model = await openModel(settings, { onDownload });
    const index = indexFiles(settings.EMBEDDINGS_DIR, model);
    if (options.rebuild) deleteEarlier(index, corpus, options);
    const store = createStore(index);
    const linker = new Linker(store, index);
    const pool = new EmbedPool(model, settings);
    try {
      if (!options.allowEmpty) refuseEmpty(store, corpus);
      const resumed = store.meta('building') !== undefined;
      store.setMeta('building', new Date().toISOString());
      const writer = new ArticleWriter(store, pool, linker);
      const { removed, problems, skipped } = await updateStore(store, corpus, writer, report);
      pool.close();
      await linker.finish((done, total) => report({ stage: 'vectors', done, total }));
      store.setMeta('indexedAt', new Date().toISOString());
      store.deleteMeta('building');
      deleteOtherIndexes(index);
      const { articles, passages } = store.coverage();
      const { embedded } = writer;
      const reused = passages - embedded;
      const { example, passedOver } = corpus;
      const seconds = (performance.now() - started) / 1000;
      const counts = { articles, passages, embedded, reused, removed, resumed };
      return { ...counts, problems, skipped, passedOver, example, seconds };
    } finally {
      pool.close();
      await linker.stop();
      store.close();
    }
  } finally {
    unlock();
  }
}

function refuseProblems(corpus: Corpus): void {
  const problems = [...corpus.problems];
  for (const outcome of corpusChanges(corpus)) problems.push(...(outcome.problems ?? []));
  if (problems.length > 0) throw new CorpusError(problems);
}

function deleteEarlier(index: IndexFiles, { files }: Corpus, { allowEmpty }: BuildOptions): void {
  if (files.length === 0 && !allowEmpty && existsSync(index.database)) throw emptyCorpus();
  deleteIndex(index);
}

/** Invented articles do not take the place of a person's own that are gone: their folder may just not be mounted. */
function refuseEmpty(store: Store, corpus: Corpus): void {
  const isExampleAlone = corpus.example === 'alone';
  if (corpus.files.length > 0 && !isExampleAlone) return;
  const left = new Set<string | undefined>();
  if (isExampleAlone) for (const { id } of corpusChanges(corpus)) left.add(id);
  const lost = store.knownFiles().filter(({ file, id }) => !isExample(file) && !left.has(id));
  if (lost.length > 0) throw emptyCorpus(isExampleAlone ? 'articles of your own' : 'articles');
}

const emptyCorpus = (missing = 'articles') =>
  new UserError(
    `The corpus folder holds no ${missing} any more; the index stays as it is.`,
    'If it is to be emptied: npm run index -- --allow-empty',
  );

/** Writes what changed, takes out what is gone. */
async function updateStore(
  store: Store,
  corpus: Corpus,
  writer: ArticleWriter,
  report: Report,
): Promise<{ removed: number; problems: Problem[]; skipped: SkippedFile[] }> {
  // Another name for an outlet changes articles whose files did not change: then every file is read.
  const outlets = hash('sha256', JSON.stringify([...corpus.outlets]));
  const sameOutlets = store.meta('outlets') === outlets;
  const known = store.knownFiles().map((row) => (sameOutlets ? row : { ...row, size: -1 }));
  const problems = [...corpus.problems];
  const skipped = [...corpus.skipped];
  const present = new Set(known.filter(brokenAmong(problems)).map(({ id }) => id));
  let [done, changed] = [0, 0];
  for (const { id, change, ...outcome } of corpusChanges(corpus, known)) {
    if (id !== undefined) present.add(id);
    problems.push(...(outcome.problems ?? []));
    if (outcome.skipped) skipped.push(outcome.skipped);
    const moved = change?.moved && store.transaction(() => store.updateFile(change.article.id, change.found));
    if (change && !moved) {
      changed++;
      await writer.add(change);
    }
    report({ stage: 'embedding', done: ++done, total: corpus.files.length });
  }
  await writer.finish();
  const gone = known.filter(({ id }) => !present.has(id));
  for (const { id } of gone) store.transaction(() => store.removeArticle(id));
  store.setMeta('outlets', outlets);
  if (changed + gone.length > 0) store.settle(changed > MERGE_SHARE * corpus.files.length);
  return { removed: gone.length, problems, skipped };
}
