// /reindex through the real discord.js client: progress, report, the new archive without a restart.
import { describe, expect, it } from 'vitest';
import { startChild } from '../../src/child-process.ts';
import { ENGLISH } from '../support/english.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  archive,
  discord,
  expectAnswer,
  followupOf,
  heldUp,
  lines,
  logLine,
  MANAGER,
  manualBuild,
  mentioned,
  QUESTION,
  QUOTE,
  setBeforehand,
  start,
  typing,
} from '../support/running-bot.ts';
import { ARTICLES, reportOf, SmallArchive } from '../support/small-archive.ts';

const REPORT = reportOf({ articles: 1, passages: 1, embedded: 1, removed: 2, seconds: 0.2 });

const NO_CHILD = new URL('./no-such-child.ts', import.meta.url);
const NO_BUILD = { work: 'The build', remedy: 'Try again: npm run index' };

describe('/reindex', () => {
  it('shows how far the build is, reports, and answers from the new archive without a restart', async () => {
    const { build, begun, resolve } = manualBuild();
    const next = new SmallArchive(ARTICLES.slice(2));
    await start({ build, openArchive: () => Promise.resolve(next) });
    const asked = discord.command('reindex', {}, MANAGER);
    const show = await begun;
    for (let done = 1; done <= 50; done++) show({ stage: 'embedding', done, total: 50 });
    const { content } = await asked.response();
    expect(content).toBe('Rebuilding the index. Indexing articles: 1 of 50 (2 %)');
    await expectAnswer();
    resolve(REPORT);
    const report = await asked.response((message) => message.content.startsWith('**Index rebuilt**'));
    expect(report.content).toContain('1 article, 1 passage (1 embedded, 0 reused); 2 articles removed.');
    expect(report.versions.length).toBeLessThanOrEqual(3);
    await discord.until('the end of the old archive', () => archive.closed);
    const told = await mentioned('Who painted the lighthouse violet?');
    expect(told.content).toContain('The archive has 1 article of 1 outlet, ');
  });

  it('lets an answer that began with the old archive end with it', async () => {
    const open = heldUp();
    await start({ build: () => Promise.resolve(REPORT) });
    discord.mention(QUESTION);
    await typing();
    await discord
      .command('reindex', {}, MANAGER)
      .response((message) => message.content.includes('Index rebuilt'));
    expect(archive.closed).toBe(false);
    open();
    expect((await discord.sent()).content).toContain(QUOTE);
    await discord.until('the old archive to be closed', () => archive.closed);
  });

  it('is refused to those who may not manage the server', async () => {
    await start();
    const told = await discord.command('reindex').response();
    expect(told.content).toBe('Only those who may manage the server can rebuild the index. Ask one of them.');
    expect(isPrivate(told)).toBe(true);
  });

  it('is refused while it runs', async () => {
    const { build, begun, resolve } = manualBuild();
    await start({ build });
    const first = discord.command('reindex', {}, MANAGER);
    (await begun)({ stage: 'reading', done: 3, total: 24 });
    const told = await discord.command('reindex', {}, MANAGER).response();
    expect(told.content).toBe(
      'The index is being rebuilt already: Reading articles: 3 of 24 (12 %). Wait for its report.',
    );
    expect(isPrivate(told)).toBe(true);
    resolve(REPORT);
    await first.response((message) => message.content.includes('Index rebuilt'));
  });

  it('tells why it failed, and the earlier archive answers on', async () => {
    await start();
    const asked = discord.command('reindex', {}, MANAGER);
    const told = await followupOf(asked);
    expect(told.content).toBe('There is no corpus folder. Make one.');
    expect(archive.closed).toBe(false);
    await expectAnswer();
  });

  it('tells nobody where things lie on the machine: that is in the log', async () => {
    await start({ build: () => startChild<{ build: () => never }>(NO_CHILD, NO_BUILD).call.build() });
    expect((await followupOf(discord.command('reindex', {}, MANAGER))).content).toBe(ENGLISH.machineTrouble);
    expect(await logLine('refused by what is on this machine')).toMatchObject({
      reason: expect.stringContaining('/no-such-child') as string,
    });
  });

  it('posts its report to the channel when the command is too old to be answered', async () => {
    const { build, begun, resolve } = manualBuild();
    await start({ build });
    discord.command('reindex', {}, MANAGER);
    const show = await begun;
    discord.expireTokens();
    show({ stage: 'embedding', done: 1, total: 2 });
    resolve(REPORT);
    expect((await discord.sent()).content).toContain('**Index rebuilt**');
    expect(lines('progress is no longer shown')).toHaveLength(1);
  });

  it('keeps its report to whoever began it where not all outlets are allowed, also when it comes late', async () => {
    const { build, begun, resolve } = manualBuild();
    await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
    await start({ build });
    discord.command('reindex', {}, MANAGER);
    await begun;
    discord.expireTokens();
    resolve(REPORT);
    const report = await discord.sent();
    expect(report.content).toContain('**Index rebuilt**');
    expect(report.channel_id).toBe(discord.directChannel(MANAGER.user).id);
  });
});

describe('A deleted progress message', () => {
  it('is followed by a report of its own', async () => {
    const { build, begun, resolve } = manualBuild();
    await start({ build });
    const asked = discord.command('reindex', {}, MANAGER);
    (await begun)({ stage: 'embedding', done: 1, total: 2 });
    discord.erase((await asked.response()).id);
    resolve(REPORT);
    expect((await discord.sent()).content).toContain('**Index rebuilt**');
  });
});
