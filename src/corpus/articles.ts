// corpus -> Article: finds the files, reads them, and says everything that is wrong with a file at once.
// The folder is only ever read.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync, readdirSync, type Dirent } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { decode, parseText, parseMarkdown, ProblemError } from './article-formats.ts';
import { hasCode, messageOf, UserError } from '../errors.ts';
import type { Article, Problem } from '../types.ts';

/** A larger file is no article: a dump to be split, or something else altogether. */
const MAX_FILE_BYTES = 10_000_000;
const OUTLETS_FILE = 'outlets.yaml';
const NOT_ARTICLES = new Set(['README.md', OUTLETS_FILE]);

/** A file that may be an article; `size` in bytes, `mtime` in milliseconds. */
export interface CorpusFile {
  file: string;
  path: string;
  size: number;
  mtime: number;
}

/** Nicer outlet names by host, from `outlets.yaml`. */
export type OutletNames = ReadonlyMap<string, string>;

/**
 * All files below the corpus folder in the order of their names, and the problems of those that cannot be articles.
 * @throws UserError when the folder is missing or not a folder
 */
export function listCorpus(corpusDir: string): { files: CorpusFile[]; problems: Problem[] } {
  const files: CorpusFile[] = [];
  const problems: Problem[] = [];
  const root = openFolder(corpusDir);
  const visit = (folder: string) => {
    for (const entry of sortedEntries(folder)) {
      const path = join(folder, entry.name);
      const file = relative(root, path).split(sep).join('/');
      if (entry.name.startsWith('.') || NOT_ARTICLES.has(file)) continue;
      if (entry.isDirectory()) visit(path);
      else guarded(problems, file, () => files.push(inspect(root, path, file)));
    }
  };
  visit(root);
  return { files, problems };
}

/**
 * One file as an article, or the problem with it.
 */
export function readArticle(found: CorpusFile, outlets: OutletNames): Article | Problem {
  const problems: Problem[] = [];
  const article = guarded(problems, found.file, () => {
    const content = decode(readFileSync(found.path));
    const fields = found.file.endsWith('.md') ? parseMarkdown(content) : parseText(content);
    const host = new URL(fields.url).hostname.replace(/^www\./, '');
    const outlet = fields.outlet ?? outletName(host, outlets);
    return { ...fields, id: articleId(fields.url), file: found.file, outlet };
  });
  return article ?? problems[0]!;
}

export const isProblem = (value: Article | Problem): value is Problem => 'remedy' in value;

/** First 16 hex digits of the SHA-256 of a URL. */
export const articleId = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16);

/** Hash of everything about an article but its file: what the store vouches for. */
export const contentHash = ({
  title,
  url,
  outlet,
  byline,
  published,
  text,
}: Omit<Article, 'file' | 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([title, url, outlet, byline, published, text]))
    .digest('hex');

/** The problem of a second file with the URL of `first`. */
export const duplicateUrl = (file: string, url: string, first: string): Problem => ({
  file,
  line: 1,
  message: `The URL ${url} is that of ${first} too.`,
  remedy: 'Delete one of the two files; the first is indexed.',
});

/**
 * The table of outlet names in the corpus folder; empty when there is none.
 * @throws UserError when it is not a table of host to name
 */
export function readOutletNames(corpusDir: string): OutletNames {
  const path = join(corpusDir, OUTLETS_FILE);
  try {
    const table: unknown = parseYaml(readFileSync(path, 'utf8')) ?? {};
    const rows = typeof table === 'object' ? Object.entries(table as object) : [['', null]];
    if (!rows.every(([, name]) => typeof name === 'string'))
      throw new Error('not every line reads "host: name"');
    return new Map(rows.map(([host, name]) => [String(host).toLowerCase(), String(name)]));
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return new Map();
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

/** Turns what `read` throws into a problem of that file. */
function guarded<T>(problems: Problem[], file: string, read: () => T): T | null {
  try {
    return read();
  } catch (thrown) {
    const known = thrown instanceof ProblemError ? thrown : unreadable(thrown);
    problems.push({ file, line: known.line, message: known.message, remedy: known.remedy });
    return null;
  }
}

function unreadable(thrown: unknown): ProblemError {
  if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown;
  return new ProblemError(
    1,
    `The file cannot be read: ${thrown.message}.`,
    'Check that it exists and may be read.',
  );
}

function inspect(root: string, path: string, file: string): CorpusFile {
  const real = realpathSync(path);
  if (!real.startsWith(root + sep))
    throw new ProblemError(
      1,
      'The link leads out of the corpus folder.',
      'Copy the file into the folder instead.',
    );
  const stats = statSync(path);
  if (!['.txt', '.md'].includes(extname(file)) || !stats.isFile())
    throw new ProblemError(
      1,
      'This is not a .txt or .md file.',
      'Convert it, or move it out of the corpus folder.',
    );
  if (stats.size > MAX_FILE_BYTES) {
    const megabytes = `${Math.round(stats.size / 1e6)} MB is more than the ${MAX_FILE_BYTES / 1e6} MB an article may have.`;
    throw new ProblemError(1, megabytes, 'Split it into one file per article.');
  }
  return { file, path, size: stats.size, mtime: Math.round(stats.mtimeMs) };
}

/** The name of a host or of the domain it belongs to; the host itself where the table has none. */
function outletName(host: string, outlets: OutletNames): string {
  const labels = host.split('.');
  const domains = labels.map((_, i) => labels.slice(i).join('.'));
  return domains.map((domain) => outlets.get(domain)).find((name) => name !== undefined) ?? host;
}
