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
  wholeLog,
} from '../support/running-bot.ts';
import { idIn, labelsIn } from '../support/components.ts';
import { isPrivate } from '../support/loopback/state.ts';
import { MORE, SmallArchive } from '../support/small-archive.ts';

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

  it('that last for seconds are waited out, later and later', async () => {
    await start();
    discord.failNext('PATCH', /@original$/, { status: 502, times: 4 });
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 503, times: 4 });
    const asked = discord.command('ask', { question: QUESTION });
    discord.mention(QUESTION);
    expect((await asked.response()).content).toContain(QUOTE);
    expect((await discord.sent()).content).toContain(QUOTE);
    const tries = discord.requests.filter(({ method }) => method === 'PATCH').map(({ at }) => at);
    expect(tries).toHaveLength(5);
    expect(tries[4]! - tries[3]!).toBeGreaterThan(tries[1]! - tries[0]!);
    expect(answersIn(GENERAL_ID)).toHaveLength(2);
  });
});

describe.each([
  ['is cut before Discord has heard', 'cut'],
  ['is cut after Discord has done it', 'cut after'],
  ['ends within its answer', 'torn'],
] as const)('A request that %s', (_, status) => {
  it('is made again: a command and a mention are answered, once', async () => {
    await start();
    discord.failNext('POST', /callback$/, { status, times: 2 });
    discord.failNext('PATCH', /@original$/, { status, times: 2 });
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status, times: 2 });
    const asked = discord.command('ask', { question: QUESTION });
    discord.mention(QUESTION);
    await discord.until('both answers', () => answersIn(GENERAL_ID).length === 2);
    await discord.until('the last request', () => posts(/messages$/).length === 3);
    expect((await asked.response()).content).toContain(QUOTE);
    await logLine('answered');
    expect(answersIn(GENERAL_ID)).toHaveLength(2);
    expect(lines('failed')).toEqual([]);
  });

  it('and shares an answer posts it at most once, and can be made again by hand', async () => {
    await start();
    const answer = await askedFor({ private: true });
    const share = idIn(answer, 'Share');
    discord.failNext('POST', /^\/webhooks/, { status });
    discord.button(share, answer.id);
    expect(await logLine('failed')).toMatchObject({ event: 'button' });
    await discord.until('the button to come back', () => labelsIn(answer).includes('Share'));
    const shared = discord.messages(GENERAL_ID).filter((each) => !isPrivate(each));
    expect(shared).toHaveLength(status === 'cut' ? 0 : 1);
  });
});

it('A page of somebody else in the place of an answer of Discord is no answer, and no damage of what is kept', async () => {
  await start();
  discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 'page', times: 2 });
  discord.failNext('PATCH', /@original$/, { status: 'page', times: 2 });
  await expectAnswer();
  expect((await askedFor()).content).toContain(QUOTE);
  expect(answersIn(GENERAL_ID)).toHaveLength(2);
  expect(wholeLog()).not.toMatch(/settings and votes cannot be used|damaged/);
});

describe('A 401', () => {
  it('of a token that Discord takes is logged, and whatever it met is made again', async () => {
    await start();
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 401, times: 2 });
    await expectAnswer();
    expect(lines('Discord answered 401, but takes the token: it is tried again').length).toBeGreaterThan(0);
    await expectAnswer();
    expect((await askedFor()).content).toContain(QUOTE);
  });

  it('that comes again when it is asked about the token ends the bot with a sentence', async () => {
    await start();
    discord.failNext('POST', `/channels/${GENERAL_ID}/messages`, { status: 401 });
    discord.failNext('GET', '/users/@me', { status: 401 });
    discord.mention(QUESTION);
    expect((await bot.lost).message).toBe('Discord refused the token.');
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
    const next = new SmallArchive(MORE);
    await start({ openArchive: () => Promise.resolve(next) });
    discord.mention(QUESTION);
    await typing();
    archive.isCurrent = () => false;
    await logLine('a newer index is in use');
    expect(archive.closed).toBe(false);
    discord.mention('Which part of the harbour bridge may reopen?');
    open();
    expect((await discord.sent()).content).toContain(QUOTE);
    expect((await discord.sent()).content).toContain('an engineer wrote');
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
