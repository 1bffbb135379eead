// The shard's end of the line: an archive whose index is in the process that started the shard.
import type { Archive } from '../../ask.ts';
import { UserError } from '../../errors.ts';
import type { BuildReport, Progress } from '../../types.ts';
import { ASKED, read, written, type Asked, type FromShard, type ToShard } from './archive-line.ts';
import type { Build } from '../services.ts';

/** Discord's patience with an acknowledged command is longer, but a person's is not. */
const PATIENCE_MS = 30_000;

/** The line as a child process has it. */
export interface Line {
  send: (message: FromShard) => void;
  onMessage: (hear: (message: ToShard) => void) => void;
}

export interface RemoteIndex {
  archive: Archive;
  build: Build;
}

interface Open {
  resolve: (value: string) => void;
  reject: (reason: Error) => void;
  onProgress?: (progress: Progress) => void;
}

/** The archive and the builds of the other side. A newer index is taken into use there. */
export function remoteIndex(line: Line): RemoteIndex {
  const open = new Map<number, Open>();
  let last = 0;
  line.onMessage((message) => settle(open, message));
  const send = (what: Asked | 'build', given: unknown[], onProgress?: Open['onProgress']) =>
    new Promise<string>((resolve, reject) => {
      const ask = ++last;
      open.set(ask, { resolve, reject, onProgress });
      line.send({ ask, what, with: written(given) });
      // A build takes as long as it takes.
      if (what !== 'build') setTimeout(() => giveUp(open, ask), PATIENCE_MS).unref();
    });
  const asked =
    (what: Asked) =>
    async (...given: unknown[]) =>
      read(await send(what, given));
  const questions = Object.fromEntries(ASKED.map((what) => [what, asked(what)]));
  const archive = { ...(questions as unknown as Pick<Archive, Asked>), ...AS_IT_STANDS };
  return { archive, build: async (onProgress) => read<BuildReport>(await send('build', [], onProgress)) };
}

/** The other side sees to all of this. */
const AS_IT_STANDS = { isCurrent: () => true, isLinked: () => true, close: () => undefined };

function settle(open: Map<number, Open>, message: ToShard): void {
  // discord.js uses the same line.
  if (!('answers' in message)) return;
  const question = open.get(message.answers);
  if (!question) return;
  if ('progress' in message) return question.onProgress?.(read(message.progress));
  open.delete(message.answers);
  if ('value' in message) return question.resolve(message.value);
  const { failure, remedy } = message;
  question.reject(remedy === null ? new Error(failure) : new UserError(failure, remedy));
}

function giveUp(open: Map<number, Open>, ask: number): void {
  const question = open.get(ask);
  open.delete(ask);
  question?.reject(new UserError('The archive does not answer.', 'Ask again in a minute.'));
}
