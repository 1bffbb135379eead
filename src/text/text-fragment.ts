// The article's URL with a text fragment that scrolls to a quote.
// WICG Scroll to Text Fragment: #:~:text=[prefix-,]start[,end][,-suffix], matched without case, on word boundaries,
// each part within one block of the page. https://wicg.github.io/scroll-to-text-fragment/
import { IGNORED } from './fold.ts';
import type { Span } from '../types.ts';

/** A longer quote, or one over several paragraphs, is given by its first and last words. */
const WHOLE_QUOTE_LENGTH = 120;
const EDGE_WORDS = [4, 6, 9, 13];
const CONTEXT_WORDS = 4;

/** `url` with a fragment for `text.slice(start, end)`: unique in the text, by prefix and suffix if need be. No URL, no link. */
export function quoteLink<Url extends string | null>(
  url: Url,
  text: string,
  { start, end }: Span,
): Url | string {
  if (url === null) return url;
  const quote = text.slice(start, end);
  const directive = wholeDirective(text, quote, start) ?? rangeDirective(text, quote, start);
  return `${pageOf(url)}:~:text=${directive ?? withContext(text, quote, { start, end })}`;
}

/** The address up to where the directive goes: a fragment that it has stays, a directive gives way. */
function pageOf(url: string): string {
  const fragment = url.indexOf('#');
  const directive = fragment < 0 ? -1 : url.indexOf(':~:', fragment);
  const page = (directive < 0 ? url : url.slice(0, directive)).replace(/\s/g, encodeURIComponent);
  return page.includes('#') ? page : `${page}#`;
}

function wholeDirective(text: string, quote: string, start: number): string | null {
  if (quote.length > WHOLE_QUOTE_LENGTH || quote.includes('\n')) return null;
  return firstFound(text, quote, 0) === start && firstFound(text, quote, start + 1) < 0
    ? encode(quote)
    : null;
}

/** First and last words, as few as make the browser's first match the quote itself. */
function rangeDirective(text: string, quote: string, start: number): string | null {
  for (const count of EDGE_WORDS) {
    const edges = edgesOf(quote, count);
    if (!edges) return null;
    const [first, last] = edges;
    const endsAt = firstFound(text, last, start + first.length) + last.length;
    if (firstFound(text, first, 0) === start && endsAt === start + quote.length)
      return `${encode(first)},${encode(last)}`;
  }
  return null;
}

/** The first and last `count` words, or null when they would overlap or cross a line. */
function edgesOf(quote: string, count: number): [string, string] | null {
  const lines = quote.split('\n');
  const first = firstWords(lines[0]!, count);
  const last = lastWords(lines.at(-1)!, count);
  return first && last && first.length + last.length < quote.length ? [first, last] : null;
}

/** The first words of a line, as it spaces them. */
function firstWords(line: string, count: number): string {
  const end = [...line.matchAll(/\S+/g)].slice(0, count).at(-1);
  return end ? line.slice(0, end.index + end[0].length) : '';
}

/** The last words of a line, as it spaces them. */
function lastWords(line: string, count: number): string {
  const start = [...line.matchAll(/\S+/g)].slice(-count)[0];
  return start ? line.slice(start.index) : '';
}

/** A quote that stands in the text more than once is told apart by the words around it. */
function withContext(text: string, quote: string, { start, end }: Span): string {
  const before = lastWords(text.slice(0, start).split('\n').at(-1)!.trim(), CONTEXT_WORDS);
  const after = firstWords(text.slice(end).split('\n')[0]!.trim(), CONTEXT_WORDS);
  const edges =
    quote.length > WHOLE_QUOTE_LENGTH || quote.includes('\n') ? edgesOf(quote, EDGE_WORDS[1]!) : null;
  const body = edges ? edges.map(encode).join(',') : encode(quote.split('\n')[0]!);
  return `${before ? `${encode(before)}-,` : ''}${body}${after ? `,-${encode(after)}` : ''}`;
}

/** Where a browser would find the words first: without case, on word boundaries. */
function firstFound(text: string, sought: string, from: number): number {
  const [haystack, needle] = [lowerCaseOf(text), lowerCase(sought)];
  for (let at = haystack.indexOf(needle, from); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    if (isBoundary(text, at) && isBoundary(text, at + needle.length)) return at;
  }
  return -1;
}

/** Lower case that keeps every offset: the few letters that would change their length stay as they are. */
const lowerCase = (text: string): string =>
  text.replace(/\p{Lu}/gu, (letter) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
  );

/** The latest text in lower case: each link looks for several words in one and the same article. */
let latest = { text: '', lower: '' };

function lowerCaseOf(text: string): string {
  if (latest.text !== text) latest = { text, lower: lowerCase(text) };
  return latest.lower;
}

const isBoundary = (text: string, at: number): boolean =>
  !(/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && /[\p{L}\p{N}]/u.test(text[at] ?? ' '));

/** Soft hyphens and their like, which no browser looks for. */
const NOT_SEEN = new RegExp(IGNORED.source, 'gu');

/** Percent-encoded with what the directive's grammar uses (`-`, `,`, `&`) and what Markdown trips over. */
const encode = (part: string): string =>
  encodeURIComponent(part.toWellFormed().replace(NOT_SEEN, '').replace(/\s+/g, ' ')).replace(
    /[-!'()*~_]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
