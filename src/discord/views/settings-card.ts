// The settings of a server and its channels as a message. Pure.
import {
  holding,
  type OwnSettings,
  type PlaceSettings,
  type ServerSettings,
} from '../../server-data/place-settings.ts';
import { shortLine } from './markdown.ts';
import { listed } from './layout.ts';
import { payload, type Payload } from './payload.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_CHANNELS = 40;
const MAX_OUTLETS_LENGTH = 300;
const MAX_MENTIONS = 15;

/** What is set, each as a sentence. */
const SENTENCES: { [K in keyof PlaceSettings]: (value: PlaceSettings[K], messages: Messages) => string } = {
  every: (on, messages) => (on ? messages.everyQuestion : messages.whenMentioned),
  answers: (form, messages) => (form === 'thread' ? messages.inThread : messages.asReply),
  private: (on, messages) => (on ? messages.privately : messages.forAll),
  outlets: (names, messages) =>
    names.length === 0
      ? messages.allOutlets
      : messages.onlyOutlets(shortLine(names.join('; '), MAX_OUTLETS_LENGTH)),
  language: (language, messages) =>
    language === 'auto' ? messages.ownLanguage : messages.oneLanguage(messages.languageName(language)),
  texts: (on, messages) => (on ? messages.textsKept : messages.noTextsKept),
  roles: (ids, messages) =>
    ids.length === 0 ? messages.everybodyAsks : messages.onlyRoles(mentions(ids, '@&')),
  blocked: (ids, messages) =>
    ids.length === 0 ? messages.nobodyBlocked : messages.blockedPeople(mentions(ids, '@')),
};

/** As Discord shows roles and people by name; as many as there is room for. */
const mentions = (ids: readonly string[], sign: '@&' | '@'): string =>
  ids
    .slice(0, MAX_MENTIONS)
    .map((id) => `<${sign}${id}>`)
    .join(' ') + (ids.length > MAX_MENTIONS ? ' …' : '');

/** One sentence for each thing that is set, in the order of the list above. */
function sentences(set: OwnSettings, messages: Messages): string[] {
  const names = Object.keys(SENTENCES) as (keyof PlaceSettings)[];
  return names.flatMap((name) => sentence(name, set[name], messages));
}

function sentence<K extends keyof PlaceSettings>(
  name: K,
  value: PlaceSettings[K] | undefined,
  messages: Messages,
): string[] {
  return value === undefined ? [] : [SENTENCES[name](value, messages)];
}

/** @param notes sentences about what was just set */
export function renderSettings(
  { server, channels }: ServerSettings,
  notes: string[],
  messages: Messages,
): Payload {
  const head = [
    ...notes,
    `**${messages.thisServer}**`,
    ...sentences(holding(server), messages).map((line) => `- ${line}`),
    ...(channels.size > 0 ? [`**${messages.channelsThatDiffer}**`] : []),
  ];
  const lines = [...channels].map(([id, own]) => `- <#${id}>: ${sentences(own, messages).join(', ')}`);
  return payload(listed(head, lines, MAX_CHANNELS, (rest) => `- ${messages.nMore(rest)}`));
}
