// The process that links passages while another one embeds: it follows the store until it is told that all is written.
import { setTimeout } from 'node:timers/promises';
import type { IndexFiles } from '../index/embedded-index.ts';
import { messageOf, UserError } from '../errors.ts';
import { Linking } from '../index/link-vectors.ts';
import { openStore } from '../index/store.ts';

export interface LinkOrder {
  paths: IndexFiles;
  dimension: number;
}
export type LinkMessage =
  { linked: number } | { done: true } | { failure: { message: string; remedy: string } };

const POLL_MILLISECONDS = 200;

const tell = (message: LinkMessage) => new Promise((sent) => process.send!(message, sent));

async function follow({ paths, dimension }: LinkOrder): Promise<void> {
  let written = false;
  process.on('message', () => (written = true));
  const store = openStore(paths.database);
  const linking = await Linking.open(store, paths, dimension);
  while (!written) {
    const added = await linking.step();
    await (added > 0 ? tell({ linked: added }) : setTimeout(POLL_MILLISECONDS));
  }
  await linking.finish((linked) => void tell({ linked }));
  store.close();
}

// The build is gone: the next one goes on from what is saved.
process.once('disconnect', () => process.exit());
try {
  await follow(JSON.parse(process.argv[2]!) as LinkOrder);
  await tell({ done: true });
} catch (thrown) {
  const remedy = thrown instanceof UserError ? thrown.remedy : 'Run again: npm run index';
  await tell({ failure: { message: messageOf(thrown), remedy } });
}
process.disconnect();
