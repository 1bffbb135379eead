// The state of an index, and what a verification found, as lines for a terminal. Pure.
import type { IndexState, StateTrouble } from '../indexing/index-state.ts';
import type { Verification } from '../indexing/verify.ts';
import type { Messages } from '../messages/messages.ts';
import { UPDATE, worded } from '../messages/told.ts';
import { coverageLine } from './answer-view.ts';
import { leftOutLines, problemLine } from './build-report.ts';
import { printable } from './lines.ts';

/** Findings, or problems, shown in full; more of them say no more. */
const SHOWN_FINDINGS = 50;

/** What the index holds, in which state it is, and what is wrong with it. */
export function renderState(state: IndexState, now: Date, messages: Messages): string {
  const { coverage, fingerprint, files, unlinked, libraryTrouble, waiting, builder } = state;
  const sizes = Object.entries(files).map(([path, bytes]) => `  ${path}: ${messages.megabytes(bytes / 1e6)}`);
  const more = state.problems.length - SHOWN_FINDINGS;
  const outlets = coverage?.outlets.map(({ outlet, articles }) => `  ${outlet}: ${articles}`) ?? [];
  return printable(
    [
      ...(coverage ? [coverageLine(coverage, now, messages)] : []),
      ...(coverage ? [`${messages.model}: ${coverage.model}. ${messages.passages(coverage.passages)}.`] : []),
      ...outlets,
      ...(fingerprint ? [`${messages.index(fingerprint)}:`, ...sizes] : []),
      ...(unlinked > 0 ? [messages.unlinked(unlinked)] : []),
      ...(libraryTrouble === null ? [] : [messages.noVectorLibrary(libraryTrouble.reason)]),
      ...(builder === null ? [] : [messages.buildRunning(builder)]),
      ...(state.endedEarly ? [messages.buildEndedEarly] : []),
      ...(waiting ? [waitingLine(waiting, messages)] : []),
      ...state.problems.slice(0, SHOWN_FINDINGS).map((problem) => problemLine(problem, messages)),
      ...(more > 0 ? [messages.moreFindings(more)] : []),
      ...(state.passedOver ? leftOutLines(state.skipped, state.passedOver, messages) : []),
      ...(state.example === 'left out' ? [messages.exampleLeftOut] : []),
      ...state.troubles.map((trouble) => troubleLine(trouble, messages)),
    ].join('\n'),
  );
}

/** What is wrong, with the command that mends it. */
export function troubleLine(cause: StateTrouble, messages: Messages): string {
  if (cause.kind === 'refused') return cause.says;
  if (cause.kind === 'other corpus')
    return `${messages.otherCorpus(cause.made, cause.named)} ${messages.run(UPDATE)}`;
  const told = worded(messages.vectorTrouble, cause.trouble);
  return `${told}; ${messages.keywordsFind} ${messages.run(UPDATE)}`;
}

function waitingLine(waiting: NonNullable<IndexState['waiting']>, messages: Messages): string {
  const { new: added, changed, gone } = waiting;
  if (added + changed + gone === 0) return messages.corpusUnchanged;
  return `${messages.corpusSince(added, changed, gone)} ${messages.run(UPDATE)}`;
}

/** Every finding with its remedy, and what was looked at. */
export function renderVerification(verification: Verification, messages: Messages): string {
  const { articles, passages, findings, seconds } = verification;
  const shown = findings.slice(0, SHOWN_FINDINGS);
  const more = findings.length - shown.length;
  const damages = findings.filter(({ damage }) => damage).length;
  const counts = `${messages.articles(articles)}, ${messages.passages(passages)}`;
  const outcome = `${messages.damages(damages)}, ${messages.behind(findings.length - damages)}`;
  return printable(
    [
      ...shown.map(({ cause }) => worded(messages.finding, cause).join(' ')),
      ...(more > 0 ? [messages.moreFindings(more)] : []),
      `${messages.verified(counts, messages.seconds(seconds))}: ${outcome}.`,
    ].join('\n'),
  );
}
