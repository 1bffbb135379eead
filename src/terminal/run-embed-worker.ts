// `attest embed-worker`: embeds for the builds of others, and says so.
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { EmbedPool } from '../indexing/embed-pool.ts';
import { embedForBuilds } from '../indexing/embed-worker.ts';
import { copyWords } from '../messages/copy-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { openModel } from '../model/models.ts';
import { openProgress } from './progress.ts';
import { say } from './run-index.ts';

/**
 * Works until SIGTERM or SIGINT, after which it ends what is in hand.
 * @throws UserError where no database is named, it cannot be reached, or it is another model's
 */
export async function runEmbedWorker(
  settings: Settings,
  { once = false }: { once?: boolean },
  messages: Messages,
): Promise<void> {
  const { needsDatabase, told } = copyWords(messages);
  const url = settings.ATTEST_INDEX;
  if (url === undefined) throw new UserError(...needsDatabase);
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once('SIGTERM', end).once('SIGINT', end);
  const display = openProgress(process.stderr, messages);
  const onDownload = ({ loaded, total }: { loaded: number; total: number }) =>
    display.show({ stage: 'model', done: loaded, total });
  const model = await openModel(settings, { onDownload }).finally(() => display.stop());
  const pool = new EmbedPool(model, settings);
  try {
    const tell = (event: Parameters<typeof told>[0]) => say(told(event));
    await embedForBuilds({ url, model, pool }, { once, stop: stop.signal, tell });
  } finally {
    pool.close();
    process.off('SIGTERM', end).off('SIGINT', end);
  }
}
