// The command line as a process of its own, as a person or a script runs it, and scripts that import the sources.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { ROOT } from './project.ts';

export interface Circumstances {
  /** All that stands on its standard input. */
  input?: string | undefined;
  /** Beside these it knows PATH, and nothing else of this process; nothing is read unless READER says so. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Of the person who runs it, where that is another one. */
  uid?: number | undefined;
}

/** Node with the arguments given, in which TypeScript runs. */
export function startNode(
  args: readonly string[],
  { input = '', env = {}, cwd = ROOT, uid }: Circumstances = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { PATH: process.env.PATH, DISCORD_TOKEN: '', READER: 'off', ...env },
  });
  child.stdin.end(input);
  return child;
}

/** A script that stands in a string and imports from `./src`; its arguments begin at `process.argv[1]`. */
export const startScript = (script: string, ...args: string[]) =>
  startNode(['--input-type=module', '-e', script, ...args]);

export const startAttest = (args: readonly string[], circumstances?: Circumstances) =>
  startNode([join(ROOT, 'src/cli.ts'), ...args], circumstances);

/** What a process has printed when it is done. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}

/** Runs a command; whatever it is, it must end with a number and without a stack trace. */
export async function attest(args: readonly string[], circumstances?: Circumstances) {
  const outcome = await outcomeOf(startAttest(args, circumstances));
  expect(outcome).toMatchObject({ code: expect.any(Number) });
  expect(outcome.stderr).not.toMatch(/^\s+at |This is a bug|panicked/m);
  return outcome;
}
