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

/** Each line: what is limited, the fullest body that passes, and one that is over by one. */
const edges: [string, Json, Json][] = [
  ['content', { content: x(2000) }, { content: x(2001) }],
  ['embeds', { embeds: times(10, () => ({ title: 't' })) }, { embeds: times(11, () => ({ title: 't' })) }],
  ['embed title', { embeds: [{ title: x(256) }] }, { embeds: [{ title: x(257) }] }],
  ['embed description', { embeds: [{ description: x(4096) }] }, { embeds: [{ description: x(4097) }] }],
  [
    'embed fields',
    { embeds: [{ fields: times(25, () => field) }] },
    { embeds: [{ fields: times(26, () => field) }] },
  ],
  [
    'embed field name',
    { embeds: [{ fields: [{ ...field, name: x(256) }] }] },
    { embeds: [{ fields: [{ ...field, name: x(257) }] }] },
  ],
  [
    'embed field value',
    { embeds: [{ fields: [{ ...field, value: x(1024) }] }] },
    { embeds: [{ fields: [{ ...field, value: x(1025) }] }] },
  ],
  ['menu options', menu(times(25, entry)), menu(times(26, entry))],
  ['menu options are not unique', menu([entry(0), entry(1)]), menu([entry(0), entry(0)])],
  ['menu has no options', menu([entry(0)]), menu([])],
  ['menu option label', menu([{ ...entry(0), label: x(100) }]), menu([{ ...entry(0), label: x(101) }])],
  ['menu option has an empty label', menu([entry(0)]), menu([{ ...entry(0), label: ' ' }])],
  ['menu placeholder', menu([entry(0)], { placeholder: x(150) }), menu([entry(0)], { placeholder: x(151) })],
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
  ['embed footer', { embeds: [{ footer: { text: x(2048) } }] }, { embeds: [{ footer: { text: x(2049) } }] }],
  ['embed author', { embeds: [{ author: { name: x(256) } }] }, { embeds: [{ author: { name: x(257) } }] }],
  ['embed is empty', { embeds: [{ image: { url: 'https://a.example/i.png' } }] }, { embeds: [{ color: 3 }] }],
  [
    'embeds have 6001 characters in all',
    { embeds: [{ description: x(4000) }, { description: x(1998), footer: { text: 'ab' } }] },
    { embeds: [{ description: x(4000) }, { description: x(1998), footer: { text: 'abc' } }] },
  ],
  [
    'action rows',
    { components: times(5, () => row(button())) },
    { components: times(6, () => row(button())) },
  ],
  ['action row is empty', { components: [row(button())] }, { components: [row()] }],
  ['outside an action row', { components: [row(button())] }, { components: [button()] }],
  [
    'buttons in a row',
    { components: [row(...times(5, () => button()))] },
    { components: [row(...times(6, () => button()))] },
  ],
  [
    'button label',
    { components: [row(button({ label: x(80) }))] },
    { components: [row(button({ label: x(81) }))] },
  ],
  ['neither label nor emoji', { components: [row(button())] }, { components: [row(button({ label: '' }))] }],
  [
    'either a link or a custom_id',
    { components: [row(button())] },
    { components: [row(button({ custom_id: 'a' }))] },
  ],
  [
    'custom_id',
    { components: [row(button({ custom_id: x(100), url: undefined }))] },
    { components: [row(button({ custom_id: x(101), url: undefined }))] },
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
