// The state of an index for `status`: its files, what waits to be done, what is wrong. Looks, never throws, writes nothing.
import { backendOf } from './backend.ts';
import { knownTo, openCorpus, waitingIn, type Waiting } from './corpus-changes.ts';
import { refuseEmpty } from './empty-corpus.ts';
import { refuseDamage } from './stored-damage.ts';
import type { Settings } from '../config.ts';
import type { StoredArchive } from '../index/stored-archive.ts';
import type { IndexBackend } from './index-build.ts';
import { messageOf, sentenceOf } from '../errors.ts';
import { openModel } from '../model/models.ts';
import type { Coverage, ExampleUse, PassedOver, Problem, SkippedFile, VectorTrouble } from '../types.ts';
import { libraryTrouble, type LibraryTrouble } from '../index/vector-index.ts';

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
  | { kind: 'vector index'; trouble: VectorTrouble }
  /** The index was made from another folder than the one of the settings. */
  | { kind: 'other corpus'; made: string; named: string }
  | { kind: 'refused'; says: string };

/** What there is to say about the index of the settings' model. */
export async function indexState(settings: Settings): Promise<IndexState> {
  const state: IndexState = {
    fingerprint: null,
    files: {},
    coverage: null,
    unlinked: 0,
    libraryTrouble: settings.ATTEST_INDEX === undefined ? libraryTrouble : null,
    builder: null,
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
    const backend = backendOf(settings, model);
    state.builder = await backend.builder();
    Object.assign(state, { fingerprint: backend.fingerprint, files: await backend.sizes() });
    const isSound = await backend.isVouchedFor();
    const stored = await backend.openStored();
    try {
      // A build that goes on has not come to what it would be measured by.
      if (!isSound && state.builder === null) await refuseDamage(stored, backend.dimension);
      state.coverage = { ...(await stored.coverage()), model: model.name };
      state.endedEarly = state.builder === null && (await stored.meta('building')) !== undefined;
      await noting(state, () => lookAtVectors(state, stored, backend));
      await noting(state, () => lookAtCorpus(state, stored, settings));
    } finally {
      await stored.close();
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

async function lookAtVectors(state: IndexState, stored: StoredArchive, backend: IndexBackend): Promise<void> {
  const { trouble, unlinked } = await backend.vectorState(stored);
  state.unlinked = unlinked;
  if (trouble && state.builder === null) state.troubles.push({ kind: 'vector index', trouble });
}

async function lookAtCorpus(
  state: IndexState,
  stored: StoredArchive,
  { CORPUS_DIR }: Settings,
): Promise<void> {
  const corpus = openCorpus(CORPUS_DIR);
  const [made, named] = [await stored.meta('corpus'), corpus.folder];
  if (made !== undefined && made !== named) state.troubles.push({ kind: 'other corpus', made, named });
  const known = await knownTo(stored, corpus);
  const { problems, skipped, ...waiting } = waitingIn(corpus, known);
  const { example, passedOver } = corpus;
  Object.assign(state, { problems, skipped, passedOver, example });
  refuseEmpty(corpus, known);
  state.waiting = waiting;
}
