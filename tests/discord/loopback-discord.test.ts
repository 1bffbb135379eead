// The loopback Discord as people and bots see it: who sees which text, what is stored, when an interaction is lost.
import { ButtonStyle, ComponentType, type Interaction, type Message, MessageFlags } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Echo, startEcho, stopEcho } from '../support/loopback/bot.ts';
import type { DiscordOptions } from '../support/loopback/discord.ts';
import { BOT_ID, GENERAL_ID, GUILD_ID, LOCKED_ID } from '../support/loopback/types.ts';
import { isLoading, isPrivate } from '../support/loopback/state.ts';

let echo: Echo;

afterEach(() => stopEcho(echo));

async function start(options?: DiscordOptions): Promise<Echo> {
  echo = await startEcho(options);
  return echo;
}

/** The next message the client sees that is not the bot's own. */
function nextFromPerson({ client }: Echo): Promise<Message> {
  return new Promise((resolve) => {
    client.on('messageCreate', (message) => {
      if (!message.author.bot) resolve(message);
    });
  });
}

function nextInteraction({ client }: Echo): Promise<Interaction> {
  return new Promise((resolve) => client.once('interactionCreate', resolve));
}

async function generalChannel({ client }: Echo) {
  const channel = await client.channels.fetch(GENERAL_ID);
  if (!channel?.isSendable()) throw new Error('the general channel is not sendable');
  return channel;
}

describe('messages', () => {
  it('shows a mention with its text, and stores the reply with what it replies to', async () => {
    const { discord } = await start();
    const question = discord.mention('what burned down?');
    const reply = await discord.sent();
    expect(reply.content).toBe(`heard: <@${BOT_ID}> what burned down?`);
    expect(reply.message_reference?.message_id).toBe(question);
    expect(reply.mentions).toEqual([]);
    expect(discord.messages(GENERAL_ID).map(({ id }) => id)).toEqual([question, reply.id]);
    expect(discord.violations).toEqual([]);
  });

  it('gives a reply to the bot its text only when it pings', async () => {
    const { discord } = await start();
    discord.mention('first');
    const first = await discord.sent();
    discord.reply(first.id, 'more?');
    expect((await discord.sent()).content).toBe('heard: more?');
    const seen = nextFromPerson(echo);
    discord.reply(first.id, 'silently more?', { ping: false });
    expect(await seen).toMatchObject({ content: '', reference: { messageId: first.id } });
  });

  it('hides the text of messages that do not mention the bot, and shows direct messages', async () => {
    const { discord } = await start();
    const seen = nextFromPerson(echo);
    discord.say('a secret');
    expect((await seen).content).toBe('');
    discord.directMessage('between us');
    const reply = await discord.sent();
    expect(reply.content).toBe('heard: between us');
    expect(reply.channel_id).toBe(discord.directChannel().id);
  });

  it('shows every text to a bot with the privileged intent, and says whom it pings', async () => {
    const { discord } = await start({ privileged: true });
    const seen = nextFromPerson(echo);
    discord.say('@everyone, listen');
    expect(await seen).toMatchObject({ content: '@everyone, listen', mentions: { everyone: true } });
  });

  it('keeps every version of an edited message, and files that came with it', async () => {
    const { discord } = await start();
    const channel = await generalChannel(echo);
    const files = [{ name: 'log.txt', attachment: Buffer.from('line') }];
    const message = await channel.send({ content: 'one', files });
    await message.edit('two');
    const stored = discord.message(message.id);
    expect(stored.versions.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(stored.attachments.map(({ filename }) => filename)).toEqual(['log.txt']);
    expect(discord.requests.find(({ files }) => files.length)?.files[0]?.text).toBe('line');
    await message.delete();
    expect(discord.messages(GENERAL_ID)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('opens threads that people can write in', async () => {
    const { discord } = await start();
    const message = await (await generalChannel(echo)).send('a long story');
    const thread = await message.startThread({ name: 'The whole story' });
    discord.mention('go on', { channel: thread.id });
    expect((await discord.sent(2)).channel_id).toBe(thread.id);
    expect(discord.violations).toEqual([]);
  });

  it('refuses to post where the bot has no permission, and to send nothing', async () => {
    const { discord, thrown } = await start();
    discord.mention('here?', { channel: LOCKED_ID });
    expect(await discord.until('the refusal', () => thrown[0])).toMatchObject({ code: 50013, status: 403 });
    const channel = await generalChannel(echo);
    await expect(channel.send({ content: '' })).rejects.toMatchObject({ code: 50006 });
  });

  it('lets a reply to a deleted message through only without the reference', async () => {
    const { discord } = await start();
    const question = discord.mention('never mind');
    discord.erase(question);
    expect((await discord.sent()).message_reference).toBeUndefined();
    const reply = { messageReference: question, failIfNotExists: true };
    const channel = await generalChannel(echo);
    await expect(channel.send({ content: 'late', reply })).rejects.toMatchObject({ code: 50035 });
  });
});

describe('interactions', () => {
  it('sees a response deferred in time, then edited', async () => {
    const { discord } = await start();
    const asked = discord.command('ask', { question: 'why?' });
    expect(await asked.acknowledged).toMatchObject({ type: 5, flags: MessageFlags.Ephemeral });
    const response = await asked.response();
    expect(response.content).toBe('asked: why?');
    expect(isPrivate(response)).toBe(true);
    expect(response.versions.map(({ content }) => content)).toEqual(['', 'asked: why?']);
    expect(discord.violations).toEqual([]);
  });

  it('autocompletes, and checks options against the registered commands', async () => {
    const { discord, client } = await start();
    const question = { type: 3, name: 'question', description: 'What', required: true, autocomplete: true };
    await client.application.commands.set(
      [{ name: 'ask', description: 'Ask.', options: [question] }],
      GUILD_ID,
    );
    const typing = discord.autocomplete('ask', { question: 'wh' });
    expect(await typing.choices()).toEqual([{ name: 'wh…', value: 'wh' }]);
    expect(() => discord.command('ask')).toThrow('needs the option "question"');
    expect(() => discord.command('ask', { question: 'a', colour: 'red' })).toThrow('no option "colour"');
    expect(() => discord.command('answer')).toThrow('there are: ask');
    expect(discord.violations).toEqual([]);
  });

  it('fills a deferred response with the first follow-up, and keeps it as private as it was', async () => {
    const { discord, client } = await start();
    client.removeAllListeners('interactionCreate');
    const seen = nextInteraction(echo);
    const asked = discord.command('ask', { question: 'and?' }, { direct: true });
    const interaction = await seen;
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    const deferred = await interaction.deferReply({ withResponse: true });
    expect(isLoading(discord.message(deferred.resource!.message!.id))).toBe(true);
    await interaction.followUp({ content: 'first', flags: MessageFlags.Ephemeral });
    await interaction.followUp({ content: 'second', flags: MessageFlags.Ephemeral });
    const response = await asked.response();
    expect([response.content, isPrivate(response)]).toEqual(['first', false]);
    expect(asked.followups.map((message) => [message.content, isPrivate(message)])).toEqual([
      ['second', true],
    ]);
    expect(discord.violations).toEqual([]);
  });

  it('presses buttons that are there', async () => {
    const { discord } = await start();
    const button = {
      type: ComponentType.Button,
      style: ButtonStyle.Primary,
      label: 'Next',
      customId: '2',
    } as const;
    const components = [{ type: ComponentType.ActionRow, components: [button] }];
    const { id } = await (await generalChannel(echo)).send({ content: 'page 1', components });
    const pressed = discord.button('2', id);
    expect(await pressed.response((message) => message.content === 'page 2')).toMatchObject({ id });
    expect(() => discord.button('3', id)).toThrow('no component "3"');
    expect(discord.violations).toEqual([]);
  });

  it('gives up on a late and on an expired interaction', async () => {
    const { discord, thrown } = await start({ lateAfter: 60 });
    discord.delayAcknowledgement(80);
    discord.command('ask', { question: 'slow' });
    discord.command('ask', { question: 'expired' }, { expired: true });
    const both = () => (thrown.length >= 2 ? thrown : undefined);
    const unknown = expect.objectContaining({ code: 10062, status: 404 });
    expect(await discord.until('both refusals', both)).toEqual([unknown, unknown]);
    expect(discord.violations).toEqual([]);
  });

  it('refuses a second callback, an unknown interaction and an old token', async () => {
    const { discord, client } = await start();
    const seen = nextInteraction(echo);
    const asked = discord.command('ask', { question: 'twice' });
    const { id, token } = await seen;
    await asked.response();
    const callback = (path: string) =>
      client.rest.post(`/interactions/${path}/callback`, { body: { type: 5 }, auth: false });
    await expect(callback(`${id}/${token}`)).rejects.toMatchObject({ code: 40060 });
    await expect(callback('1/none')).rejects.toMatchObject({ code: 10062 });
    discord.expireTokens();
    const original = client.rest.get(`/webhooks/${BOT_ID}/${token}/messages/@original`, { auth: false });
    await expect(original).rejects.toMatchObject({ code: 50027, status: 401 });
  });

  it('reports what was acknowledged late or not at all', async () => {
    const { discord, client } = await start({ lateAfter: 30, heartbeatMs: 50 });
    client.removeAllListeners('interactionCreate');
    const seen = nextInteraction(echo);
    discord.command('ask', { question: 'anyone?' });
    const interaction = await seen;
    await discord.until('the report', () => discord.violations[0]);
    expect(discord.violations).toEqual(['/ask was not acknowledged within 30 ms']);
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    await expect(interaction.deferReply()).rejects.toMatchObject({ code: 10062 });
    expect(discord.violations).toEqual(['/ask was acknowledged after 30 ms']);
  });
});
