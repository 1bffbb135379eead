// The explicit list of commands: what is not in it is neither registered nor answered.
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { forgetMe } from './forget-me.ts';
import { insights } from './insights.ts';
import { reindex } from './reindex.ts';
import { settings } from './settings.ts';
import { source } from './source.ts';
import { status } from './status.ts';

export const commands: readonly Command[] = [ask, source, status, reindex, settings, insights, forgetMe];
