// Errors that name what lies on the machine are for whoever runs Attest: asked in Discord, nobody is told of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/project.ts';

/** What only the command line says. */
const TERMINAL = /^(?:cli|config|start)\.ts$|^(?:terminal|evaluation|import)\//;
const SRC = join(ROOT, 'src');

test('no error for those who ask has the name of a file or folder in it', () => {
  const telling = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !TERMINAL.test(file))
    .flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(/new UserError\(\s*`([^`]*)`/g)].map(
        ([, message]) => `${file}: ${message}`,
      ),
    )
    .filter((message) => /\$\{[^}]*(?:folder|path|dir|file|bundled|said|database)/i.test(message));
  expect(telling).toEqual([]);
});
