// A saved page as an article: what it says of itself, and its text without all that stands around it. The only user of
// Readability.
import type { Root } from 'mdast';
import { Readability } from '@mozilla/readability';
import { bodyOfElement, textOf } from './body.ts';
import { parsePage, type Page, type PageElement } from './dom.ts';
import type { Draft, RefusalCause } from './found.ts';
import { pageMetadata } from './page-metadata.ts';
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
  const body = bodyOfPage(page, metadata.title, metadata.byline);
  return { origin, ...metadata, body, causes: causesOf(body) };
}

/** What stands against a text as an article: that there is hardly any. */
export const causesOf = (body: Root): RefusalCause[] =>
  textOf(body).length >= MIN_TEXT_LENGTH ? [] : [{ kind: 'no article' }];

/** The article's text, and as little else as can be told; all that stands around it is taken out of the page. */
export function bodyOfPage(page: Page, title: string | null, byline: string | null): Root {
  unwrapTables(page);
  removeSurroundings(page);
  joinPieces(page);
  const reader = new Readability<unknown>(page, {
    serializer: (element: unknown) => element,
    charThreshold: MIN_TEXT_LENGTH,
  });
  const content = reader.parse()?.content as PageElement | null | undefined;
  if (!content) return { type: 'root', children: [] };
  removeNotes(content, title, byline);
  return withoutNotes(bodyOfElement(content), title, byline);
}
