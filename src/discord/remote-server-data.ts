// Settings, votes and questions in a database. While it cannot be reached nobody knows what is set, so nothing is answered; it
// is tried again at every question. Nobody waits for it so long that Discord would give up on the bot.
import { setTimeout as pause } from 'node:timers/promises';
import { HostError, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { holding, type PlaceSettings, type ServerSettings } from '../server-data/place-settings.ts';
import type { ServerData } from '../server-data/server-data.ts';
import type { ServerDataPostgres } from '../server-data/server-data-postgres.ts';
import type { BotServerData } from './bot-server-data.ts';
import type { Count } from './rate-limits.ts';

/** An interaction has to be acknowledged within three seconds: what is set is read once before, questions are counted twice. */
const SETTINGS_MS = 800;
const COUNT_MS = 200;
const GRACE_MS = 50;
/** At the start nobody waits for an answer yet, and the tables may have to be made. */
const START_MS = 10_000;

/** What cannot be done, as the log has it. */
const CANNOT = {
  reading: 'settings cannot be read from the database; nothing is answered until they can',
  writing: 'votes and questions cannot be kept in the database',
  counting: 'what is asked is counted in this process alone: the database does not count it',
} as const;
const AGAIN = {
  reading: 'settings are read from the database again',
  writing: 'votes and questions are kept in the database again',
  counting: 'what is asked is counted in the database again',
} as const;

export class RemoteServerData implements BotServerData {
  readonly #open: () => Promise<ServerDataPostgres>;
  readonly #log: Log;
  /** What has gone wrong since it last went well, by what it says: logged once. */
  readonly #troubles = { reading: new Map(), writing: new Map(), counting: new Map() } as Record<
    keyof typeof CANNOT,
    Map<string, HostError>
  >;
  #data: Promise<ServerDataPostgres> | null = null;

  /** @param open throws a HostError when the database cannot be used */
  constructor(open: () => Promise<ServerDataPostgres>, log: Log) {
    [this.#open, this.#log] = [open, log];
  }

  use<T>(work: (data: ServerData) => Promise<T>): Promise<T> {
    return this.#noting('writing', async () => work(await this.#opened()));
  }

  async tryUse<T>(work: (data: ServerData) => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await this.use(work);
    } catch (thrown) {
      const stack = thrown instanceof Error ? thrown.stack : undefined;
      if (!(thrown instanceof HostError))
        this.#log.error({ reason: messageOf(thrown), stack }, CANNOT.writing);
      return otherwise;
    }
  }

  async settingsIn(server: string, channel: string): Promise<PlaceSettings> {
    const { server: own, channels } = await this.settingsOf(server);
    return holding(own, channels.get(channel));
  }

  settingsOf(server: string): Promise<ServerSettings> {
    return this.#reading((data) => data.settingsOf(server));
  }

  limitedServers(): Promise<string[]> {
    return this.#reading((data) => data.limitedServers());
  }

  async answersEvery(): Promise<boolean> {
    try {
      return await this.#reading((data) => data.answersEvery(), START_MS);
    } catch (thrown) {
      if (!(thrown instanceof HostError)) throw thrown;
      return false;
    }
  }

  /** Counts over all processes; undefined where the database does not, or not in time. */
  readonly count: Count = async (who, id, most) => {
    try {
      return await this.#noting('counting', () =>
        inTime(COUNT_MS, async () => (await this.#opened()).count(who, id, most)),
      );
    } catch (thrown) {
      if (!(thrown instanceof HostError)) throw thrown;
      return undefined;
    }
  };

  async close(): Promise<void> {
    const data = await this.#data?.catch(() => null);
    this.#data = null;
    await data?.close();
  }

  #reading<T>(read: (data: ServerData) => Promise<T>, ms = SETTINGS_MS): Promise<T> {
    return this.#noting('reading', () => inTime(ms, async () => read(await this.#opened())));
  }

  async #opened(): Promise<ServerDataPostgres> {
    const data = (this.#data ??= this.#open());
    try {
      return await data;
    } catch (thrown) {
      if (this.#data === data) this.#data = null;
      throw thrown;
    }
  }

  /** One for all who meet the same trouble, so that it is logged once. */
  async #noting<T>(what: keyof typeof CANNOT, work: () => Promise<T>): Promise<T> {
    const troubles = this.#troubles[what];
    try {
      const result = await work();
      if (troubles.size > 0) this.#log.info(AGAIN[what]);
      troubles.clear();
      return result;
    } catch (thrown) {
      if (!(thrown instanceof HostError)) throw thrown;
      const known = troubles.get(thrown.message);
      if (known) throw known;
      troubles.set(thrown.message, thrown);
      this.#log.error({ reason: thrown.sentence }, CANNOT[what]);
      throw thrown;
    }
  }
}

/** @throws HostError when it takes longer */
async function inTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const working = work().finally(() => done.abort());
  // What comes too late is nobody's.
  working.catch(() => {});
  const late = pause(ms, undefined, { ref: false, signal: done.signal })
    // Where it was this process that was busy for so long, the answer is about to come.
    .then(() => pause(GRACE_MS, undefined, { ref: false, signal: done.signal }))
    .then(() => {
      throw new HostError(
        `PostgreSQL has not answered within ${ms} ms.`,
        'Look after the server and the way to it.',
      );
    });
  return Promise.race([working, late.catch(unlessDone)]);

  function unlessDone(thrown: unknown): Promise<T> {
    if (thrown instanceof HostError) throw thrown;
    return working;
  }
}
