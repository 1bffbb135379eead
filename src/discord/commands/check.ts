// /check: did the archive say this, word for word or nearly?
import { command, type Command } from '../command.ts';
import { addLimits, addPrivate, audienceOf, outletChoices, readLimits, withKnownOutlet } from '../options.ts';
import { verdictText } from '../views/check-verdict.ts';
import { payload } from '../views/payload.ts';

const MAX_QUOTE = 1000;

export const check: Command = {
  data: addPrivate(
    addLimits(
      command('check', 'Did the archive say this: word for word, nearly, or not at all?').addStringOption(
        (option) =>
          option
            .setName('quote')
            .setDescription('The quotation or claim')
            .setMaxLength(MAX_QUOTE)
            .setRequired(true),
      ),
    ),
  ).toJSON(),

  answer(interaction, context) {
    const { archive, messages, log } = context;
    const limits = readLimits(interaction, context);
    const text = interaction.options.getString('quote', true);
    return {
      to: audienceOf(interaction, context),
      work: async () => {
        const checked = await archive.check({ ...(await withKnownOutlet(limits, context)), text });
        log.info({ command: 'check', kind: checked.kind, ms: checked.ms }, 'checked');
        return payload(verdictText(checked, messages));
      },
    };
  },

  choices: outletChoices,
};
