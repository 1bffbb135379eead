// What people type and point at, through the real discord.js client and over a real archive: a bounded amount of work.
import { beforeAll, expect, it } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { blocksRun } from '../support/counted-work.ts';
import { TYPED } from '../support/hostile-typing.ts';
import { archive as held, discord, start } from '../support/running-bot.ts';
import { shippedIndex } from '../support/shipped.ts';

/** What Discord lets a message, and a title for /source, hold. */
const MESSAGE = 4000;
const TITLE = 300;
const MOST_BLOCKS = 10_000_000;

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive(await shippedIndex());
  return () => archive.close();
});

it('A message that sources are sought for is bounded work, whatever it holds', async () => {
  await start({ archive: { ...archive, close: () => {} } });
  for (const [n, typed] of Object.values(TYPED).entries()) {
    const message = discord.say(typed(MESSAGE));
    const sought = () => discord.menu('Find sources', message, { user: `person ${n}` }).response();
    expect(await blocksRun(sought)).toBeLessThan(MOST_BLOCKS);
  }
});

it('A title is completed at once, whatever is typed', async () => {
  await start({ archive: { ...archive, close: () => {} } });
  for (const typed of Object.values(TYPED)) {
    const completed = () => discord.autocomplete('source', { title: typed(TITLE) }).choices();
    expect(await blocksRun(completed)).toBeLessThan(MOST_BLOCKS / 100);
  }
});

it('Who types on and on is offered nothing more for a while, others are, and commands are answered', async () => {
  await start();
  const typed = (user: string) =>
    discord.autocomplete('ask', { outlet: 'post' }, 'outlet', { user }).choices();
  let offered = 0;
  while ((await typed('one')).length > 0) offered++;
  expect(offered).toBe(200);
  expect(await typed('another')).toHaveLength(1);
  await discord.command('status', {}, { user: 'one' }).response();
});

it('Who makes the machine work long for choices is offered none for a while, others are', async () => {
  await start();
  const find = held.find.bind(held);
  held.find = async (query) => {
    const until = performance.now() + 300;
    while (performance.now() < until);
    return find(query);
  };
  const typed = (user: string) =>
    discord.autocomplete('source', { title: 'bridge' }, 'title', { user }).choices();
  let offered = 0;
  while ((await typed('one')).length > 0) offered++;
  expect(offered).toBeLessThanOrEqual(7);
  expect((await typed('another')).length).toBeGreaterThan(0);
});
