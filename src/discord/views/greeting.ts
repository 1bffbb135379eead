// What the bot says of itself: to a server that it comes to, and to whoever asks for help. Pure.
import type { Coverage } from '../../types.ts';
import type { Messages } from '../../messages/messages.ts';
import { shortLine } from './markdown.ts';
import { payload, type Payload } from './payload.ts';

/** A question that is longer is none that anybody would type. */
const MAX_EXAMPLE = 150;

/** The first message in a server. */
export const renderGreeting = (
  coverage: Coverage,
  examples: readonly string[],
  messages: Messages,
): Payload =>
  payload(
    [
      messages.helpIntro,
      `**${holds(coverage, messages)}**`,
      ...exampleLines(examples, messages),
      '',
      messages.waysToAsk,
      `-# ${messages.howToSetUp}`,
    ].join('\n'),
  );

/** What the archive has, as a sentence. */
export const holds = ({ articles, outlets, from, to }: Coverage, messages: Messages): string =>
  from && to ? messages.covers(articles, outlets.length, messages.days(from, to)) : messages.emptyArchive;

/** The questions under what introduces them; nothing where there are none. */
export const exampleLines = (examples: readonly string[], messages: Messages): string[] =>
  examples.length === 0
    ? []
    : ['', messages.couldAsk, ...examples.map((each) => `- ${shortLine(each, MAX_EXAMPLE)}`)];
