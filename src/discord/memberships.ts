// Whether a person is in a server and with which roles, asked of Discord one person at a time: that needs no privileged
// intent, and is kept for minutes.
import { LRUCache } from 'lru-cache';
import {
  PermissionFlagsBits,
  RESTJSONErrorCodes as Code,
  Routes,
  type APIGuildMember,
  type Client,
} from 'discord.js';
import { isRefusal } from './refusals.ts';

const KEPT_MS = 5 * 60_000;
const MAX_KEPT = 5000;
/** Discord says so of people who are not in the server, and of servers that the bot is not in any more. */
const ABSENT = [Code.UnknownMember, Code.UnknownUser, Code.UnknownGuild, Code.MissingAccess];

/** What a person is in a server. */
export interface Membership {
  /** Ids, with that of @everyone. */
  roles: readonly string[];
  /** Whether they may manage the server. */
  isManager: boolean;
}

export class Memberships {
  /** By server and person; one that is being asked for is asked for once. */
  readonly #kept = new LRUCache<string, Promise<{ membership: Membership | null }>>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
  });

  /**
   * What a person is in a server; null when they are not in it.
   * @throws DiscordAPIError, among others, when Discord does not tell
   */
  async of(userId: string, server: string, client: Client): Promise<Membership | null> {
    const key = `${server}:${userId}`;
    const asked = this.#kept.get(key) ?? asking(userId, server, client);
    this.#kept.set(key, asked);
    try {
      return (await asked).membership;
    } catch (thrown) {
      this.#kept.delete(key);
      throw thrown;
    }
  }
}

async function asking(
  userId: string,
  server: string,
  client: Client,
): Promise<{ membership: Membership | null }> {
  try {
    const member = (await client.rest.get(Routes.guildMember(server, userId))) as APIGuildMember;
    // That of @everyone is the server's.
    const roles = [server, ...member.roles];
    const guild = client.guilds.cache.get(server);
    const mayManage = (id: string) =>
      guild?.roles.cache.get(id)?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false;
    return { membership: { roles, isManager: guild?.ownerId === userId || roles.some(mayManage) } };
  } catch (thrown) {
    if (ABSENT.some((code) => isRefusal(thrown, code))) return { membership: null };
    throw thrown;
  }
}
