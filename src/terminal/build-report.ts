// What a build did, as lines for a terminal. Pure.
import type { Messages } from '../messages/messages.ts';
import { worded } from '../messages/told.ts';
import type { BuildReport, Damage, Problem } from '../types.ts';
import { printable } from './lines.ts';

/** The closing report of a build. */
export function renderReport(report: BuildReport, messages: Messages): string {
  const { articles, passages, embedded, reused, removed, resumed, problems, example, seconds } = report;
  const counts = `${messages.articles(articles)}, ${messages.passages(passages)}: ${messages.embedded(embedded, reused)}`;
  return [
    ...problems.map((problem) => problemLine(problem, messages)),
    ...(resumed ? [messages.resumedBuild] : []),
    ...(articles === 0 ? [messages.noArticles] : []),
    ...(example === 'left out' ? [messages.exampleLeftOut] : []),
    [counts, messages.removed(removed), messages.problems(problems.length), messages.seconds(seconds)].join(
      '; ',
    ),
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
  printable(`${file}:${line}: ${worded(messages.problem, cause).join(' ')}`);
