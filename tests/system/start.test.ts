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
import { attest, startAttest } from '../support/command-line.ts';
import { flipBit, overwriteText } from '../support/spoil.ts';
import { EXAMPLE } from '../support/project.ts';
import { settingsOf, shippedIndex, type NamedSettings } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { idIn } from '../support/components.ts';

const ARTICLE =
  'date 2025-10-20 https://radiopellow.example/x\n\nLighthouse Repainted\n\nThe Gull Holm lighthouse was repainted in violet on Friday.\n';

let discord: Discord;
let bot: ReturnType<typeof startAttest> | undefined;
let errors: string;
let shipped: NamedSettings;
let embeddings: string;
beforeAll(async () => void (shipped = await shippedIndex()));
beforeEach(async () => {
  discord = await startDiscord();
  embeddings = temporaryFolder();
  bot = undefined;
});
afterEach(async () => {
  bot?.kill('SIGKILL');
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

const exitCode = async (): Promise<number> => (bot!.exitCode ?? (await once(bot!, 'exit'))[0]) as number;

test('a mention is answered from the archive, a kill breaks no button, and SIGTERM ends the bot with code 0', async () => {
  start();
  await discord.ready();
  discord.mention('How many hectares of eelgrass would the dredging destroy?');
  const answer = await discord.sent();
  expect(answer.content).toMatch(/^-# Question: .*\n> .*eelgrass/s);
  bot!.kill('SIGKILL');
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
  bot!.kill('SIGTERM');
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
  rmSync(join(embeddings, `${file}.sha256`));
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

/** A folder of one article about a ship. */
function ownCorpus(): string {
  const corpus = temporaryFolder();
  writeShip(corpus);
  return corpus;
}

/** The chat that `npm start` is without a token, asked about the lighthouse; all that it prints, and its code. */
async function chat(env: Record<string, string>, args: string[] = []) {
  const input = 'Which colour was the lighthouse repainted in?\n';
  return attest(['start', ...args], { input, env: { EMBEDDINGS_DIR: embeddings, ...env } });
}

const built = (corpus: string) => buildIndex(settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings }));

test('the chat answers from files that came since the index was built', async () => {
  const corpus = ownCorpus();
  await built(corpus);
  writeLighthouse(corpus);
  const { code, stdout } = await chat({ CORPUS_DIR: corpus });
  expect([code, stdout]).toEqual([0, expect.stringContaining('repainted in violet')]);
  // What stands in them may take no time that is not asked for.
  rmSync(join(corpus, 'lighthouse.txt'));
  expect((await chat({ CORPUS_DIR: corpus }, ['--no-build'])).stdout).toContain('repainted in violet');
});

test('the bot indexes beside its answers what came since the index was built', async () => {
  const corpus = ownCorpus();
  await built(corpus);
  writeLighthouse(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings });
  await discord.ready();
  await discord.until('the index is up to date', () => errors.includes('index is up to date'));
  await expectLighthouse();
});

test('another corpus folder is noticed: its articles answer, and none of the earlier one, or one sentence refuses', async () => {
  const [earlier, later] = [ownCorpus(), temporaryFolder()];
  writeLighthouse(earlier);
  await built(earlier);
  writeShip(later);
  const refused = await chat({ CORPUS_DIR: later }, ['--no-build']);
  const fact = `The index was made from the articles in ${earlier}, and CORPUS_DIR is ${later} now.`;
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: `${fact} Run: npm run index\n` });
  const { code, stdout, stderr } = await chat({ CORPUS_DIR: later });
  expect([code, stderr]).toEqual([0, expect.stringContaining(fact)]);
  expect(stdout).not.toContain('repainted in violet');
  // Nothing is said once it is made from there.
  expect((await chat({ CORPUS_DIR: later }, ['--no-build'])).stderr).toBe('');
});

test('a mistyped corpus folder ends it with one sentence, and costs the index nothing', async () => {
  const corpus = ownCorpus();
  writeLighthouse(corpus);
  await built(corpus);
  const [gone, empty] = [join(corpus, 'mistyped'), temporaryFolder()];
  const [noFolder, noArticles] = await Promise.all([gone, empty].map((CORPUS_DIR) => chat({ CORPUS_DIR })));
  expect(noFolder).toMatchObject({ code: 1, stdout: '' });
  expect(noFolder!.stderr).toBe(
    `There is no corpus folder at ${gone}. Set CORPUS_DIR to the folder of your articles.\n`,
  );
  expect(noArticles).toMatchObject({ code: 1, stdout: '' });
  expect(noArticles!.stderr).toMatch(
    / holds no articles any more; the index stays as it is\. Set CORPUS_DIR /,
  );
  expect((await chat({ CORPUS_DIR: corpus }, ['--no-build'])).stdout).toContain('repainted in violet');
});

test('while its own corpus folder is away the index answers on, and says so', async () => {
  const corpus = ownCorpus();
  writeLighthouse(corpus);
  await built(corpus);
  rmSync(corpus, { recursive: true });
  const { code, stdout, stderr } = await chat({ CORPUS_DIR: corpus });
  expect([code, stdout]).toEqual([0, expect.stringContaining('repainted in violet')]);
  expect(stderr).toMatch(/^There is no corpus folder at .* It answers on\.$/m);
});

test('an index that breaks under the bot: nobody is told a path, the log is, and it is made anew', async () => {
  const corpus = ownCorpus();
  writeLighthouse(corpus);
  await built(corpus);
  start({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings });
  await discord.ready();
  const database = join(
    embeddings,
    readdirSync(embeddings).find((name) => name.endsWith('.db'))!,
  );
  overwriteText(database, 'repainted in violet', (at) => flipBit(database, at + 5));
  discord.mention('Which colour was the lighthouse repainted in?');
  const { content } = await discord.sent();
  expect(content).toContain('The archive is damaged and is being made anew');
  expect(content).not.toContain(embeddings);
  expect(errors).toContain(
    `The index ${database} is damaged (the article lighthouse.txt is not what was written)`,
  );
  await discord.until('the end of the build', () => errors.includes('the damaged index is made anew'));
  await expectLighthouse();
});
