// Whom somebody means by a name that they type: its beginning, or the whole of it with role or title, as lists show it.
import type { PartOfArchive } from './archive.ts';
import { speakerKey } from './speakers/quotations.ts';
import { words } from './text/words.ts';
import type { QuotedSpeaker } from './types.ts';

/** Those who may be meant, the most quoted first, at most `limit`; one, where the whole name is typed. */
export async function speakersNamed(
  archive: Pick<PartOfArchive, 'speakers'>,
  typed: string,
  limit: number,
): Promise<QuotedSpeaker[]> {
  for (const key of new Set([words(typed).join(' '), speakerKey(typed)])) {
    const found = key === '' ? [] : await archive.speakers({ name: key, limit });
    const exact = found.find((speaker) => speaker.key === key);
    if (found.length > 0) return exact ? [exact] : found;
  }
  return [];
}
