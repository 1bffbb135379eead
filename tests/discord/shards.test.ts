// Two shards in one process, on a loopback Discord that recommends two: each has its servers, and all are answered from one index.
import { expect, it } from 'vitest';
import { GatewayIntentBits } from 'discord.js';
import {
  discord,
  lines,
  logLine,
  mentioned,
  messaged,
  openDiscord,
  QUESTION,
  QUOTE,
  setBeforehand,
  settings,
  startOn,
} from '../support/running-bot.ts';
import { GENERAL_ID } from '../support/loopback/types.ts';

async function startSharded(more: Parameters<typeof settings>[0] = {}): Promise<void> {
  await openDiscord({ shards: 2 });
  await startOn({ settings: settings({ SHARDS: 'auto', ...more }) });
  await discord.ready();
}

const registrations = () =>
  discord.requests.filter(({ method, path }) => method === 'PUT' && /commands$/.test(path));

it('Each shard identifies as one of two; a server is answered by its own and a person in private by the first, each once', async () => {
  await startSharded();
  expect(discord.gateway.shardsIdentified.toSorted()).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  expect((await messaged(QUESTION)).content).toContain(QUOTE);
  expect((await discord.command('status').response()).content).toContain('**3 articles**');
  expect(registrations()).toHaveLength(1);
});

it('A number of shards is taken as it is', async () => {
  await startSharded({ SHARDS: '2' });
  expect(discord.gateway.shardsIdentified.map(([, count]) => count)).toEqual([2, 2]);
});

it.each([
  ['is resumed', { code: 4000 }],
  ['is forgotten', { resume: false }],
])('A shard whose session %s comes back and answers, and the other goes on meanwhile', async (_, loss) => {
  await startSharded();
  discord.dropGateway(loss);
  expect((await mentioned(QUESTION, { channel: GENERAL_ID })).content).toContain(QUOTE);
  await discord.ready();
  expect((await messaged(QUESTION)).content).toContain(QUOTE);
  await logLine('gateway is back');
  expect(lines('gateway is lost, reconnecting')).toHaveLength(1);
});

it('What one person may ask is counted over all shards', async () => {
  await startSharded({ USER_LIMIT: '1' });
  expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  expect((await messaged(QUESTION)).content).toMatch(/^You have asked 1 time within a minute\./);
});

it('Where Discord refuses the text of messages, all shards go on without it', async () => {
  await openDiscord({ shards: 2 });
  await setBeforehand(GENERAL_ID, { every: true });
  await startOn({ settings: settings({ SHARDS: 'auto' }) });
  await discord.ready();
  expect(discord.gateway.wants(GatewayIntentBits.MessageContent)).toBe(false);
  expect((await mentioned(QUESTION)).content).toContain(QUOTE);
});
