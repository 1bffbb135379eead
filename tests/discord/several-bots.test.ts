// Several bots at one Discord, each with some of the shards, beside one index and over one database.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { takeShards } from '../../src/discord/shard-locks.ts';
import { openPostgres } from '../../src/postgres.ts';
import { openServerDataPostgres } from '../../src/server-data/server-data-postgres.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { health } from '../../src/terminal/health.ts';
import { TOKEN } from '../support/loopback/discord.ts';
import { isPrivate } from '../support/loopback/state.ts';
import { GENERAL_ID, GUILD_ID, OTHER_CHANNEL_ID, OTHER_GUILD_ID } from '../support/loopback/types.ts';
import { describeWithPostgres, freshDatabase, startPostgres } from '../support/postgres-server.ts';
import { SmallArchive } from '../support/small-archive.ts';
import {
  askedFor,
  bot,
  discord,
  folder,
  lines,
  log,
  logLine,
  MANAGER,
  mentioned,
  messaged,
  openDiscord,
  posts,
  QUESTION,
  QUOTE,
  setBeforehand,
  settings,
  startOn,
  wholeLog,
} from '../support/running-bot.ts';

/** Of two shards: the first has the other server and direct messages, the second the one in which most is asked. */
const [FIRST, SECOND] = ['0-0/2', '1-1/2'];
const UNUSABLE = 'This cannot be done now: something is wrong on the machine of this bot. Its log says what.';

/** A way to a port that can be cut: what is sent then arrives nowhere, and nothing says so. */
async function openWay(to: number) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    // A connection that is made while the way is cut stays without an answer.
    if (way.isCut) return void sockets.add(near);
    const far = connect(to, '127.0.0.1');
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      let isLost = false;
      from.on('data', (data) => {
        isLost ||= way.isCut;
        if (!isLost) onto.write(data);
      });
      from.on('error', () => onto.destroy());
      from.on('close', () => onto.destroy());
    }
  });
  const way = {
    isCut: false,
    port: 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  way.port = (server.address() as AddressInfo).port;
  return way;
}

async function startBoth(more: Parameters<typeof settings>[0] = {}): Promise<void> {
  await openDiscord({ shards: 2 });
  for (const SHARDS of [FIRST, SECOND]) await startOn({ settings: settings({ SHARDS, ...more }) });
  await discord.ready();
}

describe('Two bots with a shard each', () => {
  it('answer each their own server, and a person in private once', async () => {
    await startBoth();
    expect(discord.gateway.shardsIdentified).toEqual([
      [0, 2],
      [1, 2],
    ]);
    discord.inviteBot();
    await logLine('greeted');
    await discord.sent();
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect((await mentioned(QUESTION, { channel: OTHER_CHANNEL_ID })).content).toContain(QUOTE);
    expect((await messaged(QUESTION)).content).toContain(QUOTE);
    expect((await askedFor()).content).toContain(QUOTE);
    expect(posts(/\/messages$/)).toHaveLength(4);
  });

  it('share a folder, and each is found well or not by its own shards', async () => {
    await startBoth();
    const isWell = (SHARDS: string) => health(settings({ SHARDS }), messagesFor('en')).isWell;
    expect([FIRST, SECOND].map(isWell)).toEqual([true, true]);
    await bot.stop();
    expect([FIRST, SECOND].map(isWell)).toEqual([true, false]);
  });

  it('leave what they have not finished in files of their own', async () => {
    await startBoth();
    let noted: string[] = [];
    discord.disturb(() => {
      noted = readdirSync(folder).filter((name) => name.startsWith('unfinished'));
      return undefined;
    });
    await mentioned(QUESTION);
    discord.disturb(null);
    expect(noted).toEqual(['unfinished-1-1.jsonl']);
    expect(existsSync(join(folder, 'bot.json'))).toBe(false);
  });

  it('know in private whoever is a member of a server of the other', async () => {
    await startBoth({ ALLOWED_SERVERS: GUILD_ID });
    expect((await messaged(QUESTION)).content).toContain(QUOTE);
    discord.leave();
    expect((await messaged(QUESTION, { user: 'nobody here' })).content).toContain(QUOTE);
  });

  it('leave no server of theirs where the list names but servers of the other', async () => {
    await startBoth({ ALLOWED_SERVERS: OTHER_GUILD_ID });
    await logLine('ALLOWED_SERVERS names no server of these shards: it answers in none, and leaves none');
    expect((await mentioned(QUESTION)).content).toMatch(/^Attest does not answer in this server\./);
  });
});

describeWithPostgres('Two bots over one database', () => {
  it('count what one person asks together', async () => {
    await startBoth({ ATTEST_INDEX: await freshDatabase(), USER_LIMIT: '2' });
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect((await messaged(QUESTION)).content).toContain(QUOTE);
    expect((await mentioned(QUESTION)).content).toMatch(
      /^You have asked 2 times within a minute\. Ask again in \d+ seconds\.$/,
    );
    expect((await mentioned(QUESTION, { user: 'friend' })).content).toContain(QUOTE);
  });

  it('keep to what is set by the other at once, and /forget-me finds what both have kept', async () => {
    const url = await freshDatabase();
    await startBoth({ ATTEST_INDEX: url });
    expect((await askedFor({}, { direct: true })).content).toContain(QUOTE);
    const limit = { outlets: 'Saltmarsh Post', private: true };
    expect((await discord.command('settings', limit, MANAGER).response()).content).toContain(
      'only from Saltmarsh Post',
    );
    const answer = await askedFor({}, { direct: true });
    expect(answer.content).not.toContain(QUOTE);
    expect(isPrivate(answer)).toBe(true);
    await askedFor();
    const data = await openServerDataPostgres(url);
    // They are kept once the answer stands.
    while ((await data.counts()).questions < 3) await setTimeout(10);
    expect((await discord.command('forget-me', {}, { direct: true }).response()).content).toMatch(
      /^Deleted: 3 questions and 0 votes of yours/,
    );
    expect(await data.counts()).toMatchObject({ questions: 0 });
    await data.close();
  });
});

describeWithPostgres('A bot whose shards another has', () => {
  const WAITING = 'another bot has shards of this one: waiting for its end';

  it.each([
    ['the same', '1', '1'],
    ['one of them', '0-1/2', '1-1/2'],
  ])('waits for the end of that, and nothing is answered twice: %s', async (_, SHARDS, waiting) => {
    const ATTEST_INDEX = await freshDatabase();
    await openDiscord({ shards: SHARDS === '1' ? 1 : 2 });
    await startOn({ settings: settings({ ATTEST_INDEX, SHARDS }) });
    await discord.ready();
    const first = bot;
    const second = startOn({
      settings: settings({ ATTEST_INDEX, SHARDS: waiting }),
      archive: new SmallArchive(),
    });
    await logLine(WAITING);
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect(posts(/\/messages$/)).toHaveLength(1);
    await first.stop();
    await second;
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect(lines(WAITING)).toHaveLength(1);
  });

  it('has its own where it answers for another application', async () => {
    const ATTEST_INDEX = await freshDatabase();
    await openDiscord();
    const other = await takeShards(ATTEST_INDEX, { SHARDS: 1, DISCORD_TOKEN: 'another' }, log());
    await startOn({ settings: settings({ ATTEST_INDEX }) });
    await discord.ready();
    await other.release();
  });

  it('ends where they were taken while the database was away', async () => {
    const server = await startPostgres();
    const shards = { SHARDS: 1, DISCORD_TOKEN: TOKEN };
    const one = await takeShards(server.url, shards, log());
    await server.halt();
    // Started meanwhile, it does not know that there is another.
    const other = await takeShards(server.url, shards, log());
    await server.restart();
    const { message } = await Promise.race([one.lost, other.lost]);
    expect(message).toContain('Another bot has taken the shards of this one');
    await Promise.all([one.release(), other.release()]);
  });
});

describeWithPostgres('While the database', () => {
  const CANNOT = 'settings cannot be read from the database; nothing is answered until they can';

  it('is away nothing is answered, a sentence says so, the log once; once it is back the bot answers', async () => {
    const server = await startPostgres();
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: server.url }) });
    await discord.ready();
    const limit = { outlets: 'Saltmarsh Post' };
    await discord.command('settings', limit, MANAGER).response();
    await server.kill();
    for (const { content } of [
      await mentioned(QUESTION),
      await askedFor(),
      await messaged(QUESTION),
      await discord.command('settings', {}, MANAGER).response(),
      await discord.command('forget-me', {}).response(),
    ])
      expect(content).toBe(UNUSABLE);
    expect(await discord.autocomplete('ask', { outlet: '' }, 'outlet').choices()).toEqual([]);
    expect(lines(CANNOT)).not.toHaveLength(0);
    expect(new Set(lines(CANNOT).map(({ reason }) => reason)).size).toBe(lines(CANNOT).length);
    expect(String(lines(CANNOT)[0]!.reason)).toMatch(/PostgreSQL .*at 127\.0\.0\.1:\d+/);
    expect(wholeLog()).not.toContain(server.password);
    await server.restart();
    const answer = await mentioned('Who painted the lighthouse violet?');
    expect(answer.content).toContain('Questions here are answered from Saltmarsh Post only.');
    await logLine('settings are read from the database again');
  });

  it('does not answer whoever asks is told in time, and no limit falls', async () => {
    const url = await freshDatabase();
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: url }) });
    await discord.ready();
    expect((await askedFor()).content).toContain(QUOTE);
    const other = openPostgres(url, { connections: 1 });
    try {
      await other.transaction(async (sql) => {
        await sql.rows('LOCK TABLE attest_people.settings, attest_people.asked');
        expect((await askedFor()).content).toBe(UNUSABLE);
        expect((await askedFor({}, { direct: true })).content).toBe(UNUSABLE);
        expect(
          lines('what is asked is counted in this process alone: the database does not count it'),
        ).toHaveLength(1);
      });
    } finally {
      await other.close();
    }
    expect((await askedFor()).content).toContain(QUOTE);
  });

  it('cannot be reached at the start, the bot starts, and answers once it can', async () => {
    const server = await startPostgres();
    await server.halt();
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: server.url }) });
    await discord.ready();
    expect((await mentioned(QUESTION)).content).toBe(UNUSABLE);
    await server.restart();
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  });

  it('lets nobody write, as a replica, questions are answered, and a vote is refused', async () => {
    const url = await freshDatabase();
    await (await openServerDataPostgres(url)).close();
    const replica = new URL(url);
    replica.searchParams.set('options', '-c default_transaction_read_only=on');
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: replica.href }) });
    await discord.ready();
    for (let i = 0; i < 2; i++) expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect((await discord.command('settings', { private: true }, MANAGER).response()).content).toBe(UNUSABLE);
    const reasons = lines('votes and questions cannot be kept in the database').map(({ reason }) =>
      String(reason),
    );
    expect(reasons[0]).toMatch(/read-only/);
    expect(reasons).toEqual([...new Set(reasons)]);
    expect(lines(CANNOT)).toEqual([]);
  });

  it('has gone without a word whoever asks is told in time, and is answered once there is a way again', async () => {
    const url = new URL(await freshDatabase());
    const way = await openWay(Number(url.port));
    url.port = String(way.port);
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: url.href, USER_LIMIT: '0' }) });
    await discord.ready();
    expect((await askedFor()).content).toContain(QUOTE);
    way.isCut = true;
    for (let i = 0; i < 6; i++) expect((await askedFor()).content).toBe(UNUSABLE);
    way.isCut = false;
    let answer = UNUSABLE;
    while (answer === UNUSABLE) answer = (await askedFor()).content;
    expect(answer).toContain(QUOTE);
    way.close();
  });

  it('is new nothing is answered where nobody knows what was set in the folder', async () => {
    const url = await freshDatabase();
    writeFileSync(join(folder, 'people.db'), 'no database '.repeat(1000));
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: url }) });
    await discord.ready();
    expect((await mentioned(QUESTION)).content).toBe(UNUSABLE);
    rmSync(join(folder, 'people.db'));
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  });

  it.each<[string, string[]]>([
    ['as it was left', []],
    ['as 0.1.0 has left it, without a copy', ['people.settings.json']],
    ['of which the copy alone is left', ['people.db', 'people.db-wal', 'people.db-shm']],
  ])('is new it takes on what was set in the folder %s: no limit falls with the move', async (_, missing) => {
    const url = await freshDatabase();
    await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
    for (const file of missing) rmSync(join(folder, file), { force: true });
    await openDiscord();
    await startOn({ settings: settings({ ATTEST_INDEX: url }) });
    await discord.ready();
    expect((await mentioned('Who painted the lighthouse violet?')).content).toContain(
      'Questions here are answered from Saltmarsh Post only.',
    );
    const data = await openServerDataPostgres(url);
    expect((await data.settingsIn(GUILD_ID, GENERAL_ID)).outlets).toEqual(['Saltmarsh Post']);
    await data.close();
  });
});
