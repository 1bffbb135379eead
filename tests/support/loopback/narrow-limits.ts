// Narrow limits of the loopback Discord's routes, counted and announced in headers as Discord does it.
// https://discord.com/developers/docs/topics/rate-limits

/** How many requests a route takes in a time; what is over gets a 429. */
export interface Narrow {
  requests: number;
  perMs: number;
}

type Asked = { method: string; path: string };

export class NarrowRoutes {
  readonly #windows = new Map<string, { left: number; until: number }>();

  readonly #narrow: Narrow;

  constructor(narrow: Narrow) {
    this.#narrow = narrow;
  }

  /** Counts a request; the first callback to an interaction is not counted, as at Discord. False: one too many. */
  takes({ method, path }: Asked): boolean {
    if (path.startsWith('/interactions/')) return true;
    const bucket = bucketOf({ method, path });
    const known = this.#windows.get(bucket);
    const { requests, perMs } = this.#narrow;
    const window = known && known.until > Date.now() ? known : { left: requests, until: Date.now() + perMs };
    window.left -= 1;
    this.#windows.set(bucket, window);
    return window.left >= 0;
  }

  /** Until when a route is closed, in s. */
  secondsLeft(asked: Asked): number {
    const { until = 0 } = this.#windows.get(bucketOf(asked)) ?? {};
    return Math.max(0, until - Date.now()) / 1000;
  }

  headers(asked: Asked): Record<string, string> {
    const window = this.#windows.get(bucketOf(asked));
    if (!window) return {};
    return {
      'x-ratelimit-limit': String(this.#narrow.requests),
      'x-ratelimit-remaining': String(Math.max(0, window.left)),
      'x-ratelimit-reset': String(window.until / 1000),
      'x-ratelimit-reset-after': String(this.secondsLeft(asked)),
      'x-ratelimit-bucket': bucketOf(asked).replaceAll(/\W+/g, '-'),
    };
  }
}

/** Discord counts by method, route and the channel or webhook in it; further ids do not count. */
function bucketOf({ method, path }: Asked): string {
  const parts = path.split('/').map((part, i) => (i > 2 && /^\d+$/.test(part) ? 'id' : part));
  return `${method} ${parts.join('/')}`;
}
