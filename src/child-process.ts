// A child process as an object with typed calls, in both directions; the only user of birpc.
//
//   parent:  const child = startChild<EmbedApi>(new URL('./embed-child.ts', import.meta.url), { work: 'Embedding', … });
//            await child.call.embed(texts);
//   child:   const parent = serveParent<EmbedApi, ParentApi>({ embed: (texts) => … });
import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createBirpc, type BirpcReturn } from 'birpc';
import { HostError, UserError } from './errors.ts';

/** The functions of the other side, each a promise of what it returns there. */
type Calls<Api extends object> = Pick<BirpcReturn<Api>, keyof Api>;

export interface Child<Api extends object> {
  /**
   * What the child can do. A call is rejected with what the child's function throws: a UserError with its remedy,
   * anything else as a bug with the stack it has there; and with a UserError when the process ends, then and later.
   */
  call: Calls<Api>;
  readonly pid: number | undefined;
  /** Whether the process is gone. */
  readonly ended: boolean;
  /** Resolves with why once the process is gone, whatever ended it. */
  readonly end: Promise<UserError>;
  /** Whether this process stays for the sake of the child: it does until told otherwise. */
  hold(held: boolean): void;
  /**
   * Ends the process, whatever it is at, and rejects the open calls; resolves once it is gone.
   * @param signal SIGKILL for one that does not heed SIGTERM
   */
  close(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** What both a child and this process, as a child, have. */
interface Channel {
  send?(message: unknown, sent: () => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/**
 * An error on its way between two processes. Only a UserError has a remedy, only a HostError says whether it is damage;
 * system errors have a code.
 */
type Failure = Pick<
  NodeJS.ErrnoException & Partial<HostError>,
  'name' | 'message' | 'stack' | 'code' | 'path' | 'remedy' | 'isDamage'
>;

/** How much of what a process says on standard error is kept, and how much of it is worth showing; characters. */
const KEPT_WORDS = 4000;
const SHOWN_WORDS = 300;

/**
 * Starts a module of ours as a process. It ends with this one, and is given no secret.
 * @param module calls `serveParent` with the functions of `Api`
 * @param about `work`: what it does, as the subject of a sentence ('Embedding'); `remedy`: what to do when it ends early
 * @param functions what it may call here
 */
export function startChild<Api extends object, ParentApi extends object = object>(
  module: URL,
  { work, remedy }: { work: string; remedy: string },
  functions?: ParentApi,
): Child<Api> {
  const { DISCORD_TOKEN: _, ATTEST_HTTP_TOKEN: __, ...env } = process.env;
  const child = fork(fileURLToPath(module), [], {
    // Found from here, wherever the process was started.
    execArgv: ['--import', import.meta.resolve('tsx')],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-KEPT_WORDS)));
  let ended: UserError | undefined;
  const rpc = connect<Api>(functions ?? {}, child, () => ended);
  const closed = new Promise<UserError>((resolve) => {
    const end = (reason: string) => {
      ended ??= new HostError(`${work} ended early (${reason}). ${lastWords(said)}`.trim(), remedy);
      void rpc.$rejectPendingCalls(({ reject }) => reject(ended));
      resolve(ended);
    };
    child.on('error', (error) => end(error.message));
    // Unlike 'exit' it comes after the last message and the last words.
    child.on('close', (code, signal) => end(signal ?? `code ${code}`));
  });
  const close = async (signal?: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await closed;
  };
  return {
    call: rpc as Calls<Api>,
    pid: child.pid,
    get ended() {
      return ended !== undefined;
    },
    end: closed,
    hold(held) {
      // Of the pipe it is only the type that does not say that it is a socket.
      for (const part of [child, child.channel, child.stderr as Socket | null])
        if (held) part?.ref();
        else part?.unref();
    },
    close,
  };
}

/**
 * Makes this process, which `startChild` has started, answer calls for as long as the parent lives.
 * @returns the functions of the parent
 */
export function serveParent<Api extends object, ParentApi extends object = object>(
  functions: Api,
): Calls<ParentApi> {
  // Nobody waits any more for what this process does.
  if (!process.connected) process.exit();
  process.once('disconnect', () => process.exit());
  return connect<ParentApi>(functions, process) as Calls<ParentApi>;
}

const connect = <Api extends object>(functions: object, channel: Channel, ended?: () => Error | undefined) =>
  createBirpc<Api, object>(functions, {
    // A channel that cannot be written to is about to report its end. Without the callback it would throw.
    post: (message) => void channel.send!(message, () => {}),
    on: (listener) => void channel.on('message', listener),
    // Work takes as long as it takes; the end of a process is told.
    timeout: -1,
    resolver: (_, called) => called && failing(called),
    onRequest: async (_, send) => {
      const reason = ended?.();
      if (reason) throw reason;
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
      const { name, message, stack, code, path, remedy, isDamage }: Failure =
        thrown instanceof Error ? thrown : new Error(String(thrown));
      // oxlint-disable-next-line typescript/only-throw-error
      throw { name, message, stack, code, path, remedy, isDamage };
    }
  };

function rethrow(thrown: Error | Failure): never {
  if (thrown instanceof Error) throw thrown;
  const { message, remedy, isDamage, ...rest } = thrown;
  if (remedy === undefined) throw Object.assign(new Error(message), rest);
  throw isDamage === undefined
    ? new UserError(message, remedy)
    : new HostError(message, remedy, { isDamage });
}

/** The line of a crash that says why; the last line of anything else. */
function lastWords(said: string): string {
  const lines = said.split('\n').filter((line) => /\w/.test(line));
  const line = lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '';
  return line.trim().slice(0, SHOWN_WORDS);
}
