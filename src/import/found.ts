// What sources give: articles, or why something in them is none. Types, and the checks that every article passes.
import type { Root } from 'mdast';
import { isRoute } from '../corpus/addresses.ts';
import { isDay } from '../text/days.ts';
import { collapse } from '../text/words.ts';

/** Why something is not imported. */
export type RefusalCause =
  | { kind: 'no title' }
  | { kind: 'title too long'; length: number; most: number }
  | { kind: 'no day'; typed: string | null }
  | { kind: 'impossible day'; day: string }
  | { kind: 'no text' }
  | { kind: 'teaser'; characters: number }
  | { kind: 'no article' }
  | { kind: 'scanned' }
  | { kind: 'encrypted' }
  | { kind: 'not a record'; reason: string }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'entities' }
  | { kind: 'too large'; bytes: number; most: number }
  | { kind: 'no such source' }
  | { kind: 'unknown type' }
  | { kind: 'not http'; address: string }
  | { kind: 'private address'; host: string; address: string }
  | { kind: 'not fetched'; address: string; reason: string }
  | { kind: 'twice'; file: string }
  | { kind: 'changed by hand'; file: string };

/** An article that may become a file. `published` is a day, `YYYY-MM-DD`; `url` an http address, null where it has none. */
export interface Found {
  origin: string;
  title: string;
  url: string | null;
  published: string;
  outlet: string | null;
  byline: string | null;
  body: Root;
}

/** Something that is not imported, and all that stands against it. */
export interface Refused {
  origin: string;
  causes: RefusalCause[];
}

/** What a source says of an article, before it is checked. */
export interface Draft {
  /** The source, and the place in it. */
  origin: string;
  title?: string | null | undefined;
  url?: string | null | undefined;
  /** A day as the source writes it. */
  published?: string | null | undefined;
  outlet?: string | null | undefined;
  byline?: string | null | undefined;
  body: Root;
  /** What the source's reader has against it. */
  causes?: RefusalCause[];
}

/** The longest title that the corpus takes, in characters. */
const MAX_TITLE_LENGTH = 400;
/** No newspaper is older. */
const FIRST_DAY = '1400-01-01';

export const refused = (origin: string, ...causes: RefusalCause[]): Refused => ({ origin, causes });

export const isRefused = (item: Found | Refused): item is Refused => 'causes' in item;

/**
 * A draft as an article, or everything that is wrong with it.
 * @param dayOf reads a day as people and machines write it; null where it is none
 * @param today the latest day that an article may be of, `YYYY-MM-DD`
 */
export function checked(
  draft: Draft,
  dayOf: (written: string) => string | null,
  today: string,
): Found | Refused {
  const { origin, body } = draft;
  const title = collapse(draft.title ?? '');
  const written = collapse(draft.published ?? '');
  const day = written === '' ? null : dayOf(written);
  const causes = [
    ...titleCauses(title),
    ...dayCauses(day, written, today),
    ...(body.children.length === 0 && !draft.causes?.length ? [{ kind: 'no text' } as const] : []),
    ...(draft.causes ?? []),
  ];
  if (causes.length > 0 || day === null) return { origin, causes };
  const [outlet, byline] = [collapse(draft.outlet ?? '') || null, collapse(draft.byline ?? '') || null];
  return { origin, title, url: webAddress(draft.url), published: day, outlet, byline, body };
}

function titleCauses(title: string): RefusalCause[] {
  if (title === '') return [{ kind: 'no title' }];
  if (title.length <= MAX_TITLE_LENGTH) return [];
  return [{ kind: 'title too long', length: title.length, most: MAX_TITLE_LENGTH }];
}

function dayCauses(day: string | null, written: string, today: string): RefusalCause[] {
  if (day === null || !isDay(day)) return [{ kind: 'no day', typed: written || null }];
  return day < FIRST_DAY || day > today ? [{ kind: 'impossible day', day }] : [];
}

/** An http address, without a fragment, unless that tells which page it is ("#!/news/5"); null of anything else. */
export function webAddress(written: string | null | undefined): string | null {
  const trimmed = written?.trim() ?? '';
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (!/^https?:$/.test(url.protocol)) return null;
  if (!isRoute(url.hash)) url.hash = '';
  return url.href;
}
