// What the log says of questions: one line an event, all lines of one question by one id, and nothing that anybody typed.
import { expect, test } from 'vitest';
import {
  archive,
  askedFor,
  discord,
  lines,
  log,
  logLine,
  mentioned,
  openDiscord,
  QUESTION,
  setBeforehand,
  start,
  startOn,
  wholeLog,
} from '../support/running-bot.ts';

test('all lines of one question have the same id, whoever writes them, and those of another one another', async () => {
  await start();
  discord.failNext('POST', /messages$/, { status: 500 });
  await mentioned(QUESTION);
  const first = await logLine('answered');
  expect(first.request).toMatch(/^[0-9a-f]{8}$/);
  // discord.js tells of it, deep in what the answer waits for.
  expect(lines('Discord answered with an error').map(({ request }) => request)).toContain(first.request);
  await mentioned(QUESTION);
  await expect.poll(() => lines('answered').length).toBe(2);
  const ids = lines('answered').map(({ request }) => request);
  expect(new Set(ids).size).toBe(2);
});

test('what is part of no question has no id', async () => {
  await start();
  expect(lines('logged in')[0]).not.toHaveProperty('request');
});

test('the id that a person is told is the one in the log', async () => {
  await start();
  archive.delay = () => Promise.reject(new Error('a bug'));
  const { content } = await mentioned(QUESTION);
  const failed = await logLine('failed');
  expect(failed.id).toBe(failed.request);
  expect(content).toContain(String(failed.id));
});

test('at info an event is one line, and nothing that was typed stands in it', async () => {
  await setBeforehand(null, { texts: true });
  await openDiscord();
  await startOn({ log: log('info') });
  await discord.ready();
  await mentioned('When does the zeppelin hangar reopen for zeppelins?');
  await askedFor({ question: 'Does the zeppelin fly?', from: 'zeppelin day' });
  await askedFor({ question: 'Does the zeppelin fly?', outlet: 'Zeppelin News' });
  expect(lines('answered').length).toBeGreaterThanOrEqual(1);
  expect(wholeLog()).not.toMatch(/zeppelin/i);
});
