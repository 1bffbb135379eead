// The files of the corpus folder that articles go to: what is there already, what was imported, and what is new. The only
// module that writes into the corpus folder.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { addressKey } from '../corpus/addresses.ts';
import { addressInHead } from '../corpus/article-formats.ts';
import { listCorpus } from '../corpus/articles.ts';
import { hasCode } from '../errors.ts';
import { articleFile, importedIn, isAsWritten } from './article-file.ts';
import { fileName } from './file-name.ts';
import type { Found, RefusalCause } from './found.ts';

/** The folder in the corpus folder where imported articles lie. */
export const IMPORTED_FOLDER = 'imported';
/** As much of a file as can be front matter, in bytes. */
const HEAD_BYTES = 24_000;

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** What became of an article. */
export type Kept =
  { kind: 'new' | 'updated' | 'known'; file: string } | { kind: 'refused'; cause: RefusalCause };

/** A file that holds an article; `origin` is null where it was not imported. */
interface Holder {
  file: string;
  origin: string | null;
}

export class ImportedFiles {
  readonly #folder: string;
  readonly #isDryRun: boolean;
  readonly #holders = new Map<string, Holder>();
  /** Articles of this run, with the files that hold them. */
  readonly #seen = new Map<string, string>();
  /** Names that a dry run would have given. */
  readonly #names = new Set<string>();

  /**
   * @param folder the corpus folder; it is made when the first file is written
   * @param isDryRun whether nothing is to be written
   */
  constructor(folder: string, isDryRun: boolean) {
    this.#folder = folder;
    this.#isDryRun = isDryRun;
    if (existsSync(folder)) for (const { file, path } of listCorpus(folder).files) this.#note(file, path);
  }

  /**
   * Writes an article that is not there yet, or anew where its source has changed it. The first of a run is the one that
   * counts, and a file is only written over as long as it is what the import wrote, and from the same source.
   */
  keep(found: Found): Kept {
    const key = keyOf(found);
    const earlier = this.#seen.get(key);
    if (earlier !== undefined) return { kind: 'refused', cause: { kind: 'twice', file: earlier } };
    const holder = this.#holders.get(key);
    const kept = holder ? this.#again(found, holder) : this.#anew(found);
    const file = kept.kind === 'refused' ? holder?.file : kept.file;
    if (file !== undefined) this.#seen.set(key, file);
    return kept;
  }

  #note(file: string, path: string): void {
    const head = headOf(path);
    const imported = importedIn(head);
    const key = imported ? keyOf(imported) : ownKey(head);
    if (key !== undefined && !this.#holders.has(key))
      this.#holders.set(key, { file, origin: imported?.origin ?? null });
  }

  #again(found: Found, { file, origin }: Holder): Kept {
    // Two sources of one article would otherwise overwrite each other for ever.
    if (origin === null || placeOf(origin) !== placeOf(found.origin)) return { kind: 'known', file };
    const path = join(this.#folder, file);
    const current = readFileSync(path, 'utf8');
    const text = articleFile({ ...found, origin });
    if (current === text) return { kind: 'known', file };
    if (!isAsWritten(current)) {
      // What a person changed stays; only where its source has changed, too, is there something to tell.
      return importedIn(current)?.hash === importedIn(text)?.hash
        ? { kind: 'known', file }
        : { kind: 'refused', cause: { kind: 'changed by hand', file } };
    }
    if (!this.#isDryRun) replace(path, text);
    return { kind: 'updated', file };
  }

  #anew(found: Found): Kept {
    const name = fileName(found.published, found.title);
    const text = articleFile(found);
    // A second article of that day and title is told by its address.
    const digits = createHash('sha256').update(keyOf(found)).digest('hex').slice(0, 8);
    for (const candidate of [name, `${name}-${digits}`]) {
      const file = `${IMPORTED_FOLDER}/${candidate}.md`;
      if (!this.#names.has(file) && this.#write(file, text)) {
        this.#names.add(file);
        return { kind: 'new', file };
      }
    }
    return {
      kind: 'refused',
      cause: { kind: 'changed by hand', file: `${IMPORTED_FOLDER}/${name}-${digits}.md` },
    };
  }

  /** False where a file of that name is there. */
  #write(file: string, text: string): boolean {
    const path = join(this.#folder, file);
    if (this.#isDryRun) return !existsSync(path);
    mkdirSync(join(this.#folder, IMPORTED_FOLDER), { recursive: true });
    return asNew(path, text);
  }
}

/** Whole or not at all: who reads the folder meanwhile sees no half of a file. */
function replace(path: string, text: string): void {
  renameSync(written(path, text), path);
}

/** The same under a name that is not taken; false where it is, and then nothing is written over. */
function asNew(path: string, text: string): boolean {
  const beside = written(path, text);
  try {
    linkSync(beside, path);
    return true;
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false;
    // A file system without links: the name is taken by a copy, which is whole a moment later.
    if (!NO_LINKS.some((code) => hasCode(thrown, code))) throw thrown;
    return copiedAsNew(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

function copiedAsNew(from: string, path: string): boolean {
  try {
    copyFileSync(from, path, constants.COPYFILE_EXCL);
    return true;
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}

/** A file beside another one, which no listing of the corpus shows. */
function written(path: string, text: string): string {
  const beside = join(path, '..', `.${process.pid}.tmp`);
  writeFileSync(beside, text);
  return beside;
}

/** The file or feed that an article came from, without its place in it, which moves when something is added above. */
const placeOf = (origin: string): string => origin.replace(/#\d+$/, '');

/** What makes it the article that it is: its address, or without one its title, day and outlet. */
const keyOf = ({
  url,
  title,
  published,
  outlet,
}: Pick<Found, 'url' | 'title' | 'published' | 'outlet'>): string =>
  url === null ? `${published} ${outlet ?? ''} ${title}` : addressKey(url);

/** The address in the head of a person's own file. */
function ownKey(head: string): string | undefined {
  const url = addressInHead(head);
  return url === null ? undefined : addressKey(url);
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.toString('utf8', 0, readSync(file, bytes)).replaceAll('\r\n', '\n');
  } finally {
    closeSync(file);
  }
}
