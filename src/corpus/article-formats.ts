// What a file says of its article, by whatever names the programs that write such files use; all that is wrong with it at
// once; and whether it is plainly no article. What its body shows is read in markdown.ts and plain-text.ts. Pure.
import { isUtf8 } from 'node:buffer';
import { isDay } from '../text/days.ts';
import { decodeEntities } from '../text/entities.ts';
import type { Article, Problem, ProblemCause, SkipCause } from '../types.ts';
import { readHead, type Field, type Value } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';
import { withTitle, type Run, type ShownText } from './shown-text.ts';

/** A longer first line after the header is a text whose title is missing. */
const MAX_TITLE_LENGTH = 400;
/** No outlet is called by so many characters: it is another field, or the text. */
const MAX_OUTLET_LENGTH = 200;
/** No newspaper is older, and hardly a text that was printed: an earlier day is a slip. */
const FIRST_DAY = '1400-01-01';

/** What is wrong with a file, and in which line. */
interface Fault {
  line: number;
  cause: ProblemCause;
}

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

/** The problem with a file that was thrown while it was read; whatever else was thrown is thrown on. */
export function problemOf(file: string, thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return { file, line: thrown.line, cause: thrown.fault };
  if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown;
  return { file, line: 1, cause: { kind: 'unreadable', reason: thrown.message } };
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
export type Fields = Omit<Article, 'id' | 'file' | 'outlet'> & {
  outlet: string | null;
  runs: readonly Run[];
};

/** A file as it is understood: an article, all that keeps it from being one, or no article at all. */
export type ReadFields = Fields | { faults: Fault[] } | { skipped: SkipCause };

/** Where a file lies, and which days there have been. */
export interface Origin {
  /** Path below the corpus folder, with forward slashes. */
  file: string;
  /** The latest day that it is anywhere, `YYYY-MM-DD`: no article is of a later one. */
  today: string;
}

/** ` date 2023-07-31 https://…` */
const HEADER = /^\s*date[ \t]+(\S+)[ \t]+(\S+)[ \t]*(?:\n|$)/;

/**
 * What a file says of its article.
 * @param content its text, line ends as `\n`
 */
export function readFields(content: string, origin: Origin): ReadFields {
  const isPlain = isPlainText(origin);
  // Prose in Markdown may begin with the word.
  const header = HEADER.exec(content);
  if (header && (isPlain || /^\d{4}-/.test(header[1]!))) return readHeader(content, header, origin);
  const head = readHead(content);
  if ('cause' in head) {
    // A placeholder is no TOML and no JSON.
    const isTemplate = TEMPLATE_FOLDER.test(origin.file) || PLACEHOLDER.test(content.slice(0, HEAD_LENGTH));
    return isTemplate ? { skipped: { kind: 'template' } } : { faults: [head] };
  }
  if (isPlain && head.fields.length === 0) {
    const first = content.split('\n').findIndex((line) => line.trim() !== '');
    return { faults: [{ line: Math.max(first, 0) + 1, cause: { kind: 'no header' } }] };
  }
  return readFrontMatter(content, new Names(head.fields), head, origin);
}

/** The address that the head of a file gives its article, whatever else is wrong with it; null where it gives none. */
export function addressInHead(content: string): string | null {
  const header = HEADER.exec(content);
  if (header) return webAddress(header[2]!);
  const head = readHead(content);
  return 'cause' in head ? null : addressOf(new Names(head.fields), []);
}

/** ` date 2023-07-31 https://…`, blank line, title, blank line, text. */
function readHeader(
  content: string,
  [, typedDay = '', typedUrl = '']: readonly string[],
  origin: Origin,
): ReadFields {
  const faults: Fault[] = [];
  const lines = content.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const published = dayOf(typedDay, first + 1, origin.today, faults);
  const url = webAddress(typedUrl);
  if (url === null) faults.push({ line: first + 1, cause: { kind: 'no address', typed: typedUrl } });
  const titleAt = lines.findIndex((line, i) => i > first && line.trim() !== '');
  const titleLine = Math.max(titleAt, first + 1) + 1;
  const before = faults.length;
  const title = titleOf(decodeEntities(lines[titleAt] ?? ''), titleLine, faults);
  const titleIsSound = faults.length === before;
  const bodyAt = lines.slice(0, Math.max(titleAt, first) + 1).join('\n').length;
  // Without a title nobody knows what is text.
  const shown = titleIsSound && bodyOf(content, { bodyAt, title, line: titleAt + 1 }, origin, faults);
  return !shown || faults.length > 0
    ? { faults }
    : { title, url, published, byline: null, outlet: null, ...shown };
}

// The names under which programs keep a value, without regard to case, spaces, hyphens and underscores; the first that
// holds one is taken. docs/articles.md lists them.
const words = (list: string): string[] => list.trim().split(/\s+/);
const TITLES = words('title headline fulltitle');
const DAYS = words(`
  published publisheddate publishedat publishedtime publishedon publishdate pubdate publicationdate
  datepublished issued date posted dateposted`);
/** The day that a clipping was taken: it stands in for the day of publication where a file has no other. */
const CLIPPED = words('created createdat datecreated clipped saved savedat datesaved added dateadded');
const ADDRESSES = words('url canonical canonicalurl sourceurl originalurl weburl uri link href source');
const BYLINES = words('byline author authors creator creators by writer');
const OUTLETS = words(`
  outlet publisher publication publicationtitle newspaper magazine journal site sitename website
  websitetitle containertitle`);
/** Maps within which the names may stand: Hugo's and Zola's own values. */
const NESTED = words('params extra metadata meta');

/** Folders and names of files that a program writes its notes from. */
const TEMPLATE_FOLDER = /(?:^|\/)_?(?:templates?|archetypes|layouts|includes)\//i;
const DRAFT_FOLDER = /(?:^|\/)_?drafts\//i;
/** Characters of a file within which a placeholder makes it a template. */
const HEAD_LENGTH = 2_000;
const PLACEHOLDER = /\{\{[^{}]*\}\}|<%[^%]*%>/;
/** "2024-05-01-harbour-bridge": how Jekyll names a post. */
const DATED_NAME = /^(\d{4}-\d{2}-\d{2})[-_ ]\S/;

/** The fields of a head, by the names that programs use. */
class Names {
  readonly #fields = new Map<string, Field[]>();

  constructor(fields: readonly Field[]) {
    const nested = fields.filter(({ name, value }) => NESTED.includes(folded(name)) && isMap(value));
    const inner = nested.flatMap(({ line, value }) =>
      Object.entries(value as Record<string, Value>).map(([name, each]) => ({ name, line, value: each })),
    );
    for (const field of [...fields, ...inner]) {
      const same = this.#fields.get(folded(field.name));
      if (same) same.push(field);
      else this.#fields.set(folded(field.name), [field]);
    }
  }

  /** Those of these names that hold something or cannot be read, in the order of the names. */
  all(names: readonly string[]): Field[] {
    return names
      .flatMap((name) => this.#fields.get(name) ?? [])
      .filter(({ value, fault }) => fault !== undefined || textsIn(value).some((text) => text.trim() !== ''));
  }

  first(names: readonly string[]): Field | undefined {
    return this.all(names)[0];
  }

  says(name: string, value: string): boolean {
    return this.all([name]).some((field) => textsIn(field.value).join(' ').trim().toLowerCase() === value);
  }
}

const folded = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
const isMap = (value: Value): value is { readonly [name: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value);

/** All texts of a value, lists and maps opened. */
const textsIn = (value: Value): string[] =>
  typeof value === 'string' ? [value] : Object.values(value).flatMap((each: Value) => textsIn(each));

function readFrontMatter(
  content: string,
  names: Names,
  head: { fields: readonly Field[]; bodyAt: number },
  origin: Origin,
): ReadFields {
  const faults: Fault[] = [];
  const address = addressOf(names, faults);
  const days = names
    .all([...DAYS, ...CLIPPED])
    .filter(({ value }) => !/^(?:true|false)$/i.test(textsIn(value).join(' ').trim()));
  const stem = origin.file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const dayInName = head.fields.length > 0 ? DATED_NAME.exec(stem)?.[1] : undefined;
  const isUndated = days.length === 0 && dayInName === undefined;
  const skipped = skipCause(names, head.fields, {
    ...origin,
    stem,
    hasAddress: address !== null || faults.length > 0,
    isUndated,
  });
  if (skipped) return { skipped };

  const [dated] = days;
  let published = dayInName ?? '';
  if (dated && !unreadable(dated, faults)) published = dayIn(dated, origin.today, faults);
  else if (!dated && dayInName !== undefined) published = dayOf(dayInName, 1, origin.today, faults);
  else if (isUndated) faults.push({ line: 1, cause: { kind: 'no date' } });

  const { title, bodyAt } = titleIn(content, names.first(TITLES), head.bodyAt, faults);
  const byline = namesIn(names.first(BYLINES), faults, ', ');
  const outlet = outletIn(names, faults);
  const line = content.slice(0, bodyAt).split('\n').length;
  const shown = bodyOf(content, { bodyAt, title, line }, origin, faults);
  if (faults.length === 0) return { title, url: address, published, byline, outlet, ...shown };
  return { faults: faults.sort((a, b) => a.line - b.line) };
}

/** Why a file is plainly no article; undefined where it may be one. */
function skipCause(
  names: Names,
  fields: readonly Field[],
  { file, stem, hasAddress, isUndated }: Origin & { stem: string; hasAddress: boolean; isUndated: boolean },
): SkipCause | undefined {
  const isPlaceholder = ({ name, value, written }: Field) =>
    [...DAYS, ...CLIPPED, ...ADDRESSES].includes(folded(name)) &&
    PLACEHOLDER.test(written ?? textsIn(value).join(' '));
  if (TEMPLATE_FOLDER.test(file) || fields.some(isPlaceholder)) return { kind: 'template' };
  if (DRAFT_FOLDER.test(file) || names.says('draft', 'true') || names.says('published', 'false'))
    return { kind: 'draft' };
  if (stem === '_index') return { kind: 'section page' };
  if (hasAddress) return undefined;
  if (isDay(stem) && names.first(TITLES) === undefined) return { kind: 'daily note' };
  if (isUndated) return { kind: 'no date and no address' };
  // A note of one's own has the day that it was made, and nobody who published it.
  const isClipping = names.first([...DAYS, ...BYLINES, ...OUTLETS]) !== undefined || DATED_NAME.test(stem);
  return isClipping || fields.length === 0 ? undefined : { kind: 'note' };
}

/** True, and noted, where a field cannot be read. */
function unreadable({ name, line, fault }: Field, faults: Fault[]): boolean {
  if (fault === undefined) return false;
  faults.push({
    line,
    cause: { kind: 'unreadable front matter', syntax: 'YAML', reason: fault, field: name },
  });
  return true;
}

/** The one text of a value, or undefined where it holds several or none. */
function textOf(value: Value): string | undefined {
  const texts = isMap(value) ? [] : textsIn(value).filter((text) => text.trim() !== '');
  return texts.length === 1 ? unlinked(texts[0]!) : undefined;
}

function dayIn({ name, line, value }: Field, today: string, faults: Fault[]): string {
  const text = textOf(value);
  if (text !== undefined) return dayOf(text, line, today, faults);
  faults.push({ line, cause: { kind: 'not text', field: name } });
  return '';
}

/** The day that a text begins with, of whatever zone it is told in. */
function dayOf(typed: string, line: number, today: string, faults: Fault[]): string {
  const day = typedDay(typed.trim());
  if (day === null) faults.push({ line, cause: { kind: 'no day', typed } });
  else if (day > today) faults.push({ line, cause: { kind: 'day ahead', day, today } });
  else if (day < FIRST_DAY) faults.push({ line, cause: { kind: 'day too early', day } });
  return day ?? '';
}

/** How the names of the months begin, in the languages that Attest speaks. */
const MONTHS =
  'jan янв|feb фев|mar mär мар|apr апр|may mai май мая|jun июн|jul июл|aug авг|sep сен|oct okt окт|nov ноя|dec dez дек'
    .split('|')
    .map(words);
/** Ways to write a day that can be read in one way only, each with what it names in turn. */
const DAY_FORMS: [RegExp, 'ymd' | 'dmy' | 'mdy'][] = [
  // With a time behind it, which may name a zone: the day is the one of that zone.
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T\s,].*$)/is, 'ymd'],
  [/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:$|[T\s,].*$)/is, 'ymd'],
  [/^(\d{4})(\d{2})(\d{2})(?:$|T\d.*$)/is, 'ymd'],
  [/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:$|[\s,].*$)/is, 'dmy'],
  // "Sat, 7 Jun 2025 09:30:00 +0200", "7 June 2025", "7. Juni 2025"
  [
    /^(?:\p{L}+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4})(?:$|[\s,].*$)/isu,
    'dmy',
  ],
  // "June 7, 2025", "Saturday, June 7th, 2025 at 9:30"
  [/^(?:\p{L}+,\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[\s,].*$)/isu, 'mdy'],
];

function typedDay(typed: string): string | null {
  for (const [form, order] of DAY_FORMS) {
    const parts = form.exec(typed);
    if (!parts) continue;
    const part = (kind: string) => parts[order.indexOf(kind) + 1]!;
    const begins = part('m').slice(0, 3).toLowerCase();
    const named = MONTHS.findIndex((names) => names.includes(begins)) + 1;
    const month = /^\d/.test(part('m')) ? part('m') : String(named);
    const day = `${part('y')}-${month.padStart(2, '0')}-${part('d').padStart(2, '0')}`;
    if (isDay(day)) return day;
  }
  return null;
}

/** The address of an article; null where it has none. */
function addressOf(names: Names, faults: Fault[]): string | null {
  const wrong: Fault[] = [];
  for (const field of names.all(ADDRESSES)) {
    if (unreadable(field, wrong)) continue;
    for (const typed of textsIn(field.value)) {
      const bare = unwrapped(typed.trim());
      const url = webAddress(bare);
      if (url !== null) return url;
      if (bare !== '' && !isElsewhere(bare, folded(field.name)))
        wrong.push({ line: field.line, cause: { kind: 'no address', typed: bare } });
    }
  }
  faults.push(...wrong);
  return null;
}

const webAddress = (typed: string): string | null =>
  URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol) ? typed : null;

/** "<https://…>", "[The Gazette](https://…)", "[[https://…]]", "[[https://…|The Gazette]]" */
const unwrapped = (typed: string): string =>
  /^(?:<|\[[^\]]*\]\()(\S+)[>)]$/.exec(typed)?.[1] ??
  /^\[\[([^\s|\]]+)(?:\|[^\]]*)?\]\]$/.exec(typed)?.[1] ??
  typed;

/**
 * Whether what is no web address is meant as none: a path within one's own site, a link into another program such as
 * `zotero://select/…`, or, as a source, whoever published it.
 */
const isElsewhere = (typed: string, name: string): boolean =>
  /^(?:\/|\.{1,2}\/)/.test(typed) ||
  /^(?!https?:)[a-z][\w+.-]*:\/\//i.test(typed) ||
  (name === 'source' && isNameOfSource(typed));

const isNameOfSource = (typed: string): boolean => !/^(?:www\.|[a-z][\w+.-]*:\S)/i.test(typed);

function titleIn(
  content: string,
  field: Field | undefined,
  bodyAt: number,
  faults: Fault[],
): { title: string; bodyAt: number } {
  if (field && unreadable(field, faults)) return { title: '', bodyAt };
  if (!field) {
    const heading = headingAt(content, bodyAt);
    const line = content.slice(0, bodyAt).split('\n').length;
    return {
      title: titleOf(heading?.text ?? '', heading ? line : 1, faults),
      bodyAt: heading?.end ?? bodyAt,
    };
  }
  const { name, line, value, written } = field;
  // "[Breaking] Ferry late", "[Breaking]": a title on one line is what stands there.
  const text = typeof value === 'string' ? value : written;
  if (text !== undefined)
    return { title: titleOf(decodeEntities(text.replace(/\s+/g, ' ')), line, faults), bodyAt };
  faults.push({ line, cause: { kind: 'not text', field: name } });
  return { title: '', bodyAt };
}

/** The first heading of a body that begins with one, and the offset behind it. */
function headingAt(content: string, bodyAt: number): { text: string; end: number } | undefined {
  const first = lineAfter(content, bodyAt);
  if (first.text.startsWith('# ')) return { text: headingText(first.text), end: first.end };
  const second = lineAfter(content, first.end, false);
  if (/^=+$/.test(second.text) && !/^[>*+`-]/.test(first.text))
    return { text: headingText(`# ${first.text}`), end: second.end };
  // Behind a list of "## Metadata" the title stands above it.
  const above = lineAfter(content.slice(0, bodyAt), 0);
  return above.text.startsWith('# ') ? { text: headingText(above.text), end: bodyAt } : undefined;
}

/** What the page shows of a line that is a heading. */
const headingText = (line: string): string => readMarkdown(line, 0).text.replace(/\s+/g, ' ');

/** The next line from an offset on, or the next that is not blank, trimmed, with the offset behind it. */
function lineAfter(content: string, from: number, skipsBlank = true): { text: string; end: number } {
  for (let at = from; at < content.length;) {
    const found = content.indexOf('\n', at);
    const end = found < 0 ? content.length : found + 1;
    const text = content.slice(at, end).trim();
    if (text !== '' || !skipsBlank) return { text, end };
    at = end;
  }
  return { text: '', end: content.length };
}

function titleOf(typed: string, line: number, faults: Fault[]): string {
  const title = typed.trim();
  if (title === '') faults.push({ line, cause: { kind: 'no title' } });
  else if (title.length > MAX_TITLE_LENGTH)
    faults.push({ line, cause: { kind: 'title too long', length: title.length } });
  return title;
}

/** Names of people or of an outlet, as one text; null where there are none. */
function namesIn(field: Field | undefined, faults: Fault[], between: string): string | null {
  if (!field || unreadable(field, faults)) return null;
  const { value, name, line } = field;
  const each = typeof value === 'string' || isMap(value) ? [value] : value;
  const found = each.flat(2).map((one) => nameIn(one));
  if (found.includes(null)) {
    faults.push({ line, cause: { kind: 'not text', field: name } });
    return null;
  }
  return found.filter(Boolean).join(between) || null;
}

/** A name, which a map may hold as `name` or as `firstName` and `lastName`; null where it holds none. */
function nameIn(value: Value): string | null {
  if (typeof value === 'string') return unlinked(value).replace(/\s+/g, ' ').trim();
  const byName = new Map(Object.entries(value).map(([name, each]) => [folded(name), each]));
  const parts = (...names: string[]) =>
    names.flatMap((name) => (typeof byName.get(name) === 'string' ? [byName.get(name) as string] : []));
  const whole = [parts('name'), parts('firstname', 'lastname'), parts('given', 'family')].find(
    ({ length }) => length > 0,
  );
  return whole?.join(' ').trim() ?? null;
}

/** "[[people/Ann Lee|Ann]]" and "[Ann Lee](https://…)" are links of Obsidian: their text is the name. */
function unlinked(typed: string): string {
  return typed
    .replace(
      /\[\[(?:[^[\]|]*\/)?([^[\]|/]*)(?:\|([^[\]]*))?\]\]/g,
      (_, page: string, alias?: string) => alias ?? page,
    )
    .replace(/\[([^[\]]*)\]\([^()\s]*\)/g, '$1');
}

function outletIn(names: Names, faults: Fault[]): string | null {
  const field = names.first(OUTLETS);
  const outlet = namesIn(field, faults, ', ');
  if (outlet !== null) {
    const { length } = outlet;
    if (length > MAX_OUTLET_LENGTH)
      faults.push({ line: field!.line, cause: { kind: 'outlet too long', length } });
    return outlet;
  }
  const source = names
    .all(['source'])
    .find(({ value }) => typeof value === 'string' && isNameOfSource(value));
  const isName = source && webAddress(unwrapped(textsIn(source.value).join(' ').trim())) === null;
  return isName ? namesIn(source, faults, ', ') : null;
}

/** What the page shows of a body, which begins at an offset of the file, in a line of it. */
function bodyOf(
  content: string,
  { bodyAt, title, line }: { bodyAt: number; title: string; line: number },
  origin: Origin,
  faults: Fault[],
): ShownText {
  const shown = isPlainText(origin) ? readPlainText(content, bodyAt) : readMarkdown(content, bodyAt);
  if (shown.text === '') faults.push({ line, cause: { kind: 'no text' } });
  return withTitle(shown, title);
}

const isPlainText = ({ file }: Origin): boolean => /\.txt$/i.test(file);
