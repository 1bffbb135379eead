// How often one person and one server may ask, counted in memory, and what whoever asks too often is told; the only user
// of rate-limiter-flexible.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

const MINUTE_S = 60;

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

/** Whoever asks, and the server they ask in; null in private. */
interface Asker {
  userId: string;
  guildId: string | null;
}

export class RateLimits {
  readonly #user: RateLimiterMemory | null;
  readonly #server: RateLimiterMemory | null;
  readonly #told = new RateLimiterMemory({ points: 1, duration: MINUTE_S });

  constructor({ USER_LIMIT, SERVER_LIMIT }: Pick<Settings, 'USER_LIMIT' | 'SERVER_LIMIT'>) {
    this.#user = aMinute(USER_LIMIT);
    this.#server = aMinute(SERVER_LIMIT);
  }

  /**
   * Counts one question or command.
   * @throws Busy when it is one too many, with the seconds until the next one is taken
   */
  async admit({ userId, guildId }: Asker): Promise<void> {
    await consume(this.#user, userId, (messages) => messages.youAsked);
    if (guildId !== null) await consume(this.#server, guildId, (messages) => messages.serverAsked);
  }

  /** Whether this person may be told once more, where all can read it, that there is no room. */
  async mayTell(userId: string): Promise<boolean> {
    return (await refusal(this.#told, userId)) === null;
  }
}

/** A limiter of so many a minute; null for 0: no limit. */
const aMinute = (points: number) =>
  points === 0 ? null : new RateLimiterMemory({ points, duration: MINUTE_S });

async function consume(
  limiter: RateLimiterMemory | null,
  key: string,
  who: (messages: Messages) => Messages['youAsked'],
): Promise<void> {
  if (limiter === null) return;
  const refused = await refusal(limiter, key);
  if (refused === null) return;
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  throw new Busy((messages) => [who(messages)(limiter.points), messages.inSeconds(seconds)]);
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
