// Commands that are registered twice, in one server and everywhere, of which Discord shows both: told, or taken away.
import { Routes, type Client, type Interaction } from 'discord.js';
import type { Settings } from '../config.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';

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
