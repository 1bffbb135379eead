// The names of outlets as readers know them, by host or folder, from `outlets.yaml`. A line that is wrong is said and left out:
// a table of names stops nothing.
import { join } from 'node:path';
import { readWhole } from '../disk.ts';
import { hasCode } from '../errors.ts';
import type { Problem } from '../types.ts';
import { outletHost } from './addresses.ts';
import { decode, ProblemError, problemOf } from './article-formats.ts';
import { readTable } from './front-matter.ts';

/** Names of outlets by host, or by a folder of the corpus, which ends with a slash. */
export type OutletNames = ReadonlyMap<string, string>;

/** The tables of a corpus, and what is wrong with them. */
export interface Outlets {
  outlets: OutletNames;
  problems: Problem[];
}

/**
 * The tables of outlet names of a corpus folder, together.
 * @param files their paths below it, a later one winning; one that is not there is empty
 */
export function readOutlets(folder: string, files: readonly string[]): Outlets {
  const outlets = new Map<string, string>();
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      for (const { name, line, value, written } of readTable(decode(readWhole(join(folder, file))))) {
        // A list or a map that is not closed is no name either.
        if (typeof value === 'string' && /^(?![[{])\S/.test(value.trim()))
          outlets.set(folded(name), value.trim());
        else
          problems.push({
            file,
            line,
            cause: { kind: 'no outlet name', written: written === undefined ? name : `${name}: ${written}` },
          });
      }
    } catch (thrown) {
      if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'ENOTDIR')) continue;
      if (thrown instanceof ProblemError && thrown.fault.kind === 'empty') continue;
      problems.push(problemOf(file, thrown));
    }
  }
  return { outlets, problems };
}

/** Hosts are the same in any letter case; folders are not. */
const folded = (key: string): string => (key.endsWith('/') ? key : key.toLowerCase());

/**
 * The name of an outlet: that of its host or of the domain above it, that of the nearest folder which has one, the host
 * itself, or, of a file that names no address, its folder.
 * @param file path below the corpus folder; @param folder the name of the folder that the file lies in
 */
export function outletName(
  { url, file }: { url: string | null; file: string },
  folder: string,
  outlets: OutletNames,
): string {
  const host = url === null ? null : outletHost(url);
  const folders = file.split('/').slice(0, -1);
  const byFolder = folders.map((_, i) => outlets.get(`${folders.slice(0, folders.length - i).join('/')}/`));
  const named = (host === null ? undefined : nameOfHost(host, outlets)) ?? byFolder.find(Boolean);
  // "_posts" is how Jekyll calls its folder.
  return named ?? host ?? (folder.replace(/^_+/, '') || folder);
}

/** The name that a host has, or the nearest domain above it; undefined where none has one. */
export function nameOfHost(host: string, outlets: OutletNames): string | undefined {
  const labels = host.split('.');
  const domains = labels.map((_, i) => labels.slice(i).join('.'));
  return domains.map((domain) => outlets.get(domain)).find((name) => name !== undefined);
}
