// The body of an article as blocks of plain text, out of HTML or of text: what a person reads, and how it is divided.
import { fromDom } from 'hast-util-from-dom';
import { toMdast, type Handle, type State } from 'hast-util-to-mdast';
import type { BlockContent, ListItem, Nodes, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { PageElement } from './dom.ts';
import { withoutEnd } from '../text/ends.ts';

/** Lines of a text that was wrapped by a machine end near this many characters. */
const [SHORTEST_WRAP, LONGEST_WRAP] = [50, 100];
/** So much of a text's lines end there, where it was. */
const WRAPPED_SHARE = 0.6;

/** What stands on the page as text only because there was nothing else to show, or belongs to a picture. */
const NOT_TEXT = [
  'img',
  'picture',
  'video',
  'audio',
  'iframe',
  'object',
  'embed',
  'svg',
  'canvas',
  'math',
  'figcaption',
];

const nothing: Handle = () => undefined;
const inside: Handle = (state: State, element) => state.all(element);

/** The blocks of an element of a page: paragraphs, headings, lists, quotations, tables and code; no markup within them. */
export function bodyOfElement(element: PageElement): Root {
  const tree = fromDom(element);
  const blocks = toMdast(tree, {
    handlers: {
      ...Object.fromEntries(NOT_TEXT.map((name) => [name, nothing])),
      ...Object.fromEntries(
        [
          'a',
          'em',
          'i',
          'u',
          'mark',
          'strong',
          'b',
          'del',
          's',
          'strike',
          'code',
          'kbd',
          'samp',
          'var',
          'tt',
        ].map((name) => [name, inside]),
      ),
    },
  });
  return rootOf(blocks.type === 'root' ? blocks.children : [blocks]);
}

/** The paragraphs of plain text: divided by blank lines where it has any, or else one a line, unless lines are wrapped. */
export function bodyOfText(text: string): Root {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').trim();
  const isDivided = /\n[ \t]*\n/.test(lines);
  const parts = isDivided || isWrapped(lines) ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split('\n');
  return rootOf(parts.map((part) => ({ type: 'paragraph', children: [{ type: 'text', value: part }] })));
}

/** All text of a body, a block a line. */
export const textOf = (node: Nodes): string => {
  if (node.type === 'text' || node.type === 'code') return node.value;
  if (node.type === 'break') return '\n';
  if (!('children' in node)) return '';
  const isBlockParent = ['root', 'list', 'listItem', 'blockquote', 'table'].includes(node.type);
  return node.children.map(textOf).join(isBlockParent ? '\n' : node.type === 'tableRow' ? ' ' : '');
};

function isWrapped(text: string): boolean {
  const lines = text.split('\n').slice(0, -1);
  const wrapped = lines.filter(({ length }) => length >= SHORTEST_WRAP && length <= LONGEST_WRAP);
  return lines.length >= 3 && wrapped.length >= lines.length * WRAPPED_SHARE;
}

const rootOf = (blocks: readonly RootContent[]): Root => ({ type: 'root', children: blocksOf(blocks) });

/** Blocks that hold text; whatever stands between blocks as if it were in one becomes a paragraph. */
function blocksOf(nodes: readonly Nodes[]): BlockContent[] {
  const blocks: BlockContent[] = [];
  let loose: Nodes[] = [];
  const close = () => {
    const children = phrasesOf(loose);
    if (children.length > 0) blocks.push({ type: 'paragraph', children });
    loose = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) loose.push(node);
    else {
      close();
      const block = blockOf(node);
      if (block) blocks.push(block);
    }
  }
  close();
  return blocks;
}

const BLOCKS = [
  'paragraph',
  'heading',
  'blockquote',
  'list',
  'table',
  'code',
  'thematicBreak',
  'html',
  'definition',
];
const isBlock = (node: Nodes): boolean => BLOCKS.includes(node.type);

function blockOf(node: Nodes): BlockContent | undefined {
  if (node.type === 'paragraph' || node.type === 'heading') {
    const children = phrasesOf(node.children);
    return children.length > 0 ? ({ ...bare(node), children } as BlockContent) : undefined;
  }
  if (node.type === 'blockquote') {
    const children = blocksOf(node.children);
    return children.length > 0 ? { type: 'blockquote', children } : undefined;
  }
  if (node.type === 'list') {
    const items = node.children.flatMap((item): ListItem[] => {
      const children = blocksOf(item.children);
      return children.length > 0 ? [{ type: 'listItem', spread: false, children }] : [];
    });
    if (items.length === 0) return undefined;
    return { type: 'list', ordered: node.ordered ?? false, spread: false, children: items };
  }
  if (node.type === 'table') {
    const rows = node.children.map((row) => ({
      ...row,
      children: row.children.map((cell) => ({
        ...cell,
        children: phrasesOf(cell.children).map(withoutBreak),
      })),
    }));
    return rows.length > 0 ? { type: 'table', align: node.align ?? [], children: rows } : undefined;
  }
  if (node.type === 'code') {
    const value = clean(node.value).trim();
    return value === '' ? undefined : { type: 'code', value };
  }
  return undefined;
}

const bare = (node: Nodes) =>
  node.type === 'heading' ? { type: node.type, depth: node.depth } : { type: node.type };

/** Text and line breaks of what may be marked up; no white space at the ends, none doubled, no two texts in a row. */
function phrasesOf(nodes: readonly Nodes[]): PhrasingContent[] {
  const flat = nodes.flatMap(leaves);
  const joined: (Text | { type: 'break' })[] = [];
  for (const leaf of flat) {
    const last = joined.at(-1);
    if (leaf.type === 'text' && last?.type === 'text') last.value += leaf.value;
    else joined.push({ ...leaf });
  }
  const tidy = joined.map((leaf) => (leaf.type === 'text' ? { ...leaf, value: tidied(leaf.value) } : leaf));
  // Editors put a joiner of no width into paragraphs that are there for the space.
  const isShown = tidy.some((leaf) => leaf.type === 'text' && /[^\s\p{Cf}]/u.test(leaf.value));
  return isShown ? trimmed(tidy) : [];
}

function leaves(node: Nodes): (Text | { type: 'break' })[] {
  if (node.type === 'text' || node.type === 'inlineCode') return [{ type: 'text', value: clean(node.value) }];
  if (node.type === 'break') return [{ type: 'break' }];
  return 'children' in node ? node.children.flatMap(leaves) : [];
}

/** Line ends stay, for a reader of the file knows verse from wrapped lines; blanks around them do not. */
const tidied = (text: string): string =>
  text.replace(/[ \t\n]+/g, (space) => (space.includes('\n') ? '\n' : ' '));

function trimmed(phrases: (Text | { type: 'break' })[]): PhrasingContent[] {
  const result: (Text | { type: 'break' })[] = [];
  for (const [i, phrase] of phrases.entries()) {
    if (phrase.type === 'break') {
      if (result.length > 0 && result.at(-1)!.type !== 'break') result.push(phrase);
      continue;
    }
    const isFirst = result.length === 0 || result.at(-1)!.type === 'break';
    const isLast = i === phrases.length - 1 || phrases[i + 1]!.type === 'break';
    let { value } = phrase;
    if (isFirst) value = value.replace(/^[ \t\n]+/, '');
    if (isLast) value = withoutEnd(value, /[ \t\n]/);
    if (value !== '') result.push({ type: 'text', value });
  }
  while (result.at(-1)?.type === 'break') result.pop();
  return result;
}

const withoutBreak = (phrase: PhrasingContent): PhrasingContent =>
  phrase.type === 'text'
    ? { ...phrase, value: phrase.value.replaceAll('\n', ' ') }
    : { type: 'text', value: ' ' };

/** Without control characters, which no page shows and no text file may hold. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .toWellFormed();
