// `npm start` over an archive in PostgreSQL that several processes share.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { PermissionFlagsBits } from 'discord.js';
import { buildIndex } from '../../src/build.ts';
import { lockBuilds } from '../../src/indexing/backend.ts';
import { indexState } from '../../src/indexing/index-state.ts';
import { openModel } from '../../src/model/models.ts';
import { startDiscord, TOKEN, type Discord } from '../support/loopback/discord.ts';
import { attest, startAttest, outcomeOf } from '../support/command-line.ts';
import { startLeavingFront } from '../support/leaving-front.ts';
import { startPostgres } from '../support/postgres-process.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryCorpus, temporaryFolder } from '../support/temporary.ts';

const QUESTION = 'When will the Gull Holm ferry return?';
const ANSWER = 'Oct. 22';

/** A bot over an archive in a database, with no articles of its own unless they are given. */
const startBot = (discord: Discord, url: string, env: Record<string, string> = {}) =>
  startAttest(['start'], {
    env: {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API: discord.api,
      ATTEST_INDEX: url,
      EMBEDDINGS_DIR: temporaryFolder(),
      ...env,
    },
  });

describeWithPostgres('npm start over a shared archive', () => {
  test('answers from it whatever articles lie on this machine, and leaves it as it is', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    await buildIndex(settings);
    const env = {
      ATTEST_INDEX: settings.ATTEST_INDEX,
      EMBEDDINGS_DIR: temporaryFolder(),
      CORPUS_DIR: temporaryCorpus([
        'date 2025-10-20 https://other.example/x\n\nAnother\n\nThe ferry was sold for scrap.\n',
      ]),
    };
    expect((await attest(['start'], { env, input: QUESTION })).stdout).toContain(ANSWER);
    expect((await attest(['start'], { env, input: QUESTION })).stdout).toContain('24 articles');
    // Nor does it matter where there are none at all.
    const nowhere = { ...env, CORPUS_DIR: '/nowhere' };
    expect((await attest(['start'], { env: nowhere, input: QUESTION })).stdout).toContain(ANSWER);
  });

  test('does not put its own articles in the place of an archive that another version or model has made', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    const model = await openModel(settings);
    await buildIndex(settings, { model: { ...model, name: 'newer', fingerprint: 'newer' } });
    const env = { ATTEST_INDEX: settings.ATTEST_INDEX, EMBEDDINGS_DIR: temporaryFolder() };
    const started = await attest(['start'], {
      env: { ...env, CORPUS_DIR: settings.CORPUS_DIR },
      input: QUESTION,
    });
    expect(started.code).toBe(1);
    expect(started.stderr).toContain('The index was made by "newer"');
  });

  test('as a bot builds nothing from its own articles when it is asked to', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    await buildIndex(settings);
    const discord = await startDiscord();
    const bot = startBot(discord, settings.ATTEST_INDEX!, {
      CORPUS_DIR: temporaryCorpus([
        'date 2025-10-20 https://other.example/x\n\nAnother\n\nThe ferry was sold for scrap.\n',
      ]),
    });
    try {
      await discord.ready();
      const asked = discord.command('reindex', {}, { permissions: PermissionFlagsBits.ManageGuild });
      const told = await discord.until('a sentence in private', () =>
        asked.followups.find(({ content }) => content.includes('only reads its archive')),
      );
      expect(told.content).toContain('Build it where its articles are');
      expect((await indexState(settings)).coverage).toMatchObject({ articles: 24 });
    } finally {
      bot.kill('SIGKILL');
      await discord.stop();
    }
  });

  test('waits for the first build while another process makes it', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    const unlock = await lockBuilds(settings);
    const env = {
      ATTEST_INDEX: settings.ATTEST_INDEX,
      EMBEDDINGS_DIR: temporaryFolder(),
      CORPUS_DIR: settings.CORPUS_DIR,
    };
    const child = startAttest(['start'], { env, input: QUESTION });
    const told = new Promise<void>((resolve) => {
      let stderr = '';
      child.stderr.on('data', (data: Buffer) => {
        stderr += data.toString();
        if (stderr.includes('Waiting until it is done.')) resolve();
      });
    });
    const ended = outcomeOf(child);
    await told;
    await unlock();
    expect((await ended).stdout).toContain(ANSWER);
  });

  test('as a bot waits for a server that is not there yet, and says so once', async () => {
    const server = await startPostgres();
    await buildIndex(settingsOf({ ATTEST_INDEX: server.url }));
    await server.halt();
    const discord = await startDiscord();
    const bot = startBot(discord, server.url);
    try {
      let said = '';
      bot.stderr.on('data', (data: Buffer) => (said += data.toString()));
      await expect.poll(() => said).toContain('the connection is refused');
      await server.restart();
      await discord.ready();
      expect(said.match(/the connection is refused/g)).toHaveLength(1);
    } finally {
      bot.kill('SIGKILL');
      await discord.stop();
      await server.stop();
    }
  });

  test('as a bot waits for a server that goes away amid the start', async () => {
    const url = new URL(await freshDatabase());
    await buildIndex(settingsOf({ ATTEST_INDEX: url.href }));
    const front = await startLeavingFront(Number(url.port));
    url.port = String(front.port);
    const discord = await startDiscord();
    const bot = startBot(discord, url.href);
    try {
      let said = '';
      bot.stderr.on('data', (data: Buffer) => (said += data.toString()));
      await expect.poll(() => said).toContain('the connection is refused');
      await front.comeBack();
      await discord.ready();
    } finally {
      bot.kill('SIGKILL');
      await discord.stop();
      await front.close();
    }
  });

  test('as a bot does not wait for what is there and no database', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const discord = await startDiscord();
    const { port } = other.address() as AddressInfo;
    const ended = await outcomeOf(startBot(discord, `postgres://anna@127.0.0.1:${port}/archive`));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('was lost');
    await discord.stop();
    other.close();
  });
});
