// Text as HTML: whatever is put into a page is text unless it was made here. Pure.
import { printable } from '../terminal/lines.ts';

/** A piece of a page. */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Value = string | number | null | Html | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that says nothing but itself, between tags and in quoted attributes; it cannot turn the direction of others. */
const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);

/** A piece of a page; values are escaped, pieces are not. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.map((part, i) => (i === 0 ? part : sourceOf(values[i - 1]!) + part)).join(''));
}

function sourceOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.source;
  if (typeof value === 'object') return value.map(({ source }) => source).join('');
  return escaped(String(value));
}

/** A link where the address is one of the web, else the text alone. */
export function linked(address: string | null, text: Html): Html {
  return address !== null && /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noreferrer noopener">${text}</a>`
    : text;
}
