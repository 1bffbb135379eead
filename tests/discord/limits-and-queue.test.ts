// Fair and calm, through the real discord.js client: who asks too often, who has to wait, who asks what another did.
import { describe, expect, it } from 'vitest';
import { GENERAL_ID } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  archive,
  askedFor,
  discord,
  followupOf,
  heldUp,
  mentioned,
  posts,
  QUESTION,
  QUOTE,
  start,
  startWith,
  typing,
} from '../support/running-bot.ts';

const AGAIN_IN = /Ask again in \d+ seconds?\.$/;

describe('Who asks too often', () => {
  it('is told in private when to ask again, and only they', async () => {
    await startWith({ USER_LIMIT: '2' });
    for (let n = 0; n < 2; n++) await askedFor();
    const told = await askedFor();
    expect(told.content).toMatch(/^You have asked 2 times within a minute\. Ask again in \d+ seconds\.$/);
    expect(isPrivate(told)).toBe(true);
    const other = discord.command('ask', { question: QUESTION }, { user: 'somebody else' });
    expect((await other.response()).content).toContain(QUOTE);
  });

  it('with mentions is told in one short reply a minute', async () => {
    await startWith({ USER_LIMIT: '1' });
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    for (let n = 0; n < 5; n++) discord.mention(QUESTION);
    expect((await discord.sent()).content).toMatch(AGAIN_IN);
    expect((await mentioned(QUESTION, { user: 'somebody else' })).content).toContain(QUOTE);
    expect(posts(/\/messages$/)).toHaveLength(3);
  });

  it('is a whole server too, whoever in it asks; in private they are answered', async () => {
    await startWith({ SERVER_LIMIT: '1' });
    await discord.command('status', {}, { user: 'one' }).response();
    const told = await discord.command('status', {}, { user: 'two' }).response();
    expect(told.content).toMatch(/^This server has asked 1 time within a minute\./);
    const direct = discord.command('ask', { question: QUESTION }, { user: 'two', direct: true });
    expect((await direct.response()).content).toContain(QUOTE);
  });

  it('may ask on and on where the owner sets no limit', async () => {
    await startWith({ USER_LIMIT: '0', SERVER_LIMIT: '0' });
    for (let n = 0; n < 30; n++) await discord.command('status').response();
  });

  it('is not counted for choices while typing', async () => {
    await startWith({ USER_LIMIT: '1' });
    for (let n = 0; n < 5; n++)
      expect(await discord.autocomplete('ask', { outlet: 'post' }).choices()).toHaveLength(1);
    await discord.command('status').response();
  });
});

describe('Who has to wait', () => {
  const others = ['What do captains doubt?', 'What has frost ruined?'];

  it('is told their place once, and the answer takes its place', async () => {
    const open = heldUp();
    await start();
    const [first, second, third] = [QUESTION, ...others].map((question) =>
      discord.command('ask', { question }),
    );
    expect((await third!.response()).content).toBe('-# 2 questions before yours…');
    expect((await second!.response()).content).toBe('-# 1 question before yours…');
    open();
    const answer = await third!.response(({ content }) => content.includes('frost'));
    expect(answer.versions.map(({ content }) => content)).toHaveLength(3);
    expect((await first!.response()).versions).toHaveLength(2);
  });

  it('after a mention is told in the very reply that becomes the answer', async () => {
    const open = heldUp();
    await start();
    discord.mention(QUESTION);
    await typing();
    const reply = await mentioned(others[0]!);
    expect(reply.content).toBe('-# 1 question before yours…');
    open();
    await discord.until('the answer in its place', () => reply.content.includes('> Ferry captains'));
    expect((await discord.sent()).content).toContain(QUOTE);
    expect(discord.messages(GENERAL_ID).filter(({ author }) => author.bot)).toHaveLength(2);
  });

  it('is refused when too many wait, at once, clearly and in private', async () => {
    const open = heldUp();
    await startWith({ MAX_WAITING: '1' });
    const [first, second] = [QUESTION, others[0]!].map((question) => discord.command('ask', { question }));
    expect((await second!.response()).content).toBe('-# 1 question before yours…');
    const third = discord.command('ask', { question: others[1]! });
    const told = await third.response();
    expect(told.content).toBe('The line is full (1 question). Ask again in a minute.');
    expect(isPrivate(told)).toBe(true);
    // In the acknowledgement itself: nothing else is asked of Discord.
    expect(told.versions).toHaveLength(1);
    expect(third.followups).toEqual([]);
    open();
    for (const each of [first!, second!]) await each.response(({ content }) => content.includes('> '));
  });

  it('is refused in private, too, where many ask in the same moment', async () => {
    const open = heldUp();
    await startWith({ MAX_WAITING: '1' });
    const asked = [QUESTION, ...others].map((question) => discord.command('ask', { question }));
    const told = await followupOf(asked[2]!);
    expect(told.content).toBe('The line is full (1 question). Ask again in a minute.');
    expect(isPrivate(told)).toBe(true);
    open();
    for (const each of asked.slice(0, 2)) await each.response(({ content }) => content.includes('> '));
  });
});

describe('Who asks what another did', () => {
  it('is answered from the first', async () => {
    await start();
    let asked = 0;
    archive.delay = () => Promise.resolve(void asked++);
    const all = ['one', 'two', 'three'].map((user) =>
      discord.command('ask', { question: QUESTION }, { user }),
    );
    for (const each of all) expect((await each.response()).content).toContain(QUOTE);
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
    expect(asked).toBe(1);
  });
});
