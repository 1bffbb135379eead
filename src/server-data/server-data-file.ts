// Server data as a file beside the index: people.db. What cannot be read is left where it is, and what is taken back leaves
// the disk at once. Everything is done when it is called: a method waits for nothing, but for the pages of questions.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { integer, openDatabase, text, type FileKind, type SqlDatabase } from '../index/database.ts';
import { makeFolder } from '../disk.ts';
import { HostError, messageOf, UserError } from '../errors.ts';
import { STEPS } from './file-schema.ts';
import {
  holding,
  limitedServers,
  LIMITING,
  NO_LIMIT,
  SERVER_ITSELF,
  serverSettings,
  type OwnSettings,
  type PlaceSettings,
  type ServerSettings,
  type SettingRow,
} from './place-settings.ts';
import type { ServerDataCopy, VoteRow } from './backup.ts';
import {
  DAY_MS,
  hashOf,
  PAGE_ROWS,
  ROW_DAYS,
  SALT_BYTES,
  TEXT_DAYS,
  type AskedQuestion,
  type Deleted,
  type KeptQuestion,
  type Restored,
  type ServerData,
  type Tally,
  type Vote,
} from './server-data.ts';
import { readSettingsCopy, settingsWithout, writeSettingsCopy } from './settings-copy.ts';

const OWNER_ONLY = 0o600;
/** How often the write-ahead log is tried to be emptied while another process reads from it. */
const ERASE_AGAIN_MS = 60_000;

const NAMES: FileKind = {
  noun: 'The file of settings and votes',
  isDerived: false,
  ifDamaged:
    'Put it back from a copy, or move it away: then Attest makes a new one, with the settings of people.settings.json.',
  afterwards: 'try again.',
  // An answer is worth more than its record.
  busyMs: 200,
};

const votesOf = (sign: Vote) =>
  `(SELECT count(*) FROM votes v WHERE v.answer = q.answer AND v.vote = ${sign})`;
const SETTINGS = `SELECT ${['server', 'channel', 'name', 'value'].map((column) => text(column)).join(', ')} FROM settings`;
const VOTES = `SELECT ${['answer', 'person', 'server'].map((column) => text(column)).join(', ')},
  ${['vote', 'at'].map((column) => integer(column)).join(', ')} FROM votes`;
const LIMITS = `${SETTINGS} WHERE name IN (${LIMITING.map(() => '?').join(', ')}) AND value <> ?`;
/** The questions that come before one in time. */
const PAGE = `SELECT ${['q.id', 'q.at', 'q.permille', 'q.ms'].map((column) => integer(column)).join(', ')},
  ${['q.server', 'q.kind', 'q.text', 'q.person'].map((column) => text(column)).join(', ')},
  ${votesOf(1)} AS up, ${votesOf(-1)} AS down
  FROM questions q WHERE q.at >= :since AND (q.at, q.id) < (:at, :id) AND (:server IS NULL OR q.server = :server)
  ORDER BY q.at DESC, q.id DESC LIMIT ${PAGE_ROWS}`;

/** Where the server data beside an index lives. */
export const serverDataFile = (embeddingsDir: string): string => join(embeddingsDir, 'people.db');

/**
 * Opens the file; makes it where there is none, unless `create` is false. A new one takes the settings on that the copy
 * beside it has.
 * @throws UserError when it is damaged, locked, cannot be opened, or was written by a newer version of Attest, and where it is
 *   gone and its copy is damaged
 */
export function openServerDataFile(embeddingsDir: string, create = true): ServerDataFile {
  const path = serverDataFile(embeddingsDir);
  if (!existsSync(path)) {
    if (!create) throw new HostError(`Nothing has been asked yet: there is no ${path}.`, 'Start the bot.');
    makeFolder(embeddingsDir);
    closeSync(openSync(path, 'a', OWNER_ONLY));
  }
  const db = openDatabase(path, true, NAMES);
  try {
    // What is taken back is overwritten, not only marked as free.
    db.rows('PRAGMA secure_delete = ON');
    takeSteps(db, embeddingsDir);
    return new ServerDataFile(db, embeddingsDir);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/**
 * What is set beside an index: as the file has it, or else its copy; nothing where there is neither.
 * @throws HostError when nobody knows
 */
export async function settingsBeside(embeddingsDir: string): Promise<SettingRow[]> {
  const path = serverDataFile(embeddingsDir);
  try {
    if (!existsSync(path)) return settingsWithout(embeddingsDir, path);
    const data = openServerDataFile(embeddingsDir, false);
    const { settings } = await data.copy();
    await data.close();
    return settings;
  } catch (thrown) {
    if (!(thrown instanceof HostError)) throw thrown;
    return settingsWithout(embeddingsDir, path);
  }
}

const inodeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.ino ?? 0;

const versionOf = (db: SqlDatabase): number => db.column<number>('PRAGMA user_version')[0]!;

function takeSteps(db: SqlDatabase, embeddingsDir: string): void {
  if (versionOf(db) > STEPS.length)
    throw new HostError(
      `${NAMES.noun} ${db.path} was written by a newer version of Attest.`,
      'Update Attest.',
    );
  const [state] = db.column<string>('PRAGMA quick_check(1)');
  if (state !== 'ok') throw db.damaged(String(state).replace(/\s+/g, ' '));
  if (versionOf(db) === STEPS.length) return;
  db.transaction(() => {
    // It is new, or was deleted: what was set still holds.
    const kept = versionOf(db) === 0 ? readSettingsCopy(embeddingsDir) : null;
    // Another process may have taken them meanwhile.
    for (const step of STEPS.slice(versionOf(db))) db.script(step);
    db.script(`PRAGMA user_version = ${STEPS.length}`);
    const salt = randomBytes(SALT_BYTES).toString('hex');
    db.run("INSERT OR IGNORE INTO meta VALUES ('salt', ?)", [salt]);
    for (const { server, channel, name, value } of kept ?? [])
      db.run('INSERT INTO settings VALUES (?, ?, ?, ?)', [server, channel, name, value]);
  });
}

export class ServerDataFile implements ServerData {
  readonly #db: SqlDatabase;
  readonly #folder: string;
  readonly #inode: number;
  #prunedAt = 0;
  /** Something that was taken back may still stand in the write-ahead log. */
  #isToErase = false;
  #erasedAt = -Infinity;

  /** @param folder where the copy of the settings lies */
  constructor(db: SqlDatabase, folder: string) {
    [this.#db, this.#folder] = [db, folder];
    this.#inode = inodeOf(db.path);
    // What has none is found out here, not at the first question.
    this.#salt();
  }

  /** Read each time: a backup that is put back brings its own. */
  #salt(): string {
    const salt = this.#db.row<{ value: string }>(
      `SELECT ${text('value')} FROM meta WHERE key = 'salt'`,
    )?.value;
    if (!salt) throw this.#db.damaged('it has lost its salt');
    return salt;
  }

  async settingsIn(server: string, channel: string): Promise<PlaceSettings> {
    const set = this.#settingsOf(server);
    return holding(set.server, set.channels.get(channel));
  }

  async settingsOf(server: string): Promise<ServerSettings> {
    return this.#settingsOf(server);
  }

  #settingsOf(server: string): ServerSettings {
    const settings = serverSettings(this.#db.rows<SettingRow>(`${SETTINGS} WHERE server = ?`, [server]));
    if (typeof settings !== 'string') return settings;
    throw this.#db.damaged(`the settings of ${settings || server} are not what was written`);
  }

  async limitedServers(): Promise<string[]> {
    return limitedServers(this.#db.rows<SettingRow>(LIMITS, [...LIMITING, NO_LIMIT]));
  }

  /**
   * Brings the copy of the settings up to them, and what was taken back off the disk, after whatever stopped the bot.
   * @throws HostError where that cannot be written
   */
  settle(): void {
    this.#copySettings();
    this.#erase();
  }

  /** False once another file, or none, lies where this one was opened. */
  get isThere(): boolean {
    return inodeOf(this.#db.path) === this.#inode;
  }

  #copySettings(): void {
    const rows = this.#db.rows<SettingRow>(`${SETTINGS} ORDER BY server, channel, name`);
    try {
      writeSettingsCopy(this.#folder, rows);
    } catch (thrown) {
      throw new HostError(
        `The copy of the settings in ${this.#folder} cannot be written (${messageOf(thrown)}).`,
        'Make room, and allow writing there; until then nothing can be set.',
        { cause: thrown },
      );
    }
  }

  /** Empties the write-ahead log, which holds what was overwritten; later, where another process reads from it. */
  #erase(): void {
    this.#isToErase = true;
    this.#erasedAt = performance.now();
    const [state] = this.#db.rows<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#isToErase = state?.busy !== 0;
  }

  async set(server: string, channel: string | null, changes: OwnSettings): Promise<void> {
    this.#db.transaction(() => {
      for (const [name, value] of Object.entries(changes))
        this.#db.run('INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)', [
          server,
          channel ?? SERVER_ITSELF,
          name,
          JSON.stringify(value),
        ]);
      // Whoever wants no texts kept wants none of those kept so far.
      if (changes.texts === false)
        this.#db.run('UPDATE questions SET text = NULL WHERE server = ?', [server]);
      this.#copySettings();
    });
    this.#erase();
  }

  async reset(server: string, channel: string | null): Promise<void> {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM settings WHERE server = ? AND channel = ?', [
        server,
        channel ?? SERVER_ITSELF,
      ]);
      if (channel === null) this.#db.run('UPDATE questions SET text = NULL WHERE server = ?', [server]);
      this.#copySettings();
    });
    this.#erase();
  }

  async answersEvery(): Promise<boolean> {
    return (
      this.#db.row("SELECT 1 AS one FROM settings WHERE name = 'every' AND value = 'true'") !== undefined
    );
  }

  #hash(id: string): string {
    return hashOf(id, this.#salt());
  }

  async greet(server: string, at = Date.now()): Promise<boolean> {
    this.#db.run('INSERT OR IGNORE INTO greeted VALUES (?, ?)', [this.#hash(server), at]);
    return this.#db.column<number>('SELECT changes()')[0]! > 0;
  }

  async forgetGreeting(server: string): Promise<void> {
    this.#db.run('DELETE FROM greeted WHERE server = ?', [this.#hash(server)]);
  }

  async record(
    { answer, userId, server, text: asked, kind, confidence, ms }: AskedQuestion,
    at = Date.now(),
  ): Promise<void> {
    const kept = server !== '' && this.#settingsOf(server).server.texts ? asked : null;
    const [permille, person] = [Math.round(1000 * confidence), this.#hash(userId)];
    this.#db.run(
      'INSERT INTO questions (at, server, answer, kind, permille, ms, text, person) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [at, server, answer, kind, permille, Math.round(ms), kept, person],
    );
    this.#prune(at);
  }

  async vote(answer: string, userId: string, vote: Vote, server: string, at = Date.now()): Promise<Tally> {
    const person = this.#hash(userId);
    this.#db.run('INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?, ?)', [answer, person, vote, server, at]);
    return this.tally(answer);
  }

  async tally(answer: string): Promise<Tally> {
    return this.#db.row<Tally>(
      'SELECT count(*) FILTER (WHERE vote = 1) AS up, count(*) FILTER (WHERE vote = -1) AS down FROM votes WHERE answer = ?',
      [answer],
    )!;
  }

  async forget(userId: string): Promise<Deleted> {
    return this.#forget('person', this.#hash(userId));
  }

  async forgetServer(server: string): Promise<Deleted> {
    return this.#forget('server', server);
  }

  #forget(column: 'person' | 'server', value: string): Deleted {
    const removedFrom = (table: string) => {
      this.#db.run(`DELETE FROM ${table} WHERE ${column} = ?`, [value]);
      return this.#db.column<number>('SELECT changes()')[0]!;
    };
    const gone = this.#db.transaction(() => {
      if (column === 'server') removedFrom('settings');
      const counts = { questions: removedFrom('questions'), votes: removedFrom('votes') };
      if (column === 'server') this.#copySettings();
      return counts;
    });
    this.#erase();
    return gone;
  }

  async *questionPages(since: number, server: string | null): AsyncGenerator<KeptQuestion[]> {
    let before = { at: Number.MAX_SAFE_INTEGER, id: 0 };
    for (;;) {
      const page = this.#db.rows<KeptQuestion & { id: number }>(PAGE, { since, server, ...before });
      if (page.length > 0) yield page.map(({ id, ...question }) => question);
      if (page.length < PAGE_ROWS) return;
      // A hundred thousand take a second.
      await setImmediate();
      const { at, id } = page.at(-1)!;
      before = { at, id };
    }
  }

  async copy(): Promise<ServerDataCopy> {
    return this.#db.snapshot(() => ({
      salt: this.#salt(),
      settings: this.#db.rows<SettingRow>(`${SETTINGS} ORDER BY server, channel, name`),
      votes: this.#db.rows<VoteRow>(`${VOTES} ORDER BY answer, person`),
    }));
  }

  async counts(): Promise<{ settings: number; votes: number; questions: number }> {
    return this.#db.row(`SELECT (SELECT count(*) FROM settings) AS settings,
      (SELECT count(*) FROM votes) AS votes, (SELECT count(*) FROM questions) AS questions`)!;
  }

  async restore({ salt, settings, votes }: Restored): Promise<number> {
    const gone = this.#db.transaction(() => {
      this.#db.run('DELETE FROM settings');
      for (const { server, channel, name, value } of settings)
        this.#db.run('INSERT INTO settings VALUES (?, ?, ?, ?)', [server, channel, name, value]);
      // A server whose texts are not kept any more has none of those kept so far.
      this.#db.run(
        "UPDATE questions SET text = NULL WHERE text IS NOT NULL AND server NOT IN (SELECT server FROM settings WHERE channel = '' AND name = 'texts' AND value = 'true')",
      );
      this.#copySettings();
      if (votes === null) return 0;
      this.#db.run('DELETE FROM votes');
      for (const { answer, person, vote, server, at } of votes)
        this.#db.run('INSERT INTO votes VALUES (?, ?, ?, ?, ?)', [answer, person, vote, server, at]);
      if (salt === this.#salt()) return 0;
      this.#db.run("UPDATE meta SET value = ? WHERE key = 'salt'", [salt]);
      this.#db.run('DELETE FROM questions');
      return this.#db.column<number>('SELECT changes()')[0]!;
    });
    this.#erase();
    return gone;
  }

  async prune(now = Date.now()): Promise<void> {
    this.#prune(now);
  }

  #prune(now: number): void {
    if (this.#isToErase && performance.now() - this.#erasedAt > ERASE_AGAIN_MS) this.#erase();
    if (now - this.#prunedAt < DAY_MS) return;
    this.#prunedAt = now;
    this.#db.transaction(() => {
      this.#db.run('UPDATE questions SET text = NULL WHERE at < ? AND text IS NOT NULL', [
        now - TEXT_DAYS * DAY_MS,
      ]);
      this.#db.run('DELETE FROM questions WHERE at < ?', [now - ROW_DAYS * DAY_MS]);
      this.#db.run('DELETE FROM votes WHERE at < ?', [now - ROW_DAYS * DAY_MS]);
    });
    this.#erase();
  }

  /** Writes all back into the one file; where that cannot be, the write-ahead log beside it keeps it. */
  async close(): Promise<void> {
    try {
      this.#erase();
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
    } finally {
      this.#db.close();
    }
  }
}
