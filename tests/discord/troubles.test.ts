// What goes wrong with Discord, and bugs: a line in the log, a retry where Discord says so, and the bot lives.
import { describe, expect, it } from 'vitest';
import { HostError } from '../../src/errors.ts';
import { GENERAL_ID, GUILD_ID } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  archive,
  askedFor,
  discord,
  expectAnswer,
  followupOf,
  heldUp,
  lines,
  logLine,
  manualBuild,
  mentioned,
  openDiscord,
  QUESTION,
  QUOTE,
  start,
  startOn,
  typing,
  wholeLog,
} from '../support/running-bot.ts';
import { reportOf } from '../support/small-archive.ts';

describe('Trouble with Discord', () => {
  it('A gateway that is lost and resumed loses no question', async () => {
    await start();
    discord.dropGateway({ code: 4000 });
    await expectAnswer();
    expect(discord.gateway.resumed).toBe(1);
    await logLine('gateway is back');
    expect(lines('gateway is lost, reconnecting')).toHaveLength(1);
  });

  it('A gateway whose session is forgotten is logged in to anew', async () => {
    await start();
    discord.dropGateway({ resume: false });
    await discord.ready();
    await expectAnswer();
    expect(discord.gateway.identified).toBe(2);
  });

  it('A 429 is waited out, and logged in a line without a token', async () => {
    await start();
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 429 });
    discord.failNext('POST', /^\/interactions\//, { status: 429 });
    await expectAnswer();
    expect((await askedFor()).content).toContain(QUOTE);
    expect(lines('Discord answered with an error').map(({ status, route }) => [status, route])).toEqual([
      [429, '/channels/:id/messages'],
      [429, '/interactions/:id/:token/callback'],
    ]);
    expect(wholeLog()).not.toMatch(/loopback-\d/);
  });

  it('A 500 is tried again', async () => {
    await start();
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 500, times: 2 });
    await expectAnswer();
  });

  it('Typing that cannot be shown keeps no answer back', async () => {
    await start();
    discord.failNext('POST', /typing$/, { status: 403 });
    await expectAnswer();
  });

  it('An interaction that has expired is logged in one line, and the bot answers on', async () => {
    await start();
    discord.command('ask', { question: QUESTION }, { expired: true });
    const line = await logLine('Discord refused');
    expect(line).toMatchObject({ event: 'ask', code: 10062 });
    await expectAnswer();
  });

  it('An acknowledgement that comes too late is logged in one line, and the bot answers on', async () => {
    await start({}, { lateAfter: 50 });
    discord.delayAcknowledgement(100);
    discord.command('ask', { question: QUESTION });
    const line = await logLine('Discord refused');
    expect(line).toMatchObject({ event: 'ask', code: 10062 });
    await expectAnswer();
  });

  it('A channel where Discord refuses the answer is logged in one line and told in private, and the bot answers on', async () => {
    await start();
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 403 });
    discord.mention(QUESTION);
    const line = await logLine('Discord refused');
    expect(line).toMatchObject({ event: 'mention', code: 50013, channel: GENERAL_ID, guild: GUILD_ID });
    expect((await discord.sent()).channel_id).toBe(discord.directChannel().id);
    await expectAnswer();
  });

  it('A person whom the bot may not write to is a line in the log and no bug', async () => {
    await start();
    const body = { code: 50278, message: 'Cannot send messages to this user due to having no mutual guilds' };
    discord.failNext('POST', /^\/channels\/\d+\/messages$/, { status: 403, body });
    discord.directMessage(QUESTION);
    expect(await logLine('Discord refused')).toMatchObject({ event: 'mention', code: 50278 });
    await expectAnswer();
  });

  it('A channel whose history the bot may not read gets a message in place of a reply', async () => {
    await start();
    const refusal = {
      status: 400,
      body: { code: 160002, message: 'Cannot reply without permission to read message history' },
    };
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, refusal);
    const answer = await mentioned(QUESTION);
    expect(answer.content).toContain(QUOTE);
    expect(answer.message_reference).toBeUndefined();
  });

  it('A question that is deleted while it is answered is logged in one line, and nothing is posted', async () => {
    const open = heldUp();
    await start();
    const asked = discord.mention(QUESTION);
    await typing();
    discord.erase(asked);
    open();
    await logLine('Discord refused');
    expect(discord.messages(GENERAL_ID)).toEqual([]);
  });

  it('Commands that cannot be registered are logged in one line, and mentions are answered', async () => {
    await openDiscord();
    discord.failNext('PUT', /commands$/, { status: 403, body: { code: 50001, message: 'Missing Access' } });
    await startOn();
    expect(lines('commands are not registered; mentions are answered')).toHaveLength(1);
    await expectAnswer();
  });
});

describe('A bug', () => {
  it('is told as an id and logged with it, in one line', async () => {
    archive.delay = () => Promise.reject(new TypeError('x is not a function'));
    await start();
    const { content } = await mentioned(QUESTION);
    const id = /^Something went wrong \((\w{8})\)\.$/.exec(content)?.[1];
    expect(lines('failed')).toMatchObject([{ id, event: 'mention', reason: 'x is not a function' }]);
  });

  it('in a public command is told to the asker alone', async () => {
    archive.delay = () => Promise.reject(new TypeError('x is not a function'));
    await start();
    const asked = discord.command('ask', { question: QUESTION });
    const told = await followupOf(asked);
    expect(told.content).toMatch(/^Something went wrong \(\w{8}\)\.$/);
    expect(isPrivate(told)).toBe(true);
  });
});

describe('An index that turns out to be damaged', () => {
  const PATH = '/srv/attest/embeddings/index.db';
  const damage = () =>
    new HostError(`The index ${PATH} is damaged (why).`, 'Run: npm run index', { isDamage: true });
  const damaged = () => (archive.delay = () => Promise.reject(damage()));
  const HEALING =
    'The archive is damaged and is being made anew from its articles. Ask again in a few minutes.';

  it('is told without a path, logged with it, made anew once, and answered from again', async () => {
    const { build, begun, resolve } = manualBuild();
    await start({ build });
    damaged();
    expect((await mentioned(QUESTION)).content).toBe(HEALING);
    expect(await logLine('refused by what is on this machine')).toMatchObject({
      level: 50,
      reason: `The index ${PATH} is damaged (why).`,
    });
    await begun;
    // No answer comes from it any more, be it that the next question would meet no damage.
    archive.delay = () => Promise.resolve();
    expect((await askedFor()).content).toBe(HEALING);
    expect(lines('refused by what is on this machine').filter(({ level }) => level === 50)).toHaveLength(1);
    resolve(reportOf());
    await logLine('the damaged index is made anew');
    await expectAnswer();
  });

  it('and cannot be made anew is logged with why, and no build follows the other', async () => {
    let builds = 0;
    const build = () => {
      builds++;
      return Promise.reject(new HostError(`${PATH} cannot be written.`, 'Make room.'));
    };
    await start({ build });
    damaged();
    expect((await mentioned(QUESTION)).content).toBe(HEALING);
    expect(await logLine('the damaged index could not be made anew')).toMatchObject({
      reason: `${PATH} cannot be written. Make room.`,
    });
    expect((await mentioned(QUESTION)).content).toBe(HEALING);
    expect(builds).toBe(1);
  });

  it('for reasons of the machine, such as a lock, is told without a path, too, and nothing is built', async () => {
    await start();
    archive.delay = () => Promise.reject(new HostError(`The index ${PATH} is held.`, 'Wait.'));
    const { content } = await mentioned(QUESTION);
    expect(content).toMatch(/^This cannot be done now: something is wrong on the machine of this bot\./);
    archive.delay = () => Promise.resolve();
    await expectAnswer();
  });
});
