// The explicit list of commands: what is not in it is neither registered nor answered.
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { reindex } from './reindex.ts';
import { source } from './source.ts';
import { status } from './status.ts';

export const commands: readonly Command[] = [ask, source, status, reindex];
