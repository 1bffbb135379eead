// The index's end of the line: what shards ask is answered from the one archive that is open.
import type { Archive } from '../../ask.ts';
import { messageOf, UserError } from '../../errors.ts';
import { ASKED, read, written, type Asked, type FromShard, type ToShard } from './archive-line.ts';
import type { Build, HeldArchive } from '../services.ts';

export interface Served {
  archive: HeldArchive;
  build: Build;
}

/** Answers one message of a shard; what is no question is for others. Never rejects. */
export async function serve(
  message: FromShard,
  served: Served,
  reply: (message: ToShard) => void,
): Promise<void> {
  if (typeof message !== 'object' || message === null || !('ask' in message)) return;
  const { ask: answers, what, with: given } = message;
  try {
    reply({
      answers,
      value: written(await answerTo(what, read(given), served, (progress) => reply({ answers, progress }))),
    });
  } catch (thrown) {
    const remedy = thrown instanceof UserError ? thrown.remedy : null;
    reply({ answers, failure: messageOf(thrown), remedy });
  }
}

async function answerTo(
  what: Asked | 'build',
  given: unknown[],
  { archive, build }: Served,
  onProgress: (progress: string) => void,
): Promise<unknown> {
  if (what === 'build') return build((progress) => onProgress(written(progress)));
  if (!ASKED.includes(what)) throw new Error(`A shard asked for "${String(what)}", which nobody answers.`);
  return archive.use((open: Archive) => (open[what] as (...all: unknown[]) => Promise<unknown>)(...given));
}
