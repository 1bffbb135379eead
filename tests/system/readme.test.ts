// The README against the code: settings, commands, options and figures cannot drift apart unseen.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../src/config.ts';
import { commands } from '../../src/discord/commands.ts';
import { ROOT } from '../support/shipped.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const help = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args, '--help'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).stdout;
/** Cells of the tables of the README, by the text of their first cell. */
const rows = new Map(
  readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, first, ...rest]) => [first!, rest] as const),
);

test('is under 250 lines', () => expect(readme.split('\n').length).toBeLessThan(250));

describe('the table of settings', () => {
  const defaults = settingsSchema.parse({}) as Record<string, unknown>;
  test.each(Object.entries(settingsSchema.shape))('has the default and the meaning of %s', (name, schema) => {
    const standard = defaults[name] === undefined ? '' : `\`${String(defaults[name])}\``;
    expect(rows.get(`\`${name}\``)?.slice(0, 2)).toEqual([standard, schema.description]);
  });
  test('.env.example names only settings', () => {
    const named = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^[A-Z_]+(?==)/gm)!;
    expect(Object.keys(settingsSchema.shape)).toEqual(expect.arrayContaining(named));
  });
});

describe('the tables of commands', () => {
  const listed = [...help().matchAll(/^ {2}(\w+)(?: \[options\])?/gm)].map((match) => match[1]!);
  const names = [...new Set(listed)].filter((name) => name !== 'help');

  test.each(names)('explain %s with all its options', (name) => {
    const script = name in scripts ? `npm run ${name}` : `npm run attest -- ${name}`;
    const row = [...rows].find(([first]) => first.startsWith(`\`${name === 'start' ? 'npm start' : script}`));
    expect(row, `a row for ${script}`).toBeDefined();
    for (const [option] of help(name).matchAll(/--(?!help)[a-z-]+/g)) expect(row!.join()).toContain(option);
  });
  test('explain every command of the bot with all its options', () => {
    for (const { data } of commands) {
      const row = rows.get(`\`/${data.name}\``)?.join();
      for (const option of data.options ?? []) expect(row).toContain(`${option.name}:`);
    }
  });
  test('name only scripts that there are', () => {
    for (const [, script] of readme.matchAll(/npm run (?:--silent )?([a-z]+)/g))
      expect(scripts).toHaveProperty([script!]);
  });
});

test('speaks of nothing outside the project', () => {
  expect(readme).not.toMatch(/\.\.\/shared/);
});
