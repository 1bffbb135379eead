// Server data in PostgreSQL beyond what holds of them everywhere: who makes them, what stands there, who counts, and the way
// from a file and back.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RemoteServerData } from '../../src/discord/remote-server-data.ts';
import { lookAtServerData } from '../../src/doctor/archive.ts';
import { UserError } from '../../src/errors.ts';
import { openLog } from '../../src/log.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { openPostgres, type Postgres } from '../../src/postgres.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { openServerDataPostgres } from '../../src/server-data/server-data-postgres.ts';
import type { ServerData } from '../../src/server-data/server-data.ts';
import { runBackup, runRestore } from '../../src/terminal/run-backup.ts';
import { showInsights } from '../../src/terminal/show-insights.ts';
import { attest } from '../support/command-line.ts';
import { describeWithPostgres, freshDatabase, sharedPostgres } from '../support/postgres-server.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SERVER = '900000000000000002';
const ANNA = '812345678901234567';
const BORIS = '823456789012345678';
const ENGLISH = messagesFor('en');
const MINUTE_MS = 60_000;

async function fill(data: ServerData): Promise<void> {
  await data.set(SERVER, null, { outlets: ['The Gazette'], texts: true });
  await data.set(SERVER, '7', { every: true });
  await data.vote('1', ANNA, 1, SERVER);
  await data.vote('1', BORIS, -1, SERVER);
  await data.record({
    answer: '1',
    userId: ANNA,
    server: SERVER,
    text: 'Who owns the lighthouse?',
    kind: 'abstained',
    confidence: 0.2,
    ms: 9,
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => 'done',
    (reason: unknown) => reason,
  );
  if (thrown instanceof UserError) return thrown.sentence;
  throw thrown;
}

/** The database as whoever looks after it sees it. */
async function inside<T>(url: string, work: (postgres: Postgres) => Promise<T>): Promise<T> {
  const postgres = openPostgres(url, { connections: 1 });
  try {
    return await work(postgres);
  } finally {
    await postgres.close();
  }
}

describeWithPostgres('Server data in PostgreSQL', () => {
  test('are made once, however many processes come first, and hash alike in all', async () => {
    const url = await freshDatabase();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openServerDataPostgres(url)));
    const copies = await Promise.all(opened.map((data) => data.copy()));
    expect(new Set(copies.map(({ salt }) => salt)).size).toBe(1);
    await opened[0]!.vote('1', ANNA, 1, SERVER);
    expect(await opened[3]!.forget(ANNA)).toEqual({ questions: 0, votes: 1 });
    await Promise.all(opened.map((data) => data.close()));
  });

  test('have nobody in them by id, nor a text that nobody wants kept', async () => {
    const url = await freshDatabase();
    const data = await openServerDataPostgres(url);
    await fill(data);
    await data.set(SERVER, null, { texts: false });
    await data.greet(SERVER);
    await data.count('person', ANNA, 1);
    await data.close();
    const everything = await inside(url, async (postgres) => {
      const tables = await postgres.rows<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'attest_people'",
      );
      const rows = tables.map(({ name }) => postgres.rows(`SELECT * FROM attest_people.${name}`));
      return JSON.stringify(await Promise.all(rows));
    });
    expect(everything).toContain('The Gazette');
    for (const unkept of [ANNA, BORIS, 'lighthouse']) expect(everything).not.toContain(unkept);
  });

  test('of a newer version are refused, and left as they are', async () => {
    const url = await freshDatabase();
    await (await openServerDataPostgres(url)).close();
    await inside(url, (postgres) =>
      postgres.change("UPDATE attest_people.meta SET value = '99' WHERE key = 'version'"),
    );
    expect(await refusal(openServerDataPostgres(url))).toMatch(
      /^The settings and votes in PostgreSQL at .* were written by a newer version of Attest\. Update Attest\.$/,
    );
    const [version] = await inside(url, (postgres) =>
      postgres.rows("SELECT value FROM attest_people.meta WHERE key = 'version'"),
    );
    expect(version).toEqual({ value: '99' });
  });

  test.each([
    [
      "INSERT INTO attest_people.settings VALUES ('1', '', 'private', '\"perhaps\"')",
      /the settings of 1 are not/,
    ],
    ["DELETE FROM attest_people.meta WHERE key = 'salt'", /they have lost their salt/],
  ])('that are damaged say so: %s', async (damage, says) => {
    const url = await freshDatabase();
    const data = await openServerDataPostgres(url);
    await inside(url, (postgres) => postgres.change(damage));
    const told = damage.startsWith('DELETE') ? data.forget(ANNA) : data.settingsIn('1', '7');
    expect(await refusal(told)).toMatch(says);
    await data.close();
  });

  test('are not made by who only reads, who is told so', async () => {
    const url = await freshDatabase();
    const settings = settingsOf({ ATTEST_INDEX: url, EMBEDDINGS_DIR: temporaryFolder() });
    expect(await refusal(showInsights(settings, { days: '30' }, ENGLISH))).toMatch(
      /^Nothing has been asked yet: there are no settings and votes in PostgreSQL at/,
    );
    const file = join(temporaryFolder(), 'attest.json');
    expect(await refusal(runBackup(settings, file, {}, ENGLISH))).toMatch(
      /^There is nothing to back up in PostgreSQL \(.*\) yet/,
    );
    expect(await lookAtServerData(settings)).toEqual({
      findings: [{ check: 'server data', state: 'ok', cause: { kind: 'no server data' } }],
      wantsText: false,
    });
    await fill(await openServerDataPostgres(url));
    expect(await showInsights(settings, { days: '30' }, ENGLISH)).toMatch(
      /^Last 30 days: 1 question of 1 asker/,
    );
    expect((await lookAtServerData(settings)).wantsText).toBe(true);
  });

  test('are made by whoever may make a schema, or has been given one', async () => {
    const url = await freshDatabase();
    const role = `bot_${process.pid}`;
    const address = new URL(url);
    [address.username, address.password] = [role, 'its-own'];
    await inside(url, async (postgres) => {
      await postgres.change(`CREATE ROLE ${role} LOGIN PASSWORD 'its-own'`);
      expect(await refusal(openServerDataPostgres(address.href))).toMatch(/permission|may not/);
      await postgres.change(`CREATE SCHEMA attest_people AUTHORIZATION ${role}`);
    });
    const data = await openServerDataPostgres(address.href);
    await fill(data);
    expect(await data.counts()).toEqual({ settings: 3, votes: 2, questions: 1 });
    await data.close();
  });

  test('are read and counted before an answer, whatever many wait to set and delete', async () => {
    const url = await freshDatabase();
    const data = await openServerDataPostgres(url);
    await inside(url, async (postgres) => {
      let setting: Promise<void>[] = [];
      await postgres.transaction(async (sql) => {
        await sql.rows('LOCK TABLE attest_people.questions, attest_people.votes');
        setting = Array.from({ length: 8 }, () => data.set(SERVER, null, { texts: false }));
        await data.settingsOf(SERVER);
        expect(await data.count('person', ANNA, 1)).toBeNull();
      });
      await Promise.all(setting);
    });
    expect((await data.settingsOf(SERVER)).server).toEqual({ texts: false });
    await data.close();
  });

  test('that may not be reached are told of without the password', async () => {
    const { url, password } = await sharedPostgres();
    const wrong = url.replace(password, 'not-the-password');
    const told = await refusal(openServerDataPostgres(wrong));
    expect(told).toMatch(/^PostgreSQL at .*password/);
    expect(told).not.toContain('not-the-password');
  });

  test('that have answered in time are not taken for late where this process was busy', async () => {
    const url = await freshDatabase();
    const data = new RemoteServerData(() => openServerDataPostgres(url), openLog('silent'));
    await data.settingsOf(SERVER);
    for (const turns of [0, 4, 16]) {
      const reading = data.settingsOf(SERVER);
      // Until it is sent, at the latest.
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
      expect(await reading).toEqual({ server: {}, channels: new Map() });
    }
    await data.close();
  });

  test('come from a file and go back to one, by the command line', async () => {
    const [folder, url] = [temporaryFolder(), await freshDatabase()];
    const source = openServerDataFile(folder);
    await fill(source);
    const file = join(temporaryFolder(), 'attest.json');
    const env = { EMBEDDINGS_DIR: folder };
    expect((await attest(['backup', file], { env })).stdout).toContain('3 settings and 2 votes are in');
    const restored = await attest(['restore', file], { env: { ...env, ATTEST_INDEX: url } });
    expect(restored.stderr).toBe('');
    expect(restored.stdout).toContain('3 settings and 2 votes of');
    const data = await openServerDataPostgres(url);
    expect(await data.copy()).toEqual(await source.copy());
    expect(await data.forget(ANNA)).toEqual({ questions: 0, votes: 1 });

    const [back, again] = [temporaryFolder(), join(temporaryFolder(), 'attest.json')];
    const there = settingsOf({ ATTEST_INDEX: url, EMBEDDINGS_DIR: back });
    expect(await refusal(runRestore(there, file, {}, ENGLISH))).toMatch(
      /^There are 3 settings and 1 vote already, which would be lost\./,
    );
    await runBackup(there, again, {}, ENGLISH);
    await runRestore(settingsOf({ EMBEDDINGS_DIR: back }), again, {}, ENGLISH);
    const target = openServerDataFile(back);
    expect(await target.copy()).toEqual(await data.copy());
    expect(await target.forget(BORIS)).toEqual({ questions: 0, votes: 1 });
    await Promise.all([source, data, target].map((each) => each.close()));
  });
});

describeWithPostgres('Questions are counted', () => {
  const opened = async () => {
    const url = await freshDatabase();
    return { url, data: await openServerDataPostgres(url), other: await openServerDataPostgres(url) };
  };
  const later = (url: string, interval: string) =>
    inside(url, (postgres) =>
      postgres.change('UPDATE attest_people.asked SET since = since - $1::interval', [interval]),
    );

  test('over all processes, to the very one, whoever asks at once', async () => {
    const { data, other } = await opened();
    const counted = await Promise.all(
      Array.from({ length: 30 }, (_, i) => (i % 2 ? data : other).count('person', ANNA, 20)),
    );
    const refused = counted.filter((left) => left !== null);
    expect(refused).toHaveLength(10);
    for (const left of refused) {
      expect(left).toBeGreaterThan(MINUTE_MS / 2);
      expect(left).toBeLessThanOrEqual(MINUTE_MS);
    }
    expect(await other.count('person', BORIS, 20)).toBeNull();
    expect(await other.count('server', ANNA, 20)).toBeNull();
    await Promise.all([data.close(), other.close()]);
  });

  test('also where transactions of the database are serializable by default', async () => {
    const url = await freshDatabase();
    const database = new URL(url).pathname.slice(1);
    await inside(url, (postgres) =>
      postgres.change(`ALTER DATABASE ${database} SET default_transaction_isolation = 'serializable'`),
    );
    const all = await Promise.all(Array.from({ length: 4 }, () => openServerDataPostgres(url)));
    const counted = await Promise.all(
      Array.from({ length: 30 }, (_, i) => all[i % all.length]!.count('person', ANNA, 20)),
    );
    expect(counted.filter((left) => left !== null)).toHaveLength(10);
    await Promise.all(all.map((data, i) => data.set(BORIS, null, { texts: i > 1 })));
    await Promise.all(all.map((data) => data.close()));
  });

  test('anew once a minute has passed since the first, or the clock of the server was set back', async () => {
    const { url, data, other } = await opened();
    for (const interval of ['1 minute', '-1 hour']) {
      expect(await data.count('person', ANNA, 1)).toBeNull();
      expect(await other.count('person', ANNA, 1)).not.toBeNull();
      await later(url, '30 seconds');
      expect(await data.count('person', ANNA, 1)).toBeLessThanOrEqual(MINUTE_MS / 2);
      await later(url, interval);
      expect(await other.count('person', ANNA, 2)).toBeNull();
      await later(url, '1 minute');
    }
    await Promise.all([data.close(), other.close()]);
  });
});
