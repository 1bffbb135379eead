// What a build did, as lines for a terminal. Pure.
import type { Messages } from '../messages/messages.ts';
import { worded } from '../messages/told.ts';
import type { BuildReport, Damage, PassedOver, Problem, SkippedFile } from '../types.ts';
import { printable } from './lines.ts';

/** Skipped files that are named; more of them say no more. */
const SHOWN_SKIPPED = 20;

/**
 * The closing report of a build.
 * @param isFirst those that follow do not name again what is no article
 */
export function renderReport(report: BuildReport, messages: Messages, isFirst = true): string {
  const { articles, passages, embedded, reused, removed, resumed, example, seconds } = report;
  const { problems, skipped, passedOver } = report;
  const counts = `${messages.articles(articles)}, ${messages.passages(passages)}: ${messages.embedded(embedded, reused)}`;
  return [
    ...problems.map((problem) => problemLine(problem, messages)),
    ...(isFirst ? leftOutLines(skipped, passedOver, messages) : []),
    ...(resumed ? [messages.resumedBuild] : []),
    ...(articles === 0 ? [messages.noArticles] : []),
    ...(example === 'left out' ? [messages.exampleLeftOut] : []),
    [
      counts,
      messages.removed(removed),
      messages.problems(problems.length),
      ...(skipped.length > 0 ? [messages.skippedFiles(skipped.length)] : []),
      messages.seconds(seconds),
    ].join('; '),
  ].join('\n');
}

/** What was damaged, and that it is made anew. */
export function damageLine(damage: Damage, messages: Messages): string {
  const says =
    damage.kind === 'database' ? damage.says : `${worded(messages.vectorTrouble, damage.trouble)}.`;
  return printable(`${says} ${messages.madeAnew}`);
}

/** A problem and what to do about it, as an editor finds the place: "file:line: …". */
export const problemLine = ({ file, line, cause }: Problem, messages: Messages): string =>
  printable(`${file.replace(/\n/g, ' ')}:${line}: ${worded(messages.problem, cause).join(' ')}`);

/** What is no article, with the reason, and how much was not looked at. */
export function leftOutLines(
  skipped: readonly SkippedFile[],
  { other, hidden, ignored }: PassedOver,
  messages: Messages,
): string[] {
  const more = skipped.length - SHOWN_SKIPPED;
  return [
    ...skipped.slice(0, SHOWN_SKIPPED).map((one) => skippedLine(one, messages)),
    ...(more > 0 ? [messages.moreSkipped(more)] : []),
    ...(other + hidden + ignored > 0 ? [messages.passedOver(other, hidden, ignored)] : []),
  ];
}

const skippedLine = ({ file, cause }: SkippedFile, messages: Messages): string =>
  printable(`${file.replace(/\n/g, ' ')}: ${worded(messages.skip, cause).join(' ')}`);
