// corpus -> Article: finds the files, reads them, and says everything that is wrong with a file at once.
// The folder is only ever read.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync, readdirSync, type Dirent } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { decode, parseText, parseMarkdown, ProblemError } from './article-formats.ts';
import { hasCode, messageOf, UserError } from '../errors.ts';
import type { Article, ExampleUse, Problem } from '../types.ts';

/** A larger file is no article: a dump to be split, or something else altogether. */
const MAX_FILE_BYTES = 10_000_000;
/** The folder that comes with Attest, where articles are when no other is named, */
const DEFAULT_FOLDER = 'corpus';
/** and the folder in it of the example, which answers only while nothing else lies there. */
const EXAMPLE_FOLDER = 'example';
/** Tables of outlets, a later one winning. */
const OUTLETS_FILES = [`${EXAMPLE_FOLDER}/outlets.yaml`, 'outlets.yaml'];
const NOT_ARTICLES = new Set(['README.md', `${EXAMPLE_FOLDER}/README.md`, ...OUTLETS_FILES]);

/** A file that may be an article; `size` in bytes, `mtime` in milliseconds. */
export interface CorpusFile {
  file: string;
  path: string;
  size: number;
  mtime: number;
}

/** Every file of a corpus, and the problems of those that cannot be articles. */
export interface ListedCorpus {
  files: CorpusFile[];
  problems: Problem[];
  example: ExampleUse;
}

/** Nicer outlet names by host, from `outlets.yaml`. */
export type OutletNames = ReadonlyMap<string, string>;

/** The folder of articles: the one that is named, or else `corpus`. */
export const corpusFolder = (named: string | undefined): string => named ?? DEFAULT_FOLDER;

/**
 * The corpus, its files in the order of their names: all of a folder of one's own. In the folder that comes with Attest the
 * example is left out as soon as anything else lies there, be it a file that cannot be read: whoever puts one there
 * has articles, and wants no invented ones beside them or in their place.
 * @param named the value of CORPUS_DIR; undefined where it is not set
 * @throws UserError when the folder is missing or not a folder
 */
export function listCorpus(named: string | undefined): ListedCorpus {
  const folder = corpusFolder(named);
  const all = listFolder(folder);
  if (resolve(folder) !== resolve(DEFAULT_FOLDER)) return { ...all, example: null };
  const isOwn = ({ file }: { file: string }) => !isExample(file);
  const own = { files: all.files.filter(isOwn), problems: all.problems.filter(isOwn) };
  const ownCount = own.files.length + own.problems.length;
  if (ownCount === all.files.length + all.problems.length) return { ...own, example: null };
  return ownCount > 0 ? { ...own, example: 'left out' } : { ...all, example: 'alone' };
}

/** True for a path below the corpus folder that is one of the example's. */
export const isExample = (file: string): boolean => file.startsWith(`${EXAMPLE_FOLDER}/`);

/** All files below a folder. */
function listFolder(folder: string): Omit<ListedCorpus, 'example'> {
  const files: CorpusFile[] = [];
  const problems: Problem[] = [];
  const root = openFolder(folder);
  const visit = (folder: string) => {
    for (const entry of sortedEntries(folder)) {
      const path = join(folder, entry.name);
      const file = relative(root, path).split(sep).join('/');
      if (entry.name.startsWith('.') || NOT_ARTICLES.has(file)) continue;
      if (entry.isDirectory()) visit(path);
      else {
        try {
          files.push(inspect(root, path, file));
        } catch (thrown) {
          problems.push(problemOf(file, thrown));
        }
      }
    }
  };
  visit(root);
  return { files, problems };
}

/** One file as an article, or the problem with it. */
export function readArticle(found: CorpusFile, outlets: OutletNames): Article | Problem {
  try {
    const content = decode(readFileSync(found.path));
    const fields = found.file.endsWith('.md') ? parseMarkdown(content) : parseText(content);
    const host = new URL(fields.url).hostname.replace(/^www\./, '');
    const outlet = fields.outlet ?? outletName(host, outlets);
    return { ...fields, id: articleId(fields.url), file: found.file, outlet };
  } catch (thrown) {
    return problemOf(found.file, thrown);
  }
}

export const isProblem = (value: Article | Problem): value is Problem => 'cause' in value;

/** First 16 hex digits of the SHA-256 of a URL. */
export const articleId = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16);

/** Hash of everything about an article but its file: what the store vouches for. */
export function contentHash(article: Omit<Article, 'file' | 'id'>): string {
  const { title, url, outlet, byline, published, text } = article;
  const content = JSON.stringify([title, url, outlet, byline, published, text]);
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The tables of outlet names of the corpus folder and of the example in it; empty when there is none.
 * @param named the value of CORPUS_DIR; undefined where it is not set
 * @throws UserError when one is not a table of host to name
 */
export function readOutletNames(named: string | undefined): OutletNames {
  return new Map(OUTLETS_FILES.flatMap((file) => outletTable(join(corpusFolder(named), file))));
}

function outletTable(path: string): [string, string][] {
  try {
    const table: unknown = parseYaml(readFileSync(path, 'utf8')) ?? {};
    const rows = typeof table === 'object' ? Object.entries(table as object) : [['', null]];
    if (!rows.every(([, name]) => typeof name === 'string'))
      throw new Error('not every line reads "host: name"');
    return rows.map(([host, name]) => [String(host).toLowerCase(), String(name)]);
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'ENOTDIR')) return [];
    throw new UserError(
      `${path} cannot be read: ${messageOf(thrown)}.`,
      'Write one "host: name" a line, or delete it.',
    );
  }
}

function openFolder(corpusDir: string): string {
  try {
    if (statSync(corpusDir).isDirectory()) return realpathSync(corpusDir);
  } catch (thrown) {
    if (!hasCode(thrown, 'ENOENT')) throw thrown;
  }
  throw new UserError(
    `There is no corpus folder at ${corpusDir}.`,
    'Set CORPUS_DIR to the folder of your articles.',
  );
}

function sortedEntries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The problem with a file that was thrown while it was read; whatever else was thrown is thrown on. */
function problemOf(file: string, thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return { file, line: thrown.line, cause: thrown.fault };
  if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown;
  return { file, line: 1, cause: { kind: 'unreadable', reason: thrown.message } };
}

function inspect(root: string, path: string, file: string): CorpusFile {
  const real = realpathSync(path);
  if (!real.startsWith(root + sep)) throw new ProblemError(1, { kind: 'link out' });
  const stats = statSync(path);
  if (!['.txt', '.md'].includes(extname(file)) || !stats.isFile())
    throw new ProblemError(1, { kind: 'other type' });
  if (stats.size > MAX_FILE_BYTES)
    throw new ProblemError(1, { kind: 'too large', bytes: stats.size, most: MAX_FILE_BYTES });
  return { file, path, size: stats.size, mtime: Math.round(stats.mtimeMs) };
}

/** The name of a host or of the domain it belongs to; the host itself where the table has none. */
export function outletName(host: string, outlets: OutletNames): string {
  const labels = host.split('.');
  const domains = labels.map((_, i) => labels.slice(i).join('.'));
  return domains.map((domain) => outlets.get(domain)).find((name) => name !== undefined) ?? host;
}
