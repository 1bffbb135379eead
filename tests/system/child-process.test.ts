// Two processes call each other as if they were one, and the end of either is told, never waited for.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { startChild, type Child } from '../../src/child-process.ts';
import { sentenceOf, UserError } from '../../src/errors.ts';
import type { TestApi, TestParentApi } from '../support/protocol-child.ts';
import { startScript } from '../support/command-line.ts';

const MODULE = new URL('../support/protocol-child.ts', import.meta.url);

/** The same for all tests until one of them has ended it. */
let child: Child<TestApi>;
let counted: number[];

beforeEach(() => {
  counted = [];
  if (child?.ended ?? true) child = start();
});
afterAll(() => child.close());

const ABOUT = { work: 'Counting', remedy: 'Count again.' };
const start = () =>
  startChild<TestApi, TestParentApi>(MODULE, ABOUT, {
    counted: (number) => void counted.push(number),
  });

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('nothing was thrown'),
    (thrown: unknown) => thrown as Error,
  );

/** What the end of a process is told as. */
async function expectEnd(call: Promise<unknown>, message: string): Promise<void> {
  const error = await errorOf(call);
  expect(error).toBeInstanceOf(UserError);
  expect(sentenceOf(error)).toBe(`${message} Count again.`);
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a call gives what the function of the child returns, whatever the order of the calls', async () => {
  const calls = [2, 4, 6].map((number) => child.call.halve(Float32Array.of(number)));
  expect(await Promise.all(calls)).toEqual([1, 2, 3].map((number) => Float32Array.of(number)));
});

it('the child calls the parent meanwhile, and waits for it', async () => {
  await child.call.count(3);
  expect(counted).toEqual([1, 2, 3]);
});

it('a UserError arrives with fact and remedy', async () => {
  const error = await errorOf(child.call.refuse());
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: 'The folder is empty.', remedy: 'Put an article into it.' });
});

it('what the system refuses is still a sentence', async () => {
  expect(sentenceOf(await errorOf(child.call.failOnDisk()))).toBe(
    'The disk is full (/full/disk). Make room, then try again.',
  );
});

it('a bug arrives as one, with the stack that it has in the child', async () => {
  const error = await errorOf(child.call.confuse());
  expect(error).not.toBeInstanceOf(UserError);
  expect(error.name).toBe('TypeError');
  expect(error.stack).toMatch(/reading 'surprise'[^]*at confuse .*protocol-child\.ts/);
  await child.call.count(1);
  expect(counted).toEqual([1]);
});

it('what fails in the parent is told to the child, and fails its call', async () => {
  counted.push = () => {
    throw new Error('the parent lost count');
  };
  expect((await errorOf(child.call.count(1))).message).toBe('the parent lost count');
});

it('the end of the child rejects all that is open and all that follows', async () => {
  const waiting = child.call.wait();
  await Promise.all([
    expectEnd(waiting, 'Counting ended early (code 7).'),
    expectEnd(child.call.exit(7) as Promise<unknown>, 'Counting ended early (code 7).'),
  ]);
  await expectEnd(child.call.count(1), 'Counting ended early (code 7).');
});

it('a crash is told with its last words', async () => {
  await expectEnd(child.call.crash(), 'Counting ended early (code 1). RangeError: a number is too large');
});

it('a child is closed whatever it is at, and its open calls are told', async () => {
  await child.call.count(1);
  const open = [child.call.wait(), child.call.spin()].map((call) =>
    expectEnd(call, 'Counting ended early (SIGTERM).'),
  );
  await child.close();
  await Promise.all(open);
});

it('the token is not in the environment of the child, all else is', async () => {
  await child.close();
  process.env.DISCORD_TOKEN = 'a-secret';
  child = start();
  delete process.env.DISCORD_TOKEN;
  const values = await child.call.environment();
  expect(values).not.toContain('a-secret');
  expect(values).toContain(process.env.PATH);
});

/** A parent of its own, which prints the id of its child. */
function startParent(then: string) {
  const script = `import { startChild } from './src/child-process.ts';
    import { execFileSync } from 'node:child_process';
    const child = startChild(new URL(${JSON.stringify(MODULE.href)}), { work: 'Counting', remedy: 'Count again.' });
    const waiting = child.call.wait().catch(() => {});
    await child.call.environment();
    console.log(execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).match(/(\\d+) .*protocol-child/)[1]);
    ${then}`;
  return startScript(script);
}

async function childOf(parent: ReturnType<typeof startParent>): Promise<number> {
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return Number(line.toString());
}

it('a parent that is killed takes its child along', async () => {
  const parent = startParent('');
  const pid = await childOf(parent);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  while (isAlive(pid)) await setTimeout(20);
});

it('a closed child does not keep its parent', async () => {
  const parent = startParent('void child.close();');
  const [[code], pid] = await Promise.all([once(parent, 'exit'), childOf(parent)]);
  expect(code).toBe(0);
  expect(isAlive(pid)).toBe(false);
});

it('a call that cannot be sent says why, and the child goes on', async () => {
  const unsendable = (() => {}) as unknown as Float32Array;
  expect((await errorOf(child.call.halve(unsendable))).message).toContain('could not be cloned');
  expect(await child.call.halve(Float32Array.of(2))).toEqual(Float32Array.of(1));
});
