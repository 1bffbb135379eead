// RSS, Atom, RDF and JSON feeds as articles, where they have the whole text. The only user of feedsmith.
import { parseFeed } from 'feedsmith';
import { messageOf } from '../errors.ts';
import { bodyOfElement } from './body.ts';
import { parseFragment } from './dom.ts';
import { refused, type Draft, type Refused } from './found.ts';
import { removeNotes } from './surroundings.ts';
import { teaserCauses } from './teaser.ts';

/** The item of a feed, whatever its format. */
interface Item {
  title?: string | undefined;
  url?: string | undefined;
  published?: string | undefined;
  byline?: string | undefined;
  /** What the feed calls the text, */
  content?: string | undefined;
  /** or what it calls a summary of it. */
  description?: string | undefined;
}

type Parsed = ReturnType<typeof parseFeed<string>>;

/**
 * @param xml a feed, decoded
 * @param origin where it was
 */
export function* readFeed(xml: string, origin: string): Generator<Draft | Refused> {
  // No feed needs entities of its own; a few lines of them can stand for gigabytes.
  if (/<!ENTITY/i.test(xml)) {
    yield refused(origin, { kind: 'entities' });
    return;
  }
  let parsed: Parsed;
  try {
    parsed = parseFeed<string>(xml);
  } catch (thrown) {
    yield refused(origin, { kind: 'unreadable', reason: messageOf(thrown) });
    return;
  }
  const { outlet, items } = itemsOf(parsed);
  for (const [i, item] of items.entries()) yield draftOf(item, outlet, `${origin}#${i + 1}`);
}

function itemsOf(parsed: Parsed): { outlet: string | undefined; items: Item[] } {
  const { format, feed } = parsed;
  switch (format) {
    case 'rss':
      return {
        outlet: feed.title,
        items: (feed.items ?? []).map((item) => ({
          title: item.title,
          url: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
          published: item.pubDate ?? item.dc?.dates?.[0],
          byline: item.dc?.creators?.join(', ') ?? item.authors?.flatMap(({ name }) => name ?? []).join(', '),
          content: item.content?.encoded,
          description: item.description,
        })),
      };
    case 'atom':
      return {
        outlet: valueOf(feed.title),
        items: (feed.entries ?? []).map((entry) => ({
          title: valueOf(entry.title),
          url: (entry.links?.find(({ rel }) => !rel || rel === 'alternate') ?? entry.links?.[0])?.href,
          published: entry.published ?? entry.updated,
          byline: entry.authors?.flatMap(({ name }) => name ?? []).join(', '),
          content: valueOf(entry.content),
          description: valueOf(entry.summary),
        })),
      };
    case 'rdf':
      return {
        outlet: feed.title,
        items: (feed.items ?? []).map((item) => ({
          title: item.title,
          url: item.link,
          published: item.dc?.dates?.[0],
          byline: item.dc?.creators?.join(', '),
          content: item.content?.encoded,
          description: item.description,
        })),
      };
    case 'json':
      return {
        outlet: feed.title,
        items: (feed.items ?? []).map((item) => ({
          title: item.title,
          url: item.url ?? item.external_url,
          published: item.date_published,
          byline: item.authors?.flatMap(({ name }) => name ?? []).join(', '),
          content: item.content_html ?? item.content_text,
          description: item.summary,
        })),
      };
  }
}

const valueOf = (text: { value?: string } | string | undefined): string | undefined =>
  typeof text === 'string' ? text : text?.value;

function draftOf(
  { title, url, published, byline, content, description }: Item,
  outlet: string | undefined,
  origin: string,
): Draft {
  const [html, place] = content?.trim()
    ? ([content, 'content'] as const)
    : ([description ?? '', 'description'] as const);
  const element = parseFragment(html);
  // An invitation to read on tells a teaser, and is no text of an article.
  const causes = teaserCauses(bodyOfElement(element), place);
  removeNotes(element, title ?? null, byline ?? null);
  const body = bodyOfElement(element);
  return { origin, title: title && shownText(title), url, published, outlet, byline, body, causes };
}

/** A title may be HTML, and mostly is not: what is no markup stays as it is. */
function shownText(title: string): string {
  return /<\/?[a-z][^>]*>|&(?:#\d+|#x[\da-f]+|\w+);/i.test(title)
    ? (parseFragment(title).textContent ?? title)
    : title;
}
