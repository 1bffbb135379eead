// /forget-me: deletes what is kept of the person who asks for it, in every server.
import { MessageFlags } from 'discord.js';
import { command, type Command } from '../command.ts';
import { payload } from '../views/payload.ts';
import { messagesAt } from '../place.ts';

export const forgetMe: Command = {
  data: command('forget-me', 'Delete what Attest keeps of you: your votes and questions').toJSON(),

  async execute(interaction, desk) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { questions, votes } = desk.people.use((people) => people.forget(interaction.user.id));
    const messages = messagesAt(interaction, desk);
    const told = questions + votes === 0 ? messages.nothingKept : messages.deleted(questions, votes);
    await interaction.editReply(payload(told));
  },
};
