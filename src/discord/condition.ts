// How the bot is: its connection to Discord, and the file beside the index by which `attest health` knows.
import { Status, type Client } from 'discord.js';
import { removeBotState, WRITTEN_EVERY_MS, writeBotState } from '../bot-state.ts';
import { messageOf } from '../errors.ts';
import { ownIdentity } from '../process-identity.ts';
import type { Services } from './context.ts';

export interface Connection {
  /** Shards that are connected, of all. */
  connected: number;
  shards: number;
  servers: number;
}

export function connectionOf(client: Client<true>): Connection {
  const { shards } = client.ws;
  const connected = shards.filter(({ status }) => status === Status.Ready).size;
  return { connected, shards: shards.size, servers: client.guilds.cache.size };
}

/**
 * Writes to a file how the bot is, now and every few seconds. A disk that takes nothing stops no answer; the log says so once.
 * @returns what ends that, and takes the file away
 */
export function keepState(
  client: Client<true>,
  { archive, log }: Pick<Services, 'archive' | 'log'>,
  path: string,
): () => void {
  const identity = ownIdentity();
  let awaySince: number | null = null;
  let isTold = false;
  const write = () => {
    const { connected, shards } = connectionOf(client);
    awaySince = connected === shards ? null : (awaySince ?? Date.now());
    try {
      writeBotState(path, { ...identity, at: Date.now(), awaySince, damage: archive.damage });
    } catch (thrown) {
      if (!isTold)
        log.warn({ reason: messageOf(thrown) }, 'how the bot is cannot be written for attest health');
      isTold = true;
    }
  };
  write();
  const writing = setInterval(write, WRITTEN_EVERY_MS);
  return () => {
    clearInterval(writing);
    try {
      removeBotState(path);
    } catch (thrown) {
      log.warn({ reason: messageOf(thrown) }, 'how the bot was stays written');
    }
  };
}
