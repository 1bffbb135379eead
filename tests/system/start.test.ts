// `npm start` as a process of its own on a loopback Discord: the real archive, the real build, real signals.
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import { openDatabase } from '../../src/index/database.ts';
import { startDiscord, TOKEN, type Discord } from '../support/loopback/discord.ts';
import { GENERAL_ID, MEMBER_PERMISSIONS, userNamed } from '../support/loopback/types.ts';
import { startAttest } from '../support/command-line.ts';
import { EXAMPLE } from '../support/project.ts';
import { settingsOf, shippedIndex, type NamedSettings } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { idIn } from '../support/components.ts';

const ARTICLE =
  'date 2025-10-20 https://radiopellow.example/x\n\nLighthouse Repainted\n\nThe Gull Holm lighthouse was repainted in violet on Friday.\n';

let discord: Discord;
let bot: ReturnType<typeof startAttest>;
let errors: string;
let shipped: NamedSettings;
beforeAll(async () => void (shipped = await shippedIndex()));
beforeEach(async () => void (discord = await startDiscord()));
afterEach(async () => {
  bot.kill('SIGKILL');
  await discord.stop();
  expect(discord.violations).toEqual([]);
});

function start(env: Record<string, string> = {}): void {
  errors = '';
  const { CORPUS_DIR, EMBEDDINGS_DIR } = shipped;
  const known = { CORPUS_DIR, EMBEDDINGS_DIR, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api };
  bot = startAttest(['start'], { env: { ...known, ...env } });
  bot.stderr.on('data', (data: Buffer) => (errors += data.toString()));
}

/** An article that is there before the one on the lighthouse comes. */
const writeShip = (corpus: string) =>
  copyFileSync(join(EXAMPLE, '2025-07-15_ship-under-car-park.txt'), join(corpus, 'ship.txt'));
const writeLighthouse = (corpus: string) => writeFileSync(join(corpus, 'lighthouse.txt'), ARTICLE);

/** The bot knows the article on the lighthouse. */
async function expectLighthouse(): Promise<void> {
  discord.mention('Which colour was the lighthouse repainted in?');
  expect((await discord.sent()).content).toContain('repainted in violet on Friday.');
}

const exitCode = async (): Promise<number> => (bot.exitCode ?? (await once(bot, 'exit'))[0]) as number;

test('a mention is answered from the archive, a kill breaks no button, and SIGTERM ends the bot with code 0', async () => {
  start();
  await discord.ready();
  discord.mention('How many hectares of eelgrass would the dredging destroy?');
  const answer = await discord.sent();
  expect(answer.content).toMatch(/^-# Question: .*\n> .*eelgrass/s);
  bot.kill('SIGKILL');
  await discord.left();
  start();
  await discord.ready();
  for (const [verb, opened] of [
    ['1:c:', /eelgrass/],
    ['1:v:1:', /^Noted/],
  ] as const)
    expect((await discord.button(idIn(answer, verb), answer.id).response()).content).toMatch(opened);
  // A forwarded message that does not say from where: discord.js throws, and nobody waits for it.
  const author = userNamed('reader');
  const forwarded = { id: '1', channel_id: GENERAL_ID, author, message_snapshots: [{ message: {} }] };
  discord.gateway.dispatch('MESSAGE_CREATE', forwarded);
  await discord.until('a line in the log', () => errors.includes('the bot goes on'));
  expect((await discord.button(idIn(answer, '1:c:'), answer.id).response()).content).toMatch(/eelgrass/);
  bot.kill('SIGTERM');
  expect(await exitCode()).toBe(0);
  expect(errors).not.toContain(TOKEN);
});

test('a wrong token ends it with one sentence and code 1', async () => {
  const wrong = 'MTA5ODc2NTQzMjEwOTg3NjU0.Gabcde.wrong-wrong-wrong-wrong-wrong-wrong';
  start({ DISCORD_TOKEN: wrong });
  expect(await exitCode()).toBe(1);
  expect(errors.trim().split('\n').at(-1)).toMatch(/^Discord refused the token\. Make a new one/);
  expect(errors).not.toContain(wrong);
});

test('/reindex builds in another process, and the new article answers without a restart', async () => {
  const corpus = join(temporaryFolder(), 'Zeitungs archiv');
  mkdirSync(corpus);
  writeShip(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() });
  await discord.ready();
  const manager = { user: 'manager', permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.ManageGuild };
  writeLighthouse(corpus);
  const asked = discord.command('reindex', {}, manager);
  const done = await asked.response((message) => /rebuilt/.test(message.content));
  expect(done.content).toMatch(/2 articles/);
  await expectLighthouse();
});

test('with WATCH=1 a new article is found within seconds, without a command', async () => {
  const corpus = temporaryFolder();
  writeShip(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder(), WATCH: '1' });
  await discord.ready();
  await discord.until('the folder is followed', () => errors.includes('following'));
  writeLighthouse(corpus);
  await discord.until('the index is up to date', () => errors.includes('index is up to date'));
  await expectLighthouse();
});

test('an index that another process has built anew is in use within 5 seconds', async () => {
  const embeddings = temporaryFolder();
  const corpus = temporaryFolder();
  writeShip(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings });
  await discord.ready();
  writeLighthouse(corpus);
  for (const file of readdirSync(embeddings)) if (file.startsWith('index-')) rmSync(join(embeddings, file));
  await buildIndex(settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings }));
  await discord.until('the newer index is in use', () => errors.includes('a newer index is in use'));
  await expectLighthouse();
});

test('the chat goes on with a first build that was ended early', async () => {
  const [corpus, embeddings] = [temporaryFolder(), temporaryFolder()];
  writeShip(corpus);
  await buildIndex(settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings }));
  const file = readdirSync(embeddings).find((name) => name.endsWith('.db') && name.startsWith('index-'))!;
  const index = openDatabase(join(embeddings, file), false);
  index.run("DELETE FROM meta WHERE key = 'indexedAt'");
  index.close();
  writeLighthouse(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings, DISCORD_TOKEN: '' });
  expect(await exitCode()).toBe(0);
  expect(errors).toMatch(/^The index is not complete: .*\n[^]*2 articles, /);
});

test.skipIf(libraryTrouble !== null)(
  'a vector index that is not sound is made anew beside the answers',
  async () => {
    const vectors = readdirSync(shipped.EMBEDDINGS_DIR).find((file) => file.endsWith('.hnsw'))!;
    const path = join(shipped.EMBEDDINGS_DIR, vectors);
    truncateSync(path, 100);
    start();
    await discord.ready();
    discord.mention('How many hectares of eelgrass would the dredging destroy?');
    expect((await discord.sent()).content).toMatch(/^-# Question: .*\n> .*eelgrass/s);
    await discord.until('the newer index is in use', () => errors.includes('a newer index is in use'));
    expect(statSync(path).size).toBeGreaterThan(100);
  },
);
