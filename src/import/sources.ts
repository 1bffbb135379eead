// The sources of an import: files, folders and addresses, and what reads each.
import { createReadStream, readdirSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { hasCode, messageOf } from '../errors.ts';
import { decoded } from './decoded.ts';
import { readFeed } from './feed.ts';
import { fetched } from './fetched.ts';
import { refused, type Draft, type Refused } from './found.ts';
import { readMail, readMbox } from './mail.ts';
import { readPage } from './page.ts';
import { readPdf } from './pdf.ts';
import { readRecords, type FieldMap } from './records.ts';

/** A larger page, feed, PDF or mail, in bytes, is none; dumps and mailboxes may be of any size. */
const MAX_FILE_BYTES = 50_000_000;

type Kind = 'page' | 'feed' | 'pdf' | 'mail' | 'mbox' | Dump;
type Dump = 'jsonl' | 'json' | 'csv' | 'tsv';

const KINDS: Record<string, Kind> = {
  '.html': 'page',
  '.htm': 'page',
  '.xhtml': 'page',
  '.xml': 'feed',
  '.rss': 'feed',
  '.atom': 'feed',
  '.rdf': 'feed',
  '.pdf': 'pdf',
  '.eml': 'mail',
  '.mbox': 'mbox',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'tsv',
};

const isDump = (kind: Kind): kind is Dump => /^(?:jsonl|json|csv|tsv)$/.test(kind);

/** What browsers save a page's parts in, beside it: `page_files/`, `page.files/`, in the words of some languages. */
const PARTS_OF_PAGE =
  /(?:[_-](?:files|file|Dateien|fichiers|archivos|arquivos|ficheiros|bestanden|pliki)|\.files)$/;
const PAGE = /\.x?html?$/i;

/** A file of a source; `origin` is how articles name it: its path from the source on, so that it is the same from anywhere. */
interface SourceFile {
  path: string;
  origin: string;
}

/** All articles of a source, or why something in it is none. What is not meant to be read, such as pictures of pages, is `passed over`. */
export async function* readSource(
  source: string,
  map: FieldMap,
): AsyncGenerator<Draft | Refused | 'passed over'> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(source)) yield* readAddress(source);
  else {
    const isFolder = folderOrFile(source);
    if (isFolder === undefined) yield refused(source, { kind: 'no such source' });
    else if (!isFolder) yield* readFileOf({ path: source, origin: basename(source) }, map, true);
    else
      for (const file of filesBelow(resolve(source), basename(resolve(source)), new Set()))
        if ('causes' in file) yield file;
        else yield* readFileOf(file, map, false);
  }
}

function folderOrFile(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'ENOTDIR')) return undefined;
    throw thrown;
  }
}

/**
 * The files of a folder, in the order of their names; what cannot be looked into is refused.
 * @param visited real paths of folders that were gone through: a link may lead back to one
 */
function* filesBelow(folder: string, origin: string, visited: Set<string>): Generator<SourceFile | Refused> {
  let names: string[];
  try {
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    names = readdirSync(folder).sort();
  } catch (thrown) {
    yield refused(origin, { kind: 'unreadable', reason: messageOf(thrown) });
    return;
  }
  const pages = new Set(names.filter((name) => PAGE.test(name)).map((name) => name.replace(PAGE, '')));
  const isOfPage = (name: string) => PARTS_OF_PAGE.test(name) && pages.has(name.replace(PARTS_OF_PAGE, ''));
  for (const name of names) {
    const [path, inner] = [join(folder, name), `${origin}/${name}`];
    if (name.startsWith('.') || isOfPage(name)) continue;
    try {
      const isFolder = folderOrFile(path);
      if (isFolder) yield* filesBelow(path, inner, visited);
      // A pipe or a device would be waited for.
      else if (isFolder === false && statSync(path).isFile()) yield { path, origin: inner };
    } catch (thrown) {
      yield refused(inner, { kind: 'unreadable', reason: messageOf(thrown) });
    }
  }
}

/** @param isNamed whether a person named the very file: then one that cannot be read is told, and not passed over */
async function* readFileOf(
  { path, origin }: SourceFile,
  map: FieldMap,
  isNamed: boolean,
): AsyncGenerator<Draft | Refused | 'passed over'> {
  const kind = KINDS[extname(path).toLowerCase()];
  if (!kind) {
    yield isNamed ? refused(origin, { kind: 'unknown type' }) : 'passed over';
    return;
  }
  try {
    if (kind === 'mbox') yield* readMbox(createReadStream(path), origin);
    else if (isDump(kind)) yield* readRecords(kind, createReadStream(path), origin, map);
    else {
      const { size } = statSync(path);
      if (size > MAX_FILE_BYTES)
        yield refused(origin, { kind: 'too large', bytes: size, most: MAX_FILE_BYTES });
      else yield* readBytes(kind, await readFile(path), origin);
    }
  } catch (thrown) {
    yield refused(origin, { kind: 'unreadable', reason: messageOf(thrown) });
  }
}

async function* readBytes(
  kind: 'page' | 'feed' | 'pdf' | 'mail',
  bytes: Buffer,
  origin: string,
): AsyncGenerator<Draft | Refused> {
  if (kind === 'pdf') yield await readPdf(bytes, origin);
  else if (kind === 'mail') yield await readMail(bytes, origin);
  else yield* readMarkup(kind, decoded(bytes, null), origin, null);
}

function* readMarkup(
  kind: 'page' | 'feed',
  text: string,
  origin: string,
  address: string | null,
): Generator<Draft | Refused> {
  if (kind === 'feed') yield* readFeed(text, origin);
  else yield readPage(text, origin, address);
}

async function readAddressed(bytes: Buffer, address: string, url: string): Promise<Draft | Refused> {
  try {
    return { ...(await readPdf(bytes, address)), url };
  } catch (thrown) {
    return refused(address, { kind: 'unreadable', reason: messageOf(thrown) });
  }
}

async function* readAddress(address: string): AsyncGenerator<Draft | Refused> {
  const response = await fetched(address);
  if ('causes' in response) {
    yield response;
    return;
  }
  if (/pdf/.test(response.type)) {
    yield await readAddressed(response.bytes, address, response.url);
    return;
  }
  const text = decoded(response.bytes, response.charset);
  const isPage =
    /html/.test(response.type) ||
    (!/xml|json/.test(response.type) && !/^\s*(?:<\?xml|<rss|<feed|<rdf|\{)/i.test(text));
  try {
    yield* readMarkup(isPage ? 'page' : 'feed', text, address, response.url);
  } catch (thrown) {
    yield refused(address, { kind: 'unreadable', reason: messageOf(thrown) });
  }
}
