// The shipped corpus, indexed once per test file with the real bundled model.
import { buildIndex } from '../../src/build.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { temporaryFolder } from './temporary.ts';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** The example corpus: what else lies in `corpus` is no matter of the tests. */
export const EXAMPLE = `${ROOT}corpus/example`;

/** Settings with a named corpus. */
export type NamedSettings = Settings & { CORPUS_DIR: string };

/** Settings of an environment of one's own. */
export function settingsOf(environment: Record<string, string>): NamedSettings {
  const env = {
    EMBEDDINGS_DIR: temporaryFolder(),
    CORPUS_DIR: EXAMPLE,
    LOG_LEVEL: 'silent',
    ...environment,
  };
  return { ...readSettings(env), CORPUS_DIR: env.CORPUS_DIR };
}

/** Settings whose index of the shipped corpus is built. */
export async function shippedIndex(): Promise<NamedSettings> {
  const settings = settingsOf({});
  await buildIndex(settings);
  return settings;
}
