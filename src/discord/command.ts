// What a command is: one value with its registration, its work and its choices.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
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

export interface Choice {
  name: string;
  value: string;
}

export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
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

/** What the buttons and menus do whose custom ids begin with a name and `|`. */
export interface Control {
  name: string;
  answer(interaction: MessageComponentInteraction, context: Context): Response;
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

/** A command for servers, for direct messages with the bot, and for wherever a person takes it along to. */
export const command = (name: string, description: string): SlashCommandBuilder =>
  new SlashCommandBuilder()
    .setName(name)
    .setDescription(description)
    .setContexts(
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    )
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall);

/** A command for servers, shown to those who may manage them. */
export const managersCommand = (name: string, description: string): SlashCommandBuilder =>
  command(name, description)
    .setContexts(InteractionContextType.Guild)
    // Whoever manages a server of their own is not to set or read what is another's from there.
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);

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

/** The same for a command in the context menu of messages. */
export const menuCommand = (name: string): ContextMenuCommandBuilder =>
  new ContextMenuCommandBuilder()
    .setName(name)
    .setType(ApplicationCommandType.Message)
    .setContexts(
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    )
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall);

/** Choices within Discord's limits: 25, each of 1 to 100 characters, none blank, no value twice. */
export function withinLimits(choices: Choice[]): Choice[] {
  const fitting = choices
    .map(({ name, value }) => ({ name: shorten(name, MAX_CHOICE), value }))
    .filter(({ name, value }) => name !== '' && value.trim() !== '' && value.length <= MAX_CHOICE);
  return [...new Map(fitting.map((choice) => [choice.value, choice])).values()].slice(0, MAX_CHOICES);
}
