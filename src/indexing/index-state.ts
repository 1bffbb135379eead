// The state of an index for `status`: its files, what waits to be done, what is wrong. Looks, never throws, writes nothing.
import { statSync } from 'node:fs';
import { runningBuild } from './build-lock.ts';
import { brokenAmong, corpusChanges, openCorpus, type Corpus } from './corpus-changes.ts';
import type { Settings } from '../config.ts';
import { indexFiles, openIndexStore, ownerOf, type IndexFiles } from '../index/index-files.ts';
import { messageOf, sentenceOf } from '../errors.ts';
import { openModel } from '../model/models.ts';
import type { KnownFile, Store } from '../index/store.ts';
import type { Coverage, ExampleUse, PassedOver, Problem, SkippedFile } from '../types.ts';
import {
  libraryTrouble,
  soundManifest,
  type LibraryTrouble,
  type VectorTrouble,
} from '../index/vector-index.ts';

/** Files of the corpus that the next build would look at. */
interface Waiting {
  new: number;
  changed: number;
  gone: number;
}

export interface IndexState {
  fingerprint: string | null;
  /** Bytes of each file of the index that is there, by path. */
  files: Record<string, number>;
  /** Null when the index cannot be read. */
  coverage: Coverage | null;
  /** Passages that the vector index does not have yet: they are compared one by one. */
  unlinked: number;
  /** Why there is no vector library: then all passages are compared. Null when there is one. */
  libraryTrouble: LibraryTrouble | null;
  /** The process of a build that is running. */
  builder: number | null;
  /** A build was ended early, and the next one goes on from there. */
  endedEarly: boolean;
  waiting: Waiting | null;
  /** What is wrong with files that are no articles for it, and files that are plainly none. */
  problems: Problem[];
  skipped: SkippedFile[];
  /** Null when the corpus folder cannot be read. */
  passedOver: PassedOver | null;
  example: ExampleUse;
  troubles: StateTrouble[];
}

/** What is wrong with an index, or what it could not be looked at for, in English. */
export type StateTrouble =
  { kind: 'vector index'; trouble: VectorTrouble } | { kind: 'refused'; says: string };

/** What there is to say about the index of the settings' model. */
export async function indexState(settings: Settings): Promise<IndexState> {
  const state: IndexState = {
    fingerprint: null,
    files: {},
    coverage: null,
    unlinked: 0,
    libraryTrouble,
    builder: runningBuild(settings.EMBEDDINGS_DIR),
    endedEarly: false,
    waiting: null,
    problems: [],
    skipped: [],
    passedOver: null,
    example: null,
    troubles: [],
  };
  await noting(state, async () => {
    const model = await openModel(settings);
    const files = indexFiles(settings.EMBEDDINGS_DIR, model);
    Object.assign(state, { fingerprint: files.fingerprint, files: sizesOf(files) });
    const store = openIndexStore(files);
    try {
      state.coverage = { ...store.coverage(), model: model.name };
      state.endedEarly = state.builder === null && store.meta('building') !== undefined;
      await noting(state, () => lookAtVectors(state, store, files));
      await noting(state, () => {
        Object.assign(state, lookAtCorpus(openCorpus(settings.CORPUS_DIR), store.knownFiles()));
      });
    } finally {
      store.close();
    }
  });
  return state;
}

async function noting(state: IndexState, look: () => void | Promise<void>): Promise<void> {
  try {
    await look();
  } catch (thrown) {
    state.troubles.push({ kind: 'refused', says: sentenceOf(thrown) ?? `${messageOf(thrown)}.` });
  }
}

function sizesOf({ database, vectors }: IndexFiles): Record<string, number> {
  const paths = [database, `${database}-wal`, vectors, `${vectors}.json`];
  return Object.fromEntries(
    paths.flatMap((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats ? [[path, stats.size]] : [];
    }),
  );
}

async function lookAtVectors(state: IndexState, store: Store, files: IndexFiles): Promise<void> {
  if (libraryTrouble !== null) return;
  const found = await soundManifest(files.vectors, ownerOf(store, files));
  const isSound = !('kind' in found);
  state.unlinked = store.countPassagesAfter(isSound ? found.lastId : 0);
  if (!isSound && state.builder === null) state.troubles.push({ kind: 'vector index', trouble: found });
}

/** What the next build would do, and what is wrong with files that it would not take. */
function lookAtCorpus(
  corpus: Corpus,
  known: readonly KnownFile[],
): Pick<IndexState, 'waiting' | 'problems' | 'skipped' | 'passedOver' | 'example'> {
  const rows = new Set(known.map(({ file }) => file));
  const there = new Set(corpus.files.map(({ file }) => file));
  const isBroken = brokenAmong(corpus.problems);
  const gone = known.filter((row) => !there.has(row.file) && !isBroken(row)).length;
  const waiting = { new: 0, changed: 0, gone };
  const [problems, skipped] = [[...corpus.problems], [...corpus.skipped]];
  for (const outcome of corpusChanges(corpus, known)) {
    problems.push(...(outcome.problems ?? []));
    if (outcome.skipped) skipped.push(outcome.skipped);
    const file = outcome.change?.found.file ?? outcome.skipped?.file;
    if (file !== undefined && rows.has(file)) waiting.changed++;
    else if (outcome.change) waiting.new++;
  }
  return { waiting, problems, skipped, passedOver: corpus.passedOver, example: corpus.example };
}
