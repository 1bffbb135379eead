// The syntax of Markdown as people's archives have it: CommonMark and GFM, with footnotes and what Obsidian adds. The only user of
// @lezer/markdown, which gives every mark its place and takes time in proportion to the text.
import type { Tree } from '@lezer/common';
import {
  GFM,
  parser as commonMark,
  type BlockContext,
  type BlockParser,
  type DelimiterType,
  type InlineContext,
  type InlineParser,
  type LeafBlock,
  type Line,
  type MarkdownConfig,
} from '@lezer/markdown';

/** Deeper block quotes and lists, in levels, are none: reading them takes time with the square of their depth. */
const MAX_DEPTH = 60;
/** Longer paragraphs, and those of more brackets and other marks, are no prose: their marks stand as they are. */
const MAX_INLINE = { characters: 100_000, marks: 3_000 };
const MARKS = /[[\]<>*_`~=(!]/g;
/** Characters that are looked at for the end of a link or an inline footnote. */
const MAX_LINK = 1_000;

/** `[[page]]`, `[[page|shown]]`, with the bar escaped in a table; not the linked "[[1]](#note)" of a clipped page. */
const WIKI_LINK = /^\[\[(?<page>[^[\]\n|]*?)(?:\\?\|(?<shown>[^[\]\n]+))?\]\](?!\()/;
const EMBED = /^!\[\[[^[\]\n]+\]\]/;
const REFERENCE = /^\[\^[^\s[\]]+\](?!\()/;
const DEFINITION = /^\[\^[^\s[\]]+\]:[ \t]*/;
/** What may become the definition of a label as it goes on. */
const MAYBE_DEFINITION = /^\[[^\]]*(?:\]:|$)/;
/** A definition goes on where a line is indented so far. */
const DEFINITION_INDENT = 4;
/** Whatever may define a label. */
const MAYBE_DEFINED = /(\[(?:[^[\]\\\n]|\\.){1,999}\]):/g;
/** Brackets in brackets, in levels, that prose has. */
const MAX_BRACKETS = 4;
/** `: What the term above means.` */
const MEANING = /^:[ \t]+(?=\S)/;

const [LINE_FEED, SPACE, BANG, COLON, EQUALS, OPEN_BRACKET, CARET] = [10, 32, 33, 58, 61, 91, 94];

const inline = (name: string, parse: InlineParser['parse'], before = 'Link'): InlineParser => ({
  name,
  parse,
  before,
});

/** The text from a place on, as far as it is looked at. */
const ahead = (cx: InlineContext, at: number): string => cx.slice(at, Math.min(cx.end, at + MAX_LINK));

/** Comes first, and takes a paragraph whole that is no prose. */
const tooMuch = inline(
  'TooMuch',
  (cx, _, at) => {
    if (at !== cx.offset || cx.text.length <= MAX_INLINE.marks) return -1;
    const isTooMuch =
      cx.text.length > MAX_INLINE.characters || (cx.text.match(MARKS)?.length ?? 0) > MAX_INLINE.marks;
    return isTooMuch ? cx.end : -1;
  },
  'Escape',
);

/** Takes a run of spaces whole that ends no line: the library would look at the rest of it from each of them. */
const spaces = inline(
  'Spaces',
  (cx, next, at) => {
    if (next !== SPACE || cx.char(at + 1) !== SPACE) return -1;
    let end = at + 2;
    while (cx.char(end) === SPACE) end++;
    return cx.char(end) === LINE_FEED ? -1 : end;
  },
  'Escape',
);

const wikiLink = inline('WikiLink', (cx, next, at) => {
  if (next !== OPEN_BRACKET || cx.char(at + 1) !== OPEN_BRACKET) return -1;
  const found = WIKI_LINK.exec(ahead(cx, at));
  if (!found) return -1;
  const end = at + found[0].length;
  const { page, shown } = found.groups!;
  const from = shown === undefined ? at + 2 : end - 2 - shown.length;
  if ((shown ?? page!).trim() === '') return -1;
  const children = shown === undefined ? [] : cx.parser.parseInline(shown, from);
  const marks = [cx.elt('WikiMark', at, from), cx.elt('WikiMark', end - 2, end)] as const;
  return cx.addElement(
    cx.elt(shown === undefined ? 'WikiPage' : 'WikiLink', at, end, [marks[0], ...children, marks[1]]),
  );
});

const embed = inline('Embed', (cx, next, at) => {
  const found = next === BANG && EMBED.exec(ahead(cx, at));
  return found ? cx.addElement(cx.elt('Embed', at, at + found[0].length)) : -1;
});

const footnoteReference = inline('FootnoteReference', (cx, next, at) => {
  const found = next === OPEN_BRACKET && cx.char(at + 1) === CARET && REFERENCE.exec(ahead(cx, at));
  return found ? cx.addElement(cx.elt('FootnoteReference', at, at + found[0].length)) : -1;
});

/** The offset of the bracket that closes the one which a text begins with; -1 where none does, or too many are open. */
function closingBracket(text: string, most: number): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[' && ++depth > most) return -1;
    else if (text[i] === ']' && --depth === 0) return i;
  }
  return -1;
}

/** `^[What the note says, [link](…) and all.]` */
const inlineFootnote = inline('InlineFootnote', (cx, next, at) => {
  if (next !== CARET || cx.char(at + 1) !== OPEN_BRACKET) return -1;
  const text = ahead(cx, at + 1);
  const close = closingBracket(text, MAX_BRACKETS);
  if (close < 0) return -1;
  const end = at + 1 + close;
  const children = cx.parser.parseInline(text.slice(1, close), at + 2);
  const [opener, closer] = [cx.elt('WikiMark', at, at + 2), cx.elt('WikiMark', end, end + 1)];
  return cx.addElement(cx.elt('InlineFootnote', at, end + 1, [opener, ...children, closer]));
});

const HIGHLIGHT: DelimiterType = { resolve: 'Highlight', mark: 'HighlightMark' };
const highlight = inline(
  'Highlight',
  (cx, next, at) => {
    if (next !== EQUALS || cx.char(at + 1) !== EQUALS || cx.char(at + 2) === EQUALS) return -1;
    if (at > cx.offset && cx.char(at - 1) === EQUALS) return -1;
    const isSpace = (character: string) => /^\s?$/.test(character);
    const [opens, closes] = [
      !isSpace(cx.slice(at + 2, at + 3)),
      at > cx.offset && !isSpace(cx.slice(at - 1, at)),
    ];
    return cx.addDelimiter(HIGHLIGHT, at, at + 2, opens, closes);
  },
  'Emphasis',
);

const footnoteDefinition: BlockParser = {
  name: 'FootnoteDefinition',
  before: 'LinkReference',
  parse(cx, line) {
    const mark =
      line.next === OPEN_BRACKET && DEFINITION.exec(line.text.slice(line.pos, line.pos + MAX_LINK));
    if (!mark) return false;
    const from = cx.lineStart + line.pos;
    cx.startComposite('FootnoteDefinition', line.pos, line.baseIndent + DEFINITION_INDENT);
    cx.addElement(cx.elt('FootnoteMark', from, from + mark[0].trimEnd().length));
    line.moveBase(line.pos + mark[0].length);
    return null;
  },
  endLeaf: (_, line) =>
    line.next === OPEN_BRACKET && DEFINITION.test(line.text.slice(line.pos, line.pos + MAX_LINK)),
};

/**
 * Ends what begins like the definition of a label and goes on for long: the library reads it anew with each line, for its title may
 * have several.
 */
const endlessDefinition: BlockParser = {
  name: 'EndlessDefinition',
  endLeaf: (_, __, leaf) => {
    if (leaf.content.length <= 2 * MAX_LINK) return false;
    // Once a paragraph: to look into a text that grows line by line takes time with its length.
    const isOne = mayDefine.get(leaf) ?? MAYBE_DEFINITION.test(leaf.content.slice(0, MAX_LINK));
    mayDefine.set(leaf, isOne);
    return isOne;
  },
};
const mayDefine = new WeakMap<LeafBlock, boolean>();

/** What a term means, below it: `: Text`. It begins, goes on and ends as the entry of a list does. */
const meaning: BlockParser = {
  name: 'Meaning',
  before: 'LinkReference',
  parse(cx, line) {
    const mark = line.next === COLON && MEANING.exec(line.text.slice(line.pos, line.pos + MAX_LINK));
    if (!mark) return false;
    cx.startComposite('Meaning', line.pos, line.baseIndent + mark[0].length);
    line.moveBase(line.pos + mark[0].length);
    return null;
  },
  endLeaf: (_, line) => line.next === COLON && MEANING.test(line.text.slice(line.pos, line.pos + MAX_LINK)),
};

/** Comes first, and takes a line that is nested too deep as a paragraph. */
const tooDeep: BlockParser = {
  name: 'TooDeep',
  before: 'LinkReference',
  parse(cx, line) {
    if (cx.depth < MAX_DEPTH || line.next < 0) return false;
    cx.addElement(cx.elt('TooDeep', cx.lineStart + line.pos, cx.lineStart + line.text.length));
    cx.nextLine();
    return true;
  },
};

/** A block goes on over blank lines, and where a line is indented as its first text. */
function goesOnIndented(_: BlockContext, line: Line, indent: number): boolean {
  if (line.next < 0) return true;
  if (line.indent < indent) return false;
  line.moveBaseColumn(indent);
  return true;
}

const archives: MarkdownConfig = {
  defineNodes: [
    ...['WikiLink', 'WikiPage', 'WikiMark', 'Embed', 'FootnoteReference', 'InlineFootnote'],
    ...['Highlight', 'HighlightMark', 'FootnoteMark', 'Brackets'],
    { name: 'TooDeep', block: true },
    { name: 'FootnoteDefinition', block: true, composite: goesOnIndented },
    { name: 'Meaning', block: true, composite: goesOnIndented },
  ],
  parseBlock: [tooDeep, footnoteDefinition, meaning, endlessDefinition],
  parseInline: [wikiLink, footnoteReference, embed, inlineFootnote, highlight, spaces, tooMuch],
};

const parser = commonMark.configure([GFM, archives]);

/**
 * "[sic]" that no label defines: the library takes it for a link all the same, which then could not stand in another,
 * as in "[He said [sic] so](https://…)".
 */
const brackets = (defined: ReadonlySet<string>): InlineParser =>
  inline('Brackets', (cx, next, at) => {
    if (next !== OPEN_BRACKET) return -1;
    const text = ahead(cx, at);
    const close = closingBracket(text, MAX_BRACKETS);
    const label = text.slice(0, close + 1);
    if (close < 0 || /^[[(]/.test(text.slice(close + 1, close + 2)) || defined.has(comparableLabel(label)))
      return -1;
    const children = cx.parser.parseInline(label.slice(1, -1), at + 1);
    return cx.addElement(cx.elt('Brackets', at, at + label.length, children));
  });

/** A label with its brackets, as labels are compared. */
export const comparableLabel = (label: string): string => label.replace(/\s+/g, ' ').trim().toLowerCase();

/** The syntax tree of Markdown; offsets are into the text. */
export function parseMarkdownTree(text: string): Tree {
  const defined = new Set([...text.matchAll(MAYBE_DEFINED)].map(([, label]) => comparableLabel(label!)));
  return parser.configure({ parseInline: [brackets(defined)] }).parse(text);
}
