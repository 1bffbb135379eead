// The two formats of an article file, read strictly: every fault names its line and its remedy; what its body shows is read in
// markdown.ts and plain-text.ts. Pure.
import { isUtf8 } from 'node:buffer';
import { parse as parseYaml } from 'yaml';
import { messageOf } from '../errors.ts';
import { readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';
import { withTitle, type Run, type ShownText } from './shown-text.ts';
import { isDay } from '../text/days.ts';
import { decodeEntities } from '../text/entities.ts';
import type { Article, ProblemCause } from '../types.ts';

/** A longer first line after the header is a text whose title is missing. */
const MAX_TITLE_LENGTH = 400;

/** Longer front matter, in characters, is none: reading YAML takes time with the square of its fields. */
const MAX_FRONT_MATTER_LENGTH = 20_000;

/** A problem with one file, thrown while it is read. */
export class ProblemError extends Error {
  readonly line: number;
  readonly fault: ProblemCause;

  constructor(line: number, fault: ProblemCause) {
    super(fault.kind);
    this.line = line;
    this.fault = fault;
  }
}

/** The text of a file, line ends as `\n`. */
export function decode(bytes: Buffer): string {
  if (bytes.length === 0) throw new ProblemError(1, { kind: 'empty' });
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new ProblemError(lineOf(bytes, nul), { kind: 'binary' });
  if (!isUtf8(bytes)) {
    const lines = bytes.toString('latin1').split('\n');
    const invalid = lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')));
    throw new ProblemError(invalid + 1, { kind: 'not UTF-8' });
  }
  // Unlike `toString`, it leaves out a byte order mark.
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

const lineOf = (bytes: Buffer, at: number): number =>
  bytes.subarray(0, at).toString('latin1').split('\n').length;

/** What a file says of its article, and where in the file its text stands. */
type Fields = Omit<Article, 'id' | 'file' | 'outlet'> & { outlet: string | null; runs: readonly Run[] };

/** ` date 2023-07-31 https://…`, blank line, title, blank line, text. */
export function parseText(content: string): Fields {
  const lines = content.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const header = /^\s?date\s+(\S+)\s+(\S+)\s*$/.exec(lines[first] ?? '');
  if (!header) throw new ProblemError(Math.max(first, 0) + 1, { kind: 'no header' });
  const published = checkDay(header[1]!, first + 1);
  const url = checkUrl(header[2]!, first + 1);
  const titleAt = lines.findIndex((line, i) => i > first && line.trim() !== '');
  const title = checkTitle(titleAt < 0 ? '' : lines[titleAt]!, Math.max(titleAt, first + 1) + 1);
  const head = lines.slice(0, titleAt + 1).join('\n').length;
  const shown = checkText(readPlainText(content, head), title, titleAt + 1);
  return { title, url, published, ...shown, byline: null, outlet: null };
}

/** YAML front matter between `---` lines, then the text. */
export function parseMarkdown(content: string): Fields {
  const parts = /^---\n(?<front>[\s\S]*?)\n---[ \t]*(?:\n|$)(?<text>[\s\S]*)$/.exec(content)?.groups;
  if (!parts) throw new ProblemError(1, { kind: 'no front matter' });
  const front = parts.front!;
  if (front.length > MAX_FRONT_MATTER_LENGTH) {
    const most = MAX_FRONT_MATTER_LENGTH;
    throw new ProblemError(2, { kind: 'front matter too long', length: front.length, most });
  }
  const fields = parseFrontMatter(front);
  const lines = front.split('\n');
  // A field that an article needs, with its line; the first line of all where it is missing.
  const needed = (name: string): [string, number] => [
    fields.get(name) ?? '',
    2 + Math.max(0, lines.findIndex((line) => line.startsWith(name))),
  ];
  const published = checkDay(...needed('published'));
  const url = checkUrl(...needed('url'));
  const title = checkTitle(...needed('title'));
  const shown = checkText(readMarkdown(content, content.length - parts.text!.length), title, lines.length + 2);
  const [byline = null, outlet = null] = [fields.get('byline'), fields.get('outlet')];
  return { title, url, published, ...shown, byline, outlet };
}

function parseFrontMatter(yaml: string): Map<string, string> {
  try {
    const fields: unknown = parseYaml(yaml);
    if (typeof fields !== 'object' || fields === null) throw new Error('it holds no fields');
    return new Map(
      Object.entries(fields).flatMap(([name, value]) =>
        value == null ? [] : [[name, String(value).trim()]],
      ),
    );
  } catch (thrown) {
    const reason = messageOf(thrown).split('\n')[0]!;
    throw new ProblemError(2, { kind: 'unreadable front matter', reason });
  }
}

function checkDay(day: string, line: number): string {
  if (isDay(day)) return day;
  throw new ProblemError(line, { kind: 'no day', typed: day });
}

function checkUrl(url: string, line: number): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ProblemError(line, { kind: 'no address', typed: url });
}

function checkTitle(title: string, line: number): string {
  if (title.trim() === '') throw new ProblemError(line, { kind: 'no title' });
  if (title.length <= MAX_TITLE_LENGTH) return decodeEntities(title).trim();
  throw new ProblemError(line, { kind: 'title too long', length: title.length });
}

function checkText(shown: ShownText, title: string, line: number): ShownText {
  if (shown.text !== '') return withTitle(shown, title);
  throw new ProblemError(line, { kind: 'no text' });
}
