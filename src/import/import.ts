// The import: sources -> articles -> files in the corpus folder.
import { outletHost } from '../corpus/addresses.ts';
import { corpusFolder, readOutletNames } from '../corpus/articles.ts';
import { nameOfHost, type OutletNames } from '../corpus/outlets.ts';
import { localDay } from '../text/days.ts';
import { checked, isRefused, refused, type Draft, type Found, type Refused } from './found.ts';
import { ImportedFiles } from './imported-files.ts';
import type { FieldMap } from './records.ts';
import { readSource } from './sources.ts';
import { writtenDay } from './written-day.ts';

export interface ImportOptions {
  /** Whether to say only what would come. */
  isDryRun: boolean;
  /** The columns of dumps, by field. */
  map: FieldMap;
  /** Values for fields that an article lacks. */
  defaults: Partial<Pick<Draft, 'outlet' | 'byline' | 'published'>>;
}

/** How many articles came to what. */
export interface ImportCounts {
  new: number;
  updated: number;
  known: number;
  refused: number;
  passedOver: number;
}

/** What happened to one article, as it happens. */
export type ImportEvent =
  { kind: 'new' | 'updated'; origin: string; file: string } | ({ kind: 'refused' } & Refused);

/**
 * Brings the articles of all sources into the corpus folder. One that cannot be read stops nothing.
 * @param named the value of CORPUS_DIR; undefined where it is not set
 * @param tell hears of each article that is new or refused, and of the counts so far after each
 */
export async function importArticles(
  named: string | undefined,
  sources: readonly string[],
  { isDryRun, map, defaults }: ImportOptions,
  tell: (event: ImportEvent | null, counts: ImportCounts) => void,
): Promise<ImportCounts> {
  const files = new ImportedFiles(corpusFolder(named), isDryRun);
  const { outlets } = readOutletNames(named);
  const today = localDay(new Date());
  const counts: ImportCounts = { new: 0, updated: 0, known: 0, refused: 0, passedOver: 0 };
  for (const source of sources)
    for await (const item of readSource(source, map)) {
      if (item === 'passed over') {
        counts.passedOver++;
        continue;
      }
      const event = outcome(
        'body' in item ? checked(withDefaults(item, defaults), writtenDay, today) : item,
        files,
        outlets,
      );
      counts[event?.kind ?? 'known']++;
      tell(event, counts);
    }
  return counts;
}

const withDefaults = (draft: Draft, defaults: ImportOptions['defaults']): Draft => ({
  ...draft,
  outlet: draft.outlet || defaults.outlet,
  byline: draft.byline || defaults.byline,
  published: draft.published || defaults.published,
});

/** Null where there is nothing to tell. */
function outcome(item: Found | Refused, files: ImportedFiles, outlets: OutletNames): ImportEvent | null {
  if (isRefused(item)) return { kind: 'refused', ...item };
  const kept = files.keep({ ...item, outlet: outletOf(item, outlets) });
  if (kept.kind === 'refused') return { kind: 'refused', ...refused(item.origin, kept.cause) };
  return kept.kind === 'known' ? null : { kind: kept.kind, origin: item.origin, file: kept.file };
}

/** The name in the table of outlets, which a person wrote, or else the one that the source gives. */
function outletOf({ url, outlet }: Found, outlets: OutletNames): string | null {
  return (url === null ? undefined : nameOfHost(outletHost(url), outlets)) ?? outlet;
}
