// How the running bot is, as a small file beside the index, so that `attest health` needs no port: the bot writes it every few
// seconds, and whoever reads it sees by the process and by the time whether that still holds, whatever has ended the bot.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ofShards, type Settings } from './config.ts';
import { hasCode } from './errors.ts';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

/** How often the bot writes it, and how old it is at most while the bot is well. */
export const WRITTEN_EVERY_MS = 5000;
const STALE_MS = 30_000;
/** A lost connection to Discord is made again by itself, and takes no longer as a rule. */
const AWAY_MS = 60_000;
/** Bytes, always as many: written over in place it needs no room on a disk that is full, and is never half there. */
const LENGTH = 512;
const OWNER_ONLY = 0o600;

export interface BotState extends ProcessIdentity {
  /** When it was written, in ms since the epoch. */
  at: number;
  /** Since when there is no connection to Discord, in ms since the epoch; null while there is one. */
  awaySince: number | null;
  /** Why nothing can be answered from the index; null when it can. */
  damage: string | null;
}

const schema = z.object({
  pid: z.number(),
  started: z.string(),
  at: z.number(),
  awaySince: z.number().nullable(),
  damage: z.string().nullable(),
});

/** What is wrong with the bot, where something is. */
export type BotFault =
  | { kind: 'not running' }
  /** Whoever asks may not read what the bot has written. */
  | { kind: 'unreadable' }
  /** It has not written for so many seconds. */
  | { kind: 'stuck'; seconds: number }
  | { kind: 'away'; seconds: number }
  | { kind: 'damage'; says: string };

/** Where it lies: `bot.json`, or of a range of shards `bot-0-3.json`. */
export const botStateFile = (settings: Pick<Settings, 'EMBEDDINGS_DIR' | 'SHARDS'>): string =>
  join(settings.EMBEDDINGS_DIR, `bot${ofShards(settings)}.json`);

/** @throws system errors where it cannot be written */
export function writeBotState(path: string, { damage, ...state }: BotState): void {
  const text = JSON.stringify({ ...state, damage: damage?.slice(0, 100) ?? null });
  const bytes = Buffer.alloc(LENGTH, ' ');
  bytes.write(text);
  // Neither cut nor made anew: what is there is written over.
  const file = openForWriting(path);
  try {
    writeSync(file, bytes, 0, LENGTH, 0);
  } finally {
    closeSync(file);
  }
}

function openForWriting(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch {
    return openSync(path, 'w', OWNER_ONLY);
  }
}

/** Takes it away: the bot has ended. */
export const removeBotState = (path: string): void => rmSync(path, { force: true });

/** Null where no bot has written one, or something else lies there. */
export function readBotState(path: string): BotState | 'unreadable' | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    return hasCode(thrown, 'EACCES') ? 'unreadable' : null;
  }
}

/** What is wrong with the bot; null when it is well. A clock that was set back makes no bot stuck. */
export function faultOf(state: BotState | 'unreadable' | null, now = Date.now()): BotFault | null {
  if (state === 'unreadable') return { kind: 'unreadable' };
  if (!state || !isRunning(state.pid, state.started)) return { kind: 'not running' };
  const seconds = (since: number) => Math.round((now - since) / 1000);
  if (now - state.at > STALE_MS) return { kind: 'stuck', seconds: seconds(state.at) };
  if (state.damage !== null) return { kind: 'damage', says: state.damage };
  if (state.awaySince !== null && now - state.awaySince > AWAY_MS)
    return { kind: 'away', seconds: seconds(state.awaySince) };
  return null;
}
