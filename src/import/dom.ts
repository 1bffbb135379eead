// A page as a tree, without its scripts being run or anything it names being fetched. The only user of linkedom.
import { parseHTML } from 'linkedom';

/** As much of an element of the DOM as the import needs. */
export interface PageElement {
  readonly tagName: string;
  readonly className: unknown;
  textContent: string | null;
  innerHTML: string;
  readonly parentElement: PageElement | null;
  readonly children: Iterable<PageElement>;
  readonly childNodes: Iterable<PageNode>;
  readonly nextElementSibling: PageElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  closest(selectors: string): PageElement | null;
  replaceWith(...nodes: unknown[]): void;
  append(...nodes: unknown[]): void;
  replaceChildren(...nodes: unknown[]): void;
  remove(): void;
}

/** An element whose attributes are looked through. */
interface Attributed {
  readonly attributes: Iterable<{ name: string; value: string }>;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
}

interface PageNode {
  readonly localName?: string;
  remove(): void;
}

export interface Page {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

/** Deeper than browsers nest elements, and more of them than any article has. */
const [MAX_DEPTH, MAX_ELEMENTS] = [512, 100_000];

/** What belongs into the head of a page, where its tags do not say. */
const OF_HEAD = /^(?:meta|title|link|base|style|script)$/;

/** A page with what its root is made of. */
type ParsedPage = Page & {
  documentElement: { append(...nodes: unknown[]): void; childNodes: Iterable<PageNode> };
};

/**
 * A page; one that is cut off, or lacks the tags that may be left out, has what a browser would make of it, nearly.
 * @throws Error where it is nested so deep or has so many elements that reading it would take minutes
 */
export function parsePage(html: string): Page {
  const { document: page } = parseHTML(
    `<!DOCTYPE html><html>${html.replace(/<!doctype[^>]{0,2000}>|<\/?html(?:\s[^>]{0,2000})?>/gi, '')}</html>`,
  ) as unknown as { document: ParsedPage };
  const root = page.documentElement;
  checkSize(root);
  lowerAttributes(page);
  const [head, body] = [page.createElement('head'), page.createElement('body')];
  for (const node of [...root.childNodes]) {
    if (isElement(node, 'head')) move(node, head);
    else if (isElement(node, 'body')) move(node, body);
    else (OF_HEAD.test(node.localName ?? '') ? head : body).append(node);
  }
  for (const node of [...root.childNodes]) node.remove();
  root.append(head, body);
  return page;
}

/** The element of a piece of HTML, such as the text of a feed's item. */
export const parseFragment = (html: string): PageElement => parsePage(`<body>${html}</body>`).body;

/** The names of an element's classes as they are written. */
export const classOf = (element: PageElement): string =>
  typeof element.className === 'string' ? element.className.trim() : '';

/** Level by level, for what is nested deep would overflow whatever calls itself. */
function checkSize(root: PageElement): void {
  let level = [...root.children];
  for (let depth = 1, count = level.length; level.length > 0; depth++, count += level.length) {
    if (depth > MAX_DEPTH) throw new Error(`its elements are nested deeper than ${MAX_DEPTH}`);
    if (count > MAX_ELEMENTS) throw new Error(`it has more than ${MAX_ELEMENTS} elements`);
    level = level.flatMap((element) => [...element.children]);
  }
}

/** `<P CLASS=date>`: in HTML the names of attributes are one in any case, to linkedom they are not. */
function lowerAttributes(page: Page): void {
  for (const element of page.querySelectorAll('*') as Iterable<PageElement & Attributed>)
    for (const { name, value } of [...element.attributes]) {
      const lower = name.toLowerCase();
      if (!element.hasAttribute(lower)) element.setAttribute(lower, value);
    }
}

const isElement = (node: PageNode, name: string): boolean => node.localName === name;

function move(from: PageNode, to: PageElement): void {
  for (const node of [...(from as unknown as PageElement).childNodes]) to.append(node);
}
