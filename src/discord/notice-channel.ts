// Where a server is told what concerns all of it.
import { PermissionFlagsBits, type Guild, type GuildTextBasedChannel } from 'discord.js';

const NEEDED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

/** Where the server reads of such things, or else the first channel that the bot may write in. */
export function noticeChannel({ systemChannel, channels, client }: Guild): GuildTextBasedChannel | undefined {
  const others = [...channels.cache.values()]
    .filter((channel) => channel.isTextBased() && !channel.isThread() && !channel.isVoiceBased())
    .sort((a, b) => a.rawPosition - b.rawPosition);
  return [...(systemChannel ? [systemChannel] : []), ...others].find((channel) =>
    channel.permissionsFor(client.user)?.has(NEEDED),
  );
}
