// The process of one shard, started by shards.ts: a bot like any other, whose index is in the process that started it.
import { readSettings } from '../../config.ts';
import { messageOf, UserError } from '../../errors.ts';
import { openLog } from '../../log.ts';
import type { FromShard } from './archive-line.ts';
import { startBot, type Bot } from '../bot.ts';
import { remoteIndex } from './remote-archive.ts';
import { untilStopped } from '../run-until-stopped.ts';

const tell = (message: FromShard) => new Promise((sent) => process.send!(message, sent));

const settings = readSettings();
const log = openLog(settings.LOG_LEVEL);
const { archive, build } = remoteIndex({
  send: (message) => void tell(message),
  onMessage: (hear) => void process.on('message', hear),
});

let bot: Bot | undefined;
// Without the process that holds the index there is nothing to answer from.
process.once('disconnect', () => {
  if (!bot) process.exit(1);
  void bot.stop().finally(() => process.exit(1));
});

try {
  bot = await startBot({ settings, log, archive, openArchive: () => Promise.resolve(archive), build });
  await untilStopped(bot, log);
} catch (thrown) {
  // What another try would not mend ends all shards; a bug ends this one, and it is started again.
  if (thrown instanceof UserError) await tell({ fatal: thrown.sentence });
  else log.error({ reason: messageOf(thrown) }, 'shard failed');
  process.exit(1);
}
