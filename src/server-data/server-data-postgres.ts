// Server data in PostgreSQL, for several bots over one database: whatever two of them do at once, the database decides in
// one statement or transaction. Locks are taken in one order, so that nobody waits in a circle: the one of whoever deletes
// or sets, then the salt, then settings, then rows.
// What is taken back is deleted at once; it leaves the server's disk with its next VACUUM, and its log and backups with them.
import { randomBytes } from 'node:crypto';
import { HostError } from '../errors.ts';
import { openPostgres, type Postgres, type Sql } from '../postgres.ts';
import type { ServerDataCopy, VoteRow } from './backup.ts';
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
import { SCHEMA, STEPS } from './postgres-schema.ts';
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

/** Held while the schema is made or taken along, and by whoever deletes, sets or puts back many rows. */
const SCHEMA_LOCK = 0x41747431;
const DELETING_LOCK = 0x41747432;
const MINUTE_MS = 60_000;
/** Connections for what comes before an answer, and for all else: the one never waits for the other. */
const QUICK_CONNECTIONS = 2;
const CONNECTIONS = 2;
/** Rows of a backup that are written at once. */
const ROWS_AT_ONCE = 5000;

const HOLD_TO_DELETE = `SELECT pg_advisory_xact_lock(${DELETING_LOCK})`;
const SALT = `SELECT value FROM ${SCHEMA}.meta WHERE key = 'salt'`;
const SETTINGS = `SELECT server, channel, name, value FROM ${SCHEMA}.settings`;
/** The server's clock, unless a time is given: hosts' clocks differ. */
const AT = (value: string) => `coalesce(${value}::bigint, (extract(epoch FROM now()) * 1000)::bigint)`;
const TALLY = `SELECT count(*) FILTER (WHERE vote = 1) AS up, count(*) FILTER (WHERE vote = -1) AS down
  FROM ${SCHEMA}.votes WHERE answer = $1`;
/** The questions that come before one in time. */
const PAGE = `SELECT q.id, q.at, q.server, q.kind, q.permille, q.ms, q.text, q.person,
  (SELECT count(*) FROM ${SCHEMA}.votes v WHERE v.answer = q.answer AND v.vote = 1) AS up,
  (SELECT count(*) FROM ${SCHEMA}.votes v WHERE v.answer = q.answer AND v.vote = -1) AS down
  FROM ${SCHEMA}.questions q
  WHERE q.at >= $1 AND (q.at, q.id) < ($2::bigint, $3::bigint) AND ($4::text IS NULL OR q.server = $4)
  ORDER BY q.at DESC, q.id DESC LIMIT ${PAGE_ROWS}`;
/**
 * Counts one more within the minute that began with the first, and tells how many there were and the ms until it is over.
 * The clock is read when the row is held: two who count at once see it in one order. One that is set back begins a minute.
 */
const COUNT = `INSERT INTO ${SCHEMA}.asked AS a (key, since, times) VALUES ($1, clock_timestamp(), 1)
  ON CONFLICT (key) DO UPDATE SET (since, times) = (
    SELECT CASE WHEN over THEN now ELSE a.since END, CASE WHEN over THEN 1 ELSE a.times + 1 END
    FROM (SELECT now, a.since <= now - interval '1 minute' OR a.since > now AS over FROM clock_timestamp() AS now) AS clock
  )
  RETURNING times, extract(epoch FROM since + interval '1 minute' - clock_timestamp())::float8 * 1000 AS ms`;
const COUNTED_BEFORE = `DELETE FROM ${SCHEMA}.asked WHERE key IN (
  SELECT key FROM ${SCHEMA}.asked WHERE since <= clock_timestamp() - interval '1 minute' FOR UPDATE SKIP LOCKED
)`;

export interface PostgresServerDataOptions {
  /** False: nothing is made where there is nothing yet. */
  create?: boolean;
  /** What was set elsewhere, which a new schema takes on: a limit never falls with a move. */
  settingsBefore?: () => Promise<SettingRow[]>;
  /** How long a statement may take; without it as long as it takes. */
  statementMs?: number;
}

/**
 * Opens the server data of a database, or makes them there.
 * @throws HostError when the server cannot be reached or refuses, and for a schema of a newer version of Attest
 */
export async function openServerDataPostgres(
  url: string,
  { create = true, settingsBefore, statementMs }: PostgresServerDataOptions = {},
): Promise<ServerDataPostgres> {
  const how = { ...(statementMs !== undefined && { statementMs }) };
  const postgres = openPostgres(url, { ...how, connections: CONNECTIONS });
  try {
    const version = await versionOf(postgres);
    if (version === 0 && !create)
      throw new HostError(
        `Nothing has been asked yet: there are no settings and votes in PostgreSQL at ${postgres.name}.`,
        'Start the bot.',
      );
    if (version > STEPS.length) throw newer(postgres);
    if (version < STEPS.length) await takeSteps(postgres, settingsBefore);
    const salt = (await postgres.row<{ value: string }>(SALT))?.value;
    if (!salt) throw damaged(postgres, 'they have lost their salt');
    const quick = openPostgres(url, { ...how, connections: QUICK_CONNECTIONS });
    return new ServerDataPostgres(postgres, quick, salt);
  } catch (thrown) {
    await postgres.close();
    throw thrown;
  }
}

/** Whether a database has server data. */
export async function isServerDataThere(url: string): Promise<boolean> {
  const postgres = openPostgres(url);
  try {
    return (await versionOf(postgres)) > 0;
  } finally {
    await postgres.close();
  }
}

/** How many steps the schema has taken; 0 where there is none. */
async function versionOf(sql: Pick<Sql, 'row'>): Promise<number> {
  // From the catalogue: a name that was looked up in vain is remembered for the whole transaction.
  const meta = "SELECT FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'meta'";
  const there = await sql.row(meta, [SCHEMA]);
  if (!there) return 0;
  const row = await sql.row<{ value: string }>(`SELECT value FROM ${SCHEMA}.meta WHERE key = 'version'`);
  return Number(row?.value ?? 0);
}

async function takeSteps(
  postgres: Postgres,
  settingsBefore: PostgresServerDataOptions['settingsBefore'],
): Promise<void> {
  await postgres.transaction(async (sql) => {
    await sql.rows(`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK})`);
    // Another process may have taken them meanwhile.
    const version = await versionOf(sql);
    const before = version === 0 ? await settingsBefore?.() : [];
    // Whoever may make none may be given one: IF NOT EXISTS would be refused all the same.
    const schema = 'SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1';
    if (!(await sql.row(schema, [SCHEMA]))) await sql.rows(`CREATE SCHEMA ${SCHEMA}`);
    for (const step of STEPS.slice(version)) await sql.rows(step);
    await sql.change(
      `INSERT INTO ${SCHEMA}.meta VALUES ('version', $1), ('salt', $2)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE meta.key = 'version'`,
      [String(STEPS.length), randomBytes(SALT_BYTES).toString('hex')],
    );
    await insertSettings(sql, before ?? []);
  });
}

const newer = ({ name }: Postgres): HostError =>
  new HostError(
    `The settings and votes in PostgreSQL at ${name} were written by a newer version of Attest.`,
    'Update Attest.',
  );

const damaged = ({ name }: Postgres, why: string): HostError =>
  new HostError(
    `The settings and votes in PostgreSQL at ${name} are damaged (${why}).`,
    `Put a backup back (npm run attest -- restore FILE --replace), or the schema ${SCHEMA} from a dump of yours.`,
  );

async function insertSettings(sql: Pick<Sql, 'change'>, rows: readonly SettingRow[]): Promise<void> {
  await sql.change(
    `INSERT INTO ${SCHEMA}.settings (server, channel, name, value)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`,
    [
      rows.map(({ server }) => server),
      rows.map(({ channel }) => channel),
      rows.map(({ name }) => name),
      rows.map(({ value }) => value),
    ],
  );
}

async function insertVotes(sql: Pick<Sql, 'change'>, votes: readonly VoteRow[]): Promise<void> {
  for (let from = 0; from < votes.length; from += ROWS_AT_ONCE) {
    const rows = votes.slice(from, from + ROWS_AT_ONCE);
    await sql.change(
      `INSERT INTO ${SCHEMA}.votes (answer, person, vote, server, at)
       SELECT * FROM unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::bigint[])`,
      [
        rows.map(({ answer }) => answer),
        rows.map(({ person }) => person),
        rows.map(({ vote }) => vote),
        rows.map(({ server }) => server),
        rows.map(({ at }) => at),
      ],
    );
  }
}

/** PostgreSQL keeps no zero character in a text. */
const storable = (text: string): string => text.replaceAll('\0', '');

export class ServerDataPostgres implements ServerData {
  readonly #postgres: Postgres;
  /** For what is read and counted before an answer. */
  readonly #quick: Postgres;
  /** The salt as it was last read: good enough to count by. */
  #salt: string;
  #prunedAt = 0;
  #sweptAt = performance.now();

  constructor(postgres: Postgres, quick: Postgres, salt: string) {
    [this.#postgres, this.#quick, this.#salt] = [postgres, quick, salt];
  }

  /** Hashes by the salt that holds until the transaction ends: a backup that is put back brings its own. */
  async #hashes(sql: Sql): Promise<(id: string) => string> {
    const salt = (await sql.row<{ value: string }>(`${SALT} FOR SHARE`))?.value;
    if (!salt) throw damaged(this.#postgres, 'they have lost their salt');
    this.#salt = salt;
    return (id) => hashOf(id, salt);
  }

  async settingsIn(server: string, channel: string): Promise<PlaceSettings> {
    const set = await this.settingsOf(server);
    return holding(set.server, set.channels.get(channel));
  }

  async settingsOf(server: string): Promise<ServerSettings> {
    const rows = await this.#quick.rows<SettingRow>(`${SETTINGS} WHERE server = $1`, [server]);
    const settings = serverSettings(rows);
    if (typeof settings !== 'string') return settings;
    throw damaged(this.#postgres, `the settings of ${settings || server} are not what was written`);
  }

  async limitedServers(): Promise<string[]> {
    const limits = `${SETTINGS} WHERE name = ANY($1::text[]) AND value <> $2`;
    return limitedServers(await this.#quick.rows<SettingRow>(limits, [LIMITING, NO_LIMIT]));
  }

  async answersEvery(): Promise<boolean> {
    const every = `SELECT 1 FROM ${SCHEMA}.settings WHERE name = 'every' AND value = 'true' LIMIT 1`;
    return (await this.#quick.row(every)) !== undefined;
  }

  async set(server: string, channel: string | null, changes: OwnSettings): Promise<void> {
    await this.#deleting(async (sql) => {
      for (const [name, value] of Object.entries(changes))
        await sql.change(
          `INSERT INTO ${SCHEMA}.settings VALUES ($1, $2, $3, $4)
           ON CONFLICT (server, channel, name) DO UPDATE SET value = excluded.value`,
          [server, channel ?? SERVER_ITSELF, name, JSON.stringify(value)],
        );
      // Whoever wants no texts kept wants none of those kept so far.
      if (changes.texts === false) await this.#deleteTexts(sql, server);
    });
  }

  async reset(server: string, channel: string | null): Promise<void> {
    await this.#deleting(async (sql) => {
      await sql.change(`DELETE FROM ${SCHEMA}.settings WHERE server = $1 AND channel = $2`, [
        server,
        channel ?? SERVER_ITSELF,
      ]);
      if (channel === null) await this.#deleteTexts(sql, server);
    });
  }

  async #deleteTexts(sql: Sql, server: string): Promise<void> {
    await sql.change(`UPDATE ${SCHEMA}.questions SET text = NULL WHERE server = $1 AND text IS NOT NULL`, [
      server,
    ]);
  }

  /** One at a time of those who change many rows: two would wait for each other. */
  #deleting<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#postgres.transaction(async (sql) => {
      await sql.rows(HOLD_TO_DELETE);
      return work(sql);
    });
  }

  async greet(server: string, at?: number): Promise<boolean> {
    return this.#postgres.transaction(async (sql) => {
      const hash = (await this.#hashes(sql))(server);
      const greeted = `INSERT INTO ${SCHEMA}.greeted VALUES ($1, ${AT('$2')}) ON CONFLICT DO NOTHING`;
      return (await sql.change(greeted, [hash, at ?? null])) > 0;
    });
  }

  async forgetGreeting(server: string): Promise<void> {
    await this.#postgres.transaction(async (sql) => {
      const hash = (await this.#hashes(sql))(server);
      await sql.change(`DELETE FROM ${SCHEMA}.greeted WHERE server = $1`, [hash]);
    });
  }

  async record(
    { answer, userId, server, text, kind, confidence, ms }: AskedQuestion,
    at?: number,
  ): Promise<void> {
    await this.#postgres.transaction(async (sql) => {
      const person = (await this.#hashes(sql))(userId);
      // Held until the question is written: whoever wants no texts any more waits for it, and then deletes it.
      const texts = await sql.row<{ value: string }>(
        `SELECT value FROM ${SCHEMA}.settings WHERE server = $1 AND channel = $2 AND name = 'texts' FOR SHARE`,
        [server, SERVER_ITSELF],
      );
      const kept = server !== '' && texts?.value === 'true' ? storable(text) : null;
      await sql.change(
        `INSERT INTO ${SCHEMA}.questions (at, server, answer, kind, permille, ms, text, person)
         VALUES (${AT('$1')}, $2, $3, $4, $5, $6, $7, $8)`,
        [at ?? null, server, answer, kind, Math.round(1000 * confidence), Math.round(ms), kept, person],
      );
    });
    await this.prune(at);
  }

  async vote(answer: string, userId: string, vote: Vote, server: string, at?: number): Promise<Tally> {
    return this.#postgres.transaction(async (sql) => {
      const person = (await this.#hashes(sql))(userId);
      await sql.change(
        `INSERT INTO ${SCHEMA}.votes (answer, person, vote, server, at) VALUES ($1, $2, $3, $4, ${AT('$5')})
         ON CONFLICT (answer, person) DO UPDATE SET vote = excluded.vote, server = excluded.server, at = excluded.at`,
        [answer, person, vote, server, at ?? null],
      );
      return (await sql.row<Tally>(TALLY, [answer]))!;
    });
  }

  async tally(answer: string): Promise<Tally> {
    return (await this.#postgres.row<Tally>(TALLY, [answer]))!;
  }

  async *questionPages(since: number, server: string | null): AsyncGenerator<KeptQuestion[]> {
    let before = { at: Number.MAX_SAFE_INTEGER, id: 0 };
    for (;;) {
      const values = [since, before.at, before.id, server];
      const page = await this.#postgres.rows<KeptQuestion & { id: number }>(PAGE, values);
      if (page.length > 0) yield page.map(({ id, ...question }) => question);
      if (page.length < PAGE_ROWS) return;
      const { at, id } = page.at(-1)!;
      before = { at, id };
    }
  }

  async forget(userId: string): Promise<Deleted> {
    return this.#deleting(async (sql) => {
      const person = (await this.#hashes(sql))(userId);
      const questions = await sql.change(`DELETE FROM ${SCHEMA}.questions WHERE person = $1`, [person]);
      const votes = await sql.change(`DELETE FROM ${SCHEMA}.votes WHERE person = $1`, [person]);
      return { questions, votes };
    });
  }

  async forgetServer(server: string): Promise<Deleted> {
    return this.#deleting(async (sql) => {
      await sql.change(`DELETE FROM ${SCHEMA}.settings WHERE server = $1`, [server]);
      const questions = await sql.change(`DELETE FROM ${SCHEMA}.questions WHERE server = $1`, [server]);
      const votes = await sql.change(`DELETE FROM ${SCHEMA}.votes WHERE server = $1`, [server]);
      return { questions, votes };
    });
  }

  async prune(now?: number): Promise<void> {
    const at = now ?? Date.now();
    if (at - this.#prunedAt < DAY_MS) return;
    this.#prunedAt = at;
    await this.#deleting(async (sql) => {
      const before = `${AT('$1')} - $2::bigint`;
      const [texts, rows] = [TEXT_DAYS * DAY_MS, ROW_DAYS * DAY_MS];
      await sql.change(
        `UPDATE ${SCHEMA}.questions SET text = NULL WHERE at < ${before} AND text IS NOT NULL`,
        [now ?? null, texts],
      );
      for (const table of ['questions', 'votes'])
        await sql.change(`DELETE FROM ${SCHEMA}.${table} WHERE at < ${before}`, [now ?? null, rows]);
    });
  }

  async counts(): Promise<{ settings: number; votes: number; questions: number }> {
    const counted = await this.#postgres.row<{ settings: number; votes: number; questions: number }>(
      `SELECT (SELECT count(*) FROM ${SCHEMA}.settings) AS settings,
       (SELECT count(*) FROM ${SCHEMA}.votes) AS votes, (SELECT count(*) FROM ${SCHEMA}.questions) AS questions`,
    );
    return counted!;
  }

  async copy(): Promise<ServerDataCopy> {
    return this.#postgres.transaction(
      async (sql) => {
        const salt = (await sql.row<{ value: string }>(SALT))?.value;
        if (!salt) throw damaged(this.#postgres, 'they have lost their salt');
        return {
          salt,
          settings: await sql.rows<SettingRow>(
            `${SETTINGS} ORDER BY server COLLATE "C", channel COLLATE "C", name COLLATE "C"`,
          ),
          votes: await sql.rows<VoteRow>(
            `SELECT answer, person, vote, server, at FROM ${SCHEMA}.votes ORDER BY answer COLLATE "C", person COLLATE "C"`,
          ),
        };
      },
      { isSnapshot: true },
    );
  }

  async restore({ salt, settings, votes }: Restored): Promise<number> {
    return this.#deleting(async (sql) => {
      const before = (await sql.row<{ value: string }>(`${SALT} FOR UPDATE`))?.value;
      await sql.change(`DELETE FROM ${SCHEMA}.settings`);
      await insertSettings(sql, settings);
      // A server whose texts are not kept any more has none of those kept so far.
      await sql.change(
        `UPDATE ${SCHEMA}.questions SET text = NULL WHERE text IS NOT NULL AND server NOT IN (
         SELECT server FROM ${SCHEMA}.settings WHERE channel = '' AND name = 'texts' AND value = 'true')`,
      );
      if (votes === null) return 0;
      await sql.change(`DELETE FROM ${SCHEMA}.votes`);
      await insertVotes(sql, votes);
      if (salt === before) return 0;
      await sql.change(
        `INSERT INTO ${SCHEMA}.meta VALUES ('salt', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [salt],
      );
      return sql.change(`DELETE FROM ${SCHEMA}.questions`);
    });
  }

  /**
   * Counts one question within the minute that began with the first, of all processes together. It lies there as a hash or
   * the id of a server, for a minute or until the next one is counted.
   * @returns the ms until there may be another one, where this was more than `most`; null where it was not
   */
  async count(who: 'person' | 'server', id: string, most: number): Promise<number | null> {
    const key = `${who} ${who === 'person' ? hashOf(id, this.#salt) : id}`;
    const { times, ms } = (await this.#quick.row<{ times: number; ms: number }>(COUNT, [key]))!;
    await this.#sweep();
    return times > most ? Math.max(1, ms) : null;
  }

  async #sweep(): Promise<void> {
    if (performance.now() - this.#sweptAt < MINUTE_MS) return;
    this.#sweptAt = performance.now();
    await this.#quick.change(COUNTED_BEFORE);
  }

  async close(): Promise<void> {
    await Promise.all([this.#postgres.close(), this.#quick.close()]);
  }
}
