// `npm run index`: a build with its progress shown, and with --watch one more whenever the corpus has changed.
import { buildIndex, type BuildOptions } from '../build.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { buildInChild } from '../indexing/build-process.ts';
import type { Settings } from '../config.ts';
import { messageOf, UserError } from '../errors.ts';
import { openProgress } from './progress.ts';
import { renderReport } from './answer-view.ts';
import type { BuildReport } from '../types.ts';
import { followCorpus } from '../indexing/watch.ts';

export interface IndexOptions extends BuildOptions {
  json?: boolean;
  watch?: boolean;
}

/** Builds the index, then follows the corpus if wished. */
export async function runIndex(settings: Settings, options: IndexOptions): Promise<void> {
  const tell = (report: BuildReport) => {
    if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else process.stderr.write(`${renderReport(report)}\n`);
  };
  tell(await buildShown(settings, options));
  if (options.watch) await follow(settings, tell);
}

/** A build with its progress on standard error. */
export async function buildShown(settings: Settings, options: BuildOptions = {}): Promise<BuildReport> {
  const display = openProgress(process.stderr);
  try {
    return await buildIndex(settings, { ...options, onProgress: (progress) => display.show(progress) });
  } finally {
    display.stop();
  }
}

async function follow(settings: Settings, tell: (report: BuildReport) => void): Promise<void> {
  const folder = corpusFolder(settings.CORPUS_DIR);
  process.stderr.write(`Following ${folder}; Ctrl+C ends it.\n`);
  const following = await followCorpus(folder, () => buildInChild(settings, () => {}).then(tell, complain));
  const stop = () => void following.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** While following, a build that fails is no end: the next change tries again. */
function complain(thrown: unknown): void {
  process.stderr.write(`${thrown instanceof UserError ? thrown.sentence : messageOf(thrown)}\n`);
}
