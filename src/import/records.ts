// Dumps as articles, one record at a time: lines of JSON, JSON, CSV.
import type { Readable } from 'node:stream';
import { messageOf } from '../errors.ts';
import { bodyOfElement, bodyOfText } from './body.ts';
import { parseFragment } from './dom.ts';
import { refused, type Draft, type Refused } from './found.ts';
import { teaserCauses } from './teaser.ts';
import { csvRecords } from './csv.ts';
import { lineRecords } from './json-lines.ts';
import { jsonRecords } from './json.ts';

/** The fields of an article that a record may have, with the names that dumps give them, the likeliest first. */
const NAMES = {
  title: ['title', 'headline', 'name', 'heading', 'post_title'],
  url: [
    'url',
    'link',
    'canonical',
    'canonical_url',
    'permalink',
    'source_url',
    'external_url',
    'web_url',
    'uri',
    'address',
  ],
  published: [
    'published',
    'date',
    'date_published',
    'published_at',
    'publish_date',
    'publication_date',
    'pub_date',
    'published_date',
    'created',
    'created_at',
    'timestamp',
    'datetime',
    'time',
    'day',
    'post_date',
    'posted_on',
  ],
  outlet: ['outlet', 'site', 'site_name', 'publisher', 'publication', 'source', 'newspaper', 'domain'],
  byline: ['byline', 'author', 'authors', 'creator', 'writer', 'by'],
  text: [
    'text',
    'body',
    'article_body',
    'full_text',
    'maintext',
    'content',
    'content_html',
    'content_text',
    'html',
    'article',
    'story',
    'post_content',
  ],
} as const;

export type Field = keyof typeof NAMES;
export const FIELDS = Object.keys(NAMES) as Field[];

/** For each field that a person names, the column that has it. */
export type FieldMap = Partial<Record<Field, string>>;

type Row = Record<string, unknown>;

/** A record's place in its source, and what it holds; or why it cannot be read. */
export type Numbered = { number: number; row: Row } | { number: number; reason: string };

const READERS: Record<'jsonl' | 'json' | 'csv' | 'tsv', (stream: Readable) => AsyncIterable<Numbered>> = {
  jsonl: lineRecords,
  json: jsonRecords,
  csv: (stream) => csvRecords(stream, ','),
  tsv: (stream) => csvRecords(stream, '\t'),
};

/** The articles of a dump. */
export async function* readRecords(
  format: keyof typeof READERS,
  stream: Readable,
  origin: string,
  map: FieldMap,
): AsyncGenerator<Draft | Refused> {
  try {
    for await (const record of READERS[format](stream)) {
      const place = `${origin}#${record.number}`;
      if ('reason' in record) yield refused(place, { kind: 'not a record', reason: record.reason });
      else yield draftOf(record.row, place, map);
    }
  } catch (thrown) {
    // What comes after a fault of the whole file is not known; the records before it stay.
    yield refused(origin, { kind: 'unreadable', reason: messageOf(thrown) });
  }
}

function draftOf(row: Row, origin: string, map: FieldMap): Draft {
  const valueOf = readerOf(row, map);
  const text = written(valueOf('text'));
  const body = looksLikeHtml(text) ? bodyOfElement(parseFragment(text)) : bodyOfText(text);
  const [title, url, published, outlet, byline] = (
    ['title', 'url', 'published', 'outlet', 'byline'] as const
  ).map((field) => written(valueOf(field)));
  return { origin, title, url, published, outlet, byline, body, causes: teaserCauses(body, 'record') };
}

/** Reads a field of a row: the column that was named for it, or else the first that has a usual name and a value. */
function readerOf(row: Row, map: FieldMap): (field: Field) => unknown {
  const bySpelling = new Map(Object.entries(row).map(([name, value]) => [spelling(name), value]));
  return (field) => {
    const named = map[field];
    const value = named && valueAt(row, named);
    // Of several dumps, not all may have the column that was named.
    if (value !== undefined && value !== '') return value;
    return NAMES[field].map((name) => bySpelling.get(spelling(name))).find((value) => written(value) !== '');
  };
}

/** `publishedAt`, `Published at` and `published_at` are one name. */
const spelling = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** `meta.headline` where no column is called so: a field of a field. */
function valueAt(row: Row, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Row)[part]
          : undefined,
      row,
    );
}

/** Whatever a dump has where a text is expected: lists of names, objects with a name. */
function written(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(written).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  const { name, rendered, $date } = value as Row;
  return written(name ?? rendered ?? $date);
}

const looksLikeHtml = (text: string): boolean =>
  /<(?:p|br|div|h[1-6]|ul|ol|blockquote|span|a|em|strong|b|i)(?:\s[^>]*)?\/?>/i.test(text);
