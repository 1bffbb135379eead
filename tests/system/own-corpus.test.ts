// A fresh clone, then articles of one's own, then none again, with no CORPUS_DIR.
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { readSettings } from '../../src/config.ts';
import { buildInChild } from '../../src/indexing/build-process.ts';
import { renderReport } from '../../src/terminal/build-report.ts';
import { attest } from '../support/command-line.ts';
import { ENGLISH } from '../support/english.ts';
import { EXAMPLE, ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const LEFT_OUT = /^The example articles are left out, since others lie in corpus\.$/gm;
const OWN =
  'date 2025-10-20 https://gazette.example/x\n\nBakery Closes\n\nThe bakery in Quorbeck closed on Friday after forty years.\n';

const home = process.cwd();
beforeEach(() => {
  process.chdir(temporaryFolder());
  cpSync(EXAMPLE, 'corpus/example', { recursive: true });
  cpSync(join(EXAMPLE, '../README.md'), 'corpus/README.md');
  symlinkSync(join(ROOT, 'node_modules'), 'node_modules');
  mkdirSync('embeddings');
});
afterEach(() => process.chdir(home));

const settingsHere = (env: Record<string, string> = {}) => readSettings({ LOG_LEVEL: 'silent', ...env });
const build = async (env?: Record<string, string>) =>
  renderReport(await buildIndex(settingsHere(env)), ENGLISH);

/** All that a command prints; it ends well. */
async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await attest(args, { cwd: process.cwd() });
  expect(code, stderr).toBe(0);
  return stdout + stderr;
}

test("articles of one's own take the example's place, and give it back, with nothing deleted by hand", async () => {
  // What comes with Attest is not told of.
  expect(await build()).toMatch(/^24 articles, \d+ passages: .* 0 problems; \d+\.\d s$/);
  writeFileSync('corpus/own.txt', OWN);
  const report = await printed('index');
  expect(report).toMatch(/^1 article, .*24 articles removed; 0 problems/m);
  expect(report.match(LEFT_OUT)).toHaveLength(1);
  const status = await printed('status');
  expect(status).toMatch(/The corpus has not changed since/);
  expect(status.match(LEFT_OUT)).toHaveLength(1);
  expect(await printed('verify')).toMatch(/1 article, .* no damage, 0 behind the corpus/);
  expect(await printed('ask', 'Which bakery closed on Friday?')).toMatch(/bakery in Quorbeck closed/);
  rmSync('corpus/own.txt');
  const again = renderReport(await buildIndex(settingsHere(), { allowEmpty: true }), ENGLISH);
  expect(again).toMatch(/^24 articles, .*1 article removed/m);
  expect(again).not.toMatch(LEFT_OUT);
});

test("the example does not take the place of one's own articles that are gone, unless that is wished", async () => {
  writeFileSync('corpus/own.txt', OWN);
  await build();
  rmSync('corpus/own.txt');
  await expect(build()).rejects.toThrow(/holds no articles of your own any more/);
  expect(await printed('ask', 'Which bakery closed on Friday?')).toMatch(/bakery in Quorbeck closed/);
});

test('a file that is no article, and alone beside the example, empties the index rather than answer from the example', async () => {
  await build();
  writeFileSync('corpus/scan.pdf', 'x');
  const report = await build();
  expect(report).toMatch(/scan\.pdf:1: This is not a \.txt or \.md file/);
  expect(report).toMatch(/^0 articles, .*24 articles removed/m);
});

test("an index of one's own articles is kept when a broken file is all that is left of them", async () => {
  writeFileSync('corpus/own.txt', OWN);
  await build();
  renameSync('corpus/own.txt', 'corpus/own.bak');
  await expect(build()).rejects.toThrow(/holds no articles any more/);
});

test("CORPUS_DIR=corpus, as 0.1.0's .env.example had it, brings no example among one's own", async () => {
  writeFileSync('corpus/own.txt', OWN);
  const report = await build({ CORPUS_DIR: 'corpus' });
  expect(report).toMatch(/^1 article,/m);
  expect(report).toMatch(LEFT_OUT);
});

test('an example that lay in corpus itself is moved in the index, with nothing embedded anew', async () => {
  renameSync('corpus/example', 'flat');
  renameSync('corpus', 'nested');
  renameSync('flat', 'corpus');
  await build();
  renameSync('corpus', 'nested/example');
  renameSync('nested', 'corpus');
  expect(await build()).toMatch(/^24 articles, \d+ passages: 0 embedded, .* 0 articles removed/m);
});

test('a build in a process of its own follows the same rule', async () => {
  writeFileSync('corpus/own.txt', OWN);
  const report = await buildInChild(settingsHere(), () => {});
  expect(report).toMatchObject({ articles: 1, example: 'left out' });
});
