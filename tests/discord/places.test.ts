// Where people are: servers that did not install the bot, group chats, channels where it may not write, and the links that bring it.
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { inviteLink, invitation } from '../../src/discord/invite.ts';
import { ENGLISH } from '../support/english.ts';
import {
  BOT_ID,
  FORUM_ID,
  GENERAL_ID,
  LOCKED_ID,
  MEMBER_PERMISSIONS,
  POST_ID,
  VOICE_ID,
} from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  askedFor,
  discord,
  expectAnswer,
  logLine,
  MANAGER,
  manualBuild,
  mentioned,
  messaged,
  openDiscord,
  posts,
  QUESTION,
  QUOTE,
  settings,
  start,
} from '../support/running-bot.ts';
import { ARTICLES, SERIES, SmallArchive } from '../support/small-archive.ts';
import { idIn } from '../support/components.ts';

const { UseExternalApps } = PermissionFlagsBits;

describe('A command that a person takes along', () => {
  it.each(['ask', 'source'])(
    '/%s is answered to them alone where they may not use external apps',
    async (name) => {
      await start();
      const values: Record<string, string> = name === 'ask' ? { question: QUESTION } : { title: 'harbour' };
      const answer = await discord.command(name, values, { foreign: true }).response();
      expect(answer.content).toContain('> The harbour bridge');
      expect(isPrivate(answer)).toBe(true);
    },
  );

  it('is answered for all where they may', async () => {
    await start();
    const permissions = MEMBER_PERMISSIONS | PermissionFlagsBits.UseExternalApps;
    const asked = discord.command('ask', { question: QUESTION }, { foreign: true, permissions });
    expect(isPrivate(await asked.response())).toBe(false);
  });

  it('has no button to share in a server where everything is private', async () => {
    await start();
    const asked = discord.command('ask', { question: QUESTION, private: true }, { foreign: true });
    expect(JSON.stringify((await asked.response()).components)).not.toContain('Share');
  });

  it('is answered in a group of friends', async () => {
    await start();
    const answer = await askedFor({}, { group: true });
    expect(answer.content).toContain(QUOTE);
    expect(isPrivate(answer)).toBe(false);
  });

  it('tells what is wrong to them alone, where the bot knows neither server nor channel', async () => {
    await start();
    const asked = discord.command('ask', { question: QUESTION, from: 'yesterday!' }, { foreign: true });
    const told = await asked.response();
    expect(told.content).toMatch(/is not a day/);
    expect(isPrivate(told)).toBe(true);
    const outlet = discord.command('ask', { question: QUESTION, outlet: 'The Moon' }, { group: true });
    await discord.until('the sentence', () => outlet.followups.find(isPrivate));
  });
});

describe.each([
  ['a server without the bot', { foreign: true, permissions: MEMBER_PERMISSIONS | UseExternalApps }],
  ['a group', { group: true }],
  ['the direct messages of two people', { pair: true }],
])('In %s', (_place, who) => {
  const friend = { ...who, user: 'a friend' };
  it('the buttons of an answer work for those, too, who did not bring the bot along', async () => {
    await start();
    const answer = await askedFor({}, who);
    expect(isPrivate(answer)).toBe(false);
    for (const [label, told] of [
      ['Context', 'Harbour bridge'],
      ['👍', 'Noted'],
    ] as const) {
      const opened = await discord.button(idIn(answer, label), answer.id, friend).response();
      expect(opened.content).toContain(told);
      expect(isPrivate(opened)).toBe(true);
    }
    await mentioned(QUESTION);
    expect(discord.messages(GENERAL_ID)).toHaveLength(2);
  });

  it('whoever asked turns the pages in place, and others in private', async () => {
    await start({ archive: new SmallArchive([...ARTICLES, ...SERIES]) });
    const choices = await discord.autocomplete('quotes', { speaker: 'cal' }, 'speaker', who).choices();
    const speaker = String(choices[0]!.value);
    const page = await discord.command('quotes', { speaker }, who).response();
    const next = idIn(page, '▶');
    const copy = await discord.button(next, page.id, friend).response();
    expect([isPrivate(copy), copy.content.includes('page 2')]).toEqual([true, true]);
    expect(page.content).not.toContain('page 2');
    await discord.button(next, page.id, who).response((message) => message.content.includes('page 2'));
    const card = await discord.command('source', { title: 'harbour' }, who).response();
    const choice = { values: [ARTICLES[1]!.id] };
    const own = discord.button(idIn(card, 'source'), card.id, { ...who, ...choice });
    await own.response(({ content }) => content.includes(ARTICLES[1]!.title));
  });

  it('a message is looked up, also one without text', async () => {
    await start();
    const texts = [QUOTE, ''].map((text) => discord.say(text));
    const [found, none] = await Promise.all(
      texts.map((id) => discord.menu('Find sources', id, who).response()),
    );
    expect(found!.content).toContain('**Exact**');
    expect(none!.content).toMatch(/no text/);
  });
});

describe('A channel where the bot may not write', () => {
  it('is named with the permission to who mentions it there, in private and once a minute', async () => {
    await start();
    for (let n = 0; n < 3; n++) discord.mention(QUESTION, { channel: LOCKED_ID });
    const told = await discord.sent();
    expect(told.channel_id).toBe(discord.directChannel().id);
    expect(told.content).toBe(
      'Attest may not answer in #locked: it lacks the permission Send Messages. Somebody who manages the channel can give it; /ask works without.',
    );
    await expectAnswer();
    expect(posts(new RegExp(`/channels/${LOCKED_ID}/`))).toEqual([]);
    expect(posts(/\/messages$/)).toHaveLength(2);
  });

  it.each([
    ['general', GENERAL_ID, PermissionFlagsBits.SendMessages, 'Send Messages'],
    ['general', GENERAL_ID, PermissionFlagsBits.ViewChannel, 'View Channels'],
    ['A post', POST_ID, PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
    ['voice', VOICE_ID, PermissionFlagsBits.Connect, 'Connect'],
  ])('#%s is named with it, too, when it was taken just now', async (name, channel, permission, told) => {
    await start();
    discord.takeFromBot(channel === POST_ID ? FORUM_ID : channel, permission);
    for (let n = 0; n < 2; n++) discord.mention(QUESTION, { channel });
    const message = await discord.sent();
    expect(message.channel_id).toBe(discord.directChannel().id);
    expect(message.content).toBe(
      `Discord refused what Attest wrote in #${name}: it probably lacks the permission ${told}. Somebody who manages the channel can give it; /ask works without.`,
    );
    expect(await logLine('Discord refused')).toMatchObject({ event: 'mention', channel });
    expect((await messaged(QUESTION, { user: 'somebody else' })).content).toContain(QUOTE);
  });

  it('is one of a server where it is in a timeout: told in private', async () => {
    await start();
    discord.timeOutBot(60_000);
    const { channel_id, content } = await mentioned(QUESTION);
    expect(channel_id).toBe(discord.directChannel().id);
    expect(content).toBe(
      'Attest may not answer in #general: it is in a timeout in that server. Somebody who moderates the server can end it.',
    );
    expect(posts(new RegExp(`/channels/${GENERAL_ID}/`))).toEqual([]);
  });

  it('is a locked thread: told in private', async () => {
    await start();
    discord.lockThread(POST_ID);
    const { channel_id, content } = await mentioned(QUESTION, { channel: POST_ID });
    expect(channel_id).toBe(discord.directChannel().id);
    expect(content).toBe(
      'Attest may not answer in #A post: the thread is locked. Somebody who manages threads can unlock it.',
    );
  });

  it('keeps the bot from nothing else when the person takes no direct messages', async () => {
    await start();
    const body = { code: 50007, message: 'Cannot send messages to this user' };
    discord.failNext('POST', /^\/channels\/\d+\/messages$/, { status: 403, body });
    discord.mention(QUESTION, { channel: LOCKED_ID });
    await logLine('could not tell the person');
    await expectAnswer();
  });

  it('is told by /status, and /ask works in it', async () => {
    await start();
    const status = await discord.command('status', {}, { channel: LOCKED_ID }).response();
    expect(status.content).toContain('Missing in this channel: Send Messages.');
    expect((await discord.command('status').response()).content).not.toContain('Missing');
    const answer = await askedFor({}, { channel: LOCKED_ID });
    expect(answer.content).toContain(QUOTE);
  });

  it('gets no report of a long build: whoever began it does', async () => {
    const { build, begun, reject } = manualBuild();
    await start({ build });
    discord.command('reindex', {}, { ...MANAGER, channel: LOCKED_ID });
    await begun;
    discord.expireTokens();
    reject(new Error('cut'));
    const told = await discord.sent();
    expect(told.channel_id).toBe(discord.directChannel(MANAGER.user).id);
    expect(discord.messages(GENERAL_ID)).toEqual([]);
  });
});

describe('The invitation', () => {
  it('asks for the bot, its commands and five permissions, and for a person for the commands alone', async () => {
    await openDiscord();
    const lines = (await invitation(settings(), ENGLISH)).split('\n');
    expect(lines[1]).toBe(inviteLink(BOT_ID, 'server'));
    const [server, person] = [lines[1]!, lines[3]!].map((link) => new URL(link).searchParams);
    const { ViewChannel, SendMessages, SendMessagesInThreads, CreatePublicThreads, ReadMessageHistory } =
      PermissionFlagsBits;
    const needed =
      ViewChannel | SendMessages | SendMessagesInThreads | CreatePublicThreads | ReadMessageHistory;
    expect(Object.fromEntries(server!)).toEqual({
      client_id: BOT_ID,
      integration_type: '0',
      permissions: String(needed),
      scope: 'bot applications.commands',
    });
    expect(Object.fromEntries(person!)).toEqual({
      client_id: BOT_ID,
      integration_type: '1',
      scope: 'applications.commands',
    });
    expect(discord.requests).toEqual([]);
  });

  it('asks Discord who the bot is when the token does not tell', async () => {
    await openDiscord({ token: 'odd.token.altogether' });
    expect(await invitation(settings({ DISCORD_TOKEN: 'odd.token.altogether' }), ENGLISH)).toContain(
      `client_id=${BOT_ID}`,
    );
    await expect(invitation(settings({ DISCORD_TOKEN: 'wrong' }), ENGLISH)).rejects.toThrow(
      'Discord refused the token.',
    );
  });

  it('needs a token', async () => {
    await openDiscord();
    await expect(invitation(settings({ DISCORD_TOKEN: '' }), ENGLISH)).rejects.toThrow(
      'There is no DISCORD_TOKEN.',
    );
  });
});
