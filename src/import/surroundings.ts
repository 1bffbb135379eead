// What stands on a page beside its article, taken out: menus, notices, offers, links to other articles, comments.
import type { PhrasingContent, Root, RootContent } from 'mdast';
import { literally } from '../text/patterns.ts';
import { collapse } from '../text/words.ts';
import { textOf } from './body.ts';
import { classOf, type Page, type PageElement } from './dom.ts';
import { writtenDay } from './written-day.ts';

/** Never text of an article, wherever it stands. */
const ELEMENTS = `noscript, iframe, object, embed, form, input, button, select, textarea, svg, canvas,
  nav, aside, header, hgroup, dialog, menu, audio, video, link, amp-ad, amp-sidebar, amp-consent, amp-iframe, amp-social-share, amp-embed,
  amp-user-notification, [hidden], [aria-hidden="true"], div[data-nosnippet], section[data-nosnippet], span[data-nosnippet], [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"],
  [role="dialog"], [role="alertdialog"], [role="search"], [role="menu"],
  [style*="display:none" i], [style*="display: none" i]`;

/** What the names of a box say of it, as whole words or runs of them. */
const NAMES = new RegExp(
  `(?:^|[ _-])(?:${[
    'ads?|advert\\w*|adsbygoogle|adspot|dfp|dianomi|taboola|outbrain|sponsor\\w*|promo\\w*|anzeige|banner|interstitial',
    'cookies?|consent|gdpr|onetrust|usercentrics|privacy',
    'related\\w*|jp-relatedposts|recirc\\w*|read-?(?:next|more)|more-(?:on|from)|most-?(?:read|viewed|popular)|trending|onward|sqs-block-summary\\S*|rich-?link',
    'see-also|lesen-sie-auch|catcher|inline-topics?|teasers?|bookmark|links-block|interstitial-link|recommend\\w*',
    'newsletter\\w*|signup|sign-up|subscri\\w+|subscription|paywall|donat\\w+',
    'share\\w*|sharing|sharedaddy|social\\w*|toolbar|action-?bars?|button-wrapper|buttons?|btn|printfriendly|no-?print',
    'captions?|tr-caption-container|video-(?:resource|player|wrapper|headline)|player|playlist|listen|text-to-speech',
    'screen-reader-text|sr-only|visually-?hidden|speechify-ignore|robots-nocontent',
    'ratings?|polls?|survey|feedback|disclosure|disclaimer|affiliate\\w*',
    'comments?|disqus|comment-(?:list|form|respond)|kommentare',
    'breadcrumbs?|pagination|pager|site-(?:header|footer)|masthead|menu|navbar|sidebar|skip-link',
    'author-(?:box|bio|card)|autorenbox|about-the-author|byline\\w*|dateline-meta|timestamp|metatextline|post-meta|entry-meta|credits?',
    'tags?|topics?(?![ _-](?:body|content|page|header|text))|topic-list|categories|source-cite|services|tools|actions|meldungsfooter|sign-off|trustbadge|pull-?quotes?',
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
  'data-hook',
  'data-area',
  'data-component-name',
];
/** WordPress names what a post is filed under on its box: `category-cookies tag-newsletter`. */
const FILED_POST = /(?:^|\s)(?:hentry|type-\w+|status-publish)(?=\s|$)/;
const FILED_UNDER = /(?:^|\s)(?:category|tag|tax|term)-\S+/g;
/** A box with so much of a page's paragraphs is the article's, whatever it is called, */
const MAX_SHARE = 0.4;
/** but for these, which may outgrow a short article; beside them stands so much other text, in characters. */
const OUTGROWING =
  /(?:^|[ _-])(?:comments|comments?-(?:list|section|area|thread)|commentlist|disqus\w*|cookie\w*|onetrust\w*|didomi\w*|usercentrics\w*|qc-cmp\w*|cky\w*)(?=$|[ _-])/i;
const TEXT_BESIDE = 400;
/** What only a box by a reader has, as boxes of a discussion do, one beside the other. */
const OF_READER = /(?:^|[ _-])(?:user-?name|post-?profile|signature|karma|repl(?:y|ies))(?=$|[ _-])/i;
const FEWEST_OF_DISCUSSION = 3;

/** In characters. */
const LONGEST_NAMED_PARAGRAPH = 200;

/** Paragraphs that only lead on: "Read more: …". */
const LEADS_ON =
  /^[^\p{L}\p{N}]*(?:read (?:more|also|next)|see also|more on this|related(?: article| story| content)?s?|you may also like|recommended|lire aussi|à lire(?: aussi)?|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|hier geht es zu|читайте также|по теме|материалы по теме)(?!\p{L})/iu;
/** Headings above links to other articles. */
const HEADS_LINKS =
  /^[^\p{L}\p{N}]*(?:(?:more|latest|news|stories) (?:in|on|from|about|to) |more stories|most (?:read|viewed|popular)|read next|related|recommended|trending|you may also|les plus lus|à lire aussi|mehr zum thema|meistgelesen|lesen sie|читайте также|материалы по теме|главное)/iu;
/** What stands before a name. */
const BY = '(?:(?:by|written by|posted by|von|par|от|автор)[^\\p{L}\\p{N}]+)?';
/** Labels and notes of the site's own, as whole paragraphs. */
const NOTES = [
  /^[^\p{L}\p{N}]*(?:advertisement|- advertisement -|sponsored|anzeige|werbung|publicité|реклама|ad feedback|story continues below.*|continue reading the main story|article continues (?:below|after).*|skip past newsletter promotion|after newsletter promotion|share this.*|share|tweet|facebook|whatsapp|teilen|drucken|partager|imprimer|поделиться|обсудить|save|print|listen|comments?|(?:leave|write|post) a comment|sign up(?: here)?|log in|join the discussion|quick reply)[^\p{L}\p{N}]*$/iu,
  /^(?:reporting by .+;.* (?:editing|writing) by|additional reporting by|editing by) .+$/iu,
  /^a version of this article (?:appears|appeared) in print\b/iu,
  /^.{0,80} contributed to this (?:report|story)\.?$/iu,
  /^(?:sign up (?:for|to) |subscribe to |follow us on |get the .{0,40} newsletter|the post .+ (?:first )?appeared (?:first )?on )/iu,
  /^(?:abonnieren sie |abonnez-vous (?:à|pour) |suivez-nous |подписывайтесь на |подпишитесь на )/iu,
  /^(?:already (?:a subscriber|a member|subscribed)|become a (?:member|subscriber)|get unlimited access|republish this (?:story|article)|bereits abonnent|déjà abonné|уже есть подписка)(?!\p{L})/iu,
  /^(?:we and our .{0,30}partners|wir und unsere .{0,30}partner|nous et nos .{0,30}partenaires|мы используем .{0,30}cookie|manage (?:options|preferences)$|(?:accept|reject) all$)/iu,
  /^(?:our standards: |this website uses cookies|we use cookies|by (?:clicking|using) .{0,120} cookies)/iu,
  /^(?:this article was printed from|printed from|url of this article|source url|original url)(?!\p{L})/iu,
  /^(?:rubriklistenbild|titelbild|symbolbild|foto|fotos|photo|photos|photograph|image|фото|crédit photo)\s*: [^.!?]{1,100}$/iu,
  /^(?:reach|contact|email|e-mail|write to|kontakt|schreiben sie|contactez|пишите)(?!\p{L})[^“”"«»„]{0,160}\S@\S+\.\p{L}{2,}/iu,
  /^(?:unsubscribe|view (?:this |the )?(?:e-?mail |online|in |post )|you(?:['’]re| are) receiving this|read in app|update your preferences|abmelden|im browser |newsletter abbestellen|sie erhalten diese|se désinscrire|se désabonner|отписаться|вы получили это письмо)/iu,
  /^(?:©|\(c\)|copyright\b).{0,160}$/iu,
];
/** Notes are short. */
const MAX_NOTE_LENGTH = 300;

/** Takes out of a page what is no article by its element, its name or its heading. */
export function removeSurroundings(page: Page): void {
  for (const element of [...page.querySelectorAll('script, style, template')]) element.remove();
  const named = [...page.querySelectorAll(NAMING.map((name) => `[${name}]`).join(','))];
  removeBeside(page, [named.filter((box) => isNamed(box, OUTGROWING)), ...discussions(page)]);
  // What holds so much of the page is the article, or around it.
  const most = MAX_SHARE * lengthOf([page.body]);
  const isSmall = (element: PageElement) => lengthOf([element]) <= most;
  const remove = (elements: Iterable<PageElement>) => {
    for (const element of [...elements]) if (isSmall(element)) element.remove();
  };
  remove(page.querySelectorAll(ELEMENTS));
  remove(named.filter((box) => isNamed(box, NAMES)));
  for (const heading of [...page.querySelectorAll('h2, h3, h4, h5, h6')]) removeLinksUnder(heading, isSmall);
  for (const figure of [...page.querySelectorAll('figure')])
    figure.replaceWith(...figure.querySelectorAll('blockquote, table, pre'));
  for (const mark of [...page.querySelectorAll('a[href^="#footnote"], sup > a[href^="#"]')]) mark.remove();
}

/** Takes groups of boxes out, as long as an article's text stays. */
function removeBeside(page: Page, groups: readonly (readonly PageElement[])[]): void {
  const paragraphs = (element: PageElement) => lengthOf([...element.querySelectorAll('p')]);
  let rest = paragraphs(page.body);
  for (const boxes of groups) {
    // A box in another one goes with it.
    const all = new Set(boxes);
    const outer = boxes.filter((box) => !hasAround(box, all));
    const lost = outer.reduce((sum, box) => sum + paragraphs(box), 0);
    if (rest - lost < TEXT_BESIDE) continue;
    for (const box of outer) box.remove();
    rest -= lost;
  }
}

function hasAround(box: PageElement, boxes: ReadonlySet<PageElement>): boolean {
  for (let around = box.parentElement; around; around = around.parentElement)
    if (boxes.has(around)) return true;
  return false;
}

/** Boxes by readers: several of one name beside each other, with what only such have; a discussion each. */
function discussions(page: Page): PageElement[][] {
  const rows = new Map<PageElement, Set<PageElement>>();
  const alike = new Map<PageElement, Map<string, number>>();
  for (const element of page.querySelectorAll('[class]')) {
    if (!OF_READER.test(classOf(element))) continue;
    const box = rowAround(element, alike);
    const around = box?.parentElement;
    if (!box || !around) continue;
    const row = rows.get(around);
    if (row) row.add(box);
    else rows.set(around, new Set([box]));
  }
  return [...rows.values()].filter(({ size }) => size >= FEWEST_OF_DISCUSSION).map((row) => [...row]);
}

/**
 * The innermost box around an element that is one of several of its kind.
 * @param alike how many of each kind are in an element, as far as it is known
 */
function rowAround(
  element: PageElement,
  alike: Map<PageElement, Map<string, number>>,
): PageElement | undefined {
  for (let box = element; box.parentElement; box = box.parentElement) {
    const around = box.parentElement;
    const kinds = alike.get(around) ?? kindsIn(around);
    alike.set(around, kinds);
    if (kinds.get(kindOf(box))! >= FEWEST_OF_DISCUSSION) return box;
  }
  return undefined;
}

function kindsIn(element: PageElement): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const child of element.children) kinds.set(kindOf(child), (kinds.get(kindOf(child)) ?? 0) + 1);
  return kinds;
}

/** The element's name and the first of its classes. */
const kindOf = (element: PageElement): string => `${element.tagName} ${classOf(element).split(/\s/)[0]}`;

/** Takes out of an article's element the paragraphs that are not the article's: notes, links, its title and byline again. */
export function removeNotes(article: PageElement, title: string | null, byline: string | null): void {
  const isNote = noteTest(title, byline);
  for (const block of [
    ...article.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, div, center, section, header, footer'),
  ]) {
    const text = collapse(block.textContent ?? '');
    if (text === '' || text.length > MAX_NOTE_LENGTH) continue;
    const isLead = LEADS_ON.test(text) && isLink(block, text, 0.4);
    const isLinkAlone = /^(?:P|LI|DIV|CENTER)$/.test(block.tagName) && isLink(block, text, 0.9);
    if (isNote(text) || isLead || isLinkAlone || isTime(block, text)) block.remove();
  }
}

/** Takes the same notes out of a body, in which also what had no element of its own is a block or a line. */
export function withoutNotes(body: Root, title: string | null, byline: string | null): Root {
  const isNote = noteTest(title, byline);
  const children = body.children.flatMap((block): RootContent[] => {
    if (block.type !== 'paragraph') return [block];
    const lines = linesOf(block.children).filter(
      (line) => !isNote(collapse(textOf({ ...block, children: line }))),
    );
    const phrases = lines.flatMap((line, i) => (i === 0 ? line : [{ type: 'break' } as const, ...line]));
    return phrases.length === 0 ? [] : [{ ...block, children: phrases }];
  });
  return { type: 'root', children };
}

function linesOf(phrases: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const phrase of phrases)
    if (phrase.type === 'break') lines.push([]);
    else lines.at(-1)!.push(phrase);
  return lines;
}

/** Tells by its text alone whether a paragraph is a note: of the site, of the day, or who wrote the article. */
function noteTest(title: string | null, byline: string | null): (text: string) => boolean {
  const credit =
    byline &&
    new RegExp(
      `^[^\\p{L}\\p{N}]*${BY}${literally(byline.split(', ')[0]!)}(?!\\p{L}*['’]s)[^.!?“"«»„]{0,100}$`,
      'iu',
    );
  return (text) =>
    text.length <= MAX_NOTE_LENGTH &&
    (isNoteOfSite(text) ||
      text === title ||
      isDateLine(text) ||
      (credit !== null && credit !== '' && credit.test(text)));
}

/** Whether a text is a label or a note of the site's own. */
export const isNoteOfSite = (text: string): boolean =>
  text.length <= MAX_NOTE_LENGTH && NOTES.some((note) => note.test(text));

/** Whether a block shows a time and nothing else. */
const isTime = (block: PageElement, text: string): boolean =>
  collapse(block.querySelector('time')?.textContent ?? '') === text;

function isNamed(element: PageElement, names: RegExp): boolean {
  if (/^(?:HTML|HEAD|BODY|MAIN|ARTICLE|META|LINK|TITLE)$/.test(element.tagName)) return false;
  // A whole paragraph is text, whatever it is called.
  if (element.tagName === 'P' && lengthOf([element]) > LONGEST_NAMED_PARAGRAPH) return false;
  return NAMING.some((attribute) => {
    const value = element.getAttribute(attribute);
    // Boxes are named in one style by some, in another by others: cookieBanner, cookie_banner.
    if (value === null) return false;
    const own = FILED_POST.test(value) ? value.replace(FILED_UNDER, '') : value;
    return names.test(own.replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('__', '-'));
  });
}

/** A date on its own, or with who wrote it and what it is of. */
export const isDateLine = (text: string): boolean =>
  text.length <= 80 &&
  writtenDay(text) !== null &&
  /^(?:[^\p{L}\p{N}]*(?:by|von|par|от|posted|published|updated|stand|publié|veröffentlicht|опубликовано)(?!\p{L})|[^\p{L}\p{N}]*\p{L}{0,10},?[^\p{L}\p{N}]*\d|\p{L}{3,9}\.? \d)/iu.test(
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
  // A list of links in one line has marks between them.
  const letters = text.replace(/[|·•/>»\s]+/g, ' ').length;
  return lengthOf([...block.querySelectorAll('a')]) >= share * letters;
}
