// What an answer in Discord is made with, put together here for whatever was written or used.
import type { Interaction, Message } from 'discord.js';
import { partOf, type Archive, type PartOfArchive } from '../archive.ts';
import type { Log } from '../log.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';
import { DEFAULTS, type PlaceSettings } from '../server-data/place-settings.ts';
import type { Telemetry } from '../telemetry.ts';
import { localDay } from '../text/days.ts';
import type { Admission } from './admission.ts';
import type { ArchiveName } from './archive-names.ts';
import type { CurrentArchive } from './current-archive.ts';
import type { Finding, Guide } from './guide.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Rebuilds } from './rebuilds.ts';
import type { BotServerData } from './bot-server-data.ts';
import type { Unfinished } from './unfinished.ts';
import { onFirstScreen } from './views/first-screen.ts';

/** What the bot works with: one of each, whoever asks. */
export interface Services {
  archive: CurrentArchive;
  /** How often one person and one server may ask. */
  rateLimits: RateLimits;
  /** Who may ask, and what holds where they do. */
  admission: Admission;
  /** Settings, votes and questions asked. */
  serverData: BotServerData;
  rebuilds: Rebuilds;
  /** What there is to ask about. */
  guide: Guide;
  /** What is being answered, for the next process. */
  unfinished: Unfinished;
  log: Log;
  /** Is told what is answered and what fails. */
  telemetry: Telemetry;
  /** Aborted once the bot is told to stop. */
  stopping: AbortSignal;
}

/** Where something was asked, and what holds there. */
export interface Place {
  settings: PlaceSettings;
  /** The interface in the language of the place. */
  messages: Messages;
}

export interface Context extends Place {
  /** What may be seen of the archive here: nothing but the outlets that are allowed. */
  archive: PartOfArchive;
  /** People and places that may be seen in it, as far as they are known by now. */
  names(): Promise<readonly ArchiveName[]>;
  /** Questions that it answers, in the language of the place. */
  examples(): Promise<Finding<string>>;
  userId: string;
  /** Null in private. */
  serverId: string | null;
  /** The day of asking, `YYYY-MM-DD`. */
  today: string;
  serverData: BotServerData;
  /** Throws Busy when too many questions wait for one more. */
  refuseWhenFull: () => void;
  log: Log;
  telemetry: Telemetry;
  /** For commands of those who manage the server alone: it knows no limits. */
  management: Management;
}

interface Management {
  /** Every outlet there is: for choosing those that are allowed. */
  allOutlets(): Promise<string[]>;
  embed: Archive['embed'];
  rebuilds: Rebuilds;
  /** Aborted once the bot is told to stop. */
  stopping: AbortSignal;
}

type Asked = Pick<Message | Interaction, 'guildId' | 'channelId' | 'channel' | 'guild' | 'createdAt'> &
  (Pick<Message, 'author'> | Pick<Interaction, 'user'>) & {
    /** An interaction tells the language of its author, a message does not. */
    locale?: string;
  };

/**
 * @param place what holds for whoever asks
 * @param archive the archive to answer from, of which nothing but the allowed outlets is handed on
 */
export function contextOf(asked: Asked, place: Place, services: Services, archive: Archive): Context {
  const { serverData, guide, log, telemetry, rebuilds, stopping } = services;
  const outlets = place.settings.outlets.length === 0 ? null : place.settings.outlets;
  return {
    ...place,
    archive: onScreens(partOf(archive, outlets)),
    names: async () => guide.names(outlets, await archive.version()).now ?? [],
    examples: async () => guide.examples(outlets, await archive.version(), place.messages.language),
    userId: 'author' in asked ? asked.author.id : asked.user.id,
    serverId: asked.guildId,
    today: localDay(asked.createdAt),
    serverData,
    refuseWhenFull: () => services.archive.refuseWhenFull(),
    log,
    telemetry,
    management: {
      allOutlets: async () => {
        const coverage = await archive.coverage({ outlets: null });
        return coverage.outlets.map(({ outlet }) => outlet);
      },
      embed: (texts) => archive.embed(texts),
      rebuilds,
      stopping,
    },
  };
}

/** An archive whose answers begin with what one screen holds: what stands behind their buttons is the rest of it. */
const onScreens = (archive: PartOfArchive): PartOfArchive => ({
  ...archive,
  ask: async (query) => onFirstScreen(await archive.ask(query)),
});

/** The id of the channel whose settings hold: a thread is a part of its channel. */
const settingsPlace = ({ channel, channelId }: Pick<Asked, 'channel' | 'channelId'>): string =>
  (channel?.isThread() ? channel.parentId : channelId) ?? '';

/** The language is the one that is set. On `auto` it is the asker's, or for a message the server's; English in private. */
export function placeWith(settings: PlaceSettings, { locale, guild }: Asked): Place {
  const { language } = settings;
  const spoken = language === 'auto' ? (locale ?? guild?.preferredLocale ?? 'en') : language;
  return { settings, messages: messagesFor(spoken) };
}

/** What is set where somebody asks, or why nobody knows; nothing where that is no server. */
export type SetThere = PromiseSettledResult<PlaceSettings>;

/** Never rejects. */
export async function setWhere(
  asked: Asked,
  { serverData }: Pick<Services, 'serverData'>,
): Promise<SetThere> {
  const { guildId } = asked;
  const settings = guildId === null ? DEFAULTS : serverData.settingsIn(guildId, settingsPlace(asked));
  const [set] = await Promise.allSettled([settings]);
  return set;
}

/**
 * Where somebody asks, be it that they may not: for what is told them. Where nobody knows what is set there it has the
 * defaults, of which nothing but the language may be used.
 */
export const placeOf = (asked: Asked, set: SetThere): Place =>
  placeWith(set.status === 'fulfilled' ? set.value : DEFAULTS, asked);
