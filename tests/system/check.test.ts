// `npm run check` refuses what it is there to refuse: each defect is planted in a copy of the sources.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';
import { ROOT } from '../support/project.ts';

const CONFIGURATION = ['package.json', 'tsconfig.json', '.oxlintrc.json', '.knip.jsonc'];

/** By the file in src/planted that they stand in. */
const DEFECTS = {
  'floating-promise.ts': "import { rm } from 'node:fs/promises';\nrm('nothing');\n",
  'misused-promise.ts': 'setTimeout(async () => { await Promise.resolve(); }, 1);\n',
  'unneeded-await.ts': 'await 1;\n',
  'any.ts': 'export const loose = (value: any): string => String(value);\n',
  'unsafe-any.ts': "const parsed: string = JSON.parse('1');\nprocess.stdout.write(parsed);\n",
  'default-export.ts': 'export default 1;\n',
  'one.ts': "import { two } from './two.ts';\nexport const one = (): number => two();\n",
  'two.ts': "import { one } from './one.ts';\nexport const two = (): number => one();\n",
  'forgotten-case.ts':
    "export const sign = (of: 'up' | 'down'): void => {\n  switch (of) {\n    case 'up':\n      process.stdout.write('+');\n  }\n};\n",
  'unused-variable.ts': 'const nothing = 1;\n',
};

let tree: string;
const run = (tool: string, ...args: string[]): string => {
  try {
    return execFileSync(join(ROOT, 'node_modules/.bin', tool), args, {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (thrown) {
    return (thrown as { stdout: string }).stdout;
  }
};

beforeAll(() => {
  tree = temporaryFolder();
  for (const name of [...CONFIGURATION, 'src'])
    cpSync(join(ROOT, name), join(tree, name), { recursive: true });
  mkdirSync(join(tree, 'tests'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  mkdirSync(join(tree, 'src/planted'));
  for (const [name, text] of Object.entries(DEFECTS)) writeFileSync(join(tree, 'src/planted', name), text);
});

test('it runs the compiler, the linter, the search for dead code and the formatter', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(scripts.check).toBe(
    'tsc --noEmit && oxlint && knip && npm run --silent check:rules && prettier --check --cache .',
  );
});

describe('the linter refuses', () => {
  let found: string;
  beforeAll(() => {
    found = run('oxlint', '--format=unix', 'src/planted');
  });

  test.each([
    ['a promise that nobody waits for', 'floating-promise.ts', 'no-floating-promises'],
    ['a promise where none is expected', 'misused-promise.ts', 'no-misused-promises'],
    ['waiting for what is no promise', 'unneeded-await.ts', 'await-thenable'],
    ['any in so many words', 'any.ts', 'no-explicit-any'],
    ['any that nobody wrote', 'unsafe-any.ts', 'no-unsafe-assignment'],
    ['a default export', 'default-export.ts', 'no-default-export'],
    ['modules that import each other', 'one.ts', 'no-cycle'],
    ['a switch that forgets a case', 'forgotten-case.ts', 'switch-exhaustiveness-check'],
    ['a variable that nobody reads', 'unused-variable.ts', 'no-unused-vars'],
  ])('%s', (_, file, rule) => {
    expect(
      found
        .split('\n')
        .filter((line) => line.includes(`planted/${file}:`))
        .join('\n'),
    ).toContain(`(${rule})`);
  });
});

test('an export that nobody imports is refused', () => {
  appendFileSync(join(tree, 'src/text/days.ts'), 'export const uncalled = 1;\n');
  expect(run('knip', '--include', 'exports')).toMatch(/^uncalled +src\/text\/days\.ts/m);
});

test('a message that one language lacks does not compile', () => {
  const path = join(tree, 'src/messages/de.ts');
  const german = readFileSync(path, 'utf8');
  const lines = german.split('\n');
  const message = lines.findIndex((line) => /^ {2}\w+: '.*',$/.test(line));
  writeFileSync(path, lines.toSpliced(message, 1).join('\n'));
  const found = run('tsc', '--noEmit');
  writeFileSync(path, german);
  expect(found).toMatch(/src\/messages\/de\.ts.*is missing|src\/messages\/de\.ts.*missing the following/);
});
