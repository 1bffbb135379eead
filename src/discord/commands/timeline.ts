// /timeline: a topic day by day, the oldest first, each day with a quote, in pages.
import { type MessageComponentInteraction } from 'discord.js';
import type { Archive } from '../../ask.ts';
import { localDay } from '../../text/days.ts';
import type { Timeline } from '../../answer/timeline.ts';
import { audience } from '../audience.ts';
import { archiveLine, datedForms, fitForms, quoteForms } from '../views/cited-quotes.ts';
import { command, type Command, type Control } from '../command.ts';
import { addLimits, addPrivate, limitsLine, outletChoices, readLimits, withKnownOutlet } from '../limits.ts';
import { escapeLine } from '../views/markdown.ts';
import {
  pageButtons,
  pageOf,
  readPageId,
  subjectPart,
  turnPage,
  type Page,
  type PageState,
} from '../paging.ts';
import { allowed, settingsAt, useHere, messagesAt } from '../place.ts';
import { foreignSentence } from '../views/check-verdict.ts';
import type { Messages } from '../../messages/messages.ts';

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

  async execute(interaction, desk) {
    const { options, createdAt } = interaction;
    const messages = messagesAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const limits = allowed(readLimits(interaction, messages), here, messages);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? here.private));
    const subject = [subjectPart(options.getString('topic', true))];
    const page = await useHere(interaction, desk, async (archive) => {
      const filter = await withKnownOutlet(archive, limits, messages);
      return timelinePage(archive, { page: 0, filter, subject }, localDay(createdAt), messages);
    });
    await interaction.editReply(page);
  },

  async autocomplete(interaction, desk) {
    return useHere(interaction, desk, (archive) => outletChoices(archive, interaction.options.getFocused()));
  },
};

export const timelinePages: Control = {
  name: NAME,
  use: (interaction: MessageComponentInteraction, desk) => {
    const messages = messagesAt(interaction, desk);
    // "Last week" is still the week before the question.
    const today = localDay(interaction.message.createdAt);
    return turnPage(interaction, () =>
      useHere(interaction, desk, async (archive) =>
        timelinePage(archive, await readPageId(interaction.customId, archive, messages), today, messages),
      ),
    );
  },
};

async function timelinePage(
  archive: Archive,
  state: PageState,
  today: string,
  messages: Messages,
): Promise<Page> {
  const { page, filter, subject } = state;
  const found = await archive.timeline(subject[0] ?? '', filter, today);
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
  return pageOf(
    fitForms(
      [head],
      shown.map((quote) => datedForms(quote, messages)),
      unreachable,
    ),
    ...buttons,
  );
}

function nothing({ topic, nearest, foreign, coverage }: Timeline, messages: Messages): string {
  const reason = foreign
    ? foreignSentence(foreign, coverage, messages)
    : messages.noTimeline(escapeLine(topic));
  const top = [`${reason}`, archiveLine(coverage, messages)];
  if (nearest.length === 0) return top.join('\n');
  const blocks = nearest.slice(0, MAX_NEAREST).map((quote) => quoteForms(quote, messages));
  return fitForms([...top, '', `**${messages.nearestPassages}**`], blocks);
}
