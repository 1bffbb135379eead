// The routes of the loopback Discord that need the bot's token: itself, its commands, channels, messages, threads.
import { ApplicationFlags, MessageType } from 'discord.js';
import {
  commandProblems,
  isEmptyMessage,
  type Json,
  json,
  list,
  mentionProblems,
  messageProblems,
} from '../discord-rules.ts';
import type { Route, SeenRequest } from './http.ts';
import {
  attachmentsOf,
  fetched,
  partsOf,
  pinged,
  Refusal,
  refuseEmptyEdit,
  replyTo,
  tellClient,
  tellDeletion,
} from './messages.ts';
import {
  BOT_ID,
  botUser,
  type Channel,
  GUILD_ID,
  member,
  MEMBER_PERMISSIONS,
  OTHER_GUILD_ID,
  snowflake,
  type StoredMessage,
  userNamed,
} from './types.ts';
import { refuseHidden, refuseMute, refuseReply, refuseThread } from './permissions.ts';
import type { Premises, RegisteredCommand } from './state.ts';
import { wire, type World } from './channels.ts';

const UNKNOWN_REFERENCE = {
  message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] },
};

const application = {
  id: BOT_ID,
  name: 'Attest',
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 0,
  bot: botUser,
};

/** Every route that needs the bot's token. */
export function botRoutes(premises: Premises): Route[] {
  return [
    ...identityRoutes(premises),
    ...serverRoutes(premises),
    ...commandRoutes(premises),
    ...channelRoutes(premises),
    ...messageRoutes(premises),
  ];
}

function identityRoutes({ world, gateway }: Premises): Route[] {
  // So many log in at once, as Discord lets large bots; with 1, each would wait 5 s for the one before it.
  const flags = gateway.privileged ? ApplicationFlags.GatewayMessageContentLimited : 0;
  const described = () => ({ ...application, flags });
  const limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 };
  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      answer: () => ({ url: gateway.url, shards: gateway.shards, session_start_limit: limit }),
    },
    { method: 'GET', path: '/users/@me', answer: () => botUser },
    { method: 'GET', path: '/applications/@me', answer: described },
    { method: 'GET', path: '/oauth2/applications/@me', answer: described },
    {
      method: 'POST',
      path: '/users/@me/channels',
      answer: ({ body }) => {
        const id = String(json(body).recipient_id);
        const known = [...world.channels.values()].find(({ recipients }) =>
          recipients?.some((user) => user.id === id),
        );
        return known ?? world.directChannel({ ...userNamed(id), id });
      },
    },
  ];
}

function serverRoutes({ world, gateway }: Premises): Route[] {
  const channelsOf = (server: string | undefined) =>
    [...world.channels.values()].filter(({ guild_id }) => guild_id === server);
  return [
    {
      method: 'GET',
      path: '/users/@me/guilds',
      answer: ({ query }) => {
        const after = BigInt(new URLSearchParams(query).get('after') ?? 0);
        return [GUILD_ID, OTHER_GUILD_ID]
          .filter((id) => channelsOf(id).length > 0 && BigInt(id) > after)
          .map((id) => ({
            id,
            name: id === GUILD_ID ? 'Reading room' : 'Another room',
            icon: null,
            owner: false,
            permissions: String(MEMBER_PERMISSIONS & ~world.deniedToBot),
            features: [],
          }));
      },
    },
    {
      method: 'GET',
      path: '/guilds/:/channels',
      answer: (_, server) => channelsOf(server).filter(({ thread_metadata }) => !thread_metadata),
    },
    {
      method: 'GET',
      path: '/guilds/:/members/:',
      answer: (_, server, id) => {
        const isThere = [...world.channels.values()].some(({ guild_id }) => guild_id === server);
        if (!isThere) throw new Refusal(404, 10004, 'Unknown Guild');
        const roles = world.rolesOf(String(id), server);
        if (!roles) throw new Refusal(404, 10007, 'Unknown Member');
        return member({ ...userNamed(String(id)), id: String(id) }, undefined, roles);
      },
    },
    {
      method: 'DELETE',
      path: '/users/@me/guilds/:',
      answer: (_, server) => {
        for (const { id, guild_id } of [...world.channels.values()])
          if (guild_id === server) world.channels.delete(id);
        gateway.dispatch('GUILD_DELETE', { id: server });
      },
    },
  ];
}

function commandRoutes({ commands }: Premises): Route[] {
  const store = (scope: string, body: unknown) => {
    commands.set(
      scope,
      list(body).map((command) => registration(command, scope)),
    );
    return commands.get(scope);
  };
  const problems = (_: Json, { body }: SeenRequest) => commandProblems(list(body));
  const global = '/applications/:/commands';
  const inGuild = '/applications/:/guilds/:/commands';
  return [
    { method: 'PUT', path: global, problems, answer: ({ body }) => store('global', body) },
    { method: 'PUT', path: inGuild, problems, answer: ({ body }, _, guild) => store(String(guild), body) },
    { method: 'GET', path: global, answer: () => commands.get('global') ?? [] },
    { method: 'GET', path: inGuild, answer: (_, __, guild) => commands.get(String(guild)) ?? [] },
  ];
}

function registration(command: Json, scope: string): RegisteredCommand {
  const { default_member_permissions: permissions } = command;
  return {
    ...{ application_id: BOT_ID, type: 1, nsfw: false, version: snowflake(), ...command },
    ...(scope === 'global' ? {} : { guild_id: scope }),
    default_member_permissions: permissions ? String(permissions) : null,
    name: String(command.name),
    id: snowflake(),
  };
}

function channelRoutes({ world, gateway }: Premises): Route[] {
  return [
    { method: 'GET', path: '/channels/:', answer: (_, id) => channelOf(world, id) },
    { method: 'POST', path: '/channels/:/typing', answer: (_, id) => void writable(world, id) },
    {
      method: 'POST',
      path: '/channels/:/messages/:/threads',
      answer: ({ body }, id, messageId) => {
        const message = messageOf(world, messageId);
        const channel = channelOf(world, id);
        refuseThread(world, channel, message.id);
        const thread = world.openThread(channel, message.id, String(json(body).name));
        gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true });
        tellClient(gateway, world, 'MESSAGE_UPDATE', message);
        return thread;
      },
    },
  ];
}

function messageRoutes(premises: Premises): Route[] {
  const { world, gateway } = premises;
  const checks = { problems: messageProblems, style: mentionProblems };
  const one = '/channels/:/messages/:';
  const byNonce = new Map<string, StoredMessage>();
  /** A message whose nonce is to be unique is posted once, and given again for the same nonce. */
  const posted = (request: SeenRequest, id: string | undefined) => {
    const { nonce, enforce_nonce: isUnique } = json(request.body);
    const known = isUnique ? byNonce.get(String(nonce)) : undefined;
    const message = known ?? postMessage(premises, writable(world, id), request);
    if (isUnique) byNonce.set(String(nonce), message);
    return message;
  };
  return [
    {
      method: 'POST',
      path: '/channels/:/messages',
      ...checks,
      answer: (request, id) => wire(posted(request, id)),
    },
    {
      method: 'GET',
      path: '/channels/:/messages',
      answer: (_, id) => world.inChannel(String(id)).reverse().map(wire),
    },
    {
      method: 'GET',
      path: one,
      answer: (_, channelId, id) => {
        refuseHidden(world, channelOf(world, channelId));
        return fetched(gateway, messageOf(world, id));
      },
    },
    {
      method: 'PATCH',
      path: one,
      ...checks,
      answer: ({ body }, _, id) => wire(editMessage(premises, id, json(body))),
    },
    {
      method: 'DELETE',
      path: one,
      answer: (_, __, id) => {
        const message = messageOf(world, id);
        message.deleted = true;
        tellDeletion(gateway, message);
      },
    },
  ];
}

function postMessage(
  { world, gateway, sent }: Premises,
  channel: Channel,
  request: SeenRequest,
): StoredMessage {
  const body = json(request.body);
  if (isEmptyMessage(body, request.files.length))
    throw new Refusal(400, 50006, 'Cannot send an empty message');
  if (body.message_reference !== undefined) refuseReply(world, channel);
  const repliedTo = referenced(world, json(body.message_reference));
  const reply = repliedTo ? { type: MessageType.Reply, ...replyTo(repliedTo) } : {};
  const parts = { ...partsOf(body), ...attachmentsOf(request.files), ...pinged(body, repliedTo), ...reply };
  const message = world.post(channel.id, botUser, parts);
  sent.push(message);
  tellClient(gateway, world, 'MESSAGE_CREATE', message);
  return message;
}

/** @throws Refusal 50035 when the message replied to is gone and the body does not allow for that */
function referenced(
  world: World,
  { message_id, fail_if_not_exists = true }: Json,
): StoredMessage | undefined {
  if (message_id === undefined) return undefined;
  const message = world.messages.get(String(message_id));
  if (message && !message.deleted) return message;
  if (fail_if_not_exists === false) return undefined;
  throw new Refusal(400, 50035, 'Invalid Form Body', UNKNOWN_REFERENCE);
}

function editMessage({ world, gateway }: Premises, id: string | undefined, body: Json): StoredMessage {
  const message = messageOf(world, id);
  if (message.author.id !== BOT_ID)
    throw new Refusal(403, 50005, 'Cannot edit a message authored by another user');
  refuseEmptyEdit(message, body);
  world.edit(message, partsOf(body));
  tellClient(gateway, world, 'MESSAGE_UPDATE', message);
  return message;
}

function messageOf(world: World, id: string | undefined): StoredMessage {
  const message = world.messages.get(String(id));
  if (!message || message.deleted) throw new Refusal(404, 10008, 'Unknown Message');
  return message;
}

function channelOf(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(String(id));
  if (!channel) throw new Refusal(404, 10003, 'Unknown Channel');
  return channel;
}

/** @throws Refusal where the bot may not write */
function writable(world: World, id: string | undefined): Channel {
  const channel = channelOf(world, id);
  refuseMute(world, channel);
  return channel;
}
