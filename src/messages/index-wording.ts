// What an archive holds, how old its index is, and how far a build of it, in the words of one language. Pure.
import { lapseSince } from '../text/lapse.ts';
import type { Coverage, Progress } from '../types.ts';
import type { Messages } from './messages.ts';

/** "Archive: 24 articles, 9 February 2025 to 6 October 2025". */
export const archiveText = ({ articles, from, to }: Coverage, messages: Messages): string =>
  messages.archive(articles, from && to ? messages.days(from, to) : '');

/** The same, or that the archive is empty. */
export const archiveLine = (coverage: Coverage, messages: Messages): string =>
  coverage.from === null ? messages.emptyArchive : archiveText(coverage, messages);

/**
 * "index 2 hours old". In words and not as Discord's live `<t:…:R>`: the message is a record of how old
 * the index was when it answered, and it must read the same where it is copied to.
 */
export function indexAge(indexedAt: string | null, now: Date, messages: Messages): string {
  if (indexedAt === null) return messages.indexIncomplete;
  const passed = lapseSince(indexedAt, now);
  return passed ? messages.indexAge(messages.lapse(passed.n, passed.unit)) : messages.indexNew;
}

/** How far a build is, in one line. */
export function progressLine({ stage, done, total }: Progress, messages: Messages): string {
  if (total <= 0) return `${messages.stages[stage]}…`;
  const percent = Math.floor((100 * Math.min(done, total)) / total);
  return messages.howFar(messages.stages[stage], done, total, percent);
}
