// An article as the text of a Markdown file that reads back as it was, and knows whether a person has changed it since.
import { createHash } from 'node:crypto';
import type { Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown, type Options } from 'mdast-util-to-markdown';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import type { Found } from './found.ts';

/** What the front matter of an imported file says beside the article. */
export interface Imported {
  url: string | null;
  title: string;
  published: string;
  outlet: string | null;
  /** Where it came from. */
  origin: string;
  /** The hash that was written into the file. */
  hash: string;
}

const HASH_LINE = /^imported_hash: ([0-9a-f]{64})\n/m;
const FRONT_MATTER = /^---\n([\s\S]*?\n)---\n/;

/**
 * Besides what CommonMark and GFM know, what note-taking programs and site generators read as markup: comments, highlights,
 * templates, mathematics, wiki links, tags and the ids of blocks.
 */
const OTHER_MARKUP: Options = {
  unsafe: [
    { character: '%', after: '%', inConstruct: 'phrasing' },
    { character: '=', after: '=', inConstruct: 'phrasing' },
    { character: '{', after: '[{%#<]', inConstruct: 'phrasing' },
    { character: '$', inConstruct: 'phrasing' },
    { character: '[', inConstruct: 'phrasing' },
    { character: ']', inConstruct: 'phrasing' },
    { character: '<', inConstruct: 'phrasing' },
    { character: '^', inConstruct: 'phrasing' },
    { atBreak: true, character: ':' },
    { atBreak: true, character: '#' },
    { atBreak: true, character: '|' },
    { atBreak: true, character: '+' },
  ],
};

/** The file of an article. */
export function articleFile({ title, url, published, outlet, byline, origin, body }: Found): string {
  const fields = {
    title,
    ...(url !== null && { url }),
    published,
    ...(outlet !== null && { outlet }),
    ...(byline !== null && { byline }),
    imported_from: origin,
  };
  // Not everything that reads front matter knows folded lines, and to much of it `No` is false: in YAML 1.1 it is. A day is
  // meant to be one there, and stands as it is.
  const front = stringifyYaml(fields, { lineWidth: 0, version: '1.1' }).replace(
    /^published: "(.*)"$/m,
    'published: $1',
  );
  const text = `---\n${front}---\n\n${bodyMarkdown(body)}`;
  return text.replace(/^---\n[\s\S]*?\n(?=---\n)/, (found) => `${found}imported_hash: ${hashOf(text)}\n`);
}

/** The blocks of a body as Markdown. */
export const bodyMarkdown = (body: Root): string =>
  toMarkdown(body, {
    bullet: '-',
    listItemIndent: 'one',
    fences: true,
    rule: '-',
    extensions: [gfmToMarkdown({ tableCellPadding: true, tablePipeAlign: false }), OTHER_MARKUP],
  });

/** What an imported file says of itself; undefined for one that the import did not write. */
export function importedIn(text: string): Imported | undefined {
  const front = FRONT_MATTER.exec(text)?.[1];
  const hash = front && HASH_LINE.exec(front)?.[1];
  if (!hash) return undefined;
  const fields = fieldsOf(front);
  if (!fields) return undefined;
  const field = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  const [title, published] = [field('title') ?? '', field('published') ?? ''];
  return {
    url: field('url'),
    title,
    published,
    outlet: field('outlet'),
    origin: field('imported_from') ?? '',
    hash,
  };
}

/** Whether an imported file is as it was written. */
export function isAsWritten(text: string): boolean {
  const hash = HASH_LINE.exec(text)?.[1];
  return hash !== undefined && hash === hashOf(text.replace(HASH_LINE, ''));
}

function fieldsOf(front: string): Record<string, unknown> | undefined {
  try {
    const fields: unknown = parseYaml(front);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : undefined;
  } catch {
    // A person has broken it; what it was is no longer known, and it is left as it is.
    return undefined;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
