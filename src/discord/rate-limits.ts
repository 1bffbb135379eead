// How often one person and one server may ask, and what whoever asks too often is told. It is counted in memory; where several
// bots share a database, there as well: whichever counts more decides, and memory alone while the database does not tell.
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

const MINUTE_MS = 60_000;
/** Choices that one person is offered a minute, of which each letter typed asks for some, */
const CHOICES = 200;
/** and the milliseconds of work that these may take. */
const CHOICES_MS = 2000;

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

/**
 * Counts one question of a person or server in all processes together.
 * @returns the ms until there may be another, where it is one more than `most` within a minute; null where it is not; undefined
 *   where nobody knows
 */
export type Count = (who: Who, id: string, most: number) => Promise<number | null | undefined>;
type Who = 'person' | 'server';

export class RateLimits {
  readonly #asked: Record<Who, Allowance>;
  readonly #count: Count | undefined;
  readonly #told = new Allowance(1);
  readonly #choices = new Allowance(CHOICES);
  readonly #choicesMs = new Allowance(CHOICES_MS);

  /**
   * With 0 there is no limit.
   * @param count over all processes; without it there is but this one
   */
  constructor({ USER_LIMIT, SERVER_LIMIT }: Pick<Settings, 'USER_LIMIT' | 'SERVER_LIMIT'>, count?: Count) {
    this.#asked = {
      person: new Allowance(USER_LIMIT || Infinity),
      server: new Allowance(SERVER_LIMIT || Infinity),
    };
    this.#count = count;
  }

  /**
   * Counts one question or command.
   * @param serverId null in private
   * @throws Busy when it is one too many, with the seconds until the next one is taken
   */
  async admit(userId: string, serverId: string | null): Promise<void> {
    await this.#take('person', userId, 'youAsked');
    await this.admitServer(serverId);
  }

  /**
   * Counts one question or command of a server alone.
   * @param serverId null in private
   * @throws Busy
   */
  async admitServer(serverId: string | null): Promise<void> {
    if (serverId !== null) await this.#take('server', serverId, 'serverAsked');
  }

  async #take(who: Who, id: string, told: 'youAsked' | 'serverAsked'): Promise<void> {
    const allowance = this.#asked[who];
    const left = (await this.#leftElsewhere(who, id)) ?? allowance.take(id);
    if (left === null) return;
    const seconds = Math.max(1, Math.ceil(left / 1000));
    throw new Busy((messages) => [messages[told](allowance.most), messages.inSeconds(seconds)]);
  }

  /** Who has had enough in this process has had enough: the database is not asked. */
  async #leftElsewhere(who: Who, id: string): Promise<number | null | undefined> {
    const allowance = this.#asked[who];
    if (!this.#count || allowance.most === Infinity) return null;
    return allowance.take(id, 0) ?? this.#count(who, id, allowance.most);
  }

  /** Whether this person may be told once more, where all can read it, that there is no room. */
  mayTell(userId: string): boolean {
    return this.#told.take(userId) === null;
  }

  /**
   * What one person is to choose from while they type: nothing once they have been offered some too often, or it took too
   * much of the machine's time.
   */
  async choicesFor<T>(userId: string, work: () => Promise<T[]>): Promise<T[]> {
    if (this.#choices.take(userId) !== null || this.#choicesMs.take(userId, 0) !== null) return [];
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#choicesMs.take(userId, performance.now() - started);
    }
  }
}

/** How much of something each may use up within a minute from when they begin. */
class Allowance {
  readonly most: number;
  /** In the order in which their minutes began, by a clock that nobody sets. */
  readonly #used = new Map<string, { since: number; amount: number }>();

  constructor(most: number) {
    this.most = most;
  }

  /** Uses some up: null, or where there is nothing left the milliseconds until there is. */
  take(key: string, amount = 1): number | null {
    const now = performance.now();
    for (const [old, { since }] of this.#used) {
      if (now - since < MINUTE_MS) break;
      this.#used.delete(old);
    }
    const used = this.#used.get(key) ?? { since: now, amount: 0 };
    if (used.amount >= this.most) return MINUTE_MS - (now - used.since);
    used.amount += amount;
    this.#used.set(key, used);
    return null;
  }
}
