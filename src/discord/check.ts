// /check: did the archive say this, word for word or nearly?
import { audience } from './audience.ts';
import { command, type Command } from './command.ts';
import { addLimits, addPrivate, outletChoices, readLimits, withKnownOutlet } from './limits.ts';
import { payload } from './payload.ts';
import { verdictText } from './verdict.ts';
import { wordsFor } from './words.ts';

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

  async execute(interaction, desk) {
    const { options } = interaction;
    const words = wordsFor(interaction.locale);
    const limits = readLimits(interaction, words);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? false));
    const checked = await desk.archive.use(async (archive) => {
      const filter = await withKnownOutlet(archive, limits, words);
      return archive.check(options.getString('quote', true), filter);
    });
    await interaction.editReply(payload(verdictText(checked, words)));
    desk.log.info({ command: 'check', kind: checked.kind, ms: checked.ms }, 'checked');
  },

  async autocomplete(interaction, desk) {
    return desk.archive.use((archive) => outletChoices(archive, interaction.options.getFocused()));
  },
};
