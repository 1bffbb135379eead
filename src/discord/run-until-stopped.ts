// From a bot that runs to the end of its process: by a signal, or because Discord wants it no more.
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Bot } from './bot.ts';

/**
 * Ends the process at a signal, the answers in hand given.
 * @throws UserError when Discord has ended the connection for good
 */
export async function untilStopped(bot: Bot, log: Log): Promise<never> {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    bot.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error({ reason: messageOf(thrown) }, 'stopped badly');
        process.exit(1);
      },
    );
  };
  // Whatever an answer throws is caught where it is made: this is an event that discord.js cannot read.
  process.on('unhandledRejection', (thrown) => {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    log.error({ reason: messageOf(thrown), stack }, 'failed outside of any answer; the bot goes on');
  });
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const lost = await bot.lost;
  await bot.stop();
  throw lost;
}
