// A folder that all test files share while they run, for what is dear to make.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostgres, type PostgresServer } from './postgres-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    sharedFolder: string;
  }
}

/** The file in it that tells of the PostgreSQL that the first test file to need one has started. */
export const SHARED_SERVER = 'postgres.json';

export function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'attest-shared-'));
  project.provide('sharedFolder', folder);
  return async () => {
    const server = join(folder, SHARED_SERVER);
    if (existsSync(server)) {
      const { pid, folder } = JSON.parse(readFileSync(server, 'utf8')) as Partial<PostgresServer>;
      if (pid !== undefined && folder !== undefined) await stopPostgres({ pid, folder });
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
