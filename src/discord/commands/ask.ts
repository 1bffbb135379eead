// /ask: a question, limited by dates and outlet if wished, answered for all or for the asker alone.
import { command, type Command } from '../command.ts';
import { lastQuestion } from '../earlier.ts';
import {
  addLimits,
  addPrivate,
  audienceOf,
  dated,
  isPrivate,
  mustBePrivate,
  outletChoices,
  readLimits,
  withKnownOutlet,
} from '../options.ts';
import { answerQuestion } from '../questions.ts';

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

  answer(interaction, context) {
    const { options, channel, client } = interaction;
    const limits = readLimits(interaction, context);
    const question = options.getString('question', true);
    const shareable =
      isPrivate(interaction, context.settings) && interaction.inGuild() && !mustBePrivate(interaction);
    const explain = options.getBoolean('explain') ?? false;
    return {
      to: audienceOf(interaction, context),
      work: async ({ onWait }) => {
        const earlier = await lastQuestion(channel, client.user.id, context);
        const query = { ...(await withKnownOutlet(limits, context)), question, onWait };
        return answerQuestion('ask', query, earlier, context, { shareable, explain });
      },
    };
  },

  choices: outletChoices,
};
