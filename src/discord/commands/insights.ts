// /insights: what was asked in this server, what had no answer, and what to add to the archive. For its managers alone.
import { ApplicationCommandOptionType } from 'discord.js';
import { groupLine, insightLines } from '../../messages/insights-wording.ts';
import { insightsOf } from '../../server-data/insights.ts';
import { DAY_MS, questionsSince, ROW_DAYS } from '../../server-data/server-data.ts';
import { managedServer, managersCommand, type Command } from '../command.ts';
import { shortLine } from '../views/markdown.ts';
import { listed } from '../views/layout.ts';
import { payload } from '../views/payload.ts';

const USUAL_DAYS = 30;
const MAX_TEXT = 80;
const MAX_GROUPS = 15;

export const insights: Command = {
  data: managersCommand(
    'insights',
    'What was asked here, what had no answer, and what to add to the archive',
    [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'days',
        description: `Of so many days back; ${USUAL_DAYS} unless told otherwise`,
        min_value: 1,
        max_value: ROW_DAYS,
      },
    ],
  ),

  answer(interaction, context) {
    const { messages, serverData, management } = context;
    const server = managedServer(interaction, messages.managersOnly, context);
    const days = interaction.options.getInteger('days') ?? USUAL_DAYS;
    return {
      to: 'asker',
      work: async () => {
        const since = Date.now() - days * DAY_MS;
        const questions = await serverData.use((data) => questionsSince(data, since, server));
        const learnt = await insightsOf(questions, days, management.embed);
        const head = insightLines(learnt, shown, messages);
        const groups = learnt.groups.map((group) => groupLine(group, shown, messages));
        const more = (rest: number) => `- ${messages.nMoreListed(rest, 'npm run attest -- insights')}`;
        return payload(listed(head, groups, MAX_GROUPS, more));
      },
    };
  },
};

/** What a person typed, safe and short. */
const shown = (text: string): string => shortLine(text, MAX_TEXT);
