// A child process as an object with typed calls, in both directions; the only user of birpc.
//
//   parent:  const child = startChild<EmbedApi>(new URL('./embed-child.ts', import.meta.url), { work: 'Embedding', … });
//            await child.call.embed(texts);
//   child:   const parent = serveParent<EmbedApi, ParentApi>({ embed: (texts) => … });
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createBirpc, type BirpcReturn, type ChannelOptions } from 'birpc';
import { UserError } from './errors.ts';

/** The functions of the other side, each a promise of what it returns there. */
type Calls<Api extends object> = Pick<BirpcReturn<Api>, keyof Api>;

export interface Child<Api extends object> {
  /**
   * What the child can do. A call is rejected with what the child's function throws: a UserError with its remedy,
   * anything else as a bug with the stack it has there; and with a UserError when the process ends, then and later.
   */
  call: Calls<Api>;
  /** Ends the process, whatever it is at, and rejects the open calls; resolves once it is gone. */
  close(): Promise<void>;
}

export interface ChildOptions<ParentApi extends object> {
  /** What the child does, as the subject of a sentence: 'Embedding'. */
  work: string;
  /** What to do when the process ends early. */
  remedy: string;
  /** What the child may call here. */
  functions?: ParentApi;
}

/** An error on its way between two processes. Only a UserError has a remedy; system errors have a code. */
interface Failure {
  name: string;
  message: string;
  remedy?: string;
  stack?: string;
  code?: string;
  path?: string;
}

/** How much of what a process says on standard error is kept, and how much of it is worth showing; characters. */
const KEPT_WORDS = 4000;
const SHOWN_WORDS = 300;

/**
 * Starts a module of ours as a process. It ends with this one, and is given no secret.
 * @param module calls `serveParent` with the functions of `Api`
 */
export function startChild<Api extends object, ParentApi extends object = object>(
  module: URL,
  { work, remedy, functions }: ChildOptions<ParentApi>,
): Child<Api> {
  const { DISCORD_TOKEN: _, ...env } = process.env;
  const child = fork(fileURLToPath(module), [], {
    execArgv: ['--import', 'tsx'],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-KEPT_WORDS)));
  let ended: UserError | undefined;
  const rpc = connect<Api>(functions ?? {}, {
    post: (message) => {
      if (ended) throw ended;
      child.send(message, whenSent);
    },
    on: (listener) => void child.on('message', listener),
  });
  const closed = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      const error = (ended ??= new UserError(
        `${work} ended early (${reason}). ${lastWords(said)}`.trim(),
        remedy,
      ));
      rpc.$rejectPendingCalls(({ reject }) => reject(error));
      resolve();
    };
    child.on('error', (error) => end(error.message));
    // Unlike 'exit' it comes after the last message and the last words.
    child.on('close', (code, signal) => end(signal ?? `code ${code}`));
  });
  return {
    call: rpc as Calls<Api>,
    close: () => {
      child.kill();
      return closed;
    },
  };
}

/**
 * Makes this process, which `startChild` has started, answer calls for as long as the parent lives.
 * @param functions what the parent may call; nothing that is called at the same time waits for another
 * @returns the functions of the parent
 */
export function serveParent<Api extends object, ParentApi extends object = object>(
  functions: Api,
): Calls<ParentApi> {
  // Nobody waits any more for what this process does.
  if (!process.connected) process.exit();
  process.once('disconnect', () => process.exit());
  const rpc = connect<ParentApi>(functions, {
    post: (message) => void process.send!(message, whenSent),
    on: (listener) => void process.on('message', listener),
  });
  return rpc as Calls<ParentApi>;
}

/** A channel that cannot be written to is about to report its end: nothing is to be done here, but without this it would throw. */
const whenSent = () => {};

const connect = <Api extends object>(functions: object, channel: ChannelOptions) =>
  createBirpc<Api, object>(functions, {
    ...channel,
    // Work takes as long as it takes; the end of a process is told.
    timeout: -1,
    resolver: (_, called) => called && failing(called),
    onRequest: async (_, send) => {
      await send().catch(rethrow);
    },
  });

/** The function, with what it throws made fit to be sent: a structured clone of an error has neither class nor remedy. */
const failing =
  (called: (...args: unknown[]) => unknown) =>
  async (...args: unknown[]): Promise<unknown> => {
    try {
      return await called(...args);
    } catch (thrown) {
      const error: Error & Partial<Failure> = thrown instanceof Error ? thrown : new Error(String(thrown));
      const { name, message, remedy, stack, code, path } = error;
      throw { name, message, remedy, stack, code, path } satisfies Failure;
    }
  };

function rethrow(thrown: Error | Failure): never {
  if (thrown instanceof Error) throw thrown;
  const { message, remedy, ...rest } = thrown;
  throw remedy === undefined ? Object.assign(new Error(message), rest) : new UserError(message, remedy);
}

/** The line of a crash that says why; the last line of anything else. */
function lastWords(said: string): string {
  const lines = said.split('\n').filter((line) => /\w/.test(line));
  const line = lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '';
  return line.trim().slice(0, SHOWN_WORDS);
}
