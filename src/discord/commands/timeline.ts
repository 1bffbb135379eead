// /timeline: a topic day by day, the oldest first, each day with a quote, in pages.
import { understoodLine } from '../views/understood-line.ts';
import type { Timeline } from '../../answer/timeline.ts';
import { archiveLine } from '../../messages/index-wording.ts';
import type { Messages } from '../../messages/messages.ts';
import { localDay } from '../../text/days.ts';
import { command, textOption, type Command, type Control } from '../command.ts';
import type { Context } from '../context.ts';
import { answerWithin, LIMITS, outletChoices, PRIVATE } from '../options.ts';
import { readPageId, renderPage, subjectPart, type PageState } from '../paging.ts';
import { foreignText } from '../../messages/check-wording.ts';
import { datedForms, quoteForms } from '../views/quote-block.ts';
import { fitting, longestGivesWay } from '../views/layout.ts';
import { escapeLine } from '../views/markdown.ts';
import { payload, type Payload } from '../views/payload.ts';

const NAME = 'timeline';
const PAGE_DAYS = 5;
const MAX_TOPIC = 60;
const MAX_NEAREST = 3;

export const timeline: Command = {
  data: command(NAME, 'A topic day by day, each day with a quote, oldest first', [
    textOption('topic', 'About what? A few words', { max_length: MAX_TOPIC, required: true }),
    ...LIMITS,
    PRIVATE,
  ]),

  answer(interaction, context) {
    const subject = [subjectPart(interaction.options.getString('topic', true))];
    const response = answerWithin(interaction, context, (filter) =>
      timelinePage({ page: 0, filter, subject }, context.today, context),
    );
    return { ...response, isQueued: true };
  },

  choices: outletChoices,
};

export const timelinePages: Control = {
  name: NAME,
  turn: async ({ customId, message }, context) =>
    // "Last week" is still the week before the question.
    timelinePage(await readPageId(customId, context), localDay(message.createdAt), context),
};

async function timelinePage(
  state: PageState,
  today: string,
  { archive, messages }: Context,
): Promise<Payload> {
  const { page, filter, subject } = state;
  const found = await archive.timeline({ ...filter, topic: subject[0] ?? '', today });
  if (found.days.length === 0) return payload(nothing(found, messages), []);
  const all = Math.ceil(found.days.length / PAGE_DAYS);
  const shown = found.days.slice(page * PAGE_DAYS, (page + 1) * PAGE_DAYS);
  const content = {
    title: [
      messages.timelineOf(escapeLine(found.topic), found.days.length),
      ...understoodLine(found, messages),
    ].join('\n'),
    number: all > 1 ? messages.pageOf(page + 1, all) : '',
    blocks: shown.map((quote) => datedForms(quote, messages)),
    hasAfter: page + 1 < all,
    labels: [messages.earlier, messages.later],
  } as const;
  return renderPage(NAME, state, content, messages);
}

function nothing(found: Timeline, messages: Messages): string {
  const { topic, nearest, foreign, coverage } = found;
  const reason = foreign ? foreignText(foreign, coverage, messages) : messages.noTimeline(escapeLine(topic));
  const top = [...understoodLine(found, messages), reason, archiveLine(coverage, messages)];
  if (nearest.length === 0) return top.join('\n');
  const blocks = nearest.slice(0, MAX_NEAREST).map((quote) => quoteForms(quote, messages));
  return fitting(longestGivesWay({ top: [...top, '', `**${messages.nearestPassages}**`], blocks }));
}
