// What differs between the corpus folder and the store: size and time stamp first, content where they differ.
import {
  contentHash,
  isArticle,
  listCorpus,
  readArticle,
  readOutletNames,
  type CorpusFile,
  type ListedCorpus,
} from '../corpus/articles.ts';
import type { OutletNames } from '../corpus/outlets.ts';
import type { KnownFile } from '../index/store.ts';
import type { Article, Problem, SkippedFile } from '../types.ts';

/** The files of a corpus, and the names of its outlets. */
export type Corpus = ListedCorpus & { outlets: OutletNames };

/** @throws UserError when the folder cannot be read */
export function openCorpus(corpusDir: string | undefined): Corpus {
  const listed = listCorpus(corpusDir);
  const { outlets, problems } = readOutletNames(corpusDir);
  return { ...listed, problems: [...listed.problems, ...problems], outlets };
}

/** Which files cannot be read just now, for problems of their own or of a folder that they lie in. */
export function brokenAmong(problems: readonly Problem[]): (found: { file: string }) => boolean {
  const broken = new Set(problems.map(({ file }) => file));
  const folders = [...broken].filter((file) => file.endsWith('/'));
  return ({ file }) => broken.has(file) || folders.some((folder) => file.startsWith(folder));
}

/** An article that is new or changed; `moved` when only its file's name or time stamp is. */
export interface Change {
  article: Article;
  found: CorpusFile;
  hash: string;
  moved: boolean;
}

/** Whether a file is the one that the store knows, by size and time stamp alone. */
const isKnown = (found: CorpusFile, row: KnownFile): boolean =>
  row.size === found.size && row.mtime === found.mtime;

/** What became of a file. */
interface Outcome {
  /** The id of the article that is there for its sake. */
  id?: string | undefined;
  /** All that is wrong with it; missing where nothing is. */
  problems?: Problem[];
  skipped?: SkippedFile;
  change?: Change;
}

/**
 * Goes through the corpus file by file.
 * @param known what the store holds; without it every article is a change
 */
export function* corpusChanges(
  { files, outlets }: Corpus,
  known: readonly KnownFile[] = [],
): Generator<Outcome> {
  const byFile = new Map(known.map((row) => [row.file, row]));
  const byId = new Map(known.map((row) => [row.id, row]));
  const owners = new Map<string, string>();
  const claim = ({ id, url }: Pick<Article, 'id' | 'url'>, file: string): Outcome => {
    const owner = owners.get(id);
    // Files without an address are known by their paths, which differ.
    if (owner !== undefined && url !== null)
      return { id, problems: [{ file, line: 1, cause: { kind: 'same URL', url, first: owner } }] };
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
    if (!isArticle(article)) {
      // A file that broke keeps the article it had: it is most likely being written.
      yield 'skipped' in article ? article : { ...article, id: row?.id };
      continue;
    }
    const claimed = claim(article, found.file);
    const hash = contentHash(article);
    const change = { article, found, hash, moved: byId.get(article.id)?.hash === hash };
    yield claimed.problems ? claimed : { ...claimed, change };
  }
}
