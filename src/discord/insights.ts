// /insights: what was asked in this server, what had no answer, and what to add to the archive. For its managers alone.
import { MessageFlags } from 'discord.js';
import { breathing } from '../breathe.ts';
import { figureLines, groupLine, insightsOf, unansweredLines } from '../insights.ts';
import { ROW_DAYS } from '../people.ts';
import type { Command } from './command.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload } from './payload.ts';
import { managedServer, managersCommand } from './permission.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
const MAX_TEXT = 80;
const MAX_GROUPS = 15;

export const insights: Command = {
  data: managersCommand('insights', 'What was asked here, what had no answer, and what to add to the archive')
    .addIntegerOption((option) =>
      option
        .setName('days')
        .setDescription(`Of so many days back; ${USUAL_DAYS} unless told otherwise`)
        .setMinValue(1)
        .setMaxValue(ROW_DAYS),
    )
    .toJSON(),

  async execute(interaction, desk) {
    const server = managedServer(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const days = interaction.options.getInteger('days') ?? USUAL_DAYS;
    const since = Date.now() - days * DAY_MS;
    const pages = desk.people.use((people) => people.questionPages(since, server));
    const questions = (await breathing(pages)).flat();
    const learnt = await desk.archive.use((archive) =>
      insightsOf(questions, days, (texts) => archive.embed(texts)),
    );
    const show = (text: string) => escapeLine(shorten(text, MAX_TEXT));
    const head = [...figureLines(learnt, show), ...unansweredLines(learnt)];
    const groups = learnt.groups.map((group) => groupLine(group, show));
    const more = (rest: number) => `- … and ${rest} more; \`npm run attest -- insights\` lists them all.`;
    await interaction.editReply(payload(fitLines(head, groups, MAX_GROUPS, more)));
  },
};
