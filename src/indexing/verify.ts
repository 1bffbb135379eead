// Every checksum, span and embedding of an index against what it was made from, for `verify`. Reads only.
import { contentHash, isProblem, listCorpus, readArticle, readOutletNames } from '../corpus/articles.ts';
import type { CorpusFile, OutletNames } from '../corpus/articles.ts';
import type { Settings } from '../config.ts';
import { indexFiles, loadVectors, openIndexStore, ownerOf, type IndexFiles } from '../index/index-files.ts';
import { UserError } from '../errors.ts';
import { openModel } from '../model/models.ts';
import { chunk } from '../corpus/passages.ts';
import type { Store } from '../index/store.ts';
import { isPassageOf, isWhole, unitVector, type StoredArticle, type StoredPassage } from '../index/stored.ts';
import type { Problem, Progress } from '../types.ts';
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

/** What articles are compared with. */
interface Measure {
  corpus: { files: ReadonlyMap<string, CorpusFile>; outlets: OutletNames };
  vectors: VectorIndex | null;
  dimension: number;
}

const damage = (cause: FindingCause): Finding => ({ damage: true, cause });
const behind = (cause: FindingCause): Finding => ({ damage: false, cause });

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
  const files = indexFiles(settings.EMBEDDINGS_DIR, model);
  const store = openIndexStore(settings.EMBEDDINGS_DIR, model);
  try {
    const findings: Finding[] = [];
    noting(findings, () =>
      findings.push(...store.complaints().map((found) => damage({ kind: 'database', says: found }))),
    );
    findings.push(...(await vectorFindings(store, files)));
    const corpus = openCorpus(settings.CORPUS_DIR);
    const vectors = await loadVectors(store, files);
    const counts = await inspectAll(store, { corpus, vectors, dimension: model.dimension }, findings, report);
    findings.push(...notIndexed(corpus.files, counts.seen));
    const seconds = (performance.now() - started) / 1000;
    return { articles: counts.seen.size, passages: counts.passages, findings, seconds };
  } finally {
    store.close();
  }
}

async function vectorFindings(store: Store, files: IndexFiles): Promise<Finding[]> {
  // All passages are compared, and no vector index is read.
  if (libraryTrouble !== null) return [];
  const found = await soundManifest(files.vectors, ownerOf(store, files));
  return 'kind' in found ? [damage({ kind: 'vector index', trouble: found })] : [];
}

function openCorpus(corpusDir: string | undefined) {
  const { files } = listCorpus(corpusDir);
  return {
    files: new Map(files.map((found) => [found.file, found])),
    outlets: readOutletNames(corpusDir),
  };
}

async function inspectAll(
  store: Store,
  measure: Measure,
  findings: Finding[],
  report: (progress: Progress) => void,
): Promise<{ seen: Set<string>; passages: number }> {
  const seen = new Set<string>();
  let passages = 0;
  const numbers = store.articleNumbers();
  for (const [done, number] of numbers.entries()) {
    noting(findings, () => {
      const article = store.storedArticle(number);
      if (!article) return;
      const stored = store.storedPassages(number);
      seen.add(article.file);
      passages += stored.length;
      findings.push(...inspectArticle(article, stored, measure.dimension), ...againstFile(article, measure));
      findings.push(...unlinked(article, stored, measure.vectors));
    });
    if (done % STEP > 0) continue;
    report({ stage: 'reading', done, total: numbers.length });
    await new Promise(setImmediate);
  }
  return { seen, passages };
}

/** What cannot be read is a finding, and the rest is looked at none the less. */
function noting(findings: Finding[], look: () => void): void {
  try {
    look();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    const { message, remedy } = thrown;
    findings.push(damage({ kind: 'refused', message, remedy }));
  }
}

/** An article and its passages against the hashes taken when they were written. */
function inspectArticle(
  article: StoredArticle,
  passages: readonly StoredPassage[],
  dimension: number,
): Finding[] {
  if (!isWhole(article)) return [damage({ kind: 'article', file: article.file })];
  const findings: Finding[] = [];
  const spans = (all: readonly { start: number; end: number }[]) =>
    all.map(({ start, end }) => `${start}-${end}`).join(' ');
  if (spans(passages) !== spans(chunk(article)))
    findings.push(damage({ kind: 'passages', file: article.file }));
  for (const { id, start, end, embedding, vector } of passages) {
    if (!isPassageOf(article, { start, end }, embedding))
      findings.push(damage({ kind: 'passage', file: article.file, id }));
    const unit = vector && unitVector(vector);
    if (!unit || unit.length !== dimension)
      findings.push(damage({ kind: 'embedding', file: article.file, id }));
  }
  return findings;
}

function againstFile({ file, hash }: StoredArticle, { corpus }: Measure): Finding[] {
  const found = corpus.files.get(file);
  if (!found) return [behind({ kind: 'gone', file })];
  const article = readArticle(found, corpus.outlets);
  if (isProblem(article)) return [behind({ kind: 'broken', problem: article })];
  return contentHash(article) === hash ? [] : [behind({ kind: 'changed', file })];
}

function unlinked(
  { file }: StoredArticle,
  passages: readonly StoredPassage[],
  vectors: VectorIndex | null,
): Finding[] {
  return passages
    .filter(({ id }) => vectors && id <= vectors.lastId && !vectors.has(id))
    .map(({ id }) => damage({ kind: 'not linked', file, id }));
}

const notIndexed = (files: ReadonlyMap<string, CorpusFile>, seen: ReadonlySet<string>): Finding[] =>
  [...files.keys()].filter((file) => !seen.has(file)).map((file) => behind({ kind: 'not indexed', file }));
