// /insights: what was asked in this server, what had no answer, and what to add to the archive. For its managers alone.
import { MessageFlags } from 'discord.js';
import { breathing } from '../../breathe.ts';
import { insightsOf, type Group, type Insights } from '../../people/insights.ts';
import { ROW_DAYS, type KeptQuestion } from '../../people/people.ts';
import type { Command } from '../command.ts';
import { escapeLine, shorten } from '../looks/markdown.ts';
import { fitLines, payload } from '../looks/payload.ts';
import { managedServer, managersCommand } from '../permission.ts';
import { wordsAt } from '../place.ts';
import type { Words } from '../words/words.ts';

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
    const words = wordsAt(interaction, desk);
    const server = managedServer(interaction, words);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const days = interaction.options.getInteger('days') ?? USUAL_DAYS;
    const since = Date.now() - days * DAY_MS;
    const pages = desk.people.use((people) => people.questionPages(since, server));
    const questions = (await breathing(pages)).flat();
    const learnt = await desk.archive.use((archive) =>
      insightsOf(questions, days, (texts) => archive.embed(texts)),
    );
    const head = [...figureLines(learnt, words), ...unansweredLines(learnt, words)];
    const groups = learnt.groups.map((group) => groupLine(group, words));
    const more = (rest: number) => `- ${words.nMoreListed(rest, 'npm run attest -- insights')}`;
    await interaction.editReply(payload(fitLines(head, groups, MAX_GROUPS, more)));
  },
};

/** What a person typed, safe and short. */
const shown = (text: string): string => escapeLine(shorten(text, MAX_TEXT));

const titleOf = ({ text }: KeptQuestion, words: Words) => (text === null ? words.textNotKept : shown(text));

function figureLines(insights: Insights, words: Words): string[] {
  const { days, asked, answered, abstained, people, up, down, medianMs, slowest, disliked } = insights;
  return [
    words.figures(days, asked, people, answered, abstained),
    words.votes(up, down),
    ...(medianMs === null ? [] : [words.times(medianMs)]),
    ...slowest.map((each) => `- ${words.milliseconds(each.ms)}: ${titleOf(each, words)}`),
    ...(disliked.length === 0 ? [] : [words.votedAgainst]),
    ...disliked.map((each) => `- ${words.downToUp(each.down, each.up)}: ${titleOf(each, words)}`),
  ];
}

/** What there is to say of questions without an answer before they are listed. */
function unansweredLines({ groups, withoutText, abstained, asked }: Insights, words: Words): string[] {
  if (abstained === 0) return asked === 0 ? [] : [words.everyAnswered];
  const missing = withoutText === 0 ? [] : [words.withoutText(withoutText)];
  return [...missing, ...(groups.length === 0 ? [] : [words.byLikeness])];
}

/** How often, the question in the middle of the group, and how many others are like it. */
function groupLine({ questions, asked }: Group, words: Words): string {
  const others = questions.length - 1;
  const alike = others === 0 ? '' : ` ${words.alike(others)}`;
  return `- ${asked} ×: ${shown(questions[0]!)}${alike}`;
}
