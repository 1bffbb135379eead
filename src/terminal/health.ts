// `attest health`: whether the bot that runs beside an index is well, told by what it writes there.
import { botStateFile, faultOf, readBotState } from '../bot-state.ts';
import type { Settings } from '../config.ts';
import { runningBuild } from '../indexing/build-lock.ts';
import { healthLine } from '../messages/backup-wording.ts';
import type { Messages } from '../messages/messages.ts';

/** One sentence, and whether all is well. */
export function health(settings: Settings, messages: Messages): { text: string; isWell: boolean } {
  const fault = faultOf(readBotState(botStateFile(settings)));
  return { text: healthLine(fault, runningBuild(settings.EMBEDDINGS_DIR), messages), isWell: fault === null };
}
