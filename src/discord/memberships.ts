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
/** Look-ups in a minute: Discord takes 50 requests a second, and answers come first. */
export const MAX_LOOK_UPS = 600;
const MINUTE_MS = 60_000;
/** Discord says so of people who are not in the server, and of servers that the bot is not in any more. */
const ABSENT = [Code.UnknownMember, Code.UnknownUser, Code.UnknownGuild, Code.MissingAccess];

/** What a person is in a server. */
export interface Membership {
  /** Ids, with that of @everyone. */
  roles: readonly string[];
  /** Whether they may manage the server. */
  isManager: boolean;
}

/** An object, for the cache takes no null. */
interface Told {
  membership: Membership | null;
}

export class Memberships {
  /** By server and person; one that is being asked for is asked for once. */
  readonly #kept = new LRUCache<string, Promise<Told>>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
  });

  #servers: { at: number; told: Promise<string[]> } | null = null;
  #lookUps = 0;
  #since = -Infinity;

  /**
   * What a person is in a server; null when they are not in it.
   * @throws DiscordAPIError, among others, when Discord does not tell, or was asked too often
   */
  async of(userId: string, server: string, client: Client): Promise<Membership | null> {
    const key = `${server}:${userId}`;
    const asked = this.#kept.get(key) ?? this.#asking(userId, server, client);
    this.#kept.set(key, asked);
    try {
      return (await asked).membership;
    } catch (thrown) {
      this.#kept.delete(key);
      throw thrown;
    }
  }

  /** Servers that the bot is in, whichever process looks after them: the first 200. */
  servers(client: Client): Promise<string[]> {
    const now = performance.now();
    if (this.#servers && now - this.#servers.at < KEPT_MS) return this.#servers.told;
    const told = client.guilds.fetch().then((guilds) => [...guilds.keys()]);
    const servers = { at: now, told };
    this.#servers = servers;
    told.catch(() => {
      if (this.#servers === servers) this.#servers = null;
    });
    return told;
  }

  #asking(userId: string, server: string, client: Client): Promise<Told> {
    const now = performance.now();
    if (now - this.#since > MINUTE_MS) [this.#since, this.#lookUps] = [now, 0];
    this.#lookUps++;
    if (this.#lookUps > MAX_LOOK_UPS)
      return Promise.reject(new Error(`more than ${MAX_LOOK_UPS} look-ups in a minute`));
    return asking(userId, server, client);
  }
}

async function asking(userId: string, server: string, client: Client): Promise<Told> {
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
