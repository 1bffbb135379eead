// A loopback Discord for tests: REST and gateway on 127.0.0.1, for the real discord.js client to talk to.
// Start one a test, point DISCORD_API at `discord.api`, act as a person would, look at what the bot did.
import { fairNow } from '../fair-clock.ts';
import { GatewayCloseCodes } from 'discord.js';
import { Changes } from './changes.ts';
import { type Drop, Gateway } from './gateway.ts';
import { type Fault, Http, type SeenRequest } from './http.ts';
import { Interactions } from './interactions.ts';
import { BOT_ROLE_ID, botUser, GUILD_ID, member, type StoredMessage } from './types.ts';
import { type Narrow, NarrowRoutes } from './narrow-limits.ts';
import { People } from './people.ts';
import type { Premises } from './state.ts';
import { botRoutes } from './routes.ts';
import { World } from './channels.ts';

/** In the shape of a real one, so that what looks for tokens in logs finds it. */
export const TOKEN = 'OTAwMDAwMDAwMDAwMDAwMDAx.Gloopb.loopback-loopback-loopback-loopback-00';

const HEARTBEAT_MS = 300;
const LATE_AFTER_MS = 3000;

export interface DiscordOptions {
  token?: string;
  /** How often the client is told to beat, in ms. */
  heartbeatMs?: number;
  /** Whether the privileged intents are allowed; without, asking for one closes the gateway with 4014. */
  privileged?: boolean;
  /** The time for an interaction's first callback, in ms. */
  lateAfter?: number;
  /** True: the server is down, so that the client is told of it and never gets GUILD_CREATE. */
  serverDown?: boolean;
  /** The language of the server, `en-US` unless told. */
  serverLocale?: string;
  /** When the bot was brought to the server, as an ISO time; years ago unless told. */
  joinedAt?: string;
  /** How many shards Discord recommends, and takes; 1 unless told. */
  shards?: number;
}

const JOINED_AT = '2023-01-01T00:00:00.000000+00:00';

/** Starts a loopback Discord on a free port. Stop it with `stop()`. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const discord = new Discord(assemble(options));
  await discord.start();
  return discord;
}

/** The parts of a loopback Discord, which know of each other. */
type Parts = ReturnType<typeof assemble>;

function assemble(options: DiscordOptions) {
  const { token = TOKEN, heartbeatMs = HEARTBEAT_MS, privileged = false, serverDown = false } = options;
  const { shards = 1, serverLocale = 'en-US', joinedAt = JOINED_AT, lateAfter = LATE_AFTER_MS } = options;
  const violations: string[] = [];
  const violate = (what: string) => void violations.push(what);
  const changes = new Changes(() => soFar(http.requests, violations));
  const credentials = { token };
  const shared = { credentials, changes, violate };
  const http: Http = new Http(shared);
  const world = new World();
  const about = { heartbeatMs, privileged, serverDown, serverLocale, joinedAt, shards };
  const gateway = new Gateway(http.server, world, shared, about);
  const premises: Premises = { world, gateway, changes, open: new Map(), commands: new Map(), sent: [] };
  const deadlines = { lateAfter, delay: 0 };
  const interactions = new Interactions(premises, deadlines, violate);
  http.routes.push(...botRoutes(premises), ...interactions.routes());
  return { credentials, premises, http, interactions, deadlines, violations };
}

function soFar(requests: SeenRequest[], violations: string[]): string {
  const recent = requests.slice(-8).map(({ method, path, status }) => `${method} ${path} ${status}`);
  return `Last requests: ${recent.join(', ') || 'none'}. Violations: ${violations.join('; ') || 'none'}.`;
}

/** One loopback Discord; what people do in it stands in `People`. */
export class Discord extends People {
  readonly #parts: Parts;
  #seen = 0;

  constructor(parts: Parts) {
    super(parts.premises);
    this.#parts = parts;
  }

  /** The token that is accepted. */
  get token(): string {
    return this.#parts.credentials.token;
  }

  /** The gateway, for its counts of connections and for `answersHeartbeats`. */
  get gateway(): Gateway {
    return this.premises.gateway;
  }

  async start(): Promise<void> {
    await this.#parts.http.start();
    this.gateway.url = `ws://127.0.0.1:${this.#parts.http.port}/gateway`;
  }

  /** Closes every connection and both servers. */
  async stop(): Promise<void> {
    await this.gateway.stop();
    await this.#parts.http.stop();
  }

  /** The base URL for DISCORD_API. */
  get api(): string {
    return `http://127.0.0.1:${this.#parts.http.port}/api`;
  }

  /** Every REST request so far, in order of arrival. */
  get requests() {
    return this.#parts.http.requests;
  }

  /** Every rule broken so far, one sentence each; empty for a client that behaves. */
  get violations(): string[] {
    return [...this.#parts.violations, ...this.#parts.interactions.overdue()];
  }

  /** When each heartbeat came, in ms since the epoch, over all connections. */
  get heartbeats(): number[] {
    return this.gateway.connections.flatMap(({ beats }) => beats);
  }

  /** The longest time a connection went without a heartbeat, in ms: long when the client's event loop was blocked. */
  get longestHeartbeatGap(): number {
    const gaps = this.gateway.connections.flatMap(({ beats, endedAt = fairNow() }) =>
      beats.map((at, i) => (beats[i + 1] ?? endedAt) - at),
    );
    return Math.round(Math.max(0, ...gaps));
  }

  /** Waits until a client has identified (or resumed) and was sent READY and GUILD_CREATE. */
  async ready(): Promise<void> {
    await this.until('a client to identify or resume', () => this.gateway.live);
  }

  /** Waits until no client is connected; gives the close codes of all connections there were. */
  left(): Promise<number[]> {
    return this.until('the client to leave', () =>
      this.gateway.connected ? undefined : this.gateway.closed,
    );
  }

  /** Waits until `find` finds something, looking again after each request and each gateway payload. */
  until<T>(what: string, find: () => T | false | undefined): Promise<T> {
    return this.premises.changes.until(what, find);
  }

  /** The next message the bot posted to a channel that no `sent()` has given yet, or the n-th of all, from 1. */
  async sent(n = ++this.#seen): Promise<StoredMessage> {
    return this.until(`message ${n} from the bot`, () => this.premises.sent[n - 1]);
  }

  /** The messages that stand in a channel, oldest first. */
  messages(channelId: string): StoredMessage[] {
    return this.premises.world.inChannel(channelId);
  }

  /** The last reply to a message, when there is one. */
  replyTo(messageId: string): StoredMessage | undefined {
    return this.premises.world.replies.get(messageId);
  }

  /** Breaks the gateway connection. `ready()` waits for the next. After a forgotten session discord.js takes up to 6 s. */
  dropGateway(drop: Drop = {}): void {
    this.gateway.drop(drop);
  }

  /** A moderator puts the bot in a timeout, of which Discord tells it. */
  timeOutBot(ms: number): void {
    const { world } = this.premises;
    world.botTimeout = Date.now() + ms;
    const until = new Date(world.botTimeout).toISOString();
    const changed = { ...member(botUser), guild_id: GUILD_ID, communication_disabled_until: until };
    this.gateway.dispatch('GUILD_MEMBER_UPDATE', changed);
  }

  /** Takes permissions from the bot in a channel, so lately that it has not been told when it writes there. */
  takeFromBot(channelId: string, deny: bigint): void {
    const overwrite = { id: BOT_ROLE_ID, type: 0 as const, allow: '0', deny: String(deny) };
    this.premises.world.channels.get(channelId)!.permission_overwrites = [overwrite];
  }

  /** Takes permissions from the bot in the whole server, as far as one that asks over REST is told. */
  takeFromBotEverywhere(deny: bigint): void {
    this.premises.world.deniedToBot = deny;
  }

  /** Discord's clock is so many ms ahead of this machine's. */
  setClock(ms: number): void {
    this.#parts.http.clockMs = ms;
  }

  /** The owner resets the token in the developer portal: the connection is closed with 4004, and nothing is accepted. */
  resetToken(): void {
    this.#parts.credentials.token = `reset-${this.token}`;
    this.gateway.drop({ resume: false, code: GatewayCloseCodes.AuthenticationFailed });
  }

  /** The next requests of that method and path (without `/api/v10`) get this answer instead of the true one. */
  failNext(method: string, path: RegExp | string, fault: Fault): void {
    this.#parts.http.fail(method, path, fault);
  }

  /** Each request from now on is treated as it says; null ends it. */
  disturb(disturb: Http['disturb']): void {
    this.#parts.http.disturb = disturb;
  }

  /** Every route takes so many requests in a time from now on; what is over gets a 429. */
  narrowRoutes(narrow: Narrow): void {
    this.#parts.http.narrow = new NarrowRoutes(narrow);
  }

  /** Fifteen minutes pass for all interactions so far: their tokens are good for nothing any more. */
  expireTokens(): void {
    for (const interaction of this.premises.open.values()) interaction.tokenExpired = true;
  }

  /** Holds up each interaction callback from now on, as a slow network would; 0 ends it. */
  delayAcknowledgement(ms: number): void {
    this.#parts.deadlines.delay = ms;
  }
}
