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

const ESCAPE = /^\\([^0-9A-Za-z\s])/;
const QUOTED = /^(?: *>>> [\s\S]*)|^(?: *> [^\n]*(?:\n *> [^\n]*)*\n?)/;
const PLAIN = /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|discord|$)/i;

/** Reads content as Discord does. */
export function shown(content: string): Shown {
  const seen: Shown = { text: '', marks: [], links: [] };
  read(content, seen, false);
  return seen;
}

function read(source: string, seen: Shown, inQuote: boolean): void {
  let atLineStart = true;
  for (let rest = source; rest;) {
    const taken: number =
      escaped(rest, seen) ||
      quoted(rest, seen, atLineStart && !inQuote) ||
      marked(rest, seen, atLineStart, inQuote) ||
      plain(rest, seen);
    atLineStart = rest.slice(0, taken).endsWith('\n');
    rest = rest.slice(taken);
  }
}

function escaped(source: string, seen: Shown): number {
  const match = ESCAPE.exec(source);
  if (match) seen.text += match[1];
  return match?.[0].length ?? 0;
}

function quoted(source: string, seen: Shown, possible: boolean): number {
  const match = possible ? QUOTED.exec(source) : null;
  if (!match) return 0;
  seen.marks.push('quote');
  read(match[0].replace(/^ *(?:>>>|>) ?/gm, ''), seen, true);
  return match[0].length;
}

function marked(source: string, seen: Shown, atLineStart: boolean, inQuote: boolean): number {
  for (const { mark, pattern, line, inner } of RULES) {
    const match = line && !atLineStart ? null : pattern.exec(source);
    if (!match) continue;
    seen.marks.push(mark);
    if (mark === 'link') seen.links.push(match[2]!);
    if (mark === 'address') seen.links.push(match[0]);
    if (inner === undefined) seen.text += match[0];
    else read(match[inner] ?? match[inner + 1] ?? '', seen, inQuote);
    return match[0].length;
  }
  return 0;
}

function plain(source: string, seen: Shown): number {
  const match = PLAIN.exec(source)?.[0] ?? source[0]!;
  seen.text += match;
  return match.length;
}
