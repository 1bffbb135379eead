// What stands on a page beside its article, taken out: menus, notices, offers, links to other articles, comments.
import { collapse } from '../text/words.ts';
import type { Page, PageElement } from './dom.ts';

/** Never text of an article, wherever it stands. */
const ELEMENTS = `script, style, template, noscript, iframe, object, embed, form, input, button, select, textarea, svg, canvas,
  nav, aside, dialog, menu, audio, video, link, amp-ad, amp-sidebar, amp-consent, amp-iframe, amp-social-share, amp-embed,
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
    'tags?|topics?|topic-list|categories|source__cite|meldungsfooter|sign-off|trustbadge|pull-?quotes?',
  ].join('|')})(?=$|[ _-])`,
  'i',
);
/** Attributes in which systems name their boxes. */
const NAMING = ['id', 'class', 'data-component', 'data-testid', 'data-module', 'data-type', 'data-spacefinder-role', 'data-gu-name'];
/** A box with so much of a page's paragraphs is the article's, whatever it is called. */
const MAX_SHARE = 0.4;

/** Paragraphs that only lead on: "Read more: …". */
const LEADS_ON =
  /^\W*(?:read (?:more|also|next)|see also|more on this|related(?: article| story| content)?s?|you may also like|recommended|lire aussi|à lire(?: aussi)?|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|читайте также|по теме|материалы по теме)\b/iu;
/** Labels and notes of the site's own, as whole paragraphs. */
const NOTES = [
  /^\W*(?:advertisement|- advertisement -|sponsored|anzeige|werbung|publicité|реклама|ad feedback|story continues below.*|continue reading the main story|article continues (?:below|after).*|skip past newsletter promotion|after newsletter promotion|share this.*|share|save|print|comments?|leave a comment)\W*$/iu,
  /^(?:reporting by .+;.* (?:editing|writing) by|additional reporting by|editing by) .+$/iu,
  /^a version of this article (?:appears|appeared) in print\b/iu,
  /^.{0,80} contributed to this (?:report|story)\.?$/iu,
  /^(?:sign up (?:for|to) |subscribe to |follow us on |get the .{0,40} newsletter|the post .+ (?:first )?appeared (?:first )?on )/iu,
  /^(?:our standards: |this website uses cookies|we use cookies|by (?:clicking|using) .{0,120} cookies)/iu,
  /^(?:©|\(c\)|copyright\b).{0,160}$/iu,
];
/** Notes are short. */
const MAX_NOTE_LENGTH = 300;

/** Takes out of a page what is no article by its element or its name. */
export function removeSurroundings(page: Page): void {
  for (const element of [...page.querySelectorAll(ELEMENTS)]) if (!holdsArticle(page, element)) element.remove();
  for (const element of [...page.querySelectorAll('[class], [id], [data-component], [data-testid]')])
    if (isNamed(element) && !holdsArticle(page, element)) element.remove();
  for (const mark of [...page.querySelectorAll('a[href^="#footnote"], sup > a[href^="#"]')]) mark.remove();
}

/** Takes out of an article's element the paragraphs that are not the article's. */
export function removeNotes(article: PageElement, title: string | null): void {
  for (const block of [...article.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, div, section, header, footer')]) {
    const text = collapse(block.textContent ?? '');
    if (text.length > MAX_NOTE_LENGTH) continue;
    const isNote = NOTES.some((note) => note.test(text)) || (LEADS_ON.test(text) && isLink(block, text, 0.4)) || text === title;
    if (isNote || (/^(?:P|LI)$/.test(block.tagName) && text.length > 0 && isLink(block, text, 0.9))) block.remove();
  }
}

function isNamed(element: PageElement): boolean {
  if (/^(?:HTML|HEAD|BODY|MAIN|ARTICLE|META|LINK|TITLE)$/.test(element.tagName)) return false;
  return NAMING.some((attribute) => {
    const value = element.getAttribute(attribute);
    // Boxes are named in one style by some, in another by others: cookieBanner, cookie_banner.
    return value !== null && NAMES.test(value.replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('__', '-'));
  });
}

/** Whether most of what a page says would go with an element. */
function holdsArticle(page: Page, element: PageElement): boolean {
  const length = collapse(element.textContent ?? '').length;
  return length > MAX_SHARE * collapse(page.body.textContent ?? '').length;
}

/** Whether so much of a text is links. */
function isLink(block: PageElement, text: string, share: number): boolean {
  const linked = [...block.querySelectorAll('a')].reduce((sum, link) => sum + collapse(link.textContent ?? '').length, 0);
  return linked >= share * text.length;
}
