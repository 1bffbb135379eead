// `attest backup` and `attest restore`: settings and votes to a file, and back.
import { existsSync } from 'node:fs';
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { backupWords } from '../messages/backup-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { BackupRefused, readBackup, writeBackup } from '../server-data/backup.ts';
import { openServerData, serverDataFile } from '../server-data/server-data.ts';

/**
 * Writes a backup, and says what is in it.
 * @throws UserError when there is nothing to keep yet, something lies there, or a file cannot be used
 */
export function runBackup(
  { EMBEDDINGS_DIR }: Settings,
  file: string,
  { replace = false }: { replace?: boolean },
  messages: Messages,
): string {
  const words = backupWords(messages);
  if (!existsSync(serverDataFile(EMBEDDINGS_DIR)))
    throw new UserError(words.nothingYet(EMBEDDINGS_DIR), words.nothingYetRemedy);
  const data = openServerData(EMBEDDINGS_DIR, false);
  try {
    const copy = data.copy();
    wording(messages, () => writeBackup(file, { ...copy, madeAt: new Date().toISOString() }, replace));
    return words.written(copy.settings.length, copy.votes.length, file);
  } finally {
    data.close();
  }
}

/**
 * Puts a backup back, and says what came of it. Whatever is in the way is said before anything is changed.
 * @throws UserError for what is no backup, where there are settings or votes already, or a file cannot be used
 */
export function runRestore(
  { EMBEDDINGS_DIR }: Settings,
  file: string,
  { replace = false, settingsOnly = false }: { replace?: boolean; settingsOnly?: boolean },
  messages: Messages,
): string {
  const words = backupWords(messages);
  const backup = wording(messages, () => readBackup(file));
  const data = openServerData(EMBEDDINGS_DIR);
  try {
    const { settings, votes } = data.counts();
    const lost = settingsOnly ? settings : settings + votes;
    if (lost > 0 && !replace)
      throw new UserError(words.thereAlready(settings, settingsOnly ? 0 : votes), words.replaceThem);
    const gone = data.restore(settingsOnly ? { ...backup, votes: null } : backup);
    const day = messages.day(backup.madeAt.slice(0, 10));
    return [
      words.restored(backup.settings.length, settingsOnly ? 0 : backup.votes.length, day),
      ...(gone > 0 ? [words.questionsGone(gone)] : []),
      ...(settingsOnly || backup.votes.length === 0 ? [] : [words.forgotten(day)]),
    ].join(' ');
  } finally {
    data.close();
  }
}

function wording<T>(messages: Messages, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof BackupRefused)) throw thrown;
    throw new UserError(...backupWords(messages).refused(thrown.fault));
  }
}
