// `attest health`: whether the bot that runs beside an index is well, told by what it writes there.
import { faultOf, readBotState } from '../bot-state.ts';
import type { Settings } from '../config.ts';
import { runningBuild } from '../indexing/build-lock.ts';
import { healthLine } from '../messages/backup-wording.ts';
import type { Messages } from '../messages/messages.ts';

/** One sentence, and whether all is well. */
export function health({ EMBEDDINGS_DIR }: Settings, messages: Messages): { text: string; isWell: boolean } {
  const fault = faultOf(readBotState(EMBEDDINGS_DIR));
  return { text: healthLine(fault, runningBuild(EMBEDDINGS_DIR), messages), isWell: fault === null };
}
