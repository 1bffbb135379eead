// What is set where somebody asks, and what that does to a question.
import type { Interaction, Message } from 'discord.js';
import type { Archive } from '../ask.ts';
import { UserError } from '../errors.ts';
import { DEFAULTS, type PlaceSettings } from '../server-data/place-settings.ts';
import type { Filter } from '../types.ts';
import type { Desk } from './services.ts';
import type { Told } from './queue.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

type Asked = Pick<Message | Interaction, 'guildId' | 'channelId' | 'channel'>;
/** An interaction tells the language of its author, a message does not. */
type Spoken = Asked & Pick<Message | Interaction, 'guild'> & { locale?: string };

/** What holds where this was asked. A thread is a part of its channel; direct messages have the defaults. */
export function settingsAt({ guildId, channelId, channel }: Asked, desk: Desk): PlaceSettings {
  if (guildId === null) return DEFAULTS;
  const place = (channel?.isThread() ? channel.parentId : channelId) ?? '';
  return desk.people.quietly((people) => people.settingsIn(guildId, place), DEFAULTS);
}

/**
 * The interface in the language that is set where this was asked. On `auto` it is the asker's, or for a message the
 * server's; English in private. Never throws: while the settings cannot be read, it is `auto`.
 */
export function messagesAt(asked: Spoken, desk: Desk): Messages {
  const { language } = settingsAt(asked, desk);
  if (language !== 'auto') return messagesFor(language);
  return messagesFor(asked.locale ?? asked.guild?.preferredLocale ?? 'en');
}

/** Whether an answer to this is to stand in a thread of its own, or as a reply. */
export const answersIn = (asked: Asked, desk: Desk): PlaceSettings['answers'] =>
  settingsAt(asked, desk).answers;

/**
 * A filter that lets through only the outlets that are allowed where it is asked.
 * @throws UserError in the given language when it asks for one that is not
 */
export function allowed(
  filter: Filter,
  { outlets }: Pick<PlaceSettings, 'outlets'>,
  messages: Messages,
): Filter {
  if (outlets.length === 0) return filter;
  const typed = filter.outlet?.toLowerCase();
  if (typed !== undefined && !outlets.some((outlet) => outlet.toLowerCase() === typed))
    throw new UserError(
      `${messages.notHere(filter.outlet!)} ${messages.onlyHere(outlets.join(', '))}`,
      messages.chooseOfThose,
    );
  return { ...filter, outlets };
}

/**
 * Asks the archive as it may be asked here: of the outlets that are allowed, whatever the command.
 * @param told hears the place of who has to wait
 * @throws UserError for an outlet that is not allowed
 */
export function useHere<T>(
  asked: Spoken,
  desk: Desk,
  work: (archive: Archive) => Promise<T>,
  told?: Told,
): Promise<T> {
  const here = settingsAt(asked, desk);
  return desk.archive.use(
    (archive) => work(here.outlets.length === 0 ? archive : within(archive, here, messagesAt(asked, desk))),
    told,
  );
}

/** The archive with nothing but the allowed outlets in it. */
function within(archive: Archive, here: PlaceSettings, messages: Messages): Archive {
  const names = new Set(here.outlets.map((outlet) => outlet.toLowerCase()));
  const limited = (filter: Filter = {}) => allowed(filter, here, messages);
  const isOpen = (outlet: string) => names.has(outlet.toLowerCase());
  return {
    ...archive,
    ask: (question, filter, today) => archive.ask(question, limited(filter), today),
    check: (text, filter) => archive.check(text, limited(filter)),
    timeline: (topic, filter, today) => archive.timeline(topic, limited(filter), today),
    quotationsBy: (key, filter, ...rest) => archive.quotationsBy(key, limited(filter), ...rest),
    findSources: (text, limit, filter) => archive.findSources(text, limit, limited(filter)),
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
