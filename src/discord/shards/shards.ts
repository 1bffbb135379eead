// More servers than one connection takes: a process a shard, and this one holds the index for all of them.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { REST, Routes, ShardingManager, type APIGatewayBotInfo, type Shard } from 'discord.js';
import type { Settings } from '../../config.ts';
import { UserError } from '../../errors.ts';
import type { FromShard } from './archive-line.ts';
import { renew, RENEW_MS, type Bot, type BotParts } from '../bot.ts';
import { HeldArchive } from '../services.ts';
import { apiOf, tokenOf } from '../gateway.ts';
import { loginRefusal } from '../refusals.ts';
import { serve, type Served } from './serve-archive.ts';
import { Turns } from '../queue.ts';

const SHARD = fileURLToPath(new URL('./shard.ts', import.meta.url));
/** Longer than a bot takes to end. */
const STOP_MS = 8000;
/** A crashed shard logs in again; Discord takes 1,000 log-ins a day, so not at once. */
const RESTART_MS = 5000;

/**
 * How many shards to run: as set, or as Discord recommends.
 * @throws UserError when Discord refuses the token or cannot be reached
 */
export async function shardCount(settings: Settings): Promise<number> {
  if (settings.SHARDS !== 'auto') return settings.SHARDS;
  const rest = new REST({ api: apiOf(settings) }).setToken(tokenOf(settings));
  try {
    return ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo).shards;
  } catch (thrown) {
    throw loginRefusal(thrown, settings);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

/**
 * Starts so many shards one after another, as Discord wants it; they answer from the archive given.
 * @throws UserError when Discord refuses one of them
 */
export async function startShards(parts: BotParts, count: number): Promise<Bot> {
  const { settings, log, archive, openArchive } = parts;
  // Each shard has a line of its own before this one.
  const held = new HeldArchive(archive, new Turns(count * settings.MAX_WAITING));
  const desk = { archive: held, openArchive, log, building: null, renewing: false };
  const renewal = setInterval(() => void renew(desk), RENEW_MS);
  const build: Served['build'] = async (onProgress) => {
    const report = await parts.build(onProgress);
    await renew(desk);
    return report;
  };
  const manager = new ShardingManager(SHARD, {
    token: tokenOf(settings),
    totalShards: count,
    execArgv: ['--import', 'tsx'],
    // Not discord.js', which starts a crashed one without a pause.
    respawn: false,
  });
  let stopping = false;
  const lost = new Promise<UserError>((resolve) => {
    manager.on('shardCreate', (shard) =>
      attend(shard, { archive: held, build }, { log, resolve, isOver: () => stopping }),
    );
  });
  const end = async () => {
    stopping = true;
    clearInterval(renewal);
    await Promise.all(manager.shards.map(ended));
    held.close();
  };
  let over: Promise<void> | undefined;
  const stop = () => (over ??= end());
  const refused = await Promise.race([lost, manager.spawn().then(() => null, notStarted)]);
  if (!refused) return { stop, lost };
  await stop();
  throw refused;
}

interface Watch {
  log: BotParts['log'];
  /** Ends all shards. */
  resolve: (lost: UserError) => void;
  isOver: () => boolean;
}

/** Answers a shard in each of its lives, and gives it another one when it dies. */
function attend(shard: Shard, served: Served, { log, resolve, isOver }: Watch): void {
  let isFatal = false;
  shard.on('message', (message: FromShard) => {
    if ('fatal' in message) {
      isFatal = true;
      resolve(new UserError(message.fatal, `(shard ${shard.id})`));
    } else void serve(message, served, (reply) => void shard.send(reply).catch(() => undefined));
  });
  shard.on('death', () => {
    if (isFatal || isOver()) return;
    log.error({ shard: shard.id }, 'a shard died; it is started again');
    setTimeout(() => isOver() || void shard.spawn().catch(() => undefined), RESTART_MS).unref();
  });
}

async function ended(shard: Shard): Promise<void> {
  const { process: child } = shard;
  if (!child || !('exitCode' in child) || child.exitCode !== null) return;
  const gone = once(child, 'exit', { signal: AbortSignal.timeout(STOP_MS) });
  shard.kill();
  await gone.catch(() => child.kill('SIGKILL'));
}

const notStarted = (thrown: unknown) =>
  new UserError(
    `A shard did not start (${thrown instanceof Error ? thrown.message : String(thrown)}).`,
    'The log says more.',
  );
