// What a command is: one value with its registration, its work and its choices.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  SlashCommandBuilder,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { Desk } from './services.ts';
import { shorten } from './views/markdown.ts';

export interface Choice {
  name: string;
  value: string;
}

export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Acknowledges before anything that takes time. What it throws is caught by the dispatch. */
  execute(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void>;
  /** Choices for the option being typed, best first; the dispatch keeps them within Discord's limits. */
  autocomplete?(interaction: AutocompleteInteraction, desk: Desk): Promise<Choice[]>;
}

/** A command in the context menu of messages. */
export interface MessageCommand {
  data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Acknowledges before anything that takes time. What it throws is caught by the dispatch. */
  execute(interaction: MessageContextMenuCommandInteraction, desk: Desk): Promise<void>;
}

/** What the buttons and menus do whose custom ids begin with a name and `|`. */
export interface Control {
  name: string;
  /** Acknowledges before anything that takes time. What it throws is caught by the dispatch. */
  use(interaction: MessageComponentInteraction, desk: Desk): Promise<void>;
}

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
