// The nouns of the loopback Discord: its ids, its people, and how channels and messages look once they are stored.
import { createHash } from 'node:crypto';
import { type APIMessage, type APIUser, type ChannelType, PermissionFlagsBits } from 'discord.js';

/** The bot's user id; its application has the same id, as for every application made since 2016. */
export const BOT_ID = '900000000000000001';
export const GUILD_ID = '900000000000000002';
/** An ordinary channel, where everybody may read and write. */
export const GENERAL_ID = '900000000000000003';
/** A channel the bot may read but not write in: posting there is refused with 50013. */
export const LOCKED_ID = '900000000000000004';
/** A channel where the bot may write, but not open threads. */
export const THREADLESS_ID = '900000000000000007';
/** A voice channel, which has a text chat and no threads. */
export const VOICE_ID = '900000000000000009';
/** A post in a forum, which is a thread that people opened, and the forum. */
export const POST_ID = '900000000000000010';
export const FORUM_ID = '900000000000000011';
/** A role that members may be given. */
export const PRESS_ROLE_ID = '900000000000000015';
/** Another server that the bot can be brought to, and a channel of it. Of two shards it is in the first, and the one above in the second. */
export const OTHER_GUILD_ID = '900000000004194320';
export const OTHER_CHANNEL_ID = '900000000000000017';
/** The role Discord makes for each bot; people often mention it instead of the bot. */
export const BOT_ROLE_ID = '900000000000000005';

/** A server that the bot is no member of, and a channel of it. */
export const FOREIGN_GUILD_ID = '900000000000000012';
export const FOREIGN_CHANNEL_ID = '900000000000000008';

/** A group's direct messages, and those of two people: the bot has no part in either. */
export const GROUP_ID = '900000000000000013';
export const PAIR_ID = '900000000000000014';

const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const SEQUENCE_MASK = 0xfffn;

/** What somebody who has no special role may do, and what the bot's invitation asks for. */
export const MEMBER_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.UseApplicationCommands;

export interface Channel {
  id: string;
  type: ChannelType;
  guild_id?: string;
  name?: string;
  parent_id?: string | null;
  recipients?: APIUser[];
  thread_metadata?: { archived: boolean; locked: boolean; [more: string]: unknown };
  permission_overwrites?: { id: string; type: 0; allow: string; deny: string }[];
  [more: string]: unknown;
}

/** A message as Discord would show it, with what a test may want to know about how it came to be. */
export interface StoredMessage extends APIMessage {
  guild_id?: string;
  /** Each state the message has had, the present one last. */
  versions: { content: string; embeds: unknown[]; components: unknown[]; at: number }[];
  deleted: boolean;
}

let sequence = 0n;

/** A new id in Discord's format, carrying the present time (discord.js reads it back as `createdTimestamp`). */
export function snowflake(): string {
  sequence = (sequence + 1n) & SEQUENCE_MASK;
  return String(((BigInt(Date.now()) - DISCORD_EPOCH_MS) << 22n) | sequence);
}

const plain = { avatar: null, flags: 0, public_flags: 0, primary_guild: null };

/** The user of that name; the same name is always the same user. */
export function userNamed(name: string, bot = false): APIUser {
  const digits = BigInt(`0x${createHash('sha1').update(name).digest('hex').slice(0, 12)}`);
  const id = String(800_000_000_000_000_000n + digits);
  return { ...plain, id, username: name, discriminator: '0', global_name: name, bot };
}

export const botUser: APIUser = {
  ...plain,
  id: BOT_ID,
  username: 'attest',
  discriminator: '0001',
  global_name: null,
  bot: true,
};

/** A server member as events carry it; permissions only stand in those of interactions. */
export function member(user: APIUser, permissions?: bigint, roles: readonly string[] = []) {
  return {
    user,
    roles: user.id === BOT_ID ? [BOT_ROLE_ID] : [...roles],
    nick: null,
    avatar: null,
    joined_at: '2023-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    ...(permissions === undefined ? {} : { permissions: String(permissions) }),
  };
}
