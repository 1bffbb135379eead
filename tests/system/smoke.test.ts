// The first minutes with Attest, as the README tells them: index, ask, answer in Discord. `.ci/smoke` runs this on other Nodes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { outcomeOf, startAttest } from '../support/command-line.ts';
import { startDiscord, TOKEN } from '../support/loopback/discord.ts';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const QUESTIONS = ['Who opposes the dredging?', 'What does it cost?', 'Who replaced Ike Stannard?'];
const ENVIRONMENT = {
  // Scripts of npm run on the Node that runs this.
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: temporaryFolder(),
  EMBEDDINGS_DIR: temporaryFolder(),
  DISCORD_TOKEN: '',
};

/** Runs a script of npm; only what it prints itself is on its outputs. */
async function npm(args: string[], input = '', env: Record<string, string> = {}) {
  const child = spawn('npm', ['--silent', ...args], { cwd: ROOT, env: { ...ENVIRONMENT, ...env } });
  child.stdin.end(input);
  return outcomeOf(child);
}

test('the shipped articles are indexed', async () => {
  const { code, stderr } = await npm(['run', 'index']);
  expect(stderr).toMatch(/24 articles, \d+ passages: \d+ embedded, 0 reused; 0 articles removed; 0 problems/);
  expect(code).toBe(0);
});

test('every question piped to npm start is answered, in order', async () => {
  const { code, stdout, stderr } = await npm(['start'], QUESTIONS.join('\n'));
  const answers = stdout.split(/^> /m).slice(1);
  expect(answers.map((answer) => answer.split('\n', 1)[0])).toEqual(QUESTIONS);
  for (const answer of answers) expect(answer).toMatch(/^Archive: 24 articles/m);
  expect(answers[2]).toMatch(/Lou Castellan/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('ask --json prints one JSON object a question and nothing else', async () => {
  // The chat above has read with the reader.
  const { code, lines, stderr } = await npm(['run', 'ask', '--', '--json'], QUESTIONS.join('\n'), {
    READER: 'off',
  });
  expect(lines.map((line) => (JSON.parse(line) as { question: string }).question)).toEqual(QUESTIONS);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('the bot answers a mention and /ask', async ({ onTestFinished }) => {
  const discord = await startDiscord();
  const env = { ...ENVIRONMENT, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api };
  const bot = startAttest(['start'], { env });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await discord.stop();
  });
  await discord.ready();
  discord.mention('Who replaced Ike Stannard?');
  expect((await discord.sent()).content).toMatch(/^-# Question: .*\n> .*Lou Castellan/s);
  const asked = discord.command('ask', {
    question: 'How many hectares of eelgrass would the dredging destroy?',
  });
  expect((await asked.response()).content).toMatch(/> .*eelgrass/s);
  expect(discord.violations).toEqual([]);
  bot.kill('SIGTERM');
  expect(await once(bot, 'exit')).toEqual([0, null]);
});
