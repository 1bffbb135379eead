// The command line: within this process, which is quick, or as a process of its own, as a person or a script runs it; and
// scripts that import the sources.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { ROOT } from './project.ts';

export interface Circumstances {
  /** All that stands on its standard input. */
  input?: string | undefined;
  /** Beside these it knows PATH, and nothing else of this process; nothing is read unless READER says so. */
  env?: Record<string, string | undefined>;
  cwd?: string | undefined;
}

/** Circumstances of a process of its own. */
export interface ProcessCircumstances extends Circumstances {
  /** Of the person who runs it, where that is another one. */
  uid?: number | undefined;
}

/** What a command has printed when it is done, and with which code it has ended. */
interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Of standard output, without the empty ones. */
  lines: string[];
}

const environmentOf = (env: Circumstances['env'] = {}) => ({
  PATH: process.env.PATH,
  DISCORD_TOKEN: '',
  READER: 'off',
  ...env,
});

/** Node with the arguments given, in which TypeScript runs. */
export function startNode(
  args: readonly string[],
  { input = '', env, cwd = ROOT, uid }: ProcessCircumstances = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: environmentOf(env),
  });
  child.stdin.end(input);
  return child;
}

/** A script that stands in a string and imports from `./src`; its arguments begin at `process.argv[1]`. */
export const startScript = (script: string, ...args: string[]) =>
  startNode(['--input-type=module', '-e', script, ...args]);

export const startAttest = (args: readonly string[], circumstances?: ProcessCircumstances) =>
  startNode([join(ROOT, 'src/cli.ts'), ...args], circumstances);

const outcome = (code: number | null, stdout: string, stderr: string): Outcome => ({
  code,
  stdout,
  stderr,
  lines: stdout.split('\n').filter(Boolean),
});

/** What a process has printed when it is done. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return outcome(child.exitCode, stdout, stderr);
}

/** Whatever a command is, it must end with a number and without a stack trace. */
function expectEnd(ended: Outcome): Outcome {
  expect(ended).toMatchObject({ code: expect.any(Number) });
  expect(ended.stderr).not.toMatch(/^\s+at |This is a bug|panicked/m);
  return ended;
}

/** Runs a command as a process of its own. */
export const attestProcess = async (args: readonly string[], circumstances?: ProcessCircumstances) =>
  expectEnd(await outcomeOf(startAttest(args, circumstances)));

/**
 * Runs a command within this process: all of it but the start and the end of a process, which take longer than most commands.
 * For commands that end by themselves; one at a time, however many are asked for.
 */
export function attest(args: readonly string[], circumstances?: Circumstances): Promise<Outcome> {
  const run = latest.then(() => runHere(args, circumstances));
  latest = run.catch(() => undefined);
  return run.then(expectEnd);
}

let latest: Promise<unknown> = Promise.resolve();
let runs = 0;

async function runHere(
  args: readonly string[],
  { input = '', env, cwd = ROOT }: Circumstances = {},
): Promise<Outcome> {
  const { argv, env: ownEnvironment, exitCode } = process;
  const [home, stdin] = [process.cwd(), Object.getOwnPropertyDescriptor(process, 'stdin')!];
  const outputs = [process.stdout, process.stderr].map(captured);
  process.argv = [process.execPath, 'attest', ...args];
  process.env = Object.fromEntries(
    Object.entries(environmentOf(env)).filter(([, value]) => value !== undefined),
  );
  process.exitCode = undefined;
  process.chdir(cwd);
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from(Buffer.from(input)) });
  try {
    // The module is the command: with another address it runs again, over modules that are loaded already.
    await import(`${join(ROOT, 'src/cli.ts')}?run=${++runs}`);
    return outcome(Number(process.exitCode ?? 0), outputs[0]!.written(), outputs[1]!.written());
  } finally {
    Object.assign(process, { argv, env: ownEnvironment, exitCode });
    process.chdir(home);
    Object.defineProperty(process, 'stdin', stdin);
    for (const { release } of outputs) release();
  }
}

/** Keeps what is written to a stream, until it is released. */
function captured(stream: NodeJS.WriteStream) {
  const { write } = stream;
  const listeners = stream.listeners('error');
  let written = '';
  stream.write = (chunk: string | Uint8Array) => {
    written += chunk.toString();
    return true;
  };
  const release = () => {
    stream.write = write;
    for (const listener of stream.listeners('error'))
      if (!listeners.includes(listener)) stream.removeListener('error', listener as () => void);
  };
  return { written: () => written, release };
}
