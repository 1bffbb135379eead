// Servers that the owner has not allowed: they are told once, and left.
import { Events, type Client, type Guild } from 'discord.js';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { messagesFor } from '../messages/languages.ts';
import { noticeChannel } from './notice-channel.ts';
import { payload } from './views/payload.ts';

/**
 * Leaves every server that is not allowed, now and whenever the bot comes into one.
 * @param isPart the bot has some of the shards, and others the other servers
 * @param follow is given the work that it makes
 */
export function leaveOthers(
  client: Client,
  isAllowed: (server: string) => boolean,
  isPart: boolean,
  log: Log,
  follow: (work: Promise<void>) => void,
): void {
  const leaving = new Set<string>();
  let isMistyped = false;
  const look = () => {
    // Servers come one after the other while it starts.
    if (!client.isReady()) return;
    const guilds = [...client.guilds.cache.values()];
    const others = guilds.filter(({ id }) => !isAllowed(id));
    // A list that names none of them is more likely mistyped: a server that is left takes its settings along.
    const wasMistyped = isMistyped;
    isMistyped = others.length > 0 && others.length === guilds.length;
    if (isMistyped) {
      if (!wasMistyped)
        log.error(
          { servers: guilds.map(({ id }) => id), remedy: 'correct ALLOWED_SERVERS, or invite the bot there' },
          `ALLOWED_SERVERS names no server ${isPart ? 'of these shards' : 'that the bot is in'}: it answers in none, and leaves none`,
        );
      return;
    }
    // One that is down is told when it is back.
    for (const guild of others) {
      if (!guild.available || leaving.has(guild.id)) continue;
      leaving.add(guild.id);
      follow(leave(guild, log).catch(() => void leaving.delete(guild.id)));
    }
  };
  client.on(Events.ClientReady, look);
  client.on(Events.GuildCreate, look);
  client.on(Events.GuildAvailable, look);
  client.on(Events.GuildDelete, ({ id }) => leaving.delete(id));
}

async function leave(guild: Guild, log: Log): Promise<void> {
  const { id, preferredLocale } = guild;
  const messages = messagesFor(preferredLocale);
  try {
    await noticeChannel(guild)?.send(payload(`${messages.leavesServer} ${messages.askOwner}`));
  } catch (thrown) {
    log.debug({ server: id, reason: messageOf(thrown) }, 'the server is not told that it is left');
  }
  try {
    await guild.leave();
    log.warn({ server: id }, 'the server is not in ALLOWED_SERVERS, and is left');
  } catch (thrown) {
    log.error(
      { server: id, reason: messageOf(thrown) },
      'the server is not in ALLOWED_SERVERS, but cannot be left',
    );
    throw thrown;
  }
}
