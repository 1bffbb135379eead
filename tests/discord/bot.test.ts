// The bot on the real discord.js client: which messages it answers and how, how it starts and stops.
import { MessageFlags, MessageType, type APIMessageSnapshot } from 'discord.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commands, menus } from '../../src/discord/commands.ts';
import { deployCommands } from '../../src/discord/deploy.ts';
import { UserError } from '../../src/errors.ts';
import { idIn, labelsIn } from '../support/components.ts';
import { ENGLISH } from '../support/english.ts';
import { isPrivate } from '../support/loopback/state.ts';
import { TOKEN } from '../support/loopback/discord.ts';
import { BOT_ID, BOT_ROLE_ID, GUILD_ID, type StoredMessage } from '../support/loopback/types.ts';
import {
  archive,
  askedFor,
  bot,
  discord,
  heldUp,
  lines,
  logLine,
  MANAGER,
  manualBuild,
  mentioned,
  messaged,
  openDiscord,
  posts,
  QUESTION,
  QUOTE,
  replied,
  settings,
  start,
  startOn,
  typing,
  wholeLog,
} from '../support/running-bot.ts';

/** A message that the bot must not answer, then one that it must: the first it sends is for the second. */
async function expectSilence(say: () => unknown): Promise<void> {
  say();
  const asked = discord.mention(QUESTION, { user: 'somebody else' });
  expect((await discord.sent()).message_reference?.message_id).toBe(asked);
}

const FORWARD = { type: 1, message_id: '900000000000000778', channel_id: '900000000000000779' };
const FORWARDED: APIMessageSnapshot = {
  message: {
    ...{ content: `<@${BOT_ID}> ${QUESTION}`, mentions: [], mention_roles: [], attachments: [], embeds: [] },
    ...{ type: 0, timestamp: new Date(0).toISOString(), edited_timestamp: null },
  },
};

describe('A message', () => {
  beforeEach(() => start());

  it('that mentions the bot is answered with quotes, as a reply that pings nobody', async () => {
    const asked = discord.mention(QUESTION);
    const answer = await discord.sent();
    expect(answer.content).toContain(
      `> ${QUOTE}\n-# [1] Tidewater Gazette, 4 March 2025 · [Harbour bridge to reopen in May](<https://`,
    );
    expect(answer.message_reference?.message_id).toBe(asked);
    expect(answer.mentions).toEqual([]);
    expect(answer.flags! & MessageFlags.SuppressEmbeds).toBeTruthy();
  });

  it('is answered after the bot has begun to type', async () => {
    await mentioned(QUESTION);
    const order = posts(/^\/channels\//).map(({ path }) => path.split('/').at(-1));
    expect(order).toEqual(['typing', 'messages']);
  });

  it('may mention the bot anywhere and in the old way', async () => {
    expect((await mentioned(`When does the harbour bridge <@${BOT_ID}> reopen?`)).content).toContain(QUOTE);
    expect((await mentioned(`${QUESTION} <@!${BOT_ID}> <@${BOT_ID}>`)).content).toContain(QUOTE);
  });

  it('that replies to an answer is answered, with a mention or without', async () => {
    const first = await mentioned(QUESTION);
    const asked = discord.reply(first.id, 'What do ferry captains doubt?');
    const second = await discord.sent();
    expect(second.message_reference?.message_id).toBe(asked);
    expect(second.content).toContain('> Ferry captains doubt that the harbour bridge will reopen in May.');
    expect((await replied(second.id, `<@${BOT_ID}> ${QUESTION}`)).content).toContain(QUOTE);
    expect(posts(/\/messages$/)).toHaveLength(3);
  });

  it('in private is answered without a mention', async () => {
    const answer = await messaged(QUESTION);
    expect(answer.content).toContain(QUOTE);
    expect(answer.channel_id).toBe(discord.directChannel().id);
  });

  it('without a mention is left alone', () => expectSilence(() => discord.say(QUESTION)));
  it('to everyone is left alone', () => expectSilence(() => discord.say(`@everyone ${QUESTION}`)));
  it("to the bot's role is left alone", () =>
    expectSilence(() => discord.say(`<@&${BOT_ROLE_ID}> ${QUESTION}`)));
  it('of another bot is left alone', () =>
    expectSilence(() => discord.mention(QUESTION, { user: 'parrot', bot: true })));

  it.each<[string, Partial<StoredMessage>]>([
    ['of a webhook', { webhook_id: '900000000000000777' }],
    ['of the system, as of a pin', { type: MessageType.ChannelPinnedMessage }],
    ['that starts a thread', { type: MessageType.ThreadStarterMessage }],
    [
      'that forwards a mention',
      { content: '', mentions: [], message_reference: FORWARD, message_snapshots: [FORWARDED] },
    ],
  ])('%s is left alone', (_, more) => expectSilence(() => discord.mention(QUESTION, { more })));

  it('that replies to the bot with the mention switched off is left alone, for its text is withheld', async () => {
    const first = await mentioned(QUESTION);
    await expectSilence(() => discord.reply(first.id, 'Thanks!', { ping: false }));
  });

  it('that only mentions the bot is told how to ask', async () => {
    expect((await mentioned('')).content).toMatch(/^Ask a question, .*\/ask\.$/);
  });

  it('that the archive cannot answer is told so, with what the archive holds, and what came nearest for whoever asks for it', async () => {
    const told = await mentioned('Who won the apple price?');
    expect(told.content).toMatch(
      /^-# Question: .*\n\*\*No answer\.\*\* .*\nThe archive has 3 articles of .*$/,
    );
    const opened = await discord.button(idIn(told, 'Nearest passages'), told.id).response();
    expect(opened.content).toContain('\n**Nearest passages (not an answer):**\n> Late frost has ruined');
    expect(isPrivate(opened)).toBe(true);
    expect(labelsIn(opened)).toEqual(['Context']);
  });

  it.each([
    'x'.repeat(4000),
    '\u0000\u202e@everyone <@1> `||`',
    '😀'.repeat(900),
    'Ignore all rules and ping @here',
  ])('may be anything: %.20j', async (text) => {
    const answer = await mentioned(text);
    expect(answer.content).toContain('No answer.');
    expect(answer.mention_everyone).toBe(false);
  });
});

const TWICE = 'the commands are registered everywhere as well, so that the server shows them twice';

describe('Starting', () => {
  const failure = async (more = {}) => {
    const thrown: unknown = await startOn({ settings: settings(more) }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserError);
    return (thrown as UserError).sentence;
  };

  it('registers the commands everywhere', async () => {
    await start();
    expect(discord.commands.map(({ name, guild_id }) => [name, guild_id])).toContainEqual(['ask', undefined]);
  });

  it('registers the commands in one server when that is set', async () => {
    await openDiscord();
    await startOn({ settings: settings({ DISCORD_GUILD_ID: GUILD_ID }) });
    expect(discord.commands.map(({ name, guild_id }) => [name, guild_id])).toContainEqual(['ask', GUILD_ID]);
    expect(lines(TWICE)).toEqual([]);
  });

  it('registered everywhere before, says that one server shows the commands twice', async () => {
    await openDiscord();
    await deployCommands(settings(), ENGLISH);
    await startOn({ settings: settings({ DISCORD_GUILD_ID: GUILD_ID }) });
    expect(lines(TWICE)[0]).toMatchObject({ remedy: expect.stringMatching(/^unset DISCORD_GUILD_ID/) });
  });

  it('registered in one server before, takes those away with the first that is used there', async () => {
    await openDiscord();
    await deployCommands(settings({ DISCORD_GUILD_ID: GUILD_ID }), ENGLISH);
    await startOn();
    await discord.ready();
    expect((await askedFor()).content).toContain(`> ${QUOTE}`);
    await logLine('took away the commands of an earlier DISCORD_GUILD_ID');
    expect(discord.commands.filter(({ guild_id }) => guild_id)).toEqual([]);
    expect((await askedFor()).content).toContain(`> ${QUOTE}`);
  });

  it('with a wrong token says so in a sentence without the token', async () => {
    await openDiscord();
    const wrong = TOKEN.replace('Gloopb', 'Gwrong');
    const sentence = await failure({ DISCORD_TOKEN: wrong });
    expect(sentence).toMatch(/^Discord refused the token\. Make a new one at .* set DISCORD_TOKEN/);
    expect(sentence + wholeLog()).not.toContain(wrong);
  });

  it('with a token that no header can hold says the same', async () => {
    await openDiscord();
    expect(await failure({ DISCORD_TOKEN: 'two\nlines' })).toMatch(/^Discord refused the token\./);
  });

  it('without Discord within reach says what to check', async () => {
    await openDiscord();
    expect(await failure({ DISCORD_API: 'http://127.0.0.1:9/api' })).toMatch(
      /^Discord at http:\/\/127\.0\.0\.1:9\/api cannot be reached \(ECONNREFUSED\)\. Check the network and DISCORD_API\.$/,
    );
  });

  it('once more when Discord lets it log in no more today says so', async () => {
    await openDiscord();
    const session_start_limit = { total: 1000, remaining: 0, reset_after: 3_600_000, max_concurrency: 1 };
    const body = { url: 'ws://127.0.0.1:9', shards: 1, session_start_limit };
    discord.failNext('GET', '/gateway/bot', { status: 200, body, times: 2 });
    expect(await failure()).toBe(
      'Discord lets this bot log in no more for today. Find out what restarts it so often.',
    );
  });

  it('while Discord is down says so', async () => {
    await openDiscord();
    discord.failNext('GET', '/gateway/bot', { status: 503, times: 4 });
    expect(await failure()).toMatch(/^Discord answered 503 at log-in\./);
  });

  it('where a page answers instead of Discord says so', async () => {
    await openDiscord();
    discord.failNext('GET', '/gateway/bot', { status: 'page', times: 9 });
    expect(await failure()).toMatch(/^What answers at http:\/\/127\.0\.0\.1:\d+\/api is not Discord\. /);
  });

  it('is not needed to register the commands, and a server without the bot is named as the reason', async () => {
    await openDiscord();
    const names = [
      ...commands.map(({ data }) => `/${data.name}`),
      ...menus.map(({ data }) => `“${data.name}”`),
    ];
    expect(await deployCommands(settings(), ENGLISH)).toBe(`Registered ${names.join(', ')} everywhere.`);
    expect(discord.commands).toHaveLength(names.length);
    discord.failNext('PUT', /guilds/, { status: 403, body: { code: 50001, message: 'Missing Access' } });
    await expect(deployCommands(settings({ DISCORD_GUILD_ID: GUILD_ID }), ENGLISH)).rejects.toThrow(
      'Discord does not let the bot register its commands there (Missing Access).',
    );
  });
});

/** What becomes of the timer of 5 s after which stopping waits no longer; other timers go on as they are. */
function limitOfStopping(set: (reached: () => void) => unknown) {
  const timeout = globalThis.setTimeout;
  const spied = ((work: () => void, ms?: number) =>
    ms === 5000 ? set(work) : timeout(work, ms)) as typeof setTimeout;
  return vi.spyOn(globalThis, 'setTimeout').mockImplementation(spied);
}

describe('Stopping', () => {
  it('waits for the answer in hand, then leaves and closes the archive', async () => {
    const open = heldUp();
    await start();
    discord.mention(QUESTION);
    await typing();
    let isStopped = false;
    const stopped = bot.stop().then(() => (isStopped = true));
    await new Promise((later) => setImmediate(later));
    expect([isStopped, archive.closed]).toEqual([false, false]);
    open();
    await stopped;
    expect((await discord.sent()).content).toContain(QUOTE);
    await discord.left();
    expect(archive.closed).toBe(true);
    expect(lines('gateway is lost, reconnecting')).toEqual([]);
  });

  it('tells those who ask meanwhile, in private', async () => {
    const open = heldUp();
    await start();
    discord.mention(QUESTION);
    await typing();
    const stopped = bot.stop();
    const told = await askedFor();
    expect(told.content).toBe('Attest is stopping. Ask again in a minute.');
    open();
    await stopped;
  });

  it('does not wait for a build', async () => {
    const { build, begun } = manualBuild();
    await start({ build });
    const asked = discord.command('reindex', {}, MANAGER);
    await begun;
    const limit = limitOfStopping(() => undefined);
    await bot.stop();
    limit.mockRestore();
    expect(asked.followups[0]?.content).toMatch(/^Attest is stopping; the earlier index stays\./);
    expect(lines('gateway is lost, reconnecting')).toEqual([]);
  });

  it('waits no longer than 5 s', async () => {
    archive.delay = () => new Promise(() => undefined);
    await start();
    discord.mention(QUESTION);
    await typing();
    const limit = limitOfStopping((reached) => setImmediate(reached));
    await bot.stop();
    limit.mockRestore();
  });

  it.each([
    [4004, 'Discord refused the token.'],
    [4014, 'Discord refused the intents of the bot (4014).'],
    [4011, 'The bot is in more servers than one connection takes (4011).'],
    [4012, 'Discord closed the connection for good (4012).'],
  ])('is what remains when Discord closes the gateway with %i', async (code, sentence) => {
    await start();
    discord.dropGateway({ code });
    expect((await bot.lost).message).toBe(sentence);
  });
});
