// Where the settings have the index: files of this machine, or PostgreSQL.
import type { Settings } from '../config.ts';
import type { Model } from '../model/models.ts';
import { lockBuild } from './build-lock.ts';
import { EmbeddedBackend } from './embedded-backend.ts';
import type { IndexBackend } from './index-build.ts';
import { lockDatabase, PostgresBackend } from './postgres-backend.ts';

/** The index of a model, as the settings have it. */
export const backendOf = (
  { ATTEST_INDEX, EMBEDDINGS_DIR }: Pick<Settings, 'ATTEST_INDEX' | 'EMBEDDINGS_DIR'>,
  model: Pick<Model, 'name' | 'fingerprint' | 'dimension'>,
): IndexBackend =>
  ATTEST_INDEX === undefined
    ? new EmbeddedBackend(EMBEDDINGS_DIR, model)
    : new PostgresBackend(ATTEST_INDEX, model);

/**
 * Takes the place of whoever builds where an index is kept, be it another one than that of the settings.
 * @returns what gives it back
 * @throws UserError while another build is running
 */
export async function lockIndex({
  ATTEST_INDEX,
  EMBEDDINGS_DIR,
}: Pick<Settings, 'ATTEST_INDEX' | 'EMBEDDINGS_DIR'>): Promise<() => Promise<void>> {
  if (ATTEST_INDEX !== undefined) return lockDatabase(ATTEST_INDEX);
  const unlock = lockBuild(EMBEDDINGS_DIR);
  return async () => unlock();
}

/**
 * Takes the place of whoever builds, in the folder of derived data and in the database where there is one.
 * @returns what gives it back
 * @throws UserError while another build is running
 */
export async function lockBuilds({
  ATTEST_INDEX,
  EMBEDDINGS_DIR,
}: Pick<Settings, 'ATTEST_INDEX' | 'EMBEDDINGS_DIR'>): Promise<() => Promise<void>> {
  const unlock = lockBuild(EMBEDDINGS_DIR);
  if (ATTEST_INDEX === undefined) return async () => unlock();
  try {
    const release = await lockDatabase(ATTEST_INDEX);
    return async () => {
      await release();
      unlock();
    };
  } catch (thrown) {
    unlock();
    throw thrown;
  }
}
