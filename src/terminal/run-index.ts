// `npm run index`: a build with its progress shown, and with --watch one more whenever the corpus has changed.
import { buildIndex, CorpusError, type BuildOptions } from '../build.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { buildInChild } from '../indexing/build-process.ts';
import type { Settings } from '../config.ts';
import { messageOf, sentenceOf, UserError } from '../errors.ts';
import { followCorpus, type FollowEvent } from '../indexing/watch.ts';
import type { Messages } from '../messages/messages.ts';
import type { BuildReport } from '../types.ts';
import { jsonLine, reportJson } from './answer-json.ts';
import { damageLine, problemLine, renderReport } from './build-report.ts';
import { fitted } from './lines.ts';
import { openProgress } from './progress.ts';

export interface IndexOptions extends BuildOptions {
  json?: boolean;
  watch?: boolean;
}

/** Builds the index, then follows the corpus if wished. */
export async function runIndex(settings: Settings, options: IndexOptions, messages: Messages): Promise<void> {
  const tell = (report: BuildReport, isFirst = false) => {
    if (options.json) process.stdout.write(`${jsonLine(reportJson(report))}\n`);
    else say(renderReport(report, messages, isFirst));
  };
  tell(await buildShown(settings, messages, options), true);
  if (options.watch) await follow(settings, (report) => tell(report), messages);
}

/** Lines for a person on standard error. */
export function say(text: string): void {
  process.stderr.write(`${fitted(text, process.stderr.columns)}\n`);
}

/**
 * A build with its progress on standard error.
 * @throws UserError when it cannot be built, or files have problems and none was to have any
 */
export async function buildShown(
  settings: Settings,
  messages: Messages,
  options: BuildOptions = {},
): Promise<BuildReport> {
  const display = openProgress(process.stderr, messages);
  try {
    return await buildIndex(settings, {
      ...options,
      onProgress: (progress) => display.show(progress),
      onDamage: (damage) => say(damageLine(damage, messages)),
    });
  } catch (thrown) {
    throw thrown instanceof CorpusError ? refusal(thrown, messages) : thrown;
  } finally {
    display.stop();
  }
}

function refusal({ problems }: CorpusError, messages: Messages): UserError {
  const lines = problems.map((problem) => `  ${problemLine(problem, messages)}`);
  const told = [messages.filesWithProblems(problems.length), ...lines, messages.nothingIndexed];
  return new UserError(told.join('\n'), messages.mendFiles);
}

async function follow(
  settings: Settings,
  tell: (report: BuildReport) => void,
  messages: Messages,
): Promise<void> {
  const folder = corpusFolder(settings.CORPUS_DIR);
  const build = () => buildInChild(settings, () => {}).then(tell, complain);
  const following = await followCorpus(folder, build, (event) => say(followingLine(event, messages)));
  const stop = () => void following.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // Last: whoever reads this may end it at once.
  say(messages.following(folder));
}

function followingLine(event: FollowEvent, messages: Messages): string {
  if (event.kind === 'polling') return messages.polling(event.reason);
  return event.kind === 'folder gone' ? messages.folderGone(event.folder) : messages.folderBack(event.folder);
}

/** While following, a build that fails is no end: the next change tries again. */
function complain(thrown: unknown): void {
  say(sentenceOf(thrown) ?? messageOf(thrown));
}
