// The head of an article file: named values, each with its line, and where the body begins. YAML, TOML and JSON as Hugo,
// Jekyll and Obsidian have them, and the "## Metadata" list that Readwise and Zotero write. A value stays as it is written. Pure.
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { messageOf } from '../errors.ts';
import type { FrontMatterSyntax } from '../types.ts';

/** A value of front matter; every scalar is text, as it is written. */
export type Value = string | readonly Value[] | { readonly [name: string]: Value };

/** A named value of the head. */
export interface Field {
  name: string;
  /** Its line in the file, from 1. */
  line: number;
  value: Value;
  /** What stands behind the name, where that is one line. */
  written?: string;
  /** Why the value cannot be read, in English; then it is empty. */
  fault?: string;
}

/** What stands before the body of a file. */
export interface Head {
  syntax: FrontMatterSyntax | null;
  fields: Field[];
  /** Offset into the file's text of the first character behind the head. */
  bodyAt: number;
}

/** Front matter that cannot be read at all: of the wrong syntax, without an end, or too long to be one. */
export interface HeadFault {
  line: number;
  cause:
    | { kind: 'unreadable front matter'; syntax: FrontMatterSyntax; reason: string; field: string | null }
    | { kind: 'open front matter'; end: string }
    | { kind: 'front matter too long'; length: number; most: number };
}

/** Longer front matter, in characters, is none: a text between two rules, or a dump. */
const MAX_LENGTH = 20_000;

/** "- - - - …": a list in a list in a list. */
const LISTS_IN_LISTS = /^[ \t]*(?:[-?][ \t]+){20}/m;
/** No program nests what it says of an article deeper. */
const MAX_DEPTH = 20;
const TOO_DEEP = 'it is nested too deeply';

/** Each way to begin front matter, with what ends it. */
const DELIMITED: { syntax: FrontMatterSyntax; begin: RegExp; end: RegExp; endMark: string }[] = [
  {
    syntax: 'YAML',
    begin: /^---(?:[ \t]*ya?ml)?[ \t]*\n/i,
    end: /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m,
    endMark: '---',
  },
  {
    syntax: 'TOML',
    begin: /^(?:\+\+\+|---[ \t]*toml)[ \t]*\n/i,
    end: /^(?:\+\+\+|---)[ \t]*(?:\n|$)/m,
    endMark: '+++',
  },
  { syntax: 'JSON', begin: /^---[ \t]*json[ \t]*\n/i, end: /^---[ \t]*(?:\n|$)/m, endMark: '---' },
];

/** A line of YAML that names a value: its indent, its name, and what stands behind it. */
const ENTRY = /^["']?([^\s"'#:[\]{},&*!|>%@`-][^:"'\n]*)(?:["'][ \t]*)?:(?:[ \t]+([^ \t].*)?)?$/;
/** JSON from the first character of the file to the first line that closes it. */
const JSON_HEAD = /^\{(?:[^\n]*\}[ \t]*(?=\n|$)|[^]*?\n\}[ \t]*(?=\n|$))/;
/** What Readwise and Zotero put below the title: a heading and a list of names and values. */
const METADATA = /^#{2,} metadata[ \t]*\n+((?:[-*][ \t][^\n]*(?:\n|(?![^])))+)/im;
/** The list stands at the top: a later one is of the article. */
const METADATA_WITHIN = 2_000;

/**
 * The head of a file; one without fields where it has none.
 * @param content the text of the file, line ends as `\n`
 */
export function readHead(content: string): Head | HeadFault {
  const blank = /^\s*\n/.exec(content)?.[0] ?? '';
  const text = content.slice(blank.length);
  const line = countLines(blank);
  for (const { syntax, begin, end, endMark } of DELIMITED) {
    const opening = begin.exec(text)?.[0];
    if (opening === undefined) continue;
    const rest = text.slice(opening.length);
    const closing = end.exec(rest);
    // A text may begin with a rule: only names with values behind it are front matter.
    if (!closing && !ENTRY.test(rest.split('\n', 1)[0]!)) break;
    if (!closing) return { line, cause: { kind: 'open front matter', end: endMark } };
    const front = rest.slice(0, closing.index);
    const bodyAt = blank.length + opening.length + closing.index + closing[0].length;
    return front.length > MAX_LENGTH ? tooLong(front, line) : read(syntax, front, line + 1, bodyAt);
  }
  const json = JSON_HEAD.exec(text)?.[0];
  if (json !== undefined && /^\{\s*"/.test(json))
    return json.length > MAX_LENGTH
      ? tooLong(json, line)
      : read('JSON', json, line, blank.length + json.length);
  return metadataList(content) ?? { syntax: null, fields: [], bodyAt: 0 };
}

const tooLong = (front: string, line: number): HeadFault => ({
  line,
  cause: { kind: 'front matter too long', length: front.length, most: MAX_LENGTH },
});

function read(syntax: FrontMatterSyntax, front: string, line: number, bodyAt: number): Head | HeadFault {
  try {
    const fields =
      syntax === 'YAML' ? yamlFields(front, line) : objectFields(front, line, PARSERS[syntax](front));
    return { syntax, fields, bodyAt };
  } catch (thrown) {
    const at = thrown instanceof TomlError ? thrown.line - 1 : 0;
    const reason = messageOf(thrown)
      .split('\n')[0]!
      .replace(/^Invalid TOML document: /, '');
    return { line: line + at, cause: { kind: 'unreadable front matter', syntax, reason, field: null } };
  }
}

const PARSERS = { TOML: parseToml, JSON: (text: string): unknown => JSON.parse(text) };

/**
 * YAML is read name by name: what one line says of a title is text, whatever YAML would make of its `:`, `#`, `@`, `[`
 * or quotation marks, and a fault in one value leaves the others as they are.
 */
function yamlFields(front: string, firstLine: number): Field[] {
  const lines = front.split('\n');
  const indent = /^[ \t]*/.exec(lines.find((line) => /^[ \t]*[^\s#]/.test(line)) ?? '')![0];
  const dedented = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const fields: Field[] = [];
  for (let at = 0; at < dedented.length; at++) {
    const [, typed, behind = ''] = ENTRY.exec(dedented[at]!) ?? [];
    if (typed === undefined) continue;
    const name = typed.trimEnd();
    const from = at;
    // All that is indented belongs to the name above it, and so do the items of a list.
    while (at + 1 < dedented.length && /^(?:[ \t]|-[ \t]|-$|$)/.test(dedented[at + 1]!)) at++;
    const below = dedented.slice(from + 1, at + 1);
    const line = firstLine + from;
    if (below.every((one) => /^[ \t]*(?:#.*)?$/.test(one))) fields.push(oneLine(name, line, behind));
    else fields.push(severalLines(name, line, dedented.slice(from, at + 1)));
  }
  return fields;
}

function oneLine(name: string, line: number, behind: string): Field {
  const written = behind.replace(/(?:^|[ \t])#(?:[ \t].*)?$/, '').trim();
  return { name, line, value: oneLineValue(written), written };
}

/** A quoted text or a list in brackets as YAML reads it; anything else, and what it cannot read, as it is written. */
function oneLineValue(written: string): Value {
  if (written === '~' || written === 'null') return '';
  if (!/^["'[{]/.test(written) || /^\[\[[^[\]]*\]\]$/.test(written)) return written;
  const read = parsed(written);
  if (!('fault' in read)) return read.value;
  // `"C:\path"`: a pair of quotation marks around all of it is no part of it.
  const inner = /^(["'])([^"']*)\1$/.exec(written)?.[2];
  return inner ?? written;
}

function severalLines(name: string, line: number, lines: readonly string[]): Field {
  const read = parsed(`value:${lines[0]!.slice(lines[0]!.indexOf(':') + 1)}\n${lines.slice(1).join('\n')}`);
  if (!('fault' in read)) return { name, line, value: (read.value as { value: Value }).value };
  const items = lines.slice(1).filter((one) => one.trim() !== '');
  const texts = items.map((one) => /^[ \t]*-[ \t](.*)$/.exec(one)?.[1]);
  if (texts.every((text) => text !== undefined))
    return { name, line, value: texts.map((text) => oneLineValue(text.trim())) };
  return { name, line: line + read.line, value: '', fault: read.fault };
}

/** What YAML makes of a text, every scalar as it is written; or its first fault, with the lines above it. */
function parsed(text: string): { value: Value } | { fault: string; line: number } {
  if (isTooDeep(text)) return { fault: TOO_DEEP, line: 0 };
  const options = { schema: 'failsafe', prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;
  try {
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (!error) return { value: asValue(document.toJS()) };
    return { fault: error.message, line: countLines(text.slice(0, error.pos[0])) - 1 };
  } catch (thrown) {
    // Aliases without end.
    return { fault: messageOf(thrown), line: 0 };
  }
}

/**
 * Whether lists or maps of a text lie so deep in each other that its reader, which calls itself for each, comes to the end of
 * the stack. Where V8 has to compile a regular expression there, it ends the process.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return LISTS_IN_LISTS.test(text);
}

/** The fields of a parsed object, each with the line that names it first. */
function objectFields(front: string, firstLine: number, parsedObject: unknown): Field[] {
  const value = asValue(parsedObject);
  if (typeof value === 'string' || Array.isArray(value)) throw new Error('it holds no fields');
  const lines = front.split('\n');
  return Object.entries(value).map(([name, each]) => {
    const at = lines.findIndex((line) =>
      line
        .trimStart()
        .replace(/^["'{ ]+/, '')
        .startsWith(name),
    );
    return { name, line: firstLine + Math.max(0, at), value: each };
  });
}

function asValue(value: unknown, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new Error(TOO_DEEP);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (Array.isArray(value)) return value.map((each) => asValue(each, depth + 1));
  // A day or time of TOML, with the zone that it is written in.
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asValue(each, depth + 1)]));
  return '';
}

/** "- Author: [[Ann Lee]]", one a line, below "## Metadata". */
function metadataList(content: string): Head | undefined {
  const found = METADATA.exec(content.slice(0, METADATA_WITHIN));
  if (!found) return undefined;
  const list = found[1]!;
  const listAt = found.index + found[0].length - list.length;
  const firstLine = countLines(content.slice(0, listAt));
  const fields = list.split('\n').flatMap((line, i) => {
    const [, name, value] = /^[-*][ \t]+\**([^:*]+)\**:\**[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, line: firstLine + i, value: value!.trim() }];
  });
  // What stands above it, the title, is read as if the list were not there.
  return { syntax: null, fields, bodyAt: listAt + list.length };
}

/** The number of the line that a text ends in. */
const countLines = (text: string): number => text.split('\n').length;

/**
 * The rows of a table of `name: value`, one a line; a line that is no row is a field without a value.
 * @param content the text of the file, line ends as `\n`
 */
export function readTable(content: string): Field[] {
  const rows = yamlFields(content, 1);
  const read = new Set(rows.map(({ line }) => line));
  const isRest = (line: string) => !/^(?:\s*$|\s*#|---|\.\.\.|[ \t])/.test(line);
  const rest = content
    .split('\n')
    .flatMap((line, i) => (isRest(line) && !read.has(i + 1) ? [{ line, at: i + 1 }] : []));
  return [...rows, ...rest.map(({ line, at }) => ({ name: line.trim(), line: at, value: '' }))];
}
