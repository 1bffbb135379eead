// The write path: corpus -> articles -> passages -> embeddings -> store -> vector index.
// Killed at any moment it leaves an index that answers: one article per transaction, files put in place whole.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isExample, isProblem, listCorpus, readArticle, readOutletNames } from './corpus/articles.ts';
import { lockBuild } from './indexing/build-lock.ts';
import type { Settings } from './config.ts';
import { corpusChanges, type Corpus } from './indexing/corpus-changes.ts';
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
import type { BuildReport, Problem, Progress } from './types.ts';
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

type Counts = Pick<BuildReport, 'embedded' | 'removed'>;
/** What a build works with. */
interface Tools {
  store: Store;
  writer: ArticleWriter;
  report: Report;
}

/**
 * Brings the index up to the state of the corpus folder.
 * @throws UserError when the corpus, the model or the index cannot be used, or another build is running;
 * CorpusError when `strict` and a file has a problem
 */
export async function buildIndex(settings: Settings, options: BuildOptions = {}): Promise<BuildReport> {
  const started = performance.now();
  const report = options.onProgress ?? (() => {});
  const { files, problems, example } = listCorpus(settings.CORPUS_DIR);
  const corpus = { files, outlets: readOutletNames(settings.CORPUS_DIR), example };
  if (options.strict) refuseProblems(corpus, problems);
  const unlock = lockBuild(settings.EMBEDDINGS_DIR);
  try {
    const onDownload = ({ loaded, total }: { loaded: number; total: number }) =>
      report({ stage: 'model', done: loaded, total });
    const model = await openModel(settings, { onDownload });
    const index = indexFiles(settings.EMBEDDINGS_DIR, model);
    if (options.rebuild) deleteEarlier(index, corpus, options);
    const store = createStore(settings.EMBEDDINGS_DIR, index, model);
    const linker = new Linker(store, index);
    const pool = new EmbedPool(model, settings);
    try {
      if (!options.allowEmpty) refuseEmpty(store, corpus);
      const resumed = store.meta('building') !== undefined;
      store.setMeta('building', new Date().toISOString());
      const writer = new ArticleWriter(store, pool, linker);
      const counts = await updateStore({ store, writer, report }, corpus, problems);
      pool.close();
      await linker.finish((done, total) => report({ stage: 'vectors', done, total }));
      store.setMeta('indexedAt', new Date().toISOString());
      store.deleteMeta('building');
      deleteOtherIndexes(settings.EMBEDDINGS_DIR, index);
      const { articles, passages } = store.coverage();
      const reused = passages - counts.embedded;
      const seconds = (performance.now() - started) / 1000;
      return { articles, passages, ...counts, reused, resumed, problems, example, seconds };
    } finally {
      pool.close();
      await linker.stop();
      store.close();
    }
  } finally {
    unlock();
  }
}

function refuseProblems(corpus: Corpus, listed: Problem[]): void {
  const problems = [...listed];
  for (const change of corpusChanges(corpus, [], problems, new Set())) void change;
  if (problems.length === 0) return;
  throw new CorpusError(problems);
}

function deleteEarlier(index: IndexFiles, { files }: Corpus, { allowEmpty }: BuildOptions): void {
  if (files.length === 0 && !allowEmpty && existsSync(index.database)) throw emptyCorpus();
  deleteIndex(index);
}

/** Invented articles do not take the place of a person's own that are gone: their folder may just not be mounted. */
function refuseEmpty(store: Store, corpus: Corpus): void {
  const isExampleAlone = corpus.example === 'alone';
  if (corpus.files.length > 0 && !isExampleAlone) return;
  const left = new Set(isExampleAlone ? articleIds(corpus) : []);
  const lost = store.knownFiles().filter(({ file, id }) => !isExample(file) && !left.has(id));
  if (lost.length > 0) throw emptyCorpus();
}

const articleIds = ({ files, outlets }: Corpus): string[] =>
  files.flatMap((file) => {
    const read = readArticle(file, outlets);
    return isProblem(read) ? [] : [read.id];
  });

const emptyCorpus = () =>
  new UserError(
    'The corpus folder holds no articles any more; the index stays as it is.',
    'If it is to be emptied: npm run index -- --allow-empty',
  );

/** Writes what changed, takes out what is gone. */
async function updateStore(tools: Tools, corpus: Corpus, problems: Problem[]): Promise<Counts> {
  const { store, writer, report } = tools;
  let changed = 0;
  const outlets = createHash('sha256')
    .update(JSON.stringify([...corpus.outlets]))
    .digest('hex');
  // Another name for an outlet changes articles whose files did not change: then every file is read.
  const sameOutlets = store.meta('outlets') === outlets;
  const known = store.knownFiles().map((row) => (sameOutlets ? row : { ...row, size: -1 }));
  const brokenFiles = new Set(problems.map((problem) => problem.file));
  const present = new Set(known.filter(({ file }) => brokenFiles.has(file)).map(({ id }) => id));
  let done = 0;
  for (const change of corpusChanges(corpus, known, problems, present)) {
    const moved = change?.moved && store.transaction(() => store.updateFile(change.article.id, change.found));
    if (change && !moved) {
      changed++;
      await writer.add(change);
    }
    report({ stage: 'embedding', done: ++done, total: corpus.files.length });
  }
  await writer.finish();
  const removed = removeGone(store, known, present);
  store.setMeta('outlets', outlets);
  if (changed + removed > 0) store.settle(changed > MERGE_SHARE * corpus.files.length);
  return { embedded: writer.embedded, removed };
}

function removeGone(store: Store, known: readonly { id: string }[], present: ReadonlySet<string>): number {
  const gone = known.filter(({ id }) => !present.has(id));
  for (const { id } of gone) store.transaction(() => store.removeArticle(id));
  return gone.length;
}
