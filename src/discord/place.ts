// What is set where somebody asks, and what that does to a question.
import type { Interaction, Message } from 'discord.js';
import { UserError } from '../errors.ts';
import { DEFAULTS, type PlaceSettings } from '../place-settings.ts';
import type { Answer, Filter } from '../types.ts';
import type { Desk } from './desk.ts';

type Asked = Pick<Message | Interaction, 'guildId' | 'channelId' | 'channel'>;

/** What holds where this was asked. A thread is a part of its channel; direct messages have the defaults. */
export function settingsAt({ guildId, channelId, channel }: Asked, desk: Desk): PlaceSettings {
  if (guildId === null) return DEFAULTS;
  const place = (channel?.isThread() ? channel.parentId : channelId) ?? '';
  return desk.people.quietly((people) => people.settingsIn(guildId, place), DEFAULTS);
}

/** Whether an answer to this is to stand in a thread of its own, or as a reply. */
export const answersIn = (asked: Asked, desk: Desk): PlaceSettings['answers'] =>
  settingsAt(asked, desk).answers;

/**
 * A filter that lets through only the outlets that are allowed where it is asked.
 * @throws UserError when it asks for one that is not
 */
export function allowed(filter: Filter, { outlets }: PlaceSettings): Filter {
  if (outlets.length === 0) return filter;
  const typed = filter.outlet?.toLowerCase();
  if (typed !== undefined && !outlets.some((outlet) => outlet.toLowerCase() === typed))
    throw new UserError(`“${filter.outlet}” is not asked here. ${onlyHere(outlets)}`, 'Choose one of those.');
  return { ...filter, outlets };
}

/** The answer, with what was not searched where there is none. */
export function withLimits(answer: Answer, { outlets = [] }: Filter): Answer {
  if (answer.kind === 'answered' || outlets.length === 0) return answer;
  return { ...answer, reason: `${answer.reason} ${onlyHere(outlets)}` };
}

const onlyHere = (outlets: readonly string[]) =>
  `Questions here are answered from ${outlets.join(', ')} only.`;
