// Two shards as `npm start` runs them, on a loopback Discord that recommends two: one index answers for both.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { read, written, type FromShard, type ToShard } from '../../src/discord/shards/archive-line.ts';
import { HeldArchive } from '../../src/discord/services.ts';
import { remoteIndex } from '../../src/discord/shards/remote-archive.ts';
import { serve } from '../../src/discord/shards/serve-archive.ts';
import { startDiscord, TOKEN, type Discord } from '../support/loopback/discord.ts';
import { ROOT, shippedIndex } from '../support/shipped.ts';
import { SmallArchive } from '../support/small-archive.ts';

const QUESTION = 'How many hectares of eelgrass would the dredging destroy?';

let discord: Discord;
let bot: ChildProcess;
let errors = '';

beforeAll(async () => {
  const { CORPUS_DIR, EMBEDDINGS_DIR } = await shippedIndex();
  discord = await startDiscord({ shards: 2, heartbeatMs: 1000 });
  bot = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      ...{ CORPUS_DIR, EMBEDDINGS_DIR, SHARDS: 'auto', LOG_LEVEL: 'warn' },
      ...{ DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api },
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  bot.stderr!.on('data', (data: Buffer) => (errors += data.toString()));
  await discord.ready();
});

afterAll(async () => {
  bot.kill('SIGKILL');
  await discord.stop();
  expect(discord.violations).toEqual([]);
});

/** Processes that this one has started, by what /proc says. */
const children = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

/** The shards, where /proc tells. */
const shardsOf = (parent: number): number[] =>
  process.platform !== 'linux'
    ? []
    : children(parent).filter((pid) => /shard\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')));

const opens = (pid: number, what: RegExp): boolean =>
  readdirSync(`/proc/${pid}/fd`).some((fd) => {
    try {
      return what.test(readlinkSync(`/proc/${pid}/fd/${fd}`));
    } catch {
      return false;
    }
  });

test('a server is answered by its shard and a person in private by the first, each once', async () => {
  expect(discord.gateway.identified).toBe(2);
  discord.mention(QUESTION);
  expect((await discord.sent()).content).toMatch(/^> .*eelgrass/ms);
  discord.directMessage(QUESTION);
  expect((await discord.sent()).content).toMatch(/^> .*eelgrass/ms);
  const status = await discord.command('status').response();
  expect(status.content).toContain('**24 articles**');
  expect(
    discord.requests.filter(({ method, path }) => method === 'PUT' && /commands$/.test(path)),
  ).toHaveLength(1);
});

test.skipIf(process.platform !== 'linux')('the index is open in one process, and in no shard', () => {
  const shards = shardsOf(bot.pid!);
  expect(shards).toHaveLength(2);
  expect(opens(bot.pid!, /index-.*\.db$/)).toBe(true);
  expect(shards.filter((pid) => opens(pid, /index-.*\.db$/))).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('a shard that dies is started again and answers', async () => {
  const [first] = shardsOf(bot.pid!);
  process.kill(first!, 'SIGKILL');
  await discord.until(
    'the third login',
    () => (discord.gateway.identified > 2 && discord.gateway.live) || undefined,
  );
  discord.directMessage(QUESTION);
  expect((await discord.sent()).content).toMatch(/^> .*eelgrass/ms);
  expect(errors).toContain('a shard died; it is started again');
});

test('SIGTERM ends them all with code 0', async () => {
  const shards = shardsOf(bot.pid!);
  bot.kill('SIGTERM');
  expect((await once(bot, 'exit'))[0]).toBe(0);
  await discord.left();
  expect(shards.filter((pid) => parentOf(pid) > 0)).toEqual([]);
  expect(errors).not.toContain(TOKEN);
});

/** Both ends of a line in one process. */
function lined(
  archive: SmallArchive,
  build = () => Promise.reject(new UserError('No corpus.', 'Make one.')),
) {
  let hear: (message: ToShard) => void = () => undefined;
  const served = { archive: new HeldArchive(archive), build };
  const send = (message: FromShard) => void serve(message, served, (reply) => hear(reply));
  return remoteIndex({ send, onMessage: (listener) => void (hear = listener) });
}

test('what comes over the line is what the archive gives, absent values and embeddings too', async () => {
  const archive = new SmallArchive();
  const remote = lined(archive);
  expect(await remote.archive.ask('When does the harbour bridge reopen?', undefined, '2025-05-02')).toEqual(
    await archive.ask('When does the harbour bridge reopen?', undefined, '2025-05-02'),
  );
  expect(await remote.archive.article('nothing')).toBeUndefined();
  expect(await remote.archive.embed(['bridge'])).toEqual(await archive.embed(['bridge']));
  expect(read(written(new Float32Array([0.5])))).toEqual(new Float32Array([0.5]));
});

test('what is thrown comes over the line: a sentence as one, a bug as one', async () => {
  const archive = new SmallArchive();
  const remote = lined(archive);
  await expect(remote.build(() => undefined)).rejects.toMatchObject({ sentence: 'No corpus. Make one.' });
  archive.delay = () => Promise.reject(new TypeError('x is not a function'));
  const thrown: unknown = await remote.archive.ask('Who?').catch((error: unknown) => error);
  expect(thrown).not.toBeInstanceOf(UserError);
  expect((thrown as Error).message).toBe('x is not a function');
});
