// Which entries of the corpus folder are not looked into: hidden ones, pictures and the like, and what `.attestignore` names.
import { extname, join } from 'node:path';
import ignore from 'ignore';
import { readWhole } from '../disk.ts';
import { hasCode, messageOf, HostError } from '../errors.ts';
import type { PassedOver } from '../types.ts';

/** Names what is passed over as `.gitignore` does; it lies in the corpus folder itself. */
const IGNORE_FILE = '.attestignore';

/** Endings of files that articles are written in. */
const TEXTS = new Set(['.txt', '.md', '.markdown']);

/** Endings of what lies beside articles and holds no text: pictures, sound, film, fonts, styles, and what systems leave. */
const OTHERS = new Set(
  `.avif .bmp .gif .heic .heif .ico .jpeg .jpg .jxl .png .psd .svg .tif .tiff .webp .raw
   .aac .aif .flac .m4a .mp3 .oga .ogg .opus .wav .wma
   .3gp .avi .m4v .mkv .mov .mp4 .mpeg .mpg .ogv .webm .wmv
   .eot .otf .ttf .woff .woff2
   .css .js .mjs .map .scss .less .ts .py .sh .bat
   .canvas .base .bib .cls .lock .log .db .ini .lnk .url .webloc .desktop .tmp .part .swp .yaml .yml .toml`.split(
    /\s+/,
  ),
);
/** The same by name, in small letters: what has no ending that tells. */
const OTHER_NAMES = new Set([
  'thumbs.db',
  'license',
  'licence',
  'copying',
  'makefile',
  'gemfile',
  'cname',
  'icon\r',
]);

/** True for a file that an article can stand in, by the ending of its name. */
export const isText = (file: string): boolean => TEXTS.has(extname(file).toLowerCase());

/** Why an entry is passed over; undefined where it is not. @param file its path below the corpus folder, with forward slashes */
export type Selection = (file: string, isFolder: boolean) => keyof PassedOver | undefined;

/**
 * The rule of a corpus folder.
 * @throws HostError when its `.attestignore` cannot be read: what is to stay out must not get in
 */
export function selectionOf(root: string): Selection {
  const rules = ignore({ ignorecase: false }).add(ignoreRules(join(root, IGNORE_FILE)));
  return (file, isFolder) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (name.startsWith('.')) return 'hidden';
    if (rules.ignores(isFolder ? `${file}/` : file)) return 'ignored';
    if (isFolder) return undefined;
    return OTHERS.has(extname(name).toLowerCase()) || OTHER_NAMES.has(name.toLowerCase())
      ? 'other'
      : undefined;
  };
}

function ignoreRules(path: string): string {
  try {
    return readWhole(path)
      .toString()
      .replace(/^\ufeff/, '');
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return '';
    throw new HostError(`${path} cannot be read: ${messageOf(thrown)}.`, 'Make it readable, or delete it.');
  }
}
