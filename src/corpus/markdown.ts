// A body in Markdown -> its shown text: the blocks of the page without any mark, headings and captions known as such. Pure.
import type { SyntaxNode, Tree, TreeCursor } from '@lezer/common';
import { hyphenRule } from './hard-wraps.ts';
import { inlineTag, writeHtml } from './html-text.ts';
import { comparableLabel, parseMarkdownTree } from './markdown-parser.ts';
import { FILL, maskShortcodes, type Masked } from './shortcodes.ts';
import { ShownTextWriter, type ShownText } from './shown-text.ts';
import { decodeEntity } from '../text/entities.ts';
import { oneOfWords } from '../text/patterns.ts';
import type { Span } from '../types.ts';

/** White space that is shown as one space, and what shortcodes left: all but a space between two words. */
const GAP = new RegExp(`[ \\t\\n${FILL}]{2,}|[\\t\\n${FILL}]|^ | $`, 'g');
/** `> [!note]- Title`: the title may be missing. */
const CALLOUT = /^\[![\w-]+(?:\|[^\]\n]*)?\][+-]?[ \t]*/;
/** `[>] `, `[-] `: what Obsidian marks a task with, beside what GFM knows. */
const TASK_STATE = /^\[[-/<>!?*"+]\][ \t]/;
/** The width of an image, behind what it shows: `![The quay|300](…)`. */
const IMAGE_WIDTH = /\|\d+(?:x\d+)?$/;
/** ` ^3f9a2c` names a paragraph for links to it. */
const BLOCK_ID = /(?:^|[ \t])\^[A-Za-z0-9-]+\s*$/;
/** A longer text above a line of dashes is a paragraph above a rule, whatever the page makes of it. In characters. */
const MAX_UNDERLINED_HEADING = 200;

const CONTAINERS = /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|Meaning)$/;
const PARAGRAPHS = /^(?:Paragraph|Task|TooDeep)$/;
const BESIDE_IMAGES = /^(?:Emphasis|StrongEmphasis|QuoteMark|HardBreak)$/;
const UNSHOWN = new RegExp(
  `^${oneOfWords(`EmphasisMark CodeMark HeaderMark QuoteMark ListMark StrikethroughMark HighlightMark TaskMarker WikiMark
    FootnoteMark Embed Comment ProcessingInstruction TableDelimiter`)}$`,
);

/** The shown text of what a file has from an offset to its end. */
export function readMarkdown(content: string, from: number): ShownText {
  const body = content.slice(from);
  const masked = maskShortcodes(body);
  return new MarkdownReader(content, from, masked).read();
}

class MarkdownReader {
  readonly #writer: ShownTextWriter;
  readonly #source: string;
  readonly #offset: number;
  readonly #shortcodeCaptions: Masked['captions'];
  readonly #tree: Tree;
  /** Labels of links and footnotes that are defined, as they are compared. */
  readonly #defined = new Set<string>();
  /** Notes are shown at the end of the page. */
  readonly #notes: SyntaxNode[] = [];
  /** Captions met in the paragraph that is being written: texts of its images, which stand alone in it, and of shortcodes. */
  #images: SyntaxNode[] = [];
  #captions: Span[] = [];
  /** Names of elements within a paragraph that are open and show nothing. */
  #hidden: string[] = [];
  #struck: (() => void)[] = [];

  constructor(content: string, offset: number, { text, captions }: Masked) {
    this.#writer = new ShownTextWriter(content, hyphenRule(text));
    [this.#source, this.#offset, this.#shortcodeCaptions] = [text, offset, captions];
    this.#tree = parseMarkdownTree(text);
  }

  read(): ShownText {
    this.#define();
    this.#block(this.#tree.cursor());
    // A note may hold another, which then comes after it.
    for (const note of this.#notes) {
      if (note.name === 'InlineFootnote') this.#leaf(note.cursor());
      else this.#children(note.cursor(), (child) => this.#block(child));
    }
    return this.#writer.finish();
  }

  /** Which labels are defined, anywhere in the text. */
  #define(): void {
    this.#tree.iterate({
      enter: ({ name, node }) => {
        if (name === 'LinkReference')
          this.#defined.add(comparableLabel(this.#slice(node.getChild('LinkLabel')!)));
        if (name === 'FootnoteMark') this.#defined.add(comparableLabel(this.#slice(node).replace(/:$/, '')));
        return !PARAGRAPHS.test(name);
      },
    });
  }

  #slice = ({ from, to }: { from: number; to: number }): string => this.#source.slice(from, to);

  #children(cursor: TreeCursor, visit: (child: TreeCursor) => void): void {
    if (!cursor.firstChild()) return;
    do visit(cursor);
    while (cursor.nextSibling());
    cursor.parent();
  }

  #block(cursor: TreeCursor): void {
    const { name } = cursor;
    if (CONTAINERS.test(name)) this.#children(cursor, (child) => this.#block(child));
    else if (PARAGRAPHS.test(name)) this.#paragraph(cursor);
    else if (name.startsWith('ATXHeading')) this.#leaf(cursor, 'heading');
    else if (name.startsWith('SetextHeading'))
      this.#leaf(cursor, cursor.to - cursor.from > MAX_UNDERLINED_HEADING ? undefined : 'heading');
    else if (name === 'FencedCode') this.#code(cursor, 'code');
    else if (name === 'CodeBlock') this.#code(cursor);
    else if (name === 'HTMLBlock' || name === 'CommentBlock') this.#html(cursor);
    else if (name === 'Table') this.#children(cursor, (row) => this.#row(row));
    else if (name === 'FootnoteDefinition') this.#notes.push(cursor.node);
  }

  #row(cursor: TreeCursor): void {
    this.#writer.paragraph();
    this.#children(cursor, (cell) => {
      if (cell.name !== 'TableCell') return;
      this.#writer.lineBreak();
      this.#inline(cell, cell.from, cell.to);
    });
    this.#writer.paragraph();
    this.#writeCaptions(false);
  }

  #code(cursor: TreeCursor, kind?: 'code'): void {
    this.#writer.paragraph();
    const end = kind && this.#writer.begin(kind);
    this.#children(cursor, ({ name, from, to }) => {
      if (name !== 'CodeText') return;
      for (const { 0: part, index } of this.#source
        .slice(from, to)
        .matchAll(new RegExp(`[^\\n${FILL}]+|\\n`, 'g')))
        if (part === '\n') this.#writer.lineBreak();
        else this.#literal(from + index, from + index + part.length);
    });
    end?.();
    this.#writer.paragraph();
  }

  #html(cursor: TreeCursor): void {
    const { from: start, to: end } = cursor;
    const parts: string[] = [];
    let at = start;
    this.#children(cursor, ({ name, from, to }) => {
      if (name !== 'QuoteMark') return;
      parts.push(this.#source.slice(at, from), ' '.repeat(to - from));
      at = to;
    });
    parts.push(this.#source.slice(at, end));
    this.#writer.paragraph();
    const html = parts.join('');
    writeHtml(html, this.#offset + start, this.#writer, (from, to) =>
      this.#written(html.slice(from, to), start + from),
    );
  }

  /** A paragraph; the first line of a callout is its title. */
  #paragraph(cursor: TreeCursor): void {
    const written = this.#slice(cursor);
    const callout = isFirstOf('Blockquote', cursor) && CALLOUT.exec(written.slice(0, MAX_UNDERLINED_HEADING));
    const state = isFirstOf('ListItem', cursor) && TASK_STATE.exec(written);
    if (state) return this.#leaf(cursor, undefined, cursor.from + state[0].length);
    if (!callout) return this.#leaf(cursor, isCaption(cursor, this.#source) ? 'caption' : undefined);
    const line = cursor.from + (written.includes('\n') ? written.indexOf('\n') : written.length);
    this.#leaf(cursor, 'heading', cursor.from + callout[0].length, line);
    this.#leaf(cursor, undefined, line);
  }

  /** A block of text without blocks in it. */
  #leaf(cursor: TreeCursor, kind?: 'heading' | 'caption', from = cursor.from, to = cursor.to): void {
    const id = BLOCK_ID.exec(this.#source.slice(Math.max(from, to - MAX_UNDERLINED_HEADING), to));
    this.#writer.paragraph();
    const before = this.#writer.length;
    const end = kind && this.#writer.begin(kind);
    this.#inline(cursor, from, to - (id?.[0].length ?? 0));
    end?.();
    this.#writer.paragraph();
    for (const strike of this.#struck.splice(0)) strike();
    this.#hidden = [];
    this.#writeCaptions(this.#writer.length === before);
  }

  /** The captions of shortcodes in the block that was written, and of its images where nothing else stood in it. */
  #writeCaptions(isAlone: boolean): void {
    const [images, captions] = [this.#images.splice(0), this.#captions.splice(0)];
    const write = (what: () => void) => {
      this.#writer.paragraph();
      const end = this.#writer.begin('caption');
      what();
      end();
    };
    if (isAlone) for (const image of images) write(() => this.#linked(image.cursor()));
    this.#images = [];
    for (const { start, end } of captions) write(() => this.#literal(start, end));
    this.#writer.paragraph();
  }

  /** What stands in a block, or in a mark within it, from one offset to another. */
  #inline(cursor: TreeCursor, from: number, to: number): void {
    let at = from;
    this.#children(cursor, (child) => {
      if (child.to <= from || child.from >= to || child.from < at) return;
      const end = child.to;
      this.#text(at, child.from);
      this.#mark(child);
      at = end;
    });
    this.#text(at, to);
  }

  #mark(cursor: TreeCursor): void {
    const { name, from, to } = cursor;
    const place = [this.#offset + from, this.#offset + to] as const;
    if (name === 'HTMLTag') return this.#tag(this.#slice(cursor));
    if (UNSHOWN.test(name) || this.#hidden.length > 0) return;
    if (name === 'Escape') this.#writer.instead(this.#source.slice(from + 1, to), ...place);
    else if (name === 'Entity') this.#writer.instead(decodeEntity(this.#slice(cursor)), ...place);
    else if (name === 'HardBreak') this.#writer.lineBreak();
    else if (name === 'Strikethrough') this.#strike(() => this.#inline(cursor, from, to));
    else if (name === 'Link' || name === 'Image') this.#link(cursor);
    else if (name === 'Autolink') this.#text(from + 1, to - 1);
    else if (name === 'FootnoteReference') {
      if (!this.#isDefined(this.#slice(cursor))) this.#text(from, to);
    } else if (name === 'InlineFootnote') this.#notes.push(cursor.node);
    else if (name === 'WikiPage') this.#page(from + 2, to - 2);
    else this.#inline(cursor, from, to);
  }

  #strike(write: () => void): void {
    const end = this.#writer.begin('struck');
    write();
    end();
  }

  #tag(tag: string): void {
    const read = inlineTag(tag);
    if (read.does === 'break') this.#writer.lineBreak();
    if (read.does === 'strike') {
      if (!read.closes) this.#struck.push(this.#writer.begin('struck'));
      else this.#struck.pop()?.();
    }
    if (read.does !== 'hide') return;
    if (!read.closes) this.#hidden.push(read.name);
    else if (this.#hidden.at(-1) === read.name) this.#hidden.pop();
  }

  #isDefined = (label: string): boolean => this.#defined.has(comparableLabel(label));

  /** The text of a link; an image says nothing in a line. What only looks like one is text. */
  #link(cursor: TreeCursor): void {
    const { node, name } = cursor;
    const label = node.getChild('LinkLabel');
    const [opener, closer] = node.getChildren('LinkMark');
    const own = `[${this.#source.slice(opener!.to, closer!.from)}]`;
    const target = label && label.to - label.from > 2 ? this.#slice(label) : own;
    const isOne =
      node.getChild('URL') !== null || this.#slice(node).endsWith('()') || this.#isDefined(target);
    if (!isOne) return this.#asWritten(cursor);
    if (name === 'Image') this.#images.push(node);
    else this.#linked(cursor);
  }

  /** What stands between the brackets. */
  #linked(cursor: TreeCursor): void {
    const [opener, closer] = cursor.node.getChildren('LinkMark');
    const [from, to] = [opener!.to, closer!.from];
    const width = cursor.name === 'Image' ? IMAGE_WIDTH.exec(this.#source.slice(from, to)) : null;
    this.#inline(cursor, from, width ? from + width.index : to);
  }

  /** Brackets with nothing that they link to. */
  #asWritten(cursor: TreeCursor): void {
    let at = cursor.from;
    const end = cursor.to;
    this.#children(cursor, (child) => {
      const { from, to, name } = child;
      if (name === 'LinkMark' || name === 'LinkLabel') return;
      this.#text(at, from);
      this.#mark(child);
      at = to;
    });
    this.#text(at, end);
  }

  /** A page's name; of "page#heading" both are shown, and of "#heading" the heading. */
  #page(from: number, to: number): void {
    const hash = this.#source.slice(from, to).indexOf('#');
    if (hash < 0) return this.#text(from, to);
    const at = from + hash;
    this.#text(from, at);
    if (hash > 0) this.#writer.instead(' > ', this.#offset + at, this.#offset + at + 1);
    this.#text(at + 1, to);
  }

  /** Text without marks in it. */
  #text(from: number, to: number): void {
    if (from < to && this.#hidden.length === 0) this.#written(this.#source.slice(from, to), from);
  }

  /** The same, white space as one space. */
  #written(text: string, from: number): void {
    let at = 0;
    for (const { 0: gap, index } of text.matchAll(GAP)) {
      this.#literal(from + at, from + index);
      at = index + gap.length;
      this.#gap(gap, from + index);
    }
    this.#literal(from + at, from + text.length);
  }

  #gap(gap: string, from: number): void {
    // Between two lines may stand the mark of a block quote, which is none of the space.
    const space = gap.includes('\n') ? gap.indexOf('\n') : gap.search(/[ \t]/);
    const place = this.#offset + from + space;
    if (space >= 0) this.#writer.space(place, place + 1);
    if (!gap.includes(FILL) || this.#shortcodeCaptions.size === 0) return;
    for (let at = from; at <= from + gap.length; at++) {
      const caption = this.#shortcodeCaptions.get(at);
      if (caption) this.#captions.push(caption);
    }
  }

  #literal = (from: number, to: number): void => this.#writer.literal(this.#offset + from, this.#offset + to);
}

function isFirstOf(block: 'Blockquote' | 'ListItem', { node, name }: TreeCursor): boolean {
  if (name !== 'Paragraph' || node.parent?.name !== block) return false;
  let before = node.prevSibling;
  while (before && /^(?:QuoteMark|ListMark)$/.test(before.name)) before = before.prevSibling;
  return before === null;
}

/** Images with nothing beside them but a line in italics or bold. */
function isCaption({ node }: TreeCursor, source: string): boolean {
  let [at, images] = [node.from, 0];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (source.slice(at, child.from).trim() !== '') return false;
    at = child.to;
    if (child.name === 'Image' || (child.name === 'Link' && child.getChild('Image'))) images++;
    else if (images === 0 || !BESIDE_IMAGES.test(child.name)) return false;
  }
  return images > 0 && source.slice(at, node.to).trim() === '';
}
