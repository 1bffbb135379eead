// Sixty questions of twenty people within a second and a half, over the shipped corpus: none is lost, none is late.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { startBot, type Bot } from '../../src/discord/bot.ts';
import { openLog } from '../../src/log.ts';
import { askAll, manyOf } from '../bench/load-questions.ts';
import { type Discord, startDiscord, TOKEN } from '../support/loopback/discord.ts';
import { QUESTION_FILE, questionsIn } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';

let discord: Discord;
let bot: Bot;

beforeAll(async () => {
  discord = await startDiscord();
  const settings = { ...(await shippedIndex()), DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api };
  bot = await startBot({
    settings,
    log: openLog('silent'),
    archive: await openArchive(settings),
    openArchive: () => openArchive(settings),
    build: () => Promise.reject(new Error('nobody rebuilds')),
  });
  await discord.ready();
});

afterAll(async () => {
  await bot.stop();
  await discord.stop();
});

it('Every question of a crowd is acknowledged in time and answered, and the gateway hears from the bot meanwhile', async () => {
  const outcomes = await askAll(discord, manyOf(questionsIn(QUESTION_FILE), 60), { people: 20, ms: 1500 });
  const commands = outcomes.filter(({ mention }) => !mention);
  expect(commands).toHaveLength(48);
  expect(commands.filter(({ acknowledgedMs }) => acknowledgedMs === undefined)).toEqual([]);
  expect(outcomes.filter(({ answeredMs }) => answeredMs === undefined)).toEqual([]);
  // A beat every 300 ms; the client takes a gateway for dead that has not answered one before the next is due.
  expect(discord.longestHeartbeatGap).toBeLessThan(600);
  // An acknowledgement that is late is a violation.
  expect(discord.violations).toEqual([]);
});
