// `attest copy`: an index from one place to another, with its progress shown.
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { copyIndex, CopyRefused, placeOf } from '../indexing/copy-index.ts';
import { copyWords } from '../messages/copy-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { openProgress } from './progress.ts';

export interface CopyArguments {
  to: string;
  from?: string;
  replace?: boolean;
}

/**
 * Copies an index, and says what came of it.
 * @throws UserError when it is refused, or something cannot be read or written
 */
export async function runCopy(
  settings: Settings,
  { to, from, replace }: CopyArguments,
  messages: Messages,
): Promise<string> {
  const words = copyWords(messages);
  const display = openProgress(process.stderr, messages);
  try {
    const places = {
      from: from === undefined ? settings : placeOf(from, settings),
      to: placeOf(to, settings),
    };
    const options = { replace: replace ?? false, onProgress: display.show };
    const { articles, passages, name, seconds } = await copyIndex(settings, places, options);
    return words.copied(articles, passages, name, seconds);
  } catch (thrown) {
    throw thrown instanceof CopyRefused ? new UserError(...words.refused(thrown.fault)) : thrown;
  } finally {
    display.stop();
  }
}
