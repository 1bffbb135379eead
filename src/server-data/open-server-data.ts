// Where the server data of these settings are: the file beside the index, or the database of the index.
import { existsSync } from 'node:fs';
import type { Settings } from '../config.ts';
import { openPostgres } from '../postgres.ts';
import { openServerDataFile, serverDataFile } from './server-data-file.ts';
import { isServerDataThere, openServerDataPostgres } from './server-data-postgres.ts';
import type { ServerData } from './server-data.ts';

type Place = Pick<Settings, 'EMBEDDINGS_DIR' | 'ATTEST_INDEX'>;

/**
 * Opens them; makes them where there are none, unless `create` is false.
 * @throws HostError where that cannot be, or none are there
 */
export async function openServerData(
  { EMBEDDINGS_DIR, ATTEST_INDEX }: Place,
  create = true,
): Promise<ServerData> {
  if (ATTEST_INDEX !== undefined) return openServerDataPostgres(ATTEST_INDEX, { create });
  return openServerDataFile(EMBEDDINGS_DIR, create);
}

/** Whether anything was ever set, asked or voted. */
export async function isThere({ EMBEDDINGS_DIR, ATTEST_INDEX }: Place): Promise<boolean> {
  if (ATTEST_INDEX !== undefined) return isServerDataThere(ATTEST_INDEX);
  return existsSync(serverDataFile(EMBEDDINGS_DIR));
}

/** What the place is called: the folder, or the database without its password. */
export const serverDataPlace = ({ EMBEDDINGS_DIR, ATTEST_INDEX }: Place): string =>
  ATTEST_INDEX === undefined ? EMBEDDINGS_DIR : `PostgreSQL (${openPostgres(ATTEST_INDEX).name})`;
