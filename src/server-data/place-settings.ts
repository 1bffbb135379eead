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
  /** Ids of the roles of which whoever asks has one; none stands for everybody. For a whole server only. */
  roles: z.array(z.string()).readonly(),
  /** Ids of people who may not ask; for a whole server only. */
  blocked: z.array(z.string()).readonly(),
});

export type PlaceSettings = z.infer<typeof placeSchema>;

export const DEFAULTS: PlaceSettings = {
  every: false,
  answers: 'reply',
  private: false,
  outlets: [],
  language: 'auto',
  texts: false,
  roles: [],
  blocked: [],
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

/** The same with where it is set; the channel is empty for the server itself. */
export interface SettingRow extends StoredSetting {
  server: string;
  channel: string;
}

/** Stands for the server itself where a channel is asked for. */
export const SERVER_ITSELF = '';

/** What a stored setting looks like, wherever it comes from. */
export const rowSchema = z.strictObject({
  server: z.string(),
  channel: z.string(),
  name: z.string(),
  value: z.string(),
});

/** The settings in the text of their copy; null when it is none. */
export function settingRows(text: string): SettingRow[] | null {
  try {
    return z.object({ settings: z.array(rowSchema) }).parse(JSON.parse(text)).settings;
  } catch {
    return null;
  }
}

/**
 * What the stored settings of one server say.
 * @returns the id of the place whose settings are not what Attest writes, where there is one
 */
export function serverSettings(
  rows: readonly (StoredSetting & { channel: string })[],
): ServerSettings | string {
  const own = new Map<string, OwnSettings>();
  for (const place of new Set([SERVER_ITSELF, ...rows.map(({ channel }) => channel)])) {
    const read = ownSettings(rows.filter(({ channel }) => channel === place));
    if (!read) return place;
    own.set(place, read);
  }
  const server = own.get(SERVER_ITSELF)!;
  own.delete(SERVER_ITSELF);
  return { server, channels: own };
}

/** The settings in stored ones; null when one of them is not what Attest writes. */
function ownSettings(stored: readonly StoredSetting[]): OwnSettings | null {
  try {
    const entries = stored.map(({ name, value }) => [name, JSON.parse(value) as unknown]);
    return placeSchema.partial().parse(Object.fromEntries(entries)) as OwnSettings;
  } catch {
    return null;
  }
}

/** What limits who may ask, or what. */
export const LIMITING = ['outlets', 'roles', 'blocked'] as const satisfies readonly (keyof PlaceSettings)[];
/** A limit that is set to none, as it is stored. */
export const NO_LIMIT = '[]';

/** The servers of which a stored setting limits something, be it in a channel only. */
export const limitedServers = (rows: readonly SettingRow[]): string[] => {
  const limits = rows.filter(
    ({ name, value }) => LIMITING.some((limiting) => limiting === name) && value !== NO_LIMIT,
  );
  return [...new Set(limits.map(({ server }) => server))];
};

/** What holds in a channel: its own settings, then the server's, then the defaults. */
export const holding = (server: OwnSettings, channel: OwnSettings = {}): PlaceSettings => ({
  ...DEFAULTS,
  ...server,
  ...channel,
});

/**
 * What holds where a person asks outside of servers: the strictest of all that is set in the given ones and in their
 * channels, so that no limit falls to a private question.
 * @returns null where they have no outlet in common
 */
export function strictest(servers: readonly ServerSettings[]): PlaceSettings | null {
  const places = servers.flatMap(({ server, channels }) => [
    holding(server),
    ...[...channels.values()].map((channel) => holding(server, channel)),
  ]);
  const limits = places.map(({ outlets }) => outlets).filter(({ length }) => length > 0);
  const [first = [], ...others] = limits;
  const keys = others.map((outlets) => new Set(outlets.map((outlet) => outlet.toLowerCase())));
  const outlets = first.filter((outlet) => keys.every((allowed) => allowed.has(outlet.toLowerCase())));
  if (limits.length > 0 && outlets.length === 0) return null;
  return { ...DEFAULTS, outlets, private: places.some((place) => place.private) };
}
