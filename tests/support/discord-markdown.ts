// How Discord shows a message's content: a small model of its markdown, the oracle for what Attest writes.
// Rules and their order follow Khan Academy's simple-markdown, which Discord's clients use, and Discord's additions.

/** What a reader sees, and every construct that was more than text. */
export interface Shown {
  text: string;
  marks: string[];
  /** Where a tap leads: targets of masked links and bare addresses. */
  links: string[];
}

interface Rule {
  mark: string;
  pattern: RegExp;
  /** Only at the start of a line. */
  line?: boolean;
  /** Which group of the match is read on as markdown; without it the match is shown as it stands. */
  inner?: number;
}

const LABEL = String.raw`(?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*`;
const TARGET = String.raw`\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*`;

const RULES: Rule[] = [
  { mark: 'heading', pattern: /^ *#{1,3} +([^\n]+)/, line: true, inner: 1 },
  { mark: 'small', pattern: /^ *-# +([^\n]+)/, line: true, inner: 1 },
  { mark: 'list', pattern: /^ *(?:[-*]|\d+\.) +([^\n]+)/, line: true, inner: 1 },
  { mark: 'code block', pattern: /^```(?:[\w+.#-]+\n)?\n*([^]+?)\n*```/ },
  { mark: 'address', pattern: /^<(?:[^\s:>]+:\/\/[^\s>]+|[^\s@>]+@[^\s>]+\.[^\s>]+)>/ },
  { mark: 'mention', pattern: /^<(?:@[!&]?|#)\d+>|^@everyone|^@here/ },
  { mark: 'emoji', pattern: /^<a?:\w+:\d+>|^:[\w+-]+:/ },
  { mark: 'time', pattern: /^<t:-?\d+(?::\w)?>/ },
  { mark: 'command', pattern: /^<\/[^>]+:\d+>|^<id:\w+>/ },
  {
    mark: 'address',
    pattern:
      /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]|^discord(?:app)?\.(?:gg|com|gift|new)\/\w+/i,
  },
  { mark: 'link', pattern: new RegExp(String.raw`^\[(${LABEL})\]\(${TARGET}\)`), inner: 1 },
  { mark: 'spoiler', pattern: /^\|\|([\s\S]+?)\|\|/, inner: 1 },
  { mark: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner: 1 },
  { mark: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner: 1 },
  {
    mark: 'italics',
    pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|[^\\*])+?)\*(?!\*)|^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/,
    inner: 1,
  },
  { mark: 'strike', pattern: /^~~([\s\S]+?)~~(?!_)/, inner: 1 },
  { mark: 'code', pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/ },
];

/** Escaping is off within the text of a link (discord-api-docs #6185), and one with an emoji is none (#6810). */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

const ESCAPE = /^\\([^0-9A-Za-z\s])/;
const QUOTED = /^(?: *>>> [\s\S]*)|^(?: *> [^\n]*(?:\n *> [^\n]*)*\n?)/;
const PLAIN = /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|discord|$)/i;

/** A piece of what Discord shows: plain text, or a construct with what it shows as. */
export interface Part {
  /** Null for plain text. */
  mark: string | null;
  text: string;
  /** What a construct shows, where that is read as markdown again. */
  parts: Part[];
  /** Where a tap leads. */
  link?: string;
}

/** Reads content as Discord does. */
export const partsOf = (content: string): Part[] => read(content, {});

/** What a reader sees of content, all constructs flattened. */
export function shown(content: string): Shown {
  const seen: Shown = { text: '', marks: [], links: [] };
  flatten(partsOf(content), seen);
  return seen;
}

function flatten(parts: readonly Part[], seen: Shown): void {
  for (const { mark, text, parts: inner, link } of parts) {
    if (mark !== null) seen.marks.push(mark);
    if (link !== undefined) seen.links.push(link);
    seen.text += text;
    flatten(inner, seen);
  }
}

interface Taken {
  part: Part;
  length: number;
}

const plainPart = (text: string): Part => ({ mark: null, text, parts: [] });

/** What the text stands in, if anything. */
interface Within {
  quote?: boolean;
  link?: boolean;
}

function read(source: string, within: Within): Part[] {
  const parts: Part[] = [];
  let atLineStart = true;
  for (let rest = source; rest;) {
    const { part, length }: Taken =
      (within.link ? null : escaped(rest)) ??
      quoted(rest, atLineStart && !within.quote) ??
      marked(rest, atLineStart, within) ??
      plain(rest);
    parts.push(part);
    atLineStart = rest.slice(0, length).endsWith('\n');
    rest = rest.slice(length);
  }
  return parts;
}

function escaped(source: string): Taken | null {
  const match = ESCAPE.exec(source);
  return match && { part: plainPart(match[1]!), length: match[0].length };
}

function quoted(source: string, possible: boolean): Taken | null {
  const match = possible ? QUOTED.exec(source) : null;
  if (!match) return null;
  const inner = read(match[0].replace(/^ *(?:>>>|>) ?/gm, ''), { quote: true });
  return { part: { mark: 'quote', text: '', parts: inner }, length: match[0].length };
}

function marked(source: string, atLineStart: boolean, within: Within): Taken | null {
  for (const { mark, pattern, line, inner } of RULES) {
    const match = line && !atLineStart ? null : pattern.exec(source);
    if (!match || (mark === 'link' && EMOJI.test(match[1]!))) continue;
    const link = mark === 'link' ? match[2]! : mark === 'address' ? match[0] : undefined;
    const leads = link === undefined ? {} : { link };
    const shows =
      inner === undefined
        ? { text: match[0], parts: [] }
        : {
            text: '',
            parts: read(
              match[inner] ?? match[inner + 1] ?? '',
              mark === 'link' ? { ...within, link: true } : within,
            ),
          };
    return { part: { mark, ...shows, ...leads }, length: match[0].length };
  }
  return null;
}

function plain(source: string): Taken {
  const text = PLAIN.exec(source)?.[0] ?? source[0]!;
  return { part: plainPart(text), length: text.length };
}
