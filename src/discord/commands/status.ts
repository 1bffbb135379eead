// /status: what the archive holds and how fresh it is, shown to the asker alone.
import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { renderStatus } from '../views/cards.ts';
import { command, type Command } from '../command.ts';
import { missingAmong, type PermissionName } from '../permissions.ts';
import { messagesAt } from '../place.ts';

export const status: Command = {
  data: command(
    'status',
    'What the archive holds: articles, dates, outlets, model, age of the index',
  ).toJSON(),

  async execute(interaction, desk) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const coverage = await desk.archive.use((archive) => archive.coverage());
    const messages = messagesAt(interaction, desk);
    await interaction.editReply(renderStatus(coverage, new Date(), messages, missingHere(interaction)));
  },
};

/** What the bot lacks in this channel; nothing where it is no member: there it has only its commands. */
function missingHere(interaction: ChatInputCommandInteraction): PermissionName[] {
  if (!interaction.inCachedGuild()) return [];
  return missingAmong(interaction.appPermissions, interaction.channel);
}
