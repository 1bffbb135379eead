// The name of an article's file: its day and title, one that every file system takes. Pure.
import { withoutEnd } from '../text/ends.ts';

/** Characters of a title that are looked at: to normalise a long run of marks takes time with its square. */
const MAX_TITLE_LENGTH = 500;
/** Characters of a title; even in three bytes each they leave room below the 255 bytes of a name. */
const MAX_SLUG_LENGTH = 60;
/** Letters that Unicode does not decompose. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** `2025-02-09-homes-flooded`, without an extension: letters, digits and hyphens, in lower case. */
export function fileName(published: string, title: string): string {
  const slug = title
    .slice(0, MAX_TITLE_LENGTH)
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter]!)
    .replace(/['’ʼ]/g, '')
    .normalize('NFKD')
    // Marks go from Latin letters only: in other scripts they make another letter, and come back by NFC.
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return withoutEnd(`${published}-${cut(slug)}`, /-/);
}

/** At the last word that fits whole, where one does. */
function cut(slug: string): string {
  const trimmed = withoutEnd(slug.replace(/^-+/, ''), /-/);
  if (trimmed.length <= MAX_SLUG_LENGTH) return trimmed;
  const start = trimmed.slice(0, MAX_SLUG_LENGTH + 1);
  const end = start.lastIndexOf('-');
  return end > 0
    ? start.slice(0, end)
    : trimmed.slice(0, MAX_SLUG_LENGTH).toWellFormed().replaceAll('\ufffd', '');
}
