// /quotes: what somebody said, the newest first, in pages.
import { UserError } from '../../errors.ts';
import type { Messages } from '../../messages/messages.ts';
import { speakersNamed } from '../../named-speakers.ts';
import type { QuotedSpeaker } from '../../types.ts';
import { command, MAX_CHOICE, MAX_CHOICES, textOption, type Command, type Control } from '../command.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../archive-names.ts';
import { answerWithin, LIMITS, outletChoices, PRIVATE, type Limits } from '../options.ts';
import { pageButton, readPageId, renderPage, subjectPart, type PageState } from '../paging.ts';
import { quoteForms } from '../views/quote-block.ts';
import { listed } from '../views/layout.ts';
import { escapeLine, shorten, shortLine } from '../views/markdown.ts';
import { buttonRow, payload, type Payload } from '../views/payload.ts';

const NAME = 'quotes';
const PAGE_QUOTES = 3;
const MAX_TOPIC = 40;
/** Speakers listed when a name fits several. */
const MAX_LISTED = 10;
/** Those who have a button: as many as a row has room for. */
const MAX_BUTTONS = 5;
const MAX_LABEL = 80;

export const quotes: Command = {
  data: command(NAME, 'What somebody said according to the archive, newest first', [
    textOption('speaker', 'Whose words? A name, or its beginning', {
      max_length: MAX_CHOICE,
      autocomplete: true,
      required: true,
    }),
    textOption('topic', 'About what? A few words', { max_length: MAX_TOPIC }),
    ...LIMITS,
    PRIVATE,
  ]),

  answer(interaction, context) {
    const { options } = interaction;
    const typed = options.getString('speaker', true);
    const topic = subjectPart(options.getString('topic') ?? '');
    return answerWithin(interaction, context, async (filter) => {
      const found = await whoMayBeMeant(typed, context);
      if (found.length > 1) return whoIsMeant(typed, found, { filter, topic }, context.messages);
      return quotePage({ page: 0, filter, subject: [found[0]!.key, topic] }, context);
    });
  },

  async choices(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'outlet') return outletChoices(interaction, context);
    return (await context.archive.speakers({ name: value, limit: MAX_CHOICES })).map(speakerChoice);
  },
};

export const quotePages: Control = {
  name: NAME,
  turn: async ({ customId }, context) => quotePage(await readPageId(customId, context), context),
};

/** The name gives way, so that the count stays to be seen. */
function speakerChoice({ key, speaker, quotations }: QuotedSpeaker) {
  const count = ` · ${quotations}`;
  return { name: shorten(speaker, MAX_CHOICE - count.length) + count, value: key };
}

/** @throws UserError when there is none */
async function whoMayBeMeant(typed: string, { archive, messages }: Context): Promise<QuotedSpeaker[]> {
  // As many as are offered as choices, so that a choice is always among them.
  const found = await speakersNamed(archive, typed, MAX_CHOICES);
  if (found.length === 0)
    throw new UserError(messages.noSpeaker(shorten(typed, MAX_CHOICE)), messages.chooseShown);
  return found;
}

/** Those who may be meant, with a button for each of the most quoted that turns to their quotes. */
function whoIsMeant(
  typed: string,
  found: readonly QuotedSpeaker[],
  { filter, topic }: { filter: Limits; topic: string },
  messages: Messages,
): Payload {
  const lines = found.map(
    ({ speaker, quotations }) => `- ${shortLine(speaker, MAX_CHOICE)} · ${messages.quotations(quotations)}`,
  );
  const head = messages.severalSpeakers(shortLine(typed, MAX_CHOICE));
  const list = listed([head], lines, MAX_LISTED, () => `- ${messages.andMore}`);
  const buttons = found
    .slice(0, MAX_BUTTONS)
    .flatMap((each) =>
      pageButton(shorten(nameOf(each), MAX_LABEL), NAME, { page: 0, filter, subject: [each.key, topic] }),
    );
  return payload(list, buttons.length > 0 ? [buttonRow(buttons)] : []);
}

async function quotePage(state: PageState, context: Context): Promise<Payload> {
  const { archive, messages } = context;
  const { page, filter, subject } = state;
  const [key = '', topic = ''] = subject;
  const found = await archive.quotations({
    ...filter,
    speaker: key,
    topic,
    limit: PAGE_QUOTES + 1,
    skip: page * PAGE_QUOTES,
  });
  const shown = found.slice(0, PAGE_QUOTES);
  const content = {
    title: await title(key, topic, found.length > 0, context),
    number: page > 0 ? messages.page(page + 1) : '',
    blocks: shown.map((quote) => quoteForms(quote, messages)),
    hasAfter: found.length > shown.length,
    labels: [messages.newer, messages.older],
  } as const;
  return renderPage(NAME, state, content, messages);
}

/**
 * "What Ines Calder said about “the ferry”".
 * @throws UserError when no quotation of the speaker may be seen
 */
async function title(
  key: string,
  topic: string,
  isFound: boolean,
  { archive, messages }: Context,
): Promise<string> {
  const named = await archive.speakers({ name: key, limit: MAX_CHOICES });
  const known = named.find((speaker) => speaker.key === key);
  // What the button was for cannot be seen here, or not any more: it is not named.
  if (!known && !isFound) throw new UserError(messages.buttonLost, messages.askAgain);
  const said = messages.saidBy(shortLine(known?.speaker ?? key, MAX_CHOICE));
  return topic ? `${said} ${messages.about(escapeLine(topic))}` : said;
}
