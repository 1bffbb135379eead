// /timeline: a topic day by day, the oldest first, each day with a quote, in pages.
import { type MessageComponentInteraction } from 'discord.js';
import type { Archive } from '../../ask.ts';
import { localDay } from '../../filter.ts';
import type { Timeline } from '../../timeline.ts';
import { audience } from '../audience.ts';
import { archiveLine, datedForms, fitForms, quoteForms } from '../looks/cited.ts';
import { command, type Command, type Control } from '../command.ts';
import { addLimits, addPrivate, limitsLine, outletChoices, readLimits, withKnownOutlet } from '../limits.ts';
import { escapeLine } from '../looks/markdown.ts';
import {
  pageButtons,
  pageOf,
  readPageId,
  subjectPart,
  turnPage,
  type Page,
  type PageState,
} from '../paging.ts';
import { allowed, settingsAt, useHere, wordsAt } from '../place.ts';
import { foreignSentence } from '../looks/verdict.ts';
import type { Words } from '../words/words.ts';

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
    const words = wordsAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const limits = allowed(readLimits(interaction, words), here, words);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? here.private));
    const subject = [subjectPart(options.getString('topic', true))];
    const page = await useHere(interaction, desk, async (archive) => {
      const filter = await withKnownOutlet(archive, limits, words);
      return timelinePage(archive, { page: 0, filter, subject }, localDay(createdAt), words);
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
    const words = wordsAt(interaction, desk);
    // "Last week" is still the week before the question.
    const today = localDay(interaction.message.createdAt);
    return turnPage(interaction, () =>
      useHere(interaction, desk, async (archive) =>
        timelinePage(archive, await readPageId(interaction.customId, archive, words), today, words),
      ),
    );
  },
};

async function timelinePage(archive: Archive, state: PageState, today: string, words: Words): Promise<Page> {
  const { page, filter, subject } = state;
  const found = await archive.timeline(subject[0] ?? '', filter, today);
  if (found.days.length === 0) return pageOf(nothing(found, words));
  const all = Math.ceil(found.days.length / PAGE_DAYS);
  const shown = found.days.slice(page * PAGE_DAYS, (page + 1) * PAGE_DAYS);
  const hasAfter = page + 1 < all;
  const buttons = pageButtons(NAME, state, { before: words.earlier, after: words.later, hasAfter });
  const title = words.timelineOf(escapeLine(found.topic), found.days.length);
  const pages = all > 1 && words.pageOf(page + 1, all);
  const head = `-# ${[title, limitsLine(filter, words), pages].filter(Boolean).join(' · ')}`;
  if (shown.length === 0) return pageOf([head, words.beyondEnd].join('\n'), ...buttons);
  const unreachable = hasAfter && buttons.length === 0 ? [`-# ${words.moreUnreachable}`] : [];
  return pageOf(
    fitForms(
      [head],
      shown.map((quote) => datedForms(quote, words)),
      unreachable,
    ),
    ...buttons,
  );
}

function nothing({ topic, nearest, foreign, coverage }: Timeline, words: Words): string {
  const reason = foreign ? foreignSentence(foreign, coverage, words) : words.noTimeline(escapeLine(topic));
  const top = [`${reason}`, archiveLine(coverage, words)];
  if (nearest.length === 0) return top.join('\n');
  const blocks = nearest.slice(0, MAX_NEAREST).map((quote) => quoteForms(quote, words));
  return fitForms([...top, '', `**${words.nearestPassages}**`], blocks);
}
