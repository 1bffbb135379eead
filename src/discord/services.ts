// What the bot works with: one of each, whoever asks.
import type { Log } from '../log.ts';
import type { CurrentArchive } from './current-archive.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Rebuilds } from './rebuilds.ts';
import type { ResilientServerData } from './resilient-server-data.ts';

export interface Services {
  archive: CurrentArchive;
  /** How often one person and one server may ask. */
  rateLimits: RateLimits;
  /** Settings, votes and questions asked. */
  serverData: ResilientServerData;
  rebuilds: Rebuilds;
  log: Log;
  /** Aborted once the bot is told to stop. */
  stopping: AbortSignal;
}
