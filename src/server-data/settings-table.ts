// Settings of servers and channels in the file of server data. Reads and writes; what they mean stands in place-settings.ts.
import { text, type SqlDatabase } from '../index/database.ts';
import { holding, ownSettings, type OwnSettings, type PlaceSettings } from './place-settings.ts';

/** Stands for the server itself where a channel is asked for. */
const SERVER_ITSELF = '';

/** What is set in one server: for itself, and for channels by id. */
export interface ServerSettings {
  server: OwnSettings;
  channels: ReadonlyMap<string, OwnSettings>;
}

type Row = { channel: string; name: string; value: string };

export class SettingsTable {
  constructor(
    protected readonly db: SqlDatabase,
    /** What to throw where the file holds what Attest did not write. */
    private readonly damage: (why: string) => Error,
  ) {}

  /** What holds in a channel of a server. */
  settingsIn(server: string, channel: string): PlaceSettings {
    const set = this.settingsOf(server);
    return holding(set.server, set.channels.get(channel));
  }

  settingsOf(server: string): ServerSettings {
    const rows = this.db.rows<Row>(
      `SELECT ${text('channel')}, ${text('name')}, ${text('value')} FROM settings WHERE server = ? ORDER BY channel`,
      [server],
    );
    const places = new Map<string, OwnSettings>();
    for (const channel of new Set(rows.map((row) => row.channel))) {
      const own = ownSettings(rows.filter((row) => row.channel === channel));
      if (!own) throw this.damage(`the settings of ${channel || server} are not what was written`);
      places.set(channel, own);
    }
    const own = places.get(SERVER_ITSELF) ?? {};
    places.delete(SERVER_ITSELF);
    return { server: own, channels: places };
  }

  /** @param channel null for the server itself */
  set(server: string, channel: string | null, changes: OwnSettings): void {
    this.db.transaction(() => {
      for (const [name, value] of Object.entries(changes))
        this.db.run('INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)', [
          server,
          channel ?? SERVER_ITSELF,
          name,
          JSON.stringify(value),
        ]);
      // Whoever wants no texts kept wants none of those kept so far.
      if (changes.texts === false) this.db.run('UPDATE questions SET text = NULL WHERE server = ?', [server]);
    });
  }

  /** Takes back all that is set for a channel, or with null for the server itself. */
  reset(server: string, channel: string | null): void {
    this.db.transaction(() => {
      this.db.run('DELETE FROM settings WHERE server = ? AND channel = ?', [
        server,
        channel ?? SERVER_ITSELF,
      ]);
      if (channel === null) this.db.run('UPDATE questions SET text = NULL WHERE server = ?', [server]);
    });
  }

  /** Whether there is a channel anywhere in which every question is answered. */
  answersEvery(): boolean {
    return this.db.row("SELECT 1 AS one FROM settings WHERE name = 'every' AND value = 'true'") !== undefined;
  }
}
