// The process that links passages while another one embeds: it follows the store until it is told that all is written.
import { setTimeout } from 'node:timers/promises';
import { serveParent } from '../child-process.ts';
import type { IndexFiles } from '../index/embedded-index.ts';
import { Linking } from '../index/link-vectors.ts';
import { openStore } from '../index/store.ts';

export interface LinkApi {
  /** Links what is in the store and what comes; ends when the graph has all. */
  link(paths: IndexFiles, dimension: number): Promise<void>;
  /** No more passages come. */
  allWritten(): void;
}
export interface LinkParentApi {
  /** So many more passages are linked. */
  linked(count: number): void;
}

const POLL_MILLISECONDS = 200;

let written = false;
const parent = serveParent<LinkApi, LinkParentApi>({
  async link(paths, dimension) {
    const store = openStore(paths.database);
    const linking = await Linking.open(store, paths, dimension);
    while (!written) {
      const added = await linking.step();
      await (added > 0 ? parent.linked(added) : setTimeout(POLL_MILLISECONDS));
    }
    await linking.finish((linked) => void parent.linked(linked));
    store.close();
  },
  allWritten() {
    written = true;
  },
});
