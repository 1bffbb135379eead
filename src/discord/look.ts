// What Discord says of the bot without a connection of its own: its token, what it may read, what it may do in each server,
// and what time it is there.
import {
  ApplicationFlagsBitField,
  ChannelType,
  PermissionFlagsBits,
  PermissionsBitField,
  REST,
  RESTEvents,
  Routes,
  type APIApplication,
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
  type RESTAPIPartialCurrentUserGuild,
} from 'discord.js';
import type { Settings } from '../config.ts';
import type { Finding, DiagnosisCause } from '../doctor/finding.ts';
import { messageOf, sentenceOf, UserError } from '../errors.ts';
import { apiOf, tokenOf } from './gateway.ts';
import { missingAmong, type PermissionName } from './permissions.ts';
import { isTokenRefused, loginRefusal, NotDiscord } from './refusals.ts';

/** Somebody waits for the answer. */
const TIMEOUT_MS = 8000;
const PAGE = 200;
/** Servers whose channels are looked at: three requests each. */
const MAX_SERVERS = 25;
/** Days and "in 3 minutes" are by this machine's clock; a minute makes no difference to anything. */
const MAX_CLOCK_S = 60;

type Server = Pick<RESTAPIPartialCurrentUserGuild, 'id' | 'name' | 'permissions'>;
type Place = APIChannel & { permission_overwrites?: APIOverwrite[] };

/**
 * What Discord says, check by check. Never rejects.
 * @param wantsText whether a channel wants every question answered; null where that is not known
 */
export async function lookAtDiscord(settings: Settings, wantsText: boolean | null): Promise<Finding[]> {
  if (!settings.DISCORD_TOKEN) return unchecked('no token');
  const rest = new REST({ api: apiOf(settings), timeout: TIMEOUT_MS, retries: 1 });
  let clock: Finding | undefined;
  rest.on(RESTEvents.Response, (_, { headers }) => (clock ??= clockIn(headers.get('date'))));
  try {
    rest.setToken(tokenOf(settings));
    const { id, username } = (await rest.get(Routes.user('@me'))) as Partial<APIUser>;
    if (id === undefined || username === undefined) throw new NotDiscord();
    return [
      { check: 'token', state: 'ok', cause: { kind: 'token', bot: username } },
      ...(await looking('intents', async () => [await lookAtIntents(rest, wantsText)])),
      ...(await looking('permissions', () => lookAtServers(rest, id, settings))),
      clock ?? needsToken('clock'),
    ];
  } catch (thrown) {
    const refused = loginRefusal(thrown, settings);
    const cause: DiagnosisCause = isTokenRefused(refused)
      ? { kind: 'token refused' }
      : { kind: 'refused', says: sentenceOf(refused) ?? `${messageOf(refused)}.` };
    return [
      { check: 'token', state: 'wrong', cause },
      needsToken('intents'),
      needsToken('permissions'),
      clock ?? needsToken('clock'),
    ];
  } finally {
    // They would hold the process up.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

const needsToken = (check: 'intents' | 'permissions' | 'clock'): Finding => ({
  check,
  state: 'unchecked',
  cause: { kind: 'needs', what: 'token' },
});

const unchecked = (kind: 'no token'): Finding[] => [
  { check: 'token', state: 'unchecked', cause: { kind } },
  needsToken('intents'),
  needsToken('permissions'),
  needsToken('clock'),
];

/** What one request is refused with is no reason to leave the others out. */
async function looking(check: 'intents' | 'permissions', look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (thrown) {
    const says = thrown instanceof UserError ? thrown.sentence : `Discord: ${messageOf(thrown)}.`;
    return [{ check, state: 'unchecked', cause: { kind: 'refused', says } }];
  }
}

function clockIn(date: string | null): Finding {
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there)) return needsToken('clock');
  const seconds = Math.round((Date.now() - there) / 1000);
  return Math.abs(seconds) > MAX_CLOCK_S
    ? { check: 'clock', state: 'wrong', cause: { kind: 'clock off', seconds } }
    : { check: 'clock', state: 'ok', cause: { kind: 'clock', seconds } };
}

async function lookAtIntents(rest: REST, wantsText: boolean | null): Promise<Finding> {
  const { flags } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const may = new ApplicationFlagsBitField(flags).any([
    'GatewayMessageContent',
    'GatewayMessageContentLimited',
  ]);
  if (may) return { check: 'intents', state: 'ok', cause: { kind: 'text granted' } };
  if (wantsText === null)
    return { check: 'intents', state: 'unchecked', cause: { kind: 'needs', what: 'server data' } };
  return wantsText
    ? { check: 'intents', state: 'wrong', cause: { kind: 'text refused' } }
    : { check: 'intents', state: 'ok', cause: { kind: 'text unneeded' } };
}

async function lookAtServers(rest: REST, bot: string, settings: Settings): Promise<Finding[]> {
  const servers = await serversOf(rest);
  const isIn = (id: string) => servers.some((server) => server.id === id);
  const { DISCORD_GUILD_ID: home, ALLOWED_SERVERS } = settings;
  const awaited = [
    ...(home && !isIn(home) ? [['DISCORD_GUILD_ID', home, 'wrong'] as const] : []),
    ...ALLOWED_SERVERS.filter((id) => !isIn(id)).map((id) => ['ALLOWED_SERVERS', id, 'note'] as const),
  ].map(([setting, id, state]): Finding => ({
    check: 'permissions',
    state,
    cause: { kind: 'server absent', setting, id },
  }));
  if (servers.length === 0)
    return [{ check: 'permissions', state: 'wrong', cause: { kind: 'no server' } }, ...awaited];
  const found = [];
  for (const server of servers.slice(0, MAX_SERVERS)) found.push(...(await lookAtServer(rest, bot, server)));
  const left = servers.length - MAX_SERVERS;
  if (left > 0)
    found.push({
      check: 'permissions',
      state: 'unchecked',
      cause: { kind: 'servers beyond', servers: left },
    } satisfies Finding);
  return [...awaited, ...found];
}

async function serversOf(rest: REST): Promise<Server[]> {
  const all: Server[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), after: all.at(-1)?.id ?? '0' });
    const page = (await rest.get(Routes.userGuilds(), { query })) as Server[];
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

async function lookAtServer(rest: REST, bot: string, { id, name, permissions }: Server): Promise<Finding[]> {
  const about = (state: Finding['state'], cause: DiagnosisCause): Finding => ({
    check: 'permissions',
    state,
    cause,
  });
  const base = new PermissionsBitField(BigInt(permissions));
  const missing = missingAmong(base, null);
  if (missing.length > 0)
    return [about('wrong', { kind: 'missing permissions', server: name, names: missing })];
  const [channels, { roles }] = await Promise.all([
    rest.get(Routes.guildChannels(id)) as Promise<Place[]>,
    rest.get(Routes.guildMember(id, bot)) as Promise<APIGuildMember>,
  ]);
  const missingIn = channels
    .filter(({ type }) => type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement)
    .map((channel) => ({ channel, missing: missingThere(base, channel, { server: id, bot, roles }) }))
    // Where it sees nothing it is not meant to be.
    .filter(({ missing }) => !missing.includes('View Channels'));
  const mute = missingIn.filter(({ missing }) => missing.length > 0);
  if (channels.length > 0 && mute.length === missingIn.length)
    return [about('wrong', { kind: 'mute', server: name })];
  if (mute.length === 0) return [about('ok', { kind: 'permissions', server: name })];
  const names = mute.map(({ channel }) => `#${channel.name}`);
  return [about('note', { kind: 'mute channels', server: name, channels: names, of: missingIn.length })];
}

/** What the bot lacks in a channel to answer there. */
const missingThere = (base: PermissionsBitField, channel: Place, member: Member): PermissionName[] =>
  missingAmong(permissionsThere(base, channel, member), null);

interface Member {
  server: string;
  bot: string;
  roles: readonly string[];
}

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites */
function permissionsThere(
  base: PermissionsBitField,
  { permission_overwrites: overwrites = [] }: Place,
  { server, bot, roles }: Member,
): PermissionsBitField {
  if (base.has(PermissionFlagsBits.Administrator)) return base;
  const has = new PermissionsBitField(base.bitfield);
  // Everybody's first, then those of all its roles together, then its own.
  const steps = [[server], roles.filter((role) => role !== server), [bot]];
  for (const ids of steps) {
    const applied = overwrites.filter(({ id }) => ids.includes(id));
    for (const { deny } of applied) has.remove(BigInt(deny));
    for (const { allow } of applied) has.add(BigInt(allow));
  }
  return has;
}
