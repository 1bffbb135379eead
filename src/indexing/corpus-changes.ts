// What differs between the corpus folder and the store: size and time stamp first, content where they differ.
import { contentHash, isProblem, readArticle } from '../corpus/articles.ts';
import type { CorpusFile, OutletNames } from '../corpus/articles.ts';
import type { KnownFile } from '../index/store.ts';
import type { Article, ExampleUse, Problem } from '../types.ts';

/** An article that is new or changed; `moved` when only its file's name or time stamp is. */
export interface Change {
  article: Article;
  found: CorpusFile;
  hash: string;
  moved: boolean;
}

export interface Corpus {
  files: CorpusFile[];
  outlets: OutletNames;
  example: ExampleUse;
}

/**
 * Goes through the corpus file by file and yields the changes, null for a file without one.
 * Problems are added to `problems`; ids of articles that are still there to `present`.
 * @param known what the store holds; without it every article is a change
 */
export function* corpusChanges(
  { files, outlets }: Pick<Corpus, 'files' | 'outlets'>,
  known: readonly KnownFile[],
  problems: Problem[],
  present: Set<string>,
): Generator<Change | null> {
  const byFile = new Map(known.map((row) => [row.file, row]));
  const byId = new Map(known.map((row) => [row.id, row]));
  const owners = new Map<string, string>();
  const claim = (id: string, url: string, file: string) => {
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, file);
    else problems.push({ file, line: 1, cause: { kind: 'same URL', url, first: owner } });
    present.add(id);
    return owner === undefined;
  };
  for (const found of files) {
    const row = byFile.get(found.file);
    if (row && row.size === found.size && row.mtime === found.mtime) {
      claim(row.id, row.url, found.file);
      yield null;
      continue;
    }
    const article = readArticle(found, outlets);
    if (isProblem(article)) {
      problems.push(article);
      // A file that broke keeps the article it had: it is most likely being written.
      if (row) present.add(row.id);
      yield null;
      continue;
    }
    if (!claim(article.id, article.url, found.file)) {
      yield null;
      continue;
    }
    const hash = contentHash(article);
    yield { article, found, hash, moved: byId.get(article.id)?.hash === hash };
  }
}
