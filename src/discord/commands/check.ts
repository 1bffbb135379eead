// /check: did the archive say this, word for word or nearly?
import { audience } from '../audience.ts';
import { command, type Command } from '../command.ts';
import { addLimits, addPrivate, outletChoices, readLimits, withKnownOutlet } from '../limits.ts';
import { payload } from '../views/payload.ts';
import { allowed, settingsAt, useHere, messagesAt } from '../place.ts';
import { verdictText } from '../views/check-verdict.ts';

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
    const messages = messagesAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const limits = allowed(readLimits(interaction, messages), here, messages);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? here.private));
    const checked = await useHere(interaction, desk, async (archive) => {
      const filter = await withKnownOutlet(archive, limits, messages);
      return archive.check(options.getString('quote', true), filter);
    });
    await interaction.editReply(payload(verdictText(checked, messages)));
    desk.log.info({ command: 'check', kind: checked.kind, ms: checked.ms }, 'checked');
  },

  async autocomplete(interaction, desk) {
    return useHere(interaction, desk, (archive) => outletChoices(archive, interaction.options.getFocused()));
  },
};
