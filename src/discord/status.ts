// /status: what the archive holds and how fresh it is, shown to the asker alone.
import { MessageFlags } from 'discord.js';
import { renderStatus } from './cards.ts';
import { command, type Command } from './command.ts';

export const status: Command = {
  data: command(
    'status',
    'What the archive holds: articles, dates, outlets, model, age of the index',
  ).toJSON(),

  async execute(interaction, desk) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const coverage = await desk.archive.use((archive) => archive.coverage());
    await interaction.editReply(renderStatus(coverage, new Date()));
  },
};
