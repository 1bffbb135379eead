// Looks at the index and at every file of the corpus in a process of its own: in the bot's it would hold up answers.
import { startChild } from '../child-process.ts';
import { withoutSecrets, type Settings } from '../config.ts';
import type { IndexState } from './index-state.ts';
import type { StateApi } from './state-child.ts';

const CHILD = new URL('./state-child.ts', import.meta.url);
const ABOUT = { work: 'The look at the index', remedy: 'Try again: npm run attest -- status' };

/**
 * What there is to say about the index of the settings.
 * @throws UserError when the process dies
 */
export async function stateInChild(settings: Settings): Promise<IndexState> {
  const child = startChild<StateApi>(CHILD, ABOUT);
  try {
    return await child.call.state(withoutSecrets(settings));
  } finally {
    await child.close();
  }
}
