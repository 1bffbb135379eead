// Tests run against real parts: files, processes, the model. Native addons want processes, not threads.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/shared-folder.ts',
    pool: 'forks',
    // Most tests wait for processes that they start: a third worker uses the time that two leave on two cores.
    maxWorkers: 3,
    // Guards against a test that hangs: on a machine that does twenty other things each takes twenty times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Its own guess is a second, which a busy machine may take for anything.
    expect: { poll: { timeout: 240_000 } },
  },
});
