// Who may ask: what the owner says in .env and a server's managers with /settings holds behind every door of the bot, in
// private and elsewhere too. The doors are those of the code's own lists.
import { PermissionFlagsBits, type Client } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { buttons } from '../../src/discord/buttons.ts';
import { commands, controls, menus } from '../../src/discord/commands.ts';
import { MAX_LOOK_UPS, Memberships } from '../../src/discord/memberships.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import type { OwnSettings } from '../../src/server-data/place-settings.ts';
import { list } from '../support/discord-rules.ts';
import type { Circumstances, OptionValue } from '../support/loopback/events.ts';
import {
  GENERAL_ID,
  GUILD_ID,
  LOCKED_ID,
  MEMBER_PERMISSIONS,
  OTHER_CHANNEL_ID,
  OTHER_GUILD_ID,
  PRESS_ROLE_ID,
  THREADLESS_ID,
  userNamed,
} from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import type { SentInteraction } from '../support/loopback/people.ts';
import {
  archive,
  askedFor,
  discord,
  expectAnswer,
  folder,
  lines,
  logLine,
  MANAGER,
  mentioned,
  messaged,
  openDiscord,
  posts,
  QUESTION,
  QUOTE,
  setBeforehand,
  settings,
  start,
  startOn,
  startWith,
} from '../support/running-bot.ts';

const READER = userNamed('reader').id;
const SALTMARSH = { outlets: ['Saltmarsh Post'] };
const GAZETTE = { outlets: ['Tidewater Gazette'] };

const EXCLUDED_BY_OWNER = 'You may not ask here. The owner of the bot can change that.';
const EXCLUDED = 'You may not ask here. Those who manage the server can change that.';
const ROLES_ONLY =
  'Only members with certain roles may ask here. Those who manage the server can change that.';
const NOT_ALLOWED = 'Attest does not answer in this server. The owner of the bot can change that.';
const NOT_IN_PRIVATE = 'Attest does not answer in private. Ask in a channel of a server that Attest is in.';
const NOT_ELSEWHERE = 'Attest does not answer here. Ask in a channel of a server that Attest is in.';
const MEMBERS_ONLY =
  'Only members of certain servers may ask here. Ask in a channel of a server that Attest is in.';
const NOTHING_IN_COMMON =
  'What is set in your servers leaves no outlet to answer from here. Ask in a channel of a server that Attest is in.';

/** What is set for the other server before the bot comes there. */
async function setThere(changes: OwnSettings, channel: string | null = null): Promise<void> {
  const data = openServerDataFile(folder);
  await data.set(OTHER_GUILD_ID, channel, changes);
  await data.close();
}

/** Whatever the archive is asked from here on. */
function askedOfArchive(): string[] {
  const asked: string[] = [];
  for (const name of [
    'ask',
    'check',
    'timeline',
    'speakers',
    'quotations',
    'find',
    'article',
    'coverage',
  ] as const) {
    const work = archive[name].bind(archive) as (query: never) => Promise<never>;
    archive[name] = (query: never) => {
      asked.push(name);
      return work(query);
    };
  }
  return asked;
}

/** A value that each option takes. */
const VALUES: Record<string, OptionValue> = { days: 7, private: true, explain: true };
type Options = { name: string; required?: boolean; autocomplete?: boolean }[];
const optionsOf = (data: { options?: unknown }) => list(data.options) as unknown as Options;

/** Uses every command, menu, button and control that there is, as somebody somewhere. */
function allDoors(who: Circumstances): { used: Record<string, SentInteraction>; typed: SentInteraction[] } {
  const used: Record<string, SentInteraction> = {};
  const typed: SentInteraction[] = [];
  for (const { data } of commands) {
    const needed = optionsOf(data).filter(({ required }) => required);
    const values = Object.fromEntries(needed.map(({ name }) => [name, VALUES[name] ?? 'bridge']));
    used[data.name] = discord.command(data.name, values, who);
    for (const { name } of optionsOf(data).filter(({ autocomplete }) => autocomplete))
      typed.push(discord.autocomplete(data.name, { [name]: '' }, name, who));
  }
  const message = discord.say(QUESTION);
  for (const { data } of menus) used[data.name] = discord.menu(data.name, message, who);
  const ids = [
    ...Object.keys(buttons).map((verb) => `1:${verb}:0:`),
    ...controls.map(({ name }) => `${name}|0`),
  ];
  const row = (custom_id: string) => ({
    type: 1,
    components: [{ type: 2, style: 2, label: 'x', custom_id }],
  });
  for (const id of ids) {
    const { id: on } = discord.writtenBefore({ content: 'An answer', components: [row(id)] as never });
    used[id] = discord.button(id, on, who);
  }
  return { used, typed };
}

type Case = [
  what: string,
  rules: Partial<Record<keyof Settings, string>>,
  before: () => void | Promise<void>,
  who: Circumstances,
  told: string,
];

const none = () => {};
const REFUSED: Case[] = [
  ['whom the owner has excluded', { BLOCKED_PEOPLE: READER }, none, {}, EXCLUDED_BY_OWNER],
  [
    'whom the owner has excluded, in private',
    { BLOCKED_PEOPLE: `1${'0'.repeat(17)}, ${READER}` },
    none,
    { direct: true },
    EXCLUDED_BY_OWNER,
  ],
  [
    'whom the owner has excluded, elsewhere',
    { BLOCKED_PEOPLE: READER, USER_INSTALLS: 'everyone' },
    none,
    { foreign: true },
    EXCLUDED_BY_OWNER,
  ],
  [
    'whom the owner has excluded, though they manage the server',
    { BLOCKED_PEOPLE: userNamed('manager').id },
    none,
    MANAGER,
    EXCLUDED_BY_OWNER,
  ],
  ['who asks in a server that is not allowed', { ALLOWED_SERVERS: OTHER_GUILD_ID }, none, {}, NOT_ALLOWED],
  [
    'who manages a server that is not allowed',
    { ALLOWED_SERVERS: OTHER_GUILD_ID },
    none,
    MANAGER,
    NOT_ALLOWED,
  ],
  ['whom the managers have excluded', {}, () => setBeforehand(null, { blocked: [READER] }), {}, EXCLUDED],
  [
    'whom the managers have excluded, in a channel with settings of its own',
    {},
    async () => {
      await setBeforehand(null, { blocked: [READER] });
      await setBeforehand(THREADLESS_ID, { private: true });
    },
    { channel: THREADLESS_ID },
    EXCLUDED,
  ],
  [
    'whom the managers have excluded, in private',
    {},
    () => setBeforehand(null, { blocked: [READER] }),
    { direct: true },
    EXCLUDED,
  ],
  [
    'whom the managers have excluded, in a group',
    {},
    () => setBeforehand(null, { blocked: [READER] }),
    { group: true },
    EXCLUDED,
  ],
  ['who has none of the roles', {}, () => setBeforehand(null, { roles: [PRESS_ROLE_ID] }), {}, ROLES_ONLY],
  [
    'who has none of the roles, in private',
    {},
    () => setBeforehand(null, { roles: [PRESS_ROLE_ID] }),
    { direct: true },
    ROLES_ONLY,
  ],
  [
    'who has none of the roles, elsewhere',
    {},
    () => setBeforehand(null, { roles: [PRESS_ROLE_ID] }),
    { foreign: true },
    ROLES_ONLY,
  ],
  [
    'who writes in private where nobody may',
    { DIRECT_MESSAGES: 'off' },
    none,
    { direct: true },
    NOT_IN_PRIVATE,
  ],
  ['who writes in private and is no member', {}, () => discord.leave(), { direct: true }, MEMBERS_ONLY],
  [
    'who writes in private and is a member of a server that is not allowed',
    { ALLOWED_SERVERS: OTHER_GUILD_ID },
    none,
    { direct: true },
    MEMBERS_ONLY,
  ],
  [
    'who writes in private where two channels have no outlet in common',
    {},
    async () => {
      await setBeforehand(GENERAL_ID, SALTMARSH);
      await setBeforehand(LOCKED_ID, GAZETTE);
    },
    { direct: true },
    NOTHING_IN_COMMON,
  ],
  ['who takes it along where nobody may', { USER_INSTALLS: 'off' }, none, { foreign: true }, NOT_ELSEWHERE],
  [
    'who takes it along to a group where nobody may',
    { USER_INSTALLS: 'off' },
    none,
    { group: true },
    NOT_ELSEWHERE,
  ],
  [
    'who takes it along to two people where nobody may',
    { USER_INSTALLS: 'off' },
    none,
    { pair: true },
    NOT_ELSEWHERE,
  ],
  ['who takes it along and is no member', {}, () => discord.leave(), { foreign: true }, MEMBERS_ONLY],
];

describe('No door is open to somebody', () => {
  it.each(REFUSED)('%s', async (_, rules, before, who, told) => {
    await openDiscord();
    await before();
    await startOn({ settings: settings({ USER_LIMIT: '0', ...rules }) });
    await discord.ready();
    const asked = askedOfArchive();
    const { used, typed } = allDoors(who);
    const { 'forget-me': forgetMe, ...doors } = used;
    for (const [door, sent] of Object.entries(doors)) {
      const response = await sent.response();
      expect([door, response.content]).toEqual([door, told]);
      expect(isPrivate(response)).toBe(true);
    }
    for (const sent of typed) expect(await sent.choices()).toEqual([]);
    // What is kept of a person is theirs to delete, whoever lets them ask.
    expect((await forgetMe!.response()).content).toBe('Nothing was kept of you.');
    expect(asked).toEqual([]);
  });

  it.each<[string, Partial<Record<keyof Settings, string>>, OwnSettings, string]>([
    ['whom the owner has excluded', { BLOCKED_PEOPLE: READER }, {}, EXCLUDED_BY_OWNER],
    ['whom the managers have excluded', {}, { blocked: [READER] }, EXCLUDED],
    ['who has none of the roles', {}, { roles: [PRESS_ROLE_ID] }, ROLES_ONLY],
    ['who asks in a server that is not allowed', { ALLOWED_SERVERS: OTHER_GUILD_ID }, {}, NOT_ALLOWED],
  ])(
    '%s, by a message: they are told once a minute, and to all alike nothing is said',
    async (_, rules, own, told) => {
      await setBeforehand(null, own);
      await setBeforehand(GENERAL_ID, { every: true });
      await openDiscord({ privileged: true });
      await startOn({ settings: settings(rules) });
      await discord.ready();
      const asked = askedOfArchive();
      const thread = discord.openThread(discord.say('A thread.', { user: 'friend' }), 'A thread', 'friend');
      discord.say(QUESTION);
      expect((await mentioned(QUESTION)).content).toBe(told);
      discord.mention(QUESTION, { channel: thread });
      discord.reply(discord.writtenBefore({ content: 'An answer' }).id, QUESTION);
      discord.mention('Thanks!');
      await discord.until('all are declined', () => lines('declined').length === 5);
      expect(posts(/\/messages$/)).toHaveLength(1);
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, Partial<Record<keyof Settings, string>>, () => void, string]>([
    ['may not write in private', { DIRECT_MESSAGES: 'off' }, none, NOT_IN_PRIVATE],
    ['is no member', {}, () => discord.leave(), MEMBERS_ONLY],
  ])('who %s, by a direct message', async (_, rules, before, told) => {
    await openDiscord();
    before();
    await startOn({ settings: settings(rules) });
    await discord.ready();
    const asked = askedOfArchive();
    expect((await messaged(QUESTION)).content).toBe(told);
    expect(asked).toEqual([]);
    await expectAnswer();
  });
});

it('Whoever may not ask uses up nothing of what their server may', async () => {
  await setBeforehand(null, { blocked: [READER] });
  await startWith({ SERVER_LIMIT: '2' });
  for (let n = 0; n < 5; n++) expect((await askedFor()).content).toBe(EXCLUDED);
  expect((await askedFor({}, { user: 'friend' })).content).toContain(QUOTE);
});

describe('In private', () => {
  it('a member asks within the limits of their server, and sees who set them', async () => {
    await setBeforehand(null, { ...SALTMARSH, private: true });
    await start();
    expect((await messaged(QUESTION)).content).toContain('> Ferry captains doubt');
    expect((await messaged('Who painted the lighthouse violet?')).content).toContain(
      'Questions here are answered from Saltmarsh Post only.',
    );
    const answer = await askedFor({}, { direct: true });
    expect(answer.content).not.toContain(QUOTE);
    expect(isPrivate(answer)).toBe(true);
    expect(
      await discord.autocomplete('ask', { outlet: '' }, 'outlet', { direct: true }).choices(),
    ).toHaveLength(1);
    expect((await discord.command('status', {}, { direct: true }).response()).content).not.toContain(
      'Gazette',
    );
    const elsewhere = await askedFor(
      {},
      { foreign: true, permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.UseExternalApps },
    );
    expect(elsewhere.content).not.toContain(QUOTE);
    expect(isPrivate(elsewhere)).toBe(true);
  });

  it('the limit of a single channel holds as well', async () => {
    await setBeforehand(LOCKED_ID, SALTMARSH);
    await start();
    expect((await messaged(QUESTION)).content).not.toContain(QUOTE);
    expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  });

  it('the strictest of all the servers holds that a person is in, be it one that the bot has only just come to', async () => {
    await setThere(SALTMARSH);
    await start();
    expect((await messaged(QUESTION)).content).toContain(QUOTE);
    discord.inviteBot();
    // The server is greeted.
    await discord.sent();
    discord.join('another', OTHER_GUILD_ID);
    discord.leave('another');
    expect((await messaged(QUESTION, { user: 'another' })).content).not.toContain(QUOTE);
    discord.join('third', OTHER_GUILD_ID);
    expect((await messaged(QUESTION, { user: 'third' })).content).not.toContain(QUOTE);
    expect((await messaged(QUESTION, { user: 'fourth' })).content).toContain(QUOTE);
  });

  it('everyone may ask, and without limits, where the owner says so', async () => {
    await setBeforehand(null, { ...SALTMARSH, blocked: [READER] });
    await openDiscord();
    discord.leave();
    await startOn({ settings: settings({ DIRECT_MESSAGES: 'everyone', USER_INSTALLS: 'everyone' }) });
    await discord.ready();
    expect((await messaged(QUESTION)).content).toContain(QUOTE);
    expect((await askedFor({}, { group: true })).content).toContain(QUOTE);
    expect(posts(/members/)).toEqual([]);
  });

  it('Discord is asked once in minutes who is a member; where it does not tell, nothing is answered', async () => {
    await start();
    const lookUps = () => discord.requests.filter(({ path }) => path.includes('/members/'));
    discord.failNext('GET', /\/members\//, { status: 404, body: { code: 0, message: '404: Not Found' } });
    expect((await messaged(QUESTION)).content).toBe(
      'Discord does not tell just now which servers you are in. Ask again in a minute.',
    );
    expect(await logLine('the servers of a person are not known')).toMatchObject({
      reason: '404: Not Found',
    });
    const before = lookUps().length;
    expect((await askedFor({}, { direct: true })).content).toContain(QUOTE);
    for (let n = 0; n < 3; n++)
      await discord.autocomplete('ask', { outlet: '' }, 'outlet', { direct: true }).choices();
    expect(lookUps()).toHaveLength(before + 1);
  });

  it('strangers in great numbers are looked up no more than Discord bears', async () => {
    const memberships = new Memberships();
    let asked = 0;
    const get = () => {
      asked++;
      return Promise.resolve({ roles: [] });
    };
    const client = { rest: { get }, guilds: { cache: new Map() } } as unknown as Client;
    const all = await Promise.allSettled(
      Array.from({ length: 2 * MAX_LOOK_UPS }, (_, i) => memberships.of(String(i), GUILD_ID, client)),
    );
    expect(asked).toBe(MAX_LOOK_UPS);
    expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(MAX_LOOK_UPS);
    await memberships.of('0', GUILD_ID, client);
    expect(asked).toBe(MAX_LOOK_UPS);
  });

  it('a look-up that takes long holds no acknowledgement up', async () => {
    await start();
    discord.failNext('GET', /\/members\//, {
      status: 429,
      body: { retry_after: 30, message: 'slow', global: false },
    });
    const asked = discord.command('ask', { question: QUESTION }, { direct: true });
    expect((await asked.response()).content).toMatch(/^Discord does not tell just now/);
  });
});

describe('/settings', () => {
  const set = async (values: Record<string, OptionValue>, who = MANAGER) =>
    (await discord.command('settings', values, who).response()).content;

  it('names roles that may ask, and takes them off again', async () => {
    await start();
    expect(await set({ role: PRESS_ROLE_ID })).toContain(`- only <@&${PRESS_ROLE_ID}> may ask`);
    expect((await askedFor()).content).toBe(ROLES_ONLY);
    discord.join('journalist', GUILD_ID, [PRESS_ROLE_ID]);
    expect((await askedFor({}, { user: 'journalist' })).content).toContain(QUOTE);
    expect((await mentioned(QUESTION, { user: 'journalist' })).content).toContain(QUOTE);
    expect((await messaged(QUESTION, { user: 'journalist' })).content).toContain(QUOTE);
    expect((await askedFor({}, MANAGER)).content).toContain(QUOTE);
    expect(await set({ role: GUILD_ID })).toContain(`only <@&${PRESS_ROLE_ID}> <@&${GUILD_ID}> may ask`);
    expect((await askedFor()).content).toContain(QUOTE);
    await set({ role: GUILD_ID });
    expect(await set({ role: PRESS_ROLE_ID })).toContain('- everybody may ask');
    await expectAnswer();
  });

  it('roles hold, too, while the server is down and none of them is known', async () => {
    await setBeforehand(null, { roles: [PRESS_ROLE_ID] });
    await start({}, { serverDown: true });
    discord.join('journalist', GUILD_ID, [PRESS_ROLE_ID]);
    expect((await mentioned(QUESTION)).content).toBe(ROLES_ONLY);
    expect((await mentioned(QUESTION, { user: 'journalist' })).content).toContain(QUOTE);
    expect((await messaged(QUESTION, { user: 'journalist' })).content).toContain(QUOTE);
    discord.failNext('GET', /\/members\//, { status: 404, body: { code: 0, message: '404: Not Found' } });
    expect((await mentioned(QUESTION, { user: 'another' })).content).toMatch(
      /^Discord does not tell just now/,
    );
  });

  it('names people who may not ask, and lets them again; /forget-me lifts nothing', async () => {
    await start();
    expect(await set({ blocked: READER })).toContain(`- <@${READER}> may not ask`);
    await discord.command('forget-me').response();
    expect((await askedFor()).content).toBe(EXCLUDED);
    expect((await askedFor({}, { user: 'friend' })).content).toContain(QUOTE);
    expect(await set({ blocked: READER })).toContain('- nobody is excluded');
    expect((await askedFor()).content).toContain(QUOTE);
    expect(await set({ blocked: READER, role: PRESS_ROLE_ID })).toContain('may not ask');
    expect(await set({ reset: true })).toContain('- everybody may ask\n- nobody is excluded');
  });

  it('does both for the whole server only, and by its managers only', async () => {
    await start();
    for (const values of [{ role: PRESS_ROLE_ID }, { blocked: READER }])
      expect(await set({ ...values, channel: GENERAL_ID })).toBe(
        'Who may ask is set for the whole server. Leave channel: out.',
      );
    expect(await set({ blocked: READER }, { user: 'friend', permissions: MEMBER_PERMISSIONS })).toMatch(
      /^Only those who may manage the server/,
    );
    expect(await set({})).toContain('- everybody may ask\n- nobody is excluded');
  });
});

describe('A server that is not allowed', () => {
  it('is told so once in its language, and left; what is set in the others stays', async () => {
    await setBeforehand(null, { language: 'en' });
    await startWith({ ALLOWED_SERVERS: GUILD_ID });
    discord.inviteBot();
    await logLine('the server is not in ALLOWED_SERVERS, and is left');
    const told = await discord.sent();
    expect(told.channel_id).toBe(OTHER_CHANNEL_ID);
    expect(told.content).toBe(
      'Auf diesem Server darf Attest nicht antworten und verlässt ihn. Ändern kann das, wem der Bot gehört.',
    );
    await logLine('the server is left, and what was kept of it is deleted');
    expect(posts(/\/messages$/)).toHaveLength(1);
    await expectAnswer();
  });

  it('is not left where none is allowed that the bot is in: the list is likely mistyped, and it answers nowhere', async () => {
    await startWith({ ALLOWED_SERVERS: OTHER_GUILD_ID });
    expect(
      await logLine(
        'ALLOWED_SERVERS names no server that the bot is in: it answers in none, and leaves none',
      ),
    ).toMatchObject({ servers: [GUILD_ID] });
    expect((await mentioned(QUESTION)).content).toBe(NOT_ALLOWED);
    discord.inviteBot();
    await logLine('the server is not in ALLOWED_SERVERS, and is left');
    expect(discord.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
      `/users/@me/guilds/${GUILD_ID}`,
    ]);
  });

  it('is left, too, where it cannot be told', async () => {
    await startWith({ ALLOWED_SERVERS: GUILD_ID });
    discord.failNext('POST', `/channels/${OTHER_CHANNEL_ID}/messages`, { status: 403 });
    discord.inviteBot();
    await logLine('the server is not in ALLOWED_SERVERS, and is left');
  });
});

it('.env takes ids with commas, spaces or lines between them, and says of others what is wrong', () => {
  const read = (ALLOWED_SERVERS: string) => readSettings({ ALLOWED_SERVERS }).ALLOWED_SERVERS;
  expect(read('')).toEqual([]);
  expect(read(` ${GUILD_ID},${OTHER_GUILD_ID} `)).toEqual([GUILD_ID, OTHER_GUILD_ID]);
  expect(() => read(`${GUILD_ID}, my server`)).toThrow(
    /ALLOWED_SERVERS: expected ids of servers, each 17 to 20 digits/,
  );
  expect(() => readSettings({ DIRECT_MESSAGES: 'friends' })).toThrow(/DIRECT_MESSAGES/);
});
