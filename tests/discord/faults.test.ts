// Discord's bad days in the middle of an answer: at each of its stages, the answer still comes, and comes once.
import { describe, expect, it } from 'vitest';
import { GENERAL_ID } from '../support/loopback/types.ts';
import {
  archive,
  askedFor,
  bot,
  discord,
  expectAnswer,
  heldUp,
  lines,
  logLine,
  posts,
  QUESTION,
  QUOTE,
  start,
  typing,
} from '../support/running-bot.ts';
import { ARTICLES, SmallArchive } from '../support/small-archive.ts';

const answersIn = (channel: string) =>
  discord.messages(channel).filter(({ content }) => content.includes(QUOTE));

/** A connection that is lost, with its session or without. */
const LOSSES = [
  ['and resumed', { code: 4000 }],
  ['without a word and resumed', { code: 1006 }],
  ['with its session', { resume: false }],
] as const;

describe.each(LOSSES)('A gateway that is lost %s', (_, loss) => {
  it('before a command is acknowledged takes no answer with it', async () => {
    await start();
    discord.delayAcknowledgement(100);
    const asked = discord.command('ask', { question: QUESTION });
    await discord.until('the callback', () => posts(/callback$/)[0]);
    discord.dropGateway(loss);
    expect((await asked.response()).content).toContain(QUOTE);
    expect(answersIn(GENERAL_ID)).toHaveLength(1);
  });

  it('while a command or a mention is answered takes no answer with it, and gives none twice', async () => {
    const open = heldUp();
    await start();
    const asked = discord.command('ask', { question: QUESTION });
    await asked.acknowledged;
    const mentioned = discord.mention(QUESTION);
    await typing();
    discord.dropGateway(loss);
    open();
    expect((await asked.response()).content).toContain(QUOTE);
    expect((await discord.sent()).message_reference?.message_id).toBe(mentioned);
    expect(answersIn(GENERAL_ID)).toHaveLength(2);
  });

  it('while an answer is on its way takes nothing with it', async () => {
    await start();
    const slow = { status: 429, body: { message: 'slow', retry_after: 0.1, global: false } };
    discord.failNext('PATCH', /@original$/, slow);
    const asked = discord.command('ask', { question: QUESTION });
    await discord.until('the edit', () => discord.requests.find(({ method }) => method === 'PATCH'));
    discord.dropGateway(loss);
    expect((await asked.response()).content).toContain(QUOTE);
    expect(answersIn(GENERAL_ID)).toHaveLength(1);
  });
});

describe('A 429', () => {
  it('of all routes at once holds every answer up, and loses none', async () => {
    await start();
    const body = { message: 'You are being rate limited.', retry_after: 0.3, global: true };
    discord.failNext('POST', /^\/channels/, { status: 429, body });
    discord.mention(QUESTION);
    const asked = discord.command('ask', { question: 'What do captains doubt?' });
    expect((await discord.sent()).content).toContain(QUOTE);
    expect((await asked.response()).content).toContain('> Ferry captains');
  });

  it('never comes where Discord says beforehand how much it takes', async () => {
    await start();
    discord.narrowRoutes({ requests: 3, perMs: 300 });
    for (let n = 0; n < 8; n++) discord.mention(QUESTION, { user: `reader ${n}` });
    for (let n = 0; n < 8; n++) expect((await discord.sent()).content).toContain(QUOTE);
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    // Eight messages, three in each window: the last had to wait for the third.
    const times = posts(/\/messages$/).map(({ at }) => at);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(500);
  });
});

describe('Errors of Discord', () => {
  it('at the acknowledgement and at the answer are tried again', async () => {
    await start();
    discord.failNext('POST', /callback$/, { status: 502, times: 2 });
    discord.failNext('PATCH', /@original$/, { status: 503, times: 2 });
    expect((await askedFor()).content).toContain(QUOTE);
  });

  it('that do not end are logged with an id, and the bot answers on', async () => {
    await start();
    discord.failNext('PATCH', /@original$/, { status: 500, times: 8 });
    discord.command('ask', { question: QUESTION });
    expect(await logLine('failed')).toMatchObject({ event: 'ask' });
    await expectAnswer();
  });

  it('that cut the connection are tried again', async () => {
    await start();
    discord.failNext('PATCH', /@original$/, { status: 'cut' });
    expect((await askedFor()).content).toContain(QUOTE);
  });
});

describe('What is gone when the answer is ready', () => {
  it('a response that was deleted is logged in one line', async () => {
    const open = heldUp();
    await start();
    const asked = discord.command('ask', { question: QUESTION });
    await asked.acknowledged;
    const thinking = await discord.until('thinking', () => discord.messages(GENERAL_ID)[0]);
    discord.erase(thinking.id);
    open();
    expect(await logLine('Discord refused')).toMatchObject({ event: 'ask', code: 10008 });
    archive.delay = () => Promise.resolve();
    await expectAnswer();
  });

  it('an interaction that is too old is logged in one line', async () => {
    const open = heldUp();
    await start();
    const asked = discord.command('ask', { question: QUESTION });
    await asked.acknowledged;
    discord.expireTokens();
    open();
    expect(await logLine('Discord refused')).toMatchObject({ event: 'ask', code: 50027 });
    await expectAnswer();
  });

  it('the index, for a newer one: the answer comes from the old, the next from the new', async () => {
    const open = heldUp();
    const next = new SmallArchive(ARTICLES.slice(1));
    await start({ openArchive: () => Promise.resolve(next) });
    discord.mention(QUESTION);
    await typing();
    archive.isCurrent = () => false;
    await logLine('a newer index is in use');
    expect(archive.closed).toBe(false);
    discord.mention('What do captains doubt?');
    open();
    expect((await discord.sent()).content).toContain(QUOTE);
    expect((await discord.sent()).content).toContain('Archive: 2 articles');
    await discord.until('the old archive to be closed', () => archive.closed);
    expect(lines('a newer index is in use')).toHaveLength(1);
  });

  it('the bot itself, told to stop: what waits for its turn is answered first', async () => {
    const open = heldUp();
    await start();
    const asked = [QUESTION, 'What do captains doubt?'].map((question) =>
      discord.command('ask', { question }),
    );
    await Promise.all(asked.map(({ acknowledged }) => acknowledged));
    const stopped = bot.stop();
    open();
    await stopped;
    expect((await asked[0]!.response()).content).toContain(QUOTE);
    expect((await asked[1]!.response()).content).toContain('> Ferry captains');
  });
});
