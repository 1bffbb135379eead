// What a server is told when the bot comes to it, and what /help tells: what the archive has, and questions that it answers.
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import type { OwnSettings } from '../../src/server-data/place-settings.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { GUILD_ID, OTHER_CHANNEL_ID, OTHER_GUILD_ID } from '../support/loopback/types.ts';
import {
  discord,
  folder,
  lines,
  logLine,
  mentioned,
  posts,
  QUESTION,
  restart,
  start,
  startWith,
} from '../support/running-bot.ts';
import { shippedIndex } from '../support/shipped.ts';
import { SmallArchive } from '../support/small-archive.ts';

const greetings = () => discord.messages(OTHER_CHANNEL_ID);
const setThere = async (changes: OwnSettings) => {
  const data = openServerDataFile(folder);
  await data.set(OTHER_GUILD_ID, null, changes);
  await data.close();
};

describe('A server that the bot is brought to', () => {
  it('is told once, in its language, what the archive has, what to ask, and how to set it up', async () => {
    await start();
    discord.inviteBot();
    const { content, mentions } = await discord.sent();
    const german = messagesFor('de');
    expect(content.split('\n')).toEqual([
      german.helpIntro,
      '**Das Archiv hat 3 Artikel aus 2 Medien, 4. März 2025 bis 20. April 2025.**',
      '',
      german.couldAsk,
      // The articles are English: so are questions that they answer.
      '- What did Lena Brandt say about the harbour bridge?',
      '',
      german.waysToAsk,
      `-# ${german.howToSetUp}`,
    ]);
    expect(mentions).toEqual([]);
    discord.gateway.dispatch('GUILD_DELETE', { id: OTHER_GUILD_ID });
    await logLine('the server is left, and what was kept of it is deleted');
    await restart();
    discord.inviteBot();
    await mentioned(QUESTION);
    expect(greetings()).toHaveLength(1);
  });

  it('and those that it was in before are told nothing at a start', async () => {
    await start();
    await mentioned(QUESTION);
    expect(posts(/messages$/)).toHaveLength(1);
  });

  it('and was so while it did not run, is told at the start, once', async () => {
    await start({}, { joinedAt: new Date().toISOString() });
    const { content } = await discord.sent();
    expect(content).toContain(messagesFor('en').couldAsk);
    await restart();
    await mentioned(QUESTION);
    const told = posts(/messages$/).filter(({ body }) =>
      JSON.stringify(body).includes(messagesFor('en').couldAsk),
    );
    expect(told).toHaveLength(1);
  });

  it('hears of the outlets alone that may be seen in it', async () => {
    await setThere({ outlets: ['Saltmarsh Post'] });
    await start();
    discord.inviteBot();
    const { content } = await discord.sent();
    expect(content).toContain('1 Artikel aus 1 Medium');
    expect(content).not.toMatch(/Brandt|Gazette/);
  });

  it.each([
    ['some roles alone may ask there', { roles: ['1'] }, {}],
    ['the owner does not allow it', {}, { ALLOWED_SERVERS: GUILD_ID }],
  ])('is not told what to ask where %s', async (_, set, rules) => {
    await setThere(set);
    await startWith(rules);
    discord.inviteBot();
    await mentioned(QUESTION);
    expect(greetings().filter(({ content }) => content.includes('Artikel'))).toEqual([]);
  });

  it('in which the bot may write nowhere is a line in the log', async () => {
    await start();
    discord.inviteBot(PermissionFlagsBits.SendMessages);
    await logLine('the server is not greeted: the bot may write in no channel');
    expect(lines('greeted')).toEqual([]);
  });
});

describe('The examples', () => {
  it('of the shipped archive are three questions that it answers, the same to all, found once', async () => {
    const archive = await openArchive(await shippedIndex());
    onTestFinished(() => archive.close());
    const asked: string[] = [];
    const ask = (query: Parameters<Archive['ask']>[0]) => {
      asked.push(query.question);
      return archive.ask(query);
    };
    await start({ archive: { ...archive, ask, close: () => {} } });
    const examplesIn = (content: string) => content.match(/(?<=^- )What did .*\?$/gm) ?? [];
    const help = await discord
      .command('help')
      .response(({ content }) => content.includes(messagesFor('en').couldAsk));
    const found = examplesIn(help.content);
    expect(found).toHaveLength(3);
    for (const question of found)
      expect(await archive.ask({ question, outlets: null })).toMatchObject({ kind: 'answered' });
    const times = asked.length;
    const again = await discord.command('help', {}, { user: 'another' }).response();
    expect(examplesIn(again.content)).toEqual(found);
    expect(asked).toHaveLength(times);
  });

  it.each(LANGUAGES)('are left out of a greeting and of help where there are none, in %s', async (locale) => {
    await start({ archive: new SmallArchive([]) });
    const { content } = await discord.command('help', {}, { locale }).response();
    expect(content).toContain(`**${messagesFor(locale).emptyArchive}**`);
    expect(content).not.toContain(messagesFor(locale).couldAsk);
  });
});
