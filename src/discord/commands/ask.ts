// /ask: a question, limited by dates and outlet if wished, answered for all or for the asker alone.
import { localDay } from '../../text/days.ts';
import { audience, mustBePrivate } from '../audience.ts';
import { placeShown } from '../queued-archive.ts';
import { command, type Command } from '../command.ts';
import {
  addLimits,
  addPrivate,
  dated,
  outletChoices,
  readAsOf,
  readLimits,
  withKnownOutlet,
} from '../limits.ts';
import { PRIVATE } from '../replies.ts';
import { lastQuestion, understood } from '../conversation.ts';
import { renderExplained } from '../views/explanation.ts';
import { allowed, settingsAt, useHere, messagesAt } from '../place.ts';
import { recordAnswer } from '../records.ts';
import { renderAnswer } from '../views/answer.ts';

/** The read path takes no more of a question than this. */
const MAX_QUESTION = 1000;
export const ask: Command = {
  data: addPrivate(
    addLimits(
      command('ask', 'Ask the archive: it answers with verbatim quotes and their sources').addStringOption(
        (option) =>
          option
            .setName('question')
            .setDescription('What do you want to know?')
            .setMaxLength(MAX_QUESTION)
            .setRequired(true),
      ),
    ).addStringOption((option) => dated(option, 'asof', 'What the archive knew on this day, YYYY-MM-DD')),
  )
    .addBooleanOption((option) =>
      option.setName('explain').setDescription('Tell me, and only me, how the answer came about'),
    )
    .toJSON(),

  async execute(interaction, desk) {
    const { options } = interaction;
    // Before the acknowledgement, for it takes no time and an error must stay private.
    const messages = messagesAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const typed = allowed(
      { ...readLimits(interaction, messages), ...readAsOf(interaction, messages) },
      here,
      messages,
    );
    const isPrivate = options.getBoolean('private') ?? here.private;
    await interaction.deferReply(audience(interaction, isPrivate));
    const question = options.getString('question', true);
    const earlier = lastQuestion(interaction.channel, interaction.client.user.id);
    const { filter, kept, answer, reading } = await desk.archive.use(
      async (archive) => {
        const filter = await withKnownOutlet(archive, typed, messages);
        return understood(archive, {
          earlier,
          question,
          filter,
          today: localDay(interaction.createdAt),
          messages,
        });
      },
      placeShown((word) => interaction.editReply(word), messages, desk.log),
    );
    const shareable = isPrivate && interaction.inGuild() && !mustBePrivate(interaction);
    const view = { now: new Date(), messages, filter, shareable };
    const shown = await interaction.editReply(renderAnswer(answer, view));
    recordAnswer(desk, interaction, answer, shown);
    if (options.getBoolean('explain'))
      await interaction.followUp({ ...renderExplained(answer, reading, messages, kept), flags: PRIVATE });
    desk.log.info({ command: 'ask', kind: answer.kind, ms: answer.ms }, 'answered');
  },

  async autocomplete(interaction, desk) {
    return useHere(interaction, desk, (archive) => outletChoices(archive, interaction.options.getFocused()));
  },
};
