// The settings of a server and its channels as a message. Pure.
import type { OwnSettings, PlaceSettings } from '../place-settings.ts';
import type { ServerSettings } from '../people-settings.ts';
import { holding } from '../place-settings.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload, type Payload } from './payload.ts';

const MAX_CHANNELS = 40;
const MAX_OUTLETS_LENGTH = 300;
const LANGUAGE_NAMES: Record<PlaceSettings['language'], string> = {
  auto: "each person's own",
  en: 'English',
  de: 'German',
  ru: 'Russian',
};

const SENTENCES: { [K in keyof PlaceSettings]: (value: PlaceSettings[K]) => string } = {
  every: (on) => (on ? 'every question is answered' : 'answers when mentioned'),
  answers: (form) => (form === 'thread' ? 'answers in a thread' : 'answers as a reply'),
  private: (on) => (on ? 'commands answer in private' : 'commands answer for all'),
  outlets: (names) =>
    names.length === 0
      ? 'from all outlets'
      : `only from ${escapeLine(shorten(names.join('; '), MAX_OUTLETS_LENGTH))}`,
  language: (language) => `interface in ${LANGUAGE_NAMES[language]}`,
  texts: (on) => (on ? 'texts of questions are kept' : 'no texts of questions are kept'),
};

/** One sentence for each thing that is set, in the order of the list above. */
function sentences(set: OwnSettings): string[] {
  const names = Object.keys(SENTENCES) as (keyof PlaceSettings)[];
  return names.flatMap((name) => sentence(name, set[name]));
}

function sentence<K extends keyof PlaceSettings>(name: K, value: PlaceSettings[K] | undefined): string[] {
  return value === undefined ? [] : [SENTENCES[name](value)];
}

/** @param notes sentences about what was just set */
export function renderSettings({ server, channels }: ServerSettings, notes: string[]): Payload {
  const head = [
    ...notes,
    '**This server**',
    ...sentences(holding(server)).map((line) => `- ${line}`),
    ...(channels.size > 0 ? ['**Channels that differ**'] : []),
  ];
  const lines = [...channels].map(([id, own]) => `- <#${id}>: ${sentences(own).join(', ')}`);
  return payload(fitLines(head, lines, MAX_CHANNELS, (rest) => `- … and ${rest} more`));
}
