// Builds the index in a process of its own: embedding would stop the event loop, and with it the heartbeats.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import type { BuildReport, Progress } from '../types.ts';

/** What the child tells: how far it is, what it did, or why it could not. */
export type BuildMessage =
  { progress: Progress } | { report: BuildReport } | { failure: { message: string; remedy: string } };

const CHILD = fileURLToPath(new URL('./build-child.ts', import.meta.url));
/** What of a crashed child's last words is worth showing. */
const LAST_WORDS = 300;

/**
 * Runs a build in a child process.
 * @throws UserError when the build fails or the process dies; the earlier index answers on
 */
export function buildInChild(
  settings: Settings,
  onProgress: (progress: Progress) => void,
): Promise<BuildReport> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [], {
      execArgv: ['--import', 'tsx'],
      // The child needs no secret, so it is given none.
      env: { ...process.env, ...pathsOf(settings), DISCORD_TOKEN: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let lastWords = '';
    child.stderr!.on(
      'data',
      (data: Buffer) => (lastWords = (lastWords + data.toString()).slice(-LAST_WORDS)),
    );
    child.on('message', (message: BuildMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('report' in message) resolve(message.report);
      else reject(new UserError(message.failure.message, message.failure.remedy));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const words = lastWords.trim().split('\n').at(-1) ?? '';
      const remedy = 'The earlier index answers on. Try again: npm run index';
      reject(new UserError(`The build ended early (${signal ?? `code ${code}`}). ${words}`.trim(), remedy));
    });
  });
}

const pathsOf = ({ CORPUS_DIR, EMBEDDINGS_DIR, EMBEDDING_MODEL }: Settings) => ({
  CORPUS_DIR,
  EMBEDDINGS_DIR,
  EMBEDDING_MODEL,
});
