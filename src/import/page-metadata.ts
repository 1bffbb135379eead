// What a page says of its article beside the text: title, address, day, outlet and byline, from JSON-LD, OpenGraph and the
// other places where publishing systems put them.
import { collapse } from '../text/words.ts';
import { classOf, type Page, type PageElement } from './dom.ts';
import { webAddress } from './found.ts';
import { writtenDay } from './written-day.ts';

/** Each as the page writes it; null where it does not. */
export interface PageMetadata {
  title: string | null;
  url: string | null;
  published: string | null;
  outlet: string | null;
  byline: string | null;
}

type Json = Record<string, unknown>;

const ARTICLE_TYPES = /^(?:\w*Article|BlogPosting|SocialMediaPosting|Report|Review|LiveBlogPosting)$/;
const ORGANIZATION = /^(?:\w*Organization)$/;
/** What hosts blogs is not what they are called. */
const PLATFORMS = /^(?:blogger|wordpress\.com)$/i;
/** Where themes show the name of the site. */
const SITE_TITLE = '[class~="site-title" i], [class~="site-name" i], [class~="amp-site-title" i], #header h1';
/** A date without a name is looked for in so many elements after the title, and is no longer, in characters. */
const [WITHIN_ELEMENTS, MAX_DATE_LENGTH] = [12, 40];
/** Where a page shows who wrote, the surest first. */
const AUTHORS = [
  '[itemprop="author"] [itemprop="name"]',
  '[itemprop="author"]',
  '[rel~="author"]:not([class*="site" i])',
  '[class*="byline" i] [class*="author" i]',
  '[class*="author-name" i]',
];
/** As deep as an article may lie in JSON-LD. */
const MAX_JSON_DEPTH = 6;
/** A longer title, in characters, is none; it is not looked through. */
const MAX_NAMED_LENGTH = 1000;
/** A date that stands on the page for people is near the title and says what it is of. */
const DATED =
  '[class*="date" i], [class*="publish" i], [class*="posted" i], [class*="meta" i], [class*="byline" i], font';

/**
 * @param page before anything is taken out of it
 * @param html its source, for what programs that save pages write into comments
 * @param address where it was fetched from, null of a file
 */
export function pageMetadata(page: Page, html: string, address: string | null): PageMetadata {
  const linked = linkedData(page);
  const article = linkedArticle(page, linked);
  const outlet = outletOf(page, linked, article);
  return {
    title: titleOf(page, article, outlet),
    url: addressOf(page, article, html, address),
    published: dayOf(page, article),
    outlet,
    byline: bylineOf(page, article, linked),
  };
}

/** All objects of a page's JSON-LD that lie on top or in a list there. */
function linkedData(page: Page): Json[] {
  return [...page.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) =>
    objectsIn(jsonOf(script.textContent ?? ''), 0),
  );
}

function objectsIn(value: unknown, depth: number): Json[] {
  if (typeof value !== 'object' || value === null || depth > MAX_JSON_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((each) => objectsIn(each, depth + 1));
  const { '@graph': graph, mainEntity } = value as Json;
  return [value as Json, ...objectsIn(graph, depth + 1), ...objectsIn(mainEntity, depth + 1)];
}

/** The page's article among its JSON-LD, which may list others, too: the one whose headline the page shows, or else the first. */
function linkedArticle(page: Page, linked: readonly Json[]): Json | undefined {
  const articles = linked.filter(
    (each) => isOfType(each, ARTICLE_TYPES) && (each.headline || each.datePublished),
  );
  if (articles.length < 2) return articles[0];
  const titles = [meta(page, 'og:title'), ...shownHeadings(page), shown(page.querySelector('title'))];
  const isShown = ({ headline }: Json) => {
    const named = text(headline);
    return named !== null && titles.some((title) => title?.includes(named));
  };
  return articles.find(isShown) ?? articles[0];
}

const isOfType = ({ '@type': type }: Json, types: RegExp): boolean =>
  [type].flat().some((name) => typeof name === 'string' && types.test(name));

function outletOf(page: Page, linked: readonly Json[], article: Json | undefined): string | null {
  const publisher = nameOf(article?.publisher, linked);
  const site =
    linked.find((each) => isOfType(each, /^WebSite$/)) ?? linked.find((each) => isOfType(each, ORGANIZATION));
  return (
    meta(page, 'og:site_name') ??
    (publisher !== null && PLATFORMS.test(publisher) ? null : publisher) ??
    nameOf(site, linked) ??
    meta(page, 'application-name') ??
    meta(page, 'publisher') ??
    shown(page.querySelector(SITE_TITLE)) ??
    siteInTitle(page)
  );
}

/** What stands beside the page's heading in the title of the window. */
function siteInTitle(page: Page): string | null {
  const [heading, window] = [soleHeading(page), shown(page.querySelector('title'))];
  if (heading === null || window === null || window.length > MAX_NAMED_LENGTH) return null;
  const beside = window.startsWith(heading)
    ? /^\s+[|–—·»-]\s+(.+)$/.exec(window.slice(heading.length))
    : window.endsWith(heading) && /^(.+)\s+[|–—·»-]\s+$/.exec(window.slice(0, -heading.length));
  const site = (beside && beside[1]) || null;
  return site !== null && /^[^|–—·»]{2,60}$/.test(site) ? site : null;
}

function jsonOf(text: string): unknown {
  try {
    // Some systems wrap it in a comment or leave line ends in strings.
    return JSON.parse(
      text
        .replace(/^\s*(?:<!--|\/\*.*?\*\/|\/\/\s*<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>)\s*$/g, '')
        .replace(/[\u0000-\u001f]+/g, ' '),
    );
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && collapse(value)) || null;

/** The name of a person or organization of schema.org, or of several; where there is only its id, it is named elsewhere. */
function nameOf(value: unknown, linked: readonly Json[]): string | null {
  const names = [value].flat().flatMap((each) => {
    if (typeof each !== 'object' || each === null) return text(each) ?? [];
    const { name, '@id': id } = each as Json;
    const named = name ?? linked.find((other) => id !== undefined && other['@id'] === id && other.name)?.name;
    return [named].flat().flatMap((one) => text(one) ?? []);
  });
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}

/** The content of the first meta element of that property, name or itemprop. */
function meta(page: Page, name: string): string | null {
  for (const attribute of ['property', 'name', 'itemprop'])
    for (const element of page.querySelectorAll(`meta[${attribute}="${name}" i]`)) {
      const content = text(element.getAttribute('content'));
      if (content) return content;
    }
  return null;
}

const shown = (element: PageElement | null): string | null => text(element?.textContent);

function titleOf(page: Page, linked: Json | undefined, outlet: string | null): string | null {
  const heading = soleHeading(page);
  const names = [
    text(linked?.headline),
    meta(page, 'og:title'),
    meta(page, 'twitter:title'),
    meta(page, 'headline'),
    shown(page.querySelector('[itemprop="headline"]')),
  ].filter((name) => name !== null);
  const headings = shownHeadings(page);
  // Some put the section before a headline; what stands on the page is it.
  const named = names.find((name) => headings.some((each) => each.includes(name))) ?? names[0] ?? null;
  const window = shown(page.querySelector('title'));
  const title = decoded(page, named ?? heading ?? window ?? '');
  // A title for tabs and shares has the site's name at its end; the heading, where it is in it, has not.
  if (heading && heading.length > 3 && title.includes(heading)) return heading;
  return withoutSite(title, outlet) || null;
}

const shownHeadings = (page: Page): string[] =>
  [...page.querySelectorAll('h1, h2')].flatMap((heading) => shown(heading) ?? []);

/** The only first-level heading, or without any the only second-level one in the title of the window, unless it names the site. */
function soleHeading(page: Page): string | null {
  const headings = [...page.querySelectorAll('h1')].flatMap((heading) => shown(heading) ?? []);
  if (headings.length > 0) return headings.length === 1 ? headings[0]! : null;
  const window = shown(page.querySelector('title')) ?? '';
  const inTitle = shownHeadings(page).filter((heading) => window.includes(heading));
  return inTitle.length === 1 ? inTitle[0]! : null;
}

/** Some systems escape entities twice. */
function decoded(page: Page, title: string): string {
  if (!/&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(title)) return title;
  const element = page.createElement('textarea');
  element.innerHTML = title.replaceAll('<', '&lt;');
  return element.textContent ?? title;
}

function withoutSite(title: string, outlet: string | null): string {
  if (title.length > MAX_NAMED_LENGTH) return title;
  const parts = /^(.*\S)\s+[|–—·»-]\s+([^|–—·»]+)$/.exec(title);
  if (parts && outlet && sameName(parts[2]!, outlet)) return parts[1]!;
  const first = /^([^|–—·»:-]+?)\s*[|–—·»:-]\s+(\S.*)$/.exec(title);
  return first && outlet && sameName(first[1]!, outlet) ? first[2]! : title;
}

const sameName = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/^the\s+|[^\p{L}\p{N}]+/gu, ''));
  return a === b;
};

function addressOf(
  page: Page,
  linked: Json | undefined,
  html: string,
  address: string | null,
): string | null {
  const base = savedAddress(html) ?? address;
  const entity = linked?.mainEntityOfPage;
  const candidates = [
    page.querySelector('link[rel~="canonical" i]')?.getAttribute('href'),
    meta(page, 'og:url'),
    typeof entity === 'object' && entity !== null ? (entity as Json)['@id'] : entity,
    linked?.url,
    base,
  ];
  const urls = candidates.flatMap((candidate) => absolute(text(candidate), base) ?? []);
  // A canonical address that is the front page is a mistake of the site's.
  return urls.find((url) => new URL(url).pathname !== '/' || new URL(url).search !== '') ?? urls[0] ?? null;
}

function absolute(written: string | null, base: string | null): string | null {
  if (written === null) return null;
  return webAddress(base !== null && URL.canParse(written, base) ? new URL(written, base).href : written);
}

/** What browsers and SingleFile write at the top of what they save. */
function savedAddress(html: string): string | null {
  const head = html.slice(0, 4000);
  const comment =
    /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(head) ??
    /<!--[^>]*?Page saved with SingleFile\s+url:\s*(\S+)/i.exec(head);
  return webAddress(comment?.[1]);
}

function dayOf(page: Page, linked: Json | undefined): string | null {
  const times = [...page.querySelectorAll('time[datetime]')];
  const isPublished = (time: PageElement) =>
    time.hasAttribute('pubdate') ||
    /publi|posted|entry-date|created/i.test(`${classOf(time)} ${time.getAttribute('itemprop') ?? ''}`);
  const candidates = [
    text(linked?.datePublished),
    ...[
      'article:published_time',
      'og:article:published_time',
      'og:published_time',
      'datePublished',
      'pubdate',
      'publishdate',
      'publish-date',
      'parsely-pub-date',
      'sailthru.date',
      'dc.date.issued',
      'dcterms.created',
      'dc.date',
      'cXenseParse:recs:publishtime',
      'date',
    ].map((name) => meta(page, name)),
    ...[...times].filter(isPublished).map((time) => time.getAttribute('datetime')),
    ...[...page.querySelectorAll('[itemprop="datePublished"]')].flatMap((each) => [
      each.getAttribute('datetime'),
      each.getAttribute('content'),
      each.getAttribute('title'),
      each.textContent,
    ]),
    ...times.filter((time) => !isInOther(time)).map((time) => time.getAttribute('datetime')),
    text(linked?.dateCreated),
    dayInAddress(page),
    ...shownDates(page),
    dateUnderTitle(page),
  ];
  return candidates.find((candidate) => candidate && writtenDay(candidate)) ?? null;
}

/** A date of another article, of a comment or of the site. */
const isInOther = (time: PageElement): boolean =>
  time.closest('aside, nav, [class*="comment"], [class*="related"]') !== null ||
  (time.closest('footer') !== null && time.closest('article, main, [role="main"]') === null);

function dayInAddress(page: Page): string | null {
  const canonical =
    page.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? meta(page, 'og:url') ?? '';
  const parts = /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)/.exec(canonical);
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null;
}

/** Short texts that give a date and nothing else but who wrote, in the order of the page. */
function shownDates(page: Page): string[] {
  return [...page.querySelectorAll(DATED)]
    .filter((element) => !isInOther(element))
    .flatMap((element) => shown(element) ?? [])
    .filter((written) => written.length <= 120 && !/©|copyright/i.test(written));
}

/** A date on its own that stands soon after the title, whatever its box is called. */
function dateUnderTitle(page: Page): string | null {
  const elements = [...page.querySelectorAll('body *')];
  const title = elements.findIndex(({ tagName }) => /^H[12]$/.test(tagName));
  const under = title < 0 ? [] : elements.slice(title + 1, title + 1 + WITHIN_ELEMENTS);
  const dates = under.filter((element) => !isInOther(element)).flatMap((element) => shown(element) ?? []);
  return (
    dates.find(
      (written) => written.length <= MAX_DATE_LENGTH && !/[.!?]$/.test(written) && writtenDay(written),
    ) ?? null
  );
}

function bylineOf(page: Page, article: Json | undefined, linked: readonly Json[]): string | null {
  const people = [article?.author, article?.contributor].flat().filter((each) => each !== undefined);
  const named =
    nameOf(people, linked) ??
    meta(page, 'author') ??
    meta(page, 'byl') ??
    meta(page, 'parsely-author') ??
    meta(page, 'article:author') ??
    meta(page, 'og:article:author') ??
    AUTHORS.map((place) => shown(page.querySelector(place))).find((name) => name !== null) ??
    null;
  const byline = named?.replace(/^(?:by|von|par|от)\s+/i, '') ?? null;
  // An address is no name, and a long text no byline.
  return byline && byline.length <= 200 && !/^https?:/i.test(byline) ? byline : null;
}
