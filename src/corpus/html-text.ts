// HTML within Markdown -> what a browser shows of it. The only user of htmlparser2.
import { Parser } from 'htmlparser2';
import type { ShownTextWriter } from './shown-text.ts';
import { setOf } from '../text/patterns.ts';
import type { Unquotable } from '../types.ts';

/** Elements of which nothing is shown as text. */
const UNSHOWN =
  setOf(`script style template noscript iframe object svg math head title textarea select datalist canvas
  audio video`);
/** Elements that no text of a line goes on into. */
const BLOCKS =
  setOf(`address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul
  caption`);
const CELLS = setOf('td th');
/** Elements whose text is no sentence of the story. */
const KINDS: ReadonlyMap<string, Unquotable['kind']> = new Map([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary'].map((name) => [name, 'heading'] as const),
  ...['figcaption', 'caption'].map((name) => [name, 'caption'] as const),
  ...['del', 's', 'strike'].map((name) => [name, 'struck'] as const),
]);

/** Longer HTML is read in pieces, in characters: the library takes time with the square of the elements that are open. */
const MAX_PIECE = 50_000;

/** What a tag within a paragraph does to the text around it. */
export type InlineTag =
  { does: 'break' | 'nothing' } | { does: 'hide' | 'strike'; name: string; closes: boolean };

/** Reads one tag: "<br>", "</span>". */
export function inlineTag(tag: string): InlineTag {
  const name = /^<\/?([a-z][a-z\d-]*)/i.exec(tag)?.[1]!.toLowerCase() ?? '';
  const closes = tag.startsWith('</');
  if (name === 'br') return { does: 'break' };
  if (/\/>$/.test(tag)) return { does: 'nothing' };
  if (UNSHOWN.has(name)) return { does: 'hide', name, closes };
  return KINDS.get(name) === 'struck' ? { does: 'strike', name, closes } : { does: 'nothing' };
}

/**
 * Writes what is shown of a piece of HTML.
 * @param html may differ from the file where marks of a block quote stand between its lines, but in length
 * @param at its place in the file
 * @param write writes what the HTML has from one offset to another, white space as one space
 */
export function writeHtml(
  html: string,
  at: number,
  writer: ShownTextWriter,
  write: (from: number, to: number) => void,
): void {
  let hidden: string | undefined;
  for (let from = 0; from < html.length;) {
    const cut = html.indexOf('\n<', from + MAX_PIECE);
    const to = cut < 0 ? html.length : cut;
    // What shows nothing goes on in the next piece.
    const opened = hidden === undefined ? '' : `<${hidden} hidden>`;
    const piece = opened + html.slice(from, to);
    const shift = from - opened.length;
    hidden = writePiece(piece, at + shift, writer, (start, end) => write(start + shift, end + shift));
    from = to;
  }
  writer.paragraph();
}

/** Gives the outermost element that is open and shows nothing. */
function writePiece(
  html: string,
  at: number,
  writer: ShownTextWriter,
  write: (from: number, to: number) => void,
): string | undefined {
  const hidden: string[] = [];
  let isOver = false;
  const open: { name: string; kind: Unquotable['kind']; mark: () => void }[] = [];
  let preformatted = 0;
  const boundary = (name: string) => {
    if (BLOCKS.has(name)) writer.paragraph();
    else if (CELLS.has(name)) writer.lineBreak();
  };
  const lines = (from: number, to: number) => {
    for (const line of html.slice(from, to).matchAll(/[^\n]+|\n/g))
      if (line[0] === '\n') writer.lineBreak();
      else writer.literal(at + from + line.index, at + from + line.index + line[0].length);
  };
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (hidden.length > 0 || UNSHOWN.has(name) || 'hidden' in attributes) hidden.push(name);
        if (hidden.length > 0) return;
        boundary(name);
        if (name === 'br') writer.lineBreak();
        if (name === 'pre') preformatted++;
        const kind = KINDS.get(name);
        if (kind) open.push({ name, kind, mark: writer.begin(kind) });
      },
      onclosetag(name) {
        // What is left open is closed by the end of the text.
        if (isOver) return;
        if (hidden.length > 0) {
          if (hidden.at(-1) === name) hidden.pop();
          return;
        }
        if (open.at(-1)?.name === name) open.pop()!.mark();
        if (name === 'pre') preformatted--;
        boundary(name);
      },
      ontext(data) {
        if (hidden.length > 0) return;
        const [from, to] = [parser.startIndex, parser.endIndex + 1];
        if (html.slice(from, to) !== data) writer.instead(data, at + from, at + to);
        else if (preformatted > 0) lines(from, to);
        else write(from, to);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  const outermost = hidden[0];
  isOver = true;
  parser.end();
  for (const { mark } of open.reverse()) mark();
  return outermost;
}
