// /timeline: a topic day by day, the oldest first, each day with a quote, in pages.
import type { Timeline } from '../../answer/timeline.ts';
import type { Messages } from '../../messages/messages.ts';
import { localDay } from '../../text/days.ts';
import { command, type Command, type Control } from '../command.ts';
import type { Context } from '../context.ts';
import { addLimits, addPrivate, audienceOf, outletChoices, readLimits, withKnownOutlet } from '../options.ts';
import {
  pageButtons,
  pageOf,
  readPageId,
  subjectPart,
  turnedPage,
  type Page,
  type PageState,
} from '../paging.ts';
import { foreignText } from '../../messages/check-wording.ts';
import { archiveLine, datedForms, quoteForms } from '../views/cited-quotes.ts';
import { fitting, longestGivesWay } from '../views/layout.ts';
import { escapeLine } from '../views/markdown.ts';
import { limitsLine } from '../views/question-line.ts';

const NAME = 'timeline';
const PAGE_DAYS = 5;
const MAX_TOPIC = 60;
const MAX_NEAREST = 3;

export const timeline: Command = {
  data: addPrivate(
    addLimits(
      command(NAME, 'A topic day by day, each day with a quote, oldest first').addStringOption((option) =>
        option
          .setName('topic')
          .setDescription('About what? A few words')
          .setMaxLength(MAX_TOPIC)
          .setRequired(true),
      ),
    ),
  ).toJSON(),

  answer(interaction, context) {
    const limits = readLimits(interaction, context);
    const subject = [subjectPart(interaction.options.getString('topic', true))];
    return {
      to: audienceOf(interaction, context),
      work: async () => {
        const filter = await withKnownOutlet(limits, context);
        return timelinePage({ page: 0, filter, subject }, context.today, context);
      },
    };
  },

  choices: outletChoices,
};

export const timelinePages: Control = {
  name: NAME,
  answer: (interaction, context) =>
    turnedPage(interaction, async () =>
      timelinePage(
        await readPageId(interaction.customId, context),
        // "Last week" is still the week before the question.
        localDay(interaction.message.createdAt),
        context,
      ),
    ),
};

async function timelinePage(state: PageState, today: string, { archive, messages }: Context): Promise<Page> {
  const { page, filter, subject } = state;
  const found = await archive.timeline({ ...filter, topic: subject[0] ?? '', today });
  if (found.days.length === 0) return pageOf(nothing(found, messages));
  const all = Math.ceil(found.days.length / PAGE_DAYS);
  const shown = found.days.slice(page * PAGE_DAYS, (page + 1) * PAGE_DAYS);
  const hasAfter = page + 1 < all;
  const buttons = pageButtons(NAME, state, { before: messages.earlier, after: messages.later, hasAfter });
  const title = messages.timelineOf(escapeLine(found.topic), found.days.length);
  const pages = all > 1 && messages.pageOf(page + 1, all);
  const head = `-# ${[title, limitsLine(filter, messages), pages].filter(Boolean).join(' · ')}`;
  if (shown.length === 0) return pageOf([head, messages.beyondEnd].join('\n'), ...buttons);
  const unreachable = hasAfter && buttons.length === 0 ? [`-# ${messages.moreUnreachable}`] : [];
  const blocks = shown.map((quote) => datedForms(quote, messages));
  return pageOf(fitting(longestGivesWay({ top: [head], blocks, bottom: unreachable })), ...buttons);
}

function nothing({ topic, nearest, foreign, coverage }: Timeline, messages: Messages): string {
  const reason = foreign ? foreignText(foreign, coverage, messages) : messages.noTimeline(escapeLine(topic));
  const top = [reason, archiveLine(coverage, messages)];
  if (nearest.length === 0) return top.join('\n');
  const blocks = nearest.slice(0, MAX_NEAREST).map((quote) => quoteForms(quote, messages));
  return fitting(longestGivesWay({ top: [...top, '', `**${messages.nearestPassages}**`], blocks }));
}
