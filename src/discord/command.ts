// What a command is: one value with its registration, its work and its choices.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandOption,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import { UserError } from '../errors.ts';
import type { Context } from './context.ts';
import type { Posting, Response } from './respond.ts';
import { shorten } from './views/markdown.ts';
import type { Payload } from './views/payload.ts';

export interface Choice {
  name: string;
  value: string;
}

export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whoever may not ask may use it all the same: it tells nothing of the archive. */
  isForAll?: true;
  /** Takes no time: that is for the response's work. What it throws is told to the asker alone. */
  answer(interaction: ChatInputCommandInteraction, context: Context): Response;
  /** Choices for the option being typed, best first; the dispatch keeps them within Discord's limits. */
  choices?(interaction: AutocompleteInteraction, context: Context): Promise<Choice[]>;
}

/** A command in the context menu of messages. */
export interface MessageCommand {
  data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  answer(interaction: MessageContextMenuCommandInteraction, context: Context): Response;
}

/** The buttons and menus whose custom ids begin with a name and `|`: what they turn the page of their message to. */
export interface Control {
  name: string;
  /** Its rows of buttons and menus take the place of those that were there. */
  turn(interaction: MessageComponentInteraction, context: Context): Promise<Payload>;
}

/** What a button of an answer does, by the fields of its custom id. */
export type Button = (
  interaction: ButtonInteraction,
  fields: string[],
  context: Context,
) => Response | Promise<Posting>;

/** Choices that Discord takes at most, and characters of a choice's name and value. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE = 100;

/** Where a command can be used: in servers, in direct messages with the bot, and wherever a person takes it along to. */
const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

export const command = (
  name: string,
  description: string,
  options: APIApplicationCommandOption[] = [],
): Command['data'] => ({ type: ApplicationCommandType.ChatInput, name, description, options, ...EVERYWHERE });

/** A command for servers, shown to those who may manage them. */
export const managersCommand = (...labels: Parameters<typeof command>): Command['data'] => ({
  ...command(...labels),
  contexts: [InteractionContextType.Guild],
  // Whoever manages a server of their own is not to set or read what is another's from there.
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
});

/** A command in the context menu of messages. */
export const menuCommand = (name: string): MessageCommand['data'] => ({
  type: ApplicationCommandType.Message,
  name,
  ...EVERYWHERE,
});

/** An option for words; one that is completed while it is typed has no fixed choices. */
export const textOption = (
  name: string,
  description: string,
  more: {
    required?: true;
    min_length?: number;
    max_length?: number;
    autocomplete?: true;
    choices?: Choice[];
  } = {},
) =>
  ({ type: ApplicationCommandOptionType.String, name, description, ...more }) as APIApplicationCommandOption;

export const flagOption = (name: string, description: string): APIApplicationCommandOption => ({
  type: ApplicationCommandOptionType.Boolean,
  name,
  description,
});

/** An option for a role or a person, whom Discord lets choose by name and gives by id. */
export const idOption = (
  type: ApplicationCommandOptionType.Role | ApplicationCommandOptionType.User,
  name: string,
  description: string,
): APIApplicationCommandOption => ({ type, name, description });

/** Discord asks for the permission too, but a server's owner may have lifted that for any role. */
export const managesServer = ({ memberPermissions }: Pick<Interaction, 'memberPermissions'>): boolean =>
  memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;

/**
 * The id of the server that whoever uses a command may manage.
 * @throws UserError with the given sentence to anybody else
 */
export function managedServer(
  interaction: ChatInputCommandInteraction,
  refusal: string,
  { messages }: Context,
): string {
  if (interaction.guildId !== null && managesServer(interaction)) return interaction.guildId;
  throw new UserError(refusal, messages.askManager);
}

/** Choices within Discord's limits: 25, each of 1 to 100 characters, none blank, no value twice. */
export function withinLimits(choices: Choice[]): Choice[] {
  const fitting = choices
    .map(({ name, value }) => ({ name: shorten(name, MAX_CHOICE), value }))
    .filter(({ name, value }) => name !== '' && value.trim() !== '' && value.length <= MAX_CHOICE);
  return [...new Map(fitting.map((choice) => [choice.value, choice])).values()].slice(0, MAX_CHOICES);
}
