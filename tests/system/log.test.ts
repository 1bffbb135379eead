// A log that nobody reads any more, or that its disk has no room for, stops nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { isCut } from '../../src/discord/refusals.ts';
import { ROOT } from '../support/project.ts';

const LOGS = `
  import { openLog } from './src/log.ts';
  const log = openLog('info');
  for (let line = 0; line < 3; line++) {
    log.info({ line }, 'answered');
    await new Promise((later) => setTimeout(later, 20));
  }
  process.stdout.write('well');
`;

/** What the process says on standard output in the end. */
async function saidWith(stderr: number | 'pipe'): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', LOGS], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', stderr],
  });
  child.stderr?.destroy();
  const [said] = await Promise.all([text(child.stdout!), once(child, 'close')]);
  return said;
}

test('a log whose reader is gone stops nothing', async () => {
  expect(await saidWith('pipe')).toBe('well');
});

test('a log whose disk is full stops nothing', async (context) => {
  if (!existsSync('/dev/full')) context.skip('there is no /dev/full here');
  const full = openSync('/dev/full', 'w');
  expect(await saidWith(full)).toBe('well');
  closeSync(full);
});

test.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])(
  'a request to Discord that ends with %s is one to be made again',
  (code) => {
    expect(isCut(Object.assign(new Error('ended'), { code }))).toBe(true);
  },
);
