// What differs between the corpus folder and the store: what the file system says of a file first, its content where that differs.
// Files whose addresses are of one article are one article: the newest whole text stands for it.
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import {
  contentHash,
  corpusFolder,
  isArticle,
  listCorpus,
  readArticle,
  readOutletNames,
  type CorpusFile,
  type ListedCorpus,
} from '../corpus/articles.ts';
import { keyOf } from '../corpus/addresses.ts';
import type { OutletNames } from '../corpus/outlets.ts';
import type { Duplicate, KnownFile, StoredArchive } from '../index/stored-archive.ts';
import type { Article, Problem, SkippedFile } from '../types.ts';

/** A shorter text, as a share of the longest, is a teaser or was cut off. */
const WHOLE_SHARE = 0.8;

/** The files of a corpus, the folder that they lie in, and the names of its outlets. */
export type Corpus = ListedCorpus & { folder: string; outlets: OutletNames };

/** @throws HostError when the folder, or what says which files are no part of it, cannot be read */
export function openCorpus(corpusDir: string | undefined): Corpus {
  const listed = listCorpus(corpusDir);
  const { outlets, problems } = readOutletNames(corpusDir);
  const folder = resolve(corpusFolder(corpusDir));
  return { ...listed, folder, problems: [...listed.problems, ...problems], outlets };
}

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
export async function knownTo(
  stored: Pick<StoredArchive, 'knownFiles' | 'meta'>,
  corpus: Corpus,
): Promise<KnownFile[]> {
  const known = await stored.knownFiles();
  return (await stored.meta('outlets')) === outletsHash(corpus) ? known : toBeRead(known);
}

/** What became of a file. */
interface Outcome {
  /** The id of the article that is there for its sake, or stays though the file cannot be read. */
  id?: string | undefined;
  /** All that is wrong with it; missing where nothing is. */
  problems?: Problem[];
  skipped?: SkippedFile;
  change?: Change;
  /** Its article is told by another file, under another address. */
  duplicate?: Duplicate;
}

/** A file as one of those that may stand for an article. */
interface Candidate extends Duplicate {
  /** Its place among the files: of two with one URL the first counts. */
  order: number;
  found: CorpusFile;
  /** The store has its text, or is given it. */
  isStored: boolean;
  /** The store knows it, with its text or as a duplicate. */
  isKnown: boolean;
}

/** The files of one article, by URL. */
type Candidates = Map<string | null, Candidate>;

/**
 * Goes through the corpus file by file, then through what more than one file tells, and what was no article when it was listed.
 * @param known what the store holds; without it every article is a change
 */
export function* corpusChanges(
  { files, problems, skipped, outlets }: Corpus,
  known: readonly KnownFile[] = [],
): Generator<Outcome> {
  const byFile = new Map(known.map((row) => [row.file, row]));
  const byId = new Map(known.filter(({ isStored }) => isStored).map((row) => [row.id, row]));
  const articles = new Map<string, Candidates>();
  const join = (candidate: Candidate): Candidates => {
    const { address, url, order } = candidate;
    const group = articles.get(address) ?? new Map<string | null, Candidate>();
    articles.set(address, group);
    const other = group.get(url);
    if (!other || order < other.order) group.set(url, candidate);
    return group;
  };
  const changeTo = (article: Article, found: CorpusFile): Change => {
    const hash = contentHash(article);
    return { article, found, hash, moved: byId.get(article.id)?.hash === hash };
  };
  const orders = new Map(files.map((found, order) => [found, order]));
  const knownAs = (found: CorpusFile, row: KnownFile): Candidate => ({
    ...row,
    order: orders.get(found)!,
    found,
    isKnown: true,
  });
  // Files that are as they were have their say before any that is new is read.
  for (const found of files) {
    const row = byFile.get(found.file);
    if (row && isKnown(found, row)) join(knownAs(found, row));
  }
  for (const found of files) {
    const row = byFile.get(found.file);
    if (row && isKnown(found, row)) {
      yield outcomeOf(knownAs(found, row), articles.get(row.address)!);
      continue;
    }
    const article = readArticle(found, outlets);
    if (!isArticle(article)) {
      // A file that broke keeps the article it had: it is most likely being written. One that is skipped is understood.
      const isBroken = 'problems' in article;
      if (isBroken && row) join(knownAs(found, row));
      yield isBroken ? { ...article, id: row?.id } : article;
      continue;
    }
    const candidate = candidateOf(article, found, orders.get(found)!);
    const group = join(candidate);
    const outcome = outcomeOf(candidate, group);
    if (outcome.problems || group.size > 1) {
      yield outcome;
      continue;
    }
    candidate.isStored = true;
    yield { ...outcome, change: changeTo(article, found) };
  }
  for (const group of articles.values()) {
    const best = bestOf(group);
    if (!best.isStored) {
      const article = readArticle(best.found, outlets);
      if (isArticle(article)) yield { id: best.id, change: changeTo(article, best.found) };
      else yield { id: best.id, ...article };
    }
    for (const duplicate of group.values())
      if (duplicate !== best && !duplicate.isKnown) yield { id: duplicate.id, duplicate };
  }
  if (problems.length > 0) yield { problems };
  for (const each of skipped) yield { skipped: each };
  for (const { file, id } of known) if (isUnseen(problems, file)) yield { id };
}

/** What a folder holds is not gone while it cannot be looked into. */
const isUnseen = (problems: readonly Problem[], file: string): boolean =>
  problems.some((each) => each.file === file || (each.file.endsWith('/') && file.startsWith(each.file)));

/** The known files that are neither there nor out of sight. */
export function goneFrom({ files, problems }: Corpus, known: readonly KnownFile[]): KnownFile[] {
  const there = new Set(files.map(({ file }) => file));
  return known.filter(({ file }) => !there.has(file) && !isUnseen(problems, file));
}

/** What the next build would do. */
export interface Waiting {
  new: number;
  changed: number;
  gone: number;
}

/** What waits in a corpus, and the problems and the skipped files that a build would report. */
export function waitingIn(
  corpus: Corpus,
  known: readonly KnownFile[],
): Waiting & { problems: Problem[]; skipped: SkippedFile[] } {
  const old = new Set(known.map(({ id }) => id));
  const there = new Set<string>();
  const waiting = { new: 0, changed: 0, gone: 0, problems: [] as Problem[], skipped: [] as SkippedFile[] };
  for (const { id, problems, skipped, change } of corpusChanges(corpus, known)) {
    if (id !== undefined) there.add(id);
    waiting.problems.push(...(problems ?? []));
    if (skipped) waiting.skipped.push(skipped);
    if (change && !change.moved) waiting[old.has(change.article.id) ? 'changed' : 'new']++;
  }
  waiting.gone = known.filter(({ id, isStored }) => isStored && !there.has(id)).length;
  return waiting;
}

function candidateOf(article: Article, found: CorpusFile, order: number): Candidate {
  const { id, url, published, text } = article;
  const { file, size, mtime, change } = found;
  const address = keyOf(article);
  const length = text.length;
  const row = { id, url, address, file, size, mtime, change, published, length };
  return { ...row, order, found, isStored: false, isKnown: false };
}

/** One address in two files is most likely a slip: of one article under two addresses both are kept. */
function outcomeOf({ id, url, file, order }: Candidate, group: Candidates): Outcome {
  const first = group.get(url)!;
  return first.order < order && url !== null
    ? { id, problems: [{ file, line: 1, cause: { kind: 'same URL', url, first: first.file } }] }
    : { id };
}

/** The newest of those that have the whole text; of one day the longest, and then the plainest address. */
function bestOf(group: Candidates): Candidate {
  const all = [...group.values()];
  const longest = all.reduce((most, { length }) => Math.max(most, length), 0);
  const whole = all.filter(({ length }) => length >= WHOLE_SHARE * longest);
  return whole.reduce((best, each) => (isBetter(each, best) ? each : best));
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.published !== b.published) return a.published > b.published;
  if (a.length !== b.length) return a.length > b.length;
  const [one, other] = [a.url ?? '', b.url ?? ''];
  const isSecure = one.startsWith('https:');
  if (isSecure !== other.startsWith('https:')) return isSecure;
  if (one.length !== other.length) return one.length < other.length;
  return a.order < b.order;
}
