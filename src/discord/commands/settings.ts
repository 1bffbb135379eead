// /settings: what holds in this server and its channels; with options, sets it.
import {
  ApplicationCommandOptionType,
  ChannelType,
  type ChatInputCommandInteraction,
  type Client,
} from 'discord.js';
import { UserError } from '../../errors.ts';
import {
  FORMS,
  holding,
  LANGUAGES,
  type OwnSettings,
  type PlaceSettings,
} from '../../server-data/place-settings.ts';
import {
  flagOption,
  idOption,
  managedServer,
  managersCommand,
  managesServer,
  MAX_CHOICE,
  textOption,
  type Choice,
  type Command,
} from '../command.ts';
import { placeOf, setWhere } from '../context.ts';
import { readsAll } from '../gateway.ts';
import { renderSettings } from '../views/settings-card.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_OUTLETS = 1000;
const ALL = 'all';
const ANSWERS = { reply: 'as a reply', thread: 'in a thread of its own' } as const;
const LANGUAGE_CHOICES = { auto: "Each person's own", en: 'English', de: 'Deutsch', ru: 'Русский' } as const;

export const settings: Command = {
  data: managersCommand('settings', 'What is set for this server and its channels; with options, sets it', [
    {
      type: ApplicationCommandOptionType.Channel,
      name: 'channel',
      description: 'Set it for this channel only',
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
    },
    flagOption('every', 'Answer every question in the channel, without a mention'),
    textOption('answers', 'Where answers stand', {
      choices: FORMS.map((value) => ({ name: ANSWERS[value], value })),
    }),
    flagOption('private', 'Commands answer only the asker, unless told otherwise'),
    textOption('outlets', 'Answer from these outlets only, with ; between them; all: no limit', {
      max_length: MAX_OUTLETS,
      autocomplete: true,
    }),
    textOption('language', 'Language of the interface; quotes stay in that of their article', {
      choices: LANGUAGES.map((value) => ({ name: LANGUAGE_CHOICES[value], value })),
    }),
    flagOption('texts', 'Keep the texts of questions for /insights; False deletes them'),
    idOption(
      ApplicationCommandOptionType.Role,
      'role',
      'Only people with this role, or others chosen so, may ask; chosen again: no longer',
    ),
    idOption(
      ApplicationCommandOptionType.User,
      'blocked',
      'This person may not ask here; chosen again: may ask again',
    ),
    flagOption('reset', 'Take back all that is set for the server, or the channel'),
  ]),

  answer(interaction, context) {
    const { messages, management, serverData, log } = context;
    const server = managedServer(interaction, messages.managersOnly, context);
    const channel = channelIn(interaction);
    return {
      to: 'asker',
      work: async () => {
        const changes = changesIn(interaction, await management.allOutlets(), messages);
        refuseMisplaced(changes, interaction, messages);
        const isReset = interaction.options.getBoolean('reset') ?? false;
        const now = await serverData.use(async (data) => {
          if (isReset) await data.reset(server, channel);
          const before = await data.settingsOf(server);
          Object.assign(changes, askersIn(interaction, holding(before.server)));
          if (Object.keys(changes).length > 0) await data.set(server, channel, changes);
          return data.settingsOf(server);
        });
        log.info(
          { command: 'settings', guild: server, set: Object.keys(changes), reset: isReset },
          'settings',
        );
        // The language may just have been changed.
        const after = placeOf(interaction, await setWhere(interaction, context)).messages;
        return renderSettings(now, notesOn(changes, interaction.client, after), after);
      },
    };
  },

  /** Of all outlets there are: whoever manages the server says which of them are seen. Others are offered none. */
  async choices(interaction, context) {
    if (!managesServer(interaction)) return [];
    const typed = interaction.options.getFocused();
    return completed(typed, await context.management.allOutlets(), context.messages);
  },
};

/** By id and not as an object: the bot may not see the channel. */
const channelIn = ({ options }: ChatInputCommandInteraction): string | null =>
  (options.get('channel')?.value as string | undefined) ?? null;

/** What is typed before the last `;` stays; what comes after is completed. */
function completed(typed: string, outlets: string[], messages: Messages): Choice[] {
  const last = typed.lastIndexOf(';') + 1;
  const before = namesIn(typed.slice(0, last));
  const begun = typed.slice(last).trim().toLowerCase();
  const fitting = outlets.filter((each) => !before.includes(each) && each.toLowerCase().includes(begun));
  const whole = fitting.map((each) => [...before, each].join('; '));
  const short = whole.filter((each) => each.length <= MAX_CHOICE);
  const all = last === 0 ? [{ name: messages.everyOutlet, value: ALL }] : [];
  return [...all, ...short.map((each) => ({ name: each, value: each }))];
}

function changesIn(
  { options }: ChatInputCommandInteraction,
  allOutlets: readonly string[],
  messages: Messages,
): OwnSettings {
  const outlets = options.getString('outlets');
  const given = {
    every: options.getBoolean('every'),
    answers: options.getString('answers'),
    private: options.getBoolean('private'),
    outlets: outlets === null ? null : outletsIn(outlets, allOutlets, messages),
    language: options.getString('language'),
    texts: options.getBoolean('texts'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

const namesIn = (typed: string): string[] =>
  typed
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);

/** @throws UserError in the given language for a name that no article is of */
function outletsIn(typed: string, all: readonly string[], messages: Messages): string[] {
  if (typed.trim().toLowerCase() === ALL) return [];
  const known = new Map(all.map((outlet) => [outlet.toLowerCase(), outlet]));
  const names = namesIn(typed);
  const unknown = names.find((each) => !known.has(each.toLowerCase()));
  if (unknown === undefined) return [...new Set(names.map((each) => known.get(each.toLowerCase())!))];
  throw new UserError(messages.noOutlet(unknown), messages.chooseShown);
}

/** Who may ask from now on: whoever was in a list and is chosen again is taken off it. */
function askersIn({ options }: ChatInputCommandInteraction, { roles, blocked }: PlaceSettings): OwnSettings {
  const toggled = (list: readonly string[], id: string) =>
    list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
  const [role, person] = ['role', 'blocked'].map((name) => options.get(name)?.value as string | undefined);
  return {
    ...(role && { roles: toggled(roles, role) }),
    ...(person && { blocked: toggled(blocked, person) }),
  };
}

/** @throws UserError in the given language for what is set for a server that is of channels, and the other way round */
function refuseMisplaced(
  { every, texts }: OwnSettings,
  interaction: ChatInputCommandInteraction,
  messages: Messages,
): void {
  const channel = channelIn(interaction);
  const { options } = interaction;
  if (channel !== null && (options.get('role') ?? options.get('blocked')) !== null)
    throw new UserError(messages.askersInServer, messages.leaveChannelOut);
  if (every !== undefined && channel === null)
    throw new UserError(messages.everyInChannels, messages.sayChannel);
  if (texts !== undefined && channel !== null)
    throw new UserError(messages.textsInServer, messages.leaveChannelOut);
}

const notesOn = ({ every }: OwnSettings, client: Client, messages: Messages): string[] =>
  every && !readsAll(client) ? [messages.fromNextStart] : [];
