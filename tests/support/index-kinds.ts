// The kinds of index, each with a fresh one of its own for every test: what holds of one holds of all.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe } from 'vitest';
import { buildIndex, type BuildOptions } from '../../src/build.ts';
import type { Settings } from '../../src/config.ts';
import type { Index } from '../../src/index/index-interface.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { openModel, type Model } from '../../src/model/models.ts';
import type { BuildReport } from '../../src/types.ts';
import { freshDatabase, startPglite, stopPglites, whyNoPostgres } from './postgres-server.ts';
import { settingsOf } from './shipped.ts';
import { temporaryFolder } from './temporary.ts';

/** An article as a file of the corpus. */
export interface Written {
  url?: string;
  published?: string;
  title?: string;
  outlet?: string;
  text: string;
}

/** A corpus with an index of one kind. */
export interface IndexedCorpus {
  settings: Settings;
  model: Model;
  write(files: Record<string, Written>): void;
  remove(...files: string[]): void;
  path(file: string): string;
  build(options?: BuildOptions): Promise<BuildReport>;
  open(): Promise<Index>;
}

/** Opened once a test file. */
let bundled: Promise<Model> | undefined;

/** Makes the corpus; `database` is what `ATTEST_INDEX` names, undefined for the embedded index. */
export async function indexedCorpus(database: string | undefined): Promise<IndexedCorpus> {
  const folder = temporaryFolder();
  const settings = settingsOf({ CORPUS_DIR: folder, ...(database && { ATTEST_INDEX: database }) });
  const model = await (bundled ??= openModel(settings));
  const path = (file: string) => join(folder, file);
  return {
    settings,
    model,
    path,
    write: (files) => {
      for (const [file, written] of Object.entries(files))
        writeFileSync(path(file), contentOf(file, written));
    },
    remove: (...files) => files.forEach((file) => rmSync(path(file))),
    build: (options) => buildIndex(settings, { model, ...options }),
    open: () => backendOf(settings, model).open(),
  };
}

export const urlOf = (file: string): string => `https://gazette.example/${file.replace(/\.md$/, '')}`;

function contentOf(file: string, { url = urlOf(file), published, title, outlet, text }: Written): string {
  const header = {
    title: title ?? file,
    url,
    outlet: outlet ?? 'Gazette',
    date: published ?? '2025-01-01',
  };
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${text}\n`;
}

/** A kind of index; `database` makes the one of a test. */
export interface Kind<Database = string | undefined> {
  name: string;
  why?: string | undefined;
  /** Whatever one connection does in a transaction, the others wait for. */
  hasOneSession?: boolean;
  database(): Promise<Database>;
}

const DATABASES: Kind<string>[] = [
  {
    name: 'PostgreSQL in this process (PGlite)',
    hasOneSession: true,
    database: async () => (await startPglite()).url,
  },
  { name: 'a PostgreSQL server', why: whyNoPostgres, database: () => freshDatabase() },
];

const KINDS: Kind[] = [{ name: 'the embedded index', database: async () => undefined }, ...DATABASES];

/** PGlite stands in for a server where there is none. */
const isUsual = ({ hasOneSession }: Kind): boolean => !hasOneSession || whyNoPostgres !== undefined;

/** The same tests for every kind of index, each test with an index of its own; PGlite only where there is no server. */
export const describeIndexes = (tests: (corpus: () => Promise<IndexedCorpus>, kind: Kind) => void): void =>
  describeEach(KINDS.filter(isUsual), (kind) => {
    afterEach(stopPglites);
    tests(async () => indexedCorpus(await kind.database()), kind);
  });

/** The same tests for every kind of index that can be had here, PGlite among them. */
export const describeEveryIndex = (tests: (corpus: () => Promise<IndexedCorpus>, kind: Kind) => void): void =>
  describeEach(KINDS, (kind) => tests(async () => indexedCorpus(await kind.database()), kind));

/** Tests with a database beside the embedded index, each call with an empty one: of a server, or PGlite where there is none. */
export const describeDatabase = (
  tests: (database: () => Promise<string>, kind: Kind<string>) => void,
): void => describeEach(DATABASES.filter(isUsual), (kind) => tests(() => kind.database(), kind));

function describeEach<Each extends Kind>(kinds: readonly Each[], tests: (kind: Each) => void): void {
  for (const kind of kinds) {
    const { name, why } = kind;
    const suite = why === undefined ? describe : describe.skip;
    suite(why === undefined ? name : `${name} (skipped: ${why})`, () => tests(kind));
  }
}
