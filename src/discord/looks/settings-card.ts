// The settings of a server and its channels as a message. Pure.
import type { OwnSettings, PlaceSettings } from '../../people/place-settings.ts';
import type { ServerSettings } from '../../people/people-settings.ts';
import { holding } from '../../people/place-settings.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload, type Payload } from './payload.ts';
import type { Words } from '../words/words.ts';

const MAX_CHANNELS = 40;
const MAX_OUTLETS_LENGTH = 300;

/** What is set, each as a sentence. */
const SENTENCES: { [K in keyof PlaceSettings]: (value: PlaceSettings[K], words: Words) => string } = {
  every: (on, words) => (on ? words.everyQuestion : words.whenMentioned),
  answers: (form, words) => (form === 'thread' ? words.inThread : words.asReply),
  private: (on, words) => (on ? words.privately : words.forAll),
  outlets: (names, words) =>
    names.length === 0
      ? words.allOutlets
      : words.onlyOutlets(escapeLine(shorten(names.join('; '), MAX_OUTLETS_LENGTH))),
  language: (language, words) =>
    language === 'auto' ? words.ownLanguage : words.oneLanguage(words.languageName(language)),
  texts: (on, words) => (on ? words.textsKept : words.noTextsKept),
};

/** One sentence for each thing that is set, in the order of the list above. */
function sentences(set: OwnSettings, words: Words): string[] {
  const names = Object.keys(SENTENCES) as (keyof PlaceSettings)[];
  return names.flatMap((name) => sentence(name, set[name], words));
}

function sentence<K extends keyof PlaceSettings>(
  name: K,
  value: PlaceSettings[K] | undefined,
  words: Words,
): string[] {
  return value === undefined ? [] : [SENTENCES[name](value, words)];
}

/** @param notes sentences about what was just set */
export function renderSettings({ server, channels }: ServerSettings, notes: string[], words: Words): Payload {
  const head = [
    ...notes,
    `**${words.thisServer}**`,
    ...sentences(holding(server), words).map((line) => `- ${line}`),
    ...(channels.size > 0 ? [`**${words.channelsThatDiffer}**`] : []),
  ];
  const lines = [...channels].map(([id, own]) => `- <#${id}>: ${sentences(own, words).join(', ')}`);
  return payload(fitLines(head, lines, MAX_CHANNELS, (rest) => `- ${words.nMore(rest)}`));
}
