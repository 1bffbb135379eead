// Who may ask, and what holds where they ask: decided here for every door of the bot, before anything is answered.
// The owner says in `.env` which servers, whether in private and elsewhere, and whom never; a server's managers say with
// /settings which roles, and whom not.
import { setTimeout as pause } from 'node:timers/promises';
import {
  InteractionContextType,
  ApplicationIntegrationType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type Client,
  type Message,
} from 'discord.js';
import type { Settings } from '../config.ts';
import { HostError, messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Messages } from '../messages/messages.ts';
import {
  DEFAULTS,
  holding,
  strictest,
  type PlaceSettings,
  type ServerSettings,
} from '../server-data/place-settings.ts';
import type { BotServerData } from './bot-server-data.ts';
import type { SetThere } from './context.ts';
import { Memberships, type Membership } from './memberships.ts';
import type { Used } from './respond.ts';

/** Servers that are looked through for one person, and how many at a time. */
const MAX_LOOKED_AT = 100;
const AT_ONCE = 10;
/** An interaction has to be acknowledged within three seconds; what comes later is known at the next try. */
const LOOK_UP_MS = 1500;

type Asked = Message | Used | AutocompleteInteraction;
type Rules = Pick<
  Settings,
  'ALLOWED_SERVERS' | 'DIRECT_MESSAGES' | 'USER_INSTALLS' | 'BLOCKED_PEOPLE' | 'SHARDS'
>;

/** A server that a person shares with the bot. */
interface Shared {
  settings: ServerSettings;
  membership: Membership;
}

/** Whoever asks may not. In a channel a person is told so once a minute at most. */
export class NotAdmitted extends UserError {}

export class Admission {
  readonly #rules: Rules;
  readonly #serverData: BotServerData;
  readonly #log: Log;
  readonly #memberships = new Memberships();

  constructor(rules: Rules, serverData: BotServerData, log: Log) {
    [this.#rules, this.#serverData, this.#log] = [rules, serverData, log];
  }

  /**
   * What holds for whoever asks, where they ask.
   * @param set what is set there
   * @throws NotAdmitted in the given language when they may not; HostError when nobody knows what is set there
   */
  async settingsFor(asked: Asked, set: SetThere, messages: Messages): Promise<PlaceSettings> {
    const { DIRECT_MESSAGES, USER_INSTALLS, BLOCKED_PEOPLE } = this.#rules;
    if (BLOCKED_PEOPLE.includes(askerOf(asked))) throw new NotAdmitted(messages.excluded, messages.askOwner);
    if (isInServer(asked)) return this.#inServer(asked, asked.guildId!, set, messages);
    const isDirect = isDirectMessage(asked);
    const who = isDirect ? DIRECT_MESSAGES : USER_INSTALLS;
    if (who === 'everyone') return DEFAULTS;
    const refusal = isDirect ? messages.notInPrivate : messages.notElsewhere;
    if (who === 'off') throw new NotAdmitted(refusal, messages.askInServer);
    return this.#asMember(asked, messages);
  }

  /** Whether the owner lets the bot be in a server. */
  isAllowed(server: string): boolean {
    const { ALLOWED_SERVERS } = this.#rules;
    return ALLOWED_SERVERS.length === 0 || ALLOWED_SERVERS.includes(server);
  }

  async #inServer(asked: Asked, server: string, set: SetThere, messages: Messages): Promise<PlaceSettings> {
    if (!this.isAllowed(server)) throw new NotAdmitted(messages.serverNotAllowed, messages.askOwner);
    if (set.status === 'rejected') throw set.reason;
    const settings = set.value;
    const { roles, blocked } = settings;
    // Most servers limit nobody: then nobody is looked at.
    if (roles.length > 0 || blocked.includes(askerOf(asked)))
      refuseExcluded(settings, askerOf(asked), await this.#membershipIn(asked, messages), messages);
    return settings;
  }

  /** What the event itself says of the person, or else Discord. */
  async #membershipIn(asked: Asked, messages: Messages): Promise<Membership | null> {
    const { guild, member, guildId } = asked;
    if (member && guildId !== null) {
      if (Array.isArray(member.roles))
        return { roles: [guildId, ...member.roles], isManager: mayManage(asked) };
      // Of a server that is down no role is known.
      if (guild?.available) return { roles: [...member.roles.cache.keys()], isManager: mayManage(asked) };
    }
    if (guildId === null) return null;
    return this.#inTime(() => this.#memberships.of(askerOf(asked), guildId, asked.client), messages);
  }

  /** @throws NotAdmitted when Discord does not tell, or not in time; HostError when nobody knows what is set */
  async #inTime<T>(lookUp: () => Promise<T>, messages: Messages): Promise<T> {
    const failed = (thrown: unknown) => {
      if (thrown instanceof HostError) throw thrown;
      this.#log.warn({ reason: messageOf(thrown) }, 'the servers of a person are not known');
      return null;
    };
    const found = lookUp().then((told) => ({ told }), failed);
    const inTime = await Promise.race([found, pause(LOOK_UP_MS, null, { ref: false })]);
    if (inTime) return inTime.told;
    throw new NotAdmitted(messages.serversUnknown, messages.inAMinute);
  }

  /** The strictest of what holds in all the servers that the person shares with the bot. */
  async #asMember(asked: Asked, messages: Messages): Promise<PlaceSettings> {
    const found = await this.#inTime(() => this.#serversOf(asked), messages);
    if (found.length === 0) throw new NotAdmitted(messages.membersOnly, messages.askInServer);
    for (const { settings, membership } of found)
      refuseExcluded(holding(settings.server), askerOf(asked), membership, messages);
    const settings = strictest(found.map((each) => each.settings));
    if (!settings) throw new NotAdmitted(messages.nothingInCommon, messages.askInServer);
    return settings;
  }

  /** The allowed servers that the person is in, with what is set there: all of those that limit something, or else any one. */
  async #serversOf(asked: Asked): Promise<Shared[]> {
    const limited = (await this.#serverData.limitedServers()).filter((server) => this.isAllowed(server));
    if (limited.length > MAX_LOOKED_AT)
      throw new Error(`${limited.length} servers have limits: more than can be looked at`);
    const found = await this.#sharedAmong(limited, asked, false);
    if (found.length > 0) return found;
    const free = (await this.#servers(asked.client)).filter(
      (server) => this.isAllowed(server) && !limited.includes(server),
    );
    return this.#sharedAmong(free.slice(0, MAX_LOOKED_AT - limited.length), asked, true);
  }

  /** A bot that has some of the shards knows the servers of the others only from Discord. */
  async #servers(client: Client): Promise<string[]> {
    return typeof this.#rules.SHARDS === 'object'
      ? this.#memberships.servers(client)
      : [...client.guilds.cache.keys()];
  }

  async #sharedAmong(servers: readonly string[], asked: Asked, isOneEnough: boolean): Promise<Shared[]> {
    const found: { server: string; membership: Membership }[] = [];
    for (let at = 0; at < servers.length; at += AT_ONCE) {
      const some = servers.slice(at, at + AT_ONCE);
      const memberships = await Promise.all(
        some.map((server) => this.#memberships.of(askerOf(asked), server, asked.client)),
      );
      for (const [i, membership] of memberships.entries())
        if (membership) found.push({ server: some[i]!, membership });
      if (isOneEnough && found.length > 0) break;
    }
    return Promise.all(
      found.map(async ({ server, membership }) => ({
        membership,
        settings: await this.#serverData.settingsOf(server),
      })),
    );
  }
}

const askerOf = (asked: Asked): string => ('author' in asked ? asked.author.id : asked.user.id);

/** In a server that has the bot, be it that it has its commands alone. */
function isInServer(asked: Asked): boolean {
  const { guildId, client } = asked;
  if (guildId === null) return false;
  if ('author' in asked || client.guilds.cache.has(guildId)) return true;
  return asked.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;
}

const isDirectMessage = (asked: Asked): boolean =>
  'author' in asked || asked.context === InteractionContextType.BotDM;

const mayManage = (asked: Asked): boolean => {
  const permissions = 'author' in asked ? asked.member?.permissions : asked.memberPermissions;
  return permissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
};

/**
 * Whoever manages a server may ask in it whatever is set: they could change it.
 * @throws NotAdmitted
 */
function refuseExcluded(
  { roles, blocked }: PlaceSettings,
  userId: string,
  membership: Membership | null,
  messages: Messages,
): void {
  if (membership?.isManager) return;
  if (blocked.includes(userId)) throw new NotAdmitted(messages.excluded, messages.askServerManager);
  if (roles.length > 0 && !membership?.roles.some((role) => roles.includes(role)))
    throw new NotAdmitted(messages.rolesOnly, messages.askServerManager);
}
