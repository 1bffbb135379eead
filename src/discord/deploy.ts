// Registers the list of commands with Discord: in one server at once, or everywhere.
import { REST, Routes, type APIApplication } from 'discord.js';
import type { Settings } from '../config.ts';
import { localised } from '../messages/commands.ts';
import type { Command, MessageCommand } from './command.ts';
import { commands, menus } from './commands.ts';
import { apiOf, tokenOf } from './gateway.ts';
import { registrationRefusal } from './refusals.ts';

/** What is registered takes the place of all that was. */
export async function registerCommands(rest: REST, applicationId: string, guildId?: string): Promise<void> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  await rest.put(route, {
    body: [...commands, ...menus].map(({ data }) => bodyOf(data, guildId !== undefined)),
  });
}

/**
 * Permissions go out as a number, as Discord's OpenAPI file has it; the builder writes a string. Where a
 * command may be used is for global ones to say: one server's are only there.
 */
function bodyOf(command: (Command | MessageCommand)['data'], inOneServer: boolean): object {
  const { contexts, integration_types, ...data } = localised(command);
  const { default_member_permissions: permissions } = data;
  return {
    ...data,
    ...(permissions && { default_member_permissions: Number(permissions) }),
    ...(!inOneServer && { contexts, integration_types }),
  };
}

/**
 * Registers the commands without starting the bot.
 * @returns what was done, as a sentence
 * @throws UserError when Discord refuses or cannot be reached
 */
export async function deployCommands(settings: Settings): Promise<string> {
  const { DISCORD_GUILD_ID } = settings;
  const rest = new REST({ api: apiOf(settings) }).setToken(tokenOf(settings));
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
    await registerCommands(rest, id, DISCORD_GUILD_ID);
  } catch (thrown) {
    throw registrationRefusal(thrown, settings);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
  const slashes = commands.map(({ data }) => `/${data.name}`);
  const names = [...slashes, ...menus.map(({ data }) => `“${data.name}”`)].join(', ');
  return `Registered ${names} ${DISCORD_GUILD_ID ? `in the server ${DISCORD_GUILD_ID}` : 'everywhere'}.`;
}
