// What stands on a page beside its article, taken out: menus, notices, offers, links to other articles, comments.
import { literally } from '../text/patterns.ts';
import { collapse } from '../text/words.ts';
import type { Page, PageElement } from './dom.ts';
import { writtenDay } from './written-day.ts';

/** Never text of an article, wherever it stands. */
const ELEMENTS = `noscript, iframe, object, embed, form, input, button, select, textarea, svg, canvas,
  nav, aside, header, hgroup, dialog, menu, audio, video, link, amp-ad, amp-sidebar, amp-consent, amp-iframe, amp-social-share, amp-embed,
  [hidden], [aria-hidden="true"], [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"],
  [role="dialog"], [role="alertdialog"], [role="search"], [role="menu"]`;

/** What the names of a box say of it, as whole words or runs of them. */
const NAMES = new RegExp(
  `(?:^|[ _-])(?:${[
    'ads?|advert\\w*|adsbygoogle|adspot|dfp|dianomi|taboola|outbrain|sponsor\\w*|promo\\w*|anzeige|banner|interstitial',
    'cookies?|consent|gdpr|onetrust|usercentrics|privacy',
    'related\\w*|jp-relatedposts|recirc\\w*|read-?(?:next|more)|more-(?:on|from)|most-?(?:read|viewed|popular)|trending|onward|rich-?link',
    'see-also|lesen-sie-auch|catcher|inline-topics?|teasers?|bookmark|links-block|interstitial-link|recommend\\w*',
    'newsletter\\w*|signup|sign-up|subscri\\w+|subscription|paywall|donat\\w+',
    'share\\w*|sharing|sharedaddy|social\\w*|toolbar|button-wrapper|printfriendly',
    'comments?|disqus|comment-(?:list|form|respond)|kommentare',
    'breadcrumbs?|pagination|pager|site-(?:header|footer)|masthead|menu|navbar|sidebar|skip-link',
    'author-(?:box|bio|card)|autorenbox|about-the-author|byline\\w*|dateline-meta|timestamp|metatextline|post-meta|entry-meta|credits?',
    'tags?|topics?|topic-list|categories|source-cite|services|tools|actions|meldungsfooter|sign-off|trustbadge|pull-?quotes?',
  ].join('|')})(?=$|[ _-])`,
  'i',
);
/** Attributes in which systems name their boxes. */
const NAMING = [
  'id',
  'class',
  'data-component',
  'data-testid',
  'data-module',
  'data-type',
  'data-spacefinder-role',
  'data-gu-name',
];
/** A box with so much of a page's paragraphs is the article's, whatever it is called. */
const MAX_SHARE = 0.4;

/** In characters. */
const LONGEST_NAMED_PARAGRAPH = 200;

/** Paragraphs that only lead on: "Read more: …". */
const LEADS_ON =
  /^\W*(?:read (?:more|also|next)|see also|more on this|related(?: article| story| content)?s?|you may also like|recommended|lire aussi|à lire(?: aussi)?|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|читайте также|по теме|материалы по теме)(?!\p{L})/iu;
/** Headings above links to other articles. */
const HEADS_LINKS =
  /^\W*(?:(?:more|latest|news|stories) (?:in|on|from|about|to) |more stories|most (?:read|viewed|popular)|read next|related|recommended|trending|you may also|les plus lus|à lire aussi|mehr zum thema|meistgelesen|lesen sie|читайте также|материалы по теме|главное)/iu;
/** What stands before a name. */
const BY = '(?:(?:by|written by|posted by|von|par|от|автор)\\W+)?';
/** Labels and notes of the site's own, as whole paragraphs. */
const NOTES = [
  /^\W*(?:advertisement|- advertisement -|sponsored|anzeige|werbung|publicité|реклама|ad feedback|story continues below.*|continue reading the main story|article continues (?:below|after).*|skip past newsletter promotion|after newsletter promotion|share this.*|share|save|print|listen|comments?|leave a comment)\W*$/iu,
  /^(?:reporting by .+;.* (?:editing|writing) by|additional reporting by|editing by) .+$/iu,
  /^a version of this article (?:appears|appeared) in print\b/iu,
  /^.{0,80} contributed to this (?:report|story)\.?$/iu,
  /^(?:sign up (?:for|to) |subscribe to |follow us on |get the .{0,40} newsletter|the post .+ (?:first )?appeared (?:first )?on )/iu,
  /^(?:our standards: |this website uses cookies|we use cookies|by (?:clicking|using) .{0,120} cookies)/iu,
  /^(?:©|\(c\)|copyright\b).{0,160}$/iu,
];
/** Notes are short. */
const MAX_NOTE_LENGTH = 300;

/** Takes out of a page what is no article by its element, its name or its heading. */
export function removeSurroundings(page: Page): void {
  // What holds so much of the page is the article, or around it.
  const most = MAX_SHARE * lengthOf([page.body]);
  const isSmall = (element: PageElement) => lengthOf([element]) <= most;
  const remove = (elements: Iterable<PageElement>) => {
    for (const element of [...elements]) if (isSmall(element)) element.remove();
  };
  for (const element of [...page.querySelectorAll('script, style, template')]) element.remove();
  remove(page.querySelectorAll(ELEMENTS));
  remove([...page.querySelectorAll(NAMING.map((name) => `[${name}]`).join(','))].filter(isNamed));
  for (const heading of [...page.querySelectorAll('h2, h3, h4, h5, h6')]) removeLinksUnder(heading, isSmall);
  for (const figure of [...page.querySelectorAll('figure')])
    figure.replaceWith(...figure.querySelectorAll('blockquote, table, pre'));
  for (const mark of [...page.querySelectorAll('a[href^="#footnote"], sup > a[href^="#"]')]) mark.remove();
}

/** In pages that are laid out by tables, the cell that holds the article is the page. */
export function unwrapLayout(page: Page): void {
  const length = lengthOf([...page.querySelectorAll('p')]);
  const cells = [...page.querySelectorAll('td')].filter((cell) => cell.querySelector('p') !== null);
  const holding = cells.filter((cell) => lengthOf([...cell.querySelectorAll('p')]) > MAX_SHARE * length);
  const innermost = holding.at(-1);
  if (length > 0 && innermost) page.body.replaceChildren(...innermost.childNodes);
}

/** Takes out of an article's element the paragraphs that are not the article's: notes, links, its title and byline again. */
export function removeNotes(article: PageElement, title: string | null, byline: string | null): void {
  const credit =
    byline &&
    new RegExp(`^\\W*${BY}${literally(byline.split(', ')[0]!)}(?!\\p{L}*['’]s)[^.!?“"«»„]{0,100}$`, 'iu');
  for (const block of [
    ...article.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, div, section, header, footer'),
  ]) {
    const text = collapse(block.textContent ?? '');
    if (text.length > MAX_NOTE_LENGTH) continue;
    const isNote =
      NOTES.some((note) => note.test(text)) ||
      (LEADS_ON.test(text) && isLink(block, text, 0.4)) ||
      text === title ||
      isDateLine(text) ||
      (credit && credit.test(text));
    if (isNote || (/^(?:P|LI)$/.test(block.tagName) && text.length > 0 && isLink(block, text, 0.9)))
      block.remove();
  }
}

function isNamed(element: PageElement): boolean {
  if (/^(?:HTML|HEAD|BODY|MAIN|ARTICLE|META|LINK|TITLE)$/.test(element.tagName)) return false;
  // A whole paragraph is text, whatever it is called.
  if (element.tagName === 'P' && lengthOf([element]) > LONGEST_NAMED_PARAGRAPH) return false;
  return NAMING.some((attribute) => {
    const value = element.getAttribute(attribute);
    // Boxes are named in one style by some, in another by others: cookieBanner, cookie_banner.
    return value !== null && NAMES.test(value.replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('__', '-'));
  });
}

/** A date on its own, or with who wrote it and what it is of. */
const isDateLine = (text: string): boolean =>
  text.length <= 80 &&
  writtenDay(text) !== null &&
  /^(?:\W*(?:by|von|par|от|posted|published|updated|stand|publié|veröffentlicht|опубликовано)(?!\p{L})|\W*\p{L}{0,10},?\W*\d|\p{L}{3,9}\.? \d)/iu.test(
    text,
  ) &&
  !/[.!?]["”»]?$/.test(text);

/** Takes out a box of links to other articles by its heading. */
function removeLinksUnder(heading: PageElement, isSmall: (element: PageElement) => boolean): void {
  if (!HEADS_LINKS.test(collapse(heading.textContent ?? ''))) return;
  const box = heading.parentElement;
  if (box && !/^(?:BODY|MAIN|ARTICLE)$/.test(box.tagName) && isSmall(box)) box.remove();
  else {
    const list = heading.nextElementSibling;
    if (list && /^(?:UL|OL)$/.test(list.tagName)) list.remove();
    heading.remove();
  }
}

const lengthOf = (elements: readonly PageElement[]): number =>
  elements.reduce((sum, element) => sum + collapse(element.textContent ?? '').length, 0);

/** Whether so much of a text is links. */
function isLink(block: PageElement, text: string, share: number): boolean {
  return lengthOf([...block.querySelectorAll('a')]) >= share * text.length;
}
