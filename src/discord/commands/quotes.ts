// /quotes: what somebody said, the newest first, in pages.
import { type MessageComponentInteraction } from 'discord.js';
import type { Archive } from '../../ask.ts';
import { UserError } from '../../errors.ts';
import { words as wordsOf } from '../../text.ts';
import type { QuotedSpeaker } from '../../types.ts';
import { audience } from '../audience.ts';
import { fitForms, quoteForms } from '../looks/cited.ts';
import { command, MAX_CHOICE, MAX_CHOICES, type Command, type Control } from '../command.ts';
import { addLimits, addPrivate, limitsLine, outletChoices, readLimits, withKnownOutlet } from '../limits.ts';
import { escapeLine, shorten } from '../looks/markdown.ts';
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
import type { Words } from '../words/words.ts';

const NAME = 'quotes';
const PAGE_QUOTES = 3;
const MAX_TOPIC = 40;
/** Speakers listed when a name fits several. */
const MAX_LISTED = 10;

export const quotes: Command = {
  data: addPrivate(
    addLimits(
      command(NAME, 'What somebody said according to the archive, newest first')
        .addStringOption((option) =>
          option
            .setName('speaker')
            .setDescription('Whose words? A name, or its beginning')
            .setMaxLength(MAX_CHOICE)
            .setAutocomplete(true)
            .setRequired(true),
        )
        .addStringOption((option) =>
          option.setName('topic').setDescription('About what? A few words').setMaxLength(MAX_TOPIC),
        ),
    ),
  ).toJSON(),

  async execute(interaction, desk) {
    const { options } = interaction;
    const words = wordsAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const limits = allowed(readLimits(interaction, words), here, words);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? here.private));
    const typed = options.getString('speaker', true);
    const topic = subjectPart(options.getString('topic') ?? '');
    const page = await useHere(interaction, desk, async (archive) => {
      const filter = await withKnownOutlet(archive, limits, words);
      const found = await speakersNamed(archive, typed, words);
      if (found.length > 1) return pageOf(speakerList(typed, found, words));
      return quotePage(archive, { page: 0, filter, subject: [found[0]!.key, topic] }, words);
    });
    await interaction.editReply(page);
  },

  async autocomplete(interaction, desk) {
    const { name, value } = interaction.options.getFocused(true);
    return useHere(interaction, desk, async (archive) => {
      if (name === 'outlet') return outletChoices(archive, value);
      return (await archive.speakers(value, MAX_CHOICES)).map(speakerChoice);
    });
  },
};

export const quotePages: Control = {
  name: NAME,
  use: (interaction: MessageComponentInteraction, desk) => {
    const words = wordsAt(interaction, desk);
    return turnPage(interaction, () =>
      useHere(interaction, desk, async (archive) =>
        quotePage(archive, await readPageId(interaction.customId, archive, words), words),
      ),
    );
  },
};

/** The name gives way, so that the count stays to be seen. */
function speakerChoice({ key, speaker, quotations }: QuotedSpeaker) {
  const count = ` · ${quotations}`;
  return { name: shorten(speaker, MAX_CHOICE - count.length) + count, value: key };
}

/**
 * Those who may be meant; one, when the whole name is typed or chosen.
 * @throws UserError when there is none
 */
async function speakersNamed(archive: Archive, typed: string, words: Words): Promise<QuotedSpeaker[]> {
  const key = wordsOf(typed).join(' ');
  // As many as are offered as choices, so that a choice is always among them.
  const found = key === '' ? [] : await archive.speakers(key, MAX_CHOICES);
  if (found.length === 0) throw new UserError(words.noSpeaker(shorten(typed, MAX_CHOICE)), words.chooseShown);
  const exact = found.find((speaker) => speaker.key === key);
  return exact ? [exact] : found;
}

function speakerList(typed: string, found: readonly QuotedSpeaker[], words: Words): string {
  const lines = found
    .slice(0, MAX_LISTED)
    .map(
      ({ speaker, quotations }) =>
        `- ${escapeLine(shorten(speaker, MAX_CHOICE))} · ${words.quotations(quotations)}`,
    );
  const more = found.length > MAX_LISTED ? [`- ${words.andMore}`] : [];
  return [words.severalSpeakers(escapeLine(shorten(typed, MAX_CHOICE))), ...lines, ...more].join('\n');
}

async function quotePage(archive: Archive, state: PageState, words: Words): Promise<Page> {
  const { page, filter, subject } = state;
  const [key = '', topic = ''] = subject;
  const found = await archive.quotationsBy(key, filter, topic, PAGE_QUOTES + 1, page * PAGE_QUOTES);
  const shown = found.slice(0, PAGE_QUOTES);
  const hasAfter = found.length > shown.length;
  const buttons = pageButtons(NAME, state, { before: words.newer, after: words.older, hasAfter });
  const head = `-# ${await headline(archive, state, words)}`;
  if (shown.length === 0)
    return pageOf([head, page > 0 ? words.beyondEnd : words.nothingSaid].join('\n'), ...buttons);
  const unreachable = hasAfter && buttons.length === 0 ? [`-# ${words.moreUnreachable}`] : [];
  return pageOf(
    fitForms(
      [head],
      shown.map((quote) => quoteForms(quote, words)),
      unreachable,
    ),
    ...buttons,
  );
}

/** "What Ines Calder said about “the ferry” · from 1 March 2025 · page 2". */
async function headline(
  archive: Archive,
  { page, filter, subject }: PageState,
  words: Words,
): Promise<string> {
  const [key = '', topic = ''] = subject;
  const known = (await archive.speakers(key, MAX_CHOICES)).find((speaker) => speaker.key === key);
  const said = words.saidBy(escapeLine(shorten(known?.speaker ?? key, MAX_CHOICE)));
  const about = topic && ` ${words.about(escapeLine(topic))}`;
  return [said + about, limitsLine(filter, words), page > 0 && words.page(page + 1)]
    .filter(Boolean)
    .join(' · ');
}
