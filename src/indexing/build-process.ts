// Builds the index in a process of its own: embedding would stop the event loop, and with it the heartbeats.
import { startChild } from '../child-process.ts';
import { withoutSecrets, type Settings } from '../config.ts';
import type { BuildReport, Progress } from '../types.ts';
import type { BuildApi, BuildParentApi } from './build-child.ts';

const CHILD = new URL('./build-child.ts', import.meta.url);
const ABOUT = { work: 'The build', remedy: 'The earlier index answers on. Try again: npm run index' };

/**
 * Runs a build in a child process.
 * @throws UserError when the build is refused or the process dies; the earlier index answers on
 */
export async function buildInChild(
  settings: Settings,
  onProgress: (progress: Progress) => void,
): Promise<BuildReport> {
  const child = startChild<BuildApi, BuildParentApi>(CHILD, ABOUT, { progress: onProgress });
  try {
    return await child.call.build(withoutSecrets(settings));
  } finally {
    await child.close();
  }
}
