// Boxes that a page is laid out with, taken away: cells of tables, boxes in boxes, and the pieces that builders of pages put an
// article's paragraphs into. Without them the article is one run of paragraphs.
import { collapse } from '../text/words.ts';
import { classOf, type Page, type PageElement } from './dom.ts';

/** A cell with so much of a page's paragraphs holds the article. */
const HOLDING_SHARE = 0.4;
const BOX = /^(?:DIV|SECTION)$/;
/** What an article's text is made of. */
const TEXT = /^(?:P|H[2-6]|UL|OL|BLOCKQUOTE|PRE|TABLE|HR|FIGURE|BR)$/;
/** Boxes of other articles have a paragraph each; pieces of one have so many. */
const PARAGRAPHS_OF_PIECE = 2;

/** In pages that are laid out by tables, the cell that holds the article is the page. */
export function unwrapTables(page: Page): void {
  const length = lengthOf(page.querySelectorAll('p'));
  const cells = [...page.querySelectorAll('td')].filter((cell) => cell.querySelector('p') !== null);
  const innermost = cells.findLast((cell) => lengthOf(cell.querySelectorAll('p')) > HOLDING_SHARE * length);
  if (length > 0 && innermost) page.body.replaceChildren(...innermost.childNodes);
}

/** In mails tables are there for the look; only those of figures stay, that have no paragraphs, pictures or tables in them. */
export function unwrapMailTables(page: Page): void {
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    const rows = [...table.querySelectorAll('tr')];
    const isData =
      table.querySelector('p, h1, h2, h3, div, img, a, table') === null &&
      rows.filter(({ children }) => [...children].length > 1).length > 1;
    if (isData) continue;
    const boxes = [...table.querySelectorAll('td, th')].map((cell) => {
      const box = page.createElement('div');
      box.append(...cell.childNodes);
      return box;
    });
    const whole = page.createElement('div');
    whole.append(...boxes);
    table.replaceWith(whole);
  }
}

/** An article in several boxes beside each other, each perhaps in boxes of its own, becomes one in the box around them. */
export function joinPieces(page: Page): void {
  const pieces = new Map<PageElement, Map<string, Piece[]>>();
  for (const box of page.querySelectorAll('div, section')) {
    if (!isText(box)) continue;
    const shell = shellOf(box);
    const around = shell.parentElement;
    if (!around) continue;
    const beside = pieces.get(around) ?? new Map<string, Piece[]>();
    const alike = beside.get(classOf(shell));
    if (alike) alike.push({ box, shell });
    else beside.set(classOf(shell), [{ box, shell }]);
    pieces.set(around, beside);
  }
  for (const beside of pieces.values())
    for (const alike of beside.values())
      if (areOfArticle(alike)) for (const { box, shell } of alike) shell.replaceWith(...box.childNodes);
}

/** A box that holds nothing but text, and the outermost box that holds nothing else. */
interface Piece {
  box: PageElement;
  shell: PageElement;
}

function shellOf(box: PageElement): PageElement {
  const around = box.parentElement;
  if (!around || !BOX.test(around.tagName)) return box;
  const isAll = collapse(around.textContent ?? '') === collapse(box.textContent ?? '');
  return isAll ? shellOf(around) : box;
}

/** Whether pieces of one name beside each other have as many paragraphs as those of an article. */
function areOfArticle(alike: readonly Piece[]): boolean {
  const paragraphs = alike.flatMap(({ box }) => [...box.children].filter(({ tagName }) => tagName === 'P'));
  return alike.length > 1 && paragraphs.length >= PARAGRAPHS_OF_PIECE * alike.length;
}

const isText = (box: PageElement): boolean => {
  const children = [...box.children];
  return children.length > 0 && children.every(({ tagName }) => TEXT.test(tagName));
};

const lengthOf = (elements: Iterable<PageElement>): number =>
  [...elements].reduce((sum, element) => sum + collapse(element.textContent ?? '').length, 0);
