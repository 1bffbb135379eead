// /status: what the archive holds and how fresh it is, shown to the asker alone.
import { renderStatus } from '../views/cards.ts';
import { command, type Command } from '../command.ts';
import { missingAmong } from '../permissions.ts';

export const status: Command = {
  data: command('status', 'What the archive holds: articles, dates, outlets, model, age of the index'),

  answer(interaction, { archive, messages }) {
    const { appPermissions, channel } = interaction;
    // Where it is no member it has only its commands, and lacks nothing.
    const missing = interaction.inCachedGuild() ? missingAmong(appPermissions, channel) : [];
    return {
      to: 'asker',
      work: async () => renderStatus(await archive.coverage({}), new Date(), messages, missing),
    };
  },
};
