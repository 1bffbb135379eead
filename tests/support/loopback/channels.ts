// The channels and messages of one loopback Discord, kept in memory, in the shapes of Discord's API v10.
import {
  type APIMessage,
  type APIUser,
  ChannelType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import { textChannel } from './guild.ts';
import {
  BOT_ID,
  type Channel,
  FORUM_ID,
  GENERAL_ID,
  GUILD_ID,
  LOCKED_ID,
  POST_ID,
  snowflake,
  type StoredMessage,
  THREADLESS_ID,
  userNamed,
  VOICE_ID,
} from './types.ts';

/** The channels and messages of one loopback Discord. */
export class World {
  readonly channels = new Map<string, Channel>();
  readonly messages = new Map<string, StoredMessage>();
  /** The last reply to a message, by the message's id. */
  readonly replies = new Map<string, StoredMessage>();

  /** The roles of those of whom something is known, by server and person; null: they are not in it. */
  readonly members = new Map<string, readonly string[] | null>();

  /** The languages of servers other than the first. */
  readonly locales = new Map<string, string>();

  /** What the bot may not do in the server, by its role. */
  deniedToBot = 0n;

  /** Until when the bot is in a timeout, in ms since the epoch. */
  botTimeout = 0;

  constructor() {
    const locked = textChannel(LOCKED_ID, 'locked', 1, PermissionFlagsBits.SendMessages);
    const threadless = textChannel(THREADLESS_ID, 'threadless', 2, PermissionFlagsBits.CreatePublicThreads);
    const voice = {
      ...textChannel(VOICE_ID, 'voice', 3),
      type: ChannelType.GuildVoice,
      bitrate: 64_000,
      user_limit: 0,
    };
    const forum = { ...textChannel(FORUM_ID, 'forum', 4), type: ChannelType.GuildForum, available_tags: [] };
    for (const channel of [textChannel(GENERAL_ID, 'general', 0), locked, threadless, voice, forum]) {
      this.channels.set(channel.id, channel);
    }
    this.openThread(forum, POST_ID, 'A post').owner_id = userNamed('reader').id;
  }

  /** The servers that have the bot. */
  get servers(): string[] {
    return [...new Set([...this.channels.values()].flatMap(({ guild_id }) => guild_id ?? []))];
  }

  /** What roles somebody has in a server; null: they are not in it. Everybody is in the first one unless told. */
  rolesOf(userId: string, server = GUILD_ID): readonly string[] | null {
    const known = this.members.get(`${server}:${userId}`);
    return known === undefined ? (server === GUILD_ID ? [] : null) : known;
  }

  /** The direct-message channel with that user, made at the first call. */
  directChannel(user: APIUser): Channel {
    const id = String(BigInt(user.id) - 100_000_000_000_000_000n);
    const channel = { id, type: ChannelType.DM, recipients: [user], last_message_id: null, flags: 0 };
    if (!this.channels.has(id)) this.channels.set(id, channel);
    return this.channels.get(id)!;
  }

  /** A thread on a message; its id is the message's, as in Discord. */
  openThread(parent: Channel, messageId: string, name: string): Channel {
    const metadata = {
      archived: false,
      auto_archive_duration: 1440,
      locked: false,
      archive_timestamp: now(),
    };
    const thread = {
      ...textChannel(messageId, name, 0),
      type: ChannelType.PublicThread,
      parent_id: parent.id,
      owner_id: BOT_ID,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: metadata,
    };
    this.channels.set(thread.id, thread);
    const started = this.messages.get(messageId);
    if (started) started.flags = (started.flags ?? 0) | MessageFlags.HasThread;
    return thread;
  }

  /** Stores a message; whatever `parts` leaves out has Discord's default. */
  post(channelId: string, author: APIUser, parts: Partial<APIMessage>): StoredMessage {
    const guildId = this.channels.get(channelId)?.guild_id;
    const message: StoredMessage = {
      ...emptyMessage(channelId, author),
      ...(guildId ? { guild_id: guildId } : {}),
      ...parts,
      versions: [],
      deleted: false,
    };
    this.messages.set(message.id, message);
    const repliedTo = message.message_reference?.message_id;
    if (repliedTo) this.replies.set(repliedTo, message);
    keepVersion(message);
    return message;
  }

  /** Changes a stored message; what `parts` leaves out stays. */
  edit(message: StoredMessage, parts: Partial<APIMessage>): void {
    Object.assign(message, parts, { edited_timestamp: now() });
    message.flags = (message.flags ?? 0) & ~MessageFlags.Loading;
    keepVersion(message);
  }

  /** Messages of a channel that still stand, oldest first. */
  inChannel(channelId: string): StoredMessage[] {
    return [...this.messages.values()].filter(
      (message) => message.channel_id === channelId && !message.deleted,
    );
  }
}

/** The message as it goes over the wire, without the loopback's own notes. */
export function wire({ versions: _versions, deleted: _deleted, ...message }: StoredMessage) {
  return structuredClone(message);
}

function emptyMessage(channelId: string, author: APIUser): APIMessage {
  const none = { mentions: [], mention_roles: [], attachments: [], embeds: [], components: [] };
  return {
    id: snowflake(),
    channel_id: channelId,
    author,
    content: '',
    timestamp: now(),
    edited_timestamp: null,
    type: MessageType.Default,
    tts: false,
    mention_everyone: false,
    pinned: false,
    flags: 0 as MessageFlags,
    ...none,
  };
}

function keepVersion({ versions, content, embeds, components = [] }: StoredMessage): void {
  versions.push({ content, embeds, components, at: Date.now() });
}

function now(): string {
  return new Date().toISOString();
}
