// What may be set for a server and for a channel: names, defaults, and how the one gives way to the other. Pure.

import { z } from 'zod';

export const LANGUAGES = ['auto', 'en', 'de', 'ru'] as const;
/** Where an answer stands: as a reply in the channel, or in a thread of its own. */
export const FORMS = ['reply', 'thread'] as const;

const placeSchema = z.strictObject({
  /** Answers every question, mentioned or not; for a channel only. */
  every: z.boolean(),
  answers: z.enum(FORMS),
  /** Whether commands answer the asker alone unless told otherwise. */
  private: z.boolean(),
  /** Names of the outlets that questions are answered from; none stands for all. */
  outlets: z.array(z.string()).readonly(),
  /** Of the interface; `auto` is each person's own. */
  language: z.enum(LANGUAGES),
  /** Keeps the text of questions; for a whole server only. */
  texts: z.boolean(),
});

export type PlaceSettings = z.infer<typeof placeSchema>;

export const DEFAULTS: PlaceSettings = {
  every: false,
  answers: 'reply',
  private: false,
  outlets: [],
  language: 'auto',
  texts: false,
};

/** What is set for one place, as against what holds there. */
export type OwnSettings = Partial<PlaceSettings>;

/** What is set in one server: for itself, and for channels by id. */
export interface ServerSettings {
  server: OwnSettings;
  channels: ReadonlyMap<string, OwnSettings>;
}

/** One setting as it is stored: its name, and its value as JSON. */
export interface StoredSetting {
  name: string;
  value: string;
}

/**
 * The settings in stored ones.
 * @returns null when one of them is not what Attest writes
 */
export function ownSettings(stored: readonly StoredSetting[]): OwnSettings | null {
  try {
    const entries = stored.map(({ name, value }) => [name, JSON.parse(value) as unknown]);
    return placeSchema.partial().parse(Object.fromEntries(entries)) as OwnSettings;
  } catch {
    return null;
  }
}

/** What holds in a channel: its own settings, then the server's, then the defaults. */
export const holding = (server: OwnSettings, channel: OwnSettings = {}): PlaceSettings => ({
  ...DEFAULTS,
  ...server,
  ...channel,
});
