// What is set where somebody asks, and what that does to a question.
import type { Interaction, Message } from 'discord.js';
import type { Archive } from '../ask.ts';
import { UserError } from '../errors.ts';
import { DEFAULTS, type PlaceSettings } from '../place-settings.ts';
import type { Answer, Filter } from '../types.ts';
import type { Desk } from './desk.ts';
import type { Told } from './turns.ts';

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
export function allowed(filter: Filter, { outlets }: Pick<PlaceSettings, 'outlets'>): Filter {
  if (outlets.length === 0) return filter;
  const typed = filter.outlet?.toLowerCase();
  if (typed !== undefined && !outlets.some((outlet) => outlet.toLowerCase() === typed))
    throw new UserError(`“${filter.outlet}” is not asked here. ${onlyHere(outlets)}`, 'Choose one of those.');
  return { ...filter, outlets };
}

/**
 * Asks the archive as it may be asked here: of the outlets that are allowed, whatever the command.
 * @param told hears the place of who has to wait
 * @throws UserError for an outlet that is not allowed
 */
export function useHere<T>(
  asked: Asked,
  desk: Desk,
  work: (archive: Archive) => Promise<T>,
  told?: Told,
): Promise<T> {
  const here = settingsAt(asked, desk);
  return desk.archive.use(
    (archive) => work(here.outlets.length === 0 ? archive : within(archive, here)),
    told,
  );
}

/** The archive with nothing but the allowed outlets in it. */
function within(archive: Archive, here: PlaceSettings): Archive {
  const names = new Set(here.outlets.map((outlet) => outlet.toLowerCase()));
  const isOpen = (outlet: string) => names.has(outlet.toLowerCase());
  return {
    ...archive,
    ask: (question, filter = {}, today) => archive.ask(question, allowed(filter, here), today),
    check: (text, filter = {}) => archive.check(text, allowed(filter, here)),
    timeline: (topic, filter = {}, today) => archive.timeline(topic, allowed(filter, here), today),
    quotationsBy: (key, filter, ...rest) => archive.quotationsBy(key, allowed(filter, here), ...rest),
    findSources: (text, limit, filter = {}) => archive.findSources(text, limit, allowed(filter, here)),
    article: async (id) => {
      const article = await archive.article(id);
      return article && isOpen(article.outlet) ? article : undefined;
    },
    coverage: async () => {
      const coverage = await archive.coverage();
      return { ...coverage, outlets: coverage.outlets.filter(({ outlet }) => isOpen(outlet)) };
    },
  };
}

/** The answer, with what was not searched where there is none. */
export function withLimits(answer: Answer, { outlets = [] }: Filter): Answer {
  if (answer.kind === 'answered' || outlets.length === 0) return answer;
  return { ...answer, reason: `${answer.reason} ${onlyHere(outlets)}` };
}

const onlyHere = (outlets: readonly string[]) =>
  `Questions here are answered from ${outlets.join(', ')} only.`;
