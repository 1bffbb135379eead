// What may be set for a server and for a channel: names, defaults, and how the one gives way to the other. Pure.

export const LANGUAGES = ['auto', 'en', 'de', 'ru'] as const;
/** Where an answer stands: as a reply in the channel, or in a thread of its own. */
export const FORMS = ['reply', 'thread'] as const;

export interface PlaceSettings {
  /** Answers every question, mentioned or not; for a channel only. */
  every: boolean;
  answers: (typeof FORMS)[number];
  /** Whether commands answer the asker alone unless told otherwise. */
  private: boolean;
  /** Names of the outlets that questions are answered from; none stands for all. */
  outlets: readonly string[];
  /** Of the interface; `auto` is each person's own. */
  language: (typeof LANGUAGES)[number];
  /** Keeps the text of questions; for a whole server only. */
  texts: boolean;
}

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

const isBoolean = (value: unknown) => typeof value === 'boolean';
const oneOf = (known: readonly string[]) => (value: unknown) => known.includes(value as string);

const VALID: Record<keyof PlaceSettings, (value: unknown) => boolean> = {
  every: isBoolean,
  answers: oneOf(FORMS),
  private: isBoolean,
  outlets: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  language: oneOf(LANGUAGES),
  texts: isBoolean,
};

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
  const entries = stored.map(({ name, value }) => [name, parsed(value)] as const);
  const sound = entries.every(
    ([name, value]) => Object.hasOwn(VALID, name) && VALID[name as keyof PlaceSettings](value),
  );
  return sound ? (Object.fromEntries(entries) as OwnSettings) : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What holds in a channel: its own settings, then the server's, then the defaults. */
export const holding = (server: OwnSettings, channel: OwnSettings = {}): PlaceSettings => ({
  ...DEFAULTS,
  ...server,
  ...channel,
});
