// /status: what the archive holds and how fresh it is, shown to the asker alone.
import type { ChatInputCommandInteraction } from 'discord.js';
import { renderStatus } from '../views/cards.ts';
import { command, type Command } from '../command.ts';
import { missingAmong, type PermissionName } from '../permissions.ts';

export const status: Command = {
  data: command('status', 'What the archive holds: articles, dates, outlets, model, age of the index'),

  answer(interaction, { archive, messages }) {
    return {
      to: 'asker',
      work: async () =>
        renderStatus(await archive.coverage({}), new Date(), messages, missingHere(interaction)),
    };
  },
};

/** What the bot lacks in this channel; nothing where it is no member: there it has only its commands. */
function missingHere(interaction: ChatInputCommandInteraction): PermissionName[] {
  if (!interaction.inCachedGuild()) return [];
  return missingAmong(interaction.appPermissions, interaction.channel);
}
