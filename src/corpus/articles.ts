// corpus -> Article: finds the files, reads them, and says everything that is wrong with a file at once.
// The folder is only ever read.
import { createHash } from 'node:crypto';
import { realpathSync, statSync, readdirSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decode, ProblemError, problemOf, readFields } from './article-formats.ts';
import { outletName, readOutlets, type OutletNames, type Outlets } from './outlets.ts';
import { isText, selectionOf } from './selection.ts';
import type { Run } from './shown-text.ts';
import { MAX_FILE_BYTES, readWhole } from '../disk.ts';
import { hasCode, HostError } from '../errors.ts';
import { isoDay } from '../text/days.ts';
import type { Article, ExampleUse, PassedOver, Problem, SkippedFile } from '../types.ts';

/** The folder that comes with Attest, where articles are when no other is named, */
const DEFAULT_FOLDER = 'corpus';
/** and the folder in it of the example, which answers only while nothing else lies there. */
const EXAMPLE_FOLDER = 'example';
/** Tables of outlets, a later one winning. */
const OUTLETS_FILES = [`${EXAMPLE_FOLDER}/outlets.yaml`, 'outlets.yaml'];
/** What comes with Attest and tells nothing new to whoever has it. */
const OWN_READMES = ['README.md', `${EXAMPLE_FOLDER}/README.md`];
/** What every folder may have beside its articles. */
const README = /^readme(?:\.\w+)?$/i;
/** What Node.js puts for bytes of a name that are no UTF-8: no file has the name that it then gives. */
const NOT_UTF8 = '\ufffd';
/** Some place on earth is so many hours ahead of universal time. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * A file that may be an article; `size` in bytes, `mtime` in milliseconds. `change` is another one after whatever was done to the
 * file, also where size and time were put back: the time of its last change of any kind, and its inode.
 */
export interface CorpusFile {
  file: string;
  path: string;
  size: number;
  mtime: number;
  change: string;
}

/** Every file of a corpus, the problems of those that cannot be articles, and what is none. */
export interface ListedCorpus {
  files: CorpusFile[];
  problems: Problem[];
  skipped: SkippedFile[];
  passedOver: PassedOver;
  example: ExampleUse;
}

/** The folder of articles: the one that is named, or else `corpus`. */
export const corpusFolder = (named: string | undefined): string => named ?? DEFAULT_FOLDER;

/**
 * The corpus, its files in the order of their names: all of a folder of one's own. In the folder that comes with Attest the
 * example is left out as soon as anything else lies there, be it a file that cannot be read: whoever puts one there
 * has articles, and wants no invented ones beside them or in their place.
 * @param named the value of CORPUS_DIR; undefined where it is not set
 * @throws HostError when the folder is missing or not a folder
 */
export function listCorpus(named: string | undefined): ListedCorpus {
  const folder = corpusFolder(named);
  const listed = listFolder(folder);
  if (resolve(folder) !== resolve(DEFAULT_FOLDER)) return { ...listed, example: null };
  const isOwn = ({ file }: { file: string }) => !isExample(file);
  const { files, problems } = listed;
  const skipped = listed.skipped.filter(({ file }) => !OWN_READMES.includes(file));
  const all = { ...listed, skipped };
  const own = {
    ...all,
    files: files.filter(isOwn),
    problems: problems.filter(isOwn),
    skipped: skipped.filter(isOwn),
  };
  const ownCount = own.files.length + own.problems.length;
  if (ownCount === files.length + problems.length) return { ...own, example: null };
  return ownCount > 0 ? { ...own, example: 'left out' } : { ...all, example: 'alone' };
}

/** True for a path below the corpus folder that is one of the example's. */
export const isExample = (file: string): boolean => file.startsWith(`${EXAMPLE_FOLDER}/`);

/** All files below a folder. */
function listFolder(folder: string): Omit<ListedCorpus, 'example'> {
  const root = openFolder(folder);
  const select = selectionOf(root);
  const files: CorpusFile[] = [];
  const problems: Problem[] = [];
  const skipped: SkippedFile[] = [];
  const links: string[] = [];
  const passedOver: PassedOver = { other: 0, hidden: 0, ignored: 0 };
  const noting = (file: string, look: () => void) => {
    try {
      look();
    } catch (thrown) {
      problems.push(problemOf(file, thrown));
    }
  };
  const take = (path: string, file: string) => {
    if (README.test(basename(file))) skipped.push({ file, cause: { kind: 'README' } });
    else noting(file, () => files.push(inspect(path, file)));
  };
  const visit = (folder: string) => {
    for (const entry of sortedEntries(folder)) {
      const path = join(folder, entry.name);
      const file = relative(root, path).split(sep).join('/');
      const passed = OUTLETS_FILES.includes(file) ? undefined : select(file, entry.isDirectory());
      if (passed) passedOver[passed]++;
      else if (OUTLETS_FILES.includes(file)) continue;
      else if (entry.isDirectory()) enter(path, file);
      else if (entry.isSymbolicLink()) links.push(file);
      else take(path, file);
    }
  };
  /** A folder that cannot be looked into stops nothing, but for the first. */
  const enter = (path: string, file: string) => {
    try {
      visit(path);
    } catch (thrown) {
      problems.push(unreadableFolder(file, thrown));
    }
  };
  visit(root);
  // What a link leads to is read where it lies, unless it lies where nothing is read.
  const listed = new Set(files.map(({ path }) => path));
  for (const file of links) {
    noting(file, () => {
      const real = realpathSync(join(root, file));
      if (!real.startsWith(root + sep)) throw new ProblemError(1, { kind: 'link out' });
      if (listed.has(real) || statSync(real).isDirectory()) skipped.push({ file, cause: { kind: 'link' } });
      else take(join(root, file), file);
    });
  }
  const inOrder = <T extends { file: string }>(all: T[]) => all.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files: inOrder(files), problems: inOrder(problems), skipped: inOrder(skipped), passedOver };
}

function unreadableFolder(file: string, thrown: unknown): Problem {
  if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown;
  return { file: `${file}/`, line: 1, cause: { kind: 'unreadable folder', reason: thrown.message } };
}

/** An article with the text of the file that it was read from, and where in that each run of its own text stands. */
interface MappedArticle {
  article: Article;
  content: string;
  runs: readonly Run[];
}

/** One file as an article, all its problems, or why it is no article. */
export function readArticle(found: CorpusFile, outlets: OutletNames): ReadFile {
  const read = readMapped(found, outlets);
  return 'article' in read ? read.article : read;
}

/** As `readArticle`, with the places. They are not kept: the same file always gives the same ones. */
export function readMapped(
  { file, path }: Pick<CorpusFile, 'file' | 'path'>,
  outlets: OutletNames,
): MappedArticle | NoArticle {
  try {
    const content = decode(readWhole(path));
    const today = isoDay(Date.now() + FIRST_ZONE_MS);
    const fields = readFields(content, { file, today });
    if ('skipped' in fields) return { skipped: { file, cause: fields.skipped } };
    if ('faults' in fields) return { problems: fields.faults.map((fault) => ({ file, ...fault })) };
    const { runs, ...said } = fields;
    const title = storable(said.title);
    const byline = said.byline && storable(said.byline);
    const outlet = storable(said.outlet ?? outletName({ url: said.url, file }, folderOf(path), outlets));
    return {
      article: { ...said, id: articleId(said.url, file), file, title, byline, outlet },
      content,
      runs,
    };
  } catch (thrown) {
    return { problems: [problemOf(file, thrown)] };
  }
}

/** What front matter says by escapes may be no text that a file could have: half a character, or one that databases take for an end. */
const storable = (said: string): string => Buffer.from(said.replaceAll('\0', '')).toString();

/** The name of the folder that an article lies in, in which it may have one of its own, "ferry/index.md". */
const folderOf = (path: string): string =>
  basename(/^index\.\w+$/i.test(basename(path)) ? dirname(dirname(path)) : dirname(path));

/** What a file turned out to be. */
export type ReadFile = Article | NoArticle;
type NoArticle = { problems: Problem[] } | { skipped: SkippedFile };

export const isArticle = (read: ReadFile): read is Article => 'id' in read;

/**
 * First 16 hex digits of the SHA-256 of a URL: the identity of an article wherever its file lies. A file that names no
 * address is known by its path.
 */
export const articleId = (url: string | null, file = ''): string =>
  createHash('sha256')
    .update(url ?? `file:${file}`)
    .digest('hex')
    .slice(0, 16);

/** Hash of everything about an article but its file: what the store vouches for. */
export function contentHash(article: Omit<Article, 'file' | 'id'>): string {
  const { title, url, outlet, byline, published, text, unquotable } = article;
  const content = JSON.stringify([title, url, outlet, byline, published, text, unquotable]);
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The tables of outlet names of the corpus folder and of the example in it, and what is wrong with them.
 * @param named the value of CORPUS_DIR; undefined where it is not set
 */
export const readOutletNames = (named: string | undefined): Outlets =>
  readOutlets(corpusFolder(named), OUTLETS_FILES);

function openFolder(corpusDir: string): string {
  try {
    if (statSync(corpusDir).isDirectory()) return realpathSync(corpusDir);
  } catch (thrown) {
    if (!hasCode(thrown, 'ENOENT')) throw thrown;
  }
  throw new HostError(
    `There is no corpus folder at ${corpusDir}.`,
    'Set CORPUS_DIR to the folder of your articles.',
  );
}

function sortedEntries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function inspect(path: string, file: string): CorpusFile {
  const stats = statSync(path, { throwIfNoEntry: !file.includes(NOT_UTF8) });
  if (!stats) throw new ProblemError(1, { kind: 'odd name' });
  if (!isText(file) || !stats.isFile()) throw new ProblemError(1, { kind: 'other type' });
  if (stats.size > MAX_FILE_BYTES)
    throw new ProblemError(1, { kind: 'too large', bytes: stats.size, most: MAX_FILE_BYTES });
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return { file, path, size, mtime: Math.round(mtimeMs), change: `${ctimeMs} ${ino}` };
}
