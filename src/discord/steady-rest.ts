// Discord's REST API on its bad days: what fails for reasons of the network or of Discord is tried again, later and later,
// and so that nothing comes about twice; and a 401 does not silence the bot for ever.
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DiscordAPIError,
  HTTPError,
  InteractionResponseType,
  MessageFlags,
  RequestMethod,
  REST,
  RESTJSONErrorCodes as Code,
  Routes,
  type InternalRequest,
} from 'discord.js';
import type { Log } from '../log.ts';
import { hasNotReached, isCut, isRefusal, NotDiscord } from './refusals.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 15 * SECOND_MS;
/** A sentence about the log-in is worth more than a late log-in. */
const LOGIN_MS = SECOND_MS;
/** Of which Discord takes 25 characters. */
const NONCE_BYTES = 12;
const UNAUTHORIZED = 401;

/** How a kind of request is tried again. */
interface Kind {
  method: string;
  route: RegExp;
  /** How long it is worth trying, and the longest pause in between. */
  forMs: number;
  pauseMs?: number;
  /** Done twice it would be there twice: it is not tried again where Discord may have done it without saying so. */
  isOnce?: (body: unknown) => boolean;
  /** Whether Discord's refusal says that it is done: that an earlier attempt, if there was one, has come through. */
  isDone?: (thrown: unknown, body: unknown, isSecond: boolean) => boolean;
}

const isSeenByAll = (body: unknown): boolean =>
  !(((body as { flags?: number } | undefined)?.flags ?? 0) & MessageFlags.Ephemeral);

/**
 * Not of a response that says something: what stands there may be an earlier one. A network may double the first attempt. Where
 * none has come through, it is too late, and the response that is edited next is unknown.
 */
const isAcknowledged = (thrown: unknown, body: unknown, isSecond: boolean): boolean =>
  (body as { type?: number }).type !== InteractionResponseType.ChannelMessageWithSource &&
  (isRefusal(thrown, Code.InteractionHasAlreadyBeenAcknowledged) ||
    (isSecond && isRefusal(thrown, Code.UnknownInteraction)));

const KINDS: Kind[] = [
  // Discord takes the first response to an interaction within three seconds.
  {
    method: 'POST',
    route: /^\/interactions\//,
    forMs: 3 * SECOND_MS,
    pauseMs: 0.4 * SECOND_MS,
    isDone: isAcknowledged,
  },
  // A private sentence may come twice; what all see may not.
  { method: 'POST', route: /^\/webhooks\//, forMs: 14 * MINUTE_MS, isOnce: isSeenByAll },
  // An interaction lives for 15 minutes, in which its response may be edited as often as one likes.
  { method: 'PATCH', route: /^\/webhooks\//, forMs: 14 * MINUTE_MS },
  {
    method: 'DELETE',
    route: /./,
    forMs: MINUTE_MS,
    isDone: (thrown, _, isSecond) => isSecond && isRefusal(thrown, Code.UnknownMessage),
  },
  { method: 'POST', route: /\/typing$/, forMs: 0 },
  // Discord remembers a nonce for a few minutes.
  { method: 'POST', route: /^\/channels\/\d+\/messages$/, forMs: 2 * MINUTE_MS },
];
const OTHERS: Omit<Kind, 'method' | 'route'> = { forMs: MINUTE_MS };

export class SteadyRest extends REST {
  readonly #log: Log;
  readonly #ended: AbortSignal;
  readonly #refused = new AbortController();
  #isLoggedIn = false;
  #checking: Promise<boolean> | undefined;

  /** @param ended aborted once nothing is to be tried again */
  constructor(api: string, log: Log, ended: AbortSignal) {
    super({ api, retries: 0 });
    [this.#log, this.#ended] = [log, ended];
    // Each request that waits to be made again listens.
    setMaxListeners(0, ended);
  }

  /** Aborted once Discord has refused the token for good. */
  get refused(): AbortSignal {
    return this.#refused.signal;
  }

  /** From now on it is worth waiting for Discord. */
  loggedIn(): void {
    this.#isLoggedIn = true;
  }

  /** discord.js' own code forgets the token at any 401; whether it is good is for Discord to say. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }

  /** @throws what the last attempt failed with */
  override async request(asked: InternalRequest): Promise<unknown> {
    const kind = KINDS.find(({ method, route }) => asked.method === method && route.test(asked.fullRoute));
    const { forMs, pauseMs = LONGEST_PAUSE_MS, isOnce, isDone } = kind ?? OTHERS;
    const request = withNonce(asked);
    const until = performance.now() + (this.#isLoggedIn ? forMs : Math.min(forMs, LOGIN_MS));
    for (let [isSecond, wait] = [false, FIRST_PAUSE_MS]; ; isSecond = true) {
      try {
        return await this.#asked(request);
      } catch (thrown) {
        if (isDone?.(thrown, asked.body, isSecond)) return undefined;
        if (!(await this.#mayComeThrough(thrown, asked, isOnce))) throw thrown;
        // Whoever failed together is not to come back together.
        const ms = wait * (0.5 + Math.random() / 2);
        if (performance.now() + ms > until || this.#ended.aborted) throw thrown;
        await pause(ms, undefined, { signal: this.#ended }).catch(() => {});
        wait = Math.min(2 * wait, pauseMs);
      }
    }
  }

  /** @throws NotDiscord when a page comes back, as of a proxy or of a network that wants one to log in */
  async #asked(request: InternalRequest): Promise<unknown> {
    const answer = await super.request(request);
    // Whatever has a body and is no JSON comes as its bytes.
    if (answer instanceof ArrayBuffer && answer.byteLength > 0) throw new NotDiscord();
    return answer;
  }

  /** Whether the same request may come through later. */
  async #mayComeThrough(
    thrown: unknown,
    { auth, body }: InternalRequest,
    isOnce?: Kind['isOnce'],
  ): Promise<boolean> {
    if (thrown instanceof HTTPError || thrown instanceof NotDiscord) return true;
    if (thrown instanceof DiscordAPIError) {
      // The token of an interaction expires, and comes back by nothing.
      if (thrown.status !== UNAUTHORIZED || thrown.code === Code.InvalidWebhookToken) return false;
      return auth === false || (this.#isLoggedIn && this.#isTokenGood());
    }
    return hasNotReached(thrown) || (isCut(thrown) && !isOnce?.(body));
  }

  /** Asks Discord, once for all requests that it refused together. */
  #isTokenGood(): Promise<boolean> {
    this.#checking ??= this.#checkToken().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  async #checkToken(): Promise<boolean> {
    try {
      await this.#asked({ method: RequestMethod.Get, fullRoute: Routes.user() });
    } catch (thrown) {
      if (!(thrown instanceof DiscordAPIError && thrown.status === UNAUTHORIZED)) return true;
      this.#refused.abort();
      return false;
    }
    this.#log.warn('Discord answered 401, but takes the token: it is tried again');
    return true;
  }
}

/** By its nonce Discord knows a message that it has posted already. */
function withNonce(request: InternalRequest): InternalRequest {
  if (request.method !== 'POST' || !/^\/channels\/\d+\/messages$/.test(request.fullRoute)) return request;
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  return { ...request, body: { ...(request.body as object), nonce, enforce_nonce: true } };
}
