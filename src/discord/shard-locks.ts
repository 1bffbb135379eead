// Each shard of several bots over one database is one bot's alone, by a lock there, for two with one shard would answer everything
// twice. A bot that starts with the shard of another waits for its end, and then takes its place.
import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Settings } from '../config.ts';
import { HostError, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { openPostgres } from '../postgres.ts';

/** How often a bot that waits looks whether the shards are free. */
const LOOK_AGAIN_MS = 1000;
/** How often a bot whose lock is lost tries to have it again: before another that waits. */
const TAKE_AGAIN_MS = 200;

/** The shards that a bot has. */
export interface ShardLocks {
  /** Resolves when another bot has taken them, after the database was away. */
  lost: Promise<UserError>;
  release(): Promise<void>;
}

/** Of as many as Discord recommends it is known that the first is one of them. */
function shardsOf({ SHARDS }: Pick<Settings, 'SHARDS'>): number[] {
  if (SHARDS === 'auto') return [0];
  const { first, last } = typeof SHARDS === 'number' ? { first: 0, last: SHARDS - 1 } : SHARDS;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** A number of 48 bits for each shard of a bot: others over the same database have other tokens. */
const keyOf = (token: string, shard: number): number =>
  parseInt(hash('sha256', `attest shard ${shard} ${token}`).slice(0, 12), 16);

/** Takes the shards of the settings as soon as no other bot has one of them; while the database is away, nothing can be answered. */
export async function takeShards(
  url: string,
  settings: Pick<Settings, 'SHARDS' | 'DISCORD_TOKEN'>,
  log: Log,
): Promise<ShardLocks> {
  const db = openPostgres(url, { connections: 1 });
  const keys = shardsOf(settings).map((shard) => keyOf(settings.DISCORD_TOKEN ?? '', shard));
  /** Null where another bot has one of them, undefined while the database is away. */
  const take = () =>
    db.lock(...keys).catch((thrown: unknown) => {
      if (thrown instanceof HostError) return undefined;
      throw thrown;
    });
  let held = await take();
  if (held === null) {
    log.warn({ shards: settings.SHARDS }, 'another bot has shards of this one: waiting for its end');
    for (; !held; held = await take()) await setTimeout(LOOK_AGAIN_MS);
  }
  let isReleased = false;
  const keep = async (): Promise<UserError> => {
    for (;;) {
      if (held) await aborted(held.lost);
      for (held = undefined; held === undefined; held = await take()) {
        await setTimeout(TAKE_AGAIN_MS, undefined, { ref: false });
        if (isReleased) return NEVER;
      }
      // It was given back while it was being taken.
      if (isReleased) await held?.release();
      if (held === null) return takenByAnother();
    }
  };
  return {
    lost: keep(),
    async release() {
      isReleased = true;
      await held?.release();
      await db.close();
    },
  };
}

const NEVER = new Promise<never>(() => {});

const takenByAnother = () =>
  new UserError(
    'Another bot has taken the shards of this one, while the database was away.',
    'Give each shard to one bot: SHARDS=0-3/16 to the first, SHARDS=4-7/16 to the next.',
  );

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
