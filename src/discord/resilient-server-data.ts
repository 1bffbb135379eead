// Settings, votes and questions in a file. While it cannot be used, the settings are those of the copy
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
import type { ServerDataFile } from '../server-data/server-data-file.ts';
import type { BotServerData } from './bot-server-data.ts';

/** How often a file that could not be opened is tried again, beside an answer, while it is the same. */
const RETRY_MS = 60_000;

export interface ServerDataFiles {
  /** @throws UserError when the file cannot be used */
  open: () => ServerDataFile;
  /**
   * The settings in the copy; none where neither file nor copy ever was.
   * @throws HostError when they are not known
   */
  copy: () => SettingRow[];
  /** Another one whenever the file or its copy is. */
  state: () => string;
}

export class ResilientServerData implements BotServerData {
  readonly #files: ServerDataFiles;
  readonly #log: Log;
  readonly #logged = new Set<string>();
  #data: ServerDataFile | null = null;
  #triedAt = -Infinity;
  #triedState = '';
  /** What the copy says while the file cannot be used: its settings, or why they are not known. */
  #copied: SettingRow[] | HostError | null = null;

  constructor(files: ServerDataFiles, log: Log) {
    [this.#files, this.#log] = [files, log];
  }

  /** Opens the file anew where it could not be used before. */
  async use<T>(work: (data: ServerData) => Promise<T>): Promise<T> {
    try {
      return await work(this.#current() ?? this.#opened());
    } catch (thrown) {
      this.#note(thrown);
      await this.close();
      throw thrown;
    }
  }

  async tryUse<T>(work: (data: ServerData) => Promise<T>, otherwise: T): Promise<T> {
    try {
      const data = this.#current() ?? this.#reopened();
      return data ? await work(data) : otherwise;
    } catch (thrown) {
      this.#note(thrown);
      return otherwise;
    }
  }

  async settingsIn(server: string, channel: string): Promise<PlaceSettings> {
    const { server: own, channels } = await this.settingsOf(server);
    return holding(own, channels.get(channel));
  }

  async settingsOf(server: string): Promise<ServerSettings> {
    return (await this.#known((data) => data.settingsOf(server))) ?? this.#copiedSettings(server);
  }

  async limitedServers(): Promise<string[]> {
    const known = await this.#known((data) => data.limitedServers());
    if (known) return known;
    const rows = this.#copy();
    if (!Array.isArray(rows)) throw rows;
    return limitedServers(rows);
  }

  async answersEvery(): Promise<boolean> {
    const known = await this.#known((data) => data.answersEvery());
    if (known !== null) return known;
    const copied = this.#copy();
    return Array.isArray(copied) && copied.some(({ name, value }) => name === 'every' && value === 'true');
  }

  async close(): Promise<void> {
    const data = this.#data;
    this.#data = null;
    try {
      await data?.close();
    } catch (thrown) {
      this.#note(thrown);
    }
  }

  /** What the file tells, and null where it cannot be used; then the copy is read again, for it may be another one. */
  async #known<T>(read: (data: ServerData) => Promise<T>): Promise<T | null> {
    const told = await this.tryUse<T | null>(read, null);
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
  #current(): ServerDataFile | null {
    if (this.#data?.isThere) return this.#data;
    if (this.#data) {
      this.#log.warn('the file of settings and votes was deleted or replaced, and is opened anew');
      void this.close();
    }
    return null;
  }

  #opened(): ServerDataFile {
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

  #reopened(): ServerDataFile | null {
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
