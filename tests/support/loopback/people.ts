// What people do in the loopback Discord: write, reply, delete, use commands and buttons. Each reaches the client as an event.
import { fairNow } from '../fair-clock.ts';
import { type APIUser, InteractionType, MessageType, PermissionFlagsBits } from 'discord.js';
import {
  type Circumstances,
  commandData,
  componentData,
  interactionPayload,
  isElsewhere,
  menuData,
  type OptionValue,
  ownersIn,
  placeElsewhere,
  refuseUnusable,
} from './events.ts';
import { guildPayload, textChannel } from './guild.ts';
import { replyTo, tellClient, tellDeletion } from './messages.ts';
import {
  BOT_ID,
  BOT_ROLE_ID,
  botUser,
  type Channel,
  FOREIGN_CHANNEL_ID,
  GENERAL_ID,
  GROUP_ID,
  GUILD_ID,
  MEMBER_PERMISSIONS,
  OTHER_CHANNEL_ID,
  OTHER_GUILD_ID,
  PAIR_ID,
  type StoredMessage,
  userNamed,
} from './types.ts';
import {
  type Acknowledgement,
  type Interaction,
  isLoading,
  type Premises,
  registered,
  type RegisteredCommand,
} from './state.ts';
import { wire } from './channels.ts';

/** Who writes a message, and where. */
export interface Writing {
  /** A name; the same name is the same person. */
  user?: string;
  /** A channel's id; by default the general channel. */
  channel?: string;
  /** True: the writer is another bot. */
  bot?: boolean;
  /** For `reply`: false switches the ping off, and with it the text for bots without the content intent. */
  ping?: boolean;
  /** What else is unusual about the message. */
  more?: Partial<StoredMessage>;
}

/** An interaction that was sent to the client, and what came back. */
export interface SentInteraction {
  readonly id: string;
  /** The first callback. */
  readonly acknowledged: Promise<Acknowledgement>;
  /**
   * The response, once it is no longer "thinking…"; it lives on, so later edits show in it.
   * @param accept waits on until this is true of it, for a response that is edited several times
   */
  response(accept?: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** What the autocompletion offered. */
  choices(): Promise<{ name: string; value: string | number }[]>;
  /** Follow-ups so far. */
  readonly followups: StoredMessage[];
  /** All of it as it stands, without waiting for anything. */
  readonly sofar: Readonly<Interaction>;
}

const mayUseExternalApps = ({ permissions = MEMBER_PERMISSIONS }: Circumstances): boolean =>
  (permissions & PermissionFlagsBits.UseExternalApps) !== 0n;

/** The people of one loopback Discord. */
export class People {
  /** A thread comes back without a word but the message in it. */
  unarchivesQuietly = false;

  protected readonly premises: Premises;

  constructor(premises: Premises) {
    this.premises = premises;
  }

  /** Registered commands: the server's own, then the global ones. */
  get commands(): RegisteredCommand[] {
    return registered(this.premises);
  }

  /** Somebody mentions the bot, at the start unless the text already does. Gives the message's id. */
  mention(text: string, writing: Writing = {}): string {
    const content = text.includes(`<@${BOT_ID}>`) ? text : `<@${BOT_ID}> ${text}`;
    return this.#write(writing, { content, mentions: [botUser] });
  }

  /** Somebody replies to a message, which pings its author unless told otherwise. */
  reply(toMessageId: string, text: string, writing: Writing = {}): string {
    const message = this.message(toMessageId);
    const named = text.includes(`<@${BOT_ID}>`) && message.author.id !== BOT_ID ? [botUser] : [];
    const mentions = [...(writing.ping === false ? [] : [message.author]), ...named];
    const parts = { content: text, mentions, type: MessageType.Reply as const, ...replyTo(message) };
    return this.#write({ channel: message.channel_id, ...writing }, parts);
  }

  /** Somebody writes to the bot in private. */
  directMessage(text: string, writing: Writing = {}): string {
    const { id } = this.directChannel(writing.user);
    return this.#write({ ...writing, channel: id }, { content: text });
  }

  /** Somebody writes in a channel without mentioning the bot, which must stay silent (and sees no text). */
  say(text: string, writing: Writing = {}): string {
    const roles = text.includes(`<@&${BOT_ROLE_ID}>`) ? [BOT_ROLE_ID] : [];
    return this.#write(writing, {
      content: text,
      mention_roles: roles,
      mention_everyone: text.includes('@everyone'),
    });
  }

  /** A message of the bot from before it was started: nobody tells it of that one. */
  writtenBefore(parts: Partial<StoredMessage>, channel = GENERAL_ID): StoredMessage {
    return this.premises.world.post(channel, botUser, parts);
  }

  /** Somebody deletes a message. */
  erase(messageId: string): void {
    const message = this.message(messageId);
    message.deleted = true;
    tellDeletion(this.premises.gateway, message);
  }

  /** Somebody opens a thread on a message. Gives its id. */
  openThread(messageId: string, name: string, user = 'reader'): string {
    const { world, gateway } = this.premises;
    const message = this.message(messageId);
    const thread = world.openThread(world.channels.get(message.channel_id)!, messageId, name);
    thread.owner_id = userNamed(user).id;
    gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true });
    tellClient(gateway, world, 'MESSAGE_UPDATE', message);
    return thread.id;
  }

  /** Somebody leaves the server, or was never in it: Discord tells nobody of that. */
  leave(user = 'reader', server = GUILD_ID): void {
    this.premises.world.members.set(`${server}:${userNamed(user).id}`, null);
  }

  /** Somebody comes into a server, or is given other roles in it: Discord tells nobody of that. */
  join(user = 'reader', server = GUILD_ID, roles: readonly string[] = []): void {
    this.premises.world.members.set(`${server}:${userNamed(user).id}`, roles);
  }

  /** Somebody brings the bot to the other server, a German one, or to one that is told; `deny` is what it may not do there. */
  inviteBot(deny = 0n, { server = OTHER_GUILD_ID, lobby = OTHER_CHANNEL_ID, locale = 'de' } = {}): void {
    const { world, gateway } = this.premises;
    const channel = { ...textChannel(lobby, 'lobby', 0, deny), guild_id: server };
    world.channels.set(channel.id, channel);
    world.locales.set(server, locale);
    gateway.dispatch('GUILD_CREATE', guildPayload(world.channels.values(), locale, server));
  }

  /** A thread in which nobody wrote for long: Discord tells of it no more until somebody does. */
  archiveThread(threadId: string): void {
    this.premises.world.channels.get(threadId)!.thread_metadata!.archived = true;
  }

  /** A moderator locks a thread, in which only moderators may write from then on. */
  lockThread(threadId: string): void {
    const thread = this.premises.world.channels.get(threadId)!;
    thread.thread_metadata!.locked = true;
    this.premises.gateway.dispatch('THREAD_UPDATE', thread);
  }

  /** Somebody uses a slash command. Options are checked against the registered ones. */
  command(name: string, values: Record<string, OptionValue> = {}, who: Circumstances = {}): SentInteraction {
    const data = commandData(this.commands, name, values);
    return this.#interact(`/${name}`, InteractionType.ApplicationCommand, data, who);
  }

  /** Somebody is typing the option `focused` of a slash command. */
  autocomplete(
    name: string,
    values: Record<string, OptionValue>,
    focused = Object.keys(values)[0],
    who: Circumstances = {},
  ): SentInteraction {
    const data = commandData(this.commands, name, values, focused);
    return this.#interact(`/${name} ${focused}`, InteractionType.ApplicationCommandAutocomplete, data, who);
  }

  /** Somebody uses a command in the context menu of a message. */
  menu(name: string, messageId: string, who: Circumstances = {}): SentInteraction {
    const data = menuData(this.commands, name, this.message(messageId));
    return this.#interact(`menu ${name}`, InteractionType.ApplicationCommand, data, who);
  }

  /** Somebody presses a button on a message, or with `values` chooses from a menu; `forged`: be it that the message has none. */
  button(
    customId: string,
    messageId: string,
    who: Circumstances & { values?: string[]; forged?: boolean } = {},
  ): SentInteraction {
    const source = this.message(messageId);
    if (!who.forged) refuseUnusable(source, customId);
    const data = componentData(customId, who.values);
    const elsewhere = { foreign: FOREIGN_CHANNEL_ID, group: GROUP_ID, pair: PAIR_ID };
    const there = Object.entries(elsewhere).map(([kind, id]) => [kind, id === source.channel_id]);
    const where = { channel: source.channel_id, ...Object.fromEntries(there), ...who };
    return this.#interact(`button ${customId}`, InteractionType.MessageComponent, data, where, source);
  }

  /** @throws Error when there never was such a message */
  message(id: string): StoredMessage {
    const message = this.premises.world.messages.get(id);
    if (!message) throw new Error(`There is no message ${id}.`);
    return message;
  }

  /** The direct-message channel of the bot with somebody. */
  directChannel(user = 'reader'): Channel {
    return this.premises.world.directChannel(userNamed(user));
  }

  #write(
    { user = 'reader', channel = GENERAL_ID, bot = false, more = {} }: Writing,
    parts: Partial<StoredMessage>,
  ): string {
    const author: APIUser = userNamed(user, bot);
    const message = this.premises.world.post(channel, author, { ...parts, ...more });
    this.#unarchive(channel);
    tellClient(this.premises.gateway, this.premises.world, 'MESSAGE_CREATE', message);
    return message.id;
  }

  /** Writing in an archived thread brings it back. */
  #unarchive(channelId: string): void {
    const channel = this.premises.world.channels.get(channelId);
    if (!channel?.thread_metadata?.archived) return;
    channel.thread_metadata.archived = false;
    if (!this.unarchivesQuietly) this.premises.gateway.dispatch('THREAD_UPDATE', channel);
  }

  #interact(
    label: string,
    type: InteractionType,
    data: Record<string, unknown>,
    who: Circumstances,
    source?: StoredMessage,
  ): SentInteraction {
    const known = who.direct
      ? this.directChannel(who.user)
      : this.premises.world.channels.get(who.channel ?? GENERAL_ID)!;
    const channel = placeElsewhere(who) ?? known;
    const roles = this.premises.world.rolesOf(userNamed(who.user ?? 'reader').id, channel.guild_id) ?? [];
    const payload = interactionPayload(type, data, channel, who, roles);
    const { id, token } = payload;
    const { expired = false } = who;
    const user = userNamed(who.user ?? 'reader');
    const isAlone = isElsewhere(channel) && channel.guild_id !== undefined && !mayUseExternalApps(who);
    const owners = source?.interaction_metadata?.authorizing_integration_owners ?? ownersIn(channel, user.id);
    const about = { id, token, type, label, user, channelId: channel.id, expired, source, isAlone, owners };
    const interaction: Interaction = { ...about, sentAt: 0, fairSentAt: 0, followups: [] };
    this.premises.open.set(token, interaction);
    const isSent = this.premises.gateway.dispatch(
      'INTERACTION_CREATE',
      source ? { ...payload, message: wire(source), authorizing_integration_owners: owners } : payload,
    );
    if (isSent) [interaction.sentAt, interaction.fairSentAt] = [Date.now(), fairNow()];
    return this.#followed(interaction);
  }

  #followed(interaction: Interaction): SentInteraction {
    const { id, label, followups } = interaction;
    const until = this.premises.changes.until.bind(this.premises.changes);
    return {
      id,
      followups,
      sofar: interaction,
      get acknowledged() {
        return until(`the first callback to ${label}`, () => interaction.acknowledgement);
      },
      response: (accept = () => true) =>
        until(`the response to ${label}`, () => {
          const { original } = interaction;
          return original && !isLoading(original) && accept(original) ? original : undefined;
        }),
      choices: () => until(`the choices for ${label}`, () => interaction.choices),
    };
  }
}
