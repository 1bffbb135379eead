// Settings, votes and records through the real discord.js client: who may set what, what it changes, and what is kept.
import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/index/database.ts';
import { openServerDataFile, serverDataFile } from '../../src/server-data/server-data-file.ts';
import type { KeptQuestion } from '../../src/server-data/server-data.ts';
import { settingsCopyFile } from '../../src/server-data/settings-copy.ts';
import { BOT_ID, GENERAL_ID, GUILD_ID, LOCKED_ID } from '../support/loopback/types.ts';
import { textChannel } from '../support/loopback/guild.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  askedFor,
  bot,
  discord,
  expectAnswer,
  folder,
  lines,
  logLine,
  MANAGER,
  mentioned,
  messaged,
  openDiscord,
  QUESTION,
  QUOTE,
  restart,
  setBeforehand,
  start,
  startOn,
  wholeLog,
} from '../support/running-bot.ts';

const UNANSWERED = 'Who painted the lighthouse violet?';

/** A manager sets something; gives what Attest says then. */
const set = async (values: Record<string, string | boolean>) =>
  (await discord.command('settings', values, MANAGER).response()).content;
/** What the people's file holds, as another process sees it. */
const kept = () => {
  const db = openDatabase(serverDataFile(folder), false);
  const questions = db.rows<KeptQuestion>('SELECT kind, text FROM questions ORDER BY id DESC');
  db.close();
  return questions;
};

describe('/settings', () => {
  beforeEach(() => start());

  it('shows the manager alone what is set, and nothing is set at first', async () => {
    const shown = await discord.command('settings', {}, MANAGER).response();
    expect(isPrivate(shown)).toBe(true);
    expect(shown.content).toBe(
      [
        '**This server**',
        '- answers when mentioned',
        '- answers as a reply',
        '- commands answer for all',
        '- from all outlets',
        "- interface in each person's own language",
        '- no texts of questions are kept',
        '- everybody may ask',
        '- nobody is excluded',
      ].join('\n'),
    );
  });

  it.each(['settings', 'insights'])('/%s refuses those who may not manage the server', async (name) => {
    const refused = await discord.command(name, {}).response();
    expect(refused.content).toBe('Only those who may manage the server can do that. Ask one of them.');
    expect(isPrivate(refused)).toBe(true);
    const { default_member_permissions: needs } = discord.commands.find((each) => each.name === name)!;
    expect(needs).toBe(String(PermissionFlagsBits.ManageGuild));
  });

  it('private makes /ask answer the asker alone unless told otherwise; a channel may differ', async () => {
    await set({ private: true });
    expect(isPrivate(await askedFor())).toBe(true);
    expect(isPrivate(await askedFor({ private: false }))).toBe(false);
    expect(await set({ private: false, channel: GENERAL_ID })).toContain(
      `- <#${GENERAL_ID}>: commands answer for all`,
    );
    expect(isPrivate(await askedFor())).toBe(false);
    await set({ reset: true, channel: GENERAL_ID });
    expect(isPrivate(await askedFor())).toBe(true);
  });

  it('outlets limit every question to them, and what is not found says so', async () => {
    expect(await set({ outlets: 'saltmarsh post' })).toContain('- only from Saltmarsh Post');
    const answer = await mentioned(QUESTION);
    expect(answer.content).toContain('> Ferry captains doubt');
    expect(answer.content).not.toContain(QUOTE);
    expect((await mentioned(UNANSWERED)).content).toContain(
      'Questions here are answered from Saltmarsh Post only.',
    );
    expect((await askedFor()).content).not.toContain(QUOTE);
    const refused = await askedFor({ outlet: 'Tidewater Gazette' });
    expect(isPrivate(refused)).toBe(true);
    expect(refused.content).toMatch(
      /^“Tidewater Gazette” is not asked here\. Questions here are answered from Saltmarsh Post only\./,
    );
    expect(await discord.autocomplete('ask', { outlet: '' }).choices()).toHaveLength(1);
    await set({ outlets: 'all' });
    expect((await askedFor()).content).toContain(QUOTE);
  });

  it('outlets are completed one after the other', async () => {
    const typing = (outlets: string) =>
      discord.autocomplete('settings', { outlets }, 'outlets', MANAGER).choices();
    expect((await typing('')).map(({ value }) => value)).toEqual([
      'all',
      'Tidewater Gazette',
      'Saltmarsh Post',
    ]);
    expect((await typing('Saltmarsh Post; t')).map(({ value }) => value)).toEqual([
      'Saltmarsh Post; Tidewater Gazette',
    ]);
  });

  it.each([
    [{ outlets: 'The @everyone Moon' }, /^The archive has no outlet “The \\@everyone Moon”\./],
    [{ every: true }, /^Every question is answered in channels only\. Say in which one/],
    [{ texts: true, channel: GENERAL_ID }, /^Texts are kept for the whole server, or not\./],
  ])('%j is refused with a sentence, and nothing is set', async (values, sentence) => {
    expect(await set(values)).toMatch(sentence);
    expect(await set({})).toContain('- from all outlets');
  });

  it('every says that it takes a restart and an intent, which is not asked for before', async () => {
    expect(await set({ every: true, channel: GENERAL_ID })).toMatch(
      /from the next start of Attest on\*\*.*Message Content Intent.*<#\d+>: every question is answered$/s,
    );
    expect(discord.gateway.wants(GatewayIntentBits.MessageContent)).toBe(false);
  });
});

describe('A channel in which every question is answered', () => {
  beforeEach(() => setBeforehand(GENERAL_ID, { every: true }));

  it('needs no mention, and other channels stay as they are', async () => {
    await start({}, { privileged: true });
    expect(discord.gateway.wants(GatewayIntentBits.MessageContent)).toBe(true);
    discord.say(QUESTION, { channel: LOCKED_ID });
    discord.say('The harbour bridge reopens in May.');
    const asked = discord.say(QUESTION);
    const answer = await discord.sent();
    expect(answer.content).toContain(`> ${QUOTE}`);
    expect(answer.message_reference?.message_id).toBe(asked);
    discord.reply(asked, QUESTION, { user: 'friend' });
    discord.reply(answer.id, 'Thanks!', { ping: false });
    discord.say(`@everyone ${QUESTION}`);
    await expectAnswer();
    expect(discord.messages(GENERAL_ID).filter(({ author }) => author.id === BOT_ID)).toHaveLength(2);
  });

  it('starts without the intent where Discord refuses it, and says what to switch on', async () => {
    await start();
    expect(
      await logLine('Discord refuses the text of messages; mentions and commands only are answered'),
    ).toEqual(
      expect.objectContaining({
        remedy: expect.stringMatching(/^switch on Message Content Intent at https/),
      }),
    );
    expect(discord.gateway.closed).toEqual([4014]);
    discord.say(QUESTION);
    await expectAnswer();
    expect(discord.messages(GENERAL_ID).filter(({ author }) => author.id === BOT_ID)).toHaveLength(1);
  });
});

describe('What is kept', () => {
  it('of a question is no text and no user id, and /insights says so', async () => {
    await start();
    await expectAnswer();
    await askedFor();
    await mentioned(UNANSWERED);
    await discord.until('three rows', () => kept().length === 3);
    expect(kept().map(({ kind, text }) => [kind, text])).toEqual([
      ['abstained', null],
      ['answered', null],
      ['answered', null],
    ]);
    const { content } = await discord.command('insights', {}, MANAGER).response(isPrivate);
    expect(content).toMatch(/^Last 30 days: 3 questions of 1 asker; 2 answered, 1 without an answer\./);
    expect(content).toContain('Their text is kept only where /settings says so');
  });

  it('with texts on, /insights groups what had no answer, escaped, and lets no other server see it', async () => {
    await setBeforehand(null, { texts: true });
    await start();
    for (const text of [
      UNANSWERED,
      'Who painted the violet lighthouse?',
      'Where are the **wild** @everyone geese?',
    ]) {
      await mentioned(text);
    }
    await messaged(UNANSWERED);
    await discord.until('four rows', () => kept().length === 4);
    const { content } = await discord.command('insights', { days: 7 }, MANAGER).response();
    expect(content).toMatch(/^Last 7 days: 3 questions/);
    expect(content).toMatch(/- 2 ×: Who painted .* \(and 1 question like it\)/);
    expect(content).toContain('- 1 ×: Where are the \\*\\*wild\\*\\* \\@everyone geese?');
  });

  it('/forget-me deletes it and says how much it was', async () => {
    await start();
    await askedFor();
    await expectAnswer();
    await discord.until('two rows', () => kept().length === 2);
    await mentioned(QUESTION, { user: 'somebody else' });
    const forgotten = await discord.command('forget-me', {}).response();
    expect(forgotten.content).toBe('Deleted: 2 questions and 0 votes of yours.');
    expect(isPrivate(forgotten)).toBe(true);
    expect((await discord.command('forget-me', {}, { direct: true }).response()).content).toBe(
      'Nothing was kept of you.',
    );
    await discord.until('one row', () => kept().length === 1);
  });
});

describe('A server that removes the bot', () => {
  const settingsKept = async () => {
    const people = openServerDataFile(folder);
    const { server, channels } = await people.settingsOf(GUILD_ID);
    await people.close();
    return [server, [...channels.keys()]];
  };
  const kept = async () => {
    await setBeforehand(null, { private: true });
    await setBeforehand(GENERAL_ID, { answers: 'thread' });
    await setBeforehand(LOCKED_ID, { private: false });
    await start();
    await askedFor();
  };

  it('takes its settings, questions and votes along', async () => {
    await kept();
    discord.gateway.dispatch('GUILD_DELETE', { id: GUILD_ID });
    await logLine('the server is left, and what was kept of it is deleted');
    expect(await settingsKept()).toEqual([{}, []]);
  });

  it('but not while it is only down; and a channel that is deleted takes along its own settings', async () => {
    await kept();
    discord.gateway.dispatch('CHANNEL_DELETE', textChannel(GENERAL_ID, 'general', 0));
    discord.gateway.dispatch('GUILD_DELETE', { id: GUILD_ID, unavailable: true });
    expect((await discord.command('forget-me', {}).response()).content).toContain('1 question');
    expect(await settingsKept()).toEqual([{ private: true }, [LOCKED_ID]]);
  });
});

describe('A file of settings that cannot be used', () => {
  /** Where it lies, and what is wrong with it, is for the log. */
  const UNUSABLE =
    'This cannot be done now: something is wrong on the machine of this bot. Its log says what.';

  const CANNOT = 'settings and votes cannot be used; settings are those of the copy';
  const spoil = () => writeFileSync(serverDataFile(folder), 'no database '.repeat(1000));
  const LIMITED = 'Questions here are answered from Saltmarsh Post only.';
  const limit = () => setBeforehand(null, { outlets: ['Saltmarsh Post'], private: true });
  const rid = () =>
    ['', '-wal', '-shm'].forEach((end) => rmSync(`${serverDataFile(folder)}${end}`, { force: true }));
  /** Whatever is asked is answered within the limits that were set. */
  async function expectLimited(): Promise<void> {
    expect((await mentioned(UNANSWERED)).content).toContain(LIMITED);
    const answer = await askedFor();
    expect(answer.content).not.toContain(QUOTE);
    expect(isPrivate(answer)).toBe(true);
    expect((await messaged(QUESTION)).content).not.toContain(QUOTE);
  }

  it('lets no limit fall: the copy has them; it is logged once, told to whoever needs it, and left as it is', async () => {
    await limit();
    spoil();
    await start();
    await expectLimited();
    await expectLimited();
    expect(await set({ private: true })).toBe(UNUSABLE);
    expect((await discord.command('forget-me', {}).response()).content).toBe(UNUSABLE);
    expect(wholeLog()).toMatch(/The file of settings and votes .*people\.db is damaged \(/);
    expect(lines(CANNOT)).toHaveLength(1);
    expect(readFileSync(serverDataFile(folder), 'utf8')).toMatch(/^no database/);
    rid();
    expect(await set({ language: 'en' })).toContain('only from Saltmarsh Post');
    await expectLimited();
  });

  it.each([
    ['before the bot starts', false],
    ['while the bot runs', true],
  ])('lets no limit fall when it is deleted %s', async (_, isRunning) => {
    await limit();
    if (!isRunning) rid();
    await start();
    if (isRunning) {
      await expectLimited();
      rid();
    }
    await expectLimited();
    expect(await set({})).toContain('only from Saltmarsh Post');
    await restart();
    await expectLimited();
  });

  it('and has no sound copy either answers nobody, and tells the owner what to do', async () => {
    await limit();
    spoil();
    writeFileSync(settingsCopyFile(folder), '{}');
    await start();
    discord.say(QUESTION);
    for (const { content } of [
      await mentioned(QUESTION),
      await askedFor(),
      await messaged(QUESTION),
      await discord.command('status').response(),
    ])
      expect(content).toBe(UNUSABLE);
    expect(await discord.autocomplete('ask', { outlet: '' }, 'outlet').choices()).toEqual([]);
    expect(lines(CANNOT).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/people\.db is damaged .* move it away/),
      expect.stringMatching(/^The copy of the settings .* is damaged\. Put it or people\.db back/),
    ]);
    rid();
    rmSync(settingsCopyFile(folder));
    expect(await set({})).toContain('from all outlets');
    await expectAnswer();
  });

  it('of before there were copies answers nobody while it is damaged', async () => {
    spoil();
    await start();
    expect((await mentioned(QUESTION)).content).toBe(UNUSABLE);
  });

  it('that is held by another process keeps no answer back', async () => {
    await start();
    await expectAnswer();
    const other = openDatabase(serverDataFile(folder), false);
    other.script('BEGIN EXCLUSIVE');
    await expectAnswer();
    expect(await set({ private: true })).toBe(UNUSABLE);
    expect(wholeLog()).toMatch(/people\.db is held by another process /);
    await expectAnswer();
    other.script('ROLLBACK');
    other.close();
    expect(await set({ private: true })).toContain('commands answer in private');
  });
});

it('Settings outlive the bot', async () => {
  await openDiscord();
  await startOn();
  await set({ private: true });
  await bot.stop();
  await startOn();
  expect(isPrivate(await askedFor())).toBe(true);
});
