// The process that links passages while another one embeds: it follows the store until it is told that all is written.
import { serveParent } from '../child-process.ts';
import type { IndexFiles } from '../index/index-files.ts';
import { linkVectors } from '../index/link-vectors.ts';
import { openStore } from '../index/store.ts';

export interface LinkApi {
  /** Links what is in the store and what comes; ends when the graph has all. */
  link(files: IndexFiles): Promise<void>;
  /** No more passages come. */
  allWritten(): void;
}
export interface LinkParentApi {
  /** So many more passages are linked. */
  linked(count: number): void;
}

let written = false;
const parent = serveParent<LinkApi, LinkParentApi>({
  async link(files) {
    const store = openStore(files.database);
    await linkVectors(store, files, parent.linked, () => written);
    store.close();
  },
  allWritten() {
    written = true;
  },
});
