// /ask: a question, limited by dates and outlet if wished, answered for all or for the asker alone.
import { completions } from '../archive-names.ts';
import { command, flagOption, textOption, type Command } from '../command.ts';
import { lastQuestion } from '../earlier.ts';
import {
  answerWithin,
  dayOption,
  isPrivate,
  LIMITS,
  mustBePrivate,
  outletChoices,
  PRIVATE,
} from '../options.ts';
import { answerQuestion } from '../questions.ts';

/** The read path takes no more of a question than this. */
const MAX_QUESTION = 1000;

export const ask: Command = {
  data: command('ask', 'Ask the archive: it answers with verbatim quotes and their sources', [
    textOption('question', 'What do you want to know?', {
      max_length: MAX_QUESTION,
      autocomplete: true,
      required: true,
    }),
    ...LIMITS,
    dayOption('asof', 'What the archive knew on this day, YYYY-MM-DD'),
    PRIVATE,
    flagOption('explain', 'Tell me, and only me, how the answer came about'),
  ]),

  answer(interaction, context) {
    const { options } = interaction;
    const question = options.getString('question', true);
    const shareable =
      isPrivate(interaction, context.settings) && interaction.inGuild() && !mustBePrivate(interaction);
    const explain = options.getBoolean('explain') ?? false;
    const response = answerWithin(interaction, context, async (limits, { onWait }) => {
      const earlier = await lastQuestion(interaction, context);
      return answerQuestion('ask', { ...limits, question, onWait }, earlier, context, { shareable, explain });
    });
    return { ...response, isQueued: true };
  },

  /** What is typed may always be asked as it is: it is the first choice. */
  async choices(interaction, context) {
    const { name, value: typed } = interaction.options.getFocused(true);
    if (name === 'outlet') return outletChoices(interaction, context);
    if (typed.trim() === '') return [];
    return [typed, ...completions(typed, await context.names())].map((each) => ({ name: each, value: each }));
  },
};
