// `attest backup` and `attest restore`: settings and votes to a file, and back.
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { backupWords } from '../messages/backup-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { BackupRefused, readBackup, writeBackup } from '../server-data/backup.ts';
import { isThere, openServerData, serverDataPlace } from '../server-data/open-server-data.ts';

/**
 * Writes a backup, and says what is in it.
 * @throws UserError when there is nothing to keep yet, something lies there, or a file cannot be used
 */
export async function runBackup(
  settings: Settings,
  file: string,
  { replace = false }: { replace?: boolean },
  messages: Messages,
): Promise<string> {
  const words = backupWords(messages);
  if (!(await isThere(settings)))
    throw new UserError(words.nothingYet(serverDataPlace(settings)), words.nothingYetRemedy);
  const data = await openServerData(settings, false);
  try {
    const copy = await data.copy();
    wording(messages, () => writeBackup(file, { ...copy, madeAt: new Date().toISOString() }, replace));
    return words.written(copy.settings.length, copy.votes.length, file);
  } finally {
    await data.close();
  }
}

/**
 * Puts a backup back, and says what came of it. Whatever is in the way is said before anything is changed.
 * @throws UserError for what is no backup, where there are settings or votes already, or a file cannot be used
 */
export async function runRestore(
  settings: Settings,
  file: string,
  { replace = false, settingsOnly = false }: { replace?: boolean; settingsOnly?: boolean },
  messages: Messages,
): Promise<string> {
  const words = backupWords(messages);
  const backup = wording(messages, () => readBackup(file));
  const data = await openServerData(settings);
  try {
    const there = await data.counts();
    const votes = settingsOnly ? 0 : there.votes;
    if (there.settings + votes > 0 && !replace)
      throw new UserError(words.thereAlready(there.settings, votes), words.replaceThem);
    const gone = await data.restore(settingsOnly ? { ...backup, votes: null } : backup);
    const day = messages.day(backup.madeAt.slice(0, 10));
    return [
      words.restored(backup.settings.length, settingsOnly ? 0 : backup.votes.length, day),
      ...(gone > 0 ? [words.questionsGone(gone)] : []),
      ...(settingsOnly || backup.votes.length === 0 ? [] : [words.forgotten(day)]),
    ].join(' ');
  } finally {
    await data.close();
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
