// The list of commands at Discord: registered in one server at once, or everywhere; where they are registered twice, Discord
// shows both, which is told, or those are taken away that nobody wants.
import { Routes, type Client, type Interaction, type REST } from 'discord.js';
import type { Settings } from '../config.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { localised } from '../messages/commands.ts';
import type { Messages } from '../messages/messages.ts';
import type { Command, MessageCommand } from './command.ts';
import { commands, menus } from './commands.ts';
import { withRest } from './gateway.ts';
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
export async function deployCommands(settings: Settings, messages: Messages): Promise<string> {
  const { DISCORD_GUILD_ID } = settings;
  try {
    await withRest(settings, (rest, id) => registerCommands(rest, id, DISCORD_GUILD_ID));
  } catch (thrown) {
    throw registrationRefusal(thrown, settings);
  }
  const slashes = commands.map(({ data }) => `/${data.name}`);
  const names = [...slashes, ...menus.map(({ data }) => messages.quoted(data.name))].join(', ');
  return DISCORD_GUILD_ID
    ? messages.registeredIn(names, DISCORD_GUILD_ID)
    : messages.registeredEverywhere(names);
}

/** Tells that the one server has all commands twice. They are not taken from the others, which may use them. Never rejects. */
export async function tellTwice(client: Client<true>, log: Log): Promise<void> {
  try {
    const everywhere = (await client.rest.get(
      Routes.applicationCommands(client.application.id),
    )) as unknown[];
    if (everywhere.length === 0) return;
    log.warn(
      { remedy: 'unset DISCORD_GUILD_ID, or leave it so while you try things out' },
      'the commands are registered everywhere as well, so that the server shows them twice',
    );
  } catch (thrown) {
    log.debug({ reason: messageOf(thrown) }, 'whether commands are registered twice is not known');
  }
}

/** Takes away what an earlier DISCORD_GUILD_ID left in a server, at the first use of it. Never rejects. */
export async function dropStale(
  interaction: Interaction,
  { DISCORD_GUILD_ID }: Settings,
  log: Log,
): Promise<void> {
  const guild = interaction.isCommand() ? interaction.commandGuildId : null;
  if (guild === null || DISCORD_GUILD_ID !== undefined) return;
  const { client } = interaction;
  try {
    await client.rest.put(Routes.applicationGuildCommands(client.application.id, guild), { body: [] });
    log.info({ guild }, 'took away the commands of an earlier DISCORD_GUILD_ID');
  } catch (thrown) {
    log.warn({ guild, reason: messageOf(thrown) }, 'the commands of an earlier DISCORD_GUILD_ID stay');
  }
}
