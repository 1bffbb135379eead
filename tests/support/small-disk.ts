// A small disk of a test's own, which can be full, and closed to writing.
import { spawnSync } from 'node:child_process';
import { expect, type TestContext } from 'vitest';
import { temporaryFolder } from './temporary.ts';

interface SmallDisk {
  path: string;
  remount: (options: string) => void;
}

/** Mounted for one test, which is skipped where that cannot be: mounting is for root. */
export function smallDisk(context: TestContext, kilobytes: number): SmallDisk {
  const path = temporaryFolder();
  const mount = (...args: string[]) => spawnSync('mount', [...args, path], { encoding: 'utf8' });
  const { error, status, stderr } = mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs');
  if (error || status !== 0) context.skip(`no small disk can be mounted: ${error?.message ?? stderr.trim()}`);
  // Lazily: libsql keeps files open until its statements are collected.
  context.onTestFinished(() => void spawnSync('umount', ['-l', path]));
  return { path, remount: (options) => expect(mount('-o', `remount,${options}`).status).toBe(0) };
}
