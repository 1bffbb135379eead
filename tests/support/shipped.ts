// The shipped corpus, indexed once per test file with the real bundled model.
import { buildIndex } from '../../src/build.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { temporaryFolder } from './temporary.ts';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** Settings of an environment of one's own. */
export const settingsOf = (environment: Record<string, string>): Settings =>
  readSettings({
    EMBEDDINGS_DIR: temporaryFolder(),
    CORPUS_DIR: `${ROOT}corpus`,
    LOG_LEVEL: 'silent',
    ...environment,
  });

/** Settings whose index of the shipped corpus is built. */
export async function shippedIndex(): Promise<Settings> {
  const settings = settingsOf({});
  await buildIndex(settings);
  return settings;
}
