// A page as a tree, without its scripts being run or anything it names being fetched. The only user of linkedom.
import { parseHTML } from 'linkedom';

/** As much of an element of the DOM as the import needs. */
export interface PageElement {
  readonly tagName: string;
  readonly localName: string;
  readonly id: string;
  readonly className: unknown;
  textContent: string | null;
  innerHTML: string;
  readonly children: ArrayLike<PageElement>;
  readonly parentElement: PageElement | null;
  readonly firstChild: PageNode | null;
  readonly nextElementSibling: PageElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  closest(selectors: string): PageElement | null;
  matches(selectors: string): boolean;
  contains(other: PageElement): boolean;
  replaceWith(...nodes: unknown[]): void;
  remove(): void;
}

interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly nextSibling: PageNode | null;
}

export interface Page {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

/** A page; one that is cut off or not well-formed has what a browser would make of it, nearly. */
export function parsePage(html: string): Page {
  const whole = /<html[\s>]/i.test(html) ? html : `<!DOCTYPE html><html><head></head><body>${html}</body></html>`;
  return parseHTML(whole).document as unknown as Page;
}

/** The element of a piece of HTML, such as the text of a feed's item. */
export const parseFragment = (html: string): PageElement =>
  parsePage(`<!DOCTYPE html><html><head></head><body>${html}</body></html>`).body;
