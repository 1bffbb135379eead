// The first message in a server that the bot was brought to: what it knows, what one could ask, how to set it up. Once, and never
// again in that server.
import type { Guild } from 'discord.js';
import { messageOf } from '../errors.ts';
import { messagesFor } from '../messages/languages.ts';
import { partOf } from '../archive.ts';
import type { Services } from './context.ts';
import { noticeChannel } from './notice-channel.ts';
import { renderGreeting } from './views/greeting.ts';

/** Greets a server where the bot may write. Never rejects. */
export async function greet(guild: Guild, services: Services): Promise<void> {
  const { admission, archive, guide, log, serverData, stopping } = services;
  const { id, preferredLocale } = guild;
  let isNoted = false;
  try {
    if (!admission.isAllowed(id)) return;
    const channel = noticeChannel(guild);
    if (!channel) {
      log.info({ server: id }, 'the server is not greeted: the bot may write in no channel');
      return;
    }
    const { outlets, roles, language } = await serverData.settingsIn(id, channel.id);
    // Where only some may ask, what they may ask is not for all to read.
    if (roles.length > 0) return;
    isNoted = await serverData.tryUse((data) => data.greet(id), false);
    if (!isNoted) return;
    const messages = messagesFor(language === 'auto' ? preferredLocale : language);
    const seen = outlets.length > 0 ? outlets : null;
    const [coverage, examples] = await archive.use(async (opened) => [
      await partOf(opened, seen).coverage({}),
      await guide.examples(seen, await opened.version(), messages.language).found,
    ]);
    if (stopping.aborted) return;
    await channel.send(renderGreeting(coverage, examples, messages));
    log.info({ server: id, channel: channel.id }, 'greeted');
  } catch (thrown) {
    // It is tried again when the bot comes there anew, or starts within a day.
    if (isNoted) await serverData.tryUse((data) => data.forgetGreeting(id), undefined);
    log.warn({ server: id, reason: messageOf(thrown) }, 'the server is not greeted');
  }
}
