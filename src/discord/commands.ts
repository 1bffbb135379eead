// The explicit lists of commands, message menus and buttons: what is not in them is neither registered nor answered.
import { ask } from './ask.ts';
import { check } from './check.ts';
import type { Command, Control, MessageCommand } from './command.ts';
import { findSources } from './find-sources.ts';
import { forgetMe } from './forget-me.ts';
import { helpFor } from './help.ts';
import { insights } from './insights.ts';
import { quotePages, quotes } from './quotes.ts';
import { reindex } from './reindex.ts';
import { settings } from './settings.ts';
import { source, sourceChoice } from './source.ts';
import { status } from './status.ts';
import { timeline, timelinePages } from './timeline.ts';

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
