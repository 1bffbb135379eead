// Every checksum, span and embedding of an index against what it was made from, for `verify`. Reads only.
import { setImmediate } from 'node:timers/promises';
import { contentHash, readMapped } from '../corpus/articles.ts';
import type { CorpusFile, OutletNames } from '../corpus/articles.ts';
import type { Settings } from '../config.ts';
import { openCorpus } from './corpus-changes.ts';
import { indexFiles, loadVectors, openIndexStore, ownerOf } from '../index/index-files.ts';
import { UserError } from '../errors.ts';
import { openModel } from '../model/models.ts';
import { chunk } from '../corpus/passages.ts';
import { firstMisplaced } from '../corpus/shown-text.ts';
import { isPassageOf, isWhole, unitVector, type StoredArticle, type StoredPassage } from '../index/stored.ts';
import type { Problem, Progress, Span } from '../types.ts';
import {
  libraryTrouble,
  soundManifest,
  type VectorIndex,
  type VectorTrouble,
} from '../index/vector-index.ts';

/** Articles looked at between two reports of progress and two looks at whatever else waits. */
const STEP = 50;

/** Something that is not as it should be. `damage`: what is stored is wrong; otherwise it is only behind the corpus. */
interface Finding {
  damage: boolean;
  cause: FindingCause;
}

export type FindingCause =
  | { kind: 'database'; says: string }
  | { kind: 'vector index'; trouble: VectorTrouble }
  /** What could not be read at all, in English. */
  | { kind: 'refused'; message: string; remedy: string }
  /** The article, or how it is cut, is not what was written. */
  | { kind: 'article' | 'passages'; file: string }
  /** From this offset on the article's text is not what its file has at its place. */
  | { kind: 'places'; file: string; at: number }
  /** The passage is not what was embedded, its embedding is no unit vector, or it is not in the vector index. */
  | { kind: 'passage' | 'embedding' | 'not linked'; file: string; id: number }
  /** The file is not in the corpus any more, has changed, or is new. */
  | { kind: 'gone' | 'changed' | 'not indexed'; file: string }
  | { kind: 'broken'; problem: Problem };

export interface Verification {
  articles: number;
  passages: number;
  findings: Finding[];
  seconds: number;
}

const BEHIND: ReadonlySet<FindingCause['kind']> = new Set(['gone', 'changed', 'not indexed', 'broken']);

/** What articles are compared with. */
interface Measure {
  files: ReadonlyMap<string, CorpusFile>;
  outlets: OutletNames;
  vectors: VectorIndex | null;
  dimension: number;
}

/**
 * Looks at all of the index of the settings' model.
 * @throws UserError when there is no index, or it is too damaged to be read through
 */
export async function verifyIndex(
  settings: Settings,
  report: (progress: Progress) => void,
): Promise<Verification> {
  const started = performance.now();
  const model = await openModel(settings);
  const paths = indexFiles(settings.EMBEDDINGS_DIR, model);
  const store = openIndexStore(paths);
  try {
    const causes = found(() => store.complaints().map((says) => ({ kind: 'database', says })));
    // Without the library all passages are compared, and no vector index is read.
    const trouble = libraryTrouble === null && (await soundManifest(paths.vectors, ownerOf(store, paths)));
    if (trouble && 'kind' in trouble) causes.push({ kind: 'vector index', trouble });
    const corpus = openCorpus(settings.CORPUS_DIR);
    const files = new Map(corpus.files.map((each) => [each.file, each]));
    const vectors = await loadVectors(store, paths);
    const measure = { files, outlets: corpus.outlets, vectors, dimension: model.dimension };
    const numbers = store.articleNumbers();
    const seen = new Set<string>();
    let passages = 0;
    for (const [done, number] of numbers.entries()) {
      const findings = found(() => {
        const article = store.storedArticle(number);
        if (!article) return [];
        const stored = store.storedPassages(number);
        seen.add(article.file);
        passages += stored.length;
        return inspect(article, stored, measure);
      });
      causes.push(...findings);
      if (done % STEP > 0) continue;
      report({ stage: 'reading', done, total: numbers.length });
      await setImmediate();
    }
    for (const file of files.keys()) if (!seen.has(file)) causes.push({ kind: 'not indexed', file });
    const findings = causes.map((cause) => ({ damage: !BEHIND.has(cause.kind), cause }));
    const seconds = (performance.now() - started) / 1000;
    return { articles: seen.size, passages, findings, seconds };
  } finally {
    store.close();
  }
}

/** What cannot be read is a finding, and the rest is looked at none the less. */
function found(look: () => Iterable<FindingCause>): FindingCause[] {
  try {
    return [...look()];
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    const { message, remedy } = thrown;
    return [{ kind: 'refused', message, remedy }];
  }
}

/** An article and its passages against the hashes taken when they were written, its file, and the vector index. */
function* inspect(
  article: StoredArticle,
  passages: readonly StoredPassage[],
  { files, outlets, vectors, dimension }: Measure,
): Generator<FindingCause> {
  const { file } = article;
  if (isWhole(article)) yield* inspectPassages(article, passages, dimension);
  else yield { kind: 'article', file };
  const listed = files.get(file);
  const read = listed && readMapped(listed, outlets);
  if (!read) yield { kind: 'gone', file };
  else if ('cause' in read) yield { kind: 'broken', problem: read };
  else if (contentHash(read.article) !== article.hash) yield { kind: 'changed', file };
  else {
    const at = firstMisplaced({ ...read, text: article.text }, read.content);
    if (at !== null) yield { kind: 'places', file, at };
  }
  for (const { id } of passages)
    if (vectors && id <= vectors.lastId && !vectors.has(id)) yield { kind: 'not linked', file, id };
}

function* inspectPassages(
  article: StoredArticle,
  passages: readonly StoredPassage[],
  dimension: number,
): Generator<FindingCause> {
  const { file } = article;
  const spans = (all: readonly Span[]) => all.map(({ start, end }) => `${start}-${end}`).join(' ');
  if (spans(passages) !== spans(chunk(article))) yield { kind: 'passages', file };
  for (const { id, start, end, embedding, vector } of passages) {
    if (!isPassageOf(article, { start, end }, embedding)) yield { kind: 'passage', file, id };
    if (!vector || unitVector(vector)?.length !== dimension) yield { kind: 'embedding', file, id };
  }
}
