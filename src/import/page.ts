// A saved page as an article: what it says of itself, and its text without all that stands around it. The only user of
// Readability.
import { Readability } from '@mozilla/readability';
import { bodyOfElement, textOf } from './body.ts';
import { parsePage, type Page, type PageElement } from './dom.ts';
import type { Draft } from './found.ts';
import { pageMetadata, type PageMetadata } from './page-metadata.ts';
import { joinPieces, unwrapTables } from './layout.ts';
import { removeNotes, removeSurroundings, withoutNotes } from './surroundings.ts';

/** Less text, in characters, is a notice or a list of links. */
const MIN_TEXT_LENGTH = 140;

/**
 * @param html a page, decoded
 * @param origin where it was
 * @param address where it was fetched from, null of a file
 */
export function readPage(html: string, origin: string, address: string | null): Draft {
  const page = parsePage(html);
  const metadata = pageMetadata(page, html, address);
  const element = articleElement(page, metadata) ?? page.createElement('div');
  const body = withoutNotes(bodyOfElement(element), metadata.title, metadata.byline);
  const isArticle = textOf(body).length >= MIN_TEXT_LENGTH;
  return { origin, ...metadata, body, causes: isArticle ? [] : [{ kind: 'no article' }] };
}

/** The element that holds the article's text, and as little else as can be told. */
function articleElement(page: Page, { title, byline }: PageMetadata): PageElement | null {
  unwrapTables(page);
  removeSurroundings(page);
  joinPieces(page);
  const reader = new Readability<unknown>(page, {
    serializer: (element: unknown) => element,
    charThreshold: MIN_TEXT_LENGTH,
  });
  const content = reader.parse()?.content as PageElement | null | undefined;
  if (!content) return null;
  removeNotes(content, title, byline);
  return content;
}
