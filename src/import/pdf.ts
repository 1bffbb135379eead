// A PDF with text as an article. The only user of pdf.js, in the build of unpdf: without the parts that draw, it has a twentieth of
// the size of Mozilla's package, and it is loaded when the first PDF is read.
import { messageOf } from '../errors.ts';
import { collapse } from '../text/words.ts';
import { webAddress, type Draft, type RefusalCause } from './found.ts';
import { paragraphsOf, withoutMargins, type PdfLine, type PdfParagraph } from './pdf-lines.ts';
import { isDateLine, isNoteOfSite } from './surroundings.ts';
import { writtenDay } from './written-day.ts';

/** As much of pdf.js's document as the import needs. */
interface Pdf {
  numPages: number;
  loadingTask: { destroy(): Promise<void> };
  getMetadata(): Promise<{ info: object }>;
  getPage(number: number): Promise<PdfPage>;
}

interface PdfPage {
  getViewport(options: { scale: number }): { height: number };
  getTextContent(): Promise<{ items: Item[] }>;
  cleanup(): boolean;
}

/** A longer PDF is a book or a newspaper and not an article. */
const MAX_PAGES = 200;
/** Less text, in characters, is a stamp on a picture. */
const MIN_TEXT_LENGTH = 140;
/** Letters of a title are so much higher than those of the text. */
const TITLE_SIZE = 1.2;
/** Day and byline stand in so many paragraphs at the start, and are so short, in characters. */
const [HEAD_PARAGRAPHS, MAX_HEAD_LENGTH] = [8, 100];
/** What programs put where the title would be. */
const NO_TITLE = /^(?:untitled.*|unbenannt.*|microsoft word - .*|.*\.(?:docx?|odt|pdf|indd|qxd|html?|tex))$/i;
/** Browsers make a PDF when somebody prints a page: its date is the day of that. */
const PRINTED = /skia|chrom|firefox|mozilla|quartz|wkhtmltopdf|safari|webkit|print to pdf/i;
const BYLINE =
  /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Оо]т|[Аа]втор:?)\s+(\p{Lu}[^.!?\d|·•]{2,80}?)[\s,|·•–—-]*(?=\d|$|\|)/u;
/** What programs put where the author would be. */
const NO_AUTHOR = /^\(?(?:anonymous|unspecified|unknown|user|admin|administrator|owner)\)?$/i;

/** @param bytes a file; they are not whole any more when it is read */
export async function readPdf(bytes: Buffer, origin: string): Promise<Draft> {
  const pdf = await opened(bytes);
  if ('kind' in pdf) return empty(origin, pdf);
  try {
    if (pdf.numPages > MAX_PAGES)
      return empty(origin, {
        kind: 'unreadable',
        reason: `it has ${pdf.numPages} pages, and an article has at most ${MAX_PAGES}`,
      });
    return draftOf(await contentOf(pdf), origin);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

const empty = (origin: string, cause: RefusalCause): Draft => ({
  origin,
  title: null,
  body: { type: 'root', children: [] },
  causes: [cause],
});

async function opened(bytes: Buffer): Promise<Pdf | RefusalCause> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    const opening: Promise<unknown> = getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      isEvalSupported: false,
    });
    return (await opening) as Pdf;
  } catch (thrown) {
    const isLocked = thrown instanceof Error && thrown.name === 'PasswordException';
    return isLocked ? { kind: 'encrypted' } : { kind: 'unreadable', reason: messageOf(thrown) };
  }
}

interface Content {
  paragraphs: PdfParagraph[];
  /** What the file says of itself. */
  title: string;
  author: string;
  day: string | null;
  /** The address that a browser printed on every page. */
  url: string | null;
}

async function contentOf(pdf: Pdf): Promise<Content> {
  const info = { ...(await pdf.getMetadata()).info } as Record<string, unknown>;
  const field = (name: string) => (typeof info[name] === 'string' ? collapse(info[name]) : '');
  const lines: PdfLine[] = [];
  const sizes = [];
  for (let number = 0; number < pdf.numPages; number++) {
    const page = await pdf.getPage(number + 1);
    sizes.push({ height: page.getViewport({ scale: 1 }).height });
    lines.push(...linesOf((await page.getTextContent()).items, number));
    page.cleanup();
  }
  const isPrinted = PRINTED.test(`${field('Creator')} ${field('Producer')}`);
  const made = /^(?:D:)?(\d{4})(\d\d)(\d\d)/.exec(field('CreationDate'));
  return {
    paragraphs: paragraphsOf(withoutMargins(lines, sizes)),
    title: field('Title'),
    author: NO_AUTHOR.test(field('Author')) ? '' : field('Author'),
    day: made && !isPrinted ? `${made[1]}-${made[2]}-${made[3]}` : null,
    url: isPrinted ? printedAddress(lines) : null,
  };
}

/** What pdf.js gives of a piece of text: where it stands is at the end of the matrix. */
interface Item {
  str?: string;
  transform: number[];
  width: number;
  height: number;
}

function linesOf(items: readonly Item[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const { str = '', transform, width, height } of items) {
    if (str.trim() === '') continue;
    const [x, y] = [transform[4] ?? 0, transform[5] ?? 0];
    const line = lines.at(-1);
    const isSame = line && Math.abs(line.y - y) < line.size / 2 && x >= line.right - line.size;
    if (!isSame) lines.push({ text: str, x, right: x + width, y, size: height, page });
    else {
      // Letters are set apart by their place and not always by a blank.
      const isApart = x - line.right > 0.15 * line.size && !/\s$/.test(line.text) && !/^\s/.test(str);
      line.text += (isApart ? ' ' : '') + str;
      line.right = x + width;
    }
  }
  return lines.map((line) => ({ ...line, text: collapse(line.text) }));
}

function printedAddress(lines: readonly PdfLine[]): string | null {
  const addresses = lines.flatMap(({ text }) => /^https?:\/\/\S+/.exec(text)?.[0] ?? []);
  const [first] = addresses;
  // One that is cut off leads elsewhere.
  return first && !/…|\.\.\./.test(first) ? webAddress(first) : null;
}

function draftOf({ paragraphs, title: named, author, day, url }: Content, origin: string): Draft {
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (length < MIN_TEXT_LENGTH) return empty(origin, { kind: 'scanned' });
  const head = paragraphs.slice(0, HEAD_PARAGRAPHS).filter(({ text }) => text.length <= MAX_HEAD_LENGTH);
  const title = titleOf(paragraphs, named);
  const dated = head.find(({ text }) => isDateLine(text));
  const signed = head.find(({ text }) => BYLINE.test(text));
  const isHead = (paragraph: PdfParagraph) =>
    paragraph === dated || paragraph === signed || (paragraph.page === 0 && sameText(paragraph.text, title));
  const texts = paragraphs
    .filter((paragraph) => !isHead(paragraph) && !isNoteOfSite(paragraph.text))
    .map(({ text }) => text);
  return {
    origin,
    title,
    url,
    published: (dated && writtenDay(dated.text)) ?? day,
    byline: (signed && BYLINE.exec(signed.text)?.[1]) ?? (author || null),
    body: {
      type: 'root',
      children: texts.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
    },
  };
}

/** What stands in the largest letters of the first page, or what the file calls itself. */
function titleOf(paragraphs: readonly PdfParagraph[], named: string): string {
  const given = NO_TITLE.test(named) ? '' : named;
  const first = paragraphs.filter(({ page }) => page === 0);
  if (given !== '' && first.some(({ text }) => sameText(text, given))) return given;
  const weighed = new Map<number, number>();
  for (const { size, text } of paragraphs) weighed.set(size, (weighed.get(size) ?? 0) + text.length);
  const [usual] = [...weighed].sort(([, a], [, b]) => b - a)[0]!;
  const largest = first.reduce((most, each) => (each.size > most.size ? each : most));
  return largest.size >= TITLE_SIZE * usual ? largest.text : given;
}

const sameText = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));
  return a === b;
};
