// How often one person and one server may ask, counted in memory, and what whoever asks too often is told; the only user
// of rate-limiter-flexible.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

const MINUTE_S = 60;
/** The library takes none but a finite number. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

type Wording = (messages: Messages) => readonly [fact: string, remedy: string];

/**
 * Asked too often, or while too many wait. In a channel a person is told so once a minute at most. Where it is thrown
 * nobody knows who asks: it is worded where they are told.
 */
export class Busy extends UserError {
  readonly #wording: Wording;

  constructor(wording: Wording) {
    super(...wording(messagesFor('en')));
    this.#wording = wording;
  }

  /** Fact and remedy as one line in the person's language. */
  sentenceIn(messages: Messages): string {
    return this.#wording(messages).join(' ');
  }
}

export class RateLimits {
  readonly #user: RateLimiterMemory;
  readonly #server: RateLimiterMemory;
  readonly #told = aMinute(1);

  /** With 0 there is no limit. */
  constructor({ USER_LIMIT, SERVER_LIMIT }: Pick<Settings, 'USER_LIMIT' | 'SERVER_LIMIT'>) {
    this.#user = aMinute(USER_LIMIT || NO_LIMIT);
    this.#server = aMinute(SERVER_LIMIT || NO_LIMIT);
  }

  /**
   * Counts one question or command.
   * @param serverId null in private
   * @throws Busy when it is one too many, with the seconds until the next one is taken
   */
  async admit(userId: string, serverId: string | null): Promise<void> {
    await consume(this.#user, userId, 'youAsked');
    await this.admitServer(serverId);
  }

  /**
   * Counts one question or command of a server alone.
   * @param serverId null in private
   * @throws Busy
   */
  async admitServer(serverId: string | null): Promise<void> {
    if (serverId !== null) await consume(this.#server, serverId, 'serverAsked');
  }

  /** Whether this person may be told once more, where all can read it, that there is no room. */
  async mayTell(userId: string): Promise<boolean> {
    return (await refusal(this.#told, userId)) === null;
  }
}

const aMinute = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S });

async function consume(
  limiter: RateLimiterMemory,
  key: string,
  told: 'youAsked' | 'serverAsked',
): Promise<void> {
  const refused = await refusal(limiter, key);
  if (refused === null) return;
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  throw new Busy((messages) => [messages[told](limiter.points), messages.inSeconds(seconds)]);
}

async function refusal(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) return thrown;
    throw thrown;
  }
}
