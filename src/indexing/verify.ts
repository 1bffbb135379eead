// Every checksum, span and embedding of an index against what it was made from, for `verify`. Writes nothing but that a damaged
// index is not to be trusted.
import { setImmediate } from 'node:timers/promises';
import { readMapped } from '../corpus/articles.ts';
import type { OutletNames } from '../corpus/outlets.ts';
import { firstMisplaced } from '../corpus/shown-text.ts';
import type { Settings } from '../config.ts';
import { corpusChanges, isKnown, openCorpus, toBeRead, type Change, type Corpus } from './corpus-changes.ts';
import { refuseEmpty } from './empty-corpus.ts';
import { HostError } from '../errors.ts';
import { backendOf } from './backend.ts';
import type { KnownFile, StoredArchive } from '../index/stored-archive.ts';
import { openModel } from '../model/models.ts';
import { damagesOf, type StoredDamage } from './stored-damage.ts';
import type { Problem, Progress, VectorTrouble } from '../types.ts';

/** Files or articles looked at between two reports of progress and two looks at whatever else waits. */
const STEP = 50;

/** Something that is not as it should be. `damage`: what is stored is wrong; otherwise it is only behind the corpus. */
interface Finding {
  damage: boolean;
  cause: FindingCause;
}

export type FindingCause =
  | StoredDamage
  | { kind: 'database'; says: string }
  | { kind: 'vector index'; trouble: VectorTrouble }
  /** What could not be read at all, in English. */
  | { kind: 'refused' | 'refused corpus'; message: string; remedy: string }
  | { kind: 'not linked'; file: string; id: number }
  /** From this offset on the article's text is not what its file has at its place. */
  | { kind: 'places'; file: string; at: number }
  /** The file is not in the corpus any more, has changed, or is new. */
  | { kind: 'gone' | 'changed' | 'not indexed'; file: string }
  /** The file has changed, and the file system says that it has not. */
  | { kind: 'changed unseen'; file: string }
  /** A file is no article any more, or never was one. */
  | { kind: 'broken' | 'problem'; problem: Problem };

export interface Verification {
  articles: number;
  passages: number;
  findings: Finding[];
  seconds: number;
}

const BEHIND: ReadonlySet<FindingCause['kind']> = new Set([
  'refused corpus',
  'gone',
  'changed',
  'changed unseen',
  'not indexed',
  'broken',
  'problem',
]);

/**
 * Looks at all of the index of the settings' model.
 * @throws UserError when there is no index, or it is too damaged to be read through
 */
export async function verifyIndex(
  settings: Settings,
  report: (progress: Progress) => void,
): Promise<Verification> {
  const started = performance.now();
  const backend = backendOf(settings, await openModel(settings));
  const causes = await found(async () => {
    await backend.isVouchedFor();
    return [];
  });
  const stored = await backend.openStored();
  try {
    causes.push(
      ...(await found(async () => (await stored.complaints()).map((says) => ({ kind: 'database', says })))),
    );
    const { trouble } = await backend.vectorState(stored);
    if (trouble) causes.push({ kind: 'vector index', trouble });
    const unlinked = await backend.unlinked(stored);
    const numbers = await stored.articleNumbers();
    let [articles, passages] = [0, 0];
    for (const [done, number] of numbers.entries()) {
      const findings = await found(async () => {
        const looked = await lookedAt(stored, number, backend.dimension);
        if (!looked) return [];
        const { file, ids, damages } = looked;
        articles++;
        passages += ids.length;
        return [...damages, ...unlinked(ids).map((id) => ({ kind: 'not linked' as const, file, id }))];
      });
      causes.push(...findings);
      if (done % STEP > 0) continue;
      report({ stage: 'reading', done, total: numbers.length });
      await setImmediate();
    }
    // A plain `index` is to find what was found here.
    if (causes.some(({ kind }) => kind !== 'vector index' && kind !== 'not linked')) await backend.distrust();
    const known = await stored.knownFiles();
    const behind = () => behindCorpus(openCorpus(settings.CORPUS_DIR), known, report);
    causes.push(...(await found(behind, 'refused corpus')));
    const findings = causes.map((cause) => ({ damage: !BEHIND.has(cause.kind), cause }));
    const seconds = (performance.now() - started) / 1000;
    return { articles, passages, findings, seconds };
  } finally {
    await stored.close();
  }
}

/**
 * What is wrong with an article; undefined where it is gone. What a build replaces between two of the statements looks damaged: it is
 * looked at again.
 */
async function lookedAt(stored: StoredArchive, number: number, dimension: number) {
  for (let isSure = false; ; isSure = true) {
    const article = await stored.storedArticle(number);
    if (!article) return undefined;
    const passages = await stored.storedPassages(number);
    const damages: FindingCause[] = await damagesOf(stored, number, { article, passages }, dimension);
    if (damages.length === 0 || isSure)
      return { file: article.file, ids: passages.map(({ id }) => id), damages };
  }
}

/** What cannot be read is a finding, and the rest is looked at none the less. */
async function found(
  look: () => Iterable<FindingCause> | Promise<Iterable<FindingCause>>,
  kind: 'refused' | 'refused corpus' = 'refused',
): Promise<FindingCause[]> {
  try {
    return [...(await look())];
  } catch (thrown) {
    if (!(thrown instanceof HostError)) throw thrown;
    const { message, remedy } = thrown;
    return [{ kind, message, remedy }];
  }
}

/** Every file of the corpus, read, against the article that is stored for it. */
async function behindCorpus(
  corpus: Corpus,
  known: readonly KnownFile[],
  report: (progress: Progress) => void,
): Promise<FindingCause[]> {
  refuseEmpty(corpus, known);
  const causes: FindingCause[] = [];
  const byId = new Map(known.map((row) => [row.id, row]));
  const files = new Set(known.map(({ file }) => file));
  const there = new Set<string>();
  let done = 0;
  for (const { id, problems = [], change } of corpusChanges(corpus, toBeRead(known))) {
    if (id !== undefined) there.add(id);
    for (const problem of problems)
      causes.push({ kind: files.has(problem.file) ? 'broken' : 'problem', problem });
    if (change) causes.push(...compared(change, byId.get(change.article.id), corpus.outlets));
    if (done++ % STEP > 0) continue;
    report({ stage: 'reading', done, total: corpus.files.length });
    await setImmediate();
  }
  for (const { id, file } of known) if (!there.has(id)) causes.push({ kind: 'gone', file });
  return causes;
}

function compared({ found, hash }: Change, row: KnownFile | undefined, outlets: OutletNames): FindingCause[] {
  const { file } = found;
  if (!row) return [{ kind: 'not indexed', file }];
  // Of a file whose article another one stands for no text is stored.
  if (!row.isStored) return [];
  if (row.hash !== hash) return [{ kind: isKnown(found, row) ? 'changed unseen' : 'changed', file }];
  const read = readMapped(found, outlets);
  const at = 'article' in read ? firstMisplaced({ ...read, text: read.article.text }, read.content) : null;
  return at === null ? [] : [{ kind: 'places', file, at }];
}
