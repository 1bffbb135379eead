// The payloads of interactions as the loopback Discord sends them: commands, autocompletion, components.
// Options are checked against the registered commands, as Discord's own client would before sending.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import { type Json, list } from '../discord-rules.ts';
import {
  BOT_ID,
  type Channel,
  FOREIGN_CHANNEL_ID,
  FOREIGN_GUILD_ID,
  GROUP_ID,
  member,
  MEMBER_PERMISSIONS,
  PAIR_ID,
  snowflake,
  type StoredMessage,
  userNamed,
} from './types.ts';
import { textChannel } from './guild.ts';
import type { RegisteredCommand } from './state.ts';
import { wire } from './channels.ts';

/** What every app may do where it is no member. */
const APP_PERMISSIONS =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;
const ATTACHMENT_LIMIT_BYTES = 10_485_760;

export type OptionValue = string | number | boolean;

/** Who uses an interaction, and where. */
export interface Circumstances {
  /** A name; the same name is the same person. */
  user?: string;
  /** What the person may do; by default what every member may. */
  permissions?: bigint;
  /** A channel's id; by default the general channel. */
  channel?: string;
  /** The language of the person's Discord, by default `en-US`. */
  locale?: string;
  /** True: in direct messages with the bot. */
  direct?: boolean;
  /** True: in a server that has not installed the bot; the person brought it along. */
  foreign?: boolean;
  /** True: in a group's direct messages; the person brought the bot along. */
  group?: boolean;
  /** True: in the direct messages of two people, one of whom brought the bot along. */
  pair?: boolean;
  /** True: Discord has already given up on it, so that every callback gets 10062. */
  expired?: boolean;
}

/** The whole payload of INTERACTION_CREATE. */
export function interactionPayload(
  type: InteractionType,
  data: Json,
  channel: Channel,
  who: Circumstances,
  roles: readonly string[],
) {
  const user = userNamed(who.user ?? 'reader');
  const permissions = who.permissions ?? MEMBER_PERMISSIONS;
  const guildId = channel.guild_id;
  const where = guildId
    ? {
        guild_id: guildId,
        guild: { id: guildId, locale: 'en-US', features: [] },
        guild_locale: 'en-US',
        member: member(user, permissions, roles),
        context: 0,
      }
    : { user, context: isElsewhere(channel) ? 2 : 1 };
  return {
    id: snowflake(),
    application_id: BOT_ID,
    token: `loopback-${snowflake()}`,
    version: 1,
    type,
    data,
    channel: { ...channel, permissions: String(permissions) },
    channel_id: channel.id,
    locale: who.locale ?? 'en-US',
    app_permissions: String(isElsewhere(channel) ? APP_PERMISSIONS : MEMBER_PERMISSIONS & ~deniedTo(channel)),
    entitlements: [],
    authorizing_integration_owners: ownersIn(channel, user.id),
    attachment_size_limit: ATTACHMENT_LIMIT_BYTES,
    ...where,
  };
}

/**
 * The data of a slash command.
 * @param commands the registered ones; when there are none at all, types are taken from the values
 * @param focused the option being typed, for autocompletion
 * @throws Error when the command or an option is not registered, or a required one is missing
 */
export function commandData(
  commands: RegisteredCommand[],
  name: string,
  values: Record<string, OptionValue>,
  focused?: string,
): Json {
  const command = commandNamed(commands, name, ApplicationCommandType.ChatInput);
  const known = command && list(command.options);
  const missing = known?.find(
    (option) => option.required && focused === undefined && !(String(option.name) in values),
  );
  if (missing) throw new Error(`/${name} needs the option "${missing.name}".`);
  const options = Object.entries(values).map(([option, value]) => ({
    name: option,
    type: known ? registeredType(name, known, option, option === focused) : typeOf(value),
    value,
    ...(option === focused ? { focused: true } : {}),
  }));
  return { ...registrationOf(command), name, type: ApplicationCommandType.ChatInput, options };
}

/** The id of a command, and the server it is registered in if it is not registered everywhere. */
const registrationOf = (command?: RegisteredCommand): Json => ({
  id: command?.id ?? snowflake(),
  ...(command?.guild_id && { guild_id: command.guild_id }),
});

/** The data of a command in a message's context menu. */
export function menuData(commands: RegisteredCommand[], name: string, target: StoredMessage): Json {
  const command = commandNamed(commands, name, ApplicationCommandType.Message);
  const resolved = { messages: { [target.id]: wire(target) } };
  const type = ApplicationCommandType.Message;
  return { ...registrationOf(command), name, type, target_id: target.id, resolved };
}

/** The data of a pressed button, or of a choice from a menu when values are given. */
export function componentData(customId: string, values?: string[]): Json {
  const type = values ? ComponentType.StringSelect : ComponentType.Button;
  return { custom_id: customId, component_type: type, ...(values ? { values } : {}) };
}

/** @throws Error when the message has no enabled component of that id to use */
export function refuseUnusable({ components = [] }: StoredMessage, customId: string): void {
  const flat = (all: Json[]): Json[] => all.flatMap((each) => [each, ...flat(list(each.components))]);
  const found = flat(list(components)).find((component) => component.custom_id === customId);
  if (!found) throw new Error(`The message has no component "${customId}".`);
  if (found.disabled) throw new Error(`The component "${customId}" is disabled.`);
}

/** A channel that the bot has no part in: Discord tells it of that in interactions alone. */
export function placeElsewhere({
  foreign,
  group,
  pair,
  user = 'reader',
}: Circumstances): Channel | undefined {
  const recipients = [userNamed(user), userNamed('a friend')];
  if (foreign) return { ...textChannel(FOREIGN_CHANNEL_ID, 'elsewhere', 0), guild_id: FOREIGN_GUILD_ID };
  if (group) return { id: GROUP_ID, type: ChannelType.GroupDM, recipients, name: 'Friends', icon: null };
  return pair ? { id: PAIR_ID, type: ChannelType.DM, recipients: recipients.slice(1) } : undefined;
}

export const isElsewhere = ({ id }: { id: string }): boolean =>
  [FOREIGN_CHANNEL_ID, GROUP_ID, PAIR_ID].includes(id);

/** By whose installation the bot is there: a server's, or the person's who brought it along. */
export const ownersIn = (channel: Channel, userId: string): Json =>
  isElsewhere(channel) ? { 1: userId } : { 0: channel.guild_id ?? '0' };

function deniedTo({ permission_overwrites = [] }: Channel): bigint {
  return permission_overwrites.reduce((denied, { deny }) => denied | BigInt(deny), 0n);
}

function commandNamed(
  commands: RegisteredCommand[],
  name: string,
  type: number,
): RegisteredCommand | undefined {
  if (commands.length === 0) return undefined;
  const found = commands.find((command) => command.name === name && command.type === type);
  const names = commands.map((command) => command.name).join(', ');
  if (!found) throw new Error(`No command "${name}" is registered; there are: ${names}.`);
  return found;
}

function registeredType(command: string, known: Json[], name: string, focused: boolean): unknown {
  const option = known.find((each) => each.name === name);
  if (!option) throw new Error(`/${command} has no option "${name}".`);
  if (focused && !option.autocomplete) throw new Error(`/${command} does not autocomplete "${name}".`);
  return option.type;
}

function typeOf(value: OptionValue): ApplicationCommandOptionType {
  if (typeof value === 'boolean') return ApplicationCommandOptionType.Boolean;
  return typeof value === 'number'
    ? ApplicationCommandOptionType.Integer
    : ApplicationCommandOptionType.String;
}
