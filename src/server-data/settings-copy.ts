// A copy of the settings alone, beside the file of server data: what a server lets be asked, and whom, is to hold when that
// file cannot be read or is gone. No question and no vote ever stands in it.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../errors.ts';
import { settingRows, type SettingRow } from './place-settings.ts';

const OWNER_ONLY = 0o600;

/** Where the copy lies. */
export const settingsCopyFile = (embeddingsDir: string): string =>
  join(embeddingsDir, 'people.settings.json');

/** What the copy holds as text: the same settings make the same text. */
function textOf(rows: readonly SettingRow[]): string {
  const settings = rows.map(({ server, channel, name, value }) => ({ server, channel, name, value }));
  const sha256 = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
  return `${JSON.stringify({ sha256, settings }, null, 1)}\n`;
}

/**
 * Brings the copy up to the given settings; it is the earlier one or the new one, whatever stops the machine.
 * @throws system errors where it cannot be written
 */
export function writeSettingsCopy(embeddingsDir: string, rows: readonly SettingRow[]): void {
  const [path, text] = [settingsCopyFile(embeddingsDir), textOf(rows)];
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', OWNER_ONLY);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/**
 * The settings in the copy, in the order of the database; null where there is none.
 * @throws HostError when it is not what was written
 */
export function readSettingsCopy(embeddingsDir: string): SettingRow[] | null {
  const path = settingsCopyFile(embeddingsDir);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  const rows = settingRows(text);
  if (rows && textOf(rows) === text) return rows;
  throw new HostError(
    `The copy of the settings ${path} is damaged.`,
    'Put it or people.db back from a copy of yours, or delete both: then nothing is set for any server.',
  );
}

/**
 * The settings while the file of server data cannot be used; none where there never was one.
 * @param file where that file lies
 * @throws HostError when they are not known: the copy is damaged, or missing though the file is there
 */
export function settingsWithout(embeddingsDir: string, file: string): SettingRow[] {
  const kept = readSettingsCopy(embeddingsDir);
  if (kept) return kept;
  if (!existsSync(file)) return [];
  throw new HostError(
    `What is set for the servers is not known: ${file} cannot be used, and there is no copy of its settings.`,
    'Put the file back from a copy of yours, or move it away: then nothing is set for any server.',
  );
}
