// Discord's limits, and this project's own rule on mentions, as pure checks of request bodies.
// Lengths are counted in Unicode code points. Numbers: https://discord.com/developers/docs/resources/message
// and https://discord.com/developers/docs/interactions/application-commands

const CONTENT_MAX = 2000;
const EMBEDS_MAX = 10;
const EMBEDS_TOTAL_MAX = 6000;
const FIELDS_MAX = 25;
const EMBED_MAX = { title: 256, description: 4096 };
const FIELD_MAX = { name: 256, value: 1024 };
const FOOTER_MAX = 2048;
const AUTHOR_MAX = 256;
const ROWS_MAX = 5;
const BUTTONS_MAX = 5;
const LABEL_MAX = 80;
const CUSTOM_ID_MAX = 100;
const LINK_MAX = 512;
const PLACEHOLDER_MAX = 150;
const CHOICES_MAX = 25;
const CHOICE_MAX = 100;
const COMMANDS_MAX = 100;
const OPTIONS_MAX = 25;
const COMMAND_TOTAL_MAX = 8000;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MENU_NAME = /^.{1,32}$/u;
const DESCRIPTION_MAX = 100;

const CHAT_INPUT = 1;
const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
/** Components V2: rows and text in one tree; its shape is the OpenAPI file's business. */
const IS_COMPONENTS_V2 = 1 << 15;

/** Any JSON object; every property has to be looked at before it is believed. */
export type Json = Record<string, unknown>;

/** A body read as JSON object; anything else reads as an empty one. */
export function json(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The objects of a list; anything else reads as an empty one. */
export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(json) : [];
}

/** How many code points a text has; nothing has none. */
function characters(value: unknown): number {
  return typeof value === 'string' ? [...value].length : 0;
}

function over(what: string, value: unknown, max: number): string[] {
  const length = characters(value);
  return length > max ? [`${what} has ${length} characters, the limit is ${max}`] : [];
}

function crowd(what: string, value: unknown, max: number): string[] {
  const { length } = list(value);
  return length > max ? [`${what}: ${length}, the limit is ${max}`] : [];
}

/** Which of Discord's limits a message body breaks. */
export function messageProblems(body: Json): string[] {
  const embeds = list(body.embeds);
  const total = embeds.reduce((sum, embed) => sum + embedCharacters(embed), 0);
  return [
    ...over('content', body.content, CONTENT_MAX),
    ...crowd('embeds', body.embeds, EMBEDS_MAX),
    ...embeds.flatMap(embedProblems),
    ...(total > EMBEDS_TOTAL_MAX
      ? [`embeds have ${total} characters in all, the limit is ${EMBEDS_TOTAL_MAX}`]
      : []),
    ...componentProblems(list(body.components), Number(body.flags ?? 0)),
  ];
}

/** Whether Discord would refuse the message with 50006, as there is nothing to show. */
export function isEmptyMessage(body: Json, files: number): boolean {
  const parts = ['embeds', 'components', 'sticker_ids', 'attachments'].map((name) => list(body[name]).length);
  return (
    files === 0 &&
    !body.poll &&
    String(body.content ?? '').trim() === '' &&
    parts.every((count) => count === 0)
  );
}

/** A rule of the project, not of Discord: every message says that it mentions nobody. */
export function mentionProblems(body: Json): string[] {
  const { parse, users, roles } = json(body.allowed_mentions);
  const named = [...(Array.isArray(users) ? users : []), ...(Array.isArray(roles) ? roles : [])];
  const nobody = Array.isArray(parse) && parse.length === 0 && named.length === 0;
  const found = JSON.stringify(body.allowed_mentions) ?? 'nothing';
  return nobody ? [] : [`project rule: allowed_mentions must be { parse: [] }, found ${found}`];
}

function embedProblems(embed: Json): string[] {
  return [
    ...over('embed title', embed.title, EMBED_MAX.title),
    ...over('embed description', embed.description, EMBED_MAX.description),
    ...over('embed footer', json(embed.footer).text, FOOTER_MAX),
    ...over('embed author', json(embed.author).name, AUTHOR_MAX),
    ...crowd('embed fields', embed.fields, FIELDS_MAX),
    ...list(embed.fields).flatMap(fieldProblems),
    ...(embedCharacters(embed) === 0 && !embed.image && !embed.thumbnail ? ['embed is empty'] : []),
  ];
}

function fieldProblems({ name, value }: Json): string[] {
  const empty = [name, value].some((text) => typeof text !== 'string' || text.trim() === '');
  return [
    ...over('embed field name', name, FIELD_MAX.name),
    ...over('embed field value', value, FIELD_MAX.value),
    ...(empty ? ['embed field has an empty name or value'] : []),
  ];
}

function embedCharacters({ title, description, fields, footer, author }: Json): number {
  const inFields = list(fields).flatMap(({ name, value }) => [name, value]);
  const texts = [title, description, json(footer).text, json(author).name, ...inFields];
  return texts.reduce<number>((sum, text) => sum + characters(text), 0);
}

function componentProblems(components: Json[], flags: number): string[] {
  const all = withNested(components);
  const rows = all.filter(({ type }) => type === ACTION_ROW);
  const ids = all.map(({ custom_id }) => custom_id).filter((id) => id !== undefined);
  const stray = components.filter(({ type }) => type !== ACTION_ROW);
  const isV2 = (flags & IS_COMPONENTS_V2) !== 0;
  return [
    ...(isV2 ? [] : crowd('action rows', components, ROWS_MAX)),
    ...(!isV2 && stray.length ? [`component of type ${stray[0]?.type} stands outside an action row`] : []),
    ...rows.flatMap((row) => crowd('buttons in a row', row.components, BUTTONS_MAX)),
    ...rows.flatMap((row) => (list(row.components).length ? [] : ['action row is empty'])),
    ...all.flatMap((component) => over('custom_id', component.custom_id, CUSTOM_ID_MAX)),
    ...all.filter(({ type }) => type === BUTTON).flatMap(buttonProblems),
    ...all.filter(({ type }) => type === STRING_SELECT).flatMap(selectProblems),
    ...rows.flatMap(crowdedRow),
    ...(new Set(ids).size < ids.length ? [`custom ids are not unique: ${ids.join(', ')}`] : []),
  ];
}

function buttonProblems({ label, url, custom_id, emoji, sku_id }: Json): string[] {
  const targets = [url, custom_id, sku_id].filter((target) => target !== undefined);
  return [
    ...over('button label', label, LABEL_MAX),
    ...over('button link', url, LINK_MAX),
    ...(targets.length === 1 ? [] : ['button needs either a link or a custom_id']),
    ...(String(label ?? '').trim() || emoji || sku_id ? [] : ['button has neither label nor emoji']),
  ];
}

/** A menu takes a whole row. */
function crowdedRow(row: Json): string[] {
  const parts = list(row.components);
  return parts.length > 1 && parts.some(({ type }) => type === STRING_SELECT)
    ? ['a menu shares its row']
    : [];
}

function selectProblems({ options, placeholder }: Json): string[] {
  const all = list(options);
  const values = all.map(({ value }) => value);
  return [
    ...over('menu placeholder', placeholder, PLACEHOLDER_MAX),
    ...(all.length ? crowd('menu options', options, CHOICES_MAX) : ['menu has no options']),
    ...(new Set(values).size < values.length ? ['menu options are not unique'] : []),
    ...all.flatMap(({ label, value }) => [...filled('label', label), ...filled('value', value)]),
  ];
}

/** Discord takes white space at both ends away before it counts. */
function filled(what: string, text: unknown): string[] {
  const blank = typeof text !== 'string' || text.trim() === '' ? [`menu option has an empty ${what}`] : [];
  return [...blank, ...over(`menu option ${what}`, text, CHOICE_MAX)];
}

function withNested(components: Json[]): Json[] {
  return components.flatMap((component) => {
    const accessory = component.accessory ? [json(component.accessory)] : [];
    return [component, ...withNested([...list(component.components), ...accessory])];
  });
}

/** Which of Discord's limits the choices of an autocompletion break. */
export function choiceProblems(choices: unknown): string[] {
  return [...crowd('choices', choices, CHOICES_MAX), ...list(choices).flatMap(choiceLengths)];
}

function choiceLengths({ name, value }: Json): string[] {
  const nameless = typeof name !== 'string' || name.trim() === '' ? ['choice has an empty name'] : [];
  return [...nameless, ...over('choice name', name, CHOICE_MAX), ...over('choice value', value, CHOICE_MAX)];
}

/** Which of Discord's limits a whole list of commands breaks. */
export function commandProblems(commands: Json[]): string[] {
  const names = commands.map(({ type = CHAT_INPUT, name }) => `${type} ${name}`);
  return [
    ...crowd('commands', commands, COMMANDS_MAX),
    ...(new Set(names).size < names.length ? [`command names are not unique: ${names.join(', ')}`] : []),
    ...commands.flatMap((command) =>
      (command.type ?? CHAT_INPUT) === CHAT_INPUT ? slashProblems(command) : menuProblems(command),
    ),
  ];
}

function menuProblems({ name, description, options }: Json): string[] {
  return [
    ...(MENU_NAME.test(String(name)) ? [] : [`menu command name ${JSON.stringify(name)} is not valid`]),
    ...(description ? [`menu command ${name} may have no description`] : []),
    ...(list(options).length ? [`menu command ${name} may have no options`] : []),
  ];
}

function slashProblems(command: Json): string[] {
  const total = commandCharacters(command);
  return [
    ...nodeProblems(`/${command.name}`, command),
    ...(total > COMMAND_TOTAL_MAX
      ? [`/${command.name} has ${total} characters in all, the limit is ${COMMAND_TOTAL_MAX}`]
      : []),
  ];
}

/** A command, a subcommand or an option: all have a name, a description and perhaps options. */
function nodeProblems(where: string, { name, description, options, choices, autocomplete }: Json): string[] {
  const nodes = list(options);
  const firstOptional = nodes.findIndex(({ required }) => !required);
  const late = firstOptional < 0 ? undefined : nodes.slice(firstOptional).find(({ required }) => required);
  const names = nodes.map((node) => node.name);
  return [
    ...nameProblems(where, name),
    ...(characters(description) ? [] : [`${where} has no description`]),
    ...over(`${where} description`, description, DESCRIPTION_MAX),
    ...crowd(`${where} options`, options, OPTIONS_MAX),
    ...(late ? [`${where}: required option ${late.name} comes after an optional one`] : []),
    ...(new Set(names).size < names.length ? [`${where}: option names are not unique`] : []),
    ...(autocomplete && list(choices).length ? [`${where} has both choices and autocomplete`] : []),
    ...choiceProblems(choices).map((problem) => `${where}: ${problem}`),
    ...nodes.flatMap((node) => nodeProblems(`${where} ${node.name}`, node)),
  ];
}

function nameProblems(where: string, name: unknown): string[] {
  const valid = typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();
  return valid ? [] : [`${where}: name ${JSON.stringify(name)} is not valid`];
}

function commandCharacters({ name, description, options, choices }: Json): number {
  const nested = list(options).reduce<number>((sum, option) => sum + commandCharacters(option), 0);
  const offered = list(choices).reduce<number>(
    (sum, { name, value }) => sum + characters(name) + characters(value),
    0,
  );
  return characters(name) + characters(description) + nested + offered;
}
