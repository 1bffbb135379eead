// The documents against the code: settings, commands, options, fields, links and files cannot drift apart unseen.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { settingsSchema } from '../../src/config.ts';
import { commands } from '../../src/discord/commands.ts';
import { answerJson, checkJson } from '../../src/terminal/answer-json.ts';
import { attest } from '../support/command-line.ts';
import { ROOT } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';

const MAX_README_WORDS = 1400;
/** Folders whose files are named in the documents by their whole path; what lies in `embeddings/` is made by running Attest. */
const OWN_PATH = /^(?:src|tests|docs|corpus|\.ci)\/[\w./-]*$/;

const at = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const guides = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'corpus/README.md',
  'corpus/example/README.md',
  'embeddings/README.md',
  ...guides.map((file) => `docs/${file}`),
];
const { scripts } = JSON.parse(at('package.json')) as { scripts: Record<string, string> };
const help = async (...args: string[]) => (await attest([...args, '--help'])).stdout;

/** Cells of the tables of a document, by the text of their first cell. */
const rowsOf = (file: string) =>
  new Map(
    at(file)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
      .map(([, first, ...rest]) => [first!, rest] as const),
  );

/** As GitHub makes them of headings. */
const anchorsOf = (file: string): string[] =>
  [...at(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test(`the README has fewer than ${MAX_README_WORDS} words`, () => {
  expect(at('README.md').split(/\s+/).filter(Boolean).length).toBeLessThan(MAX_README_WORDS);
});

test('the README leads to every other document', () => {
  for (const file of ['CONTRIBUTING.md', 'CHANGELOG.md', ...guides.map((guide) => `docs/${guide}`)])
    expect(at('README.md')).toContain(`](${file})`);
});

describe.each(documents)('%s', (file) => {
  const text = at(file);

  test('links only to files and headings that there are', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    for (const link of links.filter((target) => !/^https?:/.test(target))) {
      const [path, anchor] = link.split('#');
      const target = path ? normalize(join(dirname(file), path)) : file;
      expect(existsSync(join(ROOT, target)), `${link} in ${file}`).toBe(true);
      if (anchor) expect(anchorsOf(target), `${link} in ${file}`).toContain(anchor);
    }
  });

  test('names only files and folders that there are', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name]) => name!);
    for (const path of named.filter((name) => OWN_PATH.test(name)))
      expect(existsSync(join(ROOT, path)), `${path} in ${file}`).toBe(true);
  });

  test('names only scripts that there are', () => {
    for (const [, script] of text.matchAll(/npm run (?:--silent )?([a-z:]+)/g))
      expect(scripts).toHaveProperty([script!]);
  });

  test('speaks of nothing outside the project', () => {
    expect(text).not.toMatch(/\.\.\/shared/);
  });
});

describe('the table of settings', () => {
  const rows = rowsOf('docs/running.md');
  const defaults = settingsSchema.parse({}) as Record<string, unknown>;
  test.each(Object.entries(settingsSchema.shape))('has the default and the meaning of %s', (name, schema) => {
    const given = String(defaults[name] ?? '');
    const standard = given && `\`${given}\``;
    expect(rows.get(`\`${name}\``)?.slice(0, 2)).toEqual([standard, schema.description]);
  });
  test('.env.example names only settings', () => {
    const named = at('.env.example').match(/^[A-Z_]+(?==)/gm)!;
    expect(Object.keys(settingsSchema.shape)).toEqual(expect.arrayContaining(named));
  });
});

describe('the tables of commands', async () => {
  const rows = rowsOf('docs/running.md');
  const listed = [...(await help()).matchAll(/^ {2}(\w[\w-]*)(?: \[options\])?/gm)].map((match) => match[1]!);
  const names = [...new Set(listed)].filter((name) => name !== 'help');

  test.each(names)('explain %s with all its options', async (name) => {
    const script = name in scripts ? `npm run ${name}` : `npm run attest -- ${name}`;
    const row = [...rows].find(([first]) => first.startsWith(`\`${name === 'start' ? 'npm start' : script}`));
    expect(row, `a row for ${script}`).toBeDefined();
    for (const [option] of (await help(name)).matchAll(/--(?!help)[a-z-]+/g))
      expect(row!.join()).toContain(option);
  });

  test('explain every command of the bot with all its options', () => {
    for (const { data } of commands) {
      const row = rowsOf('docs/discord.md').get(`\`/${data.name}\``)?.join();
      for (const option of data.options ?? []) expect(row, data.name).toContain(`${option.name}:`);
    }
  });

  test('explain every option of /settings but its channel', () => {
    const { options = [] } = commands.find(({ data }) => data.name === 'settings')!.data;
    for (const { name } of options.filter((option) => option.name !== 'channel'))
      expect([...rowsOf('docs/discord.md').keys()]).toContain(`\`${name}:\``);
  });
});

describe('the tables of JSON fields', () => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await openArchive(await shippedIndex());
    return () => archive.close();
  });
  const explained = () => [...rowsOf('docs/answers.md').keys()].join(' ');
  const expectExplained = (object: object) => {
    for (const field of Object.keys(object)) expect(explained()).toContain(`\`${field}\``);
  };

  test('explain every field of an answer and of its quotes', async () => {
    const asked = await archive.ask({
      question: 'How many hectares of eelgrass would the dredging destroy?',
      outlets: null,
    });
    const answer = answerJson(asked, true);
    expectExplained(answer);
    expectExplained(answer.quotes[0]!);
    expectExplained(
      answerJson(await archive.ask({ question: 'When does the airport open?', outlets: null }), true),
    );
  });

  test('explain every field of a check', async () => {
    for (const claim of ['would destroy 11 hectares', 'dredging destroys 12 hectares of eelgrass', 'No.'])
      expectExplained(checkJson(await archive.check({ text: claim, outlets: null }), true));
  });
});
