// Tests run against real parts: files, processes, the model. Native addons want processes, not threads.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/shared-folder.ts',
    pool: 'forks',
    maxWorkers: 2,
    // Guards against a test that hangs: on a machine that does ten other things each takes ten times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
