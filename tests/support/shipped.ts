// The shipped corpus, indexed once for all test files with the real bundled model.
import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { EXAMPLE } from './project.ts';
import { temporaryFolder } from './temporary.ts';

/** Settings with a named corpus. */
export type NamedSettings = Settings & { CORPUS_DIR: string };

/** Settings of an environment of one's own. */
export function settingsOf(environment: Record<string, string>): NamedSettings {
  const env = {
    EMBEDDINGS_DIR: temporaryFolder(),
    CORPUS_DIR: EXAMPLE,
    LOG_LEVEL: 'silent',
    // A process of 170 MB that most tests have no use for.
    READER: 'off',
    ...environment,
  };
  return { ...readSettings(env), CORPUS_DIR: env.CORPUS_DIR };
}

/** Settings whose index of the shipped corpus is built: a copy of one's own, of the index that the first to ask has built. */
export async function shippedIndex(environment: Record<string, string> = {}): Promise<NamedSettings> {
  const settings = settingsOf(environment);
  const shared = inject('sharedFolder');
  const [claim, built] = [join(shared, 'claimed'), join(shared, 'built')];
  if (isFirst(claim)) {
    await buildIndex({ ...settings, EMBEDDINGS_DIR: join(shared, 'building') });
    renameSync(join(shared, 'building'), built);
  }
  while (!existsSync(built)) await setTimeout(50);
  cpSync(built, settings.EMBEDDINGS_DIR, { recursive: true });
  return settings;
}

/** Test files run in several processes: making a folder succeeds for one of them. */
function isFirst(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}
