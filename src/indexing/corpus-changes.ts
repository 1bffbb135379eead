// What differs between the corpus folder and the store: what the file system says of a file first, its content where that differs.
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import {
  contentHash,
  corpusFolder,
  isProblem,
  listCorpus,
  readArticle,
  readOutletNames,
  type CorpusFile,
  type ListedCorpus,
  type OutletNames,
} from '../corpus/articles.ts';
import type { KnownFile, Store } from '../index/store.ts';
import type { Article, Problem } from '../types.ts';

/** The files of a corpus, the folder that they lie in, and the names of its outlets. */
export type Corpus = ListedCorpus & { folder: string; outlets: OutletNames };

/** @throws UserError when the folder or a table of outlets cannot be read */
export const openCorpus = (corpusDir: string | undefined): Corpus => ({
  ...listCorpus(corpusDir),
  folder: resolve(corpusFolder(corpusDir)),
  outlets: readOutletNames(corpusDir),
});

/** An article that is new or changed; `moved` when only its file's name or time stamp is. */
export interface Change {
  article: Article;
  found: CorpusFile;
  hash: string;
  moved: boolean;
}

/** Whether a file is the one that the store knows, as far as the file system tells. */
export const isKnown = (found: CorpusFile, row: KnownFile): boolean =>
  row.size === found.size && row.mtime === found.mtime && row.change === found.change;

/** What is known of no file that there can be. */
const NO_SIZE = -1;

/** The files that a store knows, of which none is taken for the one that it knows: each is read. */
export const toBeRead = (known: readonly KnownFile[]): KnownFile[] =>
  known.map((row) => ({ ...row, size: NO_SIZE }));

/** Changes with the names of the outlets. */
export const outletsHash = ({ outlets }: Corpus): string => hash('sha256', JSON.stringify([...outlets]));

/** What a store knows of the files of a corpus: with other names for outlets, articles change whose files did not. */
export function knownTo(store: Store, corpus: Corpus): KnownFile[] {
  const known = store.knownFiles();
  return store.meta('outlets') === outletsHash(corpus) ? known : toBeRead(known);
}

/** What became of a file. */
interface Outcome {
  /** The id of the article that is there for its sake, or stays though the file cannot be read. */
  id?: string | undefined;
  problem?: Problem;
  change?: Change;
}

/**
 * Goes through the corpus file by file, then through what cannot be listed.
 * @param known what the store holds; without it every article is a change
 */
export function* corpusChanges(
  { files, problems, outlets }: Corpus,
  known: readonly KnownFile[] = [],
): Generator<Outcome> {
  const byFile = new Map(known.map((row) => [row.file, row]));
  const byId = new Map(known.map((row) => [row.id, row]));
  const owners = new Map<string, string>();
  const claim = ({ id, url }: { id: string; url: string }, file: string): Outcome => {
    const owner = owners.get(id);
    if (owner !== undefined)
      return { id, problem: { file, line: 1, cause: { kind: 'same URL', url, first: owner } } };
    owners.set(id, file);
    return { id };
  };
  for (const found of files) {
    const row = byFile.get(found.file);
    if (row && isKnown(found, row)) {
      yield claim(row, found.file);
      continue;
    }
    const article = readArticle(found, outlets);
    if (isProblem(article)) {
      // A file that broke keeps the article it had: it is most likely being written.
      yield { id: row?.id, problem: article };
      continue;
    }
    const claimed = claim(article, found.file);
    const hash = contentHash(article);
    const change = { article, found, hash, moved: byId.get(article.id)?.hash === hash };
    yield claimed.problem ? claimed : { ...claimed, change };
  }
  for (const problem of problems) yield { problem };
  // What a folder holds is not gone while it cannot be looked into.
  const unseen = problems.map(({ file }) => file);
  for (const { file, id } of known)
    if (unseen.some((each) => each === file || (each.endsWith('/') && file.startsWith(each)))) yield { id };
}

/** What the next build would do. */
export interface Waiting {
  new: number;
  changed: number;
  gone: number;
}

/** What waits in a corpus, and the problems that a build would report. */
export function waitingIn(corpus: Corpus, known: readonly KnownFile[]): Waiting & { problems: Problem[] } {
  const old = new Set(known.map(({ id }) => id));
  const there = new Set<string>();
  const waiting = { new: 0, changed: 0, gone: 0, problems: [] as Problem[] };
  for (const { id, problem, change } of corpusChanges(corpus, known)) {
    if (id !== undefined) there.add(id);
    if (problem) waiting.problems.push(problem);
    if (change && !change.moved) waiting[old.has(change.article.id) ? 'changed' : 'new']++;
  }
  waiting.gone = known.filter(({ id }) => !there.has(id)).length;
  return waiting;
}
