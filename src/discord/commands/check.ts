// /check: did the archive say this, word for word or nearly?
import { command, textOption, type Command } from '../command.ts';
import { answerWithin, LIMITS, outletChoices, PRIVATE } from '../options.ts';
import { verdictText } from '../views/check-verdict.ts';
import { payload } from '../views/payload.ts';

const MAX_QUOTE = 1000;

export const check: Command = {
  data: command('check', 'Did the archive say this: word for word, nearly, or not at all?', [
    textOption('quote', 'The quotation or claim', { max_length: MAX_QUOTE, required: true }),
    ...LIMITS,
    PRIVATE,
  ]),

  answer(interaction, context) {
    const { archive, messages, log } = context;
    const text = interaction.options.getString('quote', true);
    const response = answerWithin(interaction, context, async (limits) => {
      const checked = await archive.check({ ...limits, text });
      log.info({ command: 'check', kind: checked.kind, ms: checked.ms }, 'checked');
      return payload(verdictText(checked, messages));
    });
    return { ...response, isQueued: true };
  },

  choices: outletChoices,
};
