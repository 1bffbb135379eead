// /quotes: what somebody said, the newest first, in pages.
import { type MessageComponentInteraction } from 'discord.js';
import type { Archive } from '../../ask.ts';
import { UserError } from '../../errors.ts';
import { words as wordsOf } from '../../text/words.ts';
import type { QuotedSpeaker } from '../../types.ts';
import { audience } from '../audience.ts';
import { fitForms, quoteForms } from '../views/cited-quotes.ts';
import { command, MAX_CHOICE, MAX_CHOICES, type Command, type Control } from '../command.ts';
import { addLimits, addPrivate, limitsLine, outletChoices, readLimits, withKnownOutlet } from '../limits.ts';
import { escapeLine, shorten } from '../views/markdown.ts';
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
import type { Messages } from '../../messages/messages.ts';

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
    const messages = messagesAt(interaction, desk);
    const here = settingsAt(interaction, desk);
    const limits = allowed(readLimits(interaction, messages), here, messages);
    await interaction.deferReply(audience(interaction, options.getBoolean('private') ?? here.private));
    const typed = options.getString('speaker', true);
    const topic = subjectPart(options.getString('topic') ?? '');
    const page = await useHere(interaction, desk, async (archive) => {
      const filter = await withKnownOutlet(archive, limits, messages);
      const found = await speakersNamed(archive, typed, messages);
      if (found.length > 1) return pageOf(speakerList(typed, found, messages));
      return quotePage(archive, { page: 0, filter, subject: [found[0]!.key, topic] }, messages);
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
    const messages = messagesAt(interaction, desk);
    return turnPage(interaction, () =>
      useHere(interaction, desk, async (archive) =>
        quotePage(archive, await readPageId(interaction.customId, archive, messages), messages),
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
async function speakersNamed(archive: Archive, typed: string, messages: Messages): Promise<QuotedSpeaker[]> {
  const key = wordsOf(typed).join(' ');
  // As many as are offered as choices, so that a choice is always among them.
  const found = key === '' ? [] : await archive.speakers(key, MAX_CHOICES);
  if (found.length === 0)
    throw new UserError(messages.noSpeaker(shorten(typed, MAX_CHOICE)), messages.chooseShown);
  const exact = found.find((speaker) => speaker.key === key);
  return exact ? [exact] : found;
}

function speakerList(typed: string, found: readonly QuotedSpeaker[], messages: Messages): string {
  const lines = found
    .slice(0, MAX_LISTED)
    .map(
      ({ speaker, quotations }) =>
        `- ${escapeLine(shorten(speaker, MAX_CHOICE))} · ${messages.quotations(quotations)}`,
    );
  const more = found.length > MAX_LISTED ? [`- ${messages.andMore}`] : [];
  return [messages.severalSpeakers(escapeLine(shorten(typed, MAX_CHOICE))), ...lines, ...more].join('\n');
}

async function quotePage(archive: Archive, state: PageState, messages: Messages): Promise<Page> {
  const { page, filter, subject } = state;
  const [key = '', topic = ''] = subject;
  const found = await archive.quotationsBy(key, filter, topic, PAGE_QUOTES + 1, page * PAGE_QUOTES);
  const shown = found.slice(0, PAGE_QUOTES);
  const hasAfter = found.length > shown.length;
  const buttons = pageButtons(NAME, state, { before: messages.newer, after: messages.older, hasAfter });
  const head = `-# ${await headline(archive, state, messages)}`;
  if (shown.length === 0)
    return pageOf([head, page > 0 ? messages.beyondEnd : messages.nothingSaid].join('\n'), ...buttons);
  const unreachable = hasAfter && buttons.length === 0 ? [`-# ${messages.moreUnreachable}`] : [];
  return pageOf(
    fitForms(
      [head],
      shown.map((quote) => quoteForms(quote, messages)),
      unreachable,
    ),
    ...buttons,
  );
}

/** "What Ines Calder said about “the ferry” · from 1 March 2025 · page 2". */
async function headline(
  archive: Archive,
  { page, filter, subject }: PageState,
  messages: Messages,
): Promise<string> {
  const [key = '', topic = ''] = subject;
  const known = (await archive.speakers(key, MAX_CHOICES)).find((speaker) => speaker.key === key);
  const said = messages.saidBy(escapeLine(shorten(known?.speaker ?? key, MAX_CHOICE)));
  const about = topic && ` ${messages.about(escapeLine(topic))}`;
  return [said + about, limitsLine(filter, messages), page > 0 && messages.page(page + 1)]
    .filter(Boolean)
    .join(' · ');
}
