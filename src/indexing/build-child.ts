// The process that `buildInChild` starts, for one build.
import { buildIndex } from '../build.ts';
import { serveParent } from '../child-process.ts';
import type { Settings } from '../config.ts';
import type { BuildReport, Progress } from '../types.ts';

export interface BuildApi {
  build(settings: Settings): Promise<BuildReport>;
}
export interface BuildParentApi {
  progress(progress: Progress): void;
}

/** Calls about progress a second: a chat message is edited more seldom still. */
const REPORTS_PER_SECOND = 4;

let reported = 0;
const parent = serveParent<BuildApi, BuildParentApi>({
  build: (settings) =>
    buildIndex(settings, {
      onProgress: (progress) => {
        const now = performance.now();
        if (now - reported < 1000 / REPORTS_PER_SECOND && progress.done < progress.total) return;
        reported = now;
        void parent.progress(progress);
      },
    }),
});
