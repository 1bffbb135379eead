// The gateway of the loopback Discord: hello, identify, heartbeats, sequence numbers, resuming with replay.
// JSON without compression. https://discord.com/developers/docs/events/gateway
import { fairNow } from '../fair-clock.ts';
import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Shared } from './http.ts';
import { guildPayload } from './guild.ts';
import { BOT_ID, botUser, snowflake } from './types.ts';
import type { World } from './channels.ts';

const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** What else a client may send: its presence, and questions for members. */
const FROM_CLIENTS: number[] = [GatewayOpcodes.PresenceUpdate, GatewayOpcodes.RequestGuildMembers];

export interface GatewayOptions {
  /** How often the client is told to beat, in ms; Discord says 41,250. */
  heartbeatMs: number;
  /** Whether the privileged intents are switched on in the developer portal. */
  privileged: boolean;
  /** Whether the server is down: then there is no GUILD_CREATE. */
  serverDown: boolean;
  /** The language of the server. */
  serverLocale: string;
  /** When the bot was brought to it, as an ISO time. */
  joinedAt: string;
  /** How many shards clients are told to run; a server belongs to one of them, direct messages to the first. */
  shards: number;
}

/** How to lose the connection: by default Discord asks to reconnect (op 7) and the session can be resumed. */
export interface Drop {
  /** False: the session is forgotten (op 9 `false`, or refused at the attempt to resume). */
  resume?: boolean;
  /** Close with this code instead of asking politely; 1006 cuts the connection without a word. */
  code?: number;
}

/** When a connection's heartbeats came, and when it ended; in ms of the fair clock. */
export interface Connection {
  beats: number[];
  endedAt?: number;
}

interface Session {
  id: string;
  intents: number;
  sent: { op: number; t: string; s: number; d: unknown }[];
}

interface Shard {
  id: number;
  session: Session | null;
  socket: WebSocket | null;
}

type Payload = { op: number; d: unknown };
type Identify = { token?: string; intents?: number; shard?: [id: number, count: number] };
type Resume = { token?: string; session_id?: string; seq?: number };

export class Gateway {
  readonly connections: Connection[] = [];
  /** Close codes of ended connections, in order. */
  readonly closed: number[] = [];
  identified = 0;
  /** Which shard of how many each of them said it was. */
  readonly shardsIdentified: [id: number, count: number][] = [];
  resumed = 0;
  /** False: heartbeats are recorded and left unanswered, as on a half-dead connection. */
  answersHeartbeats = true;
  url = '';

  readonly #server: WebSocketServer;
  readonly #shards: Shard[];

  readonly #world: World;
  readonly #shared: Shared;
  readonly #options: GatewayOptions;

  constructor(http: Server, world: World, shared: Shared, options: GatewayOptions) {
    this.#world = world;
    this.#shared = shared;
    this.#options = options;
    this.#shards = Array.from({ length: options.shards }, (_, id) => ({ id, session: null, socket: null }));
    this.#server = new WebSocketServer({ server: http, path: '/gateway' });
    this.#server.on('connection', (socket, request) => this.#welcome(socket, request.url ?? ''));
  }

  /** Whether the privileged intents are switched on in the developer portal. */
  get privileged(): boolean {
    return this.#options.privileged;
  }

  get shards(): number {
    return this.#shards.length;
  }

  /** Whether every shard is connected and has an identified or resumed session. */
  get live(): boolean {
    return this.#shards.every(({ socket }) => socket !== null);
  }

  /** Whether the shard of a server is connected and has an identified or resumed session. */
  hears(server: string): boolean {
    return this.#shards[this.#shardOf(server)]!.socket !== null;
  }

  /** Whether any client has its connection open, identified or not. */
  get connected(): boolean {
    return this.#server.clients.size > 0;
  }

  /** Whether the client asked for that intent. */
  wants(intent: GatewayIntentBits): boolean {
    return this.#shards.some(({ session }) => session !== null && (session.intents & intent) !== 0);
  }

  /** Sends an event, or keeps it for replay while a resumable session has no connection. False: nobody to send it to. */
  dispatch(t: string, d: unknown): boolean {
    return this.#send(this.#shards[this.#shardOf(guildOf(t, d))]!, t, d);
  }

  #send({ session, socket }: Shard, t: string, d: unknown): boolean {
    if (!session) return false;
    const event = { op: GatewayOpcodes.Dispatch, t, s: session.sent.length + 1, d: structuredClone(d) };
    session.sent.push(event);
    if (socket) socket.send(JSON.stringify(event));
    return true;
  }

  /** https://discord.com/developers/docs/events/gateway#sharding */
  #shardOf(guildId: string | undefined): number {
    return guildId ? Number((BigInt(guildId) >> 22n) % BigInt(this.#shards.length)) : 0;
  }

  drop({ resume = true, code }: Drop): void {
    const shard = this.#shards[0]!;
    const { socket } = shard;
    if (!socket) throw new Error('No client is connected whose connection could be dropped.');
    shard.socket = null;
    if (!resume) shard.session = null;
    if (code === 1006) socket.terminate();
    else if (code) socket.close(code);
    else if (resume) send(socket, { op: GatewayOpcodes.Reconnect, d: null });
    else send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #welcome(socket: WebSocket, url: string): void {
    const query = new URL(url, 'ws://127.0.0.1').searchParams;
    if (query.get('v') !== '10') return socket.close(GatewayCloseCodes.InvalidAPIVersion);
    if (query.get('encoding') !== 'json') return socket.close(GatewayCloseCodes.DecodeError);
    const connection: Connection = { beats: [] };
    this.connections.push(connection);
    socket.on('message', (data) => this.#receive(socket, connection, String(data)));
    socket.on('close', (code) => {
      connection.endedAt = fairNow();
      this.#farewell(socket, code);
    });
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: this.#options.heartbeatMs } });
  }

  #farewell(socket: WebSocket, code: number): void {
    this.closed.push(code);
    const shard = this.#shards.find((each) => each.socket === socket);
    if (shard) {
      shard.socket = null;
      // Closing with 1000 or 1001 ends the session; any other code leaves it resumable.
      if (code === 1000 || code === 1001) shard.session = null;
    }
    // `ws` takes the client off its list only after this event.
    setImmediate(() => this.#shared.changes.announce());
  }

  #receive(socket: WebSocket, { beats }: Connection, text: string): void {
    const payload = payloadIn(text);
    if (!payload) return socket.close(GatewayCloseCodes.DecodeError);
    const { op, d } = payload;
    if (op === GatewayOpcodes.Heartbeat) this.#beat(socket, beats);
    else if (op === GatewayOpcodes.Identify) this.#identify(socket, d as Identify);
    else if (op === GatewayOpcodes.Resume) this.#resume(socket, d as Resume);
    else if (!this.#shards.some((each) => each.socket === socket))
      socket.close(GatewayCloseCodes.NotAuthenticated);
    else if (!FROM_CLIENTS.includes(op)) this.#refuse(socket, op);
    this.#shared.changes.announce();
  }

  #refuse(socket: WebSocket, op: number): void {
    this.#shared.violate(`gateway: opcode ${op} is not one that clients send`);
    socket.close(GatewayCloseCodes.UnknownOpcode);
  }

  #beat(socket: WebSocket, beats: number[]): void {
    beats.push(fairNow());
    if (this.answersHeartbeats) send(socket, { op: GatewayOpcodes.HeartbeatAck, d: null });
  }

  #identify(socket: WebSocket, { token, intents = 0, shard: [id, count] = [0, 1] }: Identify): void {
    if (token !== this.#shared.credentials.token) return socket.close(GatewayCloseCodes.AuthenticationFailed);
    if (intents & PRIVILEGED && !this.#options.privileged) {
      return socket.close(GatewayCloseCodes.DisallowedIntents);
    }
    const shard = this.#shards[id];
    if (!shard || count !== this.#shards.length) return socket.close(GatewayCloseCodes.InvalidShard);
    Object.assign(shard, { session: { id: snowflake(), intents, sent: [] }, socket });
    this.identified += 1;
    this.shardsIdentified.push([id, count]);
    this.#send(shard, 'READY', this.#readyPayload(shard));
    if (!this.wants(GatewayIntentBits.Guilds) || this.#options.serverDown) return;
    for (const server of this.#serversOf(shard)) {
      const locale = this.#world.locales.get(server) ?? this.#options.serverLocale;
      this.#send(shard, 'GUILD_CREATE', {
        ...guildPayload(this.#world.channels.values(), locale, server),
        joined_at: this.#options.joinedAt,
      });
    }
  }

  #serversOf({ id }: Shard): string[] {
    return this.#world.servers.filter((server) => this.#shardOf(server) === id);
  }

  #readyPayload(shard: Shard) {
    const { id, session } = shard;
    return {
      v: 10,
      user: { ...botUser, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: this.#serversOf(shard).map((server) => ({ id: server, unavailable: true })),
      session_id: session?.id,
      session_type: 'normal',
      resume_gateway_url: this.url,
      shard: [id, this.#shards.length],
      application: { id: BOT_ID, flags: 0 },
      private_channels: [],
      relationships: [],
    };
  }

  #resume(socket: WebSocket, { token, session_id, seq = 0 }: Resume): void {
    if (token !== this.#shared.credentials.token) return socket.close(GatewayCloseCodes.AuthenticationFailed);
    const shard = this.#shards.find(({ session }) => session?.id === session_id);
    if (!shard?.session) return send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    const { session } = shard;
    if (seq > session.sent.length) return socket.close(GatewayCloseCodes.InvalidSeq);
    shard.socket = socket;
    this.resumed += 1;
    for (const event of session.sent.filter(({ s }) => s > seq)) socket.send(JSON.stringify(event));
    this.#send(shard, 'RESUMED', { _trace: [] });
  }
}

/** The server that an event is of. */
function guildOf(t: string, d: unknown): string | undefined {
  const { guild_id, id } = d as { guild_id?: string; id?: string };
  return t.startsWith('GUILD_') ? (guild_id ?? id) : guild_id;
}

function send(socket: WebSocket, payload: Payload): void {
  socket.send(JSON.stringify({ ...payload, s: null, t: null }));
}

function payloadIn(text: string): Payload | undefined {
  try {
    return JSON.parse(text) as Payload;
  } catch {
    return undefined;
  }
}
