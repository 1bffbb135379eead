// Discord's limits at their very edge, and what Discord's OpenAPI file accepts and rejects.
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  EmbedBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  choiceProblems,
  commandProblems,
  isEmptyMessage,
  type Json,
  mentionProblems,
  messageProblems,
} from '../support/discord-rules.ts';
import { schemaMissing, schemaProblems } from '../support/discord-schema.ts';

const x = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const button = (more: Json = {}) => ({ type: 2, style: 5, label: 'Open', url: 'https://a.example', ...more });
const row = (...components: Json[]) => ({ type: 1, components });
const option = (more: Json = {}) => ({ type: 3, name: 'q', description: 'A question', ...more });
const slash = (more: Json = {}) => ({ name: 'ask', description: 'Ask', ...more });
const entry = (i: number): Json => ({ label: `Title ${i}`, value: `${i}` });
const menu = (options: Json[], more: Json = {}) => ({
  components: [row({ type: 3, custom_id: 'm', options, ...more })],
});
const field = { name: 'n', value: 'v' };

/** Lengths and numbers: what is limited, at what, and a body that has so many. */
const limits: [string, number, (count: number) => Json][] = [
  ['content', 2000, (n) => ({ content: x(n) })],
  ['embeds', 10, (n) => ({ embeds: times(n, () => ({ title: 't' })) })],
  ['embed title', 256, (n) => ({ embeds: [{ title: x(n) }] })],
  ['embed description', 4096, (n) => ({ embeds: [{ description: x(n) }] })],
  ['embed fields', 25, (n) => ({ embeds: [{ fields: times(n, () => field) }] })],
  ['embed field name', 256, (n) => ({ embeds: [{ fields: [{ ...field, name: x(n) }] }] })],
  ['embed field value', 1024, (n) => ({ embeds: [{ fields: [{ ...field, value: x(n) }] }] })],
  ['embed footer', 2048, (n) => ({ embeds: [{ footer: { text: x(n) } }] })],
  ['embed author', 256, (n) => ({ embeds: [{ author: { name: x(n) } }] })],
  [
    'embeds have 6001 characters in all',
    6000,
    (n) => ({ embeds: [{ description: x(4000) }, { description: x(1998), footer: { text: x(n - 5998) } }] }),
  ],
  ['menu options', 25, (n) => menu(times(n, entry))],
  ['menu option label', 100, (n) => menu([{ ...entry(0), label: x(n) }])],
  ['menu placeholder', 150, (n) => menu([entry(0)], { placeholder: x(n) })],
  ['action rows', 5, (n) => ({ components: times(n, () => row(button())) })],
  ['buttons in a row', 5, (n) => ({ components: [row(...times(n, () => button()))] })],
  ['button label', 80, (n) => ({ components: [row(button({ label: x(n) }))] })],
  ['custom_id', 100, (n) => ({ components: [row(button({ custom_id: x(n), url: undefined }))] })],
];

/** What else is wrong, a body that is right, and one that is wrong in this alone. */
const edges: [string, Json, Json][] = [
  ...limits.map(([what, most, body]): [string, Json, Json] => [what, body(most), body(most + 1)]),
  ['menu options are not unique', menu([entry(0), entry(1)]), menu([entry(0), entry(0)])],
  ['menu has no options', menu([entry(0)]), menu([])],
  ['menu option has an empty label', menu([entry(0)]), menu([{ ...entry(0), label: ' ' }])],
  [
    'a menu shares its row',
    menu([entry(0)]),
    { components: [row(button(), { type: 3, custom_id: 'm', options: [entry(0)] })] },
  ],
  [
    'embed field has an empty',
    { embeds: [{ fields: [field] }] },
    { embeds: [{ fields: [{ ...field, value: ' ' }] }] },
  ],
  ['embed is empty', { embeds: [{ image: { url: 'https://a.example/i.png' } }] }, { embeds: [{ color: 3 }] }],
  ['action row is empty', { components: [row(button())] }, { components: [row()] }],
  ['outside an action row', { components: [row(button())] }, { components: [button()] }],
  ['neither label nor emoji', { components: [row(button())] }, { components: [row(button({ label: '' }))] }],
  [
    'either a link or a custom_id',
    { components: [row(button())] },
    { components: [row(button({ custom_id: 'a' }))] },
  ],
  [
    'custom ids are not unique',
    { components: times(2, (i) => row(button({ custom_id: `${i}`, url: undefined }))) },
    { components: times(2, () => row(button({ custom_id: 'same', url: undefined }))) },
  ],
];

describe('messages', () => {
  it.each(edges)('are limited in %s', (what, fullest, over) => {
    expect(messageProblems(fullest)).toEqual([]);
    expect(messageProblems(over)).toEqual([expect.stringContaining(what)]);
  });

  it('count code points, not UTF-16 units', () => {
    expect(messageProblems({ content: '🗞'.repeat(2000) })).toEqual([]);
  });

  it.each([{}, { content: '' }, { content: null, embeds: [] }])('are empty as %j', (body) => {
    expect(isEmptyMessage(body, 0)).toBe(true);
    expect(isEmptyMessage(body, 1)).toBe(false);
  });

  it.each([undefined, null, {}, { parse: ['users'] }, { parse: [], users: ['1'] }, { replied_user: false }])(
    'may not leave mentions at %j',
    (allowed_mentions) => {
      expect(mentionProblems({ allowed_mentions })).toEqual([expect.stringContaining('project rule')]);
      expect(mentionProblems({ allowed_mentions: { parse: [], replied_user: true } })).toEqual([]);
    },
  );
});

describe('autocompletion', () => {
  const choice = (more: Json = {}) => ({ name: 'n', value: 'v', ...more });
  it.each([
    ['choices', times(25, () => choice()), times(26, () => choice())],
    ['choice name', [choice({ name: x(100) })], [choice({ name: x(101) })]],
    ['choice value', [choice({ value: x(100) })], [choice({ value: x(101) })]],
    ['an empty name', [choice({ value: 3 })], [choice({ name: '' })]],
  ])('is limited in %s', (what, fullest, over) => {
    expect(choiceProblems(fullest)).toEqual([]);
    expect(choiceProblems(over)).toEqual([expect.stringContaining(what)]);
  });
});

describe('commands', () => {
  const options = (count: number) => times(count, (i) => option({ name: `q${i}` }));
  it.each<[string, Json[], Json[]]>([
    ['name "Ask"', [slash({ name: 'fråga-2' })], [slash({ name: 'Ask' })]],
    ['name "a b"', [slash()], [slash({ name: 'a b' })]],
    ['is not valid', [slash({ name: x(32) })], [slash({ name: x(33) })]],
    ['has no description', [slash()], [slash({ description: '' })]],
    ['/ask description', [slash({ description: x(100) })], [slash({ description: x(101) })]],
    ['/ask options', [slash({ options: options(25) })], [slash({ options: options(26) })]],
    [
      'required option b comes after an optional one',
      [slash({ options: [option({ name: 'b', required: true }), option({ name: 'a' })] })],
      [slash({ options: [option({ name: 'a' }), option({ name: 'b', required: true })] })],
    ],
    [
      'option names are not unique',
      [slash({ options: options(2) })],
      [slash({ options: [option(), option()] })],
    ],
    [
      'both choices and autocomplete',
      [slash({ options: [option({ autocomplete: true })] })],
      [slash({ options: [option({ autocomplete: true, choices: [field] })] })],
    ],
    ['command names are not unique', [slash(), { type: 3, name: 'ask' }], [slash(), slash()]],
    ['may have no description', [{ type: 3, name: 'Find the source' }], [{ ...slash(), type: 3 }]],
  ])('are checked: %s', (what, fine, wrong) => {
    expect(commandProblems(fine)).toEqual([]);
    expect(commandProblems(wrong)).toEqual([expect.stringContaining(what)]);
  });
});

describe.skipIf(schemaMissing)(schemaMissing || "Discord's OpenAPI file", () => {
  const callback = '/interactions/1/token/callback';
  const original = '/webhooks/1/token/messages/@original';
  const link = new ButtonBuilder()
    .setStyle(ButtonStyle.Link)
    .setLabel('Open')
    .setURL('https://a.example/#:~:text=a%2Db');
  const next = new ButtonBuilder().setStyle(ButtonStyle.Primary).setLabel('Next').setCustomId('next:2');
  const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(link, next).toJSON()];
  const embed = new EmbedBuilder()
    .setTitle('A title')
    .setColor(0x336699)
    .setFooter({ text: 'footer' })
    .setTimestamp();
  const ask = new SlashCommandBuilder().setName('ask').setDescription('Ask the archive');
  ask.addStringOption((it) =>
    it.setName('question').setDescription('What').setRequired(true).setMaxLength(500),
  );
  ask.setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);
  ask.addBooleanOption((it) => it.setName('private').setDescription('Only for you'));

  it.each<[string, string, unknown]>([
    ['POST', callback, { type: 5, data: { flags: 64 } }],
    ['POST', callback, { type: 6 }],
    ['POST', callback, { type: 7, data: { content: 'page 2', components } }],
    ['POST', callback, { type: 8, data: { choices: [{ name: 'a', value: 'b' }] } }],
    ['PATCH', original, { content: 'done', embeds: [embed.toJSON()], components }],
    [
      'POST',
      '/channels/1/messages',
      { content: 'a', message_reference: { message_id: '2', fail_if_not_exists: false } },
    ],
    ['PUT', '/applications/1/guilds/2/commands', [ask.toJSON()]],
    ['POST', '/channels/1/typing', undefined],
  ])('accepts %s %s', (method, path, body) => {
    expect(schemaProblems(method, path, JSON.parse(JSON.stringify(body ?? null)) ?? undefined)).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    ['POST', callback, { type: 4, data: { content: 7 } }, '/data/content must be string,null'],
    [
      'POST',
      callback,
      { type: 8, data: { choices: [{ name: 'a' }] } },
      "must have required property 'value'",
    ],
    ['POST', callback, { type: 99 }, '/type must be equal'],
    ['PATCH', original, { components: [{ type: 1 }] }, "must have required property 'components'"],
    ['PATCH', original, { embeds: [{ url: 'not a link' }] }, 'must match format "uri"'],
    ['PUT', '/applications/1/commands', [slash({ description: x(101) })], 'must NOT have more than 100'],
    ['POST', '/channels/1/messages', undefined, 'body must be object'],
    [
      'POST',
      '/channels/1/messages',
      { allowed_mentions: { parse: ['nobody'] } },
      '/allowed_mentions/parse/0',
    ],
    ['POST', '/channels/1/nonsense', {}, "not in Discord's OpenAPI file"],
    ['DELETE', '/gateway/bot', undefined, "not in Discord's OpenAPI file"],
  ])('rejects %s %s with %j', (method, path, body, because) => {
    expect(schemaProblems(method, path, body).join()).toContain(because);
  });
});
