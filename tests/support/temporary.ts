// A folder of one's own for each test, removed when the test file is done.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attest-'));
  folders.push(folder);
  return folder;
}

/** A corpus of files with these contents. */
export function temporaryCorpus(contents: readonly string[]): string {
  const folder = temporaryFolder();
  for (const [i, content] of contents.entries()) writeFileSync(join(folder, `${i}.txt`), content);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
