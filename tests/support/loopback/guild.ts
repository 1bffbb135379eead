// The loopback Discord's one server, as GUILD_CREATE describes it: its roles and text channels.
import { ChannelType } from 'discord.js';
import {
  BOT_ID,
  BOT_ROLE_ID,
  botUser,
  type Channel,
  GUILD_ID,
  member,
  MEMBER_PERMISSIONS,
  PRESS_ROLE_ID,
} from './types.ts';

const OWNER_ID = '900000000000000006';

/** A text channel of the server; `deny` is what the bot may not do in it. */
export function textChannel(id: string, name: string, position: number, deny = 0n): Channel {
  const overwrites = [{ id: BOT_ROLE_ID, type: 0 as const, allow: '0', deny: String(deny) }];
  return {
    id,
    name,
    position,
    type: ChannelType.GuildText,
    guild_id: GUILD_ID,
    parent_id: null,
    topic: null,
    nsfw: false,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    permission_overwrites: deny ? overwrites : [],
  };
}

function role(id: string, name: string, managed: boolean) {
  const permissions = String(MEMBER_PERMISSIONS);
  const looks = { color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } };
  const fixed = { hoist: false, mentionable: false, flags: 0, icon: null, unicode_emoji: null };
  const tags = managed ? { tags: { bot_id: BOT_ID } } : {};
  return { id, name, managed, permissions, position: managed ? 1 : 0, ...looks, ...fixed, ...tags };
}

/** The payload of GUILD_CREATE for one of the servers. */
export function guildPayload(all: Iterable<Channel>, locale: string, id = GUILD_ID) {
  const channels = [...all].filter(({ guild_id }) => guild_id === id);
  const lists = {
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    threads: channels.filter((channel) => isThread(channel) && !channel.thread_metadata?.archived),
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
  return {
    id,
    name: id === GUILD_ID ? 'Reading room' : 'Another room',
    owner_id: OWNER_ID,
    icon: null,
    unavailable: false,
    joined_at: '2023-01-01T00:00:00.000000+00:00',
    large: false,
    member_count: 3,
    preferred_locale: locale,
    roles: [
      role(id, '@everyone', false),
      role(BOT_ROLE_ID, 'attest', true),
      role(PRESS_ROLE_ID, 'press', false),
    ],
    members: [member(botUser)],
    channels: channels.filter((channel) => !isThread(channel)),
    ...lists,
  };
}

function isThread(channel: Channel): boolean {
  return channel.type === ChannelType.PublicThread;
}
