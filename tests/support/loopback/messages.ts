// What happens to a message in the loopback Discord: whom it pings, how it is stored, who gets to see its text.
import { type APIMessage, GatewayIntentBits, MessageReferenceType } from 'discord.js';
import { isEmptyMessage, type Json, json, list } from '../discord-rules.ts';
import type { Gateway } from './gateway.ts';
import { BOT_ID, botUser, member, type StoredMessage, userNamed } from './types.ts';
import { wire, type World } from './channels.ts';

/** Discord says no: the answer to a request, with Discord's own error code in the body. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  /** What is wrong with the fields of a body. */
  readonly errors?: Json;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    if (errors !== undefined) this.errors = errors;
  }
}

/** Who is pinged by a body, as Discord reads `content` and `allowed_mentions` together. */
export function pinged(body: Json, repliedTo: StoredMessage | undefined): Partial<APIMessage> {
  const allowed = body.allowed_mentions === undefined ? undefined : json(body.allowed_mentions);
  const may = (kind: string) => !allowed || (Array.isArray(allowed.parse) && allowed.parse.includes(kind));
  const content = String(body.content ?? '');
  const named = Array.isArray(allowed?.users) ? allowed.users.map(String) : [];
  const ids = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id!);
  const people = [...new Set(ids)].filter((id) => may('users') || named.includes(id));
  const author = (allowed ? allowed.replied_user === true : true) ? repliedTo?.author : undefined;
  return {
    mentions: [...people.map((id) => ({ ...userNamed(id), id })), ...(author ? [author] : [])],
    mention_roles: may('roles') ? [...content.matchAll(/<@&(\d+)>/g)].map(([, id]) => id!) : [],
    mention_everyone: may('everyone') && /@(everyone|here)/.test(content),
  };
}

/**
 * The parts of a stored message that a request body sets; what it leaves out is left out here too. As Discord does it,
 * white space at the ends of the text goes, and every component gets a number.
 */
export function partsOf(body: Json): Partial<APIMessage> {
  const { content, embeds, components, flags } = body;
  const withType = list(embeds).map((embed) => ({ type: 'rich', ...embed }));
  return {
    ...(content === undefined ? {} : { content: String(content ?? '').trim() }),
    ...(embeds === undefined ? {} : { embeds: withType as APIMessage['embeds'] }),
    ...(components === undefined
      ? {}
      : { components: numbered(list(components)) as unknown as NonNullable<APIMessage['components']> }),
    ...(flags === undefined ? {} : { flags: Number(flags) }),
  };
}

function numbered(components: Json[], last = { id: 0 }): Json[] {
  return components.map((component) => {
    const id = Number(component.id) || ++last.id;
    const nested = component.components ? { components: numbered(list(component.components), last) } : {};
    return { ...component, id, ...nested };
  });
}

/** Attachments as Discord would return them for uploaded files. */
export function attachmentsOf(files: { name: string; size: number }[]): Partial<APIMessage> {
  if (files.length === 0) return {};
  const url = 'https://cdn.discordapp.com/attachments';
  const attachments = files.map(({ name, size }, i) => {
    const where = `${url}/${i}/${encodeURIComponent(name)}`;
    return { id: String(i), filename: name, size, url: where, proxy_url: where };
  });
  return { attachments };
}

/** The reference of a reply, with the message it refers to. */
export function replyTo(message: StoredMessage): Partial<APIMessage> {
  const { id, channel_id, guild_id } = message;
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: id,
      channel_id,
      ...(guild_id !== undefined && { guild_id }),
    },
    referenced_message: wire(message),
  };
}

/** @throws Refusal 50006 when the edited message would have nothing to show */
export function refuseEmptyEdit(message: StoredMessage, body: Json): void {
  const { content, embeds, components = [], attachments } = message;
  const result = { content, embeds, components, attachments, ...body };
  if (isEmptyMessage(result, 0)) throw new Refusal(400, 50006, 'Cannot send an empty message');
}

/** Tells the client of a message, if its intents let it know; the text only where Discord gives it away. */
export function tellClient(gateway: Gateway, world: World, event: string, message: StoredMessage): boolean {
  // Of what happens where the bot is no member it hears nothing.
  if (!world.channels.has(message.channel_id)) return false;
  const direct = message.guild_id === undefined;
  const intent = direct ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  if (!gateway.wants(intent)) return false;
  const roles = world.rolesOf(message.author.id, message.guild_id) ?? [];
  const author = member(message.author, undefined, roles) as Partial<ReturnType<typeof member>>;
  delete author.user;
  const place = {
    channel_type: world.channels.get(message.channel_id)?.type,
    ...(direct ? {} : { member: author }),
  };
  const hidden = { content: '', embeds: [], components: [], attachments: [] };
  const seen = (each: StoredMessage) => (direct || mayRead(gateway, each) ? {} : hidden);
  const { referenced_message: repliedTo } = message;
  // Of a message that is replied to the text is as secret as it was.
  const earlier = repliedTo && { referenced_message: { ...repliedTo, ...seen(repliedTo as StoredMessage) } };
  return gateway.dispatch(event, { ...wire(message), ...place, ...seen(message), ...earlier });
}

/** A message as the bot may fetch it. */
export const fetched = (gateway: Gateway, message: StoredMessage) =>
  message.guild_id === undefined || mayRead(gateway, message)
    ? wire(message)
    : { ...wire(message), content: '', embeds: [], components: [], attachments: [] };

/** Tells the client that a message is gone. */
export function tellDeletion(gateway: Gateway, { id, channel_id, guild_id }: StoredMessage): void {
  const intent = guild_id ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  if (gateway.wants(intent)) gateway.dispatch('MESSAGE_DELETE', { id, channel_id, guild_id });
}

/** Without the message-content intent a bot reads its own messages and those that mention it, pinging replies included. */
function mayRead(gateway: Gateway, { author, mentions }: StoredMessage): boolean {
  if (gateway.wants(GatewayIntentBits.MessageContent)) return true;
  return author.id === botUser.id || mentions.some(({ id }) => id === BOT_ID);
}
