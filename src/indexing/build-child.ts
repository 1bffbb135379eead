// The process that `buildInChild` starts: one build, told to the parent message by message.
import { buildIndex } from '../build.ts';
import type { BuildMessage } from './build-process.ts';
import { readSettings } from '../config.ts';
import { messageOf, UserError } from '../errors.ts';

/** Messages about progress a second: a chat message is edited more seldom still. */
const REPORTS_PER_SECOND = 4;

const tell = (message: BuildMessage) => new Promise((sent) => process.send!(message, sent));

// Whoever asked for the build is gone: nothing is lost by ending, the next build goes on from here.
process.once('disconnect', () => process.exit());

let reported = 0;
try {
  const report = await buildIndex(readSettings(), {
    onProgress: (progress) => {
      const now = performance.now();
      if (now - reported < 1000 / REPORTS_PER_SECOND && progress.done < progress.total) return;
      reported = now;
      void tell({ progress });
    },
  });
  await tell({ report });
} catch (thrown) {
  const remedy =
    thrown instanceof UserError ? thrown.remedy : 'The earlier index answers on. See: npm run index';
  await tell({ failure: { message: messageOf(thrown), remedy } });
}
process.disconnect();
