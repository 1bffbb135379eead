// `npm start`: the bot as a process of its own on a loopback Discord, with the real archive, the real build and real signals;
// and the chat that it is without a token.
import { once } from 'node:events';
import { cpSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import { openDatabase } from '../../src/index/database.ts';
import { startDiscord, TOKEN, type Discord } from '../support/loopback/discord.ts';
import { GENERAL_ID, MEMBER_PERMISSIONS, userNamed, type StoredMessage } from '../support/loopback/types.ts';
import { attest, attestProcess, startAttest } from '../support/command-line.ts';
import { flipBit, overwriteText } from '../support/spoil.ts';
import { EXAMPLE } from '../support/project.ts';
import { settingsOf, shippedIndex } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { idIn } from '../support/components.ts';

/** Articles that come, each with what only it answers. */
const LIGHTHOUSE = {
  name: 'lighthouse.txt',
  title: 'Lighthouse Repainted',
  text: 'The Gull Holm lighthouse was repainted in violet on Friday.',
  question: 'When was the Gull Holm lighthouse repainted?',
};
const BAKERY = {
  name: 'bakery.txt',
  title: 'Bakery Closes',
  text: 'The bakery in Quorbeck closed on Friday after forty years.',
  question: 'When did the bakery in Quorbeck close?',
};
const WINDMILL = {
  name: 'windmill.txt',
  title: 'Windmill Sold',
  text: 'The windmill of Fenwick was sold for 900 crowns on Monday.',
  question: 'For how much was the windmill of Fenwick sold?',
};

const write = (corpus: string, { name, title, text }: typeof LIGHTHOUSE) =>
  writeFileSync(
    join(corpus, name),
    `date 2025-10-20 https://radiopellow.example/${name}\n\n${title}\n\n${text}\n`,
  );

/** A folder of one article about a ship. */
function ownCorpus(): string {
  const corpus = join(temporaryFolder(), 'Zeitungs archiv');
  cpSync(join(EXAMPLE, '2025-07-15_ship-under-car-park.txt'), join(corpus, 'ship.txt'));
  return corpus;
}

const built = (corpus: string, embeddings: string) =>
  buildIndex(settingsOf({ CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings }));

const fileIn = (folder: string, extension: string) =>
  join(
    folder,
    readdirSync(folder).find((name) => name.startsWith('index-') && name.endsWith(extension))!,
  );

describe('the bot', () => {
  let discord: Discord;
  let bot: ReturnType<typeof startAttest>;
  /** All that the running process has logged. */
  let logged: string;
  let corpus: string;
  let embeddings: string;

  function start(env: Record<string, string> = {}): Promise<void> {
    logged = '';
    const about = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: embeddings };
    bot = startAttest(['start'], {
      env: { ...about, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api, ...env },
    });
    bot.stderr.on('data', (data: Buffer) => (logged += data.toString()));
    return discord.ready();
  }

  /** Waits for a line of the log after its first characters, so many; all of them, unless told. */
  const line = (words: string, after = 0) =>
    discord.until(`"${words}" in the log`, () => logged.slice(after).includes(words));

  /** The bot knows the article. */
  async function expectKnown({ question, text }: typeof LIGHTHOUSE): Promise<void> {
    discord.mention(question);
    expect((await discord.sent()).content).toContain(text);
  }

  /** Tests that follow each other on one Discord. */
  function onDiscord(): void {
    beforeAll(async () => {
      discord = await startDiscord();
      embeddings = temporaryFolder();
    });
    afterAll(async () => {
      bot.kill('SIGKILL');
      await discord.stop();
      expect(discord.violations).toEqual([]);
    });
  }

  describe('that is killed and started again', () => {
    let answer: StoredMessage;
    onDiscord();
    beforeAll(async () => {
      corpus = temporaryFolder();
      cpSync(EXAMPLE, corpus, { recursive: true });
      await built(corpus, embeddings);
      await start();
    });

    test('answers a mention from the archive', async () => {
      discord.mention('How many hectares of eelgrass would the dredging destroy?');
      answer = await discord.sent();
      expect(answer.content).toMatch(/^-# Question: .*\n> .*eelgrass/s);
    });

    test('is well until it is killed, by what it has written, and says so on the page for its owner', async () => {
      const healthOf = async () => (await attest(['health'], { env: { EMBEDDINGS_DIR: embeddings } })).code;
      expect(await healthOf()).toBe(0);
      bot.kill('SIGKILL');
      await discord.left();
      // A process that was killed is there until somebody takes note of its end.
      await expect.poll(healthOf).toBe(1);
      await start({ ATTEST_HTTP: '127.0.0.1:0' });
      await line('a page for the owner is served');
      const [, url] = /"url":"([^"]+)"/.exec(logged)!;
      expect(await (await fetch(url!)).text()).toContain('connected to Discord');
      expect((await fetch(`${url!}healthz`)).status).toBe(200);
      expect(await healthOf()).toBe(0);
    });

    test('breaks no button by that, nor goes down by what discord.js cannot read', async () => {
      bot.kill('SIGKILL');
      await discord.left();
      write(corpus, BAKERY);
      if (libraryTrouble === null) truncateSync(fileIn(embeddings, '.hnsw'), 100);
      await start({ WATCH: '1' });
      for (const [verb, opened] of [
        ['1:c:', /eelgrass/],
        ['1:v:1:', /^Noted/],
      ] as const)
        expect((await discord.button(idIn(answer, verb), answer.id).response()).content).toMatch(opened);
      // A forwarded message that does not say from where: discord.js throws, and nobody waits for it.
      const author = userNamed('reader');
      const forwarded = { id: '1', channel_id: GENERAL_ID, author, message_snapshots: [{ message: {} }] };
      discord.gateway.dispatch('MESSAGE_CREATE', forwarded);
      await line('the bot goes on');
      expect((await discord.button(idIn(answer, '1:c:'), answer.id).response()).content).toMatch(/eelgrass/);
    });

    test('indexes beside its answers what came since the index was built, and makes unsound vectors anew', async () => {
      await line('index is up to date');
      await expectKnown(BAKERY);
      if (libraryTrouble !== null) return;
      await line('a newer index is in use');
      expect(statSync(fileIn(embeddings, '.hnsw')).size).toBeGreaterThan(100);
    });

    test('finds a new article within seconds with WATCH=1, without a command', async () => {
      await line('following');
      const before = logged.length;
      write(corpus, LIGHTHOUSE);
      await line('index is up to date', before);
      await expectKnown(LIGHTHOUSE);
    });

    test('leaves nobody without an answer or a sentence who was waiting when it was killed, and answers nobody twice', async () => {
      const question = 'How many hectares of eelgrass would the dredging destroy?';
      const asked = Array.from({ length: 12 }, (_, n) =>
        discord.command('ask', { question: `${question} (${n})` }, { user: `asker ${n}` }),
      );
      const mentioned = discord.mention(`${question}!`, { user: 'another' });
      await Promise.all(asked.map(({ acknowledged }) => acknowledged));
      bot.kill('SIGKILL');
      await discord.left();
      await start();
      await line('commands registered');
      const told = /^Attest was restarted while it was answering this\. Ask again\.$|eelgrass/;
      for (const each of asked) {
        const response = await each.response(({ content }) => told.test(content));
        expect(response.versions.filter(({ content }) => content.includes('> ')).length).toBeLessThanOrEqual(
          1,
        );
      }
      const replies = () =>
        discord.messages(GENERAL_ID).filter((each) => each.message_reference?.message_id === mentioned);
      await discord.until('the reply', () => replies().some(({ content }) => told.test(content)));
      expect(replies()).toHaveLength(1);
      expect(readdirSync(embeddings)).not.toContain('unfinished.jsonl');
    });

    test('ends at SIGTERM with code 0, and has logged no token', async () => {
      expect(bot.exitCode).toBeNull();
      bot.kill('SIGTERM');
      expect((await once(bot, 'exit'))[0]).toBe(0);
      expect(logged).not.toContain(TOKEN);
    });
  });

  describe('whose index changes while it runs', () => {
    onDiscord();
    beforeAll(async () => {
      corpus = ownCorpus();
      write(corpus, LIGHTHOUSE);
      await built(corpus, embeddings);
      await start();
    });

    test('tells nobody a path when the index breaks under it, but the log, and has it made anew', async () => {
      // Before anything is asked: SQLite keeps pages that it has read.
      const database = fileIn(embeddings, '.db');
      overwriteText(database, 'repainted in violet', (at) => flipBit(database, at + 5));
      discord.mention(LIGHTHOUSE.question);
      const { content } = await discord.sent();
      expect(content).toContain('The archive is damaged and is being made anew');
      expect(content).not.toContain(embeddings);
      expect(logged).toContain(
        `The index ${database} is damaged (the article lighthouse.txt is not what was written)`,
      );
      await line('the damaged index is made anew');
      await expectKnown(LIGHTHOUSE);
    });

    test('builds for /reindex in another process, and the new article answers without a restart', async () => {
      const manager = { user: 'manager', permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.ManageGuild };
      write(corpus, BAKERY);
      const asked = discord.command('reindex', {}, manager);
      const done = await asked.response((message) => /rebuilt/.test(message.content));
      expect(done.content).toMatch(/3 articles/);
      await expectKnown(BAKERY);
    });

    test('has an index that another process has built anew in use within 5 seconds', async () => {
      const before = logged.length;
      write(corpus, WINDMILL);
      for (const file of readdirSync(embeddings))
        if (file.startsWith('index-')) rmSync(join(embeddings, file));
      await built(corpus, embeddings);
      await line('a newer index is in use', before);
      await expectKnown(WINDMILL);
    });
  });

  test('ends with one sentence and code 1 where the token is wrong', async ({ onTestFinished }) => {
    const other = await startDiscord();
    onTestFinished(() => other.stop());
    const wrong = 'MTA5ODc2NTQzMjEwOTg3NjU0.Gabcde.wrong-wrong-wrong-wrong-wrong-wrong';
    const { EMBEDDINGS_DIR } = await shippedIndex();
    const { code, stderr } = await attestProcess(['start'], {
      env: { CORPUS_DIR: EXAMPLE, EMBEDDINGS_DIR, DISCORD_TOKEN: wrong, DISCORD_API: other.api },
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^Discord refused the token\. Make a new one/);
    expect(stderr).not.toContain(wrong);
  });
});

describe('the chat', () => {
  let embeddings: string;
  beforeEach(() => {
    embeddings = temporaryFolder();
  });

  /** What it prints when it is asked about the lighthouse, and its code. */
  async function chat(env: Record<string, string>, args: string[] = []) {
    const input = `${LIGHTHOUSE.question}\n`;
    return attest(['start', ...args], { input, env: { EMBEDDINGS_DIR: embeddings, ...env } });
  }

  test('goes on with a first build that was ended early', async () => {
    const corpus = ownCorpus();
    await built(corpus, embeddings);
    const database = fileIn(embeddings, '.db');
    const index = openDatabase(database, false);
    index.run("DELETE FROM meta WHERE key = 'indexedAt'");
    index.close();
    rmSync(`${database}.sha256`);
    write(corpus, LIGHTHOUSE);
    const { code, stderr } = await chat({ CORPUS_DIR: corpus });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The index is not complete: .*\n[^]*2 articles, /);
  });

  test('answers from files that came since the index was built', async () => {
    const corpus = ownCorpus();
    await built(corpus, embeddings);
    write(corpus, LIGHTHOUSE);
    const { code, stdout } = await chat({ CORPUS_DIR: corpus });
    expect([code, stdout]).toEqual([0, expect.stringContaining('repainted in violet')]);
    // What stands in them may take no time that is not asked for.
    rmSync(join(corpus, 'lighthouse.txt'));
    expect((await chat({ CORPUS_DIR: corpus }, ['--no-build'])).stdout).toContain('repainted in violet');
  });

  test('another corpus folder is noticed: its articles answer, and none of the earlier one, or one sentence refuses', async () => {
    const [earlier, later] = [ownCorpus(), ownCorpus()];
    write(earlier, LIGHTHOUSE);
    await built(earlier, embeddings);
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
    write(corpus, LIGHTHOUSE);
    await built(corpus, embeddings);
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
    write(corpus, LIGHTHOUSE);
    await built(corpus, embeddings);
    rmSync(corpus, { recursive: true });
    const { code, stdout, stderr } = await chat({ CORPUS_DIR: corpus });
    expect([code, stdout]).toEqual([0, expect.stringContaining('repainted in violet')]);
    expect(stderr).toMatch(/^There is no corpus folder at .* It answers on\.$/m);
  });
});
