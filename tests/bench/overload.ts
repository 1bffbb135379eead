// `npm run load -- --overload`: five times as many questions as the bot can answer on this machine, for 20 s: whether each is
// acknowledged in time, and how soon those for whom there is no room are told.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import { startDiscord, TOKEN } from '../support/loopback/discord.ts';
import { isLoading } from '../support/loopback/state.ts';
import { manyOf } from './load-questions.ts';
import { attest, percentile, scratchFolder } from './tools.ts';

const CALM = 60;
const TIMES = 5;
const FOR_MS = 20_000;
const DEADLINE_MS = 3000;
const PEOPLE = 60;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const isAnswer = ({ content }: { content: string }): boolean => /^-# Question: /.test(content);
const isFull = ({ content }: { content: string }): boolean => content.startsWith('The line is full');
const spread = (values: number[]): string =>
  values.length === 0
    ? 'none'
    : [0.5, 0.95, 1]
        .map(
          (share) => `${share === 1 ? 'max' : `p${100 * share}`} ${Math.round(percentile(values, share))} ms`,
        )
        .join(', ');

/** Runs it; the exit code is 1 where one was not acknowledged in time, or nobody told anything. */
export async function overload(): Promise<void> {
  const scratch = scratchFolder();
  const env = { CORPUS_DIR: EXAMPLE, EMBEDDINGS_DIR: join(scratch, 'embeddings'), LOG_LEVEL: 'warn' };
  await attest(['index'], env);
  const discord = await startDiscord({ heartbeatMs: 2000 });
  const limits = { USER_LIMIT: '0', SERVER_LIMIT: '0' };
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, ...env, ...limits, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => bot.kill('SIGKILL'));
  await discord.until('the commands', () => discord.commands[0]);

  const ask = (question: string, n: number) => {
    const at = Date.now();
    return { at, asked: discord.command('ask', { question }, { user: `person ${n % PEOPLE}` }) };
  };
  const all = questionsIn(QUESTION_FILE);
  const started = performance.now();
  await Promise.all(manyOf(all, CALM).map((question, n) => ask(question, n).asked.response(isAnswer)));
  const rate = CALM / ((performance.now() - started) / 1000);
  const count = Math.round((TIMES * rate * FOR_MS) / 1000);
  say(
    `All at once: ${rate.toFixed(1)} questions a second. Now ${count} within ${FOR_MS / 1000} s, ${TIMES} times as many a second`,
  );

  const began = Date.now();
  const each: ReturnType<typeof ask>[] = [];
  for (const [n, question] of manyOf(all, CALM + count)
    .slice(CALM)
    .entries()) {
    const due = began + (n * FOR_MS) / count;
    if (due > Date.now()) await pause(due - Date.now());
    each.push(ask(question, n));
  }
  const toldOf = ({ asked: { sofar } }: (typeof each)[number]) =>
    [...(sofar.original ? [sofar.original] : []), ...sofar.followups].find(isFull);
  const isDone = (one: (typeof each)[number]) => {
    const { original } = one.asked.sofar;
    return (original && !isLoading(original) && isAnswer(original)) || toldOf(one);
  };
  await discord.until('all to be answered or told', () => each.every(isDone));
  const acknowledged = each.flatMap(({ asked }) => asked.sofar.acknowledgement?.afterMs ?? []);
  const late = acknowledged.filter((ms) => ms > DEADLINE_MS).length;
  const told = each.flatMap((one) => {
    const message = toldOf(one);
    return message ? [message.versions[0]!.at - one.at] : [];
  });
  const answered = each
    .filter((one) => !toldOf(one))
    .map(({ at, asked }) => asked.sofar.original!.versions.at(-1)!.at - at);
  say(`Acknowledged: ${acknowledged.length} of ${count}, ${late} late; ${spread(acknowledged)}`);
  say(`Told that there is no room: ${told.length}; ${spread(told)}`);
  say(`Answered: ${answered.length}; ${spread(answered)}`);
  for (const violation of new Set(discord.violations)) say(`Violation: ${violation}`);
  if (late > 0 || acknowledged.length < count || told.length + answered.length < count) process.exitCode = 1;
  const exited = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGTERM');
  await exited;
  await discord.stop();
  rmSync(scratch, { recursive: true, force: true });
}
