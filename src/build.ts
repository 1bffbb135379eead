// The write path: corpus -> articles -> passages -> embeddings -> store -> vector index.
// What is damaged of what it made before is made anew: the articles are all it takes.
// Killed at any moment it leaves an index that answers: one article per transaction, files put in place whole.
import type { Settings } from './config.ts';
import { isDamage } from './errors.ts';
import { backendOf, lockBuilds } from './indexing/backend.ts';
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
import type { IndexBackend, IndexBuild } from './indexing/index-build.ts';
import { openModel, type Model } from './model/models.ts';
import type { BuildReport, Damage, Problem, Progress } from './types.ts';

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
  // One at a time, also of those that would fetch a model first.
  const unlock = await lockBuilds(settings);
  try {
    const onDownload = ({ loaded, total }: { loaded: number; total: number }) =>
      report({ stage: 'model', done: loaded, total });
    const model = options.model ?? (await openModel(settings, { onDownload }));
    const backend = backendOf(settings, model);
    const damages: Damage[] = [];
    const onDamage = (damage: Damage) => {
      damages.push(damage);
      options.onDamage?.(damage);
    };
    const parts = { settings, corpus, model, backend, options: { ...options, onDamage } };
    const counts = await update(parts, options.rebuild ?? false).catch((thrown: unknown) => {
      if (!isDamage(thrown)) throw thrown;
      onDamage({ kind: 'database', says: thrown.message });
      return update(parts, true);
    });
    await backend.seal();
    const seconds = (performance.now() - started) / 1000;
    const { example, passedOver } = corpus;
    return { ...counts, damages, passedOver, example, seconds };
  } finally {
    await unlock();
  }
}

/** What one build works on. */
interface Parts {
  settings: Settings;
  corpus: Corpus;
  model: Model;
  backend: IndexBackend;
  options: BuildOptions;
}

/**
 * The index, brought up to the corpus.
 * @param isAnew nothing of what is there stays
 * @throws HostError when it is damaged, among others
 */
async function update({ settings, corpus, model, backend, options }: Parts, isAnew: boolean) {
  const report = options.onProgress ?? (() => {});
  if (isAnew && corpus.files.length === 0 && !options.allowEmpty && (await backend.hasIndex()))
    throw emptyCorpus(corpus.folder);
  const pool = new EmbedPool(model, settings);
  try {
    const build = await backend.build(pool, isAnew, options.onDamage ?? (() => {}));
    try {
      if (!options.allowEmpty) refuseEmpty(corpus, await build.knownFiles());
      const { changed, removed, problems, skipped } = await takeChanges(build, corpus, report);
      const outcome = {
        isChanged: changed + removed > 0,
        changedShare: changed / Math.max(1, corpus.files.length),
        meta: {
          outlets: outletsHash(corpus),
          corpus: corpus.folder,
          indexedAt: new Date().toISOString(),
        },
      };
      const { articles, passages } = await build.finish(outcome, report);
      const { embedded, isResumed: resumed } = build;
      // Of an article that another one has replaced within the build more was embedded than is there.
      const reused = Math.max(0, passages - embedded);
      return { articles, passages, embedded, reused, removed, resumed, problems, skipped };
    } finally {
      await build.close();
    }
  } finally {
    pool.close();
  }
}

function refuseProblems(corpus: Corpus): void {
  const problems: Problem[] = [];
  for (const outcome of corpusChanges(corpus)) problems.push(...(outcome.problems ?? []));
  if (problems.length > 0) throw new CorpusError(problems);
}

/** Gives the build what changed, and what is gone. */
async function takeChanges(
  build: IndexBuild,
  corpus: Corpus,
  report: Report,
): Promise<Pick<BuildReport, 'problems' | 'skipped'> & { changed: number; removed: number }> {
  const known = await knownTo(build, corpus);
  const problems: BuildReport['problems'] = [];
  const skipped: BuildReport['skipped'] = [];
  const present = new Set<string>();
  const total = corpus.files.length;
  let [done, changed] = [0, 0];
  for (const { id, change, duplicate, ...outcome } of corpusChanges(corpus, known)) {
    if (id !== undefined) present.add(id);
    problems.push(...(outcome.problems ?? []));
    if (outcome.skipped) skipped.push(outcome.skipped);
    const moved = change?.moved && (await build.move(change.article.id, change.found));
    if (change && !moved) {
      changed++;
      await build.put(change);
    }
    if (duplicate) await build.putDuplicate(duplicate);
    // What several files tell comes when all of them are counted.
    done = Math.min(done + 1, total);
    report({ stage: 'embedding', done, total });
  }
  await build.removeDuplicates([...goneFrom(corpus, known), ...skipped].map(({ file }) => file));
  const gone = known.filter(({ id, isStored }) => isStored && !present.has(id)).map(({ id }) => id);
  const removed = await build.remove(gone);
  return { changed, removed, problems, skipped };
}
