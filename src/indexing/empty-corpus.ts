// An index is not emptied because its articles are not there: their folder may be mistyped, or not mounted.
import { isExample } from '../corpus/articles.ts';
import { HostError } from '../errors.ts';
import type { KnownFile } from '../index/stored-archive.ts';
import { corpusChanges, isKnown, type Corpus } from './corpus-changes.ts';

/**
 * Refuses a corpus in which there is no article any more, and one of invented articles in the place of a person's own.
 * @param known what the index holds
 * @throws HostError when articles would be lost, and none of a person's own would be left
 */
export function refuseEmpty(corpus: Corpus, known: readonly KnownFile[]): void {
  const own = known.filter(({ file }) => !isExample(file));
  if (own.length === 0) return;
  const isExampleAlone = corpus.example === 'alone';
  const listed = new Map(corpus.files.map((found) => [found.file, found]));
  const isThere = (row: KnownFile) => listed.has(row.file) && isKnown(listed.get(row.file)!, row);
  if (!isExampleAlone && known.some(isThere)) return;
  const left = new Set<string>();
  for (const { id } of corpusChanges(corpus, known)) {
    if (id === undefined) continue;
    if (!isExampleAlone) return;
    left.add(id);
  }
  if (own.some(({ id }) => !left.has(id)))
    throw emptyCorpus(corpus.folder, isExampleAlone ? 'articles of your own' : 'articles');
}

export const emptyCorpus = (folder: string, missing = 'articles'): HostError =>
  new HostError(
    `The corpus folder ${folder} holds no ${missing} any more; the index stays as it is.`,
    'Set CORPUS_DIR to the folder of your articles; or if the index is to be emptied: npm run index -- --allow-empty',
  );
