// The write path: corpus -> articles -> passages -> embeddings -> store -> vector index.
// Killed at any moment it leaves an index that answers: one article per transaction, files put in place whole.
import { createHash } from 'node:crypto';
import { listCorpus, readOutletNames } from './articles.ts';
import { lockBuild } from './build-lock.ts';
import type { Settings } from './config.ts';
import { corpusChanges, type Change, type Corpus } from './corpus-changes.ts';
import { createStore, deleteOtherIndexes, indexFiles } from './embedded-index.ts';
import { UserError } from './errors.ts';
import { Linker } from './linker.ts';
import { openModel, type Model } from './models.ts';
import { chunk, embeddedText } from './passages.ts';
import { hashOf, type NewPassage, type Store } from './store.ts';
import type { BuildReport, Problem, Progress } from './types.ts';

/** Passages embedded before their articles are written: enough to fill batches, little to lose. */
const WRITE_EVERY = 256;
/** A build that changes a larger share of the articles merges the keyword index, which takes time in proportion to all. */
const MERGE_SHARE = 0.2;
/** Cores used for embedding. */
const THREADS = 2;

type Report = (progress: Progress) => void;

export interface BuildOptions {
  onProgress?: Report;
  /** Fail before anything is changed when any file has a problem. */
  strict?: boolean;
  /** Let an empty corpus folder empty the index. */
  allowEmpty?: boolean;
}

type Counts = Pick<BuildReport, 'embedded' | 'removed'>;
type Pending = Change & { passages: NewPassage[] };

/** What a build works with. */
interface Tools {
  store: Store;
  model: Model;
  linker: Linker;
  report: Report;
}

/**
 * Brings the index up to the state of the corpus folder.
 * @throws UserError when the corpus, the model or the index cannot be used, or another build is running
 */
export async function buildIndex(settings: Settings, options: BuildOptions = {}): Promise<BuildReport> {
  const started = performance.now();
  const report = options.onProgress ?? (() => {});
  const { files, problems } = listCorpus(settings.CORPUS_DIR);
  const corpus = { files, outlets: readOutletNames(settings.CORPUS_DIR) };
  if (options.strict) refuseProblems(corpus, problems);
  const unlock = lockBuild(settings.EMBEDDINGS_DIR);
  try {
    const onDownload = ({ loaded, total }: { loaded: number; total: number }) =>
      report({ stage: 'model', done: loaded, total });
    const model = await openModel(settings, { threads: THREADS, onDownload });
    const paths = indexFiles(settings.EMBEDDINGS_DIR, model);
    const store = createStore(settings.EMBEDDINGS_DIR, paths, model);
    const linker = new Linker(store, paths, model.dimension);
    try {
      if (!options.allowEmpty) refuseEmpty(store, corpus);
      const resumed = store.meta('building') !== undefined;
      store.setMeta('building', new Date().toISOString());
      const counts = await updateStore({ store, model, linker, report }, corpus, problems);
      await linker.finish((done, total) => report({ stage: 'vectors', done, total }));
      store.setMeta('indexedAt', new Date().toISOString());
      store.deleteMeta('building');
      deleteOtherIndexes(settings.EMBEDDINGS_DIR, paths);
      const { articles, passages } = store.coverage();
      const reused = passages - counts.embedded;
      const seconds = (performance.now() - started) / 1000;
      return { articles, passages, ...counts, reused, resumed, problems, seconds };
    } finally {
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
  const lines = problems.map(
    ({ file, line, message, remedy }) => `\n  ${file}:${line}: ${message} ${remedy}`,
  );
  throw new UserError(
    `${problems.length} files have problems:${lines.join('')}\nNothing was indexed.`,
    'Mend them, or leave out --strict.',
  );
}

function refuseEmpty(store: Store, corpus: Corpus): void {
  if (corpus.files.length > 0 || store.knownFiles().length === 0) return;
  throw new UserError(
    'The corpus folder holds no articles any more; the index stays as it is.',
    'If it is to be emptied: npm run index -- --allow-empty',
  );
}

/** Writes what changed, takes out what is gone. */
async function updateStore(tools: Tools, corpus: Corpus, problems: Problem[]): Promise<Counts> {
  const { store, report } = tools;
  const counts: Counts = { embedded: 0, removed: 0 };
  let changed = 0;
  const outlets = createHash('sha256')
    .update(JSON.stringify([...corpus.outlets]))
    .digest('hex');
  // Another name for an outlet changes articles whose files did not change: then every file is read.
  const known = store
    .knownFiles()
    .map((row) => (store.meta('outlets') === outlets ? row : { ...row, size: -1 }));
  const brokenFiles = new Set(problems.map((problem) => problem.file));
  const present = new Set(known.filter(({ file }) => brokenFiles.has(file)).map(({ id }) => id));
  let pending: Pending[] = [];
  let [done, waiting] = [0, 0];
  for (const change of corpusChanges(corpus, known, problems, present)) {
    if (change?.moved) store.updateFile(change.article.id, change.found);
    else if (change) {
      changed++;
      pending.push({ ...change, passages: newPassages(change) });
      waiting += pending.at(-1)!.passages.length;
    }
    if (waiting >= WRITE_EVERY) {
      await writePending(tools, pending, counts);
      [pending, waiting] = [[], 0];
    }
    report({ stage: 'embedding', done: ++done, total: corpus.files.length });
  }
  await writePending(tools, pending, counts);
  counts.removed = removeGone(store, known, present);
  store.setMeta('outlets', outlets);
  if (changed + counts.removed > 0) store.settle(changed > MERGE_SHARE * corpus.files.length);
  return counts;
}

function newPassages({ article }: Change): NewPassage[] {
  return chunk(article).map(({ start, end }) => {
    const text = article.text.slice(start, end);
    return { start, end, text, embedding: hashOf(embeddedText(article.title, text)) };
  });
}

/** Embeds the passages whose embedding is not there yet, then writes article by article. */
async function writePending(
  { store, model, linker }: Tools,
  pending: Pending[],
  counts: Counts,
): Promise<void> {
  const texts = new Map<string, { hash: Buffer; text: string }>();
  for (const { article, passages } of pending) {
    for (const { embedding, text } of passages) {
      if (!store.hasEmbedding(embedding))
        texts.set(embedding.toString('hex'), { hash: embedding, text: embeddedText(article.title, text) });
    }
  }
  const missing = [...texts.values()];
  const vectors = await model.embed(missing.map(({ text }) => text));
  store.transaction(() => missing.forEach(({ hash }, i) => store.putEmbedding(hash, vectors[i]!)));
  for (const { article, found, hash, passages } of pending) {
    store.transaction(() => store.putArticle(article, found, hash, passages));
    linker.advance(passages.length);
  }
  counts.embedded += missing.length;
}

function removeGone(store: Store, known: readonly { id: string }[], present: ReadonlySet<string>): number {
  const gone = known.filter(({ id }) => !present.has(id));
  for (const { id } of gone) store.transaction(() => store.removeArticle(id));
  return gone.length;
}
