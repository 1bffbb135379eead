// Settings, votes and questions as the bot has them. While their file cannot be used, the settings are those of the copy
// beside it, nothing is recorded, the log says so once, and whoever asks for something that needs the file is told. Where
// nobody knows what is set, nothing is answered: a limit never falls because a file did.
import { HostError, messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import {
  holding,
  limitedServers,
  serverSettings,
  type PlaceSettings,
  type SettingRow,
  type ServerSettings,
} from '../server-data/place-settings.ts';
import type { ServerData } from '../server-data/server-data.ts';

/** How often a file that could not be opened is tried again, beside an answer, while it is the same. */
const RETRY_MS = 60_000;

export interface ServerDataFiles {
  /** @throws UserError when the file cannot be used */
  open: () => ServerData;
  /**
   * The settings in the copy; none where neither file nor copy ever was.
   * @throws HostError when they are not known
   */
  copy: () => SettingRow[];
  /** Another one whenever the file or its copy is. */
  state: () => string;
}

export class ResilientServerData {
  readonly #files: ServerDataFiles;
  readonly #log: Log;
  readonly #logged = new Set<string>();
  #data: ServerData | null = null;
  #triedAt = -Infinity;
  #triedState = '';
  /** What the copy says while the file cannot be used: its settings, or why they are not known. */
  #copied: SettingRow[] | HostError | null = null;

  constructor(files: ServerDataFiles, log: Log) {
    [this.#files, this.#log] = [files, log];
  }

  /**
   * For what a person asks for; opens the file anew where it could not be used before.
   * @throws UserError when it cannot be used
   */
  use<T>(work: (data: ServerData) => T): T {
    try {
      return work(this.#current() ?? this.#opened());
    } catch (thrown) {
      this.#note(thrown);
      this.close();
      throw thrown;
    }
  }

  /** For what goes on beside an answer. Never throws; gives `otherwise` when the file cannot be used. */
  tryUse<T>(work: (data: ServerData) => T, otherwise: T): T {
    try {
      const data = this.#current() ?? this.#reopened();
      return data ? work(data) : otherwise;
    } catch (thrown) {
      this.#note(thrown);
      return otherwise;
    }
  }

  /**
   * What holds in a channel of a server.
   * @throws HostError when neither the file nor its copy tells
   */
  settingsIn(server: string, channel: string): PlaceSettings {
    const { server: own, channels } = this.settingsOf(server);
    return holding(own, channels.get(channel));
  }

  /**
   * What is set in a server and its channels.
   * @throws HostError when neither the file nor its copy tells
   */
  settingsOf(server: string): ServerSettings {
    return this.#known((data) => data.settingsOf(server)) ?? this.#copiedSettings(server);
  }

  /**
   * The servers in which something limits who may ask, or what.
   * @throws HostError when neither the file nor its copy tells
   */
  limitedServers(): string[] {
    const known = this.#known((data) => data.limitedServers());
    if (known) return known;
    const rows = this.#copy();
    if (!Array.isArray(rows)) throw rows;
    return limitedServers(rows);
  }

  /** Whether there is a channel anywhere in which every question is answered. */
  answersEvery(): boolean {
    const known = this.#known((data) => data.answersEvery());
    if (known !== null) return known;
    const copied = this.#copy();
    return Array.isArray(copied) && copied.some(({ name, value }) => name === 'every' && value === 'true');
  }

  close(): void {
    const data = this.#data;
    this.#data = null;
    try {
      data?.close();
    } catch (thrown) {
      this.#note(thrown);
    }
  }

  /** What the file tells, and null where it cannot be used; then the copy is read again, for it may be another one. */
  #known<T>(read: (data: ServerData) => T): T | null {
    const told = this.tryUse(read, null);
    if (told !== null) this.#copied = null;
    return told;
  }

  #copiedSettings(server: string): ServerSettings {
    const rows = this.#copy();
    if (!Array.isArray(rows)) throw rows;
    const settings = serverSettings(rows.filter((row) => row.server === server));
    if (typeof settings !== 'string') return settings;
    throw unknown(`those of ${settings || server} are not what Attest writes`);
  }

  #copy(): SettingRow[] | HostError {
    if (this.#copied) return this.#copied;
    try {
      this.#copied = this.#files.copy();
    } catch (thrown) {
      this.#note(thrown);
      // One for all who ask, so that it is logged once.
      this.#copied = thrown instanceof HostError ? thrown : unknown(messageOf(thrown));
    }
    return this.#copied;
  }

  /** The file that is open; null where none is, or where it was deleted or put back meanwhile. */
  #current(): ServerData | null {
    if (this.#data?.isThere) return this.#data;
    if (this.#data) {
      this.#log.warn('the file of settings and votes was deleted or replaced, and is opened anew');
      this.close();
    }
    return null;
  }

  #opened(): ServerData {
    this.#copied = null;
    const data = (this.#data = this.#files.open());
    try {
      data.settle();
    } catch (thrown) {
      // What is set is known all the same; what is set anew will be refused.
      this.#note(thrown);
    }
    return data;
  }

  #reopened(): ServerData | null {
    const [now, state] = [performance.now(), this.#files.state()];
    if (now - this.#triedAt < RETRY_MS && state === this.#triedState) return null;
    [this.#triedAt, this.#triedState] = [now, state];
    return this.#opened();
  }

  #note(thrown: unknown): void {
    const reason = thrown instanceof UserError ? thrown.sentence : messageOf(thrown);
    if (this.#logged.has(reason)) return;
    this.#logged.add(reason);
    const stack = thrown instanceof Error && !(thrown instanceof UserError) ? thrown.stack : undefined;
    this.#log.error({ reason, stack }, 'settings and votes cannot be used; settings are those of the copy');
  }
}

const unknown = (why: string): HostError =>
  new HostError(
    `What is set for the servers is not known (${why}).`,
    'Put people.db back from a copy of yours, or delete it and people.settings.json: then nothing is set for any server.',
  );
