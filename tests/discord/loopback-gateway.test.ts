// The loopback Discord's bad days: dropped connections, forgotten sessions, reset tokens, rate limits, server errors.
import { GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Echo, echoClient, startEcho, stopEcho } from '../support/loopback/bot.ts';
import { type DiscordOptions, startDiscord } from '../support/loopback/discord.ts';
import { schemaMissing } from '../support/discord-schema.ts';
import { GENERAL_ID } from '../support/loopback/types.ts';
import { fairNow } from '../support/fair-clock.ts';

const MESSAGES = `/channels/${GENERAL_ID}/messages` as const;

let echo: Echo;

afterEach(() => stopEcho(echo));

async function start(options?: DiscordOptions): Promise<Echo> {
  echo = await startEcho(options);
  return echo;
}

/** A Discord, and a client that has not logged in to it. */
async function prepare(intents: number): Promise<Echo> {
  const discord = await startDiscord();
  echo = { discord, client: echoClient(discord, intents), thrown: [] };
  return echo;
}

describe('the gateway', () => {
  it.each([{}, { code: 4000 }, { code: 1006 }])(
    'replays what was missed after a drop with %o',
    async (drop) => {
      const { discord } = await start();
      discord.dropGateway(drop);
      discord.mention('while you were away');
      expect((await discord.sent()).content).toContain('while you were away');
      expect(discord.gateway).toMatchObject({ identified: 1, resumed: 1 });
    },
  );

  it.each([{ resume: false }, { resume: false, code: 4000 }])(
    'starts anew after a drop with %o',
    async (drop) => {
      const { discord } = await start();
      discord.dropGateway(drop);
      discord.mention('lost');
      await discord.ready();
      discord.mention('found');
      expect((await discord.sent()).content).toContain('found');
      expect(discord.gateway).toMatchObject({ identified: 2, resumed: 0 });
    },
  );

  it('notes heartbeats, and their absence while the event loop is blocked', async () => {
    const { discord } = await start({ heartbeatMs: 40 });
    await discord.until('heartbeats', () => discord.heartbeats[2]);
    const before = discord.longestHeartbeatGap;
    const end = fairNow() + before + 200;
    while (fairNow() < end);
    expect(discord.longestHeartbeatGap).toBeGreaterThan(before + 150);
  });

  it('makes a client whose heartbeats are not answered reconnect', async () => {
    const { discord } = await start({ heartbeatMs: 40 });
    discord.gateway.answersHeartbeats = false;
    await discord.until('a new connection', () => discord.gateway.resumed || undefined);
  });

  it('closes with 4014 for an intent that is not switched on', async () => {
    const { discord, client } = await prepare(GatewayIntentBits.Guilds | GatewayIntentBits.MessageContent);
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents');
    expect(await discord.left()).toEqual([4014]);
  });

  it('closes with 4004 when the token is reset, and rejects it from then on', async () => {
    const { discord, client } = await start();
    const lost = new Promise<number>((resolve) =>
      client.once('shardDisconnect', ({ code }) => resolve(code)),
    );
    discord.resetToken();
    expect(await lost).toBe(4004);
    await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
  });

  it('may have its server down', async () => {
    const discord = await startDiscord({ serverDown: true });
    echo = { discord, client: echoClient(discord), thrown: [] };
    await echo.client.login(discord.token);
    await discord.ready();
    expect(echo.client.guilds.cache.map(({ available }) => available)).toEqual([false]);
  });

  it('sees a client leave', async () => {
    const { discord, client } = await start();
    await client.destroy();
    expect(await discord.left()).toEqual([1000]);
  });
});

describe('the REST side', () => {
  it('rejects a wrong token', async () => {
    const { discord, client } = await prepare(GatewayIntentBits.Guilds);
    await expect(client.login(`${discord.token}x`)).rejects.toMatchObject({ code: 'TokenInvalid' });
    expect(discord.requests.map(({ path, status }) => `${path} ${status}`)).toEqual(['/gateway/bot 401']);
  });

  it.each([
    { status: 429, body: { message: 'slow down', retry_after: 0.05, global: false } },
    { status: 429, body: { message: 'slow down', retry_after: 0.05, global: true } },
    { status: 500 },
    { status: 'cut' as const },
  ])('has a $status once, then the true answer', async (fault) => {
    const { discord } = await start();
    discord.failNext('POST', /\/messages$/, fault);
    discord.mention('again');
    expect((await discord.sent()).content).toContain('again');
    expect(discord.requests.filter(({ path }) => path === MESSAGES)).toHaveLength(2);
  });

  it('waits as long as a 429 says', async () => {
    const { discord } = await start();
    discord.failNext('POST', MESSAGES, { status: 429, body: { message: 'wait', retry_after: 0.3 } });
    discord.mention('again');
    await discord.sent();
    const [first, second] = discord.requests.filter(({ path }) => path === MESSAGES);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(300);
  });

  it('fails as often as it is told', async () => {
    const { discord, thrown } = await start();
    discord.failNext('POST', MESSAGES, { status: 403, times: 2 });
    discord.mention('one');
    discord.mention('two');
    discord.mention('three');
    expect((await discord.sent()).content).toContain('three');
    expect(thrown).toEqual(Array(2).fill(expect.objectContaining({ code: 50013 })));
  });

  it('flags and refuses content over 2,000 characters', async () => {
    const { discord, thrown } = await start();
    discord.mention('x'.repeat(2000));
    expect(await discord.until('the refusal', () => thrown[0])).toMatchObject({ code: 50035, status: 400 });
    expect(discord.violations).toEqual([`POST ${MESSAGES}: content has 2029 characters, the limit is 2000`]);
  });

  it('flags a message that could ping, which is a rule of the project', async () => {
    const { discord, client } = await start();
    const posted = await client.rest.post(MESSAGES, { body: { content: '@everyone' } });
    expect(posted).toMatchObject({ mention_everyone: true });
    const [violation] = discord.violations;
    expect(violation).toBe(
      `POST ${MESSAGES}: project rule: allowed_mentions must be { parse: [] }, found nothing`,
    );
  });

  it('flags a route that Discord does not have', async () => {
    const { discord, client } = await start();
    await expect(client.rest.get('/no/such/thing')).rejects.toMatchObject({ status: 404 });
    expect(discord.violations).toEqual(['GET /no/such/thing: the loopback does not know this route']);
  });

  it.skipIf(schemaMissing)(
    `flags and refuses a body that breaks the schema ${schemaMissing || ''}`,
    async () => {
      const { discord, client } = await start();
      const body = { embeds: [{ title: 'A card', color: 'red' }], allowed_mentions: { parse: [] } };
      await expect(client.rest.post(MESSAGES, { body })).rejects.toMatchObject({ code: 50035 });
      expect(discord.violations.join()).toContain('schema: /embeds/0/color must be integer');
    },
  );
});
