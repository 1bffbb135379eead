// /insights: what was asked in this server, what had no answer, and what to add to the archive. For its managers alone.
import { withPauses } from '../../event-loop.ts';
import { insightsOf, type Group, type Insights } from '../../server-data/insights.ts';
import { ROW_DAYS, type KeptQuestion } from '../../server-data/server-data.ts';
import { managedServer, managersCommand, type Command } from '../command.ts';
import { escapeLine, shorten } from '../views/markdown.ts';
import { fitLines, payload } from '../views/payload.ts';
import type { Messages } from '../../messages/messages.ts';

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

  answer(interaction, context) {
    const { messages, serverData, management } = context;
    const server = managedServer(interaction, messages.managersOnly, context);
    const days = interaction.options.getInteger('days') ?? USUAL_DAYS;
    return {
      to: 'asker',
      work: async () => {
        const since = Date.now() - days * DAY_MS;
        const pages = serverData.use((data) => data.questionPages(since, server));
        const questions = (await withPauses(pages)).flat();
        const learnt = await insightsOf(questions, days, management.embed);
        const head = [...figureLines(learnt, messages), ...unansweredLines(learnt, messages)];
        const groups = learnt.groups.map((group) => groupLine(group, messages));
        const more = (rest: number) => `- ${messages.nMoreListed(rest, 'npm run attest -- insights')}`;
        return payload(fitLines(head, groups, MAX_GROUPS, more));
      },
    };
  },
};

/** What a person typed, safe and short. */
const shown = (text: string): string => escapeLine(shorten(text, MAX_TEXT));

const titleOf = ({ text }: KeptQuestion, messages: Messages) =>
  text === null ? messages.textNotKept : shown(text);

function figureLines(insights: Insights, messages: Messages): string[] {
  const { days, asked, answered, abstained, people, up, down, medianMs, slowest, disliked } = insights;
  return [
    messages.figures(days, asked, people, answered, abstained),
    messages.votes(up, down),
    ...(medianMs === null ? [] : [messages.times(medianMs)]),
    ...slowest.map((each) => `- ${messages.milliseconds(each.ms)}: ${titleOf(each, messages)}`),
    ...(disliked.length === 0 ? [] : [messages.votedAgainst]),
    ...disliked.map((each) => `- ${messages.downToUp(each.down, each.up)}: ${titleOf(each, messages)}`),
  ];
}

/** What there is to say of questions without an answer before they are listed. */
function unansweredLines({ groups, withoutText, abstained, asked }: Insights, messages: Messages): string[] {
  if (abstained === 0) return asked === 0 ? [] : [messages.everyAnswered];
  const missing = withoutText === 0 ? [] : [messages.withoutText(withoutText)];
  return [...missing, ...(groups.length === 0 ? [] : [messages.byLikeness])];
}

/** How often, the question in the middle of the group, and how many others are like it. */
function groupLine({ questions, asked }: Group, messages: Messages): string {
  const others = questions.length - 1;
  const alike = others === 0 ? '' : ` ${messages.alike(others)}`;
  return `- ${asked} ×: ${shown(questions[0]!)}${alike}`;
}
