// The explicit lists of commands, message menus and buttons: what is not in them is neither registered nor answered.
import { ask } from './commands/ask.ts';
import { check } from './commands/check.ts';
import type { Command, Control, MessageCommand } from './command.ts';
import { findSources } from './commands/find-sources.ts';
import { forgetMe } from './commands/forget-me.ts';
import { helpFor } from './commands/help.ts';
import { insights } from './commands/insights.ts';
import { quotePages, quotes } from './commands/quotes.ts';
import { reindex } from './commands/reindex.ts';
import { settings } from './commands/settings.ts';
import { source, sourceChoice } from './commands/source.ts';
import { status } from './commands/status.ts';
import { timeline, timelinePages } from './commands/timeline.ts';

export const menus: readonly MessageCommand[] = [findSources];

const explained: readonly Command[] = [
  ask,
  quotes,
  check,
  timeline,
  source,
  status,
  reindex,
  settings,
  insights,
  forgetMe,
];

export const commands: readonly Command[] = [...explained, helpFor(explained, menus)];

export const controls: readonly Control[] = [quotePages, timelinePages, sourceChoice];
