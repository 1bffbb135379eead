// /ask: a question, limited by dates and outlet if wished, answered for all or for the asker alone.
import type { SlashCommandStringOption } from 'discord.js';
import type { Archive } from '../ask.ts';
import { UserError } from '../errors.ts';
import { localDay, readFilter } from '../filter.ts';
import type { Filter } from '../types.ts';
import { audience } from './audience.ts';
import { placeShown } from './calm.ts';
import { command, MAX_CHOICE, type Command } from './command.ts';
import { PRIVATE } from './replies.ts';
import { lastQuestion, understood } from './conversation.ts';
import { renderExplained } from './explain.ts';
import { allowed, settingsAt, withLimits } from './place.ts';
import { recordAnswer } from './records.ts';
import { renderAnswer } from './render.ts';

/** The read path takes no more of a question than this. */
const MAX_QUESTION = 1000;
const DATE_LENGTH = 'YYYY-MM-DD'.length;

const dated = (option: SlashCommandStringOption, name: string, description: string) =>
  option.setName(name).setDescription(description).setMinLength(DATE_LENGTH).setMaxLength(DATE_LENGTH);

export const ask: Command = {
  data: command('ask', 'Ask the archive: it answers with verbatim quotes and their sources')
    .addStringOption((option) =>
      option
        .setName('question')
        .setDescription('What do you want to know?')
        .setMaxLength(MAX_QUESTION)
        .setRequired(true),
    )
    .addStringOption((option) => dated(option, 'from', 'Only articles from this day on, YYYY-MM-DD'))
    .addStringOption((option) => dated(option, 'to', 'Only articles up to this day, YYYY-MM-DD'))
    .addStringOption((option) =>
      option
        .setName('outlet')
        .setDescription('Only articles of this outlet')
        .setMaxLength(MAX_CHOICE)
        .setAutocomplete(true),
    )
    .addStringOption((option) => dated(option, 'asof', 'What the archive knew on this day, YYYY-MM-DD'))
    .addBooleanOption((option) => option.setName('private').setDescription('Show the answer only to me'))
    .addBooleanOption((option) =>
      option.setName('explain').setDescription('Tell me, and only me, how the answer came about'),
    )
    .toJSON(),

  async execute(interaction, desk) {
    const { options } = interaction;
    // Before the acknowledgement, for it takes no time and an error must stay private.
    const [from, to, outlet, asOf] = ['from', 'to', 'outlet', 'asof'].map((name) => options.getString(name));
    const here = settingsAt(interaction, desk);
    const filter = allowed(readFilter({ from, to, outlet, asOf }), here);
    const isPrivate = options.getBoolean('private') ?? here.private;
    await interaction.deferReply(audience(interaction, isPrivate));
    const question = options.getString('question', true);
    const earlier = lastQuestion(interaction.channel, interaction.client.user.id);
    const { answer, reading } = await desk.archive.use(
      async (archive) => {
        await checkOutlet(archive, filter);
        return understood(archive, { earlier, question, filter, today: localDay(interaction.createdAt) });
      },
      placeShown((word) => interaction.editReply(word), desk.log),
    );
    const shareable = isPrivate && interaction.inGuild();
    const view = { now: new Date(), filter, shareable };
    const shown = await interaction.editReply(renderAnswer(withLimits(answer, filter), view));
    recordAnswer(desk, interaction, answer, shown);
    if (options.getBoolean('explain'))
      await interaction.followUp({ ...renderExplained(answer, reading), flags: PRIVATE });
    desk.log.info({ command: 'ask', kind: answer.kind, ms: answer.ms }, 'answered');
  },

  async autocomplete(interaction, desk) {
    const typed = interaction.options.getFocused().toLowerCase();
    const { outlets } = await desk.archive.use((archive) => archive.coverage());
    const { outlets: only } = settingsAt(interaction, desk);
    const open = outlets.filter(({ outlet }) => only.length === 0 || only.includes(outlet));
    const matching = open.filter(({ outlet }) => outlet.toLowerCase().includes(typed));
    return matching.map(({ outlet }) => ({ name: outlet, value: outlet }));
  },
};

async function checkOutlet(archive: Archive, { outlet }: Filter): Promise<void> {
  if (!outlet) return;
  const { outlets } = await archive.coverage();
  const typed = outlet.toLowerCase();
  if (outlets.some((known) => known.outlet.toLowerCase() === typed)) return;
  throw new UserError(`The archive has no outlet “${outlet}”.`, 'Choose one of those shown while you type.');
}
